import type { BibRecord } from './record.js';

/** Volume and pages made ready to be compared. */
export interface Imprint {
  /** The volume's number without its supplement: `10 Suppl 2` is 10. */
  volume: string | null;
  year: number | null;
  pages: PageNumbers | null;
}

export interface PageNumbers {
  /** Letters before the first number, lower case: `s` of `S27`. */
  prefix: string;
  first: number;
  /** First pages of the further ranges, as journals in two languages have them: `233-8, 230-5`. */
  others: readonly number[];
  /** Five digits or more are the number of one article: `e43268`, `CD006273`. */
  isArticleNumber: boolean;
  /** Null where one page (or article number) is given alone. */
  last: number | null;
  /**
   * The two numbers of a range that a spreadsheet has turned to a date: `01-Sep` was 1-9 or 9-1. They can
   * contradict other pages but prove nothing.
   */
  mangled: readonly [number, number] | null;
}

/**
 * `LONG_RANGE`: first and last are the same, three pages or more, so that hardly two works share them; `RANGE`: two
 * pages, or one article number; `FIRST`: the first page of a longer work is the same; `SINGLE`: one page, on which
 * several abstracts may stand, or the pages of a whole supplement; `OVERLAP`: two pages or more are in both ranges,
 * which two works of one volume never have; null: they say nothing about each other.
 */
export type PageRelation = 'LONG_RANGE' | 'RANGE' | 'FIRST' | 'SINGLE' | 'OVERLAP' | 'DIFFERENT' | null;

/** Characters of a field with pages that are read. */
const READ = 100;
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const DATE_LIKE =
  /^(?:(\d{1,4})-(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)-(\d{1,4}))$/i;
/** Quotation marks and the like before a page. */
const STRAY = /^[^\p{L}\p{N}]+/u;
const FIRST_PAGE = /^([a-z]{0,3}[.\s]?[a-z]{0,8}[.:\s]*)?(\d{1,9})/i;
/** `p. 63` is page 63, `P63` is a poster's. */
const NAMES_PAGE = /^(?:p[.\s]|pp|pages?|art|article|no|art\W?no)[.:\s]*$/;
const ARTICLE_NUMBER_DIGITS = 5;

function mangledRange(asWritten: string): [number, number] | null {
  const match = DATE_LIKE.exec(asWritten.trim());
  if (!match) return null;
  const month = MONTHS.indexOf((match[2] ?? match[3])!.toLowerCase()) + 1;
  const other = Number(match[1] ?? match[4]);
  return month < other ? [month, other] : [other, month];
}

const digits = (text: string): number => Number(text.replace(/\D+/g, '').slice(0, 15));

function pageNumbers(record: BibRecord): PageNumbers | null {
  if (record.pages === null) return null;
  const { first, last } = record.pages;
  const asWritten = record.pages.asWritten.slice(0, READ).replace(STRAY, '');
  const mangled = mangledRange(asWritten);
  if (mangled) return { prefix: '', first: mangled[0], others: [], isArticleNumber: false, last: null, mangled };
  const start = FIRST_PAGE.exec(first?.replace(STRAY, '') ?? asWritten);
  if (!start) return null;
  const before = (start[1] ?? '').toLowerCase();
  const prefix = before.replace(/[^a-z]/g, '');
  return {
    prefix: NAMES_PAGE.test(before) ? '' : prefix,
    first: digits(start[2]!),
    others: [...asWritten.matchAll(/[,;+]\s*(\d{1,9})\s*[-–]/g)].map((match) => Number(match[1])),
    isArticleNumber: start[2]!.length >= ARTICLE_NUMBER_DIGITS,
    last: last !== null && /\d/.test(last) ? digits(last.replace(/^\D*(\d+).*$/, '$1')) : null,
    mangled: null,
  };
}

function volumeNumber(volume: string | null, year: number | null): string | null {
  const match = /^\W*(?:v(?:ol)?(?:ume)?\b[.\s]*)?(\d+\s?[a-z]?(?![a-z])|[ivxlcdm]+\b|[a-z]+\W*\d+)/i.exec(volume ?? '');
  const found =
    match?.[1]!
      .toLowerCase()
      .replace(/[^a-z\d]/g, '')
      .replace(/^0+(?=\d)/, '') ?? null;
  // The year in place of a volume says nothing that the date does not.
  return found !== null && found === String(year) ? null : found;
}

export function describeImprint(record: BibRecord): Imprint {
  const year = record.date?.year ?? null;
  return { volume: volumeNumber(record.volume, year), year, pages: pageNumbers(record) };
}

/** True and false where both are known. */
export function sameVolume(a: Imprint, b: Imprint): boolean | null {
  return a.volume === null || b.volume === null ? null : a.volume === b.volume;
}

/** Whether one record tells where in a volume the work stands and the other does not, as when it is online ahead of its issue. */
export function onlyOneHasPlace(a: Imprint, b: Imprint): boolean {
  if (a.pages?.mangled || b.pages?.mangled) return false;
  const hasPlace = ({ volume, pages }: Imprint): boolean => volume !== null && pages !== null;
  return hasPlace(a) !== hasPlace(b);
}

/** Whether hardly another work begins on the same page: a range of pages, or an article number. */
export function isOwnPlace(pages: PageNumbers): boolean {
  return pages.isArticleNumber || (pages.last ?? 0) > pages.first;
}

/**
 * Whether works of other years have the same pages: the first ones of a volume or an issue, where the editorials of each
 * year stand, and the number of a Cochrane review, which all its versions have.
 */
export const recurs = (pages: PageNumbers | null): boolean =>
  pages !== null && (pages.first <= LAST_FRONT_PAGE || (pages.prefix === 'cd' && pages.isArticleNumber));

const LAST_FRONT_PAGE = 9;

const pageCount = (pages: PageNumbers): number | null => (pages.last === null ? null : pages.last - pages.first + 1);

/** Pages counted within the article, as before an issue is made or beside an article number: 1 to n. */
function isOwnCount(own: PageNumbers, other: PageNumbers): boolean {
  if (own.first !== 1 || own.prefix !== '') return false;
  const count = own.mangled ? own.mangled[1] : pageCount(own);
  if (count === null) return false;
  return count === pageCount(other) || other.last === null;
}

function overlap(a: PageNumbers, b: PageNumbers): boolean {
  if (a.last === null || b.last === null || a.prefix !== b.prefix) return false;
  return Math.min(a.last, b.last) - Math.max(a.first, b.first) >= 1;
}

/** Where one of the two is a mangled range. */
function compareMangled(a: PageNumbers, b: PageNumbers): PageRelation {
  if (a.mangled && b.mangled) return a.mangled[0] === b.mangled[0] && a.mangled[1] === b.mangled[1] ? 'FIRST' : 'DIFFERENT';
  const [mangled, other] = a.mangled ? [a, b] : [b, a];
  return mangled.mangled!.includes(other.first) || isOwnCount(mangled, other) ? null : 'DIFFERENT';
}

/** By its length: some sources give each abstract of a meeting the pages of all of them. */
function rangeOf(length: number): PageRelation {
  return length > LONGEST_ARTICLE ? 'SINGLE' : length >= 2 ? 'LONG_RANGE' : 'RANGE';
}

const LONGEST_ARTICLE = 100;

export function comparePages(a: PageNumbers | null, b: PageNumbers | null): PageRelation {
  if (a === null || b === null) return null;
  if (a.mangled || b.mangled) return compareMangled(a, b);
  if (a.first === b.first && (a.prefix === b.prefix || a.prefix === '' || b.prefix === '')) {
    if (a.last !== null && a.last === b.last && a.last > a.first) return rangeOf(a.last - a.first);
    if (a.isArticleNumber && b.isArticleNumber) return 'RANGE';
    return (a.last ?? 0) > a.first || (b.last ?? 0) > b.first ? 'FIRST' : 'SINGLE';
  }
  if (a.others.includes(b.first) || b.others.includes(a.first)) return 'FIRST';
  if (isOwnCount(a, b) || isOwnCount(b, a)) return null;
  return overlap(a, b) ? 'OVERLAP' : 'DIFFERENT';
}
