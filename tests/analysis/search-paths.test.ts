import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { neighboursOf } from '../../src/analysis/citation-graph.js';
import { countPaths } from '../../src/analysis/path-counts.js';
import { searchPaths } from '../../src/analysis/search-paths.js';
import { anyGraph, citationsOf, graphOf, graphOfNumbers, type Listed } from './graphs.js';

/** `layers` pairs of works, each of which cites both of the pair before: 2^layers paths through each work of the last. */
function ladder(layers: number): Listed {
  const years = Array.from({ length: layers * 2 }, (_, i) => 1000 + (i >> 1));
  const citations = years.flatMap((_, i): [number, number][] => (i < 2 ? [] : [[i, (i >> 1) * 2 - 2], [i, (i >> 1) * 2 - 1]])); // prettier-ignore
  return { years, citations };
}

describe('Search paths', () => {
  // Knowledge runs a → b → d → e, a → c → d, and f → d.
  const graph = graphOf({ a: 2000, b: 2001, c: 2001, d: 2002, e: 2003, f: 2000 }, 'b>a c>a d>b d>c d>f e>d');
  const [a, b, , d, e] = [0, 1, 2, 3, 4];

  it('counts those from beginning to end, worked out by hand', () => {
    const { weight, total } = searchPaths(graph, 'SPC');
    // a b d e, a c d e, f d e.
    expect([weight(a, b), weight(b, d), weight(d, e), total]).toEqual([1n, 1n, 3n, 3n]);
  });

  it('counts those that start anywhere', () => {
    const { weight, total } = searchPaths(graph, 'SPLC');
    // Also b d e, c d e and d e.
    expect([weight(a, b), weight(b, d), weight(d, e), total]).toEqual([1n, 2n, 6n, 6n]);
  });

  it('counts those that start and end anywhere', () => {
    const { weight, total } = searchPaths(graph, 'SPNP');
    // Through a b: a b, a b d, a b d e. Through b d: from a or b, to d or e. Through d e: the 6 above. In all: these 6,
    // and a b, a b d, b d, a c, a c d, c d, f d.
    expect([weight(a, b), weight(b, d), weight(d, e), total]).toEqual([3n, 4n, 6n, 13n]);
  });

  it('is exact beyond all numbers of the machine', () => {
    // 1,500 digits of the binary system, which take three doublings of the rows.
    const { into, total, weight } = searchPaths(graphOfNumbers(ladder(1500)), 'SPC');
    expect(total).toBe(2n ** 1500n);
    expect(into.at(2998)).toBe(2n ** 1499n);
    expect(into.log2[2998]).toBe(1499);
    expect(weight(1000, 1002)).toBe(2n ** 1498n);
    expect(into.compare(1000, 1001)).toBe(0);
    expect(Math.sign(into.compare(1000, 1002))).toBe(-1);
    expect(Math.sign(into.compare(1002, 1000))).toBe(1);
  });

  it('says so where the numbers need more room than there is', () => {
    const { flow } = searchPaths(graphOfNumbers(ladder(300)), 'SPC');
    // 300 bits take rows of 16 digits for each of the 600 works.
    expect(countPaths(flow.previous, flow.order, false, 16 * 600).at(598)).toBe(2n ** 299n);
    const tooLarge = expect.objectContaining({ code: 'TOO_LARGE' });
    expect(() => countPaths(flow.previous, flow.order, false, 16 * 600 - 1)).toThrow(tooLarge);
  });

  it('has logarithms that are right to 14 digits', () => {
    const { into } = searchPaths(graphOfNumbers(ladder(400)), 'SPLC');
    for (const v of [3, 70, 300, 799]) {
      // 2^(layer + 1) − 1 paths end at a work of the layer.
      const layer = BigInt(v >> 1);
      expect(into.at(v)).toBe(2n ** (layer + 1n) - 1n);
      expect(into.log2[v]).toBeCloseTo(Math.log2(Number(into.at(v))), 11);
    }
  });

  it('flows: what comes in goes out, and all of it leaves the beginnings', () => {
    fc.assert(
      fc.property(anyGraph(), (listed) => {
        const { flow, weight, total } = searchPaths(graphOfNumbers(listed), 'SPC');
        const add = (numbers: bigint[]): bigint => numbers.reduce((x, y) => x + y, 0n);
        const [started, ended] = [[] as bigint[], [] as bigint[]];
        for (const v of flow.order) {
          const before = [...neighboursOf(flow.previous, v)];
          const after = [...neighboursOf(flow.next, v)];
          const [into, out] = [add(before.map((u) => weight(u, v))), add(after.map((w) => weight(v, w)))];
          if (before.length > 0 && after.length > 0) expect(into).toBe(out);
          else if (after.length > 0) started.push(out);
          else ended.push(into);
        }
        expect([add(started), add(ended)]).toEqual([total, total]);
      }),
    );
  });

  it('weighs a citation the more the more paths are allowed', () => {
    fc.assert(
      fc.property(anyGraph(), (listed) => {
        const some = graphOfNumbers(listed);
        const [spc, splc, spnp] = [searchPaths(some, 'SPC'), searchPaths(some, 'SPLC'), searchPaths(some, 'SPNP')] as const;
        for (const [citing, cited] of citationsOf({ ...some, references: spc.flow.previous })) {
          expect(spc.weight(cited, citing)).toBeLessThanOrEqual(splc.weight(cited, citing));
          expect(splc.weight(cited, citing)).toBeLessThanOrEqual(spnp.weight(cited, citing));
          expect(spc.weight(cited, citing)).toBeLessThanOrEqual(spc.total);
        }
      }),
    );
  });
});
