import type { Pages } from '../records.js';

/** A page: what stands before its number (`e`, `S`, `33.e`), the number, and a letter after it (`112S`). */
const PAGE = /^([^\s-]*?)(\d+)([A-Za-z]?)$/;
const ROMAN = /^[ivxlcdm]+$/i;
/** Hyphens of every kind, one or two of them (BibTeX writes `310--322`). */
const DASH = /\s*[-\u2010-\u2015\u2212]{1,3}\s*/;
/** Ends the first range where several are listed: `1045-7; discussion 1047-8`. */
const LIST = /[;,]/;

/** As most sources write them. */
const USUAL = /^(\d{1,9})-(\d{1,9})$/;

/** What is longer is no range of pages. */
const LONGEST = 200;

/** The last page in full: `234` and `5` are 234 to 235, `S12` and `8` are S12 to S18. Null where that is no range. */
function lastPage(first: string, last: string): string | null {
  if (ROMAN.test(first) && ROMAN.test(last)) return last;
  const from = PAGE.exec(first);
  const to = PAGE.exec(last);
  if (!from || !to) return null;
  const [, prefix, low, letter] = from as unknown as [string, string, string, string];
  const [, ownPrefix, high, ownLetter] = to as unknown as [string, string, string, string];
  if (ownPrefix !== '' && ownPrefix.toLowerCase() !== prefix.toLowerCase()) return null;
  if (ownLetter !== '' && ownLetter.toLowerCase() !== letter.toLowerCase()) return null;
  const digits = low.slice(0, Math.max(0, low.length - high.length)) + high;
  const isRange = digits.length > low.length || (digits.length === low.length && digits >= low);
  return isRange ? `${prefix}${digits}${letter}` : null;
}

/**
 * Pages as a source writes them in one field: `234-5` is 234 to 235. A number alone (`1430`, `e123`) stays as
 * written, for it may be a page or an article number. Of several ranges the first one counts; what is no rising
 * range has neither first nor last.
 */
export function parsePages(text: string): Pages | null {
  const usual = USUAL.exec(text);
  if (usual !== null) {
    const last = lastPage(usual[1]!, usual[2]!);
    return { asWritten: text, first: last === null ? null : usual[1]!, last };
  }
  const asWritten = text
    .replace(/\s+/g, ' ')
    .replace(/^pp?(?:\.\s*|\s+)/i, '')
    .trim();
  if (!/[\p{L}\p{N}]/u.test(asWritten)) return null;
  if (asWritten.length > LONGEST) return { asWritten, first: null, last: null };
  const ends = asWritten.split(LIST, 1)[0]!.trim().split(DASH);
  const [first, last] = ends;
  if (ends.length !== 2 || !first || !last) return { asWritten, first: null, last: null };
  const full = lastPage(first, last);
  return { asWritten, first: full === null ? null : first, last: full };
}

/**
 * Pages from a field for the first and one for the last page. Either may be missing, abbreviated, the same page
 * twice, or hold the whole range (`310-322` as first page is common in RIS).
 */
export function pagesFromEnds(first: string | null, last: string | null): Pages | null {
  const start = first === null ? null : parsePages(first);
  const end = last === null ? null : parsePages(last);
  if (!start || !end) return start ?? end;
  if (start.first !== null) return start;
  if (end.first !== null) return end;
  // The same twice is one page, or an article number in both fields.
  if (start.asWritten === end.asWritten) return start;
  return parsePages(`${start.asWritten}-${end.asWritten}`);
}
