import type { Pages, PartialDate } from '../records.js';
import { parsePages } from './pages.js';
import { parsePartialDate } from './pubmed-page-date.js';
import { quoted, refusal, type SourceLine } from './source-line.js';

/** Where and when a work appeared: `2025; 25(1):230.` */
export interface Imprint {
  date: PartialDate;
  volume: string | null;
  issue: string | null;
  pages: Pages | null;
}

/** The last `. YEAR…` of a line; behind a semicolon stand volume, issue and pages. */
const IMPRINT = /^(?<head>.*\S)\. (?<date>(?:1[5-9]|20)\d\d(?:[ /–-][^;.]*)?)(?:; ?(?<place>.*?))?\.?$/u;
/** What PubMed adds about the electronic edition, behind the year. */
const NOTE =
  /^(?<rest>.*\b(?:1[5-9]|20)\d\d\b.*?)[.;]? (?<note>\[?(?:Epub(?: ahead of print| \d[\w -]*)|eCollection \d[\w -]*|Online ahead of print)\]?)\.?$/u;
const PLACE = /^(?<volume>[^():]+?)? ?(?:\((?<issue>[^()]*)\))?(?:: ?(?<pages>\S.*))?$/u;
const VOLUME = /^[\p{L}\p{N}][\p{L}\p{N} .,/–-]*$/u;

function readDate(line: SourceLine, text: string, note: string | null): PartialDate {
  const date = parsePartialDate(text);
  if (!date) throw refusal(line, `${quoted(text)} is no date; expected one such as "2020", "2020 Dec" or "2020 Dec 22".`);
  return note === null ? date : { ...date, raw: `${date.raw} ${note}` };
}

function readPlace(line: SourceLine, text: string): Omit<Imprint, 'date'> {
  const groups = PLACE.exec(text.trim())?.groups;
  const { volume, issue, pages } = groups ?? {};
  if (!groups || (volume !== undefined && !VOLUME.test(volume)) || /\. |\.$/.test(pages ?? ''))
    throw refusal(line, `${quoted(text)} is no volume, issue and pages; expected them as in "25(1):230".`);
  return { volume: volume ?? null, issue: issue?.trim() || null, pages: pages === undefined ? null : parsePages(pages) };
}

/** No citation is longer; it bounds what the patterns above cost on a line that is none. */
const MAX_LENGTH = 4000;

/** Parts a citation into what stands before its imprint (without the full stop) and the imprint. */
export function splitImprint(line: SourceLine, citation: string): { head: string; imprint: Imprint } {
  if (citation.length > MAX_LENGTH)
    throw refusal(line, `the citation has ${citation.length} characters; expected ${MAX_LENGTH} at most.`);
  const noted = NOTE.exec(citation)?.groups;
  const text = noted ? noted.rest! : citation;
  const { head, date, place } = IMPRINT.exec(text)?.groups ?? {};
  if (head === undefined || date === undefined)
    throw refusal(
      line,
      `${quoted(citation)} has no journal and year; expected them at its end, as in "BMC Med Educ. 2025; 25(1):230.".`,
    );
  return { head, imprint: { date: readDate(line, date.trim(), noted?.note ?? null), ...readPlace(line, place ?? '') } };
}
