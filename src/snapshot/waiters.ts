/** An answer and who waits for it: all who ask for the same. It need not be computed on when the last of them has gone. */
export class Waiters<T> {
  private readonly waiting = new Set<object>();

  /** @param onNobody called when the last who waited has gone before the answer is there */
  constructor(
    readonly answer: Promise<T>,
    private readonly onNobody: () => void,
  ) {}

  get count(): number {
    return this.waiting.size;
  }

  /** The answer; rejects with the reason of the signal when that is aborted first. */
  wait(signal?: AbortSignal): Promise<T> {
    if (signal?.aborted) return Promise.reject(signal.reason as Error);
    const waiter = {};
    this.waiting.add(waiter);
    // Nobody will say that they have gone.
    if (!signal) return this.answer;
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        signal.removeEventListener('abort', onAbort);
        this.waiting.delete(waiter);
      };
      const onAbort = (): void => {
        leave();
        reject(signal.reason as Error);
        if (this.waiting.size === 0) this.onNobody();
      };
      signal.addEventListener('abort', onAbort);
      this.answer.then(resolve, reject).finally(leave);
    });
  }
}
