import type { GraphStore } from '../store/store.js';
import { stopped } from './run.js';
import { Waiters } from './waiters.js';

/** Makes an answer, and gives up soon after the signal says so. */
export type Make<T> = (signal: AbortSignal) => Promise<T>;

/** Answers under their names; beyond the number that is kept the one that was asked for longest ago goes. */
export class Remembered<T> {
  private readonly kept = new Map<string, Waiters<T>>();

  constructor(private readonly most: number) {}

  has(name: string): boolean {
    return this.kept.has(name);
  }

  clear(): void {
    this.kept.clear();
  }

  /** What is kept, or made anew: once for all who wait for it, and stopped when all of them have gone. */
  get(name: string, make: Make<T>): Waiters<T> {
    const known = this.kept.get(name) ?? this.begin(name, make);
    this.kept.delete(name);
    this.kept.set(name, known);
    if (this.kept.size > this.most) this.kept.delete(this.kept.keys().next().value!);
    return known;
  }

  forget(name: string, one: Waiters<T>): void {
    if (this.kept.get(name) === one) this.kept.delete(name);
  }

  private begin(name: string, make: Make<T>): Waiters<T> {
    const stopping = new AbortController();
    const begun: Waiters<T> = new Waiters(make(stopping.signal), () => {
      // Who asks from now on would wait for one that ends.
      this.forget(name, begun);
      stopping.abort(stopped());
    });
    // One that failed may succeed the next time.
    begun.answer.catch(() => this.forget(name, begun));
    return begun;
  }
}

/** Answers out of one store that are kept as long as its graph stays as it is. */
export class RememberedForVersion<T> {
  private version = -1;
  private readonly kept: Remembered<T>;

  constructor(
    private readonly store: Pick<GraphStore, 'graphVersion'>,
    most: number,
  ) {
    this.kept = new Remembered(most);
  }

  async get(name: string, make: Make<T>, signal?: AbortSignal): Promise<T> {
    const version = await this.store.graphVersion();
    if (version !== this.version) this.kept.clear();
    this.version = version;
    const isKnown = this.kept.has(name);
    const begun = this.kept.get(name, make);
    if (isKnown) return begun.wait(signal);
    // One that was read while somebody wrote may be of two versions: it is not kept.
    const forget = () => this.kept.forget(name, begun);
    begun.answer.then(async () => (await this.store.graphVersion()) !== version && forget(), forget).catch(forget);
    return begun.wait(signal);
  }
}
