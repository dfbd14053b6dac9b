import type { Pages } from '../records.js';

const RANGE = /^(?<prefix>\p{L}{0,4})(?<from>\d+)\s?[-–—‐‑]\s?(?<again>\p{L}{0,4})(?<to>\d+)$/u;
const ROMAN_RANGE = /^([ivxlcdm]+)\s?[-–—‐‑]\s?([ivxlcdm]+)$/i;

/**
 * Pages as written, and both ends where they are one range: `234-5` is 234 to 235, `e12-e19` e12 to e19.
 * A single number may be a page or an article number, so it stays unclassified, as do several ranges and
 * "ranges" that run backwards.
 */
export function parsePages(text: string): Pages {
  const asWritten = text.trim();
  const roman = ROMAN_RANGE.exec(asWritten);
  if (roman) return { asWritten, first: roman[1]!, last: roman[2]! };
  const { prefix = '', from = '', again = '', to = '' } = RANGE.exec(asWritten)?.groups ?? {};
  const end = from.slice(0, Math.max(0, from.length - to.length)) + to;
  const runsBackwards = end.length === from.length && end < from;
  if (from === '' || runsBackwards || (again !== '' && again !== prefix)) return { asWritten, first: null, last: null };
  return { asWritten, first: prefix + from, last: prefix + end };
}
