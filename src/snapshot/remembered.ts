import type { GraphStore } from '../store/store.js';

/** What is kept under a name, or made anew; beyond the number that is kept the one that was asked for longest ago goes. */
export function remembered<T>(kept: Map<string, Promise<T>>, most: number, name: string, make: () => Promise<T>): Promise<T> {
  const known = kept.get(name) ?? make();
  kept.delete(name);
  kept.set(name, known);
  // One that failed may succeed the next time.
  known.catch(() => kept.get(name) === known && kept.delete(name));
  if (kept.size > most) kept.delete(kept.keys().next().value!);
  return known;
}

/** Answers out of one store that are kept as long as its graph stays as it is. */
export class RememberedForVersion<T> {
  private version = -1;
  private readonly kept = new Map<string, Promise<T>>();

  constructor(
    private readonly store: Pick<GraphStore, 'graphVersion'>,
    private readonly most: number,
  ) {}

  async get(name: string, make: () => Promise<T>): Promise<T> {
    const version = await this.store.graphVersion();
    if (version !== this.version) this.kept.clear();
    this.version = version;
    const isKnown = this.kept.has(name);
    const answer = remembered(this.kept, this.most, name, make);
    if (isKnown) return answer;
    // One that was read while somebody wrote may be of two versions: it is not kept.
    const forget = () => this.kept.get(name) === answer && this.kept.delete(name);
    answer.then(async () => (await this.store.graphVersion()) !== version && forget(), forget).catch(forget);
    return answer;
  }
}
