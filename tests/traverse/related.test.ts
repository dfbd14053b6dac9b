import { beforeAll, describe, expect, test } from '@jest/globals';
import { loadSeed } from '../../src/intake/seed.js';
import type { GraphStore } from '../../src/store/store.js';
import { describeEachEngine } from '../engines.js';
import { ask, refusal, type Answer } from '../resolvers/execute.js';
import { batchOf, citersOf, pmidOf, randomCitations, type Citations } from './citations.js';

describeEachEngine('related works on the seed', (openEmptyStore) => {
  let store: GraphStore;
  beforeAll(async () => {
    store = await openEmptyStore();
    await loadSeed(store);
  });

  test('each reference of the review is cited together with the four others, once', async () => {
    const { article } = await ask(
      store,
      `{ article(by: { doi: "10.1177/0141076817700848" }) {
        coCited(first: 5) { totalCount edges { count strength seedCount seeds { doi } node { publicationYear }
          sharedArticles(first: 5) { totalCount nodes { pmid } } } completeness { known stated share visited of citedBy { of } references { of } } }
        coupled(first: 5, strength: SALTON) { totalCount }
        similar(first: 5) { totalCount edges { count strength } }
        citesAlso { edges { count strength } } } }`,
    );
    expect(article.coCited.totalCount).toBe(4);
    const shared = { totalCount: 1, nodes: [{ pmid: '33349761' }] };
    expect(article.coCited.edges).toEqual(
      [2017, 2016, 2015, 2006].map((publicationYear) => ({
        count: 1, strength: 1, seedCount: 1, seeds: [{ doi: '10.1177/0141076817700848' }], node: { publicationYear }, sharedArticles: shared,
      })), // prettier-ignore
    );
    expect(article.coCited.completeness).toMatchObject({ known: 1, visited: 1, of: 1, citedBy: { of: 1 }, references: null });
    expect(article.coupled).toEqual({ totalCount: 0 });
    expect(article.similar.edges).toEqual(Array(4).fill({ count: 1, strength: 0.25 }));
    expect(article.citesAlso.edges).toEqual(Array(4).fill({ count: 1, strength: 1 }));
  });

  test('works that cite the review are coupled by it', async () => {
    const { article } = await ask(
      store,
      '{ article(by: { pmid: 39948521 }) { coupled(strength: COUPLING_STRENGTH) { totalCount edges { count strength } } } }',
    );
    // One shared reference that 5 of 11 works cite; each list has one entry.
    expect(article.coupled.edges).toEqual(Array(4).fill({ count: 1, strength: expect.closeTo(Math.log(11 / 5), 10) }));
  });

  test('seeds together: strengths add up, who contributes is named, what is not found is listed', async () => {
    const { relatedTo } = await ask(
      store,
      `{ relatedTo(seeds: ["10.1177/0141076817700848", "https://doi.org/10.1186/S13643-017-0571-Y", "10.9999/nope", "what?"], strength: COUNT) {
        totalCount edges { count strength seedCount seeds { doi } } seedsNotFound { input reason } } }`,
    );
    const seeds = [{ doi: '10.1177/0141076817700848' }, { doi: '10.1186/s13643-017-0571-y' }];
    expect(relatedTo.totalCount).toBe(3);
    expect(relatedTo.edges).toEqual(Array(3).fill({ count: 2, strength: 2, seedCount: 2, seeds }));
    expect(relatedTo.seedsNotFound).toEqual([
      { input: '10.9999/nope', reason: 'No article of this graph has this DOI.' },
      { input: 'what?', reason: expect.stringMatching(/Not recognised.*Give a PMID, DOI/) },
    ]);
  });

  test('counts below the least one, and works that a filter leaves out, are not there', async () => {
    const list = (args: string) =>
      ask(
        store,
        `{ article(by: { doi: "10.1177/0141076817700848" }) { coCited(${args}) { totalCount nodes { publicationYear } } } }`,
      );
    expect((await list('minCount: 2')).article.coCited).toEqual({ totalCount: 0, nodes: [] });
    expect((await list('filter: { publicationYear: { to: 2015 } }')).article.coCited).toEqual({
      totalCount: 2,
      nodes: [{ publicationYear: 2015 }, { publicationYear: 2006 }],
    });
  });

  test.each([
    ['{ relatedTo(seeds: ["1"], by: SIMILARITY, strength: JACCARD) { totalCount } }', /give SALTON or ADAMIC_ADAR/],
    [`{ relatedTo(seeds: [${Array(1001).fill('"1"').join()}]) { totalCount } }`, /1001 entries; at most 1000/],
    ['{ article(by: { pmid: 33349761 }) { coCited(minCount: -1) { totalCount } } }', /must be 0 or more/],
    ['{ article(by: { pmid: 33349761 }) { coCited(first: 101) { totalCount } } }', /between 0 and 100/],
    ['{ article(by: { pmid: 33349761 }) { coCited(after: "x") { totalCount } } }', /not a cursor/],
  ])('refuses %s', async (document, message) => {
    expect(await refusal(store, document)).toEqual({ code: 'BAD_USER_INPUT', message: expect.stringMatching(message) });
  });
});

interface Expected {
  node: { pmid: string };
  count: number;
  strength: number;
}

/** The definitions, written out: every pair of works, every work in the middle. */
function expected(citations: Citations, own: string, via: 'cites' | 'citers', strength: string): Expected[] {
  const keys = Object.keys(citations.cites);
  const middle = via === 'cites' ? citations.cites : citersOf(citations);
  const sizes = via === 'cites' ? citersOf(citations) : citations.cites;
  const found = keys.filter((key) => key !== own).map((key) => {
    const shared = middle[key]!.filter((one) => middle[own]!.includes(one));
    const [a, b, c] = [middle[own]!.length, middle[key]!.length, shared.length];
    const sum = (of: (n: number) => number) => shared.reduce((total, one) => total + of(sizes[one]!.length), 0);
    const strengths: Record<string, () => number> = {
      COUNT: () => c,
      SALTON: () => c / Math.sqrt(a * b),
      JACCARD: () => c / (a + b - c),
      ASSOCIATION_STRENGTH: () => c / (a * b),
      COUPLING_STRENGTH: () => sum((n) => Math.log(keys.length / n)) / (a * b),
      ADAMIC_ADAR: () => sum((n) => 1 / Math.log(n)),
    };
    return { key, count: c, strength: c === 0 ? 0 : Number(strengths[strength]!().toPrecision(12)) };
  }); // prettier-ignore
  return found
    .filter(({ count }) => count > 0)
    .sort(
      (x, y) =>
        y.strength - x.strength ||
        y.count - x.count ||
        (citations.years[y.key] ?? 0) - (citations.years[x.key] ?? 0) ||
        (x.key < y.key ? -1 : 1),
    )
    .map(({ key, count, strength: value }) => ({ node: { pmid: pmidOf(keys.indexOf(key)) }, count, strength: value }));
}

const STRENGTHS = ['COUNT', 'SALTON', 'JACCARD', 'ASSOCIATION_STRENGTH', 'COUPLING_STRENGTH', 'ADAMIC_ADAR'];

describeEachEngine('related works on random graphs', (openEmptyStore) => {
  describe.each(randomCitations(4).map((citations, at) => ({ at, citations })))('graph $at', ({ citations }) => {
    let store: GraphStore;
    const keys = Object.keys(citations.cites);
    beforeAll(async () => {
      store = await openEmptyStore();
      await store.write(batchOf(citations));
    });

    test.each(STRENGTHS)('%s is what its formula says, for every pair', async (strength) => {
      const lists = `coCited(first: 100, strength: ${strength}) { edges { node { pmid } count strength } }
        coupled(first: 100, strength: ${strength}) { edges { node { pmid } count strength } }`;
      const { nodes } = (await ask(store, `{ articles(first: 100, orderBy: { field: TITLE }) { nodes { ${lists} } } }`)).articles;
      keys.forEach((key, at) => {
        const order = (edges: Expected[]) =>
          edges.map(({ node, count, strength: value }) => [node.pmid, count, expect.closeTo(value, 9)]);
        const given = (edges: Expected[]) => edges.map(({ node, count, strength: value }) => [node.pmid, count, value]);
        expect(given(nodes[at].coCited.edges)).toEqual(order(expected(citations, key, 'citers', strength)));
        expect(given(nodes[at].coupled.edges)).toEqual(order(expected(citations, key, 'cites', strength)));
      });
    });

    test('a list is the same read by pages, forward and backward', async () => {
      const page = async (args: string): Promise<Answer> =>
        (await ask(store, `{ relatedTo(seeds: ["${pmidOf(0)}", "${pmidOf(1)}"], strength: null, ${args}) {
          totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } nodes { pmid } } }`)).relatedTo; // prettier-ignore
      const whole = await page('first: 100');
      const forward: Answer[] = [];
      for (let after = ''; ;) {
        const { nodes, pageInfo } = await page(`first: 2${after}`);
        forward.push(...nodes);
        if (!pageInfo.hasNextPage) break;
        after = `, after: "${pageInfo.endCursor}"`;
      }
      const backward: Answer[] = [];
      for (let before = ''; ;) {
        const { nodes, pageInfo } = await page(`last: 3${before}`);
        backward.unshift(...nodes);
        if (!pageInfo.hasPreviousPage) break;
        before = `, before: "${pageInfo.startCursor}"`;
      }
      expect([forward, backward, whole.totalCount]).toEqual([whole.nodes, whole.nodes, whole.nodes.length]);
    });
  });

  test('of a work that thousands cite the newest thousand are looked at, and the answer says so', async () => {
    const cites: Citations['cites'] = { hub: [], old: [], young: [] };
    const years: Citations['years'] = {};
    for (let i = 0; i < 1500; i++) {
      const key = `c${String(i).padStart(4, '0')}`;
      cites[key] = ['hub', i < 500 ? 'old' : 'young'];
      years[key] = i < 500 ? 1990 : 2020;
    }
    const store = await openEmptyStore();
    await store.write(batchOf({ cites, years }));
    const { article } = await ask(
      store,
      '{ article(by: { pmid: 1000 }) { coCited { edges { count node { pmid } sharedArticles(first: 1) { totalCount } } completeness { known visited of } } citesAlso { edges { strength } } } }',
    );
    expect(article.coCited).toEqual({
      edges: [{ count: 1000, node: { pmid: '1002' }, sharedArticles: { totalCount: 1000 } }],
      completeness: { known: 1500, visited: 1000, of: 1500 },
    });
    expect(article.citesAlso.edges).toEqual([{ strength: 1 }]);
  });
});
