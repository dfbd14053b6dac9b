import { words } from '../store/fold.js';
import type { AbstractSection } from '../records.js';

/** Words of the beginning of an abstract, as a sorted list without repetition; empty where there is too little to compare. */
export type AbstractWords = readonly string[];

const COMPARED = 1_500;
const LEAST_WORDS = 25;
/** Headings and notices that one source has and the other has not. */
const SMALL = new Set('the of and in to a was were with for by on at as is that this background objective objectives aim methods results conclusion conclusions'.split(' ')); // prettier-ignore

export function describeAbstract(sections: readonly AbstractSection[]): AbstractWords {
  let text = '';
  for (const section of sections) {
    text += `${section.text.slice(0, COMPARED)} `;
    if (text.length >= COMPARED) break;
  }
  // The last word may be cut.
  const found = words(text.slice(0, COMPARED))
    .slice(0, -1)
    .filter((word) => !SMALL.has(word));
  const distinct = [...new Set(found)].sort();
  return distinct.length < LEAST_WORDS ? [] : distinct;
}

/** Share of the shorter list's words that the other has, 0 to 1, for one may be cut; null where one is not known. */
export function compareAbstracts(a: AbstractWords, b: AbstractWords): number | null {
  if (a.length === 0 || b.length === 0) return null;
  let common = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const left = a[i]!;
    const right = b[j]!;
    if (left === right) {
      common++;
      i++;
      j++;
    } else if (left < right) i++;
    else j++;
  }
  return common / Math.min(a.length, b.length);
}
