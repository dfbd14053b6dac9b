import { emptyRecord, NO_IDS, type BibRecord, type WorkIds } from '../import/record.js';
import { describeWork, type WorkDescription } from '../import/work-description.js';
import { PRIMARY } from './collections.js';
import { isIdKey } from './prepare.js';
import { recordOf, type KeptRecord } from './record-row.js';
import type { LedgerView, Row } from './view.js';

/**
 * A mention names a work: a record, or a bundle of identifiers that a reference gives together. Its tags are its
 * identifiers. Mentions that name one work are found in work-components.ts; which work that is stands in the value.
 */
export interface Mention {
  /** Key of the work; null for a record that its source has withdrawn. */
  work: string | null;
  /** Identifiers in its tags that belong to another work, where two works have been given one. */
  lost?: string[];
  /** Of a work that has no record: all its identifiers. */
  ids?: string[];
}

export const RECORD_PREFIX = 'r:';
export const mentionOfRecord = (recordKey: string): string => `${RECORD_PREFIX}${recordKey}`;
export const recordOfMention = (key: string): string | null =>
  key.startsWith(RECORD_PREFIX) ? key.slice(RECORD_PREFIX.length) : null;

/** Identifiers out of their keys (`pmid:1`); others are passed over. */
export function idsOf(keys: readonly string[]): WorkIds {
  const ids = { ...NO_IDS };
  for (const key of keys) {
    const at = key.indexOf(':');
    if (isIdKey(key)) ids[key.slice(0, at) as keyof WorkIds] ??= key.slice(at + 1);
  }
  return ids;
}

/** One mention with what it is compared by. */
export interface Described {
  key: string;
  idTags: readonly string[];
  row: Row<Mention> | null;
  /** Null for a bundle. */
  record: BibRecord | null;
  /** When the source was first read with the record, ISO 8601; null for a bundle. */
  readAt: string | null;
  /** What decisions name it by; null for a bundle. */
  name: string | null;
  /** Keys under which records that may be its twins stand. */
  twins: readonly string[];
  work: WorkDescription;
}

const nameOf = (tags: readonly string[]): string | null => tags.find((tag) => tag.startsWith('name:'))?.slice(5) ?? null;
/** `t:`, `b:`, `w:`, `a:`, `z:`, `p:`, `f:`, `s:` of block-keys.ts. */
const isTwinKey = (tag: string): boolean => /^[tbwazpfs]:/.test(tag);

const NOTHING_KNOWN = describeWork(emptyRecord(''));

export function describeBundle(key: string, idTags: readonly string[], row: Row<Mention> | null): Described {
  return { key, idTags, row, record: null, readAt: null, name: null, twins: [], work: { ...NOTHING_KNOWN, ids: idsOf(idTags) } };
}

/** @param tags those of the record's row, by which its twins and the decisions about it are found */
export function describeRecord(
  { key, record, readAt }: KeptRecord,
  tags: readonly string[],
  idTags: readonly string[],
  row: Row<Mention> | null,
): Described {
  return {
    key: mentionOfRecord(key), idTags, row, record, readAt, name: nameOf(tags), twins: tags.filter(isTwinKey),
    work: describeWork(record),
  }; // prettier-ignore
}

/** Mentions ready to be compared; those whose record is not there are left out. */
export async function describeMentions(view: LedgerView, rows: readonly Row<Mention>[]): Promise<Described[]> {
  const keys = rows.flatMap(({ key }) => recordOfMention(key) ?? []);
  const records = await view.get<string>(PRIMARY.record, keys);
  return rows.flatMap((row) => {
    const recordKey = recordOfMention(row.key);
    if (recordKey === null) return [describeBundle(row.key, row.tags, row)];
    const found = records.get(recordKey);
    return found ? [describeRecord(recordOf(found), found.tags, row.tags, row)] : [];
  });
}

export const sharesId = (a: Described, b: Described): boolean => a.idTags.some((tag) => b.idTags.includes(tag));
