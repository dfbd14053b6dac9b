import { beforeAll, expect, test } from '@jest/globals';
import { loadSeed } from '../../src/intake/seed.js';
import type { GraphStore } from '../../src/store/store.js';
import { AUTHORS_QUERY, EXAMPLE_QUERIES, FIRST_QUERY, recipes } from '../documents.js';
import { describeEachEngine } from '../engines.js';
import { ask, type Answer } from './execute.js';

/** The documents that must run as written, with their right answers from the page of the seed review. */

const named = (names: string): Answer => names.split(', ').map((name) => ({ name }));

describeEachEngine('documents on the seed', (openEmptyStore, engine) => {
  let store: GraphStore;
  beforeAll(async () => {
    store = await openEmptyStore();
    await loadSeed(store);
  });
  const [articles, resolve, search, authors, graph] = EXAMPLE_QUERIES as [string, string, string, string, string];

  test('the first query: the review, what cites it and what it cites', async () => {
    const { article } = await ask(store, FIRST_QUERY);
    expect(article).toMatchObject({
      title: 'Peer Mentoring in Medical Residency Education: A Systematic Review',
      publicationYear: 2020,
      journal: { title: 'Can Med Educ J' },
      citationCount: { inGraph: 5, reported: 18 },
      citedBy: { totalCount: 5 },
      references: { totalCount: 5 },
    });
    expect(article.citedBy.nodes.map((node: Answer) => [node.pmid, node.journal.abbreviation, node.authors])).toEqual([
      ['39948521', 'BMC Med Educ', named('Boone A, Braeckman L, Michels N, Van den Broeck K, Kindermans H, Roex A')],
      ['39695570', 'BMC Med Educ', named('Amonoo H, Funk M, Guo M, Meyer F, Wolfe E, Palamara K')],
      ['39450636', 'Inquiry', named('Midik O, Demiroren M, Baykan Z')],
      ['39430214', 'Adv Med Educ Pract', named('Asim N, Alberto I')],
      ['39402543', 'BMC Med Educ', named('Eleje G, Ikwuka D, Nwosu K, Eleje L, Sani N, Niyoyita J')],
    ]);
    expect(article.citedBy.nodes[0].title).toBe('Burnout in medical education: interventions from a co-creation process');
    expect(
      article.references.edges.map(({ position, node }: Answer) => [position, node.doi, node.publicationYear, node.authors]),
    ).toEqual([
      [1, null, 2006, named('Parrott S, Dobbie A, Chumley H')],
      [2, '10.1177/0141076817700848', 2017, named('Wilson G, Larkin V, Redfern N, Stewart J, Steven A')],
      [3, '10.1007/s12630-016-0773-0', 2016, named('Chakravarti A, Raazi M, OBrien J, Balaton B')],
      [4, '10.1097/acm.0000000000000842', 2015, named('Jennings M, Slavin S')],
      [
        5,
        '10.1186/s13643-017-0571-y',
        2017,
        named('Pethrick H, Nowell L, Oddone Paolucci E, Lorenzetti L, Jacobsen M, Clancy T'),
      ],
    ]);
  });

  test('articles of some years, with facets', async () => {
    const { articles: list } = await ask(store, articles);
    expect([list.totalCount, list.pageInfo.hasNextPage, typeof list.pageInfo.endCursor]).toEqual([4, true, 'string']);
    expect(list.nodes).toEqual([
      {
        title: 'Resident Wellness Matters: Optimizing Resident Education and Wellness Through the Learning Environment',
        publicationYear: 2015,
      },
      {
        title: 'Anesthesiology Resident Wellness Program at the University of Saskatchewan: curriculum content and delivery',
        publicationYear: 2016,
      },
    ]);
    expect(list.facets.years).toEqual([
      { year: 2015, count: 1 },
      { year: 2016, count: 1 },
      { year: 2017, count: 2 },
    ]);
    const journals = list.facets.journals.map((facet: Answer) => [facet.journal.title, facet.count]).sort();
    expect(journals).toEqual([['Acad Med', 1], ['Can J Anaesth', 1], ['J R Soc Med', 1], ['Syst Rev', 1]]); // prettier-ignore
    expect(list.facets.topics).toContainEqual({ topic: { name: 'Mentoring' }, count: 2 });
    expect(list.facets.topics).toContainEqual({ topic: { name: 'Peer Mentoring' }, count: 1 });
  });

  test('resolve', async () => {
    const answers = (await ask(store, resolve)).resolve;
    const isArticle = { __typename: 'Article', id: expect.any(String) };
    expect(answers).toEqual([
      {
        input: 'https://doi.org/10.1186/S13643-017-0571-Y',
        kind: 'DOI',
        normalized: '10.1186/s13643-017-0571-y',
        node: isArticle,
        problem: null,
      },
      { input: 'PMC5438064', kind: 'PMCID', normalized: 'PMC5438064', node: isArticle, problem: null },
      { input: '39948521', kind: 'PMID', normalized: '39948521', node: isArticle, problem: null },
      {
        input: '10.9999/nope',
        kind: 'DOI',
        normalized: '10.9999/nope',
        node: null,
        problem: 'No article of this graph has this DOI.',
      },
    ]);
    expect(new Set(answers.map((answer: Answer) => answer.node?.id)).size).toBe(4);
  });

  test('search and suggest', async () => {
    const answer = await ask(store, search);
    // Found by their titles, and the topic by its name; which of them is most relevant is the engine's to say.
    expect(answer.search.totalCount).toBe(5);
    expect(answer.search.edges.map(({ node }: Answer) => node.title ?? node.name).sort()).toEqual([
      "Improving struggling medical and nursing students' subjective vitality, school engagement and academic performance through a peer mentorship intervention programme: an intervention protocol",
      'Peer Mentoring',
      'Peer Mentoring in Medical Residency Education: A Systematic Review',
      'Psychosocial and career outcomes of peer mentorship in medical resident education: a systematic review protocol',
      'Regarding the Article Students\' Perception of Peer-Students Mentoring Program "Big Sibling Mentoring Program" to Complement Faculty Mentoring of First-Year Medical Students in Saudi Arabia',
    ]);
    expect(answer.suggest).toEqual([
      { text: 'Mentoring', kind: 'TOPIC' },
      { text: 'Mental Health', kind: 'TOPIC' },
      { text: 'Peer Mentoring in Medical Residency Education: A Systematic Review', kind: 'ARTICLE' },
      { text: 'Peer Mentoring', kind: 'TOPIC' },
      {
        text: "Exploring the relationship between mentoring and doctors' health and wellbeing: a narrative review",
        kind: 'ARTICLE',
      },
    ]);
  });

  test('an author and the coauthors', async () => {
    const { nodes } = (await ask(store, authors)).authors;
    expect(nodes).toHaveLength(1);
    expect(nodes[0]).toMatchObject({ name: 'Pethrick H', articleCount: 1, coauthors: { totalCount: 5 } });
    expect(nodes[0].coauthors.edges.map(({ weight, node }: Answer) => [weight, node.name]).sort()).toEqual(
      ['Clancy T', 'Jacobsen M', 'Lorenzetti L', 'Nowell L', 'Oddone Paolucci E'].map((name) => [1, name]),
    );
  });

  test('a person with measures and with shares of the common work', async () => {
    const { nodes } = (await ask(store, AUTHORS_QUERY)).authors;
    const names = ['Pethrick H', 'Oddone Paolucci E', 'Nowell L', 'Jacobsen M', 'Clancy T'];
    expect(nodes).toEqual([
      {
        id: expect.any(String),
        name: 'Lorenzetti L',
        articleCount: 1,
        // The review cites the work.
        metrics: { hIndex: 1 },
        coauthors: { totalCount: 5, edges: expect.any(Array) },
      },
    ]);
    // One work of six: each of the five others has a fifth.
    const edges = names.map((name) => ({ weight: 1, fractionalWeight: 0.2, node: { name } }));
    const byName = (a: Answer, b: Answer) => (a.node.name < b.node.name ? -1 : 1);
    expect(nodes[0].coauthors.edges.sort(byName)).toEqual(edges.sort(byName));
  });

  test('the graph as a whole', async () => {
    const answer = await ask(store, graph);
    expect(answer.graph).toEqual({
      articleCount: 11,
      authorCount: 43,
      journalCount: 9,
      topicCount: expect.any(Number),
      citationCount: 10,
      authorshipCount: 43,
      engine: { name: engine.name, version: expect.any(String) },
      lastChangedAt: expect.any(String),
    });
    expect(answer.graph.topicCount).toBeGreaterThan(30);
  });

  test.each(recipes())('the recipe $name gives an answer', async ({ text }) => {
    const answer = await ask(store, text);
    expect(Object.values(answer).filter((value) => value === null || (Array.isArray(value) && value.length === 0))).toEqual([]);
  });
});
