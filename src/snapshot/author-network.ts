import { told, type AuthorNetwork, type NetworkOptions } from '../analysis/author-network.js';
import { builtFile } from '../root.js';
import type { GraphStore } from '../store/store.js';
import { gatherMaterial } from '../traverse/author-network.js';
import type { NetworkReads } from '../traverse/author-network-reads.js';
import type { NetworkScope } from '../traverse/author-network-scope.js';
import { PlaceBylines, type NetworkPlaces, type PlaceKind } from '../traverse/place-bylines.js';
import { computeIn } from './computing-thread.js';
import type { ComputedNetwork, NetworkTask } from './network-worker.js';
import { RememberedForVersion } from './remembered.js';

/** Networks that are kept; the one that was asked for longest ago goes. */
const KEPT = 16;

const compute: (task: NetworkTask, signal: AbortSignal) => Promise<unknown> = computeIn(builtFile('snapshot/network-worker.js'));

export interface NetworkQuestion {
  scope: NetworkScope;
  options: NetworkOptions;
  /** Who the nodes are. */
  of: 'AUTHORS' | PlaceKind;
}

/** A network, and for one of institutions or countries what is told of its nodes. */
export interface AnsweredNetwork extends AuthorNetwork {
  places: NetworkPlaces | null;
}

/** Networks of the newest version of one store: each is made once, off the event loop. */
export class Networks {
  private readonly answers: RememberedForVersion<AnsweredNetwork>;

  constructor(private readonly store: NetworkReads & Pick<GraphStore, 'graphVersion'>) {
    this.answers = new RememberedForVersion(store, KEPT);
  }

  /** Rejects with the reason of the signal, and no work is done any more where nobody else waits for the same network. */
  answer(question: NetworkQuestion, signal?: AbortSignal): Promise<AnsweredNetwork> {
    return this.answers.get(JSON.stringify(question), (stop) => this.make(question, stop), signal);
  }

  private async make({ scope, options, of }: NetworkQuestion, stop: AbortSignal): Promise<AnsweredNetwork> {
    const read = of === 'AUTHORS' ? null : new PlaceBylines(of);
    const gathering = { standing: read?.read, signal: stop };
    const { material, leftOut } = await gatherMaterial(this.store, scope, options.relation, gathering);
    const task = { material, placed: read?.material ?? null, options };
    const { network, places } = (await compute(task, stop)) as ComputedNetwork;
    return { ...network, leftOut: told([...network.leftOut, ...leftOut]), places };
  }
}

const OF_STORES = new WeakMap<GraphStore, Networks>();

/** The networks of a store: one cache for all requests. */
export function networksOf(store: GraphStore): Networks {
  let known = OF_STORES.get(store);
  if (!known) OF_STORES.set(store, (known = new Networks(store)));
  return known;
}
