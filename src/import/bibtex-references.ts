import { normalizeDoi } from '../ids.js';
import { isYear } from './partial-date.js';
import { NO_IDS, type BibReference } from './record.js';

/**
 * The list that Web of Science exports with "Full Record and Cited References", a reference a line:
 * `Aaron S, 2000, ACAD MED, V75, P1100, DOI 10.1097/00001888-200011000-00015.`
 */
export function referenceLines(list: string): BibReference[] {
  const lines = list.split('\n').map((line) => line.replace(/\s+/g, ' ').trim().replace(/\.$/, ''));
  return lines
    .filter((line) => line !== '')
    .map((text, i) => {
      const year = Number(/(?:^|, )(\d{4}),/.exec(text)?.[1]);
      const doi = normalizeDoi(/, DOI (10\.\S+)$/.exec(text)?.[1] ?? '');
      return { position: i + 1, ids: { ...NO_IDS, doi }, recordKey: null, text, year: isYear(year) ? year : null };
    });
}
