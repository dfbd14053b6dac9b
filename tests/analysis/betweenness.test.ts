import { describe, expect, it } from '@jest/globals';
import { betweenness, betweennessOf } from '../../src/analysis/betweenness.js';
import { sample } from '../../src/analysis/sample.js';
import { byKey, distance, graphOf, graphOfNumbers, otherPrograms } from './graphs.js';
import { networkOfFixture, UNDIRECTED } from './undirected-fixtures.js';

const EXACT = { isDirected: true, exactUpTo: 5000, sources: 10, seed: 1 };

describe('Betweenness', () => {
  it('of a chain and of two ways side by side, worked out by hand', () => {
    // d cites b and c, which cite a; e cites d. Pairs with a work between: d–a (half b, half c), e–b and e–c (d), e–a (d whole,
    // b and c half each). Of 4 · 3 ordered pairs: b and c 1 each, d 3.
    const graph = graphOf({ a: 2000, b: 2001, c: 2001, d: 2002, e: 2003 }, 'b>a c>a d>b d>c e>d');
    const { scores, sources } = betweenness(graph, EXACT);
    expect(byKey(graph, scores)).toEqual({ a: 0, b: 1 / 12, c: 1 / 12, d: 3 / 12, e: 0 });
    expect(sources).toBe(5);
    // Both ways each of these pairs counts twice, and b–c is joined by a and by d, half each way.
    const both = betweenness(graph, { ...EXACT, isDirected: false });
    expect(distance(both.scores, [1 / 12, 2 / 12, 2 / 12, 7 / 12, 0])).toBeLessThan(1e-15);
  });

  it('is 0 where there is no pair to lie between', () => {
    expect([...betweenness(graphOf({ a: 2000, b: 2001 }, 'b>a'), EXACT).scores]).toEqual([0, 0]);
    expect(betweenness(graphOf({}, ''), EXACT).scores.length).toBe(0);
  });

  it.each(otherPrograms())('is that of NetworkX on the graph $name', (expected) => {
    const graph = graphOfNumbers(expected);
    expect(distance(betweenness(graph, EXACT).scores, expected.betweenness)).toBeLessThan(1e-13);
    const undirected = betweenness(graph, { ...EXACT, isDirected: false });
    expect(distance(undirected.scores, expected.betweennessUndirected)).toBeLessThan(1e-13);
  });

  it.each(UNDIRECTED)('of a network is that of NetworkX: $name', (expected) => {
    const { scores } = betweennessOf(networkOfFixture(expected), EXACT);
    expect(distance(scores, expected.betweenness)).toBeLessThan(1e-13);
  });

  it('of samples is the same for a seed, and their mean comes near the exact one', () => {
    const graph = graphOfNumbers(otherPrograms().find(({ name }) => name === 'dense')!);
    const options = { isDirected: true, exactUpTo: 0, sources: 10 };
    const first = betweenness(graph, { ...options, seed: 7 });
    expect(first.sources).toBe(10);
    expect(betweenness(graph, { ...options, seed: 7 }).scores).toEqual(first.scores);
    expect(betweenness(graph, { ...options, seed: 8 }).scores).not.toEqual(first.scores);
    const exact = betweenness(graph, EXACT).scores;
    const mean = new Float64Array(exact.length);
    for (let seed = 0; seed < 400; seed++) betweenness(graph, { ...options, seed }).scores.forEach((score, v) => (mean[v]! += score / 400)); // prettier-ignore
    const largest = Math.max(...exact);
    expect(distance(mean, [...exact])).toBeLessThan(largest * 0.1);
  });
});

describe('A sample', () => {
  it('has as many different numbers as were asked for, and all where more were', () => {
    const picked = sample(1000, 100, 1);
    expect(new Set(picked).size).toBe(100);
    expect([...picked]).toEqual([...picked].sort((a, b) => a - b));
    expect(picked.at(-1)).toBeLessThan(1000);
    expect([...sample(4, 9, 1)]).toEqual([0, 1, 2, 3]);
  });
});
