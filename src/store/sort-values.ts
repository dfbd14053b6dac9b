import type { Kind, PartialDate, StoredArticle, StoredAuthor, StoredJournal, StoredRecords, StoredTopic } from '../records.js';
import { nameSortKey, sortKey } from './fold.js';
import { ORDER_FIELDS, type Order, type Place } from './page.js';
import { RELATIONS, type Relation } from './relation.js';

/** What lists are ordered by and how two places compare, once for all engines. */

/** `yyyymmdd` as a number; an unknown month or day is 0, so that it stands before the known ones of its year. */
export function dateKey(date: PartialDate | null): number | null {
  return date === null ? null : date.year * 10_000 + (date.month ?? 0) * 100 + (date.day ?? 0);
}

/** The year of a sort value made by `dateKey`. */
export function yearOfDateKey(key: number): number {
  return Math.floor(key / 10_000);
}

type SortValues = { [K in Kind]: Record<(typeof ORDER_FIELDS)[K][number], (record: StoredRecords[K]) => number | string | null> };

/** The sort value of a node for each field; null where the node has none. A title without any word has the value ''. */
export const SORT_VALUES: SortValues = {
  Article: {
    date: (record: StoredArticle) => dateKey(record.date),
    title: (record: StoredArticle) => (record.title === null ? null : sortKey(record.title)),
    citedByCount: (record: StoredArticle) => record.citedByCount,
    referenceCount: (record: StoredArticle) => record.referenceCount,
  },
  Author: {
    name: (record: StoredAuthor) => nameSortKey(record.name),
    articleCount: (record: StoredAuthor) => record.articleCount,
    firstYear: (record: StoredAuthor) => record.firstYear,
    lastYear: (record: StoredAuthor) => record.lastYear,
  },
  Journal: {
    title: (record: StoredJournal) => sortKey(record.title),
    articleCount: (record: StoredJournal) => record.articleCount,
  },
  Topic: {
    name: (record: StoredTopic) => sortKey(record.name),
    articleCount: (record: StoredTopic) => record.articleCount,
  },
};

/** The sort value that lies on the edges of a relation, beside the fields of its nodes. */
export const EDGE_ORDER: Partial<Record<Relation, 'position' | 'weight'>> = {
  references: 'position',
  citedBy: 'position',
  authorArticles: 'position',
  coauthors: 'weight',
  authorTopics: 'weight',
  relatedTopics: 'weight',
};

/** All fields by which a relation's list can be ordered. */
export function orderFields(relation: Relation): Order['field'][] {
  const edge = EDGE_ORDER[relation];
  return [...ORDER_FIELDS[RELATIONS[relation].to], ...(edge ? [edge] : [])];
}

/** Texts of characters before the surrogates, which stand for code points beyond U+FFFF. */
const IS_PLAIN = /^[\0-\ud7ff]*$/;

/** By code points, which JavaScript's `<` on strings is not beyond U+FFFF; UTF-8 keeps their order. */
export function compareCodePoints(a: string, b: string): number {
  if (IS_PLAIN.test(a) && IS_PLAIN.test(b)) return a < b ? -1 : a > b ? 1 : 0;
  return Buffer.compare(Buffer.from(a, 'utf8'), Buffer.from(b, 'utf8'));
}

function compareValues(a: number | string, b: number | string): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : compareCodePoints(String(a), String(b));
}

/** Below 0 when `a` stands before `b` in a list of this direction: value (null last in both), then key. */
export function comparePlaces(a: Place, b: Place, direction: Order['direction']): number {
  if (a.value === null || b.value === null) {
    if (a.value !== b.value) return a.value === null ? 1 : -1;
  } else if (a.value !== b.value) {
    return direction === 'ASC' ? compareValues(a.value, b.value) : compareValues(b.value, a.value);
  }
  return direction === 'ASC' ? compareCodePoints(a.key, b.key) : compareCodePoints(b.key, a.key);
}
