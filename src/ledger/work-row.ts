import { inPrecedence, type SourceRecord } from '../merge/precedence.js';
import { DERIVED, PRIMARY } from './collections.js';
import type { Dirty } from './dirty.js';
import { recordOfMention, type Described } from './mention.js';
import { recordOf, type KeptRecord } from './record-row.js';
import type { LedgerView, Row } from './view.js';
import { loneRow, tagsOfWork, workFacts, type WorkFacts } from './work-facts.js';
import { workText } from './work-text.js';

/** A work that has records. */
export interface WorkRow extends WorkFacts {
  /** Identifiers that belong to it, as keys, the one that names it best first. */
  ids: string[];
}

export const blocksOfTags = (tags: readonly string[]): string[] =>
  tags.filter((tag) => tag.startsWith('block:')).map((tag) => tag.slice(6));

const orcidsOfTags = (tags: readonly string[]): string[] =>
  tags.filter((tag) => tag.startsWith('orcid:')).map((tag) => tag.slice(6));

/** Writes the row of a work in place of `before`, and notes which names have to be looked at again. */
export function putWork(
  view: LedgerView,
  { key, own, cluster: { members } }: { key: string; own: string[]; cluster: { members: readonly Described[] } },
  before: Row<WorkRow> | undefined,
  dirty: Dirty,
): void {
  const records = members.filter(({ isRecord }) => isRecord);
  const tags = putFacts(view, key, own, records);
  dirty.add({ blocks: [...blocksOfTags(tags), ...blocksOfTags(before?.tags ?? [])] });
  if (before) noteUnbound(before, tags, dirty);
}

/** Answers the tags of the row. A record that came alone has been looked at while it was read. */
function putFacts(view: LedgerView, key: string, ids: string[], records: readonly Described[]): readonly string[] {
  const [only] = records;
  if (records.length === 1 && only!.facts !== null) {
    view.putText(DERIVED.work, key, loneRow(ids, only!.facts, only!.readAt!), only!.facts.tags);
    return only!.facts.tags;
  }
  const row: WorkRow = { ids, ...factsOf(records) };
  const tags = tagsOfWork(row);
  view.putText(DERIVED.work, key, workText(row), tags);
  return tags;
}

function factsOf(records: readonly Described[]): WorkFacts {
  return workFacts(
    records.map(({ key, record, readAt }): SourceRecord => ({ key: recordOfMention(key)!, readAt: readAt!, record: record()! })),
  );
}

export function removeWork(view: LedgerView, before: Row<WorkRow>, dirty: Dirty): void {
  dirty.add({ blocks: blocksOfTags(before.tags) });
  noteUnbound(before, [], dirty);
  view.remove(DERIVED.work, before.key);
}

/** Notes what the row bound names of other works to, and does not any more: they are not found by it afterwards. */
function noteUnbound({ tags }: Row<WorkRow>, now: readonly string[], dirty: Dirty): void {
  const kept = new Set(now);
  dirty.add({ orcids: orcidsOfTags(tags.filter((tag) => !kept.has(tag))) });
}

/** The records of these works, each work's in the order of precedence. */
export async function recordsOfWorks(view: LedgerView, works: readonly Row<WorkRow>[]): Promise<Map<string, KeptRecord[]>> {
  const rows = await view.get<string>(PRIMARY.record, works.flatMap(({ value }) => value.records)); // prettier-ignore
  return new Map(
    works.map(({ key, value }) => [
      key,
      inPrecedence(value.records.flatMap((record) => (rows.has(record) ? [recordOf(rows.get(record)!)] : []))),
    ]),
  );
}
