import type { GraphStore } from '../store/store.js';
import { RememberedForVersion } from './remembered.js';

/** Where many do without at a time, it is read when they have done so for so long: they will go on. */
const BUSY_MS = 500;
/** Who misses it so soon after another came at the same time. */
const AGAIN_MS = 50;
/** Where a read may see a part of what was written last: so long a version has to have lasted, for what is read stays until the next write. */
const SETTLED_MS = 1_000;

/**
 * Something that is read of a whole graph once for all who need it, for its newest version. Who cannot wait takes it where it
 * is there already and does without it where it is not.
 */
export class AtHand<T> {
  private readonly reading: RememberedForVersion<T>;
  private known: { version: number; value: T } | null = null;
  /** The version of the graph for which it was last missed, and when that was first. */
  private missed = { version: -1, at: 0 };
  private isReading = false;
  /** How long the last reading took. */
  private lastMs = 0;

  /**
   * @param make reads it; may throw TOO_LARGE
   * @param isNear whether that would be quick, without the graph: then it is done for the first who misses it
   */
  constructor(
    private readonly store: Pick<GraphStore, 'graphVersion' | 'can'>,
    private readonly make: () => Promise<T>,
    private readonly isNear: () => Promise<boolean> = async () => false,
  ) {
    this.reading = new RememberedForVersion(store, 1);
  }

  read(): Promise<T> {
    return this.reading.get('all', async () => {
      const start = performance.now();
      try {
        const version = await this.store.graphVersion();
        const value = await this.make();
        if ((await this.store.graphVersion()) === version) this.known = { version, value };
        return value;
      } finally {
        this.lastMs = performance.now() - start;
        this.missed.at = performance.now();
      }
    });
  }

  /**
   * What is in memory; null where it would have to be waited for. Who misses it again in one version of the graph may do so
   * more often, so it is read meanwhile, unless it is too large. While somebody writes, that would be in vain: a version has to
   * have lasted as long as the last reading took, and after one that failed as long is waited.
   *
   * @param isBusy others are doing without it right now: the reading would keep them waiting, so it begins later
   * @param seen a version that the graph had since the request began, where one is known: it is not asked for then
   */
  async now(isBusy = false, seen: number | null = null): Promise<T | null> {
    // A request that began before the last write may have seen what was before it.
    const isTold = seen !== null && seen >= (this.known?.version ?? seen);
    const version = isTold ? seen : await this.store.graphVersion();
    if (this.known?.version === version) return this.known.value;
    this.known = null;
    if (this.missed.version !== version) {
      this.missed = { version, at: performance.now() };
      void this.isNear().then((isNear) => isNear && this.begin(), () => {}); // prettier-ignore
    } else if (performance.now() - this.missed.at >= Math.max(this.lastMs, this.patience(isBusy))) this.begin();
    return null;
  }

  private patience(isBusy: boolean): number {
    if (!this.store.can.snapshotReads) return SETTLED_MS;
    return isBusy ? BUSY_MS : AGAIN_MS;
  }

  private begin(): void {
    if (this.isReading) return;
    this.isReading = true;
    // Whoever needs it is told why it cannot be had.
    void this.read().catch(() => {}).finally(() => (this.isReading = false)); // prettier-ignore
  }
}
