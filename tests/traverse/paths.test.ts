import { beforeAll, describe, expect, test } from '@jest/globals';
import { toGlobalId } from '../../src/global-id.js';
import type { GraphStore } from '../../src/store/store.js';
import { findPaths, type PathQuestion } from '../../src/traverse/paths.js';
import { importRecords } from '../derive/importing.js';
import { describeEachEngine } from '../engines.js';
import { seedRecords } from '../import/seed-page.js';
import { ask, refusal } from '../resolvers/execute.js';
import { article, author, authorship, journal, write } from '../store/records.js';
import { node, work } from './links.js';
import { plainPaths } from './path-answer.js';

describeEachEngine('Paths', (openEmptyStore) => {
  let store: GraphStore;
  const keysOf = (nodes: readonly { key: string }[]): string => nodes.map(({ key }) => key).join(' ');
  const asked = (from: string, to: string, question: Partial<PathQuestion> = {}, mostEdges?: number) =>
    findPaths(store, { ...plainPaths, from: work(from), to: work(to), ...question }, mostEdges);

  describe('of the seed', () => {
    beforeAll(async () => {
      store = await openEmptyStore();
      await importRecords(store, seedRecords);
    });

    test('from a work that cites the review to one that it cites', async () => {
      const { paths } = await ask(
        store,
        `{ paths(from: "pmid:39948521", to: "doi:10.1177/0141076817700848") { outcome length count nodesLeftOut
             paths { length nodes { id label } } nodes { distance pathCount node { id } } edges { source target } } }`,
      );
      expect(paths).toMatchObject({ outcome: 'FOUND', length: 2, count: '1', nodesLeftOut: 0 });
      expect(paths.paths).toHaveLength(1);
      const ids = paths.paths[0].nodes.map(({ id }: { id: string }) => id);
      expect(ids[1]).toBe(toGlobalId('Article', 'pmid:33349761'));
      expect(paths.nodes).toEqual(ids.map((id: string, distance: number) => ({ distance, pathCount: '1', node: { id } })));
      expect(paths.edges).toEqual([
        { source: ids[0], target: ids[1] },
        { source: ids[1], target: ids[2] },
      ]);
    });

    test('back in time there is one, forward in time none', async () => {
      const ends = 'from: "39948521", to: "10.1177/0141076817700848"';
      const { back, forward, near } = await ask(
        store,
        `{ back: paths(${ends}, direction: REFERENCES) { outcome length }
           forward: paths(${ends}, direction: CITED_BY) { outcome length count paths { length } nodes { distance } edges { source } }
           near: paths(${ends}, maxLength: 1) { outcome length } }`,
      );
      expect(back).toEqual({ outcome: 'FOUND', length: 2 });
      expect(forward).toEqual({ outcome: 'NONE', length: null, count: '0', paths: [], nodes: [], edges: [] });
      expect(near).toEqual({ outcome: 'NOT_WITHIN', length: null });
    });

    const ENDS = 'from: "39948521", to: "33349761"';
    test.each([
      ['from: "39948521", to: "10.9999/nope"', /`to: "10.9999\/nope"` names no node/],
      ['from: "what?", to: "39948521"', /`from: "what\?"` names no node/],
      [`${ENDS}, avoid: ["10.9999/nope"]`, /`avoid` has "10.9999\/nope"/],
      [`${ENDS}, avoid: ["33349761"]`, /`avoid` names a node that every path has to meet/],
      [`${ENDS}, via: ["39402543"], avoid: ["39402543"]`, /`avoid` names a node that every path has to meet/],
      [`${ENDS}, via: ["39402543", "39430214", "pmid:39402543"]`, /`via` names a node twice/],
      [`${ENDS}, via: ["39402543"], detour: 1`, /`detour` is 1 and `via` is given/],
      [`${ENDS}, detour: 2`, /`detour` is 2; it must be 0 or 1/],
      [`${ENDS}, maxLength: 13`, /`maxLength` is 13; it must be between 1 and 12/],
      [`${ENDS}, first: 101`, /`first` is 101; it must be between 0 and 100/],
      [`${ENDS}, maxNodes: 1001`, /`maxNodes` is 1001; it must be between 1 and 1000/],
      [`${ENDS}, along: COAUTHORSHIP, via: ["issn:1472-6920"]`, /`via` has "issn:1472-6920"/],
      [`${ENDS}, via: ["${toGlobalId('Journal', 'journal:can-med-educ-j')}"]`, /is of the kind Journal, but `along: CITATIONS` leads between Article\./], // prettier-ignore
    ])('refuses %s', async (args, message) => {
      expect(await refusal(store, `{ paths(${args}) { length } }`)).toEqual({
        code: 'BAD_USER_INPUT',
        message: expect.stringMatching(message),
      });
    });
  });

  describe('of a small library', () => {
    beforeAll(async () => {
      store = await openEmptyStore();
      await store.write({
        authors: [author('u1'), author('u2'), author('u3'), author('u4')],
        journals: [journal('j')],
        articles: [
          write(article('a', { authorships: [authorship('u1', 1), authorship('u2', 2)] }), ['b', 'c', 'a']),
          write(article('b', { authorships: [authorship('u2', 1), authorship('u3', 2)] }), ['d', 'a']),
          write(article('c'), ['d', 'b', 'leaf']),
          write(article('d'), ['e']),
          write(article('e', { journalKey: 'j' })),
          write(article('leaf', { journalKey: 'j' })),
          write(article('alone', { authorships: [authorship('u4', 1)] })),
        ],
      });
    });

    test('both ends are one node', async () => {
      expect(await asked('a', 'a')).toEqual({
        outcome: 'FOUND',
        length: 0,
        count: 1n,
        paths: [{ length: 0, nodes: [work('a')] }],
        nodes: [{ ...work('a'), distance: 0, pathCount: 1n }],
        nodesLeftOut: 0,
        steps: [],
      });
      expect((await asked('a', 'a', { detour: 1 })).count).toBe(1n);
      expect((await asked('alone', 'alone')).length).toBe(0);
    });

    test('all shortest ones, and with a detour those that are one longer', async () => {
      const found = await asked('a', 'd');
      expect(found.paths.map(({ nodes }) => keysOf(nodes))).toEqual(['a b d', 'a c d']);
      expect(found.nodes.map(({ key, distance, pathCount }) => [key, distance, pathCount])).toEqual([
        ['a', 0, 2n],
        ['b', 1, 1n],
        ['c', 1, 1n],
        ['d', 2, 2n],
      ]);
      const longer = await asked('a', 'd', { detour: 1 });
      expect(longer.paths.map(({ nodes }) => keysOf(nodes))).toEqual(['a b d', 'a c d', 'a b c d', 'a c b d']);
      expect([longer.length, longer.count]).toEqual([2, 4n]);
      expect(longer.nodes.map(({ key, distance, pathCount }) => [key, distance, pathCount])).toEqual([
        ['a', 0, 4n],
        ['b', 1, 3n],
        ['c', 1, 3n],
        ['d', 2, 4n],
      ]);
      expect((await asked('a', 'd', { detour: 1, direction: 'REFERENCES' })).count).toBe(3n);
      expect((await asked('a', 'd', { detour: 1, maxLength: 2 })).count).toBe(2n);
    });

    test('by way of a dead end, of an end, of several nodes', async () => {
      const found = await asked('a', 'd', { via: [work('leaf')] });
      expect(found.paths.map(({ nodes }) => keysOf(nodes))).toEqual(['a c leaf c d']);
      // c lies on the one path twice, and on one path.
      expect(found.nodes.map(({ key, distance, pathCount }) => [key, distance, pathCount])).toEqual([
        ['a', 0, 1n],
        ['c', 1, 1n],
        ['leaf', 2, 1n],
        ['d', 4, 1n],
      ]);
      for (const via of ['a', 'd']) expect((await asked('a', 'd', { via: [work(via)] })).count).toBe(2n);
      expect((await asked('a', 'd', { via: [work('b'), work('c')] })).paths.map(({ nodes }) => keysOf(nodes))).toEqual([
        'a b c d',
      ]);
      expect((await asked('a', 'd', { via: [work('leaf')], maxLength: 3 })).outcome).toBe('NOT_WITHIN');
      expect((await asked('a', 'd', { via: [work('alone')] })).outcome).toBe('NONE');
    });

    test('none at all, none so short, and none without a node', async () => {
      expect((await asked('a', 'alone')).outcome).toBe('NONE');
      expect((await asked('a', 'alone', { maxLength: 1 })).outcome).toBe('NONE');
      expect((await asked('a', 'alone', { via: [work('e')], maxLength: 1 })).outcome).toBe('NONE');
      expect((await asked('a', 'e', { maxLength: 2 })).outcome).toBe('NOT_WITHIN');
      expect((await asked('a', 'e', { maxLength: 3 })).length).toBe(3);
      expect((await asked('a', 'e', { avoid: [work('d')] })).outcome).toBe('NONE');
      expect((await asked('a', 'e', { avoid: [work('b')] })).paths.map(({ nodes }) => keysOf(nodes))).toEqual(['a c d e']);
      expect((await asked('e', 'a', { direction: 'REFERENCES' })).outcome).toBe('NONE');
      expect((await asked('e', 'a', { direction: 'CITED_BY' })).count).toBe(2n);
    });

    test('along authors and journals, and along joint works', async () => {
      const found = await asked('leaf', 'e', { along: 'CITATIONS_AUTHORS_JOURNALS' });
      expect(found.paths.map(({ nodes }) => keysOf(nodes))).toEqual(['leaf j e']);
      const ends = { from: node('Author', 'u1'), to: node('Author', 'u3'), along: 'COAUTHORSHIP' as const };
      const joint = await findPaths(store, { ...plainPaths, ...ends });
      expect(joint.paths.map(({ nodes }) => keysOf(nodes))).toEqual(['u1 a u2 b u3']);
      expect((await findPaths(store, { ...plainPaths, ...ends, to: node('Author', 'u4') })).outcome).toBe('NONE');
    });

    test('fewer are listed and shown than there are, and what is not is counted', async () => {
      const found = await asked('a', 'd', { first: 1, maxNodes: 3 });
      expect([found.count, found.paths.length, found.nodesLeftOut]).toEqual([2n, 1, 1]);
      expect(keysOf(found.nodes)).toBe('a b d');
      expect(found.steps).toHaveLength(2);
      expect((await asked('a', 'd', { first: 0 })).paths).toEqual([]);
    });

    test('work that is cut off is undecided, never wrong', async () => {
      const whole = await asked('a', 'e', { detour: 1 });
      const outcomes = new Set<string>();
      for (let mostEdges = 0; mostEdges < 40; mostEdges++) {
        const found = await asked('a', 'e', { detour: 1 }, mostEdges);
        outcomes.add(found.outcome);
        if (found.outcome === 'FOUND') expect(found).toEqual(whole);
        else expect(found).toMatchObject({ outcome: 'UNDECIDED', length: null, count: 0n });
      }
      expect([...outcomes]).toEqual(['UNDECIDED', 'FOUND']);
    });
  });

  describe('too many to be counted with numbers', () => {
    const DIAMONDS = 60;
    beforeAll(async () => {
      store = await openEmptyStore();
      const works = Array.from({ length: DIAMONDS }, (_, i) => [
        write(article(`s${i}`), [`a${i}`, `b${i}`]),
        write(article(`a${i}`), [`s${i + 1}`]),
        write(article(`b${i}`), [`s${i + 1}`]),
      ]);
      await store.write({ articles: [...works.flat(), write(article(`s${DIAMONDS}`))] });
    });

    test.each(['BOTH', 'REFERENCES'] as const)(
      'a ladder of sixty diamonds, %s',
      async (direction) => {
        const found = await asked('s0', `s${DIAMONDS}`, { direction, maxLength: 200, first: 3 });
        expect([found.length, found.count]).toEqual([2 * DIAMONDS, 2n ** 60n]);
        expect(found.paths.map(({ nodes }) => keysOf(nodes.slice(-4)))).toEqual([
        's58 a58 s59 a59 s60',
        's58 a58 s59 b59 s60',
        's58 b58 s59 a59 s60',
      ].map((line) => line.split(' ').slice(1).join(' '))); // prettier-ignore
        expect(new Set(found.nodes.map(({ pathCount }) => pathCount))).toEqual(new Set([2n ** 60n, 2n ** 59n]));
        expect([found.nodes.length, found.steps.length]).toEqual([3 * DIAMONDS + 1, 4 * DIAMONDS]);
      },
      60_000,
    );

    test('as text in the API', async () => {
      const id = (key: string) => toGlobalId('Article', key);
      const { paths } = await ask(store, `{ paths(from: "${id('s0')}", to: "${id('s6')}", maxLength: 12) { count nodes { pathCount } } }`); // prettier-ignore
      expect(paths.count).toBe('64');
      expect(paths.nodes[1].pathCount).toBe('32');
    });
  });

  test('between two works that a hub joins, and that thousands join', async () => {
    store = await openEmptyStore();
    const middle = Array.from({ length: 1500 }, (_, i) => write(article(`m${i}`), ['hub', 'other']));
    await store.write({ articles: [write(article('hub')), write(article('other')), write(article('x'), ['hub']), ...middle] });
    const found = await asked('x', 'other', { first: 2, maxNodes: 10 });
    expect([found.length, found.count, found.paths.length]).toEqual([3, 1500n, 2]);
    expect([found.nodes.length, found.nodesLeftOut, found.steps.length]).toEqual([10, 1493, 1 + 7 * 2]);
    expect(keysOf(found.nodes)).toMatch(/^x hub m0 m1 .* other$/);
    expect((await asked('x', 'other', { maxLength: 2 })).outcome).toBe('NOT_WITHIN');
    expect((await asked('x', 'other', {}, 1000)).outcome).toBe('UNDECIDED');
  });
});
