import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { editDistance } from '../../src/import/edit-distance.js';

describe('edit distance', () => {
  /** The whole table, as a textbook has it. */
  function plain(a: string, b: string): number {
    let above = Array.from({ length: b.length + 1 }, (_, j) => j);
    for (let i = 1; i <= a.length; i++) {
      const row = [i];
      for (let j = 1; j <= b.length; j++) {
        row.push(Math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
      }
      above = row;
    }
    return above[b.length]!;
  }

  it('is the distance up to the limit, and one more beyond it', () => {
    const short = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 12 });
    fc.assert(
      fc.property(short, short, fc.integer({ min: 0, max: 12 }), (a, b, max) => {
        expect(editDistance(a, b, max)).toBe(Math.min(plain(a, b), max + 1));
      }),
      { numRuns: 1000 },
    );
  });
});
