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
 * Entries in the order of their ranks. Tens of thousands of works may be related to one, and nobody looks at more than a page
 * of them: only those are put in order whose first number lies among those looked at, and years are read only for those that
 * are equal in all numbers to one of these.
 */
export class Ranking<Entry extends { key: string }> {
  /** The first number of each entry, in the order of `entries`; and all of them, the smallest first. */
  readonly #firsts: Float64Array;
  readonly #inOrder: Float64Array;

  /** @param yearsOf years in the order of the keys, 0 for none */
  constructor(
    private readonly entries: readonly Entry[],
    private readonly numbersOf: (entry: Entry) => readonly number[],
    private readonly yearsOf: (keys: readonly string[]) => Promise<readonly number[]>,
  ) {
    this.#firsts = Float64Array.from(entries, (entry) => numbersOf(entry)[0] ?? 0);
    this.#inOrder = this.#firsts.slice().sort();
  }

  get length(): number {
    return this.entries.length;
  }

  /** Entries from one index up to another. */
  async slice(from: number, to: number): Promise<RankedEntry<Entry>[]> {
    const [begin, end] = [Math.max(0, from), Math.min(to, this.length)];
    if (begin >= end) return [];
    const largestAt = (index: number): number => this.#inOrder[this.length - 1 - index]!;
    const part = this.#part(largestAt(begin), largestAt(end - 1));
    await this.#settle(part.list, begin - part.start, end - part.start);
    return part.list.slice(begin - part.start, end - part.start);
  }

  /** Index of the first entry that stands behind a place (or, with `orAt`, at it). The place need not be an entry's. */
  async indexBehind(place: Rank, orAt = false): Promise<number> {
    const { start, list } = this.#part(place.numbers[0] ?? 0, place.numbers[0] ?? 0);
    const isBefore = ({ rank }: RankedEntry<Entry>) => compareNumbers(rank.numbers, place.numbers) < 0;
    const begin = list.findIndex((one) => !isBefore(one));
    if (begin < 0) return start + list.length;
    let end = begin;
    while (end < list.length && compareNumbers(list[end]!.rank.numbers, place.numbers) === 0) end++;
    await this.#settle(list, begin, end);
    const stop = orAt ? -1 : 0;
    for (let at = begin; at < end; at++) if (compareRanks(list[at]!.rank, place) > stop) return start + at;
    return start + end;
  }

  /** The entries whose first number lies between two, without years, and the index of the first of them. */
  #part(largest: number, smallest: number): { start: number; list: RankedEntry<Entry>[] } {
    let start = 0;
    const list: RankedEntry<Entry>[] = [];
    this.entries.forEach((entry, i) => {
      const first = this.#firsts[i]!;
      if (first > largest) start += 1;
      else if (first >= smallest) list.push({ entry, rank: { numbers: this.numbersOf(entry), year: 0, key: entry.key } });
    });
    return { start, list: list.sort((a, b) => compareRanks(a.rank, b.rank)) };
  }

  /** Puts all that are equal in their numbers to one between these places of the list into their order. */
  async #settle(list: RankedEntry<Entry>[], from: number, to: number): Promise<void> {
    const isEqual = (a: number, b: number): boolean => compareNumbers(list[a]!.rank.numbers, list[b]!.rank.numbers) === 0;
    let [begin, end] = [from, to];
    if (begin >= end) return;
    while (begin > 0 && isEqual(begin - 1, begin)) begin--;
    while (end < list.length && isEqual(end - 1, end)) end++;
    const part = list.slice(begin, end);
    const years = await this.yearsOf(part.map(({ entry }) => entry.key));
    part.forEach((one, i) => (one.rank = { ...one.rank, year: years[i]! }));
    list.splice(begin, part.length, ...part.sort((a, b) => compareRanks(a.rank, b.rank)));
  }
}
