import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { authorNetwork, type AuthorNetwork, type NetworkOptions } from '../../src/analysis/author-network.js';
import { COUNTINGS } from '../../src/analysis/author-network-links.js';
import { RELATIONS, type Relation } from '../../src/analysis/author-network-material.js';
import { NORMALISATIONS } from '../../src/analysis/author-network-shape.js';
import { materialOf, PLAIN, type Work } from './bylines.js';

const networkOf = (
  works: readonly Work[],
  options: Partial<NetworkOptions> = {},
  named: readonly string[] = [],
): AuthorNetwork => {
  const all = { ...PLAIN, ...options };
  return authorNetwork(materialOf(works, all.relation, named), all);
};

/** `a b` to weight. */
function weights({ nodes, edges }: AuthorNetwork, of: 'weight' | 'normalizedWeight' | 'sharedArticles' = 'weight') {
  const pairs = edges.map((edge): [string, number] => [`${nodes[edge.source]!.key} ${nodes[edge.target]!.key}`, edge[of]]);
  return Object.fromEntries(pairs.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The same whichever end comes first. */
function undirected(pairs: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(pairs).map(([pair, weight]) => [pair.split(' ').sort().join(' '), weight]));
}

describe('countings, by hand', () => {
  const works: Work[] = [{ by: ['a', 'b', 'c'] }, { by: ['a', 'b'] }, { by: ['c'] }];

  test.each([
    ['FULL', { 'a b': 2, 'a c': 1, 'b c': 1 }],
    ['FRACTIONAL', { 'a b': 1 / 2 + 1, 'a c': 1 / 2, 'b c': 1 / 2 }],
    ['REFINED', { 'a b': 1 / 3 + 1, 'a c': 1 / 3, 'b c': 1 / 3 }],
  ] as const)('%s', (counting, expected) => {
    expect(undirected(weights(networkOf(works, { counting })))).toEqual(expected);
  });

  test('a work of six authors gives 15 links of 0.2 each', () => {
    const { edges } = networkOf([{ by: [...'abcdef'] }], { counting: 'FRACTIONAL' });
    expect(edges.map(({ weight }) => weight)).toEqual(Array(15).fill(0.2));
  });

  test('Salton and Jaccard go by joint works, association strength by weights of links', () => {
    const of = (normalisation: NetworkOptions['normalisation']) =>
      undirected(weights(networkOf(works, { normalisation }), 'normalizedWeight'));
    // Joint works: a 2, b 2, c 1. Weights of links: a 3, b 3, c 2, all 8.
    expect(of('SALTON')).toEqual({ 'a b': 1, 'a c': 1 / Math.sqrt(2), 'b c': 1 / Math.sqrt(2) });
    expect(of('JACCARD')).toEqual({ 'a b': 1, 'a c': 1 / 2, 'b c': 1 / 2 });
    expect(of('ASSOCIATION_STRENGTH')['a b']).toBeCloseTo(2 / ((3 * 3) / 8), 12);
    expect(of('ASSOCIATION_STRENGTH')['a c']).toBeCloseTo(1 / ((3 * 2) / 8), 12);
  });

  test('citations lead from the citing author; those of oneself are left out and told', () => {
    const cited: Work[] = [
      { by: ['a', 'b'], year: 2020, cites: [1] },
      { by: ['b', 'c', 'd'], year: 2010 },
    ];
    const full = networkOf(cited, { relation: 'AUTHOR_CITATION' });
    expect(weights(full)).toEqual({ 'a b': 1, 'a c': 1, 'a d': 1, 'b c': 1, 'b d': 1 });
    expect(full.isDirected).toBe(true);
    expect(full.leftOut).toEqual([{ reason: 'SELF_CITATION', units: 0, works: 0, links: 1 }]);
    expect(full.edges[0]).toMatchObject({ firstYear: 2020, lastYear: 2020, sharedArticles: 1 });
    expect(weights(networkOf(cited, { relation: 'AUTHOR_CITATION', counting: 'FRACTIONAL' }))['a c']).toBeCloseTo(1 / 3);
    expect(weights(networkOf(cited, { relation: 'AUTHOR_CITATION', counting: 'REFINED' }))['a c']).toBeCloseTo(1 / 6);
  });

  test('coupling multiplies how many works of both cite a reference', () => {
    const coupled: Work[] = [{ by: ['a'], cites: [3] }, { by: ['a'], cites: [3] }, { by: ['b'], cites: [3] }, { by: ['z'] }];
    expect(undirected(weights(networkOf(coupled, { relation: 'AUTHOR_COUPLING' })))).toEqual({ 'a b': 2 });
    expect(undirected(weights(networkOf(coupled, { relation: 'AUTHOR_COUPLING' }), 'sharedArticles'))).toEqual({ 'a b': 1 });
    // Three stand there: each shares 1 out among two.
    expect(undirected(weights(networkOf(coupled, { relation: 'AUTHOR_COUPLING', counting: 'FRACTIONAL' })))).toEqual({
      'a b': 1,
    });
  });

  test('co-citation counts the works that cite both, once each', () => {
    const cocited: Work[] = [{ by: [], cites: [1, 2, 3] }, { by: ['a'] }, { by: ['a', 'b'] }, { by: ['c'] }];
    expect(undirected(weights(networkOf(cocited, { relation: 'AUTHOR_CO_CITATION' })))).toEqual({ 'a b': 1, 'a c': 1, 'b c': 1 });
  });
});

const NAMES = ['Ångström Å', 'de la Cruz J', 'Müller-Ö', 'van den Berg', '王小明', '李', 'g', 'h', 'i', 'j'].map((name) => name.replaceAll(' ', '_')); // prettier-ignore
const work = (count: number): fc.Arbitrary<Work> =>
  fc.record({
    by: fc.uniqueArray(fc.constantFrom(...NAMES), { maxLength: 6 }),
    year: fc.integer({ min: 2000, max: 2009 }),
    cites: fc.uniqueArray(fc.nat({ max: count - 1 }), { maxLength: 5 }),
    citations: fc.nat(20),
    topics: fc.uniqueArray(fc.constantFrom('mentoring', 'burnout', 'simulation'), { maxLength: 2 }),
  });
const someWorks = fc.integer({ min: 1, max: 14 }).chain((count) => fc.array(work(count), { minLength: count, maxLength: count }));
const options = fc.record({
  relation: fc.constantFrom(...RELATIONS),
  counting: fc.constantFrom(...COUNTINGS),
  maxUnitsPerWork: fc.constantFrom(3, 25),
});

const share = { FULL: () => 1, FRACTIONAL: (n: number) => 1 / (n - 1), REFINED: (n: number) => 2 / (n * (n - 1)) };

/** The definitions, pair by pair of names. */
function byDefinition(works: readonly Work[], relation: Relation, counting: NetworkOptions['counting'], longest: number) {
  const found: Record<string, number> = {};
  const add = (a: string, b: string, weight: number) => {
    const pair = relation === 'AUTHOR_CITATION' ? `${a} ${b}` : [a, b].sort().join(' ');
    found[pair] = (found[pair] ?? 0) + weight;
  };
  const among = (list: readonly string[], total: number) =>
    list.forEach((a, i) => list.slice(i + 1).forEach((b) => a !== b && add(a, b, share[counting](total))));
  const by = works.map((one) => (one.by.length <= longest ? one.by : []));
  if (relation === 'CO_AUTHORSHIP') by.forEach((list) => among(list, list.length));
  if (relation === 'AUTHOR_CO_CITATION')
    works.forEach(({ cites }) => {
      const list = [...new Set(cites!.flatMap((cited) => by[cited]!))];
      among(list, list.length);
    });
  if (relation === 'AUTHOR_COUPLING')
    works.forEach((_, reference) => {
      const list = works.flatMap(({ cites }, citing) => (cites!.includes(reference) ? by[citing]! : []));
      among(list, list.length);
    });
  if (relation === 'AUTHOR_CITATION')
    works.forEach(({ cites }, citing) =>
      cites!.forEach((cited) =>
        by[citing]!.forEach((a) =>
          by[cited]!.forEach((b) => {
            const [n, m] = [by[citing]!.length, by[cited]!.length];
            if (a !== b) add(a, b, { FULL: 1, FRACTIONAL: 1 / m, REFINED: 1 / (n * m) }[counting]);
          }),
        ),
      ),
    );
  return found;
}

function close(found: Record<string, number>, expected: Record<string, number>): void {
  expect(Object.keys(found).sort()).toEqual(Object.keys(expected).sort());
  for (const [pair, weight] of Object.entries(expected)) expect([pair, found[pair]]).toEqual([pair, expect.closeTo(weight, 9)]);
}

describe('random bylines', () => {
  test('weights are those of the definition', () => {
    fc.assert(
      fc.property(someWorks, options, (works, chosen) => {
        const found = weights(networkOf(works, chosen));
        const isDirected = chosen.relation === 'AUTHOR_CITATION';
        close(
          isDirected ? found : undirected(found),
          byDefinition(works, chosen.relation, chosen.counting, chosen.maxUnitsPerWork),
        );
      }),
      { numRuns: 400 },
    );
  });

  test('to leave authors out changes no weight between those who stay', () => {
    fc.assert(
      fc.property(someWorks, options, fc.integer({ min: 1, max: 5 }), (works, chosen, maxUnits) => {
        const [all, few] = [networkOf(works, chosen), networkOf(works, { ...chosen, maxUnits })];
        const kept = new Set(few.nodes.map(({ key }) => key));
        const stays = ([pair]: [string, number]) => pair.split(' ').every((key) => kept.has(key));
        close(undirectedUnless(chosen, weights(few)), Object.fromEntries(Object.entries(undirectedUnless(chosen, weights(all))).filter(stays))); // prettier-ignore
        expect(few.nodes).toHaveLength(Math.min(maxUnits, all.nodes.length));
      }),
    );
  });

  test('of REFINED all links weigh as much as there are joint works; of FRACTIONAL each author as many as joint works', () => {
    fc.assert(
      fc.property(someWorks, (works) => {
        const joint = works.filter(({ by }) => by.length > 1);
        const refined = networkOf(works, { counting: 'REFINED' });
        expect(refined.edges.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(joint.length, 9);
        for (const node of networkOf(works, { counting: 'FRACTIONAL' }).nodes)
          expect(node.weightedDegree).toBeCloseTo(joint.filter(({ by }) => by.includes(node.key)).length, 9);
      }),
    );
  });

  test('similarities are 0 to 1 in full counting, and the figures of nodes are those of their works', () => {
    fc.assert(
      fc.property(
        someWorks,
        fc.constantFrom(...RELATIONS),
        fc.constantFrom(...NORMALISATIONS),
        (works, relation, normalisation) => {
          const network = networkOf(works, { relation, normalisation });
          const isSimilarity = normalisation === 'SALTON' || normalisation === 'JACCARD';
          for (const { normalizedWeight } of network.edges) {
            expect(normalizedWeight).toBeGreaterThan(0);
            if (isSimilarity) expect(normalizedWeight).toBeLessThanOrEqual(1 + 1e-12);
          }
          for (const node of network.nodes) {
            const own = works.filter(({ by }) => by.includes(node.key));
            expect(node.articles).toBe(own.length);
            expect(node.citations).toBe(own.reduce((sum, { citations }) => sum + citations!, 0));
            expect(node.averageYear).toBeCloseTo(own.reduce((sum, { year }) => sum + year!, 0) / own.length, 9);
            expect(node.community === null).toBe(node.degree === 0);
          }
          expect(network.components.reduce((sum, size) => sum + size, 0)).toBe(network.nodes.length);
          const inCommunities = network.communities.reduce((sum, { size }) => sum + size, 0);
          expect(inCommunities).toBe(network.nodes.filter(({ degree }) => degree > 0).length);
        },
      ),
    );
  });
});

const undirectedUnless = ({ relation }: { relation: Relation }, pairs: Record<string, number>) =>
  relation === 'AUTHOR_CITATION' ? pairs : undirected(pairs);

describe('what is left out', () => {
  const long = [...'abcdefg'];
  const works: Work[] = [
    { by: ['a', 'b'], year: 2001, citations: 1 },
    { by: ['a', 'b'], year: 2002, citations: 1 },
    { by: ['a', 'c'], citations: 50 },
    { by: [] },
    { by: [...long, 'x', 'y'], year: 2003 },
  ];

  test('long bylines, works without authors, rare authors, weak links', () => {
    const network = networkOf(works, { maxUnitsPerWork: 5, minArticles: 1, minWeight: 2 });
    expect(network.works).toBe(3);
    expect(network.nodes.map(({ key }) => key)).toEqual(['a', 'b', 'c']);
    expect(network.leftOut).toEqual([
      { reason: 'NO_AUTHORS', units: 0, works: 1, links: 0 },
      { reason: 'MANY_AUTHORS', units: 6, works: 1, links: 0 },
      { reason: 'MIN_WEIGHT', units: 0, works: 0, links: 1 },
    ]);
    expect(networkOf(works, { maxUnitsPerWork: 5, minArticles: 2 }).leftOut).toContainEqual({ reason: 'FEW_ARTICLES', units: 1, works: 0, links: 0 }); // prettier-ignore
  });

  test('the rule of choice, and that named ones stay', () => {
    const keys = (options: Partial<NetworkOptions>, named?: string[]) =>
      networkOf(works, { maxUnitsPerWork: 5, maxUnits: 2, ...options }, named).nodes.map(({ key }) => key);
    expect(keys({ chooseBy: 'ARTICLE_COUNT' })).toEqual(['a', 'b']);
    expect(keys({ chooseBy: 'CITATION_COUNT' })).toEqual(['a', 'c']);
    expect(keys({ chooseBy: 'LINK_WEIGHT' })).toEqual(['a', 'b']);
    expect(keys({ minArticles: 3 }, ['c'])).toEqual(['c', 'a']);
    expect(networkOf(works, { maxUnits: 2 }).leftOut).toContainEqual({ reason: 'MAX_AUTHORS', units: 7, works: 0, links: 0 });
  });

  test('links beyond those asked for count in every figure', () => {
    const [all, few] = [networkOf(works), networkOf(works, { maxEdges: 3 })];
    expect(few.edges).toEqual(all.edges.slice(0, 3));
    expect(few.nodes).toEqual(all.nodes);
    expect(few.density).toBe(all.density);
    expect(few.leftOut).toContainEqual({ reason: 'MAX_EDGES', units: 0, works: 0, links: all.edges.length - 3 });
  });

  test('nothing at all', () => {
    expect(networkOf([])).toMatchObject({ nodes: [], edges: [], communities: [], components: [], density: null, averagePath: null, leftOut: [] }); // prettier-ignore
  });
});

describe('communities', () => {
  test('are labelled by what their works are about more than others', () => {
    const clique = (names: string, topics: string[]): Work[] => [...names].flatMap((a) => [...names].flatMap((b) => (a < b ? [{ by: [a, b], topics }] : []))); // prettier-ignore
    const works = [
      ...clique('abcd', ['Mentoring', 'Education']),
      ...clique('wxyz', ['Burnout', 'Education']),
      { by: ['d', 'w'] },
    ];
    const { communities, nodes, modularity } = networkOf(works);
    expect(communities.map(({ size, density }) => [size, density])).toEqual([[4, 1], [4, 1]]); // prettier-ignore
    expect(communities.map(({ label }) => label!.split(', ')[0])).toEqual(['Mentoring', 'Burnout']);
    expect(communities[0]!.topTopics[0]).toMatchObject({ name: 'Mentoring', articles: 6 });
    expect(nodes[communities[0]!.topNodes[0]!]!.key).toBe('d');
    // Twelve links inside, one between, of 13: 12/13 − 2 · (13/26)².
    expect(modularity).toBeCloseTo(12 / 13 - 1 / 2, 12);
  });
});

describe('periods', () => {
  // Two groups, of which one breaks off; from 2010 a newcomer joins the other.
  const works: Work[] = [
    { by: ['a', 'b', 'c'], year: 2000 },
    { by: ['x', 'y'], year: 2001 },
    { by: ['x', 'y'], year: 2002 },
    { by: ['x', 'y'], year: 2004 },
    { by: ['b', 'c', 'n'], year: 2010 },
    { by: ['x', 'z'], year: 2011 },
    { by: ['p', 'q'] },
  ];

  test('of equal length, with communities that keep their numbers and nodes that keep their places', () => {
    const whole = networkOf(works, { timeSlices: 2, layout: 'CIRCLE' });
    expect(whole.slices.map(({ firstYear, lastYear, newNodes }) => [firstYear, lastYear, newNodes])).toEqual([
      [2000, 2005, 5],
      [2006, 2011, 2],
    ]);
    const [early, late] = whole.slices as [AuthorNetwork['slices'][0], AuthorNetwork['slices'][0]];
    const communityOf = ({ nodes }: { nodes: AuthorNetwork['nodes'] }, key: string) =>
      nodes.find((node) => node.key === key)?.community;
    expect(communityOf(late, 'b')).toBe(communityOf(early, 'b'));
    expect(communityOf(late, 'n')).toBe(communityOf(early, 'c'));
    expect(communityOf(late, 'x')).toBe(communityOf(early, 'x'));
    expect(communityOf(late, 'a')).toBeUndefined();
    for (const { nodes } of whole.slices)
      for (const node of nodes) expect(node.position).toEqual(whole.nodes.find(({ key }) => key === node.key)!.position);
    expect(weights({ ...whole, ...early })).toMatchObject({ 'x y': 3 });
    expect(whole.leftOut).toContainEqual({ reason: 'NO_YEAR', units: 0, works: 1, links: 0 });
  });

  test('of citations by the citing work, with those whom it cites', () => {
    const cited: Work[] = [
      { by: ['a'], year: 2000 },
      { by: ['b'], year: 2010, cites: [0] },
    ];
    const { slices } = networkOf(cited, { relation: 'AUTHOR_CITATION', timeSlices: 2 });
    expect(slices.map(({ nodes }) => nodes.map(({ key, articles }) => `${key} ${articles}`).sort())).toEqual([
      ['a 1'],
      ['a 0', 'b 1'],
    ]);
    expect(slices.map(({ edges }) => edges.length)).toEqual([0, 1]);
  });

  test('all of them together have the weights of the whole', () => {
    fc.assert(
      fc.property(
        someWorks,
        fc.constantFrom(...RELATIONS.filter((one) => one !== 'AUTHOR_COUPLING')),
        fc.integer({ min: 2, max: 12 }),
        (list, relation, timeSlices) => {
          const whole = networkOf(list, { relation, timeSlices });
          const sum: Record<string, number> = {};
          for (const slice of whole.slices)
          for (const [pair, weight] of Object.entries(undirectedUnless({ relation }, weights({ ...whole, ...slice })))) sum[pair] = (sum[pair] ?? 0) + weight; // prettier-ignore
          close(sum, undirectedUnless({ relation }, weights(whole)));
        },
      ),
      { numRuns: 60 },
    );
  });
});
