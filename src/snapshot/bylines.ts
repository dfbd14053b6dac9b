import type { GraphStore } from '../store/store.js';
import { Bylines } from '../traverse/bylines.js';
import { AtHand } from './at-hand.js';
import { refuseAbove } from './memory.js';

export type BylineReads = Pick<GraphStore, 'scanBylines' | 'graphVersion' | 'describe' | 'can'>;

/** Bytes of each author's key and what is counted beside, and of each authorship both ways. */
const BYTES = { author: 150, authorship: 20 };

/** What all bylines take of memory: bytes, and what to call it. */
export const bylinesTake = (authors: number, authorships: number): [bytes: number, what: string] => [
  authors * BYTES.author + authorships * BYTES.authorship,
  `A network of ${authors} authors, ${authorships} authorships`,
];

/**
 * All bylines of the newest version of one store. Throws TOO_LARGE where they would take more memory than is allowed.
 *
 * @param allowed bytes that they may take of memory
 */
export const bylinesAtHand = (store: BylineReads, allowed: number): AtHand<Bylines> =>
  new AtHand(store, async () => {
    const { counts } = await store.describe();
    refuseAbove(allowed, ...bylinesTake(counts.authors, counts.authorships));
    return new Bylines(await store.scanBylines());
  });
