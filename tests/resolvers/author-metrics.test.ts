import { beforeAll, expect, test } from '@jest/globals';
import { toGlobalId } from '../../src/global-id.js';
import type { GraphStore } from '../../src/store/store.js';
import { describeEachEngine } from '../engines.js';
import { ask, type Answer } from './execute.js';
import { byHand } from './fixture-collaboration.js';

describeEachEngine('Measures of authors', (openEmptyStore) => {
  let store: GraphStore;
  beforeAll(async () => {
    store = await openEmptyStore();
    await store.write(byHand);
  });

  const of = async (key: string, fields: string): Promise<Answer> =>
    (await ask(store, `query ($id: ID!) { author(by: { id: $id }) { ${fields} } }`, { id: toGlobalId('Author', key) })).author;

  const ALL = `articleCount citationCount { inGraph reported articlesWithReport } hIndex gIndex mIndex firstAuthorShare lastAuthorShare
    dominanceFactor collaborationIndex completeAuthorLists careerSpan { firstYear lastYear years } newCoauthorRate`;

  test('metrics of all works', async () => {
    expect((await of('mueller', `metrics { ${ALL} }`)).metrics).toEqual({
      articleCount: 5,
      // 4 + 2 + 1 citations.
      citationCount: { inGraph: 7, reported: 42, articlesWithReport: 2 },
      hIndex: 2,
      gIndex: 2,
      // The newest work of the graph is of 2015.
      mIndex: 2 / 6,
      // w1, w3, w5.
      firstAuthorShare: 3 / 5,
      // Of w1, w2, w3, w5, whose lists are whole, none ends with this author but w3, which has one author alone.
      lastAuthorShare: 0,
      // First of w1 and w5, not of w2.
      dominanceFactor: 2 / 3,
      collaborationIndex: (2 + 3 + 2) / 3,
      completeAuthorLists: 4,
      careerSpan: { firstYear: 2010, lastYear: 2015, years: 6 },
      // van der Berg, 王, Ñandú, Ó Briain in 1 + 2 + 2 + 1 places.
      newCoauthorRate: 4 / 6,
    });
  });

  test('metrics of a scope, and of nothing', async () => {
    const scoped = 'metrics(scope: { publicationYear: { from: 2012, to: 2014 } })';
    expect((await of('mueller', `${scoped} { ${ALL} }`)).metrics).toMatchObject({
      articleCount: 2,
      citationCount: { inGraph: 3, reported: 2, articlesWithReport: 1 },
      hIndex: 1,
      mIndex: 1 / 4,
      careerSpan: { firstYear: 2012, lastYear: 2012, years: 1 },
      newCoauthorRate: 1,
    });
    expect((await of('briain', `${scoped} { ${ALL} }`)).metrics).toEqual({
      articleCount: 0,
      citationCount: { inGraph: 0, reported: null, articlesWithReport: 0 },
      hIndex: 0,
      gIndex: 0,
      mIndex: null,
      firstAuthorShare: null,
      lastAuthorShare: null,
      dominanceFactor: null,
      collaborationIndex: null,
      completeAuthorLists: 0,
      careerSpan: null,
      newCoauthorRate: null,
    });
  });

  test('the timeline has works by their year, citations by the year of the citing work', async () => {
    const { timeline } = await of('mueller', 'timeline { year articleCount citationCount newCoauthorCount }');
    expect(timeline).toEqual([
      { year: 2010, articleCount: 1, citationCount: 0, newCoauthorCount: 1 },
      { year: 2012, articleCount: 2, citationCount: 3, newCoauthorCount: 1 },
      // Cited by a work of 2015 three times, and once by one without a year.
      { year: 2015, articleCount: 1, citationCount: 3, newCoauthorCount: 1 },
    ]);
    const about2 = await of('mueller', 'timeline(scope: { topics: ["Burnout"] }) { year citationCount }');
    expect(about2.timeline).toEqual([{ year: 2015, citationCount: 0 }]);
  });

  test('affiliations come with their years', async () => {
    const { affiliationHistory } = await of('mueller', 'affiliationHistory { text firstYear lastYear articleCount }');
    expect(affiliationHistory).toEqual([
      { text: 'Zürich', firstYear: 2010, lastYear: 2015, articleCount: 5 },
      { text: 'Bern', firstYear: 2012, lastYear: 2015, articleCount: 2 },
    ]);
  });

  test('coauthors come with fractions and years, in each order', async () => {
    const edges = async (given: string): Promise<Answer[]> =>
      (await of('mueller', `coauthors${given} { edges { weight fractionalWeight firstYear lastYear node { name } } }`)).coauthors
        .edges;
    const rows = (list: Answer[]) =>
      list.map(({ weight, fractionalWeight, firstYear, lastYear, node }) => [node.name, weight, fractionalWeight, firstYear, lastYear]); // prettier-ignore
    const [berg, wang] = [['van der Berg J', 2, 1.5, 2010, 2012], ['王 明', 2, 1, 2012, 2015]]; // prettier-ignore
    const [nandu, briain] = [['Ñandú É', 1, 0.5, 2015, 2015], ['Ó Briain S', 1, 1, null, null]]; // prettier-ignore
    expect(rows(await edges('(orderBy: { field: FRACTIONAL_WEIGHT, direction: DESC })'))).toEqual([berg, wang, briain, nandu]);
    expect(rows(await edges('(orderBy: { field: FIRST_YEAR })'))).toEqual([berg, wang, nandu, briain]);
    expect(rows(await edges('(orderBy: { field: LAST_YEAR, direction: DESC })'))).toEqual([wang, nandu, berg, briain]);
    expect(rows(await edges('(scope: { publicationYear: { to: 2011 } })'))).toEqual([['van der Berg J', 1, 1, 2010, 2010]]);
  });

  test('a scope holds for the list, its length and the shared articles', async () => {
    const fields = 'totalCount edges { weight node { name } sharedArticles { totalCount nodes { publicationYear } } }';
    const { coauthors } = await of(
      'mueller',
      `coauthors(scope: { topics: ["Mentoring"] }, filter: { name: "wang 王" }) { ${fields} }`,
    );
    expect(coauthors).toEqual({ totalCount: 0, edges: [] });
    const late = await of(
      'mueller',
      `coauthors(scope: { publicationYear: { from: 2013 } }, filter: { name: "王" }) { ${fields} }`,
    );
    expect(late.coauthors).toEqual({
      totalCount: 1,
      edges: [{ weight: 1, node: { name: '王 明' }, sharedArticles: { totalCount: 1, nodes: [{ publicationYear: 2015 }] } }],
    });
  });

  test('topics come with their years, also in a scope', async () => {
    const edges = async (given: string): Promise<Answer> =>
      (await of('mueller', `topics${given} { totalCount edges { weight firstYear lastYear node { name } } }`)).topics;
    expect(await edges('')).toEqual({
      totalCount: 2,
      edges: [
        { weight: 3, firstYear: 2010, lastYear: 2015, node: { name: 'Mentoring' } },
        { weight: 1, firstYear: 2015, lastYear: 2015, node: { name: 'Burnout' } },
      ],
    });
    expect(await edges('(scope: { publicationYear: { to: 2012 } })')).toEqual({
      totalCount: 1,
      edges: [{ weight: 2, firstYear: 2010, lastYear: 2012, node: { name: 'Mentoring' } }],
    });
  });

  test('who is cited and who cites, with citations of own works apart', async () => {
    const fields = 'totalCount selfCitationCount isComplete edges { citationCount selfCitationCount articleCount node { name } }';
    const edge = (name: string, citationCount: number, selfCitationCount: number, articleCount: number) => {
      return { citationCount, selfCitationCount, articleCount, node: { name } };
    };
    const { citedAuthors, citingAuthors } = await of('wang', `citedAuthors { ${fields} } citingAuthors { ${fields} }`);
    // 王 wrote w2 and w4: w2 → w1, w4 → w1, w2, w3.
    expect(citedAuthors).toEqual({
      totalCount: 2,
      selfCitationCount: 1,
      isComplete: true,
      edges: [edge('Müller Ä', 4, 1, 3), edge('van der Berg J', 3, 1, 2)],
    });
    // w2 is cited by w3 and w4.
    expect(citingAuthors).toEqual({
      totalCount: 2,
      selfCitationCount: 1,
      isComplete: true,
      edges: [edge('Müller Ä', 2, 1, 2), edge('Ñandú É', 1, 1, 1)],
    });
    const some = await of('wang', 'citedAuthors(filter: { name: "berg" }) { totalCount nodes { name } }');
    expect(some.citedAuthors).toEqual({ totalCount: 1, nodes: [{ name: 'van der Berg J' }] });
  });

  test('similar authors by references and by who cites them', async () => {
    const edges = async (by: string): Promise<Answer> =>
      (await of('nandu', `similarAuthors(by: ${by}) { isComplete edges { weight sharedArticleCount node { name } } }`)).similarAuthors; // prettier-ignore
    // Ñandú cites w1 twice (x, w4), w2 and w3 once each. 王: w1 twice, w2, w3. Müller: w1 by w2, w3, w4; w2 by w3, w4; w3 by w4.
    expect(await edges('COUPLING')).toEqual({
      isComplete: true,
      edges: [
        { weight: 2 * 3 + 2 + 1, sharedArticleCount: 3, node: { name: 'Müller Ä' } },
        { weight: 2 * 2 + 1 + 1, sharedArticleCount: 3, node: { name: '王 明' } },
        { weight: 2, sharedArticleCount: 1, node: { name: 'van der Berg J' } },
      ],
    });
    expect(await edges('CO_CITATION')).toEqual({ isComplete: true, edges: [] });
    // 王 is cited by w3 and w4 (for w2), both of which also cite w1 and w2 of van der Berg and Müller.
    const wang = await of('wang', 'similarAuthors(by: CO_CITATION) { edges { weight node { name } } }');
    expect(wang.similarAuthors.edges).toEqual([
      { weight: 2, node: { name: 'van der Berg J' } },
      { weight: 2, node: { name: 'Müller Ä' } },
    ]);
  });

  test('betweenness in the network of all who wrote together, and of a scope', async () => {
    const fields = 'betweenness notes { id value }';
    const notes = (authors: number) => [
      { id: 'authors', value: String(authors) },
      { id: 'sampledAuthors', value: String(authors) },
      { id: 'articlesLeftOut', value: '0' },
    ];
    // Six pairs of others: Ó Briain reaches three through Müller alone, van der Berg reaches Ñandú through Müller or 王.
    expect((await of('mueller', `metrics { ${fields} }`)).metrics).toEqual({
      betweenness: expect.closeTo(3.5 / 6, 12),
      notes: notes(5),
    });
    expect((await of('wang', `metrics { ${fields} }`)).metrics).toEqual({
      betweenness: expect.closeTo(0.5 / 6, 12),
      notes: notes(5),
    });
    const late = 'metrics(scope: { publicationYear: { from: 2012 } })';
    // Three pairs of others; van der Berg and Ñandú again.
    expect((await of('mueller', `${late} { ${fields} }`)).metrics).toEqual({
      betweenness: expect.closeTo(0.5 / 3, 12),
      notes: notes(4),
    });
    expect((await of('briain', `${late} { ${fields} }`)).metrics).toEqual({ betweenness: null, notes: notes(4) });
  });
});
