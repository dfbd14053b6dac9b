import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { RELATIONS } from '../../src/analysis/author-network-material.js';
import type { AuthorNetwork } from '../../src/analysis/author-network.js';
import { close, networkOf, someWorks, undirectedUnless, weights } from './author-networks.js';
import type { Work } from './bylines.js';

describe('periods', () => {
  // Two groups, of which one breaks off; from 2010 a newcomer joins the other.
  const works: Work[] = [
    { by: ['a', 'b', 'c'], year: 2000 },
    { by: ['x', 'y'], year: 2001 },
    { by: ['x', 'y'], year: 2002 },
    { by: ['x', 'y'], year: 2004 },
    { by: ['b', 'c', 'n'], year: 2010 },
    { by: ['x', 'z'], year: 2011 },
    { by: ['p', 'q'] },
  ];

  test('of equal length, with communities that keep their numbers and nodes that keep their places', () => {
    const whole = networkOf(works, { timeSlices: 2, layout: 'CIRCLE' });
    expect(whole.slices.map(({ firstYear, lastYear, newNodes }) => [firstYear, lastYear, newNodes])).toEqual([
      [2000, 2005, 5],
      [2006, 2011, 2],
    ]);
    const [early, late] = whole.slices as [AuthorNetwork['slices'][0], AuthorNetwork['slices'][0]];
    const communityOf = ({ nodes }: { nodes: AuthorNetwork['nodes'] }, key: string) =>
      nodes.find((node) => node.key === key)?.community;
    expect(communityOf(late, 'b')).toBe(communityOf(early, 'b'));
    expect(communityOf(late, 'n')).toBe(communityOf(early, 'c'));
    expect(communityOf(late, 'x')).toBe(communityOf(early, 'x'));
    expect(communityOf(late, 'a')).toBeUndefined();
    for (const { nodes } of whole.slices)
      for (const node of nodes) expect(node.position).toEqual(whole.nodes.find(({ key }) => key === node.key)!.position);
    expect(weights({ ...whole, ...early })).toMatchObject({ 'x y': 3 });
    expect(whole.leftOut).toContainEqual({ reason: 'NO_YEAR', units: 0, works: 1, links: 0 });
  });

  test('of citations by the citing work, with those whom it cites', () => {
    const cited: Work[] = [
      { by: ['a'], year: 2000 },
      { by: ['b'], year: 2010, cites: [0] },
    ];
    const { slices } = networkOf(cited, { relation: 'AUTHOR_CITATION', timeSlices: 2 });
    expect(slices.map(({ nodes }) => nodes.map(({ key, articles }) => `${key} ${articles}`).sort())).toEqual([
      ['a 1'],
      ['a 0', 'b 1'],
    ]);
    expect(slices.map(({ edges }) => edges.length)).toEqual([0, 1]);
  });

  test('all of them together have the weights of the whole', () => {
    fc.assert(
      fc.property(
        someWorks,
        fc.constantFrom(...RELATIONS.filter((one) => one !== 'AUTHOR_COUPLING')),
        fc.integer({ min: 2, max: 12 }),
        (list, relation, timeSlices) => {
          const whole = networkOf(list, { relation, timeSlices });
          const sum: Record<string, number> = {};
          for (const slice of whole.slices)
          for (const [pair, weight] of Object.entries(undirectedUnless({ relation }, weights({ ...whole, ...slice })))) sum[pair] = (sum[pair] ?? 0) + weight; // prettier-ignore
          close(sum, undirectedUnless({ relation }, weights(whole)));
        },
      ),
      { numRuns: 60 },
    );
  });
});
