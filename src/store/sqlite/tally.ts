import type Database from 'better-sqlite3';

/** Values of a facet of one list, and how often each is there. */
export interface Tally {
  facet: number;
  slot: number;
  values: (string | number)[];
  counts: number[];
  /** Articles without a value. */
  missing: number;
}

/**
 * How a statement counts values by their ids and looks up the keys of those alone that can be among the largest: as in
 * wanted.ts, its first part gives what it counted to `tallied`, and what follows asks `tally_wanted` for the ids.
 */
export class Tallies {
  private tallies: Tally[] = [];
  private sizes: readonly (number | null)[] = [];

  addTo(db: Database.Database): void {
    db.function('tallied', (facet: unknown, slot: unknown, text: unknown) =>
      this.note(facet as number, slot as number, text as string),
    );
    db.function('tally_wanted', (facet: unknown) => JSON.stringify([...this.wanted(facet as number)]));
  }

  /** Before the statement. `sizes`: how many values of each facet are wanted; null for all. */
  begin(sizes: readonly (number | null)[]): void {
    this.tallies = [];
    this.sizes = sizes;
  }

  end(): readonly Tally[] {
    return this.tallies;
  }

  /** `text`: values and counts by turns; null is the value of articles that have none. */
  private note(facet: number, slot: number, text: string): null {
    const parts = JSON.parse(`[${text}]`) as (string | number | null)[];
    const tally: Tally = { facet, slot, values: [], counts: [], missing: 0 };
    for (let i = 0; i < parts.length; i += 2) {
      const [value, count] = [parts[i]!, parts[i + 1] as number];
      if (value === null) tally.missing = count;
      else {
        tally.values.push(value);
        tally.counts.push(count);
      }
    }
    this.tallies.push(tally);
    return null;
  }

  private wanted(facet: number): Set<string | number> {
    const found = new Set<string | number>();
    for (const tally of this.tallies)
      if (tally.facet === facet) for (const i of largest(tally, this.sizes[facet]!)) found.add(tally.values[i]!);
    return found;
  }
}

/** Indexes of the values that can be among the `size` largest: all with the count of the last of them, too. */
export function largest({ counts }: Pick<Tally, 'counts'>, size: number | null): number[] {
  const all = counts.map((_, i) => i);
  if (size === null || counts.length <= size) return all;
  if (size === 0) return [];
  const least = [...counts].sort((a, b) => b - a)[size - 1]!;
  return all.filter((i) => counts[i]! >= least);
}
