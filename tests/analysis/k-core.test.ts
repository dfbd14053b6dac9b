import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { neighboursOf } from '../../src/analysis/citation-graph.js';
import { coresOf } from '../../src/analysis/k-core.js';
import { undirected } from '../../src/analysis/undirected.js';
import { networkOfFixture, UNDIRECTED } from './undirected-fixtures.js';
import { anyGraph, byKey, citationsOf, graphOf, graphOfNumbers, otherPrograms } from './graphs.js';

describe('Core numbers', () => {
  it('of four works that all touch each other, with a tail', () => {
    // a, b, c, d: each has three neighbours among them. e hangs on a triangle's side of two, f on e, g on nothing.
    const years = { a: 1, b: 2, c: 3, d: 4, e: 5, f: 6, g: 7 };
    const graph = graphOf(years, 'b>a c>a c>b d>a d>b d>c e>a e>b f>e');
    expect(byKey(graph, coresOf(undirected(graph)))).toEqual({ a: 3, b: 3, c: 3, d: 3, e: 2, f: 1, g: 0 });
  });

  it('of works that cite each other counts them as neighbours once', () => {
    const graph = graphOf({ a: 1, b: 1 }, 'a>b b>a');
    expect(byKey(graph, coresOf(undirected(graph)))).toEqual({ a: 1, b: 1 });
    expect(coresOf(undirected(graphOf({}, ''))).length).toBe(0);
  });

  it.each(otherPrograms())('are those of NetworkX on the graph $name', (expected) => {
    expect([...coresOf(undirected(graphOfNumbers(expected)))]).toEqual(expected.cores);
  });

  it.each(UNDIRECTED)('of a network are those of NetworkX: $name', (expected) => {
    expect([...coresOf(networkOfFixture(expected))]).toEqual(expected.cores);
  });
});

describe('Both directions as one', () => {
  it('has each neighbour once, ascending', () => {
    fc.assert(
      fc.property(anyGraph(), (listed) => {
        const graph = graphOfNumbers(listed);
        const lists = graph.keys.map((): Set<number> => new Set());
        for (const [a, b] of citationsOf(graph)) {
          lists[a]!.add(b);
          lists[b]!.add(a);
        }
        const found = undirected(graph);
        expect(graph.keys.map((_, v) => [...neighboursOf(found, v)])).toEqual(lists.map((one) => [...one].sort((a, b) => a - b)));
      }),
    );
  });
});
