import { blockKeysOf } from '../import/block-keys.js';
import { citationKey, idKeys } from '../import/identity.js';
import { NO_IDS, type BibRecord, type BibReference, type WorkIds } from '../import/record.js';
import { referenceKeys, referenceTargetKeys, targetKeysOf } from '../import/reference-match.js';
import { describeWork, type WorkDescription } from '../import/work-description.js';
import { encodeRecord, type EncodedRecord } from './record-codec.js';
import { journalStatement, type JournalStatement } from './journal-statement.js';
import { loneFacts, type LoneFacts } from './work-facts.js';

/**
 * A record with all that the ledger finds it by. Everything here is a function of the record alone and is made in the
 * thread that reads, so that the record itself, which is in `value`, need not be looked at where there is nothing to
 * compare it with.
 */
export interface PreparedRecord {
  /** Digest of the content: the same record from two files is one. */
  key: string;
  value: string;
  /** Source of the record, as in the record. */
  source: string;
  /** What decisions name it by: the source and its identifier there, so that a newer version is meant, too. */
  name: string;
  /** Identifiers as keys (`pmid:1`); the digest of the citation where it has none. */
  idTags: string[];
  /** What else it may be found by: twins, references given as text, those that wait for it. */
  tags: string[];
  /** References and citing works that are named by several identifiers at once, which then name one work. */
  bundles: WorkIds[];
  /** Keys by which references find it that are given as text, or as a record of their file. */
  targetKeys: string[];
  /** Works that it changes though it is not theirs, by the keys that it names them by: those retracted, and those that cite it. */
  names: string[][];
  /** Whether it has a list of references. */
  hasReferences: boolean;
  journal: { key: string; value: JournalStatement } | null;
  headings: { id: string | null; name: string }[];
  /** What a work would be that has this record alone. */
  facts: LoneFacts;
}

export const isIdKey = (key: string): boolean => /^(?:pmid|doi|pmcid|openalex|s2|omid):/.test(key);

/** Names a bundle of identifiers: the same for the same identifiers. */
export const bundleKey = (ids: WorkIds): string => `m:${idKeys(ids).join(' ')}`;

/** What a reference names its work by: identifiers, or the record of the same file. */
export const namesOf = ({ ids, recordKey }: BibReference): string[] => [
  ...idKeys(ids),
  ...(recordKey === null ? [] : [recordKey]),
];

const isText = ({ ids, recordKey }: BibReference): boolean => idKeys(ids).length === 0 && recordKey === null;

/** References that have nothing but their text, by which they may be resolved when their work arrives. */
export function textReferences(record: BibRecord): BibReference[] {
  return (record.references ?? []).filter((reference) => isText(reference) && reference.text !== null);
}

/** Works that this record, a notice, says were retracted. */
function retracted(record: BibRecord): string[] {
  return record.corrections.filter(({ type }) => type === 'RetractionOf').flatMap(({ ids }) => idKeys(ids));
}

/** Formats of files that people keep: the numbers that their records bear mean nothing outside of the file. */
const OWN_NUMBERS: ReadonlySet<string> = new Set(['ris', 'endnote-xml', 'bibtex', 'csl-json', 'identifiers']);

export function recordName(record: BibRecord, key: string): string {
  const sourceId = OWN_NUMBERS.has(record.source) ? null : record.sourceId;
  return `${record.source}:${sourceId ?? idKeys(record.ids)[0] ?? key}`;
}

export const idTagsOf = (record: BibRecord): string[] => {
  const keys = idKeys(record.ids);
  return keys.length > 0 ? keys : [citationKey(record)];
};

/** Keys by which twins without a common identifier are found. */
export function twinKeys(work: WorkDescription, record: BibRecord): string[] {
  return blockKeysOf(work, record).filter((key) => !isIdKey(key));
}

function tagsOf(
  record: BibRecord,
  work: WorkDescription,
  targetKeys: readonly string[],
  name: string,
  journalKey: string | null,
): string[] {
  const wanted = textReferences(record).flatMap((reference) => referenceKeys(reference).map((key) => `want:${key}`));
  for (const { recordKey } of record.references ?? []) if (recordKey !== null) wanted.push(`want:${recordKey}`);
  const targets = targetKeys.filter((key) => !isIdKey(key));
  return [
    ...new Set([
      ...twinKeys(work, record),
      ...targets,
      ...wanted,
      ...retracted(record).map((key) => `retracts:${key}`),
      `name:${name}`,
      ...record.citedBy.flatMap((citing) => namesOf(citing).map((key) => `by:${key}`)),
      ...(journalKey === null ? [] : [`journal:${journalKey}`]),
    ]),
  ];
}

/** What finds the works that the record changes though it is not theirs. */
export function reachOf(
  record: BibRecord,
  targetKeys: string[] = referenceTargetKeys(record),
): Pick<PreparedRecord, 'targetKeys' | 'names'> {
  const notices = record.corrections.filter(({ type }) => type === 'RetractionOf');
  // A notice says it of whatever work has one of the identifiers; a citing work is the first one that they name.
  const names = [...notices.flatMap(({ ids }) => idKeys(ids).map((key) => [key])), ...record.citedBy.map(namesOf)];
  const own = idKeys(record.ids).length > 0 ? [] : [citationKey(record)];
  return { targetKeys: [...targetKeys, ...own], names: names.filter((keys) => keys.length > 0) };
}

export function prepareRecord(record: BibRecord, { key, value }: EncodedRecord = encodeRecord(record)): PreparedRecord {
  const name = recordName(record, key);
  const work = describeWork(record);
  const targetKeys = targetKeysOf(work);
  const journal = journalStatement(record.source, record.journal);
  const others = [...(record.references ?? []), ...record.citedBy];
  const bundles = new Map(
    others.filter(({ ids }) => idKeys(ids).length > 1).map(({ ids }) => [bundleKey(ids), { ...NO_IDS, ...ids }]),
  );
  const headings = new Map(
    record.mesh.map(({ descriptorId: id, descriptor }) => [`${id} ${descriptor}`, { id, name: descriptor }]),
  );
  return {
    key, value, source: record.source, name, idTags: idTagsOf(record), tags: tagsOf(record, work, targetKeys, name, journal?.key ?? null),
    bundles: [...bundles.values()],
    hasReferences: (record.references ?? []).length > 0,
    ...reachOf(record, targetKeys),
    journal,
    headings: [...headings.values()],
    facts: loneFacts(key, record),
  }; // prettier-ignore
}
