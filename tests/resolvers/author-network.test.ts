import { beforeAll, expect, jest, test } from '@jest/globals';
import { toGlobalId } from '../../src/global-id.js';
import { loadSeed } from '../../src/intake/seed.js';
import type { GraphStore } from '../../src/store/store.js';
import { describeEachEngine } from '../engines.js';
import { about, article, author, authorship, date, journal, stub, topic, write } from '../store/records.js';
import { ask, refusal, type Answer } from './execute.js';

// A Neo4j plans each statement anew when it meets it first, which takes long where others use the machine.
jest.setTimeout(180_000);

const REVIEW = 'scope: { seeds: ["pmid:33349761"], depth: 1 }';

const asking = (input: string, fields: string): string => `{ authorNetwork(input: { ${input} }) { ${fields} } }`;
const networkOf = async (store: GraphStore, input: string, fields: string): Promise<Answer> =>
  (await ask(store, asking(input, fields))).authorNetwork;

describeEachEngine('the network of authors around the review of the seed', (openEmptyStore) => {
  let store: GraphStore;
  beforeAll(async () => {
    store = await openEmptyStore();
    await loadSeed(store);
  });

  test('43 authors in 10 components, one for each work whose authors the page lists; six authors give 15 edges of 0.2', async () => {
    const found = await ask(
      store,
      `{ authorNetwork(input: { scope: { seeds: ["pmid:33349761"], depth: 1 }, relation: CO_AUTHORSHIP, counting: FRACTIONAL }) {
    nodes { author { name } degree weightedDegree community } edges { source target weight } communities { id size label } modularity leftOut { authors articles } } }`,
    );
    const { nodes, edges, communities, modularity, leftOut } = found.authorNetwork;
    expect(nodes).toHaveLength(43);
    expect(communities).toHaveLength(10);
    // The review itself lists none.
    expect(leftOut).toEqual([{ authors: 0, articles: 1 }]);
    const sixes = communities.filter(({ size }: Answer) => size === 6);
    expect(sixes.length).toBeGreaterThan(0);
    expect(edges.filter(({ weight }: Answer) => weight === 0.2)).toHaveLength(15 * sixes.length);
    // Every author of each work gives 1 in all.
    expect(nodes.map(({ weightedDegree }: Answer) => weightedDegree)).toEqual(nodes.map(() => expect.closeTo(1, 9)));
    for (const { label } of communities) expect(label).toMatch(/\w/);
    expect(modularity).toBeGreaterThan(0.8);
    const { components, articleCount } = await networkOf(store, REVIEW, 'components { count sizes isolated } articleCount');
    expect(components).toEqual({ count: 10, sizes: communities.map(({ size }: Answer) => size), isolated: 0 });
    expect(articleCount).toBe(10);
  });

  test('whom only a name identifies is counted as their own entries say', async () => {
    const { nodes, nameOnlyAuthors } = await networkOf(store, REVIEW, 'nodes { author { identity { method } } } nameOnlyAuthors');
    expect(nameOnlyAuthors).toBe(nodes.filter(({ author: one }: Answer) => one.identity.method === 'NAME_ONLY').length);
    expect(nameOnlyAuthors).toBeGreaterThan(0);
  });

  test('positions only when a layout is asked for, the same every time, in the square from -1 to 1', async () => {
    const places = async (layout: string) =>
      (await networkOf(store, `${REVIEW} ${layout}`, 'nodes { position { x y } }')).nodes.map((node: Answer) => node.position);
    expect(new Set(await places(''))).toEqual(new Set([null]));
    for (const layout of ['FORCE_ATLAS', 'VOS', 'CIRCLE']) {
      const found = await places(`layout: ${layout}`);
      expect(await places(`layout: ${layout}, maxEdges: 4999`)).toEqual(found);
      for (const { x, y } of found) expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThanOrEqual(1 + 1e-9);
      expect(new Set(found.map(({ x, y }: Answer) => `${x} ${y}`)).size).toBe(43);
    }
  });

  test.each([
    ['scope: {}', /`scope` is empty/],
    ['scope: { seeds: [] }', /`seeds` is 0; it must be between 1 and 100/],
    ['scope: { seeds: ["pmid:33349761"], among: ["x"] }', /`seeds` and `among` are given together/],
    ['scope: { seeds: ["pmid:33349761"], depth: 4 }', /`depth` is 4; it must be between 1 and 3/],
    ['scope: { among: ["pmid:33349761"] }', /`among` names a node of the kind Article; it takes authors/],
    [`${REVIEW}, maxAuthors: 5001`, /`maxAuthors` is 5001; it must be between 1 and 5000/],
    [`${REVIEW}, minArticles: 0`, /`minArticles` is 0/],
    [`${REVIEW}, resolution: 0`, /`resolution` is 0/],
    [`${REVIEW}, timeSlices: 0`, /`timeSlices` is 0; it must be between 2 and 20/],
    [`${REVIEW}, timeSlices: 1`, /`timeSlices` is 1; it must be between 2 and 20/],
    [`${REVIEW}, maxEdges: 20001`, /`maxEdges` is 20001/],
  ])('refuses %s', async (input, message) => {
    expect(await refusal(store, asking(input, 'modularity'))).toEqual({
      code: 'BAD_USER_INPUT',
      message: expect.stringMatching(message),
    });
  });

  test('what nothing has is named; of nothing found there is a network of nobody', async () => {
    const input = 'scope: { seeds: ["10.9999/nope", "what?"] }';
    expect(await networkOf(store, input, 'notFound nodes { degree } articleCount averagePath density')).toEqual({
      notFound: ['10.9999/nope', 'what?'], nodes: [], articleCount: 0, averagePath: null, density: null,
    }); // prettier-ignore
  });
});

describeEachEngine('networks of authors, by hand', (openEmptyStore) => {
  let store: GraphStore;
  const names: Record<string, string> = { a: 'Ångström Å', b: 'van den Berg B', c: '王小明', d: 'de la Cruz D', e: 'Müller E', x: 'Xu X', y: 'Yang Y' }; // prettier-ignore
  const by = (keys: string) => [...keys].map((key, i) => authorship(key, i + 1));
  const id = (key: string) => toGlobalId('Author', key);
  const many = Array.from({ length: 41 }, (_, i) => Array.from({ length: 25 }, (_, j) => `m${i}-${j}`));

  beforeAll(async () => {
    store = await openEmptyStore();
    await store.write({
      topics: [
        topic('mentoring', { name: 'Mentoring' }),
        topic('burnout', { name: 'Burnout' }),
        topic('crowds', { name: 'Crowds' }),
      ],
      journals: [journal('j')],
      authors: [...Object.entries(names).map(([key, name]) => author(key, { name })), ...many.flat().map((key) => author(key))],
      articles: [
        write(article('w1', { date: date(2001), authorships: by('ab'), topics: [about('mentoring')], pmid: '101' })),
        write(article('w2', { date: date(2005), authorships: by('ac'), topics: [about('mentoring')], pmid: '102' }), ['w1']),
        write(article('w3', { date: date(2010), authorships: by('bcd'), topics: [about('mentoring')], pmid: '103' }), [
          'w1',
          'w2',
        ]),
        write(article('w4', { date: date(2015), authorships: by('de'), topics: [about('burnout')], pmid: '104' }), ['w3', 'w5']),
        write(stub('w5', { pmid: '105' })),
        write(article('w6', { authorships: by('xy'), topics: [about('burnout')], pmid: '106' }), ['w1']),
        ...many.map((keys, i) => write(article(`m${i}`, { authorships: keys.map((key, j) => authorship(key, j + 1)), topics: [about('crowds')] }))), // prettier-ignore
      ],
    });
  });

  const FIELDS = 'nodes { author { id } articleCount } edges { source target weight sharedArticleCount firstYear lastYear }';
  /** `a b` to weight, ends in the order of the alphabet unless links are directed. */
  const pairsOf = ({ edges }: Answer, isDirected = false): Record<string, number> => {
    const key = (global: string) => Object.keys(names).find((one) => id(one) === global)!;
    const ends = ({ source, target }: Answer) => (isDirected ? [key(source), key(target)] : [key(source), key(target)].sort());
    return Object.fromEntries(edges.map((edge: Answer) => [ends(edge).join(' '), edge.weight]));
  };
  const ALL = 'scope: { filter: { topics: ["Mentoring", "Burnout"] } }';
  const among = (keys: string) => `scope: { among: [${[...keys].map((key) => `"${id(key)}"`).join(', ')}] }`;

  test('of a filter, with the years of links and what works without a year have', async () => {
    const found = await networkOf(store, ALL, FIELDS);
    expect(pairsOf(found)).toEqual({ 'a b': 1, 'a c': 1, 'b c': 1, 'b d': 1, 'c d': 1, 'd e': 1, 'x y': 1 });
    const edge = (a: string, b: string) => found.edges.find(({ source, target }: Answer) => [source, target].sort().join() === [id(a), id(b)].sort().join()); // prettier-ignore
    expect(edge('d', 'e')).toMatchObject({ sharedArticleCount: 1, firstYear: 2015, lastYear: 2015 });
    expect(edge('x', 'y')).toMatchObject({ firstYear: null, lastYear: null });
    const dated = await networkOf(store, `${ALL}, years: { from: 2005, to: 2010 }`, FIELDS);
    expect(pairsOf(dated)).toEqual({ 'a c': 1, 'b c': 1, 'b d': 1, 'c d': 1 });
  });

  test('around an author with the links among coauthors, and the whole byline in each share', async () => {
    const around = await networkOf(store, `scope: { seeds: ["${id('a')}"] }, counting: FRACTIONAL`, FIELDS);
    expect(pairsOf(around)).toEqual({ 'a b': 1, 'a c': 1, 'b c': 0.5 });
    const two = await networkOf(store, `scope: { seeds: ["${id('a')}"], depth: 2 }, counting: REFINED`, FIELDS);
    const third = expect.closeTo(1 / 3, 12);
    expect(pairsOf(two)).toEqual({ 'a b': 1, 'a c': 1, 'b c': third, 'b d': third, 'c d': third });
    const filtered = await networkOf(
      store,
      `scope: { seeds: ["${id('a')}"], filter: { publicationYear: { to: 2006 } } }`,
      FIELDS,
    );
    expect(pairsOf(filtered)).toEqual({ 'a b': 1, 'a c': 1 });
  });

  test('among some authors alone; one without links stays', async () => {
    const found = await networkOf(store, among('bdx'), `${FIELDS} components { count sizes isolated }`);
    expect(pairsOf(found)).toEqual({ 'b d': 1 });
    expect(found.components).toEqual({ count: 2, sizes: [2, 1], isolated: 1 });
    expect(found.nodes).toHaveLength(3);
  });

  test('around works by citations', async () => {
    const step = async (depth: number) =>
      (await networkOf(store, `scope: { seeds: ["pmid:104"], depth: ${depth} }`, FIELDS)).nodes.length;
    expect([await step(1), await step(2), await step(3)]).toEqual([4, 5, 7]);
  });

  test('who cites whom, among the works of the scope', async () => {
    const found = await networkOf(store, `${ALL}, relation: AUTHOR_CITATION`, `${FIELDS} isDirected leftOut { reason edges }`);
    expect(found.isDirected).toBe(true);
    expect(pairsOf(found, true)).toEqual({
      'a b': 1, 'c a': 3, 'c b': 2,
      'b a': 2, 'b c': 1, 'd a': 2, 'd b': 2, 'd c': 2,
      'e b': 1, 'e c': 1, 'e d': 1, 'x a': 1, 'x b': 1, 'y a': 1, 'y b': 1,
    }); // prettier-ignore
    expect(found.leftOut).toEqual([{ reason: 'SELF_CITATION', edges: 4 }]);
  });

  test('who rests on the same works', async () => {
    // w1 is cited by w2 (a c), w3 (b c d) and w6 (x y); w2 by w3; w3 and w5 by w4 (d e).
    const found = pairsOf(await networkOf(store, `${ALL}, relation: AUTHOR_COUPLING`, FIELDS));
    expect(found).toMatchObject({ 'a c': 2, 'a b': 1, 'b c': 2 + 1, 'b d': 2, 'c x': 2, 'd e': 2, 'x y': 1 });
    expect(found['a e']).toBeUndefined();
  });

  test('who is cited together: the nodes are those who are cited', async () => {
    // w3 cites w1 and w2; w2 and w6 cite w1 alone; w4 cites w3.
    const found = await networkOf(store, `${ALL}, relation: AUTHOR_CO_CITATION`, FIELDS);
    expect(pairsOf(found)).toEqual({ 'a b': 3, 'a c': 1, 'b c': 2, 'b d': 1, 'c d': 1 });
    expect(found.nodes.map(({ articleCount }: Answer) => articleCount).sort()).toEqual([1, 2, 2, 2]);
  });

  test('communities have labels, leading authors and topics', async () => {
    const fields =
      'communities { id size label density topAuthors { name } topTopics { name articleCount } } nodes { author { name } community }';
    const { communities, nodes } = await networkOf(store, ALL, fields);
    for (const { id: own, size } of communities)
      expect(nodes.filter(({ community }: Answer) => community === own)).toHaveLength(size);
    const lonely = communities.find(({ topAuthors }: Answer) => topAuthors.some(({ name }: Answer) => name === names.x));
    expect(lonely.topTopics[0]).toEqual({ name: 'Burnout', articleCount: 1 });
    expect(lonely).toMatchObject({ density: 1, label: 'Burnout' });
    expect(communities[0].topAuthors.every(({ name }: Answer) => Object.values(names).includes(name))).toBe(true);
  });

  test('long bylines are left out unless allowed, and counted', async () => {
    const crowds = 'scope: { filter: { topics: ["Crowds"] } }';
    const fields = 'nodes { degree } leftOut { reason authors articles edges }';
    const { nodes, leftOut } = await networkOf(store, `${crowds}, maxAuthorsPerArticle: 24`, fields);
    expect(nodes).toEqual([]);
    expect(leftOut).toEqual([{ reason: 'MANY_AUTHORS', authors: 1025, articles: 41, edges: 0 }]);
    const few = await networkOf(store, `${crowds}, maxAuthors: 50, maxEdges: 10`, fields);
    expect(few.leftOut).toEqual([
      { reason: 'MAX_AUTHORS', authors: 975, articles: 0, edges: 0 },
      { reason: 'MAX_EDGES', authors: 0, articles: 0, edges: 590 },
    ]);
  });

  test('a layout that would take too long is refused with the figure', async () => {
    const input = 'scope: { filter: { topics: ["Crowds"] } }, maxAuthors: 2000, layout: VOS';
    expect(await refusal(store, asking(input, 'modularity'))).toEqual({
      code: 'TOO_LARGE',
      message: expect.stringMatching(/up to 1000 nodes; this network has 1025/),
    });
  });

  test('is answered anew when the graph has changed', async () => {
    const size = async () => (await networkOf(store, among('bdx'), 'edges { weight }')).edges.length;
    expect(await size()).toBe(1);
    await store.write({ articles: [write(article('w7', { authorships: by('bx') }))] });
    expect(await size()).toBe(2);
  });
});
