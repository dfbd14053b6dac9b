import { cleanText } from './input.js';
import { CJK, bare, groupAuthor, isInitials, isParticle, isUpper, normalizeSuffix, personFromParts } from './person-parts.js';
import type { BibAuthor } from './record.js';

/**
 * Names as formats write them (`Last, First M., Jr.`, `van den Broeck K`, `First von Last`, `{Group name}`): whatever
 * their order, they become the same parts.
 */

const DEGREES = new Set(
  (
    'md phd dphil msc bsc ma ba ms rn mph edd mbbs mbchb frcp dds pharmd do np mba mhpe mhs msed mmed med msn bsn bscn dnp dmd dvm jd ' +
    'scd drph psyd mphil mbbch bmbs bmed bmbch mrcp mrcgp frcs frcsc frcpc frca facp facs facep fhea crna'
  ).split(' '),
);
/** Degrees that can be no initials and no name, as `MD`, `MA` and `Do` can. */
const CERTAIN_DEGREE =
  /^(?:Ph\.?D|D\.?Phil|M\.?Phil|M\.?Sc|B\.?Sc|Ed\.?D|M\.?Ed|MMed|MHPE|MBBS|MB\.?BCh|MB\.?ChB|BM\.?BS|Pharm\.?D|Psy\.?D|Dr\.?PH|[FM]RC[A-Z]{1,4}|FAC[A-Z]{1,2})\.?$/;
/** Whether a word may be a degree; initials and names may look like it. */
export const isDegree = (word: string): boolean => DEGREES.has(bare(word)) || CERTAIN_DEGREE.test(word);

/** Titles before a name of at least two words. */
const TITLES = /^(?:(?:Dr|Prof|Professor)\b\.?\s+)+(?=\S+\s+\S)/i;

/** Those that begin one even with a capital letter, unless the name begins with them: `Kristin Van den Broeck`. */
const CAPITAL_PARTICLES = new Set([
  'van',
  'von',
  'de',
  'del',
  'della',
  'der',
  'den',
  'di',
  'da',
  'dos',
  'das',
  'du',
  'ter',
  'ten',
]);
const GROUP_WORDS =
  /(?:^|[\s(])(?:groups?|consorti(?:um|a)|collaborat(?:ion|ive|ors)|organi[sz]ation|committee|network|society|association|council|institutes?|universit(?:y|é|à)|universität|team|investigators|foundation|ministry|department|initiative|task force|cent(?:er|re)s? (?:for|of)|academy|federation|agency|commission|hospital|programme|program|project|alliance|registry|library|study|trial|inc\.?|ltd\.?|llc|gmbh)(?:$|[\s,.:;)])/i;

/** A suffix where initials may stand as well: `Jr` is one, but `JR`, `II` and `IV` are initials unless initials precede them. */
function closingSuffix(word: string, before: string): string | null {
  const suffix = normalizeSuffix(word);
  return suffix !== null && (!isUpper(word) || word === 'III' || isInitials(before, true)) ? suffix : null;
}

/** Whether a name without comma can only be that of a group: `The MIGRAINE Study Group`. */
export function looksLikeGroup(name: string): boolean {
  const words = name.trim().split(/\s+/);
  if (words.length < 2 || name.includes(',')) return false;
  return GROUP_WORDS.test(name) || / (?:of|for|and|on) /i.test(name) || name.includes('&');
}

/** A person's name in any of the usual orders; see the cases in the test. A name in braces or of a group is a group. */
export function parseName(text: string): BibAuthor {
  const asWritten = cleanText(text);
  const braced = /^\{+([^{}]*)\}+$/.exec(asWritten);
  if (braced) return groupAuthor(braced[1]!);
  return looksLikeGroup(asWritten) ? groupAuthor(asWritten) : parsePerson(asWritten);
}

/** As `parseName`, where the source says that it is a person: `Council M`. */
export function parsePerson(text: string): BibAuthor {
  const asWritten = cleanText(text);
  return asWritten.includes(',') ? parseInverted(asWritten) : parseUnmarked(asWritten);
}

/**
 * Whether what follows the first comma says nothing but degrees (or `Jr.`), so that the name before it is a whole one:
 * `Jane Doe, PhD`, `John Q. Smith, MD`. Of `García Pérez, MD` nobody knows: these may be initials.
 */
function isWholeBefore(family: string, parts: readonly string[], suffix: string | null): boolean {
  const words = family.split(' ');
  if (words.length < 2 || (parts.length === 0 && suffix === null) || !parts.every(isDegree)) return false;
  if (parts.length !== 1 || CERTAIN_DEGREE.test(parts[0]!)) return true;
  return words.slice(1).some((word, i) => normalizeSuffix(word) !== null || (i < words.length - 2 && /^\p{Lu}\.?$/u.test(word)));
}

const SHORT_NAME = /^\p{Lu}[\p{L}\p{M}'’ -]* \p{Lu}{1,3}$/u;
const INITIALS_FIRST = /^(?:\p{Lu}\.[ -]?){1,3} ?(?:\p{Ll}+ )*\p{Lu}[\p{L}\p{M}'’-]+$/u;

/** Several whole names with commas between them, `Smith J, Doe A` and `J. Smith, A. Doe`; null where the text may be one name. */
export function namesByComma(text: string): string[] | null {
  const names = text.split(',').map((part) => part.trim());
  const areWhole = [SHORT_NAME, INITIALS_FIRST].some((form) => names.every((name) => form.test(name)));
  return names.length > 1 && areWhole ? names : null;
}

/** `Last, First`, `Last, First, Jr.` and BibTeX's `Last, Jr., First`. Degrees stay in the name as written alone. */
function parseInverted(asWritten: string): BibAuthor {
  const [family = '', ...rest] = asWritten.split(',').map((part) => part.trim());
  const parts = rest.filter((part) => part !== '');
  const at = parts.findIndex((part) => normalizeSuffix(part) !== null && (parts.length > 1 || !isUpper(part)));
  let suffix = at === -1 ? null : normalizeSuffix(parts.splice(at, 1)[0]!);
  if (isWholeBefore(family, parts, suffix)) return parseUnmarked(family, asWritten, suffix);
  const words = parts
    .filter((part, i) => i === 0 || !DEGREES.has(bare(part)))
    .join(' ')
    .split(' ');
  // `Last, First M Jr.`: the suffix stands without a comma of its own.
  if (suffix === null && words.length > 1 && (suffix = normalizeSuffix(words.at(-1)!)) !== null) words.pop();
  return personFromParts({ family, given: words.join(' '), suffix }, asWritten);
}

/** A name without commas: `van den Broeck K Jr`, or `First von Last`. */
function parseUnmarked(text: string, asWritten = text, known: string | null = null): BibAuthor {
  const words = text.replace(TITLES, '').split(' ');
  if (CJK.test(text)) return personFromParts({ family: words[0]!, given: words.slice(1).join(' ') }, asWritten);
  while (words.length > 2 && CERTAIN_DEGREE.test(words.at(-1)!)) words.pop();
  let suffix = known;
  const closing = suffix === null && words.length > 2 ? closingSuffix(words.at(-1)!, words.at(-2)!) : null;
  if (closing !== null) {
    suffix = closing;
    words.pop();
  }
  const short = trailingInitials(words);
  if (short > 0) {
    const family = words.slice(0, -short).join(' ');
    return personFromParts({ family, given: words.slice(-short).join(' '), suffix }, asWritten);
  }
  if (!/\p{L}/u.test(words.at(-1)!)) return personFromParts({ family: words.join(' '), suffix }, asWritten);
  const start = familyStart(words);
  return personFromParts({ family: words.slice(start).join(' '), given: words.slice(0, start).join(' '), suffix }, asWritten);
}

/** Number of words at the end that are initials, where a family name stands before them. */
function trailingInitials(words: string[]): number {
  const rest = words.slice(0, -1).join(' ');
  const last = words.at(-1)!;
  if (rest === '' || !isInitials(last, isUpper(rest) && rest.length > 2)) return 0;
  let count = 1;
  // `Smith J A` has its initials apart; `J A Smith` never comes here.
  while (words.length - count > 1 && /^\p{Lu}\.?$/u.test(words.at(-1 - count)!)) count++;
  // NLM writes O'Connor and D'Souza without apostrophe: `O Connor MA`.
  if (/^[OD]$/.test(words[0]!) && words.length === 3 && /\p{Ll}/u.test(words[1]!) && !last.includes('.')) return count;
  return isInitials(words[0]!, false) && /^\p{Lu}\.?$/u.test(words[0]!) ? 0 : count;
}

/** Where the family name begins in `First von Last`: at the first particle after the first word, else at the last word. */
function familyStart(words: string[]): number {
  for (let i = 0; i < words.length - 1; i++) {
    const word = words[i]!;
    if (isParticle(word) && (i > 0 || words.length > 2 || word !== 'y')) return i;
    if (i > 0 && CAPITAL_PARTICLES.has(word.toLowerCase()) && !isUpper(word)) return i;
  }
  return words.length - 1;
}
