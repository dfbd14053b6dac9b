import { beforeAll, describe, expect, test } from '@jest/globals';
import { toGlobalId } from '../../src/global-id.js';
import type { Filter } from '../../src/store/filter.js';
import type { GraphStore } from '../../src/store/store.js';
import { subgraph, SUBGRAPH_BOUNDS, type SubgraphQuestion } from '../../src/traverse/subgraph.js';
import { importRecords } from '../derive/importing.js';
import { describeEachEngine } from '../engines.js';
import { seedRecords } from '../import/seed-page.js';
import { ask, refusal } from '../resolvers/execute.js';
import { about, article, author, authorship, date, journal, stub, topic, write } from '../store/records.js';
import { node, work } from './links.js';
import { plain, texts, written } from './subgraph-answer.js';

const REVIEW = 'pmid:33349761';

describeEachEngine('Subgraphs', (openEmptyStore) => {
  let store: GraphStore;

  describe('of the seed', () => {
    beforeAll(async () => {
      store = await openEmptyStore();
      await importRecords(store, seedRecords);
    });

    const DRAWN = `nodes { distance seeds { id } node { id label ... on Article { title } } links { toSeeds } }
      edges { source target kind position isSelfCitation weight } truncated { nodesLeftOut edgesLeftOut isLowerBound reason } notFound`;
    const drawn = async (input: string) => (await ask(store, `{ subgraph(input: { ${input} }) { ${DRAWN} } }`)).subgraph;

    test('two steps both ways from the review: eleven nodes, ten edges, nothing left out', async () => {
      const found = await drawn('seeds: ["pmid:33349761"], depth: 2');
      expect([found.nodes.length, found.edges.length]).toEqual([11, 10]);
      expect(found.truncated).toEqual({ nodesLeftOut: 0, edgesLeftOut: 0, isLowerBound: false, reason: null });
      expect(found.notFound).toEqual([]);
      expect(found.nodes.map(({ distance }: { distance: number }) => distance)).toEqual([0, ...Array<number>(10).fill(1)]);
      const ids = new Set(found.nodes.map(({ node }: { node: { id: string } }) => node.id));
      for (const edge of found.edges) expect([ids.has(edge.source), ids.has(edge.target)]).toEqual([true, true]);
      const [review] = found.nodes;
      expect(review).toMatchObject({
        node: { title: expect.stringMatching(/^Peer Mentoring in Medical/) },
        links: { toSeeds: 0 },
      });
      const positions = found.edges.filter(({ source }: { source: string }) => source === review.node.id);
      expect(positions.map(({ position }: { position: number }) => position).sort()).toEqual([1, 2, 3, 4, 5]);
      // The review's authors are not listed: nobody knows.
      expect(new Set(found.edges.map(({ isSelfCitation }: { isSelfCitation: unknown }) => isSelfCitation))).toEqual(new Set([null])); // prettier-ignore
    });

    test('by any spelling of an identifier, each node once; what is not there is listed once', async () => {
      const found = await drawn(
        'seeds: ["33349761", "https://pubmed.ncbi.nlm.nih.gov/33349761/", "10.9999/nope", "10.9999/nope", "what?"], exclude: ["999999", "PMC5438064"]',
      );
      expect(found.notFound).toEqual(['10.9999/nope', 'what?', '999999']);
      expect(found.nodes).toHaveLength(10);
      // The edge to the work that is drawn already is answered.
      expect(found.edges).toHaveLength(10);
    });

    test('a work among others stays without the seed where the seed is excluded', async () => {
      const found = await drawn(`seeds: ["${REVIEW}"], exclude: ["${REVIEW}"], maxNodes: 4`);
      expect(found.nodes.map(({ distance }: { distance: number }) => distance)).toEqual([1, 1, 1, 1]);
      expect([found.edges.length, found.truncated.nodesLeftOut]).toEqual([4, 6]);
    });

    test.each([
      ['seeds: []', /`seeds` is empty/],
      [`seeds: ["${REVIEW}"], among: ["${REVIEW}"]`, /`seeds` and `among` are given together/],
      [`seeds: ["${REVIEW}"], depth: 5`, /`depth` is 5; it must be between 1 and 4/],
      [`seeds: ["${REVIEW}"], depth: 0`, /`depth` is 0/],
      [`seeds: ["${REVIEW}"], maxNodes: 1001`, /`maxNodes` is 1001; it must be between 1 and 1000/],
      [`seeds: ["${REVIEW}"], maxNodes: 0`, /`maxNodes` is 0/],
      [`seeds: [${'"1" '.repeat(101)}]`, /`seeds` is 101/],
      [`seeds: ["1"], exclude: [${'"1" '.repeat(1001)}]`, /`exclude` is 1001/],
    ])('refuses %.40s', async (input, message) => {
      expect(await refusal(store, `{ subgraph(input: { ${input} }) { notFound } }`)).toEqual({
        code: 'BAD_USER_INPUT',
        message: expect.stringMatching(message),
      });
    });
  });

  describe('of a small library', () => {
    beforeAll(async () => {
      store = await openEmptyStore();
      await store.write({
        authors: [author('u1'), author('u2'), author('u3')],
        journals: [journal('j1')],
        topics: [topic('t1')],
        articles: [
          write(article('a', { authorships: [authorship('u1', 1)], journalKey: 'j1', topics: [about('t1')], date: date(2001) }), [
            'a',
            'b',
            'c',
            's',
          ]),
          write(article('b', { authorships: [authorship('u1', 1), authorship('u2', 2)], date: date(2005) }), ['a', 'c']),
          write(article('c', { authorships: [authorship('u2', 1)], journalKey: 'j1', date: date(2010) })),
          write(article('d', { authorships: [authorship('u3', 1)], authorsStatus: 'POSSIBLY_TRUNCATED' }), ['c']),
          write(article('e', { authorsStatus: 'NOT_LISTED' }), ['d']),
          write(stub('s')),
        ],
      });
      await store.write({
        remove: [{ kind: 'Article', key: 'e' }],
        articles: [write(article('e2'), ['d'])],
        aliases: [{ kind: 'Article', from: 'e', to: 'e2' }],
      });
    });

    const asked = async (question: Partial<SubgraphQuestion>) => subgraph(store, { ...plain, ...question });

    test('a work that cites itself, and works that cite each other, are no nearer for it', async () => {
      const found = await asked({ seeds: [work('a')] });
      expect(found.nodes.map(({ key, linksToSeeds }) => [key, linksToSeeds])).toEqual([
        ['a', 0],
        ['b', 2],
        ['c', 1],
        ['s', 1],
      ]);
      expect(written(found)).toEqual([
        'Article a CITES Article a 1',
        'Article a CITES Article b 2',
        'Article a CITES Article c 3',
        'Article a CITES Article s 4',
        'Article b CITES Article a 1',
        'Article b CITES Article c 2',
      ]);
    });

    test('seeds that no relation touches stand alone', async () => {
      const found = await asked({
        seeds: [node('Topic', 't1'), node('Author', 'u1'), work('s')],
        relations: ['CITES'],
        depth: 1,
      });
      expect(found.nodes.map(({ key, distance }) => [key, distance])).toEqual([
        ['s', 0],
        ['u1', 0],
        ['t1', 0],
        ['a', 1],
      ]);
    });

    test('more seeds than may be shown: the best of them, and the others are counted', async () => {
      const seeds = ['a', 'b', 'c', 'd'].map(work);
      const found = await asked({ seeds, maxNodes: 2, rankBy: 'LOCAL_CITATIONS' });
      // c is cited three times, a twice.
      expect(texts(found.nodes)).toEqual(['Article c', 'Article a']);
      expect(found.truncated).toEqual({ nodesLeftOut: 4, edgesLeftOut: 0, isLowerBound: false, reason: 'MAX_NODES' });
    });

    test('ranked by year: the newest, works without a year after them, then the others', async () => {
      const found = await asked({ seeds: [work('a')], relations: ['CITES', 'AUTHORED'], rankBy: 'YEAR' });
      expect(found.nodes.map(({ key }) => key)).toEqual(['a', 'c', 'b', 's', 'u1']);
      expect((await asked({ seeds: [work('a')], rankBy: 'YEAR', maxNodes: 2 })).nodes.map(({ key }) => key)).toEqual(['a', 'c']);
    });

    test('a filter stops the walk at works that it refuses, and holds for `among`', async () => {
      const filter: Filter<'Article'> = { test: 'status', values: ['FULL'] };
      const found = await asked({ seeds: [work('s')], filter, depth: 2 });
      expect(found.nodes.map(({ key, distance }) => [key, distance])).toEqual([
        ['s', 0],
        ['a', 1],
        ['b', 2],
        ['c', 2],
      ]);
      const among = [work('s'), work('a'), node('Journal', 'j1')];
      expect(texts((await asked({ among, filter })).nodes)).toEqual(['Article a', 'Journal j1']);
      const short = await asked({ among: ['a', 'b', 'c'].map(work), rankBy: 'LOCAL_CITATIONS', maxNodes: 1 });
      expect([texts(short.nodes), short.truncated.nodesLeftOut]).toEqual([['Article c'], 2]);
    });

    test('work that is cut off is told, and which part is seen is always the same', async () => {
      const question = { ...plain, seeds: [work('a'), work('d')], depth: 3 };
      const whole = await subgraph(store, question);
      for (let walked = 0; walked < 8; walked++) {
        const found = await subgraph(store, question, { ...SUBGRAPH_BOUNDS, walked });
        expect(found.truncated).toMatchObject({ isLowerBound: true, reason: 'WORK_BOUND' });
        expect(found.nodes.length).toBeLessThanOrEqual(whole.nodes.length);
        const turned = { ...question, seeds: [...question.seeds].reverse() };
        expect(await subgraph(store, turned, { ...SUBGRAPH_BOUNDS, walked })).toEqual(found);
      }
      expect((await subgraph(store, question, { ...SUBGRAPH_BOUNDS, walked: 100 })).truncated.isLowerBound).toBe(false);
    });

    test('edges that are not answered are counted', async () => {
      const found = await subgraph(store, { ...plain, seeds: [work('a')] }, { ...SUBGRAPH_BOUNDS, shown: 4 });
      expect([found.edges.length, found.truncated.edgesLeftOut]).toEqual([4, 2]);
    });

    test('a hub is walked through', async () => {
      const citers = Array.from({ length: 3000 }, (_, i) => write(article(`h${i}`, { date: date(1900 + (i % 100)) }), ['hub']));
      await store.write({ articles: [write(article('hub')), ...citers] });
      const found = await asked({ seeds: [work('hub')], depth: 2, maxNodes: 10, rankBy: 'YEAR' });
      expect(found.truncated).toEqual({ nodesLeftOut: 2991, edgesLeftOut: 0, isLowerBound: false, reason: 'MAX_NODES' });
      expect(found.nodes.slice(0, 3).map(({ key }) => key)).toEqual(['hub', 'h1099', 'h1199']);
      const filter: Filter<'Article'> = { test: 'publicationYear', range: { from: 1999, to: null } };
      expect((await asked({ seeds: [work('hub')], filter })).nodes).toHaveLength(31);
    });

    test('a merged work and its survivor are one node', async () => {
      const seeds = [toGlobalId('Article', 'e'), toGlobalId('Article', 'e2')];
      const { subgraph: found } = await ask(
        store,
        'query ($seeds: [ID!]!) { subgraph(input: { seeds: $seeds }) { nodes { distance node { id } } edges { source } notFound } }',
        { seeds },
      );
      expect(found).toEqual({
        nodes: [
          { distance: 0, node: { id: seeds[1] } },
          { distance: 1, node: { id: toGlobalId('Article', 'd') } },
        ],
        edges: [{ source: seeds[1] }],
        notFound: [],
      });
    });

    test('self-citations: an author in common, none, or nobody knows', async () => {
      const { subgraph: found } = await ask(
        store,
        `query ($among: [ID!]) { subgraph(input: { among: $among, relations: [PUBLISHED_IN, CITES] }) {
           edges { source target kind position isSelfCitation } } }`,
        { among: [...['a', 'b', 'c', 'd', 'e2'].map((key) => toGlobalId('Article', key)), toGlobalId('Journal', 'j1')] },
      );
      const named = (id: string): string => Buffer.from(id, 'base64url').toString().split(':')[1]!;
      const edges = found.edges.map((edge: { source: string; target: string; kind: string; position: number | null; isSelfCitation: boolean | null }) =>
        [named(edge.source), edge.kind, named(edge.target), edge.position, edge.isSelfCitation].join(' '),
      ); // prettier-ignore
      expect(edges).toEqual([
        'a PUBLISHED_IN j1  ',
        'c PUBLISHED_IN j1  ',
        'a CITES a 1 true',
        'a CITES b 2 true',
        'a CITES c 3 false',
        'b CITES a 1 true',
        'b CITES c 2 true',
        // The list of d's authors may be cut; e2's authors are not listed.
        'd CITES c 1 ',
        'e2 CITES d 1 ',
      ]);
    });
  });
});
