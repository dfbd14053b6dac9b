import { normalizeDoi, normalizePmcid, normalizePmid } from '../ids.js';
import { foldText } from '../store/fold.js';

/** Where in a journal a printed reference points. */
export interface PrintedPlace {
  volume: string;
  firstPage: number;
}

/** What can be read in a printed reference without knowing which work it means. */
export interface PrintedFacts {
  /** Only where the text has one of the kind. */
  pmid: string | null;
  doi: string | null;
  pmcid: string | null;
  years: number[];
  places: PrintedPlace[];
}

const PAGE = String.raw`(?:pp?\.?\s*|pages?\s*|art(?:icle)?\.?\s*(?:no\.?\s*)?)?[a-z]{0,5}(\d{1,9})`;
const ISSUE = String.raw`(?:\s*\([^()]{0,40}\)|\s*(?:suppl?|pt|no)\b[^:;]{0,15})?`;
/** The ways in which styles write volume and first page. */
const PLACES = [
  // Vancouver: 2006 Nov;30(6):400-5
  new RegExp(String.raw`;\s*(?:vol\.?\s*)?(\d{1,4})[a-z]?${ISSUE}\s*:\s*${PAGE}`, 'gi'),
  // APA: 30(6), 400–405 — Chicago: 30, no. 6 (2006): 400
  new RegExp(String.raw`\b(\d{1,4})\s*(?:\([^()]{0,40}\)|,\s*no\.?\s*\d+)(?:\s*\([^()]{0,40}\))?\s*[,:]\s*${PAGE}`, 'gi'),
  // IEEE: vol. 30, no. 6, pp. 400–405 — Web of Science: V30, P400
  new RegExp(String.raw`\bv(?:ol(?:ume)?)?\.?\s*(\d{1,4})\b,?(?:[^\d]{0,12}\d{1,4},?)?\s*pp?\.?\s*[a-z]{0,5}(\d{1,9})`, 'gi'),
  // Nature, AMA without issue: 30, 400–405
  new RegExp(String.raw`\b(\d{1,4})\s*[,:]\s*${PAGE}\s*[-–—]\s*[a-z]{0,3}\d`, 'gi'),
  // Nature with an article number: 13, 2087980 (2022)
  new RegExp(String.raw`\b(\d{1,4})\s*,\s*${PAGE}\s*\((?:1[89]|20)\d\d\)`, 'gi'),
];
const DOI = /\b10\.\d{4,9}(?:\.\d+)*\/[^\s"<>]+/gi;
const MAX_PLACES = 6;
/** Longer texts hold more than a reference. */
const READ = 3_000;

/** A DOI in a sentence: without the bracket or full stop that closes the sentence. */
function trimmedDoi(text: string): string {
  let doi = text.replace(/[.,;:'’”]+$/, '');
  for (const [open, close] of ['()', '[]', '{}']) {
    while (doi.endsWith(close!) && doi.split(open!).length < doi.split(close!).length)
      doi = doi.slice(0, -1).replace(/[.,;:]+$/, '');
  }
  return doi;
}

/** The one value that all matches have; null where there is none or more than one. */
function only(values: (string | null)[]): string | null {
  const distinct = new Set(values.filter((value) => value !== null));
  return distinct.size === 1 ? [...distinct][0]! : null;
}

/** The one DOI in a printed reference; null where it has none or several. */
export function printedDoi(text: string): string | null {
  return only([...text.slice(0, READ).matchAll(DOI)].map(([found]) => normalizeDoi(trimmedDoi(found))));
}

export function readPrinted(text: string): PrintedFacts {
  const read = text.slice(0, READ);
  const places = new Map<string, PrintedPlace>();
  const withoutDois = read.replace(DOI, ' ');
  for (const pattern of PLACES) {
    for (const [, volume = '', page = ''] of withoutDois.matchAll(pattern)) {
      const place = { volume: volume.replace(/^0+(?=\d)/, ''), firstPage: Number(page) };
      if (places.size < MAX_PLACES) places.set(`${place.volume}|${place.firstPage}`, place);
    }
  }
  const years = [...withoutDois.matchAll(/(?<!\d)(1[89]\d\d|20\d\d)(?!\d)/g)].map((match) => Number(match[1]));
  return {
    pmid: only([...read.matchAll(/\bPMID\s*:?\s*(\d{1,9})\b/gi)].map((match) => normalizePmid(match[1]!))),
    doi: printedDoi(text),
    pmcid: only([...read.matchAll(/\bPMC\s*:?\s*(\d{3,12})\b/gi)].map((match) => normalizePmcid(match[1]!))),
    years: [...new Set(years)],
    places: [...places.values()],
  };
}

export interface FoldedText {
  /** Words without blanks. */
  letters: string;
  /** Positions in `letters` where a word begins; the end is one too. */
  starts: Set<number>;
  /** What stands behind the word that ends at a position of `letters`. */
  after: Map<number, string>;
}

/** A text folded so that a title can be found in it whatever its blanks and hyphens. */
export function foldWithPlaces(text: string): FoldedText {
  const folded = foldText(text.slice(0, READ)).replace(/['’ʼ`´]/g, '');
  let letters = '';
  const starts = new Set<number>();
  const after = new Map<number, string>();
  for (const match of folded.matchAll(/[\p{L}\p{N}]+/gu)) {
    starts.add(letters.length);
    letters += match[0];
    const end = match.index + match[0].length;
    after.set(letters.length, folded.slice(end, end + 3).trim());
  }
  return { letters, starts: starts.add(letters.length), after };
}
