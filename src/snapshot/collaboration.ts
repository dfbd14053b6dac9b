import type { CollaborationAnswers, CollaborationQuestions, CollaborationTask } from '../analysis/collaboration.js';
import type { Network } from '../analysis/network.js';
import { builtFile } from '../root.js';
import type { Filter } from '../store/filter.js';
import { gatherMaterial } from '../traverse/author-network.js';
import type { NetworkReads } from '../traverse/author-network-reads.js';
import { placeOf, type Bylines } from '../traverse/bylines.js';
import {
  collaborationIn,
  findCollaboration,
  type Collaboration as Chains,
  type CollaborationQuestion,
  type CollaborationReads as ChainReads,
} from '../traverse/collaboration.js';
import type { AtHand } from './at-hand.js';
import { bylinesAtHand, bylinesTake, type BylineReads } from './bylines.js';
import type { CollaborationWork } from './collaboration-worker.js';
import { computeIn } from './computing-thread.js';
import { refuseAbove } from './memory.js';
import { Remembered, RememberedForVersion } from './remembered.js';

/** Networks, and answers of each, that are kept; the one that was asked for longest ago goes. */
const KEPT_NETWORKS = 4;
const KEPT_ANSWERS = 32;

const compute: (work: CollaborationWork, signal: AbortSignal) => Promise<unknown> = computeIn(
  builtFile('snapshot/collaboration-worker.js'),
);

export type CollaborationReads = NetworkReads & BylineReads;

/** Bytes of a link as it is counted and shared. Pairs of one byline have one each, unless they stand together on others as well. */
const BYTES_OF_PAIR = 60;

/** Who wrote with whom in one version of the graph, in all works or in those of a scope. Numbers are indexes into `keys`. */
export class Collaboration {
  private readonly answers = new Remembered<unknown>(KEPT_ANSWERS);

  constructor(
    readonly keys: readonly string[],
    private readonly network: Network,
    /** Works of the scope that were too many to be read. */
    readonly worksLeftOut: number,
  ) {}

  /** Null for one who has no work in the scope. */
  numberOf(key: string): number | null {
    return placeOf(this.keys, key);
  }

  /** Number of the author's coauthors. */
  degreeOf(number: number): number {
    return this.network.offsets[number + 1]! - this.network.offsets[number]!;
  }

  /** Computed once for each question, off the event loop. */
  ask<Task extends CollaborationTask>(
    task: Task,
    question: CollaborationQuestions[Task],
    signal?: AbortSignal,
  ): Promise<CollaborationAnswers[Task]> {
    const make = (stop: AbortSignal) => compute({ task, network: this.network, question } as CollaborationWork, stop);
    const answer = this.answers.get(JSON.stringify([task, question]), make).wait(signal);
    return answer as Promise<CollaborationAnswers[Task]>;
  }
}

/** The networks of coauthors of the newest version of one store. */
export class Collaborations {
  private readonly networks: RememberedForVersion<Collaboration>;
  /** All of the graph. */
  private readonly bylines: AtHand<Bylines>;

  /** @param allowed bytes that a network may take of memory */
  constructor(
    private readonly store: CollaborationReads,
    private readonly allowed: number,
  ) {
    this.networks = new RememberedForVersion(store, KEPT_NETWORKS);
    this.bylines = bylinesAtHand(store, allowed);
  }

  /**
   * Throws TOO_LARGE where it would take more memory than is allowed.
   *
   * @param scope which works count; null for all
   */
  of(scope: Filter<'Article'> | null, signal?: AbortSignal): Promise<Collaboration> {
    return this.networks.get(JSON.stringify(scope), (stop) => this.read(scope, stop), signal);
  }

  /**
   * Chains of joint papers between two authors: out of memory where the bylines of this version are there, else step by step
   * by the reads that are given. The answer is the same.
   */
  async chains(question: CollaborationQuestion, reads: ChainReads): Promise<Chains> {
    // To oneself nothing is walked.
    const bylines = question.from === question.to ? null : await this.bylines.now();
    return (bylines && (await collaborationIn(bylines, question))) ?? findCollaboration(reads, question);
  }

  private async read(scope: Filter<'Article'> | null, stop: AbortSignal): Promise<Collaboration> {
    const { keys, offsets, authors, worksLeftOut } = scope === null ? await this.all() : await this.some(scope, stop);
    const pairs = pairsOf(offsets);
    const [needed, what] = bylinesTake(keys.length, authors.length);
    refuseAbove(this.allowed, needed + pairs * BYTES_OF_PAIR, `${what} and ${pairs} pairs of coauthors`);
    const network = await compute({ task: 'network', material: { size: keys.length, offsets, authors } }, stop);
    return new Collaboration(keys, network as Network, worksLeftOut);
  }

  private async all() {
    // How many pairs there are only the bylines tell.
    const { scan } = await this.bylines.read();
    return { ...scan, worksLeftOut: 0 };
  }

  private async some(filter: Filter<'Article'>, stop: AbortSignal) {
    const scope = { around: 'ALL', seeds: [], depth: 0, filter, years: null } as const;
    const { material, leftOut } = await gatherMaterial(this.store, scope, 'CO_AUTHORSHIP', { signal: stop });
    const { keys, units } = material.bylines;
    const worksLeftOut = leftOut.reduce((sum, { works }) => sum + works, 0);
    return { keys, offsets: units.offsets, authors: units.neighbours, worksLeftOut };
  }
}

/** Pairs of all bylines; two who wrote several works together are as many. */
function pairsOf(offsets: Uint32Array): number {
  let pairs = 0;
  for (let work = 1; work < offsets.length; work++) {
    const length = offsets[work]! - offsets[work - 1]!;
    pairs += (length * (length - 1)) / 2;
  }
  return pairs;
}
