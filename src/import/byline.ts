import { words } from '../store/fold.js';
import { likeness } from './edit-distance.js';
import { once } from './once.js';
import type { BibAuthor } from './record.js';

/** Who wrote a work, made ready to be compared. Groups are left out: sources list them or not as they like. */
export interface Byline {
  first: Person | null;
  all: () => Everyone;
}

interface Everyone {
  /** Letters of each family name. */
  families: Set<string>;
  count: number;
}

interface Person {
  /** Words of the family name, without particles. */
  family: string[];
  letters: string;
  given: string[];
}

/** `FIRST`: the first authors agree; `SOME`: others do; `NONE`; null where one list is empty. */
export type BylineRelation = 'FIRST' | 'SOME' | 'NONE' | null;

const PARTICLES = new Set(
  'van von vom der den de del della di da do dos das du la le lo ter ten te zu zur af av el al bin ibn st jr sr'.split(' '),
);
const LEAST_LIKE = 0.72;

function person(author: BibAuthor): Person | null {
  const all = words(author.familyName ?? author.nameAsWritten);
  const family = all.filter((word) => word.length > 1 && !PARTICLES.has(word));
  const kept = family.length > 0 ? family : all;
  if (kept.length === 0 || kept.join('') === 'unknown' || kept.join('') === 'anonymous') return null;
  return { family: kept, letters: kept.join(''), given: words(author.givenName ?? '').filter((word) => word.length > 1) };
}

export function describeByline(authors: readonly BibAuthor[]): Byline {
  const people = authors.filter(({ kind }) => kind === 'PERSON');
  let first: Person | null = null;
  for (const author of people) if ((first = person(author)) !== null) break;
  const all = once(() => {
    const letters = people.flatMap((author) => person(author)?.letters ?? []);
    return { families: new Set(letters), count: letters.length };
  });
  return { first, all };
}

/**
 * Whether two spellings may be one person's, given that the works are alike: diacritics and letters lost (`Ta?a?aj`),
 * half of a double name, names in the other order. This is no test of identity: `Yan` and `Yang` pass.
 */
function mayBeOne(a: Person, b: Person): boolean {
  if (a.letters === b.letters) return true;
  if (a.family.some((word) => word.length > 2 && b.family.includes(word))) return true;
  if (a.family.every((word) => b.given.includes(word)) && b.family.every((word) => a.given.includes(word))) return true;
  return likeness(a.letters, b.letters, LEAST_LIKE) > 0;
}

export function compareBylines(a: Byline, b: Byline): BylineRelation {
  if (a.first === null || b.first === null) return null;
  if (mayBeOne(a.first, b.first)) return 'FIRST';
  const { families } = b.all();
  for (const family of a.all().families) if (families.has(family)) return 'SOME';
  return 'NONE';
}

/** Whether the two lists have the same people: as many of them, and all but a tenth of the names alike. */
export function sameByline(a: Byline, b: Byline): boolean {
  const left = a.all();
  const right = b.all();
  if (left.count !== right.count || left.count === 0) return false;
  let common = 0;
  for (const family of left.families) if (right.families.has(family)) common++;
  return common >= 0.9 * Math.max(left.families.size, right.families.size);
}
