import { beforeAll, expect, test } from '@jest/globals';
import { refusePossible } from '../../src/derive/decisions.js';
import { fromLedgerId } from '../../src/global-id.js';
import type { BibDescriptor, ReadItem } from '../../src/import/format.js';
import { NO_IDS, type BibRecord, type WorkIds } from '../../src/import/record.js';
import { importItems } from '../../src/intake/run.js';
import type { GraphStore } from '../../src/store/store.js';
import { describeEachEngine } from '../engines.js';
import { bibRecord, type RecordFields } from '../import/bib-record.js';
import { ARTICLE } from '../import/work-example.js';
import { ask, type Answer } from './execute.js';

/** What the API tells of works that were really imported: two files of records, and a list of descriptors. */

function record(source: string, fields: RecordFields, more: Partial<BibRecord> = {}): ReadItem {
  return { kind: 'record', place: { line: null, record: 1 }, record: { ...bibRecord(fields), source, ...more } };
}

const citing = (ids: Partial<WorkIds>, position: number, text: string | null = null) => ({
  ids: { ...NO_IDS, ...ids }, position, recordKey: null, text, year: text === null ? null : 1999,
}); // prettier-ignore

const notice = (type: string, pmid: string) => ({ type, ids: { ...NO_IDS, pmid }, text: null });

const FROM_PUBMED: ReadItem[] = [
  record('pubmed-xml', { ...ARTICLE, ids: { pmid: '1', doi: '10.1000/a' } }, {
    sourceId: '1', reportedCitations: 7, statedReferences: 3, languages: ['eng'],
    mesh: [{ descriptorId: 'D008569', descriptor: 'Mentoring', isMajor: true, qualifiers: [{ id: 'Q000379', name: 'methods', isMajor: true }] }],
    references: [citing({ pmid: '900' }, 1), citing({ pmid: '3' }, 2), citing({}, 3, 'Nobody N. A book that nobody has. 1999.')],
  }),
  record('pubmed-xml', { title: 'Rapid triage of chest pain by telephone', year: 2010, ids: { pmid: '3' } }, { corrections: [notice('RetractionIn', '4')] }),
  record('pubmed-xml', { title: 'Notice about a study of telephone triage', year: 2012, ids: { pmid: '4' } }, { corrections: [notice('RetractionOf', '3')] }),
]; // prettier-ignore

const FROM_RIS: ReadItem[] = [
  record('ris', { ...ARTICLE, ids: { doi: '10.1000/a' } }),
  // All but the pages is the same: likely one work with the first, not certainly.
  record('ris', { ...ARTICLE, pages: '1401-1409' }),
];

function descriptor(id: string, name: string, ...treeNumbers: string[]): ReadItem {
  const about: BibDescriptor = { id, name, entryTerms: [], treeNumbers, scopeNote: `About ${name}.` };
  return { kind: 'descriptor', place: { line: null, record: 1 }, descriptor: about };
}

const DESCRIPTORS: ReadItem[] = [
  descriptor('D004493', 'Education', 'I02'),
  descriptor('D011361', 'Education, Professional', 'I02.358'),
  descriptor('D004501', 'Education, Medical', 'I02.358.399'),
  descriptor('D007398', 'Interpersonal Relations', 'F01.829.401'),
  descriptor('D008569', 'Mentoring', 'F01.829.401.500', 'I02.358.399.700', 'I02.358.800'),
];

async function* each(items: readonly ReadItem[]): AsyncIterable<ReadItem> {
  yield* items;
}

describeEachEngine('imported works', (openEmptyStore) => {
  let store: GraphStore;
  beforeAll(async () => {
    store = await openEmptyStore();
    const load = (name: string, format: string, items: readonly ReadItem[], at: string) =>
      importItems(store, { name, format, bytes: null, items: each(items), sha256: () => null }, { readAt: new Date(at) });
    await load('review.xml', 'pubmed-xml', FROM_PUBMED, '2026-05-01T09:30:00.000Z');
    await load('export.ris', 'ris', FROM_RIS, '2026-05-02T09:30:00.000Z');
    await load('desc.xml', 'mesh-xml', DESCRIPTORS, '2026-05-03T09:30:00.000Z');
  });

  const article = async (pmid: string, fields: string): Promise<Answer> =>
    (await ask(store, `{ article(by: { pmid: ${pmid} }) { ${fields} } }`)).article;

  test('a work that two files describe has both records behind it', async () => {
    const { provenance } = await article('1', 'provenance { source sourceId readAt fields import { fileName } imports { fileName } }');
    expect(provenance).toEqual([
      {
        source: 'pubmed-xml',
        sourceId: '1',
        readAt: '2026-05-01T09:30:00.000Z',
        fields: [
          'authors', 'citationCount', 'identifiers', 'journal', 'languages', 'meshHeadings', 'pages', 'publicationDate',
          'referenceCount', 'references', 'title', 'volume',
        ],
        import: { fileName: 'review.xml' },
        imports: [{ fileName: 'review.xml' }],
      },
      {
        source: 'ris',
        sourceId: null,
        readAt: '2026-05-02T09:30:00.000Z',
        fields: ['identifiers'],
        import: { fileName: 'export.ris' },
        imports: [{ fileName: 'export.ris' }],
      },
    ]);
  }); // prettier-ignore

  test('citations lead to the file that states them, stubs to those that name them', async () => {
    const { references } = await article(
      '1',
      'references { edges { position node { pmid recordStatus } provenance { source import { fileName } } } }',
    );
    const said = [{ source: 'pubmed-xml', import: { fileName: 'review.xml' } }];
    expect(references.edges).toEqual([
      { position: 1, node: { pmid: '900', recordStatus: 'STUB' }, provenance: said },
      { position: 2, node: { pmid: '3', recordStatus: 'FULL' }, provenance: said },
    ]);
    expect((await article('900', 'provenance { source fields import { fileName } }')).provenance).toEqual([
      { source: 'pubmed-xml', fields: ['identifiers'], import: { fileName: 'review.xml' } },
    ]);
  });

  test('what is retracted is known from both ends, and so is who cites it', async () => {
    const fields =
      'isRetracted citesRetracted corrections { type article { pmid } } references(filter: { isRetracted: true }) { nodes { pmid } }';
    expect(await article('1', fields)).toEqual({
      isRetracted: false,
      citesRetracted: true,
      corrections: [],
      references: { nodes: [{ pmid: '3' }] },
    });
    expect(await article('3', 'isRetracted corrections { type article { pmid } }')).toEqual({
      isRetracted: true,
      corrections: [{ type: 'RetractionIn', article: { pmid: '4' } }],
    });
    expect(await article('4', 'isRetracted corrections { type article { pmid } }')).toEqual({
      isRetracted: false,
      corrections: [{ type: 'RetractionOf', article: { pmid: '3' } }],
    });
  });

  test('references that are only text, and all counts', async () => {
    const fields =
      'unresolvedReferences { text year position } referenceCount { known stated unresolved } citationCount { inGraph reported reports { source count } }';
    expect(await article('1', fields)).toEqual({
      unresolvedReferences: [{ text: 'Nobody N. A book that nobody has. 1999.', year: 1999, position: 3 }],
      referenceCount: { known: 2, stated: 3, unresolved: 1 },
      citationCount: { inGraph: 0, reported: 7, reports: [{ source: 'pubmed-xml', count: 7 }] },
    });
  });

  test('a heading leads to its descriptor, and any wider one finds the article once', async () => {
    const { meshHeadings } = await article(
      '1',
      'meshHeadings { major qualifiers qualifierTerms { name } descriptor { name treeNumbers scopeNote broader { nodes { name } } provenance { source import { fileName } } } }',
    );
    expect(meshHeadings).toEqual([
      {
        major: true,
        qualifiers: ['methods'],
        qualifierTerms: [{ name: 'methods' }],
        descriptor: {
          name: 'Mentoring',
          treeNumbers: ['F01.829.401.500', 'I02.358.399.700', 'I02.358.800'],
          scopeNote: 'About Mentoring.',
          broader: {
            nodes: ['Education, Professional', 'Interpersonal Relations', 'Medical Education'].map((name) => ({ name })),
          },
          provenance: [
            { source: 'mesh-xml', import: { fileName: 'desc.xml' } },
            // Headings of records stand behind the works, not behind the vocabulary.
            { source: 'pubmed-xml', import: null },
          ],
        },
      },
    ]);
    const found = async (topics: string, includeNarrower = true): Promise<Answer> => {
      const filter = `{ topics: [${topics}], includeNarrower: ${includeNarrower} }`;
      const { articles } = await ask(store, `{ articles(filter: ${filter}) { totalCount nodes { pmid } } }`);
      expect(articles.totalCount).toBe(articles.nodes.length);
      return articles.nodes.map(({ pmid }: Answer) => pmid);
    };
    expect(await found('"D007398"')).toEqual(['1']);
    expect(await found('"D007398"', false)).toEqual([]);
    // Words of the titles make others belong here, too; this one has three places below it and is listed once.
    for (const topics of ['"D004493"', '"Education, Professional"', '"Education, Medical"', '"D004493", "D007398", "D008569"'])
      expect([topics, (await found(topics)).filter((pmid: string) => pmid === '1')]).toEqual([topics, ['1']]);
  });

  test('two works that may be one are listed once, with what agrees, until somebody decides', async () => {
    const { possibleDuplicates } = await ask(
      store,
      '{ possibleDuplicates { totalCount nodes { id score reasons works { pmid title pages { first } } } } }',
    );
    expect(possibleDuplicates.totalCount).toBe(1);
    const [pair] = possibleDuplicates.nodes;
    expect(pair.works.map((work: Answer) => [work.pmid, work.title, work.pages.first]).sort()).toEqual([
      [null, ARTICLE.title, '1401'],
      ['1', ARTICLE.title, '345'],
    ]);
    expect(pair.score).toBeGreaterThan(0);
    expect(pair.score).toBeLessThanOrEqual(1);
    expect(pair.reasons.join('\n')).toMatch(/pages/);
    await refusePossible(store, fromLedgerId(pair.id)!.key);
    expect((await ask(store, '{ possibleDuplicates { totalCount } }')).possibleDuplicates).toEqual({ totalCount: 0 });
  });

  test('authors of both works are one, on the evidence of their coauthors', async () => {
    const { authors } = await ask(
      store,
      '{ authors(filter: { name: "Okafor" }) { nodes { name articleCount identity { method evidenceItems { kind detail weight } } provenance { source imports { fileName } } } } }',
    );
    const [author] = authors.nodes;
    expect([author.name, author.articleCount, author.identity.method]).toEqual(['Okafor C', 2, 'NAME_AND_EVIDENCE']);
    const coauthors = author.identity.evidenceItems.find(({ kind }: Answer) => kind === 'COAUTHORS');
    expect(coauthors.detail).toMatch(/marlow.*ferreira|ferreira.*marlow/);
    expect(coauthors.weight).toBeGreaterThan(0);
    expect(author.provenance).toEqual([
      { source: 'pubmed-xml', imports: [{ fileName: 'review.xml' }] },
      { source: 'ris', imports: [{ fileName: 'export.ris' }] },
    ]);
  });

  test('imports tell what became of their records', async () => {
    const { imports } = await ask(
      store,
      '{ imports { nodes { fileName format status counts { read new merged unchanged refused } } } }',
    );
    const counts = (read: number, fresh: number, merged: number) => ({ read, new: fresh, merged, unchanged: 0, refused: 0 });
    expect(imports.nodes).toEqual([
      { fileName: 'desc.xml', format: 'mesh-xml', status: 'FINISHED', counts: counts(5, 4, 1) },
      { fileName: 'export.ris', format: 'ris', status: 'FINISHED', counts: counts(2, 1, 1) },
      { fileName: 'review.xml', format: 'pubmed-xml', status: 'FINISHED', counts: counts(3, 3, 0) },
    ]);
  });
});
