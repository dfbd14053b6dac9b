import { emptyRecord, NO_IDS, type BibRecord, type WorkIds } from '../import/record.js';
import { describeLater, describeWork, type WorkDescription } from '../import/work-description.js';
import { PRIMARY } from './collections.js';
import { isIdKey } from './prepare.js';
import { readAtOf, recordOf } from './record-row.js';
import type { LoneFacts } from './work-facts.js';
import { once } from '../import/once.js';
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

/** Whether it may be meant by a citation without identifiers, in the same file. */
export const isCitedByCitation = (idTags: readonly string[]): boolean => idTags.some((tag) => tag.startsWith('cit:'));

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
  /** False for a bundle. */
  isRecord: boolean;
  /** The record, decoded when it is first asked for; null for a bundle. */
  record: () => BibRecord | null;
  /** What its work would be with this record alone, where that is known already. */
  facts: LoneFacts | null;
  /** When the source was first read with the record, ISO 8601; null for a bundle. */
  readAt: string | null;
  /** What decisions name it by; null for a bundle. */
  name: string | null;
  /** Keys under which records that may be its twins stand. */
  twins: readonly string[];
  /** Made when it is first asked for, and the record decoded for more than its identifiers: most are never compared. */
  work: () => WorkDescription;
}

const nameOf = (tags: readonly string[]): string | null => tags.find((tag) => tag.startsWith('name:'))?.slice(5) ?? null;
/** `t:`, `b:`, `w:`, `a:`, `z:`, `p:`, `f:`, `s:` of block-keys.ts. */
const isTwinKey = (tag: string): boolean => /^[tbwazpfs]:/.test(tag);

const NOTHING_KNOWN = describeWork(emptyRecord(''));

export function describeBundle(key: string, idTags: readonly string[], row: Row<Mention> | null): Described {
  const work = once(() => ({ ...NOTHING_KNOWN, ids: idsOf(idTags) }));
  return { key, idTags, row, isRecord: false, record: () => null, facts: null, readAt: null, name: null, twins: [], work };
}

/** A record that is kept, found by the tags of its rows. */
export function describeRecord(
  { key, readAt, record }: { key: string; readAt: string; record: () => BibRecord },
  tags: readonly string[],
  idTags: readonly string[],
  row: Row<Mention> | null,
  facts: LoneFacts | null = null,
): Described {
  return {
    key: mentionOfRecord(key), idTags, row, isRecord: true, record, facts, readAt, name: nameOf(tags), twins: tags.filter(isTwinKey),
    work: once(() => describeLater(idsOf(idTags), once(() => describeWork(record())))),
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
    if (!found) return [];
    const kept = once(() => recordOf(found).record);
    return [describeRecord({ key: recordKey, readAt: readAtOf(found), record: kept }, found.tags, row.tags, row)];
  });
}

export const sharesId = (a: Described, b: Described): boolean => a.idTags.some((tag) => b.idTags.includes(tag));
