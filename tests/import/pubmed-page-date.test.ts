import { describe, expect, test } from '@jest/globals';
import { parsePartialDate } from '../../src/import/pubmed-page-date.js';

describe('dates', () => {
  test.each([
    ['2020', 2020, null, null, 'YEAR'],
    ['2020 Dec', 2020, 12, null, 'MONTH'],
    ['2020 December', 2020, 12, null, 'MONTH'],
    ['2020 12', 2020, 12, null, 'MONTH'],
    ['2020 Dec 22', 2020, 12, 22, 'DAY'],
    ['2020-12-22', 2020, 12, 22, 'DAY'],
    ['2020/02/29', 2020, 2, 29, 'DAY'],
    ['2000 Spring', 2000, null, null, 'SEASON'],
    ['2006 Nov-Dec', 2006, 11, null, 'RANGE'],
    ['2018 May - Jun', 2018, 5, null, 'RANGE'],
    ['1998 Dec-1999 Jan', 1998, 12, null, 'RANGE'],
    ['2019 Dec 30-Jan 5', 2019, 12, 30, 'RANGE'],
    ['2019 Dec 22-28', 2019, 12, 22, 'RANGE'],
    ['1947-1948', 1947, null, null, 'RANGE'],
  ])('%s', (raw, year, month, day, precision) => {
    expect(parsePartialDate(raw)).toEqual({ year, month, day, raw, precision });
  });

  test.each([
    '',
    'Dec 2020',
    '20201',
    '2020 Dec 32',
    '2021 Feb 29',
    '2020 Foo',
    '2020 13',
    '2020-13',
    '1234',
    '2020 Dec 22 Epub',
    '2020 Nov-Foo',
    '2020-2021-2022',
    '2020 Spring 3',
  ])('%j is none', (text) => {
    expect(parsePartialDate(text)).toBeNull();
  });
});
