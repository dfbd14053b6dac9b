import { emptyAuthor, type BibAuthor } from './record.js';
import { cleanText } from './input.js';

/**
 * Names of authors in parts, and the author that is made of them. Particles belong to the family name, as PubMed has them. A given name
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

/** Words that begin a family name where they are written small. */
export const PARTICLES: ReadonlySet<string> = new Set(
  (
    'van von vom vander der den de del della dello degli dei delle di da do dos das du des la le lo los las ' +
    "ter ten te zu zum zur af av el al bin ibn ben bint abu op 't 's y ap san santa"
  ).split(' '),
);
export const CJK = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}·・\s]+$/u;
/** Scripts without initials have none: `Wei (李伟)` is W. */
const LETTER = /[^\P{L}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const VOWEL = /[AEIOUY]/;

export const isUpper = (text: string): boolean => /\p{Lu}/u.test(text) && text === text.toUpperCase();
export const bare = (text: string): string => text.replace(/\./g, '').toLowerCase();
export const isParticle = (word: string): boolean => PARTICLES.has(word) || /^(?:d|l|dell|dall)['’]$/.test(word);

/**
 * Whether a word is a row of initials: dotted (`J.-P.`), one letter, or up to three capitals (`MJ`). Longer rows
 * need to be without vowels (`MRBM`), and so do three beside a family name in capitals, for `SMITH, ANN` is a name.
 */
export function isInitials(word: string, besideCapitals: boolean): boolean {
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
    for (const part of word.split(/[-‐.]+/)) initials += LETTER.exec(part)?.[0].toUpperCase() ?? '';
  }
  return initials === '' ? null : initials;
}

/** `Jr.` → `Jr`, `III` → `3rd`; null where it is no suffix of a name. */
export function normalizeSuffix(text: string): string | null {
  return SUFFIXES[bare(text.trim())] ?? null;
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
  // IEEE writes `W. -C.` for `W.-C.`.
  let given = cleanText(parts.given ?? '').replace(/\. (?=[-‐]\p{Lu})/gu, '.');
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
