import { beforeAll, expect, test } from '@jest/globals';
import { toGlobalId } from '../../src/global-id.js';
import type { GraphStore } from '../../src/store/store.js';
import { describeEachEngine } from '../engines.js';
import { ask, type Answer } from './execute.js';
import { fixture } from './fixture.js';

const id = (key: string): string => toGlobalId('Article', key);

describeEachEngine('details of an Article', (openEmptyStore) => {
  let store: GraphStore;
  beforeAll(async () => {
    store = await openEmptyStore();
    await store.write(fixture);
  });

  const article = async (key: string, fields: string): Promise<Answer> =>
    (await ask(store, `query ($id: ID!) { article(by: { id: $id }) { ${fields} } }`, { id: id(key) })).article;

  test('identifiers of every scheme', async () => {
    expect((await article('review', 'identifiers { scheme value }')).identifiers).toEqual([
      { scheme: 'PMID', value: '33349761' },
      { scheme: 'DOI', value: '10.36834/cmej.68751' },
      { scheme: 'PMCID', value: 'PMC7749677' },
    ]);
    expect((await article('early', 'identifiers { scheme value }')).identifiers).toEqual([
      { scheme: 'OPENALEX', value: 'W2741809807' },
      { scheme: 'SEMANTIC_SCHOLAR', value: 'a'.repeat(40) },
      { scheme: 'OMID', value: 'br/0612' },
    ]);
    expect((await article('loose', 'identifiers { scheme value }')).identifiers).toEqual([]);
  });

  test('titles, languages, keywords and grants', async () => {
    const fields = 'vernacularTitle bookTitle languages keywords { text owner isMajor } grants { id agency country }';
    expect(await article('review', fields)).toEqual({
      vernacularTitle: 'Le mentorat par les pairs en résidence',
      bookTitle: null,
      languages: ['eng', 'fre'],
      keywords: [
        { text: 'residency', owner: 'NOTNLM', isMajor: false },
        { text: 'peer support', owner: null, isMajor: true },
      ],
      grants: [{ id: 'R01 HS1', agency: 'AHRQ', country: 'United States' }],
    });
    expect(await article('early', 'bookTitle')).toEqual({ bookTitle: 'Proceedings of the peers' });
    expect(await article('stub-pmid', fields)).toEqual({
      vernacularTitle: null,
      bookTitle: null,
      languages: [],
      keywords: [],
      grants: [],
    });
  });

  test('abstracts besides its own, which searches find', async () => {
    const fields = 'otherAbstracts { type language text sections { label text } }';
    expect(await article('review', fields)).toEqual({
      otherAbstracts: [
        {
          type: 'Publisher',
          language: 'fre',
          text: 'Contexte: Les résidents s’épuisent.\n\nLes pairs aident.',
          sections: [
            { label: 'Contexte', text: 'Les résidents s’épuisent.' },
            { label: null, text: 'Les pairs aident.' },
          ],
        },
        { type: null, language: null, text: 'Peers help.', sections: [{ label: null, text: 'Peers help.' }] },
      ],
    });
    expect(await article('early', fields)).toEqual({ otherAbstracts: [] });
    const { articles } = await ask(store, '{ articles(filter: { text: "aident" }) { nodes { id } } }');
    expect(articles.nodes).toEqual([{ id: id('review') }]);
  });

  test('MeSH headings with their topics and qualifiers', async () => {
    const { meshHeadings } = await article(
      'review',
      'meshHeadings { descriptor { id name } name meshId major qualifierTerms { name meshId isMajor } }',
    );
    expect(meshHeadings).toEqual([
      {
        descriptor: { id: toGlobalId('Topic', 'mentoring'), name: 'Mentoring' },
        name: 'Mentoring',
        meshId: 'D008569',
        major: true,
        qualifierTerms: [
          { name: 'methods', meshId: 'Q000379', isMajor: true },
          { name: 'trends', meshId: null, isMajor: false },
        ],
      },
      {
        descriptor: { id: toGlobalId('Topic', 'burnout'), name: 'Burnout' },
        name: 'Burnout, Psychological',
        meshId: null,
        major: false,
        qualifierTerms: [],
      },
    ]);
  });

  test('notices lead to the other work by the first identifier that the graph knows', async () => {
    const fields = 'isRetracted corrections { type text identifiers { scheme value } article { id } }';
    expect(await article('early', fields)).toEqual({
      isRetracted: true,
      corrections: [
        {
          type: 'RetractionIn',
          text: 'BMC Med Educ. 2024;1:1',
          identifiers: [
            { scheme: 'DOI', value: '10.1000/nobody' },
            { scheme: 'PMID', value: '39430214' },
          ],
          article: { id: id('letter') },
        },
        { type: 'ErratumIn', text: 'Fam Med. 2007 Jan;39(1):1', identifiers: [], article: null },
      ],
    });
    expect(await article('letter', fields)).toEqual({
      isRetracted: false,
      corrections: [
        {
          type: 'RetractionOf',
          text: null,
          identifiers: [{ scheme: 'OPENALEX', value: 'W2741809807' }],
          article: { id: id('early') },
        },
      ],
    });
  });

  test('who cites a retracted work, and which', async () => {
    const { articles: list } = await ask(
      store,
      '{ articles(filter: { recordStatus: [FULL, STUB] }) { nodes { id citesRetracted references(filter: { isRetracted: true }) { totalCount nodes { id } } } } }',
    );
    const citing = list.nodes.filter((node: Answer) => node.citesRetracted);
    expect(citing.map((node: Answer) => node.id).sort()).toEqual(['hidden', 'loose', 'protocol', 'review'].map(id).sort());
    for (const node of list.nodes)
      expect(node.references).toEqual(
        node.citesRetracted ? { totalCount: 1, nodes: [{ id: id('early') }] } : { totalCount: 0, nodes: [] },
      );
  });

  test('references that fit no work keep what is printed', async () => {
    expect(await article('review', 'unresolvedReferences { text doi year position } referenceCount { unresolved }')).toEqual({
      unresolvedReferences: [
        { text: 'Doe J. A book of mentors. 1999.', doi: null, year: 1999, position: 6 },
        { text: null, doi: '10.1000/elsewhere', year: null, position: null },
      ],
      referenceCount: { unresolved: 2 },
    });
  });
});
