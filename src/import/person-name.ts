import { emptyAuthor, type BibAuthor } from './record.js';
import { cleanText } from './input.js';

/**
 * Names of authors. Whatever a format writes (`Last, First M., Jr.`, `van den Broeck K`, `First von Last`,
 * `{Group name}`) becomes the same parts. Particles belong to the family name, as PubMed has them. A given name
 * that holds initials only is no given name: `givenName` is null and `initials` has them.
 */
export interface NameParts {
  family: string | null;
  given?: string | null;
  initials?: string | null;
  suffix?: string | null;
}

/** Suffixes in NLM's spelling (`Jr`, `3rd`). `V` and `I` are not here, for they are initials far more often. */
const SUFFIXES: Readonly<Record<string, string>> = {
  jr: 'Jr', junior: 'Jr', sr: 'Sr', senior: 'Sr', ii: '2nd', iii: '3rd', iv: '4th', '2nd': '2nd', '3rd': '3rd', '4th': '4th',
}; // prettier-ignore
const DEGREES = new Set([
  'md',
  'phd',
  'dphil',
  'msc',
  'bsc',
  'ma',
  'ba',
  'ms',
  'rn',
  'mph',
  'edd',
  'mbbs',
  'mbchb',
  'frcp',
  'dds',
  'pharmd',
]);
/** Words that begin a family name where they are written small. */
export const PARTICLES: ReadonlySet<string> = new Set(
  (
    'van von vom vander der den de del della dello degli dei delle di da do dos das du des la le lo los las ' +
    "ter ten te zu zum zur af av el al bin ibn ben bint abu op 't 's y ap san santa"
  ).split(' '),
);
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
const CJK = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}·・\s]+$/u;
const VOWEL = /[AEIOUY]/;

const isUpper = (text: string): boolean => /\p{Lu}/u.test(text) && text === text.toUpperCase();
const bare = (text: string): string => text.replace(/\./g, '').toLowerCase();
const isParticle = (word: string): boolean => PARTICLES.has(word) || /^(?:d|l|dell|dall)['’]$/.test(word);

/**
 * Whether a word is a row of initials: dotted (`J.-P.`), one letter, or up to three capitals (`MJ`). Longer rows
 * need to be without vowels (`MRBM`), and so do three beside a family name in capitals, for `SMITH, ANN` is a name.
 */
function isInitials(word: string, besideCapitals: boolean): boolean {
  if (/^(?:\p{Lu}\p{M}*\p{Ll}?\.[-‐]?)+\p{Lu}?$/u.test(word)) return true;
  if (!/^\p{Lu}(?:[-‐]?\p{Lu})*$/u.test(word)) return false;
  const letters = word.replace(/[-‐]/g, '');
  if (letters.length <= (besideCapitals ? 2 : 3)) return true;
  return letters.length <= 5 && !VOWEL.test(letters.normalize('NFD'));
}

/** Initials without full stops: `Jean-Pierre` → `JP`, `M. J.` → `MJ`, `Ludwig van` → `L`. Null where there are none. */
export function initialsOf(given: string, besideCapitals = false): string | null {
  let initials = '';
  for (const word of given.split(/[\s,]+/)) {
    if (word === '' || isParticle(word) || CJK.test(word)) continue;
    if (isInitials(word, besideCapitals)) {
      initials += word.replace(/[^\p{Lu}]/gu, '');
      continue;
    }
    for (const part of word.split(/[-‐.]+/)) initials += /\p{L}/u.exec(part)?.[0].toUpperCase() ?? '';
  }
  return initials === '' ? null : initials;
}

/** `Jr.` → `Jr`, `III` → `3rd`; null where it is no suffix of a name. */
export function normalizeSuffix(text: string): string | null {
  return SUFFIXES[bare(text.trim())] ?? null;
}

/** A suffix where initials may stand as well: `Jr` is one, but `JR`, `II` and `IV` are initials unless initials precede them. */
function closingSuffix(word: string, before: string): string | null {
  const suffix = normalizeSuffix(word);
  return suffix !== null && (!isUpper(word) || word === 'III' || isInitials(before, true)) ? suffix : null;
}

/** Particles written after the given name (`Raaij, M. van`) go before the family name. */
function moveParticles(family: string, given: string): [family: string, given: string] {
  const words = given.split(' ');
  let start = words.length;
  while (start > 1 && isParticle(words[start - 1]!)) start--;
  return start === words.length
    ? [family, given]
    : [`${words.slice(start).join(' ')} ${family}`, words.slice(0, start).join(' ')];
}

/** Words with one capital each, the first of them no initial: nothing has to be moved, and all is as it will stay. */
const USUAL_FAMILY = /^[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]+(?:[- ][A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]+)*$/;
const USUAL_GIVEN = /^[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]+(?:[- ][A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]*)*$/;
const USUAL_INITIALS = /^[A-ZÀ-ÖØ-Þ]{1,5}$/;

/** A name whose parts are in the usual form, which most are; null for all others. */
function usualPerson({ family, given, initials, suffix }: NameParts): BibAuthor | null {
  if (!family || !given || !initials || suffix) return null;
  if (!USUAL_FAMILY.test(family) || !USUAL_GIVEN.test(given) || !USUAL_INITIALS.test(initials)) return null;
  const author = emptyAuthor(`${family} ${initials}`);
  author.familyName = family;
  author.givenName = given;
  author.initials = initials;
  return author;
}

/** An author from parts that the source gives apart. `asWritten` is made of them where the source has no whole name. */
export function personFromParts(parts: NameParts, asWritten?: string): BibAuthor {
  const usual = asWritten === undefined ? usualPerson(parts) : null;
  if (usual !== null) return usual;
  let family = cleanText(parts.family ?? '');
  let given = cleanText(parts.given ?? '');
  [family, given] = moveParticles(family, given);
  if (family === '') [family, given] = [given, ''];
  const besideCapitals = family.length > 2 && isUpper(family);
  const onlyInitials = given !== '' && given.split(' ').every((word) => isInitials(word, besideCapitals));
  const stated = cleanText(parts.initials ?? '').replace(/[.\s-]/g, '');
  const initials = stated === '' ? initialsOf(given, besideCapitals) : stated;
  const suffixText = cleanText(parts.suffix ?? '');
  const suffix = suffixText === '' ? null : (normalizeSuffix(suffixText) ?? suffixText);
  const name = asWritten === undefined ? '' : cleanText(asWritten);
  return {
    ...emptyAuthor(name === '' ? shortName(family, initials, suffix) : name),
    familyName: family === '' ? null : family,
    givenName: given === '' || onlyInitials ? null : given,
    initials,
    suffix,
  };
}

/** PubMed's short form: `Van den Broeck K`, `King ML Jr`. */
export function shortName(family: string, initials: string | null, suffix: string | null): string {
  return [family, initials, suffix].filter((part) => part !== null && part !== '').join(' ');
}

/** An organisation or study group: one name, no parts. */
export function groupAuthor(name: string): BibAuthor {
  return { ...emptyAuthor(cleanText(name)), kind: 'GROUP' };
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

/** `Last, First`, `Last, First, Jr.` and BibTeX's `Last, Jr., First`. Degrees stay in the name as written alone. */
function parseInverted(asWritten: string): BibAuthor {
  const [family = '', ...rest] = asWritten.split(',').map((part) => part.trim());
  const parts = rest.filter((part) => part !== '');
  const at = parts.findIndex((part) => normalizeSuffix(part) !== null && (parts.length > 1 || !isUpper(part)));
  let suffix = at === -1 ? null : normalizeSuffix(parts.splice(at, 1)[0]!);
  const words = parts
    .filter((part, i) => i === 0 || !DEGREES.has(bare(part)))
    .join(' ')
    .split(' ');
  // `Last, First M Jr.`: the suffix stands without a comma of its own.
  if (suffix === null && words.length > 1 && (suffix = normalizeSuffix(words.at(-1)!)) !== null) words.pop();
  return personFromParts({ family, given: words.join(' '), suffix }, asWritten);
}

/** A name without commas: `van den Broeck K Jr`, or `First von Last`. */
function parseUnmarked(asWritten: string): BibAuthor {
  const words = asWritten.split(' ');
  if (CJK.test(asWritten)) return personFromParts({ family: words[0]!, given: words.slice(1).join(' ') }, asWritten);
  let suffix: string | null = null;
  if (words.length > 2 && (suffix = closingSuffix(words.at(-1)!, words.at(-2)!)) !== null) words.pop();
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
