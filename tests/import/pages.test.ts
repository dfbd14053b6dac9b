import { describe, expect, test } from '@jest/globals';
import { parsePages } from '../../src/import/pages.js';

describe('pages', () => {
  test.each([
    ['230', null, null],
    ['469580241271313', null, null],
    ['e1234', null, null],
    ['234-5', '234', '235'],
    ['993-994', '993', '994'],
    ['1246-50', '1246', '1250'],
    ['199-210', '199', '210'],
    ['98-102', '98', '102'],
    ['12–18', '12', '18'],
    ['S12-8', 'S12', 'S18'],
    ['e12-e19', 'e12', 'e19'],
    ['xii-xv', 'xii', 'xv'],
    ['123-30, 135', null, null],
    ['S1-e4', null, null],
    ['210-199', null, null],
    ['2-1-3', null, null],
  ])('%s', (asWritten, first, last) => {
    expect(parsePages(asWritten)).toEqual({ asWritten, first, last });
  });
});
