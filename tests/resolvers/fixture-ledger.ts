import { nameBlock } from '../../src/import/author-match.js';
import { parseName } from '../../src/import/person-name.js';
import { emptyRecord, type BibRecord } from '../../src/import/record.js';
import type { Act } from '../../src/ledger/act.js';
import { DERIVED, PRIMARY } from '../../src/ledger/collections.js';
import { putImport, type ImportNode } from '../../src/ledger/imports.js';
import { encodeRecord } from '../../src/ledger/record-codec.js';
import { recordValue } from '../../src/ledger/record-row.js';
import { putSupport } from '../../src/ledger/support.js';
import { LedgerView } from '../../src/ledger/view.js';
import type { LedgerWrite } from '../../src/store/ledger.js';

/**
 * The ledger behind the graph of fixture.ts, as far as the API tells of it: three imports, the source records of two
 * works, what two authors are known by, and pairs of works that may be one.
 */

/** Ids in the order in which the imports began. */
export const IMPORTS = ['20260501T093000000Z-aaaaaaaa', '20260502T093000000Z-bbbbbbbb', '20260503T093000000Z-cccccccc'] as const;
const [FIRST, SECOND, BROKEN] = IMPORTS;

export const importNodes: ImportNode[] = [
  {
    id: FIRST, startedAt: '2026-05-01T09:30:00.000Z', finishedAt: '2026-05-01T09:31:00.000Z', status: 'FINISHED', format: 'pubmed-xml',
    fileName: 'review.xml', bytes: 3_000_000_000, sha256: 'a'.repeat(64), counts: { read: 5, new: 2, merged: 1, unchanged: 1, refused: 1 },
    refusals: [{ file: 'review.xml', line: 12, record: 3, reason: 'A record without a title and without an identifier.' }],
    warningCount: 2, problem: null, timesRead: 2, lastReadAt: '2026-05-04T09:30:00.000Z',
  },
  {
    id: SECOND, startedAt: '2026-05-02T09:30:00.000Z', finishedAt: null, status: 'INTERRUPTED', format: 'ris', fileName: 'export.ris',
    bytes: null, sha256: null, counts: { read: 2, new: 0, merged: 2, unchanged: 0, refused: 0 }, refusals: [], warningCount: 0,
    problem: null, timesRead: 1, lastReadAt: '2026-05-02T09:30:00.000Z',
  },
  {
    id: BROKEN, startedAt: '2026-05-03T09:30:00.000Z', finishedAt: '2026-05-03T09:30:01.000Z', status: 'FAILED', format: null,
    fileName: 'notes.txt', bytes: 10, sha256: null, counts: { read: 1, new: 0, merged: 0, unchanged: 0, refused: 1 }, refusals: [],
    warningCount: 0, problem: 'The format of notes.txt is not known.', timesRead: 1, lastReadAt: '2026-05-03T09:30:00.000Z',
  },
]; // prettier-ignore

function record(source: string, facts: Partial<Omit<BibRecord, 'ids'>> & { ids?: Partial<BibRecord['ids']> }): BibRecord {
  const empty = emptyRecord(source);
  return { ...empty, ...facts, ids: { ...empty.ids, ...facts.ids } };
}

const reference = (ids: Partial<BibRecord['ids']>, position: number) => ({
  ids: { ...emptyRecord('').ids, ...ids }, position, recordKey: null, text: null, year: null,
}); // prettier-ignore

/** Source records, the work that each is of, when it was read, and the imports that brought it. */
const RECORDS: { work: string; record: BibRecord; at: string; imports: string[] }[] = [
  {
    work: 'review', at: '2026-05-01T09:30:00.000Z', imports: [SECOND, FIRST],
    record: record('fixture', {
      sourceId: '33349761', ids: { pmid: '33349761', doi: '10.36834/cmej.68751' }, title: 'Peer mentoring in residency: a review', volume: '11',
      references: [reference({ pmid: '111' }, 3), reference({ doi: '10.1186/S13643-017-0571-y'.toLowerCase() }, 2)],
    }),
  },
  { work: 'review', at: '2026-05-02T09:30:00.000Z', imports: [SECOND], record: record('ris', { title: 'Peer Mentoring in Residency', issue: '6' }) },
  {
    work: 'letter', at: '2026-05-02T09:30:00.000Z', imports: [SECOND],
    record: record('fixture', { ids: { pmid: '39430214' }, title: 'The big sibling programme', references: [reference({ pmid: '33349761' }, 1)] }),
  },
  { work: 'early', at: '2026-05-02T09:30:00.000Z', imports: [SECOND], record: record('ris', { title: 'Peer coaching shows promise' }) },
  { work: 'hidden', at: '2026-05-02T09:30:00.000Z', imports: [SECOND], record: record('ris', { title: 'A very long title' }) },
]; // prettier-ignore

export const RECORD_KEYS: readonly string[] = RECORDS.map((one) => encodeRecord(one.record).key);

const MENTIONS: [key: string, work: string, ids: string[]][] = [
  [`r:${RECORD_KEYS[0]}`, 'review', ['pmid:33349761', 'doi:10.36834/cmej.68751']],
  [`r:${RECORD_KEYS[1]}`, 'review', ['cit:review']],
  [`r:${RECORD_KEYS[2]}`, 'letter', ['pmid:39430214']],
  ['m:protocol', 'protocol', ['doi:10.1186/s13643-017-0571-y']],
  [`r:${RECORD_KEYS[3]}`, 'early', ['cit:early']],
  [`r:${RECORD_KEYS[4]}`, 'hidden', ['cit:hidden']],
  ['m:stub-pmid', 'stub-pmid', ['pmid:111']],
];

const DESCRIPTOR = { source: 'mesh-xml', descriptor: { id: 'D008569', name: 'Mentoring', entryTerms: [], treeNumbers: [], scopeNote: null }, at: '2026-05-01T09:30:00.000Z' }; // prettier-ignore
const JOURNAL = { source: 'nlm-catalog', journal: { title: 'BMC Medical Education', abbreviation: null, issns: [], nlmId: '101088679' }, at: '2026-05-01T09:30:00.000Z', key: 'bmc' }; // prettier-ignore

const NO_FACTS = { year: null, journal: null, topics: [], authorsStatus: 'COMPLETE', authors: [], readAt: {} };

function putRecords(view: LedgerView): void {
  for (const { work, record: one, at, imports } of RECORDS) {
    const { key, value } = encodeRecord(one);
    view.put(PRIMARY.record, key, recordValue(at, value), []);
    for (const id of imports) putSupport(view, id, [`record ${key}`]);
    const records = RECORDS.filter((other) => other.work === work).map((other) => encodeRecord(other.record).key);
    view.put(DERIVED.work, work, { ...NO_FACTS, records });
  }
  for (const [key, work, ids] of MENTIONS) view.put(DERIVED.mention, key, { work }, ids);
}

function putLists(view: LedgerView): void {
  view.put(PRIMARY.descriptor, 'mesh-xml D008569', DESCRIPTOR, ['id:D008569']);
  view.put(PRIMARY.journal, 'statement', JOURNAL, ['of:bmc']);
  putSupport(view, FIRST, ['descriptor mesh-xml D008569', 'journal statement']);
}

/** One made of decisions about what the graph has, the newer one about a work and a person who are not there any more. */
export const ACTS: Act[] = [
  { id: '20260504T093000000Z-aaaaaaaa', kind: 'MERGE_AUTHORS', at: '2026-05-04T09:30:00.000Z', keys: ['adler-merged-away', 'adler'], made: [] },
  { id: '20260505T093000000Z-bbbbbbbb', kind: 'REFUSE_DUPLICATE', at: '2026-05-05T09:30:00.000Z', keys: ['review', 'letter', 'nowhere'], made: [] },
]; // prettier-ignore

const noAuthor = { ids: [], orcid: null, description: {}, affiliations: [], readAt: {} };

function putAuthors(view: LedgerView): void {
  view.put(DERIVED.author, 'adler', { ...noAuthor, method: 'ORCID', evidence: [{ kind: 'ORCID', detail: '0000-0002-1825-0097', weight: 12 }] });
  view.put(DERIVED.author, 'brandão', {
    ...noAuthor,
    method: 'NAME_AND_EVIDENCE',
    evidence: [
      { kind: 'COAUTHORS', detail: 'shared coauthors: adler|j', weight: 4.5 },
      { kind: 'YEARS', detail: '3 years apart', weight: -0.25 },
    ],
  });
} // prettier-ignore

/** Çelik and Dubois, who had the same name and the same team once, may be one person. */
function putAlike(view: LedgerView): void {
  const authors = ['Çelik, Orhan', 'Roe B', 'Doe C', 'Poe D'].map(parseName).map((one) => ({ ...one, block: nameBlock(one), sources: ['fixture'] })); // prettier-ignore
  const tags = authors.map(({ block }) => `block:${block}`);
  for (const [key, work] of [
    ['celik', 'letter'],
    ['dubois', 'cut'],
  ] as const) {
    // prettier-ignore
    view.put(DERIVED.work, work, { ...NO_FACTS, records: work === 'letter' ? [RECORD_KEYS[2]] : [], authors }, tags);
    view.put(DERIVED.author, key, { ...noAuthor, ids: [`${work}#1`], method: 'NAME_ONLY', evidence: [] }, [tags[0]!]);
  }
}

/** Two records (by their place above), how much agrees, and why; those of the last pair are of one work already. */
const PAIRS: [a: number, b: number, score: number, reasons: string[]][] = [
  [2, 0, 0.5, ['same year']],
  [3, 1, 0.25, ['same pages']],
  [3, 0, 0.875, ['titles agree but for the last word', 'authors agree']],
  [4, 2, 0.125, ['same length']],
  [0, 1, 0.75, ['same title']],
];

const endsOf = (a: number, b: number): string[] => [a, b].map((at) => `r:${RECORD_KEYS[at]}`).sort();
const nameOf = (a: number, b: number): string => endsOf(a, b).join(' ');

/** The questions that the pairs put, in the order of their ids; the second one is put twice. */
export const QUESTIONS = [
  { id: nameOf(2, 0), works: ['letter', 'review'], score: 0.5, reasons: ['same year'] },
  {
    id: [nameOf(3, 1), nameOf(3, 0)].sort()[0]!,
    works: ['early', 'review'],
    score: 0.875,
    reasons: ['titles agree but for the last word', 'authors agree'],
  },
  { id: nameOf(4, 2), works: ['hidden', 'letter'], score: 0.125, reasons: ['same length'] },
].sort((x, y) => (x.id < y.id ? -1 : 1));
/** The other row of the question that is put twice. */
export const SECOND_ID = [nameOf(3, 1), nameOf(3, 0)].sort()[1]!;

function putPairs(view: LedgerView): void {
  for (const [i, j, score, reasons] of PAIRS) {
    const [a, b] = endsOf(i, j);
    view.put(DERIVED.possible, `${a} ${b}`, { a, b, score, reasons }, [a!, b!]);
  }
}

export function fixtureLedger(): LedgerWrite {
  const view = new LedgerView({
    rows: async (_, keys) => keys.map(() => null),
    tagged: async () => [],
    taggedKeys: async () => [],
    scan: async () => [],
    rowCount: async () => 0,
  });
  for (const node of importNodes) putImport(view, node);
  putRecords(view);
  putLists(view);
  putAuthors(view);
  putAlike(view);
  putPairs(view);
  for (const act of ACTS) view.put(PRIMARY.act, act.id, act);
  return view.drain();
}
