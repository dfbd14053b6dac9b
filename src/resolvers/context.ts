import { createLoaders, type Loaders } from '../loaders/index.js';
import type { GraphStore } from '../store/store.js';

/** What every resolver gets: made anew for each request. */
export interface Context {
  store: GraphStore;
  loaders: Loaders;
  /** Aborted when the request is over or has taken too long; no read begins after that. */
  signal: AbortSignal;
}

export function createContext(store: GraphStore, signal: AbortSignal): Context {
  return { store, loaders: createLoaders(store, signal), signal };
}
