import type { Kind } from '../../records.js';
import type { WriteBatch } from '../store.js';
import { int } from './cypher.js';
import type { EdgeRow, EdgeRows } from './edges.js';
import { placesOf } from './place.js';

/**
 * What touched.ts would count of a node that a batch makes, as properties to make it with. All edges that such a node has
 * are of the batch, so that the database need not look for them.
 */
export type Counts = (kind: Kind, key: string) => Record<string, unknown>;

type Values = Record<string, number | null>;

export function madeCounts(edges: EdgeRows, batch: WriteBatch): Counts {
  const [cited, citing, published, about] = [
    byEnd(edges.cites),
    byBeginning(edges.cites),
    byEnd(edges.published),
    byEnd(edges.about),
  ];
  const authored = authorCounts(edges.authored, batch);
  const of = (counts: ReadonlyMap<string, number>, key: string): number => counts.get(key) ?? 0;
  const values: Record<Kind, (key: string) => Values> = {
    Article: (key) => ({ citedByCount: of(cited, key), referenceCount: of(citing, key) }),
    Author: (key) => authored.get(key) ?? { articleCount: 0, firstYear: null, lastYear: null },
    Journal: (key) => ({ articleCount: of(published, key) }),
    Topic: (key) => ({ articleCount: of(about, key) }),
  };
  return (kind, key) => properties(kind, key, values[kind](key));
}

/** Each number, and its place strings. */
function properties(kind: Kind, key: string, values: Values): Record<string, unknown> {
  const all: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(values)) {
    if (value !== null) all[field] = int(value);
    Object.assign(all, placesOf(kind, field, { value, key }));
  }
  return all;
}

function numbered(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

const byEnd = (edges: readonly EdgeRow[]): Map<string, number> => numbered(edges.map(({ to }) => to));
const byBeginning = (edges: readonly EdgeRow[]): Map<string, number> => numbered(edges.map(({ by }) => by));

function authorCounts(authored: readonly EdgeRow[], batch: WriteBatch): Map<string, Values> {
  const years = new Map((batch.articles ?? []).map(({ record }) => [record.key, record.date?.year ?? null]));
  const counts = new Map<string, Values>();
  for (const { by, to } of authored) {
    const { articleCount = 0, firstYear = null, lastYear = null } = counts.get(to) ?? {};
    const year = years.get(by) ?? null;
    counts.set(to, {
      articleCount: articleCount! + 1,
      firstYear: year === null ? firstYear : Math.min(year, firstYear ?? year),
      lastYear: year === null ? lastYear : Math.max(year, lastYear ?? year),
    });
  }
  return counts;
}
