import type { Loaders } from '../loaders/index.js';
import type { Collaboration } from '../snapshot/collaboration.js';
import type { Filter } from '../store/filter.js';
import type { Context } from './context.js';

const OF_REQUESTS = new WeakMap<Loaders, Map<string, Promise<Collaboration>>>();

/** The network of all who wrote works of a scope together; a request asks once for each scope, however many authors it is about. */
export function collaborationOf(
  scope: Filter<'Article'> | null,
  { snapshots, loaders, signal }: Pick<Context, 'snapshots' | 'loaders' | 'signal'>,
): Promise<Collaboration> {
  const networks = OF_REQUESTS.get(loaders) ?? new Map<string, Promise<Collaboration>>();
  OF_REQUESTS.set(loaders, networks);
  const name = JSON.stringify(scope);
  const network = networks.get(name) ?? snapshots.collaborations.of(scope, signal);
  networks.set(name, network);
  return network;
}
