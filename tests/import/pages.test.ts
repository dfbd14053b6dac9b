import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { pagesFromEnds, parsePages } from '../../src/import/pages.js';

describe('pages in one field', () => {
  test.each([
    ['234-5', '234', '235'],
    ['1008-12', '1008', '1012'],
    ['616–7', '616', '617'],
    ['310--322', '310', '322'],
    ['1 - 10', '1', '10'],
    ['pp 37-64', '37', '64'],
    ['S12-8', 'S12', 'S18'],
    ['S12-S18', 'S12', 'S18'],
    ['e1234-40', 'e1234', 'e1240'],
    ['33.e1-33.e5', '33.e1', '33.e5'],
    ['112S-8S', '112S', '118S'],
    ['465:1--465:20', '465:1', '465:20'],
    ['xi-xv', 'xi', 'xv'],
    ['99-123', '99', '123'],
    ['1045-7; discussion 1047-8', '1045', '1047'],
    ['12-3, 45', '12', '13'],
  ])('%s is a range', (text, first, last) => {
    expect(parsePages(text)).toEqual({ asWritten: text.replace('pp ', ''), first, last });
  });

  test.each(['1430', 'e123', '469580241271313', '230', '146p', '2-xx, 320', '322-310', '7-e3', 'A-B'])(
    '%s stays as written',
    (text) => {
      expect(parsePages(text)).toEqual({ asWritten: text, first: null, last: null });
    },
  );

  test.each(['', '  ', '-', '--'])('%j is nothing', (text) => {
    expect(parsePages(text)).toBeNull();
  });

  test('every rising range comes out whole, however short its end is written', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 99_999 }),
        fc.integer({ min: 0, max: 99_999 }),
        fc.constantFrom('', 'e', 'S'),
        (low, more, prefix) => {
          const first = String(low);
          const last = String(low + more);
          let same = 0;
          if (first.length === last.length) while (same < last.length - 1 && first[same] === last[same]) same++;
          expect(parsePages(`${prefix}${first}-${last.slice(same)}`)).toMatchObject({
            first: prefix + first,
            last: prefix + last,
          });
        },
      ),
    );
  });
});

describe('pages in two fields', () => {
  test.each([
    ['46', '60', { asWritten: '46-60', first: '46', last: '60' }],
    ['1008', '12', { asWritten: '1008-12', first: '1008', last: '1012' }],
    ['310-322', null, { asWritten: '310-322', first: '310', last: '322' }],
    ['310-322', '322', { asWritten: '310-322', first: '310', last: '322' }],
    ['12', '12', { asWritten: '12', first: null, last: null }],
    ['e9128', null, { asWritten: 'e9128', first: null, last: null }],
    ['12', '+', { asWritten: '12', first: null, last: null }],
    [null, '60', { asWritten: '60', first: null, last: null }],
    [null, null, null],
  ])('%j and %j', (first, last, pages) => {
    expect(pagesFromEnds(first, last)).toEqual(pages);
  });
});
