import type { CollaborationAnswers, CollaborationQuestions, CollaborationTask } from '../analysis/collaboration.js';
import type { Network } from '../analysis/network.js';
import type { Filter } from '../store/filter.js';
import type { GraphStore } from '../store/store.js';
import { gatherMaterial } from '../traverse/author-network.js';
import type { NetworkReads } from '../traverse/author-network-reads.js';
import type { CollaborationWork } from './collaboration-worker.js';
import { computeIn } from './computing-thread.js';
import { remembered, RememberedForVersion } from './remembered.js';

/** Networks, and answers of each, that are kept; the one that was asked for longest ago goes. */
const KEPT_NETWORKS = 4;
const KEPT_ANSWERS = 32;

const compute: (work: CollaborationWork) => Promise<unknown> = computeIn(new URL('./collaboration-worker.js', import.meta.url));

type Reads = NetworkReads & Pick<GraphStore, 'scanBylines' | 'graphVersion'>;

/** Who wrote with whom in one version of the graph, in all works or in those of a scope. Numbers are indexes into `keys`. */
export class Collaboration {
  private numbers: Map<string, number> | null = null;
  private readonly answers = new Map<string, Promise<unknown>>();

  constructor(
    readonly keys: readonly string[],
    private readonly network: Network,
    /** Works of the scope that were too many to be read. */
    readonly worksLeftOut: number,
  ) {}

  /** Null for one who has no work in the scope. */
  numberOf(key: string): number | null {
    this.numbers ??= new Map(this.keys.map((one, number) => [one, number]));
    return this.numbers.get(key) ?? null;
  }

  /** Number of the author's coauthors. */
  degreeOf(number: number): number {
    return this.network.offsets[number + 1]! - this.network.offsets[number]!;
  }

  /** Computed once for each question, off the event loop. */
  ask<Task extends CollaborationTask>(task: Task, question: CollaborationQuestions[Task]): Promise<CollaborationAnswers[Task]> {
    const name = JSON.stringify([task, question]);
    const make = () => compute({ task, network: this.network, question } as CollaborationWork);
    return remembered(this.answers, KEPT_ANSWERS, name, make) as Promise<CollaborationAnswers[Task]>;
  }
}

/** The networks of coauthors of the newest version of one store. */
export class Collaborations {
  private readonly networks: RememberedForVersion<Collaboration>;

  constructor(private readonly store: Reads) {
    this.networks = new RememberedForVersion(store, KEPT_NETWORKS);
  }

  /** @param scope which works count; null for all */
  of(scope: Filter<'Article'> | null): Promise<Collaboration> {
    return this.networks.get(JSON.stringify(scope), () => this.read(scope));
  }

  private async read(scope: Filter<'Article'> | null): Promise<Collaboration> {
    const { keys, offsets, authors, worksLeftOut } = scope === null ? await this.all() : await this.some(scope);
    const network = await compute({ task: 'network', material: { size: keys.length, offsets, authors } });
    return new Collaboration(keys, network as Network, worksLeftOut);
  }

  private async all() {
    return { ...(await this.store.scanBylines()), worksLeftOut: 0 };
  }

  private async some(filter: Filter<'Article'>) {
    const scope = { around: 'ALL', seeds: [], depth: 0, filter, years: null } as const;
    const { material, leftOut } = await gatherMaterial(this.store, scope, 'CO_AUTHORSHIP');
    const { keys, units } = material.bylines;
    const worksLeftOut = leftOut.reduce((sum, { works }) => sum + works, 0);
    return { keys, offsets: units.offsets, authors: units.neighbours, worksLeftOut };
  }
}

const OF_STORES = new WeakMap<GraphStore, Collaborations>();

/** The networks of a store: one for all requests. */
export function collaborationsOf(store: GraphStore): Collaborations {
  let known = OF_STORES.get(store);
  if (!known) OF_STORES.set(store, (known = new Collaborations(store)));
  return known;
}
