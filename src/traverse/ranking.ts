import { select } from './selection.js';

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
  for (let i = 0; i < a.numbers.length; i++) if (a.numbers[i] !== b.numbers[i]) return b.numbers[i]! - a.numbers[i]!;
  return b.year - a.year || compareKeys(a.key, b.key);
}

export const compareKeys = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export interface RankedEntry<Entry> {
  entry: Entry;
  rank: Rank;
}

/** What is ranked, by its place in columns: entries and keys are made of those alone that are looked at. */
export interface Ranked<Entry> {
  readonly length: number;
  /** The numbers of the ranks: a column for each. */
  readonly numbers: readonly Float64Array[];
  entryAt(place: number): Entry;
  keyAt(place: number): string;
  /** Years in the order of the places, 0 for none. */
  yearsAt(places: Uint32Array): Promise<ArrayLike<number>>;
}

/** @param yearsOf years in the order of the keys, 0 for none */
export function rankedEntries<Entry extends { key: string }>(
  entries: readonly Entry[],
  numbersOf: readonly ((entry: Entry) => number)[],
  yearsOf: (keys: readonly string[]) => Promise<ArrayLike<number>>,
): Ranked<Entry> {
  return {
    length: entries.length,
    numbers: numbersOf.map((numberOf) => Float64Array.from(entries, numberOf)),
    entryAt: (place) => entries[place]!,
    keyAt: (place) => entries[place]!.key,
    yearsAt: (places) => yearsOf(Array.from(places, (place) => entries[place]!.key)),
  };
}

/**
 * Entries in the order of their ranks. Tens of thousands of works may be related to one, and nobody looks at more than a page
 * of them: only these are put in order, and years are read only for those that are equal in all numbers to one of these.
 */
export class Ranking<Entry> {
  constructor(private readonly ranked: Ranked<Entry>) {}

  get length(): number {
    return this.ranked.length;
  }

  /** Entries from one index up to another. */
  async slice(from: number, to: number): Promise<RankedEntry<Entry>[]> {
    const [begin, end] = [Math.max(0, from), Math.min(to, this.length)];
    if (begin >= end) return [];
    const { start, places } = this.#equalTo(begin, end);
    const years = await this.ranked.yearsAt(places);
    const { ranked } = this;
    const compare = (a: number, b: number): number =>
      this.#compareNumbers(places[a]!, places[b]!) ||
      years[b]! - years[a]! ||
      compareKeys(ranked.keyAt(places[a]!), ranked.keyAt(places[b]!));
    const inOrder = select(Uint32Array.from(places.keys()), begin - start, end - start, compare);
    return Array.from(inOrder, (at) => {
      const place = places[at]!;
      const numbers = ranked.numbers.map((column) => column[place]!);
      return { entry: ranked.entryAt(place), rank: { numbers, year: years[at]!, key: ranked.keyAt(place) } };
    });
  }

  /** Index of the first entry that stands behind a place (or, with `orAt`, at it). The place need not be an entry's. */
  async indexBehind({ numbers, year, key }: Rank, orAt = false): Promise<number> {
    const equal: number[] = [];
    let index = 0;
    for (let place = 0; place < this.length; place++) {
      const column = this.ranked.numbers.findIndex((values, i) => values[place] !== numbers[i]);
      if (column < 0) equal.push(place);
      else if (this.ranked.numbers[column]![place]! > numbers[column]!) index++;
    }
    if (equal.length === 0) return index;
    const years = await this.ranked.yearsAt(Uint32Array.from(equal));
    const stop = orAt ? -1 : 0;
    equal.forEach((place, i) => {
      if ((year - years[i]! || compareKeys(this.ranked.keyAt(place), key)) <= stop) index++;
    });
    return index;
  }

  /** The places of all entries that are equal in their numbers to one that stands between two indexes, and the index of the first of them. */
  #equalTo(begin: number, end: number): { start: number; places: Uint32Array } {
    const [firsts] = this.ranked.numbers;
    if (!firsts) return { start: 0, places: Uint32Array.from({ length: this.length }, (_, place) => place) };
    // Most are told by their first number alone.
    const page = select(firsts.slice(), begin, end, (a, b) => b - a);
    const near = this.#between(page[0]!, page.at(-1)!);
    if (this.ranked.numbers.length === 1) return near;
    const [from, to] = [begin - near.start, end - near.start];
    const inOrder = select(near.places.slice(), from, to, (a, b) => this.#compareNumbers(a, b));
    const [best, worst] = [inOrder[0]!, inOrder.at(-1)!];
    const places = near.places.filter(
      (place) => this.#compareNumbers(place, best) >= 0 && this.#compareNumbers(place, worst) <= 0,
    );
    const before = near.places.reduce((count, place) => count + Number(this.#compareNumbers(place, best) < 0), near.start);
    return { start: before, places };
  }

  /** Those whose first number lies between two. */
  #between(largest: number, smallest: number): { start: number; places: Uint32Array } {
    const [firsts] = this.ranked.numbers;
    const places = new Uint32Array(this.length);
    let [start, found] = [0, 0];
    for (let place = 0; place < this.length; place++) {
      const first = firsts![place]!;
      if (first > largest) start++;
      else if (first >= smallest) places[found++] = place;
    }
    return { start, places: places.subarray(0, found) };
  }

  #compareNumbers(a: number, b: number): number {
    for (const column of this.ranked.numbers) if (column[a] !== column[b]) return column[b]! - column[a]!;
    return 0;
  }
}
