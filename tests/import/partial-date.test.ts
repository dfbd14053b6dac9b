import { describe, expect, test } from '@jest/globals';
import { dateFromDateParts, dateFromEdtf, dateFromParts, dateFromText } from '../../src/import/partial-date.js';

const short = (date: ReturnType<typeof dateFromText>) => date && [date.year, date.month, date.day, date.precision];

describe('dates as precise as the source has them', () => {
  test.each([
    ['2020 Dec 22', [2020, 12, 22, 'DAY']],
    ['2020 Dec', [2020, 12, null, 'MONTH']],
    ['2020', [2020, null, null, 'YEAR']],
    ['2006 Nov-Dec', [2006, 11, null, 'RANGE']],
    ['2018 May - Jun', [2018, 5, null, 'RANGE']],
    ['1998 Dec-1999 Jan', [1998, 12, null, 'RANGE']],
    ['1998 Dec 15-31', [1998, 12, null, 'RANGE']],
    ['1947-1948', [1947, null, null, 'RANGE']],
    ['1947-48', [1947, null, null, 'RANGE']],
    ['2000 Spring', [2000, null, null, 'SEASON']],
    ['Fall 1976', [1976, null, null, 'SEASON']],
    ['2021-03-05', [2021, 3, 5, 'DAY']],
    ['2021-03-05T10:00:00Z', [2021, 3, 5, 'DAY']],
    ['2021/03/05/', [2021, 3, 5, 'DAY']],
    ['2021///', [2021, null, null, 'YEAR']],
    ['20210305', [2021, 3, 5, 'DAY']],
    ['March 2021', [2021, 3, null, 'MONTH']],
    ['5 March 2021', [2021, 3, 5, 'DAY']],
    ['March 5, 2021', [2021, 3, 5, 'DAY']],
    ['2021 Feb 30', [2021, 2, null, 'MONTH']],
    ['22/12/2020', [2020, 12, 22, 'DAY']],
    ['12/22/2020', [2020, 12, 22, 'DAY']],
    ['05.01.2020', [2020, 1, 5, 'DAY']],
    ['05/01/2020', [2020, null, null, 'YEAR']],
    ['c2005', [2005, null, null, 'YEAR']],
  ])('%s', (raw, expected) => {
    expect(short(dateFromText(raw))).toEqual(expected);
    expect(dateFromText(raw)!.raw).toBe(raw);
  });

  test.each(['', 'in press', 'Nov-Dec', '12/2', '99', '31415926'])('no date in %p', (text) =>
    expect(dateFromText(text)).toBeNull(),
  );

  test('parts, with months as names or numbers', () => {
    expect(dateFromParts('2020', 'Dec', '22')).toEqual({ year: 2020, month: 12, day: 22, raw: '2020 Dec 22', precision: 'DAY' });
    expect(dateFromParts(2020, '03', null)).toEqual({ year: 2020, month: 3, day: null, raw: '2020 03', precision: 'MONTH' });
    expect(short(dateFromParts('2020', 'Jul-Aug'))).toEqual([2020, 7, null, 'RANGE']);
    expect(short(dateFromParts('2020', 'Nonsense'))).toEqual([2020, null, null, 'YEAR']);
    expect(dateFromParts('nineteen')).toBeNull();
    expect(dateFromParts(-5)).toBeNull();
    expect(dateFromParts(2147483648)).toBeNull();
    expect(dateFromParts(null)).toBeNull();
  });

  test('date-parts', () => {
    expect(dateFromDateParts([[2021, 3, 5]])).toEqual({ year: 2021, month: 3, day: 5, raw: '2021-03-05', precision: 'DAY' });
    expect(short(dateFromDateParts([['2021', '3']]))).toEqual([2021, 3, null, 'MONTH']);
    expect(
      dateFromDateParts([
        [2020, 11],
        [2021, 1],
      ]),
    ).toEqual({ year: 2020, month: 11, day: null, raw: '2020-11/2021-01', precision: 'RANGE' });
    for (const none of [null, [], [[null]], [[]], {}, [[1e20]], 'x']) expect(dateFromDateParts(none)).toBeNull();
  });

  test.each([
    ['2006-11/2006-12', [2006, 11, null, 'RANGE']],
    ['2004/..', [2004, null, null, 'RANGE']],
    ['../1985-04', [1985, 4, null, 'RANGE']],
    ['2006-21', [2006, null, null, 'SEASON']],
    ['1998~', [1998, null, null, 'YEAR']],
    ['2004-06?', [2004, 6, null, 'MONTH']],
    ['2006/11/05', [2006, 11, 5, 'DAY']],
    ['March 2021', [2021, 3, null, 'MONTH']],
  ])('EDTF: %s', (raw, expected) => {
    expect(short(dateFromEdtf(raw))).toEqual(expected);
    expect(dateFromEdtf(raw)!.raw).toBe(raw);
  });

  test('a season in the place of a month of date-parts', () => {
    expect(dateFromDateParts([[2010, 22]])).toEqual({
      year: 2010,
      month: null,
      day: null,
      raw: '2010 Summer',
      precision: 'SEASON',
    });
    expect(short(dateFromDateParts([[2001, 13]]))).toEqual([2001, null, null, 'SEASON']);
  });
});
