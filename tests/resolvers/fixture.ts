import {
  NO_DETAILS,
  type ArticleRecord,
  type AuthorRecord,
  type Authorship,
  type JournalRecord,
  type PartialDate,
  type TopicAssignment,
  type TopicRecord,
  type WorkIdentifier,
} from '../../src/records.js';
import type { ArticleWrite, WriteBatch } from '../../src/store/store.js';
import { DETAILS } from './fixture-details.js';
import { fixtureLedger } from './fixture-ledger.js';

/**
 * A small graph in which every field of the schema has a value somewhere: full records and stubs, equal
 * dates and missing ones, authors that share articles, topics in three levels, ids that were merged away.
 */

export const READ_AT = '2026-05-01T09:30:00.000Z';
const provenance = [{ source: 'fixture', readAt: READ_AT }];

function author(key: string, name: string, more: Partial<AuthorRecord> = {}): AuthorRecord {
  const [familyName, initials] = name.split(' ');
  const person = { kind: 'PERSON' as const, familyName: familyName!, givenName: null, initials: initials ?? null, suffix: null };
  return { key, name, ...person, names: [name], orcid: null, affiliations: [], provenance, ...more };
}

export const authors: AuthorRecord[] = [
  author('adler', 'Adler J', {
    givenName: 'Jana',
    suffix: 'Jr',
    names: ['Adler J', 'Adler Jana'],
    orcid: '0000-0002-1825-0097',
    affiliations: ['University of Basel', 'Inselspital Bern'],
  }),
  author('brandão', 'Brandão M'),
  author('celik', 'Çelik O'),
  author('dubois', 'Dubois A'),
  author('group', 'MENTOR Study Group', { kind: 'GROUP', familyName: null, initials: null }),
];

export const journals: JournalRecord[] = [
  {
    key: 'bmc',
    title: 'BMC Medical Education',
    abbreviation: 'BMC Med Educ',
    names: ['BMC Medical Education', 'BMC Med Educ'],
    issns: [{ value: '1472-6920', type: 'ELECTRONIC' }],
    nlmId: '101088679',
    provenance: [...provenance, { source: 'nlm-catalog', readAt: READ_AT }],
  },
  { key: 'fam', title: 'Fam Med', abbreviation: null, names: ['Fam Med'], issns: [], nlmId: null, provenance },
  { key: 'none', title: 'Médecine', abbreviation: 'Med', names: ['Médecine', 'Med'], issns: [], nlmId: null, provenance },
];

function topic(key: string, name: string, broaderKeys: string[], more: Partial<TopicRecord> = {}): TopicRecord {
  return { key, name, meshId: null, synonyms: [], broaderKeys, treeNumbers: [], scopeNote: null, provenance, ...more };
}

export const topics: TopicRecord[] = [
  topic('education', 'Education', []),
  topic('mentoring', 'Mentoring', ['education'], {
    meshId: 'D008569',
    synonyms: ['Mentorship'],
    treeNumbers: ['F02.784.629', 'I02.358.399'],
    scopeNote: 'Guidance by somebody with more experience.',
    provenance: [...provenance, { source: 'mesh-xml', readAt: READ_AT }],
  }),
  topic('peer', 'Peer mentoring', ['mentoring']),
  topic('near-peer', 'Near-peer mentoring', ['peer', 'education']),
  topic('burnout', 'Burnout', []),
];

export function date(year: number, month: number | null = null, day: number | null = null): PartialDate {
  const raw = [year, month, day].filter((part) => part !== null).join(' ');
  return { year, month, day, raw, precision: day ? 'DAY' : month ? 'MONTH' : 'YEAR' };
}

/** As a source states it. */
const OSLO = { name: 'University of Oslo', ror: '01xtthb56', country: 'NO', affiliation: null };

function authorships(keys: readonly string[]): Authorship[] {
  return keys.map((authorKey, i) => ({
    authorKey,
    position: i + 1,
    nameAsWritten: authors.find((one) => one.key === authorKey)!.name,
    affiliations: i === 0 ? ['University of Basel'] : [],
    ...(i === 1 ? { institutions: [OSLO] } : null),
    isCorresponding: i === 0 ? true : null,
    equalContribution: i === 1 ? true : null,
    provenance,
  }));
}

function assignments(keys: readonly string[]): TopicAssignment[] {
  return keys.map((topicKey) => ({ topicKey, method: 'VOCABULARY_MATCH', isMajor: false, matchedText: topicKey, provenance }));
}

const EMPTY: Omit<ArticleRecord, 'key'> = {
  status: 'FULL', pmid: null, pmcid: null, doi: null, identifiers: [], title: null, date: null, journalKey: null, journalProvenance: [], volume: null, issue: null,
  pages: null, publicationTypes: [], specialty: null, authorsStatus: 'COMPLETE', authorships: [], topics: [],
  hasAbstract: false, isRetracted: false, reportedCitations: [], statedReferenceCount: null, hasReferenceList: false, provenance,
}; // prettier-ignore

interface Sketch extends Partial<Omit<ArticleRecord, 'authorships' | 'topics'>> {
  by?: readonly string[];
  about?: readonly string[];
  cites?: readonly string[];
}

function identifiersOf({ pmid, doi, pmcid }: Partial<ArticleRecord>): WorkIdentifier[] {
  const listed: [WorkIdentifier['scheme'], string | null | undefined][] = [['pmid', pmid], ['doi', doi], ['pmcid', pmcid]]; // prettier-ignore
  return listed.flatMap(([scheme, value]) => (value ? [{ scheme, value }] : []));
}

function article(key: string, { by = [], about = [], cites = [], ...more }: Sketch): ArticleWrite {
  const details = { ...NO_DETAILS, ...DETAILS[key] };
  const record: ArticleRecord = {
    ...EMPTY,
    key,
    hasAbstract: details.abstract.length > 0,
    hasReferenceList: cites.length > 0,
    authorships: authorships(by),
    topics: assignments(about),
    identifiers: identifiersOf(more),
    journalProvenance: more.journalKey ? provenance : [],
    ...more,
  };
  const journal = journals.filter((one) => one.key === record.journalKey).flatMap((one) => one.names);
  const names = topics.filter((one) => about.includes(one.key)).flatMap((one) => [one.name, ...one.synonyms]);
  const references = cites.map((citedKey, i) => ({ citedKey, position: key === 'loose' ? null : i + 1, provenance }));
  return { record, details, indexedNames: { journal, topics: names }, references };
}

export const articles: ArticleWrite[] = [
  article('review', {
    pmid: '33349761', pmcid: 'PMC7749677', doi: '10.36834/cmej.68751', title: 'Peer mentoring in residency: a review',
    date: date(2020, 12, 22), journalKey: 'bmc', volume: '11', issue: '6', pages: { asWritten: '234-5', first: '234', last: '235' },
    publicationTypes: ['Review', 'Journal Article'], specialty: 'Medical Education',
    by: ['adler', 'brandão', 'celik'], about: ['peer', 'mentoring', 'burnout'],
    cites: ['early', 'protocol', 'stub-pmid', 'stub-doi', 'loose'],
    reportedCitations: [{ source: 'fixture', count: 18, readAt: READ_AT }], statedReferenceCount: 40,
  }),
  article('protocol', {
    doi: '10.1186/s13643-017-0571-y', title: 'Peer mentoring in residency: a protocol', date: date(2017, 8), journalKey: 'bmc',
    by: ['adler', 'brandão'], about: ['peer', 'mentoring'], cites: ['early', 'stub-pmid'], publicationTypes: ['Journal Article'],
  }),
  article('early', {
    title: 'Peer coaching shows promise', date: date(2006), journalKey: 'fam', by: ['dubois'], about: ['education', 'near-peer'],
    isRetracted: true, identifiers: [{ scheme: 'openalex', value: 'W2741809807' }, { scheme: 's2', value: 'a'.repeat(40) }, { scheme: 'omid', value: 'br/0612' }],
  }),
  article('letter', {
    pmid: '39430214', title: 'The big sibling programme', date: date(2024), journalKey: 'bmc', publicationTypes: ['Letter'],
    by: ['celik', 'adler'], about: ['mentoring'], cites: ['review', 'protocol'],
  }),
  article('cut', {
    pmid: '39948521', title: 'Burnout: a co-creation process', date: date(2024), journalKey: 'fam', by: ['dubois', 'adler', 'group'],
    authorsStatus: 'POSSIBLY_TRUNCATED', about: ['burnout'], cites: ['review'], specialty: 'Psychiatry',
  }),
  article('hidden', {
    title: 'A very long title about the many difficulties that residents face in their first year', date: date(2025, 1),
    authorsStatus: 'NOT_LISTED', cites: ['review', 'early', 'stub-doi'], journalKey: 'bmc', about: ['burnout', 'education'],
  }),
  article('loose', { title: 'Wellness without a date', by: ['group'], cites: ['review', 'early'] }),
  article('stub-pmid', { status: 'STUB', pmid: '111', authorsStatus: 'NOT_LISTED' }),
  article('stub-doi', { status: 'STUB', doi: '10.1000/stub', authorsStatus: 'NOT_LISTED', cites: ['review'] }),
]; // prettier-ignore

export const fixture: WriteBatch = {
  articles,
  authors,
  journals,
  topics,
  aliases: [
    { kind: 'Article', from: 'review-merged-away', to: 'review' },
    { kind: 'Author', from: 'adler-merged-away', to: 'adler' },
  ],
  ledger: fixtureLedger(),
};
