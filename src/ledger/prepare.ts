import { createHash } from 'node:crypto';
import { blockKeysOf } from '../import/block-keys.js';
import { citationKey, folded, idKeys } from '../import/identity.js';
import { NO_IDS, type BibJournal, type BibRecord, type BibReference, type WorkIds } from '../import/record.js';
import { referenceKeys, referenceTargetKeys } from '../import/reference-match.js';
import { describeWork, type WorkDescription } from '../import/work-description.js';
import { encodeRecord } from './record-codec.js';

/** A record with all that the ledger finds it by. Everything here is a function of the record alone. */
export interface PreparedRecord {
  /** Digest of the content: the same record from two files is one. */
  key: string;
  value: string;
  record: BibRecord;
  /** What decisions name it by: the source and its identifier there, so that a newer version is meant, too. */
  name: string;
  /** Identifiers as keys (`pmid:1`); the digest of the citation where it has none. */
  idTags: string[];
  /** What else it may be found by: twins, references given as text, those that wait for it. */
  tags: string[];
  /** References and citing works that are named by several identifiers at once, which then name one work. */
  bundles: WorkIds[];
  journal: { key: string; value: JournalStatement } | null;
}

/** What one source says of a journal. */
export interface JournalStatement {
  source: string;
  journal: BibJournal;
}

const short = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 24);

export const isIdKey = (key: string): boolean => /^(?:pmid|doi|pmcid|openalex|s2|omid):/.test(key);

/** Names a bundle of identifiers: the same for the same identifiers. */
export const bundleKey = (ids: WorkIds): string => `m:${idKeys(ids).join(' ')}`;

/** Normal form of what a source says of a journal; null where nothing names it. */
export function journalStatement(source: string, journal: BibJournal | null): PreparedRecord['journal'] {
  if (journal === null) return null;
  const { title, abbreviation, nlmId, otherNames = [] } = journal;
  const issns = [...new Map(journal.issns.map((issn) => [`${issn.value} ${issn.type}`, issn])).entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { value, type }]) => ({ value, type }));
  if (title === null && abbreviation === null && nlmId === null && issns.length === 0) return null;
  const value = { source, journal: { title, abbreviation, issns, nlmId, otherNames: [...new Set(otherNames)].sort() } };
  return { key: short(JSON.stringify(value)), value };
}

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

function tagsOf(record: BibRecord, name: string, journalKey: string | null): string[] {
  const wanted = textReferences(record).flatMap((reference) => referenceKeys(reference).map((key) => `want:${key}`));
  const targets = referenceTargetKeys(record).filter((key) => !isIdKey(key));
  return [
    ...new Set([
      ...twinKeys(describeWork(record), record),
      ...targets,
      ...wanted,
      ...retracted(record).map((key) => `retracts:${key}`),
      `name:${name}`,
      ...record.citedBy.flatMap((citing) => [...idKeys(citing.ids), ...(citing.recordKey ? [citing.recordKey] : [])].map((key) => `by:${key}`)),
      ...(journalKey === null ? [] : [`journal:${journalKey}`]),
    ]),
  ];
}

export function prepareRecord(record: BibRecord): PreparedRecord {
  const { key, value } = encodeRecord(record);
  const name = recordName(record, key);
  const journal = journalStatement(record.source, record.journal);
  const others = [...(record.references ?? []), ...record.citedBy];
  const bundles = new Map(
    others.filter(({ ids }) => idKeys(ids).length > 1).map(({ ids }) => [bundleKey(ids), { ...NO_IDS, ...ids }]),
  );
  return {
    key, value, record, name, idTags: idTagsOf(record), tags: tagsOf(record, name, journal?.key ?? null),
    bundles: [...bundles.values()], journal,
  }; // prettier-ignore
}

/** Names of a journal, folded: those by which a statement without ISSN or NLM id finds its journal. */
export function journalNames({ title, abbreviation, otherNames = [] }: BibJournal): string[] {
  return [...new Set([title, abbreviation, ...otherNames].map((name) => folded(name)).filter((name) => name !== ''))];
}
