import fc from 'fast-check';
import type { WriteBatch } from '../../src/store/store.js';
import { NO_DETAILS } from '../../src/records.js';
import { SOURCE, article, date } from '../store/records.js';

/** Graphs of nothing but works and citations. */

export interface Citations {
  /** Keys of the works that each work cites. */
  cites: Record<string, string[]>;
  /** Years of those that have one. */
  years: Record<string, number>;
}

export const pmidOf = (at: number): string => String(1000 + at);

/** The works have the PMIDs 1000, 1001, … in the order in which they stand there. */
export function batchOf({ cites, years }: Citations): WriteBatch {
  return {
    articles: Object.entries(cites).map(([key, cited], at) => ({
      record: article(key, { pmid: pmidOf(at), date: years[key] ? date(years[key]) : null }),
      details: NO_DETAILS,
      indexedNames: { journal: [], topics: [] },
      references: cited.map((citedKey, i) => ({ citedKey, position: i + 1, provenance: SOURCE })),
    })),
  };
}

const SIZE = 14;
const keys = Array.from({ length: SIZE }, (_, at) => `w${String(at).padStart(2, '0')}`);

const random: fc.Arbitrary<Citations> = fc
  .tuple(
    fc.array(fc.array(fc.integer({ min: 0, max: SIZE - 1 }), { maxLength: 6 }), { minLength: SIZE, maxLength: SIZE }),
    fc.array(fc.option(fc.integer({ min: 2018, max: 2021 })), { minLength: SIZE, maxLength: SIZE }),
  )
  .map(([lists, years]) => ({
    cites: Object.fromEntries(
      keys.map((key, at) => [key, [...new Set(lists[at]!)].filter((to) => to !== at).map((to) => keys[to]!)]),
    ),
    years: Object.fromEntries(keys.flatMap((key, at) => (years[at] ? [[key, years[at]]] : []))),
  }));

/** The same random graphs every time. */
export const randomCitations = (count: number): Citations[] => fc.sample(random, { numRuns: count, seed: 20260526 });

/** Works that cite each work. */
export function citersOf({ cites }: Citations): Record<string, string[]> {
  const all = Object.keys(cites);
  return Object.fromEntries(all.map((key) => [key, all.filter((citing) => cites[citing]!.includes(key))]));
}
