import { expect, test } from '@jest/globals';
import { coauthorNetwork } from '../../src/analysis/collaboration.js';
import { strongestPath } from '../../src/analysis/strongest-path.js';
import { randomOf } from '../../bench/random.js';

/** Bylines by hand or at random. */
function network(size: number, bylines: readonly (readonly number[])[]) {
  const offsets = Uint32Array.from([0, ...bylines.map((_, i) => bylines.slice(0, i + 1).flat().length)]);
  return coauthorNetwork({ size, offsets, authors: Uint32Array.from(bylines.flat()) });
}

test('authors are linked by as many joint works as there are, whatever the order of a byline', () => {
  const { offsets, neighbours, weights } = network(4, [[2, 0, 1], [1, 0], [3], []]); // prettier-ignore
  expect([...offsets]).toEqual([0, 2, 4, 6, 6]);
  expect([...neighbours]).toEqual([1, 2, 0, 2, 0, 1]);
  expect([...weights]).toEqual([2, 1, 2, 1, 1, 1]);
});

test('close ties lead round a weak one', () => {
  // 0–3 wrote once; 0–1, 1–2 and 2–3 four times each.
  const close = [[0, 1], [1, 2], [2, 3]]; // prettier-ignore
  const chain = network(5, [[0, 3], ...close, ...close, ...close, ...close]);
  expect(strongestPath(chain, 0, 3)).toEqual({ nodes: [0, 1, 2, 3], length: 0.75 });
  expect(strongestPath(chain, 2, 2)).toEqual({ nodes: [2], length: 0 });
  expect(strongestPath(chain, 0, 4)).toBeNull();
  // Of equal ones the lower numbers.
  expect(strongestPath(network(4, [[0, 1], [0, 2], [1, 3], [2, 3]]), 0, 3)).toEqual({ nodes: [0, 1, 3], length: 2 }); // prettier-ignore
});

test('is as short as trying all ways finds, on random bylines', () => {
  const random = randomOf(7);
  const below = (count: number) => Math.floor(random() * count);
  for (let run = 0; run < 60; run++) {
    const size = 2 + below(12);
    const bylines = Array.from({ length: below(20) }, () => [
      ...new Set(Array.from({ length: 1 + below(3) }, () => below(size))),
    ]);
    const found = network(size, bylines);
    const all = Array.from({ length: size }, (_, a) => Array.from({ length: size }, (_, b) => (a === b ? 0 : Infinity)));
    for (let v = 0; v < size; v++)
      for (let i = found.offsets[v]!; i < found.offsets[v + 1]!; i++) all[v]![found.neighbours[i]!] = 1 / found.weights[i]!;
    const direct = all.map((row) => [...row]);
    for (let k = 0; k < size; k++)
      for (let a = 0; a < size; a++) for (let b = 0; b < size; b++) all[a]![b] = Math.min(all[a]![b]!, all[a]![k]! + all[k]![b]!);
    for (let to = 0; to < size; to++) {
      const path = strongestPath(found, 0, to);
      expect(path?.length ?? Infinity).toBeCloseTo(all[0]![to]!, 12);
      if (!path) continue;
      const sum = path.nodes.slice(1).reduce((total, node, i) => total + direct[path.nodes[i]!]![node]!, 0);
      expect([path.nodes[0], path.nodes.at(-1)]).toEqual([0, to]);
      expect(sum).toBeCloseTo(path.length, 12);
    }
  }
});
