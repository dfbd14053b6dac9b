import fc from 'fast-check';
import { NO_DETAILS, type ArticleDetails, type ArticleRecord, type WorkIdentifier } from '../../src/records.js';
import type { ArticleWrite, WriteBatch } from '../../src/store/store.js';
import { ledgerWrite } from './random-ledger.js';
import { about, article, author, authorship, date, journal, SOURCE, topic } from './records.js';

/**
 * Small random graphs, made of few keys and few words, so that equal values, shared names, conflicts of
 * identifiers, missing ends and merges all happen. Some batches cannot be written: all stores must refuse them.
 */

/** In an order that differs between code points, UTF-16 units and most collations. */
export const KEYS = {
  Article: ['a', 'a2', 'a10', 'A', 'é', 'z', '\ufa0e', '\u{10400}', 'pmid:1', 'ß'],
  Author: ['u1', 'u2', 'u10', 'U1', '\u{10400}'],
  Journal: ['j1', 'j2', 'ĵ'],
  Topic: ['t1', 't2', 't3', 'T1'],
} as const;
/** Keys that no batch writes; aliases lead away from them. */
export const OLD_KEYS = ['old1', 'old2', 'old3'];

export const WORDS = [
  'peer', 'Peers', 'mentoring', 'mentors', 'study', 'Studies', 'Étude', 'etude', '医学', '教育', '\u{10400}\u{10401}', 'q', 'Quality', 'the', 'The', 'a', 'An',
  "O'Brien", 'OBrien', 'ﬁnal', 'final', 'Müller', 'straße', 'STRASSE', 'ОДОС', 'ΟΔΟΣ', '2020', 'x-ray', '—', '\ud800', '\0', 'e\u0301', 'qeverydocumentz', 'NOT',
]; // prettier-ignore

export const text = fc.array(fc.constantFrom(...WORDS), { maxLength: 5 }).map((words) => words.join(' '));
export const keyOf = (kind: keyof typeof KEYS) => fc.constantFrom(...KEYS[kind]);
/** Objects as programs make them, never without a prototype. */
export const record: typeof fc.record = (model: object, constraints?: object) =>
  fc.record(model, { ...constraints, noNullPrototype: true }) as never;
const some = <T>(items: fc.Arbitrary<T>, maxLength = 4) => fc.array(items, { maxLength });
/** No identifier, the node's own (made of its key), or now and then one that another node may have. */
const identifier = fc.oneof(
  { weight: 10, arbitrary: fc.constant('none' as const) },
  { weight: 10, arbitrary: fc.constant('own' as const) },
  { weight: 1, arbitrary: fc.constant('shared' as const) },
);
function identifierOf(choice: 'none' | 'own' | 'shared', kind: keyof typeof KEYS, key: string): string | null {
  if (choice === 'none') return null;
  return choice === 'shared' ? '1' : String(10 + (KEYS[kind] as readonly string[]).indexOf(key));
}

const partialDate = record({
  year: fc.constantFrom(1999, 2010, 2011, 2020),
  month: fc.option(fc.constantFrom(1, 6, 12)),
  day: fc.option(fc.constantFrom(1, 28)),
}).map(({ year, month, day }) => date(year, month, month === null ? null : day));

const articleFacts: fc.Arbitrary<Partial<ArticleRecord>> = record({
  status: fc.constantFrom('FULL', 'FULL', 'STUB'),
  title: fc.option(text),
  date: fc.option(partialDate),
  journalKey: fc.option(keyOf('Journal')),
  publicationTypes: some(fc.constantFrom('Letter', 'letter', 'Review', 'Étude', '\ufa0e', '\u{10400}'), 3),
  authorsStatus: fc.constantFrom('COMPLETE', 'POSSIBLY_TRUNCATED', 'NOT_LISTED'),
  authorships: some(fc.tuple(keyOf('Author'), text)).map((list) => list.map(([key, name], i) => authorship(key, i + 1, name))),
  topics: some(fc.tuple(keyOf('Topic'), fc.boolean())).map((list) => list.map(([key, isMajor]) => about(key, { isMajor }))),
  hasReferenceList: fc.boolean(),
  isRetracted: fc.boolean(),
});

const details: fc.Arbitrary<Partial<ArticleDetails>> = record({
  abstract: some(record({ label: fc.option(text), text }), 2),
  otherAbstracts: some(
    record({
      type: fc.option(text),
      language: fc.constantFrom('spa', null),
      sections: some(record({ label: fc.option(text), text }), 2),
    }),
    2,
  ),
  vernacularTitle: fc.option(text),
  languages: some(fc.constantFrom('eng', 'fre'), 2),
  keywords: some(record({ text, owner: fc.option(text), isMajor: fc.boolean() }), 2),
});

function listed(identifiers: Record<'pmid' | 'doi' | 'openalex', string | null>): WorkIdentifier[] {
  const schemes = ['pmid', 'doi', 'openalex'] as const;
  return schemes.flatMap((scheme) => (identifiers[scheme] === null ? [] : [{ scheme, value: identifiers[scheme] }]));
}

const articleWrite: fc.Arbitrary<ArticleWrite> = record({
  key: keyOf('Article'),
  facts: articleFacts,
  pmid: identifier,
  doi: identifier,
  openalex: identifier,
  details,
  names: record({ journal: some(text, 1), topics: some(text, 2) }),
  references: some(
    record({
      citedKey: keyOf('Article'),
      position: fc.option(fc.constantFrom(1, 2, 10)),
      provenance: fc.constantFrom([], SOURCE),
    }),
    5,
  ),
}).map(({ key, facts, details: some, names, references, ...choices }) => {
  const [pmid, doi, openalex] = [choices.pmid, choices.doi, choices.openalex].map((one) => identifierOf(one, 'Article', key));
  const identifiers = listed({ pmid: pmid!, doi: doi!, openalex: openalex! });
  const own = { pmid: pmid!, doi: doi!, identifiers, hasAbstract: some.abstract!.length > 0 };
  return {
    record: { ...article(key, facts), ...own },
    details: { ...NO_DETAILS, ...some },
    indexedNames: names,
    references,
  };
});

const authorWrite = record({
  key: keyOf('Author'),
  name: text,
  names: some(text, 2),
  kind: fc.constantFrom('PERSON', 'GROUP'),
  orcid: identifier,
}).map(({ key, orcid, kind: one, ...facts }) =>
  author(key, { ...facts, kind: one as 'PERSON', orcid: identifierOf(orcid, 'Author', key) }),
);
const journalWrite = record({
  key: keyOf('Journal'),
  title: text,
  abbreviation: fc.option(text),
  nlmId: identifier,
}).map(({ key, nlmId, ...facts }) => journal(key, { ...facts, nlmId: identifierOf(nlmId, 'Journal', key) }));
const topicWrite = record({
  key: keyOf('Topic'),
  name: text,
  synonyms: some(text, 2),
  meshId: identifier,
  broaderKeys: some(keyOf('Topic'), 2),
}).map(({ key, meshId, ...facts }) => topic(key, { ...facts, meshId: identifierOf(meshId, 'Topic', key) }));

const kind = fc.constantFrom('Article', 'Author', 'Journal', 'Topic');
const named = kind.chain((one) => record({ kind: fc.constant(one), key: keyOf(one) }));
const alias = kind.chain((one) => {
  const any = fc.constantFrom(...KEYS[one], ...OLD_KEYS);
  return record({ kind: fc.constant(one), from: fc.oneof(fc.constantFrom(...OLD_KEYS), any), to: any });
});

/** Every node of the smaller kinds and stubs of all works, so that later batches find what they name. */
const everything: WriteBatch = {
  authors: KEYS.Author.map((key, i) => author(key, { name: WORDS[i]! })),
  journals: KEYS.Journal.map((key, i) => journal(key, { title: WORDS[i]! })),
  topics: KEYS.Topic.map((key, i) => topic(key, { name: WORDS[i]! })),
  articles: KEYS.Article.map((key) => ({
    record: article(key, { status: 'STUB', title: null, authorsStatus: 'NOT_LISTED' }),
    details: NO_DETAILS,
    indexedNames: { journal: [], topics: [] },
    references: [],
  })),
};

/** Now and then something of this kind. */
const seldom = <T>(items: fc.Arbitrary<T[]>): fc.Arbitrary<T[]> =>
  fc.oneof({ weight: 5, arbitrary: fc.constant<T[]>([]) }, { weight: 1, arbitrary: items });

const batch: fc.Arbitrary<WriteBatch> = record({
  articles: some(articleWrite, 8),
  authors: some(authorWrite, 3),
  journals: some(journalWrite, 2),
  topics: some(topicWrite, 3),
  remove: seldom(some(named, 2)),
  aliases: seldom(some(alias, 2)),
  heirs: seldom(some(record({ from: keyOf('Article'), to: keyOf('Article') }), 3)),
  ledger: ledgerWrite,
  merged: seldom(record({ from: keyOf('Article'), to: keyOf('Article') }).map((one) => [one])),
}).map(({ merged, remove, aliases, ...rest }) => ({
  ...rest,
  remove: [...remove, ...merged.map(({ from }) => ({ kind: 'Article' as const, key: from }))],
  aliases: [...aliases, ...merged.map((one) => ({ kind: 'Article' as const, ...one }))],
}));

export const history: fc.Arbitrary<WriteBatch[]> = fc
  .tuple(fc.nat(9), fc.array(batch, { minLength: 2, maxLength: 5 }))
  .map(([n, batches]) => (n === 0 ? batches : [everything, ...batches]));
