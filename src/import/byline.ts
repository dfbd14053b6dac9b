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
  /** First letters of all given names. */
  initials: string;
}

/** `FIRST`: the first authors agree; `SOME`: others do; `NONE`; null where one list is empty, or in another script than the other. */
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
  return {
    family: kept,
    letters: kept.join(''),
    given: words(author.givenName ?? '').filter((word) => word.length > 1),
    initials: words(author.initials ?? '').join(''),
  };
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
  if (isLatin(a.first.letters) !== isLatin(b.first.letters)) return null;
  if (mayBeOne(a.first, b.first)) return 'FIRST';
  const { families } = b.all();
  for (const family of a.all().families) if (families.has(family)) return 'SOME';
  return 'NONE';
}

/** Of `王伟` and `Wang W` nobody can tell by their letters whether they are one name. */
export const isLatin = (letters: string): boolean => /[a-z]/.test(letters);

/**
 * Whether the first authors have other given names, so that only their family names are alike: `Lee J` and `Lee K`. A list
 * of which all other people are the same says more than an initial, which may be a misprint.
 */
export function otherGivenNames(a: Byline, b: Byline): boolean {
  if (a.first === null || b.first === null || (a.all().count > 1 && sameByline(a, b))) return false;
  const [left, right] = [a.first.initials, b.first.initials];
  // Names in the other order have given names for family names.
  if (a.first.letters !== b.first.letters && a.first.given.includes(b.first.letters)) return false;
  return left !== '' && right !== '' && ![...left].some((letter) => right.includes(letter));
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
