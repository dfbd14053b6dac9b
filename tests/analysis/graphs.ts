import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { buildCitationGraph, neighboursOf, type CitationGraph } from '../../src/analysis/citation-graph.js';

export interface Listed {
  years: number[];
  /** Pairs of numbers: citing, cited. */
  citations: [number, number][];
}

/** Number i has the key that stands i-th in order. */
export const keyOf = (i: number): string => `w${String(i).padStart(6, '0')}`;

export const graphOfNumbers = ({ years, citations }: Listed): CitationGraph =>
  buildCitationGraph({
    keys: years.map((_, i) => keyOf(i)),
    years: Int32Array.from(years),
    stubs: new Uint8Array(years.length),
    citing: Uint32Array.from(citations, ([citing]) => citing),
    cited: Uint32Array.from(citations, ([, cited]) => cited),
  });

/** A graph as one writes it down: works with their years, and who cites whom: `graphOf({ a: 2000, b: 2001 }, 'b>a')`. */
export function graphOf(years: Record<string, number>, citations: string): CitationGraph {
  const keys = Object.keys(years).sort();
  const pairs = citations.split(' ').filter((pair) => pair !== '').map((pair) => pair.split('>').map((key) => keys.indexOf(key))); // prettier-ignore
  const graph = graphOfNumbers({ years: keys.map((key) => years[key]!), citations: pairs as [number, number][] });
  return { ...graph, keys };
}

/** Values by key, for what a test expects. */
export const byKey = <T>({ keys }: CitationGraph, values: ArrayLike<T>): Record<string, T> =>
  Object.fromEntries(keys.map((key, i) => [key, values[i]!]));

export const citationsOf = ({ keys, references }: CitationGraph): [number, number][] =>
  keys.flatMap((_, v) => [...neighboursOf(references, v)].map((w): [number, number] => [v, w]));

/** Any citations at all, in circles too, with years or without. */
export const anyGraph = (maxWorks = 12): fc.Arbitrary<Listed> =>
  fc.integer({ min: 1, max: maxWorks }).chain((size) =>
    fc.record({
      years: fc.array(fc.oneof({ arbitrary: fc.integer({ min: 1990, max: 1994 }), weight: 5 }, { arbitrary: fc.constant(-1), weight: 1 }), { minLength: size, maxLength: size }), // prettier-ignore
      citations: fc
        .uniqueArray(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), { maxLength: size * 3, selector: ([a, b]) => `${a} ${b}` })
        .map((pairs) => pairs.filter(([a, b]) => a !== b)),
    }),
  );

/** The same graph with other numbers: work i becomes work `to[i]`. */
export function renumbered({ years, citations }: Listed, to: readonly number[]): Listed {
  const moved = years.slice();
  years.forEach((year, i) => (moved[to[i]!] = year));
  return { years: moved, citations: citations.map(([citing, cited]) => [to[citing]!, to[cited]!]) };
}

/** A graph and another numbering of it. */
export const renumberedGraph = (maxWorks?: number): fc.Arbitrary<{ listed: Listed; to: number[] }> =>
  anyGraph(maxWorks).chain((listed) => {
    const numbers = listed.years.map((_, i) => i);
    return fc.shuffledSubarray(numbers, { minLength: numbers.length }).map((to) => ({ listed, to }));
  });

/** An answer of scripts/analysis-fixtures.py. Jest runs from the project's folder. */
export const fixture = <T>(name: string): T => JSON.parse(readFileSync(resolve('tests/fixtures/analysis', name), 'utf8')) as T;

export interface OtherPrograms extends Listed {
  name: string;
  pagerank: number[];
  pagerank60: number[];
  authorities: number[];
  hubs: number[];
  betweenness: number[];
  betweennessUndirected: number[];
  cores: number[];
  weakComponents: number[][];
  strongComponents: number[][];
  disruption5: (number | null)[];
  disruption: (number | null)[];
}

export const otherPrograms = (): OtherPrograms[] => fixture('networkx.json');

/** The largest difference between two lists. */
export function distance(found: ArrayLike<number>, expected: readonly number[]): number {
  if (found.length !== expected.length) return Infinity;
  return expected.reduce((most, value, i) => Math.max(most, Math.abs(value - found[i]!)), 0);
}

export const sum = (values: Iterable<number>): number => [...values].reduce((a, b) => a + b, 0);
