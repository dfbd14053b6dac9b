import { told, type AuthorNetwork, type NetworkOptions } from '../analysis/author-network.js';
import type { GraphStore } from '../store/store.js';
import { gatherMaterial } from '../traverse/author-network.js';
import type { NetworkReads } from '../traverse/author-network-reads.js';
import type { NetworkScope } from '../traverse/author-network-scope.js';
import { PlaceBylines, type PlaceKind } from '../traverse/place-bylines.js';
import { ComputingThread } from './computing-thread.js';
import type { NetworkTask } from './network-worker.js';

/** Networks that are kept; the one that was asked for longest ago goes. */
const KEPT = 16;

export interface NetworkQuestion {
  scope: NetworkScope;
  options: NetworkOptions;
  /** Who the nodes are. */
  of: 'AUTHORS' | PlaceKind;
}

/** A network, and for one of institutions or countries what is told of its nodes. */
export interface AnsweredNetwork extends AuthorNetwork {
  places: Pick<PlaceBylines, 'places' | 'authorships' | 'unplaced'> | null;
}

/** Networks of the newest version of one store: each is made once, off the event loop. */
export class Networks {
  private version = -1;
  private readonly answers = new Map<string, Promise<AnsweredNetwork>>();

  constructor(private readonly store: NetworkReads & Pick<GraphStore, 'graphVersion'>) {}

  async answer(question: NetworkQuestion): Promise<AnsweredNetwork> {
    const version = await this.store.graphVersion();
    if (version !== this.version) this.answers.clear();
    this.version = version;
    const name = JSON.stringify(question);
    const known = this.answers.get(name) ?? this.make(question);
    this.answers.delete(name);
    this.answers.set(name, known);
    const forget = () => this.answers.get(name) === known && this.answers.delete(name);
    // One that failed may succeed the next time; one that was read while somebody wrote may be of two versions.
    known.then(async () => (await this.store.graphVersion()) !== version && forget(), forget).catch(forget);
    if (this.answers.size > KEPT) this.answers.delete(this.answers.keys().next().value!);
    return known;
  }

  private async make({ scope, options, of }: NetworkQuestion): Promise<AnsweredNetwork> {
    const places = of === 'AUTHORS' ? null : new PlaceBylines(of);
    const { material, leftOut } = await gatherMaterial(this.store, scope, options.relation, undefined, places?.read);
    const network = (await compute({ material, options })) as AuthorNetwork;
    return { ...network, leftOut: told([...network.leftOut, ...leftOut]), places };
  }
}

let thread: ComputingThread | null = null;

/** In one thread for all stores, begun when first asked, and anew where it has died. */
function compute(task: NetworkTask): Promise<unknown> {
  thread ??= new ComputingThread(new URL('./network-worker.js', import.meta.url), () => (thread = null));
  return thread.compute(task);
}

const OF_STORES = new WeakMap<GraphStore, Networks>();

/** The networks of a store: one cache for all requests. */
export function networksOf(store: GraphStore): Networks {
  let known = OF_STORES.get(store);
  if (!known) OF_STORES.set(store, (known = new Networks(store)));
  return known;
}
