import { describe, expect, test } from '@jest/globals';
import { searchPaths, type Expand } from '../../src/traverse/path-search.js';

/** Two hubs, 0 and 1, each with so many neighbours of its own: numbers from 2 on, even ones around 0. */
function hubs(size: number): { expand: Expand<number>; expanded: () => number } {
  let expanded = 0;
  const around = (hub: number): number[] => Array.from({ length: size }, (_, i) => 2 * i + 2 + hub);
  return {
    expand: async (nodes) => {
      expanded += nodes.length;
      return nodes.map((node) => [node, node < 2 ? around(node) : [node % 2]] as const);
    },
    expanded: () => expanded,
  };
}

const ask = ({ expand }: { expand: Expand<number> }) =>
  searchPaths({
    from: 0,
    to: 1,
    onward: expand,
    back: expand,
    maxLength: 1,
    isCut: () => false,
    inOrder: (a, b) => a - b,
  });

describe('where there is no way of the length asked for', () => {
  test('the search goes on to learn that there is none at all', async () => {
    expect(await ask(hubs(1_000))).toEqual({ layers: [], outcome: 'NONE' });
  });

  test('and leaves it open where both fronts are wide', async () => {
    const wide = hubs(1_001);
    expect(await ask(wide)).toEqual({ layers: [], outcome: 'NOT_WITHIN' });
    expect(wide.expanded()).toBe(2);
  });
});
