/** How long reads may follow each other in the main thread before others get their turn. */
const LONGEST_TURN_MS = 10;

/**
 * Reads in the main thread end at once, so a caller that awaits one after the other would never let the
 * event loop go on: not to timers, not to sockets, not to the answers of worker threads. This lets it.
 */
export class Turn {
  private began: number | null = null;

  /** Before a read: waits for the next turn of the event loop when this one has been long. */
  async take(): Promise<void> {
    if (this.began === null) {
      this.began = performance.now();
      setImmediate(() => (this.began = null));
    } else if (performance.now() - this.began > LONGEST_TURN_MS) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}
