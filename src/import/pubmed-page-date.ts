import type { DatePrecision, PartialDate } from '../records.js';

/**
 * Publication dates as PubMed writes them: `2020`, `2020 Dec`, `2020 Dec 22`, `2000 Spring`, `2006 Nov-Dec`,
 * `1998 Dec-1999 Jan`, `2019 Dec 30-Jan 5`, `1947-1948`, and ISO 8601 `2020-12-22`.
 */
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH_NAME = /^(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)$/i; // prettier-ignore
const SEASON = /^(?:winter|spring|summer|autumn|fall)$/i;
const YEAR = /^(?:1[5-9]|20)\d\d$/;
const ISO = /^(\d{4})([-/.])(\d{1,2})(?:\2(\d{1,2}))?$/;

type Point = Pick<PartialDate, 'year' | 'month' | 'day' | 'precision'>;

function monthOf(text: string): number | null {
  if (/^\d{1,2}$/.test(text)) return Number(text) >= 1 && Number(text) <= 12 ? Number(text) : null;
  return MONTH_NAME.test(text) ? MONTHS.indexOf(text.slice(0, 3).toLowerCase()) + 1 : null;
}

function isDay(year: number, month: number, text: string): boolean {
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return /^\d{1,2}$/.test(text) && Number(text) >= 1 && Number(text) <= lastDay;
}

/** `2020`, `2020 Dec`, `2020 Dec 22`, `2000 Spring`. */
function pointOf(words: readonly string[]): Point | null {
  const [yearText = '', monthText, dayText] = words;
  if (!YEAR.test(yearText) || words.length > 3) return null;
  const year = Number(yearText);
  if (monthText === undefined) return { year, month: null, day: null, precision: 'YEAR' };
  if (SEASON.test(monthText)) return dayText === undefined ? { year, month: null, day: null, precision: 'SEASON' } : null;
  const month = monthOf(monthText);
  if (month === null) return null;
  if (dayText === undefined) return { year, month, day: null, precision: 'MONTH' };
  return isDay(year, month, dayText) ? { year, month, day: Number(dayText), precision: 'DAY' } : null;
}

/** The end of a range may leave out what the beginning has said: `Nov-Dec`, `Dec 22-28`, `Dec 30-Jan 5`. */
function endsRange(begin: Point, words: readonly string[]): boolean {
  if (pointOf(words)) return true;
  if (words.length === 1 && begin.day !== null && isDay(begin.year, begin.month!, words[0]!)) return true;
  const end = pointOf([String(begin.year), ...words]);
  return end !== null && begin.precision !== 'YEAR' && !/^\d/.test(words[0]!);
}

/** The date, as precise as it is written; null for what is no date. */
export function parsePartialDate(text: string): PartialDate | null {
  const raw = text.trim().replace(/\s+/g, ' ');
  const iso = ISO.exec(raw);
  if (iso) {
    const point = pointOf([iso[1]!, iso[3]!, ...(iso[4] ? [iso[4]] : [])]);
    return point && { ...point, raw };
  }
  const [begin = '', end, ...more] = raw.split(/\s?[-–—]\s?/);
  const point = pointOf(begin.split(' '));
  if (!point || more.length > 0) return null;
  if (end === undefined) return { ...point, raw };
  const range: DatePrecision = 'RANGE';
  return endsRange(point, end.split(' ')) ? { ...point, precision: range, raw } : null;
}
