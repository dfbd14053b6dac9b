import type { GraphStore } from '../../src/store/store.js';

/** A random question and what a store answers to it, in a form that can be compared between stores. */
export type Question = { what: string } & ((store: GraphStore) => Promise<unknown>);

export const question = (what: unknown, ask: (store: GraphStore) => Promise<unknown>): Question =>
  Object.assign((store: GraphStore) => ask(store), { what: JSON.stringify(what), toString: () => JSON.stringify(what) });
