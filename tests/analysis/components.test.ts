import { describe, expect, it } from '@jest/globals';
import { buildCitationGraph } from '../../src/analysis/citation-graph.js';
import { componentsOf, strongComponents, weakComponents, type Components } from '../../src/analysis/components.js';
import { byKey, citationsOf, graphOf, graphOfNumbers, otherPrograms } from './graphs.js';
import { networkOfFixture, UNDIRECTED } from './undirected-fixtures.js';

const groups = ({ of, sizes }: Components): number[][] => {
  const members: number[][] = Array.from(sizes, () => []);
  of.forEach((component, v) => members[component]!.push(v));
  expect(members.map((list) => list.length)).toEqual([...sizes]);
  return members.sort((a, b) => a[0]! - b[0]!);
};

describe('Components', () => {
  it('puts works together that citations connect in whichever direction, the largest group first', () => {
    const graph = graphOf({ a: 2000, b: 2000, c: 2000, d: 2000, e: 2000, f: 2000, g: 2000 }, 'b>a e>d f>d g>c');
    const { of, sizes } = weakComponents(graph);
    expect(byKey(graph, of)).toEqual({ a: 1, b: 1, c: 2, g: 2, d: 0, e: 0, f: 0 });
    expect([...sizes]).toEqual([3, 2, 2]);
  });

  it('finds works that reach each other', () => {
    // a ⇄ b, and c → d → e → c; the second group cites the first, so the first has the lower number.
    const graph = graphOf({ a: 2000, b: 2000, c: 2000, d: 2000, e: 2000, f: 2000 }, 'a>b b>a c>d d>e e>c e>a f>c');
    const { of, sizes } = strongComponents(graph.references);
    expect(byKey(graph, of)).toEqual({ a: 0, b: 0, c: 1, d: 1, e: 1, f: 2 });
    expect([...sizes]).toEqual([2, 3, 1]);
  });

  it('has no recursion to run out of', () => {
    const size = 300_000;
    const citing = Uint32Array.from({ length: size - 1 }, (_, i) => i);
    const cited = citing.map((i) => i + 1);
    const keys = Array.from(citing, String).concat('last');
    const graph = buildCitationGraph({ keys, years: new Int32Array(size), stubs: new Uint8Array(size), citing, cited });
    expect(strongComponents(graph.references).sizes.length).toBe(size);
    expect([...weakComponents(graph).sizes]).toEqual([size]);
  });

  it.each(UNDIRECTED)('of a network are those of NetworkX, the largest first: $name', (expected) => {
    const { of, sizes } = componentsOf(networkOfFixture(expected));
    expect([...sizes]).toEqual(expected.components.map((members) => members.length));
    expected.components.forEach((members, c) => expect(members.map((v) => of[v])).toEqual(members.map(() => c)));
  });

  it.each(otherPrograms())('are those of NetworkX on the graph $name', (expected) => {
    const graph = graphOfNumbers(expected);
    expect(groups(weakComponents(graph))).toEqual(expected.weakComponents);
    const strong = strongComponents(graph.references);
    expect(groups(strong)).toEqual(expected.strongComponents);
    for (const [citing, cited] of citationsOf(graph)) expect(strong.of[cited]).toBeLessThanOrEqual(strong.of[citing]!);
  });
});
