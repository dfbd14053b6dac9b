/** Where an entry stands in a ranking. */
export interface Rank {
  /** Largest first, the first number counting most. */
  numbers: readonly number[];
  /** Newest first; 0 for a work without one. */
  year: number;
  /** Smallest first. */
  key: string;
}

/** As for `sort`. */
export function compareRanks(a: Rank, b: Rank): number {
  return compareNumbers(a.numbers, b.numbers) || b.year - a.year || compareKeys(a.key, b.key);
}

function compareNumbers(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return b[i]! - a[i]!;
  return 0;
}

export const compareKeys = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export interface RankedEntry<Entry> {
  entry: Entry;
  rank: Rank;
}

/**
 * Entries in the order of their ranks. Thousands of works may be related to one, and nobody looks at more than a page of
 * them: years are read only for those that are equal in all numbers to one that is looked at.
 */
export class Ranking<Entry extends { key: string }> {
  readonly #entries: { entry: Entry; rank: Rank; isSettled: boolean }[];

  /** @param yearsOf years in the order of the keys, 0 for none */
  constructor(
    entries: readonly Entry[],
    numbersOf: (entry: Entry) => readonly number[],
    private readonly yearsOf: (keys: readonly string[]) => Promise<readonly number[]>,
  ) {
    this.#entries = entries.map((entry) => {
      return { entry, rank: { numbers: numbersOf(entry), year: 0, key: entry.key }, isSettled: false };
    });
    this.#entries.sort((a, b) => compareRanks(a.rank, b.rank));
  }

  get length(): number {
    return this.#entries.length;
  }

  /** Entries from one index up to another. */
  async slice(from: number, to: number): Promise<RankedEntry<Entry>[]> {
    await this.#settle(from, to);
    return this.#entries.slice(from, to);
  }

  /** Index of the first entry that stands behind a place (or, with `orAt`, at it). The place need not be an entry's. */
  async indexBehind(place: Rank, orAt = false): Promise<number> {
    const first = this.#firstNotAbove(place.numbers);
    let end = first;
    while (end < this.length && compareNumbers(this.#entries[end]!.rank.numbers, place.numbers) === 0) end++;
    await this.#settle(first, end);
    const stop = orAt ? -1 : 0;
    for (let at = first; at < end; at++) if (compareRanks(this.#entries[at]!.rank, place) > stop) return at;
    return end;
  }

  /** Index of the first entry whose numbers are not larger than these. */
  #firstNotAbove(numbers: readonly number[]): number {
    let [low, high] = [0, this.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compareNumbers(this.#entries[middle]!.rank.numbers, numbers) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Puts all that are equal in their numbers to one between these indexes into their order. */
  async #settle(from: number, to: number): Promise<void> {
    const isEqual = (a: number, b: number): boolean =>
      compareNumbers(this.#entries[a]!.rank.numbers, this.#entries[b]!.rank.numbers) === 0;
    let [begin, end] = [Math.max(0, from), Math.min(to, this.length)];
    if (begin >= end) return;
    while (begin > 0 && isEqual(begin - 1, begin)) begin--;
    while (end < this.length && isEqual(end - 1, end)) end++;
    const open = this.#entries.slice(begin, end).filter(({ isSettled }) => !isSettled);
    if (open.length === 0) return;
    const years = await this.yearsOf(open.map(({ entry }) => entry.key));
    open.forEach((one, i) => {
      one.rank = { ...one.rank, year: years[i]! };
      one.isSettled = true;
    });
    const part = this.#entries.slice(begin, end).sort((a, b) => compareRanks(a.rank, b.rank));
    this.#entries.splice(begin, part.length, ...part);
  }
}
