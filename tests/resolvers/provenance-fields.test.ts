import { beforeAll, expect, test } from '@jest/globals';
import type { GraphQLObjectType } from 'graphql';
import type { ReadItem } from '../../src/import/format.js';
import { NO_IDS, type BibRecord } from '../../src/import/record.js';
import { importItems } from '../../src/intake/run.js';
import { MAX_PAGE_SIZE } from '../../src/resolvers/paging.js';
import type { GraphStore } from '../../src/store/store.js';
import { describeEachEngine } from '../engines.js';
import { bibRecord, type RecordFields } from '../import/bib-record.js';
import { ask, schema, type Answer } from './execute.js';

/** Which fields of an article come from which of its source records: what is told of them is what the article shows. */

const DOI = '10.1000/fields';

function record(source: string, fields: RecordFields, more: Partial<BibRecord>): ReadItem {
  const made = { ...bibRecord({ ...fields, ids: { doi: DOI, ...fields.ids } }), source, ...more };
  return { kind: 'record', place: { line: null, record: 1 }, record: made };
}

const cited = (pmid: string) => ({ position: 1, ids: { ...NO_IDS, pmid }, recordKey: null, text: null, year: null });

/** The best source: no volume, no abstract, and a list of authors that may be cut. */
const PUBMED = record(
  'pubmed-xml',
  { title: 'Title of the indexer', authors: 'Marlow, Jane', year: 2015, types: ['Journal Article'], ids: { pmid: '1' } },
  {
    authorsStatus: 'POSSIBLY_TRUNCATED',
    mesh: [{ descriptorId: 'D008569', descriptor: 'Mentoring', isMajor: false, qualifiers: [] }],
    corrections: [{ type: 'CommentIn', ids: { ...NO_IDS, pmid: '77' }, text: null }],
  },
);
/** Of the publisher: the whole list of authors, and what the first one lacks. */
const CROSSREF = record(
  'crossref',
  { title: 'Title of the publisher', authors: 'Marlow, Jane; Okafor, Chidi', year: 2014, volume: '12', journal: 'Journal of Clinical Education' },
  { authorsStatus: 'COMPLETE', reportedCitations: 9, references: [cited('900')], statedReferences: 40, publicationTypes: ['journal-article'] },
); // prettier-ignore
/** Of somebody's library: all of it comes too late but the abstract, the keywords and its own references. */
const RIS = record(
  'ris',
  { title: 'Title of a reader', authors: 'Marlow, Jane; Okafor, Chidi', year: 2013, volume: '13', abstract: 'Words.', journal: 'J Clin Educ' },
  { authorsStatus: 'COMPLETE', keywords: [{ text: 'mentoring', owner: null, isMajor: false }], references: [cited('901')] },
); // prettier-ignore

/** Everything that a record can tell. */
const WHOLE = record(
  'nbib',
  { title: 'A', vernacularTitle: 'B', bookTitle: 'C', authors: 'Marlow, Jane', journal: 'D', year: 2001, volume: '1', pages: '1-2', abstract: 'E', types: ['F'], ids: { doi: '10.1000/whole' } },
  {
    issue: '2', languages: ['eng'], specialty: 'G', grants: [{ id: '1', agency: null, country: null }], isRetracted: true, reportedCitations: 1,
    statedReferences: 1, references: [cited('902')], citedBy: [cited('903')], authorsStatus: 'COMPLETE', keywords: [{ text: 'H', owner: null, isMajor: false }],
    otherAbstracts: [{ type: 'K', language: null, sections: [{ label: null, text: 'L' }] }],
    mesh: [{ descriptorId: 'D001', descriptor: 'I', isMajor: false, qualifiers: [] }], corrections: [{ type: 'ErratumIn', ids: { ...NO_IDS }, text: 'J' }],
  },
); // prettier-ignore

describeEachEngine('fields of an article by source', (openEmptyStore) => {
  let store: GraphStore;
  const load = (item: ReadItem, day: number) =>
    importItems(
      store,
      { name: `${day}.txt`, format: 'ris', bytes: null, items: each([item]), sha256: () => null },
      { readAt: new Date(Date.UTC(2026, 4, day)) },
    );
  async function* each(items: readonly ReadItem[]): AsyncIterable<ReadItem> {
    yield* items;
  }
  const article = async (doi: string, fields: string): Promise<Answer> =>
    (await ask(store, `{ article(by: { doi: "${doi}" }) { ${fields} } }`)).article;
  const fieldsBySource = async (doi: string): Promise<Record<string, string[]>> => {
    const { provenance } = await article(doi, 'provenance { source fields }');
    return Object.fromEntries(provenance.map(({ source, fields }: Answer) => [source, fields]));
  };

  beforeAll(async () => {
    store = await openEmptyStore();
    // The order in which they come does not matter.
    for (const [i, item] of [RIS, PUBMED, CROSSREF, WHOLE].entries()) await load(item, i + 1);
  }, 60_000);

  test('one value: of the best source that has it; lists: of all; authors: of the fullest list', async () => {
    expect(await fieldsBySource(DOI)).toEqual({
      'pubmed-xml': ['corrections', 'identifiers', 'meshHeadings', 'publicationDate', 'publicationTypes', 'title'],
      crossref: ['authors', 'citationCount', 'identifiers', 'journal', 'publicationTypes', 'referenceCount', 'references', 'volume'],
      ris: ['abstract', 'identifiers', 'keywords', 'references'],
    }); // prettier-ignore
  });

  test('and that is what the article shows', async () => {
    const shown = await article(
      DOI,
      `title publicationYear volume journal { title } abstract keywords { text } authors { name } authorsStatus publicationTypes
       meshHeadings { descriptor { name } } identifiers { value } citationCount { reported } referenceCount { stated }
       references(first: ${MAX_PAGE_SIZE}) { nodes { pmid } }`,
    );
    expect(shown).toMatchObject({
      title: 'Title of the indexer',
      publicationYear: 2015,
      volume: '12',
      journal: { title: 'Journal of Clinical Education' },
      abstract: 'Words.',
      keywords: [{ text: 'mentoring' }],
      authors: [{ name: 'Marlow J' }, { name: 'Okafor C' }],
      authorsStatus: 'COMPLETE',
      publicationTypes: ['Journal Article', 'journal-article'],
      citationCount: { reported: 9 },
      referenceCount: { stated: 40 },
    });
    expect(shown.references.nodes.map(({ pmid }: Answer) => pmid).sort()).toEqual(['900', '901']);
    expect(shown.identifiers.map(({ value }: Answer) => value).sort()).toEqual(['1', DOI]);
  });

  test('are named as the schema names them', async () => {
    const { nbib } = await fieldsBySource('10.1000/whole');
    const known = Object.keys((schema.getType('Article') as GraphQLObjectType).getFields());
    expect(nbib).toHaveLength(24);
    expect(nbib!.filter((field) => !known.includes(field))).toEqual([]);
  });
});
