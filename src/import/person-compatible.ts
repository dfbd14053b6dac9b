import { editDistance } from './edit-distance.js';
import { joinWords, leadingFull, type NameWord, type PersonForm } from './person-form.js';

/**
 * Whether two names can be one person's, and how much of them agrees. Initials agree with the names that they begin;
 * a shorter full name never agrees with a longer one (`He Qi`, `He Qiang`).
 */
export interface NameAgreement {
  /** `FULL`: both first names written out and equal; `INITIAL`: one of them is an initial; `NONE`: one has none. */
  first: 'FULL' | 'INITIAL' | 'NONE';
  /** The same of the second given name, where both have one. */
  second: 'FULL' | 'INITIAL' | 'NONE';
}

function same(a: NameWord, b: NameWord): boolean {
  return a.text === b.text || a.text === b.other || (a.other !== null && (a.other === b.text || a.other === b.other));
}

const isInitial = (word: NameWord): boolean => word.text.length === 1;

/** Equal, or an initial and a word that begins with it. */
function agrees(a: NameWord, b: NameWord): boolean {
  return isInitial(a) || isInitial(b) ? a.text[0] === b.text[0] : same(a, b);
}

const depth = (a: NameWord | undefined, b: NameWord | undefined): NameAgreement['first'] =>
  a === undefined || b === undefined ? 'NONE' : isInitial(a) || isInitial(b) ? 'INITIAL' : 'FULL';

/** Whether `shorter` ends inside the one name that begins `longer`: `Jean` and `Jean-Pierre`. */
const endsInside = (shorter: readonly NameWord[], longer: PersonForm): boolean =>
  shorter.length > 0 && shorter.length < longer.bound && shorter.every((word) => !isInitial(word));

function givenAgreement(a: PersonForm, b: PersonForm): NameAgreement | null {
  const [fullA, fullB] = [leadingFull(a.given), leadingFull(b.given)];
  if (fullA.length !== fullB.length && fullA.length > 0 && fullB.length > 0) {
    // `Xiaoming`, `Xiao-Ming` and `Xiao Ming` are one name.
    if (same(joinWords(fullA), joinWords(fullB))) return { first: 'FULL', second: 'NONE' };
  }
  if (endsInside(a.given, b) || endsInside(b.given, a)) return null;
  const compared = Math.min(a.given.length, b.given.length);
  for (let i = 0; i < compared; i++) if (!agrees(a.given[i]!, b.given[i]!)) return null;
  return { first: depth(a.given[0], b.given[0]), second: depth(a.given[1], b.given[1]) };
}

/** Family names that differ by particles agree where one has none: `van den Berg` and `Berg`, not `van der Berg`. */
export function familyAgrees(a: PersonForm, b: PersonForm): boolean {
  if (same(a.family, b.family)) return true;
  if (!same(joinWords(a.core), joinWords(b.core))) return false;
  return a.particles === '' || b.particles === '' || a.particles === b.particles;
}

/** `Maria Garcia` + `Lopez` and `Maria` + `Garcia Lopez`: the same words with the boundary elsewhere. */
function boundaryShifted(a: PersonForm, b: PersonForm): boolean {
  const [wordsA, wordsB] = [
    [...a.given, ...a.core],
    [...b.given, ...b.core],
  ];
  if (wordsA.length !== wordsB.length || wordsA.length < 3 || a.core.length === b.core.length) return false;
  return same(wordsA.at(-1)!, wordsB.at(-1)!) && wordsA.every((word, i) => agrees(word, wordsB[i]!));
}

/** Whether one has the family name of the other as its given name, and the other way round. */
function isSwapped(a: PersonForm, b: PersonForm): boolean {
  if (a.given.length === 0 || b.given.length === 0 || a.given.some(isInitial) || b.given.some(isInitial)) return false;
  return same(joinWords(a.given), joinWords(b.core)) && same(joinWords(b.given), joinWords(a.core));
}

/** How two names agree, or null where they are two people's. Both ways the same. */
export function agreement(a: PersonForm, b: PersonForm): NameAgreement | null {
  if (a.kind !== b.kind || (a.suffix !== null && b.suffix !== null && a.suffix !== b.suffix)) return null;
  if (familyAgrees(a, b)) {
    const given = givenAgreement(a, b);
    if (given) return given;
  }
  if (a.kind === 'GROUP') return null;
  return boundaryShifted(a, b) ? { first: depth(a.given[0], b.given[0]), second: 'NONE' } : null;
}

/** `Gonzalez` and `Gonzales`: one letter of three may differ. */
function isSpeltAlike(a: PersonForm, b: PersonForm): boolean {
  const [one, other] = [joinWords(a.core).text, joinWords(b.core).text];
  const most = Math.floor(Math.min(one.length, other.length) / 3);
  return one.length > 3 && other.length > 3 && editDistance(one, other, most) <= most;
}

/** A given name that both have in full, or two initials that agree: one alone agrees for one in ten people. */
function sharesGiven(a: PersonForm, b: PersonForm): boolean {
  const isCommon = (word: NameWord): boolean => !isInitial(word) && b.given.some((other) => same(word, other));
  if (a.given.some(isCommon)) return true;
  const agreed = givenAgreement(a, b);
  return agreed !== null && (agreed.first === 'FULL' || agreed.second !== 'NONE');
}

/**
 * Whether one ORCID on both can be right: people change one half of their name (as by marriage) or its script, hardly both
 * halves. Of unlike family names an initial is no half that stayed.
 */
export function canShareOrcid(a: PersonForm, b: PersonForm): boolean {
  if (a.kind !== b.kind) return false;
  if (isLatin(a) !== isLatin(b) || familyAgrees(a, b) || isSwapped(a, b) || agreement(a, b) !== null) return true;
  if (a.core.some((word) => b.core.some((other) => same(word, other))) || sharesGiven(a, b)) return true;
  const [first, second] = [a.given[0], b.given[0]];
  return isSpeltAlike(a, b) && (first === undefined || second === undefined || agrees(first, second));
}

/** Names of different scripts cannot be compared. */
export const isLatin = ({ family }: PersonForm): boolean => /\p{Script=Latin}/u.test(family.text);
