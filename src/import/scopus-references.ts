import { cleanText } from './input.js';
import { isYear } from './partial-date.js';
import { NO_IDS, type BibReference } from './record.js';

/**
 * The list that Scopus exports with "Include references", in one text, with semicolons between them:
 * `Smith, J., A title (2010) Acad Med, 85 (3), pp. 12-19; Brown, K., …`, of late with the year at the end.
 */
export function scopusReferences(list: string): BibReference[] {
  const texts = list.split(/;\s/).map((text) => cleanText(text).replace(/[\s;]+$/, ''));
  return texts
    .filter((text) => text !== '')
    .map((text, i) => {
      const year = Number(/\((\d{4})[a-z]?\)/.exec(text)?.[1]);
      return { position: i + 1, ids: NO_IDS, recordKey: null, text, year: isYear(year) ? year : null };
    });
}
