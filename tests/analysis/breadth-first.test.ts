import { expect, test } from '@jest/globals';
import { breadthFirst } from '../../src/analysis/breadth-first.js';
import { linksOf, randomLinks, weightedNetwork } from './networks.js';

test('nodes are numbered as a walk by breadth meets them, component by component', () => {
  //  0 - 4 - 2    1 - 3
  const path = weightedNetwork(5, [[0, 4, 2], [4, 2, 3], [1, 3, 5]]); // prettier-ignore
  const { network, number } = breadthFirst({ ...path, nodeWeights: Float64Array.of(10, 11, 12, 13, 14) });
  expect([...number]).toEqual([0, 3, 2, 4, 1]);
  expect(linksOf(network)).toEqual({ '0-1': 2, '1-2': 3, '3-4': 5 });
  expect([...network.nodeWeights]).toEqual([10, 14, 12, 11, 13]);
});

test('the network stays the same', () => {
  const links = [...new Map(randomLinks(60, 120, 3).filter(([a, b]) => a !== b).map(([a, b]) => [[a, b].sort().join(), [a, b, a + b + 1] as const])).values()]; // prettier-ignore
  const before = weightedNetwork(60, links);
  const { network, number } = breadthFirst(before);
  expect([...number].sort((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, v) => v));
  const renamed = Object.entries(linksOf(before)).map(([ends, weight]) => {
    const [a, b] = ends.split('-').map((v) => number[Number(v)]!) as [number, number];
    return [`${Math.min(a, b)}-${Math.max(a, b)}`, weight];
  });
  expect(linksOf(network)).toEqual(Object.fromEntries(renamed));
});
