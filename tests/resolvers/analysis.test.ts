import { beforeAll, describe, expect, test } from '@jest/globals';
import { ANALYSES, SCORE_ANALYSES } from '../../src/analysis/index.js';
import { loadSeed } from '../../src/intake/seed.js';
import type { GraphStore } from '../../src/store/store.js';
import { describeEachEngine } from '../engines.js';
import { ask, refusal, schema, type Answer } from './execute.js';

const REVIEW = 'Peer Mentoring in Medical Residency Education: A Systematic Review';

describeEachEngine('analyses of the seed graph', (openEmptyStore) => {
  let store: GraphStore;
  beforeAll(async () => {
    store = await openEmptyStore();
    await loadSeed(store);
  });

  test('PageRank, worked out by hand', async () => {
    const { rankings } = await ask(
      store,
      '{ rankings(by: PAGERANK, first: 10) { totalCount pageInfo { hasNextPage } edges { rank score percentile node { title } } } }',
    );
    // Eleven works. Whoever is not cited has b; the review b + 0.85 · 5b; each of its five references b + 0.85/5 · that.
    // All eleven add up to 1: 5b + 5.25b + 5 (b + 0.17 · 5.25b) = 1.
    const b = 1 / (5 + 5.25 + 5 * (1 + 0.17 * 5.25));
    expect(rankings).toMatchObject({ totalCount: 11, pageInfo: { hasNextPage: true } });
    expect(rankings.edges[0]).toMatchObject({ rank: 1, node: { title: REVIEW } });
    expect(rankings.edges[0].score).toBeCloseTo(5.25 * b, 8);
    expect(rankings.edges[1].score).toBeCloseTo(b * (1 + 0.17 * 5.25), 8);
    expect(rankings.edges[9].score).toBeCloseTo(b, 8);
    expect(rankings.edges[0].percentile).toBeCloseTo((100 * 10.5) / 11, 8);
  });

  test('pages of a ranking join up, forward and backward, under a filter too', async () => {
    const titles = async (args: string): Promise<Answer> =>
      (
        await ask(
          store,
          `{ rankings(by: LOCAL_CITATIONS, ${args}) { totalCount pageInfo { endCursor startCursor } edges { rank node { title } } } }`,
        )
      ).rankings;
    const whole = await titles('first: 100');
    const first = await titles('first: 4');
    const rest = await titles(`first: 100, after: "${first.pageInfo.endCursor}"`);
    expect([...first.edges, ...rest.edges]).toEqual(whole.edges);
    expect((await titles(`last: 3, before: "${rest.pageInfo.startCursor}"`)).edges).toEqual(whole.edges.slice(1, 4));
    const old = await titles('filter: { publicationYear: { to: 2017 } }, first: 100');
    expect(old.totalCount).toBe(5);
    expect(old.edges.map(({ rank }: Answer) => rank)).toEqual([1, 2, 3, 4, 5]);
  });

  test('of 25 main paths that tie the first by year is shown, from a reference through the review to a citing work', async () => {
    const { mainPath } = await ask(
      store,
      '{ mainPath(method: SPC, search: GLOBAL) { nodes { id title publicationYear } edges { source target weight share } tied total droppedCitations nodesLeftOut } }',
    );
    const [reference, review, citing] = mainPath.nodes;
    expect(mainPath.nodes).toHaveLength(3);
    expect(reference.publicationYear).toBe(2006);
    expect(review.title).toBe(REVIEW);
    expect(mainPath.edges).toEqual([
      { source: reference.id, target: review.id, weight: '5', share: 0.2 },
      { source: review.id, target: citing.id, weight: '5', share: 0.2 },
    ]);
    expect(mainPath).toMatchObject({ tied: '25', total: '25', droppedCitations: 0, nodesLeftOut: 0 });
    const local = await ask(store, '{ mainPath(search: LOCAL, maxNodes: 4) { nodes { id } edges { source } nodesLeftOut } }');
    expect(local.mainPath.nodes).toHaveLength(4);
    expect(local.mainPath.nodesLeftOut).toBe(7);
  });

  test('components, historiograph and the metrics of one work', async () => {
    const found = await ask(
      store,
      '{ components { count sizes isolated } historiograph(top: 3) { nodes { year localCitations node { title } } edges { source target } implied withoutYear } article(by: { pmid: "33349761" }) { id metrics(measures: [LOCAL_CITATIONS, CORE_NUMBER, DISRUPTION]) { measure score percentile } } }',
    );
    expect(found.components).toEqual({ count: 1, sizes: [11], isolated: 0 });
    expect(found.historiograph.nodes.map(({ year }: Answer) => year)).toEqual([2006, 2015, 2020]);
    expect(found.historiograph.edges).toHaveLength(2);
    expect(found.historiograph.edges[0].target).toBe(found.article.id);
    // Five citing works, none of which cites a reference of the review: it is all they cite of this.
    expect(found.article.metrics.map(({ measure, score }: Answer) => [measure, score])).toEqual([
      ['LOCAL_CITATIONS', 5],
      ['CORE_NUMBER', 1],
      ['DISRUPTION', 1],
    ]);
  });

  test('every measure of the registry ranks the graph with its usual settings', async () => {
    for (const { id } of SCORE_ANALYSES) {
      const { rankings } = await ask(store, `{ rankings(by: ${id}) { totalCount edges { score } notes { id value } } }`);
      expect(rankings.edges).toHaveLength(rankings.totalCount);
    }
    const { analyses } = await ask(
      store,
      '{ analyses { id title description paper parameters { id title default min max choices } } }',
    );
    expect(analyses.map(({ id }: Answer) => id)).toEqual(ANALYSES.map(({ id }) => id));
  });

  test('a subgraph shows the works of the highest PageRank', async () => {
    const { subgraph } = await ask(
      store,
      '{ subgraph(input: { seeds: ["pmid:39948521"], depth: 2, maxNodes: 3, rankBy: PAGERANK }) { nodes { node { ... on Article { title publicationYear } } } truncated { nodesLeftOut } } }',
    );
    const [, second, third] = subgraph.nodes.map(({ node }: Answer) => node);
    expect(second.title).toBe(REVIEW);
    // Of its neighbours the five that it cites rank before the four others that cite it.
    expect(third.publicationYear).toBeLessThan(2018);
    expect(subgraph.truncated.nodesLeftOut).toBe(8);
  });

  test('a star of citations is one community, whose works are listed by their citations', async () => {
    const { communities } = await ask(
      store,
      '{ communities { totalCount notes { id value } nodes { number size label topics { name articleCount score } articles(first: 2) { title } } } }',
    );
    expect(communities.totalCount).toBe(1);
    expect(communities.nodes[0]).toMatchObject({ number: 1, size: 11 });
    expect(communities.nodes[0].articles[0].title).toBe(REVIEW);
    expect(communities.notes).toContainEqual({ id: 'unlinkedArticles', value: '0' });
    const pairs = await ask(
      store,
      '{ communities(settings: [{ id: "network", value: "CO_CITATION" }, { id: "minimumCount", value: "1" }]) { nodes { size } } }',
    );
    // The five references are cited together; the review and what cites it are not.
    expect(pairs.communities.nodes).toEqual([{ size: 5 }]);
  });

  test('reference years, bursts and maps answer', async () => {
    const found = await ask(
      store,
      '{ referenceYears { citationsWithoutYear years { year citationCount articleCount centredDeviation backwardDeviation mostCited { title } } } bursts(settings: [{ id: "minimumArticles", value: "1" }]) { count firstYear lastYear bursts { name } } topicMap(settings: [{ id: "minimumArticles", value: "1" }]) { groupCount quality topics { name articleCount group } links { source target articleCount weight } } thematicMap(settings: [{ id: "minimumArticles", value: "1" }]) { medianDensity themes { name topics quadrant centrality density articleCount } } }',
    );
    const { years } = found.referenceYears;
    expect(
      years.reduce((sum: number, { citationCount }: Answer) => sum + citationCount, 0) +
        found.referenceYears.citationsWithoutYear,
    ).toBe(10);
    expect(years.find(({ year }: Answer) => year === 2020)).toMatchObject({
      citationCount: 5,
      articleCount: 1,
      mostCited: [{ title: REVIEW }],
    });
    expect(found.bursts.firstYear).toBe(2006);
    expect(found.topicMap.topics.length).toBeGreaterThan(3);
    expect(found.topicMap.links.every(({ articleCount }: Answer) => articleCount >= 1)).toBe(true);
    expect(found.thematicMap.themes.length).toBeGreaterThan(0);
  });

  test('citations as sources report them, compared with works of the same year and journal', async () => {
    const ranked = async (settings: string): Promise<Answer> =>
      (
        await ask(
          store,
          `{ rankings(by: NORMALISED_CITATIONS, settings: [${settings}]) { totalCount edges { score node { title citationCount { reported } } } } }`,
        )
      ).rankings;
    const world = await ranked('{ id: "counted", value: "WORLD" }');
    // The review alone is said to be cited, 18 times; of its year there is no other work.
    expect(world.edges.map(({ node, score }: Answer) => [node.title, node.citationCount.reported, score])).toEqual([
      [REVIEW, 18, 1],
    ]);
    const local = await ranked('{ id: "among", value: "YEAR_AND_FIELD" }');
    expect(local.edges.find(({ node }: Answer) => node.title === REVIEW).score).toBe(1);
  });

  test('wrong settings are refused with what is right', async () => {
    expect(
      await refusal(store, '{ rankings(by: PAGERANK, settings: [{ id: "dampening", value: "1" }]) { totalCount } }'),
    ).toEqual({
      code: 'BAD_USER_INPUT',
      message: 'There is no setting dampening here. Known: damping, tolerance, maxIterations.',
    });
    expect((await refusal(store, '{ rankings(settings: [{ id: "damping", value: "much" }]) { totalCount } }')).message).toMatch(
      /number from/,
    );
    expect((await refusal(store, '{ mainPath(keyRoutes: 0) { tied } }')).message).toMatch(/between 1 and 1000/);
  });
});

describe('the schema', () => {
  test('has the measures of the registry, no more and no fewer', () => {
    const values = (schema.getType('Measure') as unknown as { getValues(): { name: string }[] }).getValues();
    expect(values.map(({ name }) => name).sort()).toEqual(SCORE_ANALYSES.map(({ id }) => id).sort());
  });
});
