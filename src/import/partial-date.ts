import type { PartialDate } from '../records.js';
import { cleanText } from './input.js';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const SEASON = /\b(?:spring|summer|autumn|fall|winter|easter|christmas|lent)\b/i;
const YEAR = /(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)/;

/** Years of printed works: what lies outside is an error of the source, not a date. */
export function isYear(year: number): boolean {
  return Number.isInteger(year) && year >= 1500 && year <= 2099;
}

/** As most sources write them: `Jan`, `01`, `1`. */
const USUAL_MONTHS = new Map(
  MONTHS.flatMap((name, i): [string, number][] => [
    [name[0]!.toUpperCase() + name.slice(1), i + 1],
    [String(i + 1), i + 1],
    [String(i + 1).padStart(2, '0'), i + 1],
  ]),
);

/** 1 to 12 for `Jan`, `January`, `Sept`, `01` and `1`; null for what is no month. */
export function monthNumber(text: string): number | null {
  const usual = USUAL_MONTHS.get(text);
  if (usual !== undefined) return usual;
  const word = text.trim().replace(/\.$/, '').toLowerCase();
  if (/^\d{1,2}$/.test(word)) return Number(word) >= 1 && Number(word) <= 12 ? Number(word) : null;
  const index = /^[a-z]{3,9}$/.test(word) ? MONTHS.indexOf(word.slice(0, 3)) : -1;
  return index === -1 ? null : index + 1;
}

function daysOf(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function make(year: number, month: number | null, day: number | null, raw: string): PartialDate {
  if (month === null) return { year, month: null, day: null, raw, precision: 'YEAR' };
  if (day === null || day < 1 || (day > 28 && day > daysOf(year, month)))
    return { year, month, day: null, raw, precision: 'MONTH' };
  return { year, month, day, raw, precision: 'DAY' };
}

/** A date of which a source gives the parts apart; null without a usable year. `month` may be a name or a number. */
export function dateFromParts(
  year: string | number | null | undefined,
  month?: string | number | null,
  day?: string | number | null,
  raw?: string,
): PartialDate | null {
  const yearNumber = typeof year === 'number' ? year : /^\d{4}$/.test(year?.trim() ?? '') ? Number(year) : NaN;
  if (!isYear(yearNumber)) return null;
  const monthText = String(month ?? '').trim();
  const dayText = String(day ?? '').trim();
  const written = raw ?? [yearNumber, monthText, dayText].filter((part) => part !== '').join(' ');
  const monthIs = monthNumber(monthText);
  if (monthText !== '' && monthIs === null) return dateFromText(written) ?? make(yearNumber, null, null, written);
  return make(yearNumber, monthIs, /^\d{1,2}$/.test(dayText) ? Number(dayText) : null, written);
}

const ISO = /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?:[T ]\d{1,2}:\d\d\S*|[/-]+[^\d]*)?$/;
const COMPACT = /^(\d{4})(\d\d)(\d\d)$/;
const NAME = String.raw`(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?`;
const NAMES = new RegExp(String.raw`\b${NAME}\b`, 'gi');
/** `2020 Dec 22`, `2020 Dec` */
const YEAR_FIRST = new RegExp(String.raw`^\d{4}[ ,;]+(${NAME})(?:[ .]+(\d{1,2}))?$`, 'i');
/** `22 December 2020`, `December 2020` */
const DAY_FIRST = new RegExp(String.raw`^(?:(\d{1,2})(?:st|nd|rd|th)?[ .]+)?(${NAME})[ ,]+\d{4}$`, 'i');
/** `December 22, 2020` */
const MONTH_FIRST = new RegExp(String.raw`^(${NAME})[ .]+(\d{1,2})(?:st|nd|rd|th)?,? +\d{4}$`, 'i');
/** `22/12/2020`, `12/22/2020`, `22.12.2020` */
const NUMBERS_YEAR_LAST = /^(\d{1,2})([/.])(\d{1,2})\2(\d{4})$/;
/** Two ends: `Nov-Dec`, `1947-1948`, `Dec 15-31`, `1998 Dec-1999 Jan`, also with a slash. */
const TWO_ENDS = /[\p{L}\d.]\s*[-\u2010-\u2015/]\s*[\p{L}\d]/u;

/**
 * A date as sources write it in one text, as precise as it is: `2020 Dec 22`, `2006 Nov-Dec` (a range: its first
 * month), `2000 Spring` (a season), `1998 Dec-1999 Jan`, `1947-1948`, `2021-03-05`, `2021/03/05/`, `March 2021`.
 * Null where no year from 1500 on is in it.
 */
export function dateFromText(text: string): PartialDate | null {
  const raw = cleanText(text);
  const exact = ISO.exec(raw) ?? COMPACT.exec(raw);
  if (exact && isYear(Number(exact[1]))) {
    const month = exact[2] === undefined ? null : monthNumber(exact[2]);
    // `1947-48` looks like a year and a month that does not exist: two years.
    if (exact[2] !== undefined && month === null && exact[3] === undefined && Number(exact[2]) > 12)
      return range(Number(exact[1]), null, raw);
    return make(Number(exact[1]), month, exact[3] === undefined ? null : Number(exact[3]), raw);
  }
  const found = YEAR.exec(raw);
  if (!found) return null;
  const numbers = NUMBERS_YEAR_LAST.exec(raw);
  if (numbers) return yearLast(numbers, raw);
  const year = Number(found[1]);
  const yearFirst = YEAR_FIRST.exec(raw);
  if (yearFirst) return make(year, monthNumber(yearFirst[1]!), yearFirst[2] === undefined ? null : Number(yearFirst[2]), raw);
  const dayFirst = DAY_FIRST.exec(raw);
  if (dayFirst) return make(year, monthNumber(dayFirst[2]!), dayFirst[1] === undefined ? null : Number(dayFirst[1]), raw);
  const monthFirst = MONTH_FIRST.exec(raw);
  if (monthFirst) return make(year, monthNumber(monthFirst[1]!), Number(monthFirst[2]), raw);
  const names = [...raw.matchAll(NAMES)].map((match) => monthNumber(match[0]));
  const months = names.filter((month) => month !== null);
  if (SEASON.test(raw) && months.length === 0) return { year, month: null, day: null, raw, precision: 'SEASON' };
  if (TWO_ENDS.test(raw)) return range(year, months[0] ?? null, raw);
  return make(year, months.length === 1 ? months[0]! : null, null, raw);
}

/** With slashes Americans write the month first, others the day: where both can be, only the year is known. */
function yearLast([, a = '', mark, b = '', year]: RegExpExecArray, raw: string): PartialDate {
  const [first, second] = [Number(a), Number(b)];
  if (mark === '.' || (first > 12 && second <= 12) || first === second) return make(Number(year), monthNumber(b), first, raw);
  return make(Number(year), second > 12 ? monthNumber(a) : null, second, raw);
}

function range(year: number, month: number | null, raw: string): PartialDate {
  return { year, month, day: null, raw, precision: 'RANGE' };
}

/**
 * A day as services write it that fill the missing parts of a date with 01: a first of January is known by its year
 * alone, a first of another month by its month.
 */
export function dateFromPaddedDay(text: string): PartialDate | null {
  return dateFromText(text.replace(/^(\d{4}-\d\d)-01$/, '$1').replace(/^(\d{4})-01$/, '$1'));
}

const SEASONS = ['Spring', 'Summer', 'Autumn', 'Winter'];

/** The season that stands in the place of a month: 21 to 24 in EDTF (ISO 8601-2), 13 to 16 in older CSL. */
function seasonOf(month: number): string | null {
  return SEASONS[month - 21] ?? SEASONS[month - 13] ?? null;
}

/** CSL's number of a season, 1 to 4, or its name. */
export function seasonName(text: string): string {
  return SEASONS[Number(text) - 1] ?? text;
}

/**
 * A date in the Extended Date/Time Format (ISO 8601-2), which BibLaTeX and CSL have, with what marks it as uncertain:
 * `2006-11/2006-12`, `2006-21` (spring 2006), `1998~`, `2004?/..`. Free text is read as such.
 */
export function dateFromEdtf(text: string): PartialDate | null {
  const raw = cleanText(text);
  // `2004-XX`: in some month of 2004.
  const ends = raw.split('/').map((end) => end.replace(/[~?%]$/, '').replace(/(?:-XX){1,2}$/i, ''));
  const isInterval = ends.length === 2 && ends.every((end) => /^(?:\d{4}(?:-\d\d){0,2}|\.{0,2})$/.test(end));
  const start = isInterval ? (ends.find((end) => /^\d/.test(end)) ?? '') : ends.join('/');
  const [, year, month] = /^(\d{4})-(2[1-4])$/.exec(start) ?? [];
  const date = year === undefined ? dateFromText(start) : dateFromText(`${year} ${seasonOf(Number(month))!}`);
  if (date === null) return null;
  return isInterval ? range(date.year, date.month, raw) : { ...date, raw };
}

/** CSL's and Crossref's `[[2021, 3, 5]]`; two inner lists are a range. Null for `[[null]]` and the like. */
export function dateFromDateParts(parts: unknown): PartialDate | null {
  if (!Array.isArray(parts)) return null;
  const read = (one: unknown): PartialDate | null => {
    if (!Array.isArray(one)) return null;
    const [year, month, day] = one.map((part) =>
      typeof part === 'string' && /^\d{1,4}$/.test(part) ? Number(part) : part,
    ) as unknown[];
    if (typeof year !== 'number') return null;
    const asNumber = (part: unknown): number | null => (typeof part === 'number' && Number.isInteger(part) ? part : null);
    const written = one.filter((part) => typeof part === 'number' || typeof part === 'string');
    const iso = written.map((part, i) => String(part).padStart(i === 0 ? 4 : 2, '0')).join('-');
    const season = seasonOf(asNumber(month) ?? 0);
    if (season !== null) return dateFromText(`${year} ${season}`);
    return dateFromParts(year, asNumber(month), asNumber(day), iso);
  };
  // Some write one date without the list around it: `[2021, 3]`.
  const first = read(Array.isArray(parts[0]) ? parts[0] : parts);
  const last = parts.length > 1 && Array.isArray(parts[0]) ? read(parts[1]) : null;
  if (first === null || last === null || first.raw === last.raw) return first;
  return range(first.year, first.month, `${first.raw}/${last.raw}`);
}
