import { editDistance, likeness } from './edit-distance.js';
import type { TitleDescription, TitleForm } from './title-form.js';

/**
 * How two titles stand to each other. `EQUAL`: the same words. `SPELLING`: the same but for spelling. `BEGINNING`: one
 * is the beginning of the other (a subtitle left out) or one half of it. `LIKE`: alike in most letters.
 */
export type TitleRelation = 'EQUAL' | 'SPELLING' | 'BEGINNING' | 'LIKE' | 'UNLIKE';

export interface TitleComparison {
  /** Null where one of the two has no title. */
  relation: TitleRelation | null;
  /** 0 to 1. */
  likeness: number;
  sameNumbers: boolean;
  /** Both titles name one work. */
  isStrong: boolean;
}

const LEAST_LIKE = 0.85;
const SPELLING_SHARE = 0.05;
const RANK: readonly TitleRelation[] = ['UNLIKE', 'LIKE', 'BEGINNING', 'SPELLING', 'EQUAL'];
/** Opposites that look like a misprint of each other. */
const OPPOSITES = [/hyp(?:o|er)/, /int(?:ra|er)/, /(?:in|de)creas/, /(?:pre|post)/, /(?:un|bi)lateral/];
/** What English adds to a word: `blind` and `blinded`, `child` and `childs`. */
const INFLECTION = /^(?:e?s|e?d|ing|al|ly)$/;
const SMALL = new Set('a an and at by for from in of on or s the to vs versus with'.split(' '));

/** Whether two words may be one word: a misprint, another spelling, a plural. */
function isSameWord(a: string, b: string): boolean {
  if (a[0] !== b[0]) return false;
  if (OPPOSITES.some((pattern) => pattern.exec(a)?.[0] !== pattern.exec(b)?.[0])) return false;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length >= 4 && long.startsWith(short) && INFLECTION.test(long.slice(short.length))) return true;
  const longest = long.length;
  const max = longest >= 9 ? 2 : longest >= 4 ? 1 : 0;
  return editDistance(a, b, max) <= max;
}

/** Words with those made one that the other title writes as one: `non small` where it has `nonsmall`. */
function joinedAs(own: readonly string[], other: ReadonlySet<string>): string[] {
  const found: string[] = [];
  for (let i = 0; i < own.length; i++) {
    const both = own[i]! + (own[i + 1] ?? '');
    if (i + 1 < own.length && other.has(both)) {
      found.push(both);
      i++;
    } else found.push(own[i]!);
  }
  return found;
}

/** Whether every word of one title that is not in the other has a counterpart there. */
function differInSpelling(a: readonly string[], b: readonly string[]): boolean {
  const allA = joinedAs(a, new Set(b));
  const allB = joinedAs(b, new Set(a));
  const inA = new Set(allA);
  const inB = new Set(allB);
  const restA = allA.filter((word) => !inB.has(word) && !SMALL.has(word));
  const restB = allB.filter((word) => !inA.has(word) && !SMALL.has(word));
  return (
    restA.every((word) => restB.some((other) => isSameWord(word, other))) &&
    restB.every((word) => restA.some((other) => isSameWord(word, other)))
  );
}

function isBeginning(short: TitleForm, long: TitleForm): boolean {
  if (!short.isStrong || !long.letters.startsWith(short.letters)) return false;
  // At the end of a word: `a study of sepsis in child` does not begin `… in childhood`.
  let length = 0;
  for (const word of long.words) {
    length += word.length;
    if (length >= short.letters.length) break;
  }
  return length === short.letters.length;
}

function compareForms(a: TitleForm, b: TitleForm): TitleComparison {
  const isStrong = a.isStrong && b.isStrong;
  const sameNumbers = a.numbers === b.numbers;
  const isPart = a.isPart || b.isPart;
  if (a.letters === b.letters) return { relation: isPart ? 'BEGINNING' : 'EQUAL', likeness: 1, sameNumbers, isStrong };
  const [short, long] = a.letters.length <= b.letters.length ? [a, b] : [b, a];
  if (isBeginning(short, long)) {
    return { relation: 'BEGINNING', likeness: 0.95, sameNumbers: long.numbers.startsWith(short.numbers), isStrong };
  }
  const alike = likeness(a.letters, b.letters, LEAST_LIKE);
  if (alike === 0) return { relation: 'UNLIKE', likeness: 0, sameNumbers, isStrong };
  const isSpelling = !isPart && 1 - alike <= SPELLING_SHARE && sameNumbers && differInSpelling(a.words, b.words);
  return { relation: isSpelling ? 'SPELLING' : 'LIKE', likeness: alike, sameNumbers, isStrong };
}

const rank = (found: TitleComparison): number =>
  RANK.indexOf(found.relation!) * 8 + (found.sameNumbers ? 4 : 0) + (found.isStrong ? 2 : 0) + found.likeness;

/** The closest two forms of two titles. Symmetric. */
export function compareTitles(a: TitleDescription, b: TitleDescription): TitleComparison {
  let best: TitleComparison = { relation: null, likeness: 0, sameNumbers: true, isStrong: false };
  for (const left of a.forms) {
    for (const right of b.forms) {
      if (left.isPart && right.isPart && !(left.isStrong && right.isStrong)) continue;
      const found = compareForms(left, right);
      if (best.relation === null || rank(found) > rank(best)) best = found;
    }
  }
  return best;
}
