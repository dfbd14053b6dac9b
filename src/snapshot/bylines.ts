import type { GraphStore } from '../store/store.js';
import { Bylines } from '../traverse/bylines.js';
import { refuseAbove } from './memory.js';
import { RememberedForVersion } from './remembered.js';

export type BylineReads = Pick<GraphStore, 'scanBylines' | 'graphVersion' | 'describe'>;

/** Bytes of each author's key and what is counted beside, and of each authorship both ways. */
const BYTES = { author: 150, authorship: 20 };

/** What all bylines take of memory: bytes, and what to call it. */
export const bylinesTake = (authors: number, authorships: number): [bytes: number, what: string] => [
  authors * BYTES.author + authorships * BYTES.authorship,
  `A network of ${authors} authors, ${authorships} authorships`,
];

/** All bylines of the newest version of one store, read once for all who need them. */
export class KnownBylines {
  private readonly reading: RememberedForVersion<Bylines>;
  private known: { version: number; bylines: Bylines } | null = null;
  /** The version of the graph for which they were last missed. */
  private missedIn = -1;
  private isReading = false;

  /** @param allowed bytes that they may take of memory */
  constructor(
    private readonly store: BylineReads,
    private readonly allowed: number,
  ) {
    this.reading = new RememberedForVersion(store, 1);
  }

  /** Throws TOO_LARGE where they would take more memory than is allowed. */
  read(): Promise<Bylines> {
    return this.reading.get('all', async () => {
      const { counts } = await this.store.describe();
      refuseAbove(this.allowed, ...bylinesTake(counts.authors, counts.authorships));
      const version = await this.store.graphVersion();
      const bylines = new Bylines(await this.store.scanBylines());
      if ((await this.store.graphVersion()) === version) this.known = { version, bylines };
      return bylines;
    });
  }

  /**
   * Those that are in memory; null where that would have to be waited for. Who misses them twice in one version of the graph
   * may do so again, so they are read meanwhile, unless they are too large.
   */
  async atHand(): Promise<Bylines | null> {
    const version = await this.store.graphVersion();
    if (this.known?.version === version) return this.known.bylines;
    this.known = null;
    if (this.missedIn === version && !this.isReading) {
      this.isReading = true;
      // Whoever needs them is told why they cannot be had.
      void this.read().catch(() => {}).finally(() => (this.isReading = false)); // prettier-ignore
    }
    this.missedIn = version;
    return null;
  }
}
