import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mainPath, PATH_SEARCHES, type MainPath, type MainPathOptions } from '../../src/analysis/main-path.js';
import { PATH_WEIGHTS, searchPaths } from '../../src/analysis/search-paths.js';
import { anyGraph, fixture, graphOf, graphOfNumbers, type Listed } from './graphs.js';

const DEFAULTS: MainPathOptions = { weights: 'SPC', search: 'GLOBAL', keyCitations: 3 };

interface Expected {
  total: number;
  weights: [number, number, number][];
  global: number[];
  globalTied: number;
  local: [number, number][];
  localTied: number;
  keyRoutes: [number, number][];
  keyTied: number;
}
type Enumerated = Listed & { dropped: [number, number][] } & Record<'SPC' | 'SPLC' | 'SPNP', Expected>;

/** Cited, citing. */
const arcs = ({ citations }: MainPath): [number, number][] => citations.map(({ cited, citing }) => [cited, citing]);
const sorted = (pairs: readonly [number, number][]): [number, number][] => pairs.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]);

/** A review that cites five works and is cited by five. */
const star = graphOf(
  { r1: 1991, r2: 1989, r3: 1990, r4: 1989, r5: 1995, review: 2000, c1: 2004, c2: 2003, c3: 2005, c4: 2003, c5: 2010 },
  'review>r1 review>r2 review>r3 review>r4 review>r5 c1>review c2>review c3>review c4>review c5>review',
);

describe('The main path of a review with five references and five citing works', () => {
  const named = (path: MainPath) => path.works.map((v) => star.keys[v]);

  it('is one of 25, the first by year and key; each citation has 5 paths', () => {
    const path = mainPath(star, DEFAULTS);
    expect(named(path)).toEqual(['r2', 'review', 'c2']);
    expect(path.citations.map(({ cited, citing, weight }) => [star.keys[cited], star.keys[citing], weight])).toEqual([
      ['r2', 'review', 5n],
      ['review', 'c2', 5n],
    ]);
    expect([path.tied, path.total]).toEqual([25n, 25n]);
    expect(path.cycles).toEqual({ groups: 0, works: 0, dropped: [] });
  });

  it('is all of it where ties are kept', () => {
    const path = mainPath(star, { ...DEFAULTS, search: 'LOCAL' });
    expect([path.works.length, path.citations.length, path.tied]).toEqual([11, 10, 25n]);
  });

  it('leads on from the key citations by the first of equals', () => {
    const path = mainPath(star, { ...DEFAULTS, search: 'KEY_ROUTE', keyCitations: 3 });
    // The first three of ten by the cited work's year and key; each leads on to the first citing work.
    expect(named(path).sort()).toEqual(['c2', 'r2', 'r3', 'r4', 'review']);
    expect(named(path).slice(3)).toEqual(['review', 'c2']);
    expect(path.tied).toBe(10n);
  });
});

describe('The main path', () => {
  it.each(PATH_SEARCHES)('is empty without citations (%s)', (search) => {
    for (const graph of [graphOf({}, ''), graphOf({ a: 2000, b: 2001 }, '')])
      expect(mainPath(graph, { ...DEFAULTS, search })).toMatchObject({ works: [], citations: [], total: 0n, tied: 0n });
  });

  it.each(fixture<Enumerated[]>('main-paths.json').map((one, i) => [i, one] as const))(
    'is what writing out every path of graph %i gives',
    (_, expected) => {
      const graph = graphOfNumbers(expected);
      for (const weights of PATH_WEIGHTS) {
        const answer = expected[weights];
        const { weight } = searchPaths(graph, weights);
        expect(answer.weights.map(([cited, citing]) => [cited, citing, Number(weight(cited, citing))])).toEqual(answer.weights);
        const global = mainPath(graph, { ...DEFAULTS, weights });
        expect(global.works).toEqual(answer.global);
        expect([Number(global.tied), Number(global.total)]).toEqual([answer.globalTied, answer.total]);
        const local = mainPath(graph, { ...DEFAULTS, weights, search: 'LOCAL' });
        expect(sorted(arcs(local))).toEqual(answer.local);
        expect(Number(local.tied)).toBe(answer.localTied);
        const routes = mainPath(graph, { ...DEFAULTS, weights, search: 'KEY_ROUTE' });
        expect(sorted(arcs(routes))).toEqual(answer.keyRoutes);
        expect(Number(routes.tied)).toBe(answer.keyTied);
        expect(sorted(global.cycles.dropped.map(({ citing, cited }) => [citing, cited]))).toEqual(expected.dropped);
      }
    },
  );

  it('tells ties from what differs by one path in 2^120', () => {
    // Two chains of 60 diamonds side by side begin at a and meet in z; the second has one more beginning near its end.
    const years: Record<string, number> = { a: 1000, z: 1200, x: 1000 };
    const citations: string[] = [];
    for (const side of ['p', 'q']) {
      for (let i = 0; i <= 60; i++) {
        const name = `${side}${String(i).padStart(2, '0')}`;
        const last = i === 0 ? 'a' : `${side}${String(i - 1).padStart(2, '0')}`;
        years[name] = 1001 + i;
        for (const middle of [`${name}l`, `${name}r`]) {
          years[middle] = 1001 + i;
          citations.push(`${middle}>${last}`, `${name}>${middle}`);
        }
      }
      citations.push(`z>${side}60`);
    }
    const even = graphOf(years, citations.join(' '));
    const tie = mainPath(even, DEFAULTS);
    expect(tie.tied).toBe(2n ** 62n);
    expect(even.keys[tie.works[1]!]).toBe('p00l');
    const uneven = graphOf(years, [...citations, 'q60>x'].join(' '));
    const path = mainPath(uneven, DEFAULTS);
    expect([path.tied, uneven.keys[path.works[1]!]]).toEqual([2n ** 61n, 'q00l']);
  });

  it('is a path, from a work without references to one that nobody cites', () => {
    fc.assert(
      fc.property(anyGraph(), fc.constantFrom(...PATH_WEIGHTS), (listed, weights) => {
        const graph = graphOfNumbers(listed);
        const { flow } = searchPaths(graph, weights);
        const { works, citations } = mainPath(graph, { ...DEFAULTS, weights });
        expect(citations.map(({ cited, citing }) => [cited, citing])).toEqual(works.slice(1).map((v, i) => [works[i], v]));
        if (works.length === 0) return;
        const [first, last] = [works[0]!, works.at(-1)!];
        expect(flow.previous.offsets[first]).toBe(flow.previous.offsets[first + 1]);
        expect(flow.next.offsets[last]).toBe(flow.next.offsets[last + 1]);
      }),
    );
  });

  it('goes on at every work that it reaches, whichever way it is looked for', () => {
    fc.assert(
      fc.property(anyGraph(), fc.constantFrom(...PATH_WEIGHTS), fc.constantFrom(...PATH_SEARCHES), (listed, weights, search) => {
        const graph = graphOfNumbers(listed);
        const { flow } = searchPaths(graph, weights);
        const { works, citations } = mainPath(graph, { ...DEFAULTS, weights, search });
        for (const v of works) {
          const isEnd = flow.next.offsets[v] === flow.next.offsets[v + 1];
          const isStart = flow.previous.offsets[v] === flow.previous.offsets[v + 1];
          expect(isEnd || citations.some(({ cited }) => cited === v)).toBe(true);
          expect(isStart || citations.some(({ citing }) => citing === v)).toBe(true);
        }
      }),
    );
  });
});
