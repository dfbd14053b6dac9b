import { words } from '../store/fold.js';
import { familyFrequency, plainName } from './frequent-names.js';
import { PARTICLES } from './person-parts.js';
import type { BibAuthor } from './record.js';

/** The parts of a name that identity is decided by: of an author of a record, or of a claim. */
export type NamedAuthor = Pick<BibAuthor, 'kind' | 'nameAsWritten' | 'familyName' | 'givenName' | 'initials' | 'suffix'>;

/** One folded word; `other` is its spelling without umlauts (`muller` and `mueller` of `Müller`). One letter is an initial. */
export interface NameWord {
  text: string;
  other: string | null;
}

/** A name ready for comparison. */
export interface PersonForm {
  kind: BibAuthor['kind'];
  /** The whole family name as one word, particles and all; for a group its whole name. */
  family: NameWord;
  /** Its words without particles. */
  core: NameWord[];
  /** Its particles as one word: `vanden`. */
  particles: string;
  /** Given names and initials in order. */
  given: NameWord[];
  /** How many of the given words at the beginning are one name (`Jean-Pierre`, and Chinese given names): at least 1. */
  bound: number;
  suffix: string | null;
}

const UMLAUTS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa' };
/** Scripts that write a whole name without blanks, and never with initials. */
const UNSPACED = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー・·\s]+$/u;
/** Beginnings of a family name that are written apart or not: `Mac Donald`, `O Brien`, `D Angelo`. */
const GLUED = new Set(['mc', 'mac', 'o', 'fitz', 'd', 'l']);
/** Particles as they begin a family name in one word: `Vandenbroeck`, `Delacroix`; the short ones before consonant and vowel, but not `Ellaway`. */
const GROWN_TOGETHER =
  /^(?:(?:vanden|vander|vande|vonder|delos|delas|della|dela|dalla)(?=.{3})|(?:van|von|ter|ten|dos|das|del|dal|de|di|da|do|du|la|le|el|al|bin|ben|abu)(?=[^aeiou][aeiouy].{2})(?!(?<=l)l))/;

/** `Müller` has two spellings; what has none of these letters has one. */
function withoutUmlauts(text: string): string | null {
  const lower = text.normalize('NFC').toLowerCase();
  const other = lower.replace(/[äöüøå]/g, (letter) => UMLAUTS[letter]!);
  return other === lower ? null : other;
}

function nameWords(text: string): NameWord[] {
  const plain = words(text);
  const others = words(withoutUmlauts(text) ?? '');
  return plain.map((word, i) => ({
    text: word,
    other: others.length === plain.length && others[i] !== word ? others[i]! : null,
  }));
}

/** Several words as one. */
export function joinWords(parts: readonly NameWord[]): NameWord {
  const text = parts.map((part) => part.text).join('');
  const other = parts.map((part) => part.other ?? part.text).join('');
  return { text, other: other === text ? null : other };
}

function familyWords(family: string): NameWord[] {
  const found: NameWord[] = [];
  for (const word of nameWords(family)) {
    const before = found.at(-1);
    if (before && GLUED.has(before.text)) found[found.length - 1] = joinWords([before, word]);
    else found.push(word);
  }
  return found;
}

/** `Jean-Pierre M` with the initials `JPM`: jean, pierre, m. Initials that the given name does not begin with are left out. */
function givenWords(givenName: string | null, initials: string | null): { given: NameWord[]; hyphenated: number } {
  const units = (givenName ?? '').split(/[\s,]+/).filter((unit) => unit !== '');
  const parts = units.map((unit) => unit.split(/[-‐.]+/).flatMap(nameWords));
  const given = parts.flat();
  const letters = [...words(initials ?? '').join('')];
  const begun = given.map((word) => word.text[0]).join('');
  const rest = letters.join('').startsWith(begun) ? letters.slice(begun.length) : [];
  return {
    given: [...given, ...rest.map((text) => ({ text, other: null }))],
    hyphenated: parts[0] && parts[0].every((word) => word.text.length > 1) ? parts[0].length : 1,
  };
}

const bare = (kind: BibAuthor['kind'], family: NameWord): PersonForm => {
  return { kind, family, core: [family], particles: '', given: [], bound: 1, suffix: null };
};

/** The form of a name by which it is compared with others. */
export function personForm(author: NamedAuthor): PersonForm {
  const family = author.familyName ?? author.nameAsWritten;
  if (author.kind === 'GROUP') return bare('GROUP', { text: words(author.nameAsWritten).join(' '), other: null });
  const whole = `${family}${author.givenName ?? ''}`;
  if (UNSPACED.test(whole)) return bare('PERSON', { text: whole.normalize('NFKC').replace(/[\s・·]/gu, ''), other: null });
  const all = familyWords(family);
  const own = all.filter((word) => !PARTICLES.has(word.text));
  const core = own.length === 0 ? all : own;
  const { given, hyphenated } = givenWords(author.givenName, author.initials);
  const full = leadingFull(given).length;
  return {
    kind: 'PERSON',
    family: joinWords(all),
    core,
    particles: own.length === 0 ? '' : all.filter((word) => PARTICLES.has(word.text)).map((word) => word.text).join(''), // prettier-ignore
    given,
    bound: Math.max(1, hyphenated, familyFrequency(plainName(joinWords(core).text)) === 'VERY_FREQUENT' ? full : 1),
    suffix: words(author.suffix ?? '').join('') || null,
  };
}

/** Given names written out before the first initial. */
export function leadingFull(given: readonly NameWord[]): NameWord[] {
  const end = given.findIndex((word) => word.text.length === 1);
  return given.slice(0, end === -1 ? given.length : end);
}

/** The first given name where it is written out (`jeanpierre`), else null. */
export function firstGiven(form: PersonForm): string | null {
  const full = leadingFull(form.given).slice(0, form.bound);
  return full.length === 0 ? null : plainName(joinWords(full).text);
}

/**
 * The block of a name: the last word of the family name and the first initial, folded (`broeck|k`). All spellings of
 * one name in one order are in one block: particles, apostrophes and hyphens do not matter. Names in scripts without
 * blanks are a block of their own, and so are groups. It is also the form in which claims name their coauthors.
 */
export function nameBlock(author: NamedAuthor): string {
  return blockOf(personForm(author));
}

export function blockOf(form: PersonForm): string {
  if (form.kind === 'GROUP') return `group:${form.family.text}`;
  const last = plainName(form.core.at(-1)?.text ?? '').replace(GROWN_TOGETHER, '');
  return `${last}|${plainName(form.given[0]?.text ?? '').slice(0, 1)}`;
}

/** One syllable of Chinese in pinyin: such words are family and given names alike, so that their order tells two people apart. */
const PINYIN =
  /^(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|[aeiou])$/;
const isEither = (word: string): boolean => PINYIN.test(word) || familyFrequency(word) === 'VERY_FREQUENT';

/**
 * The name with its parts exchanged, where a source may have done so: it has one given name written out, and what is
 * family name and what is given name can be told. Otherwise null.
 */
export function turned(form: PersonForm): PersonForm | null {
  const given = leadingFull(form.given);
  if (given.length === 0 || given.length < form.given.length || form.core.some((word) => word.text.length === 1)) return null;
  if (isEither(joinWords(given).text) && isEither(joinWords(form.core).text)) return null;
  return { ...form, family: joinWords(given), core: given, particles: '', given: form.core, bound: form.core.length };
}

/** The block of a name, and that of the name with its parts exchanged, where a source may have done so. */
export interface NameBlocks {
  block: string;
  turned: string | null;
}

export function nameBlocks(author: NamedAuthor): NameBlocks {
  const form = personForm(author);
  const block = blockOf(form);
  const other = form.kind === 'GROUP' ? null : turned(form);
  const turnedBlock = other === null ? null : blockOf(other);
  return { block, turned: turnedBlock === block ? null : turnedBlock };
}

/** The name in one string, whatever its spelling; null where it is not written out. */
export function wholeName(form: PersonForm): string | null {
  const given = plainName(joinWords(leadingFull(form.given)).text);
  return given === '' ? null : `${given} ${plainName(joinWords(form.core).text)}`;
}

/**
 * What can bind two blocks, which are then to be identified together: an ORCID, and a full name whose parts a source
 * may have swapped (`Xiaoming Wang` and `Wang Xiaoming`). One string for each; blocks that share one are bound.
 */
export function blockLinks(author: NamedAuthor & { orcid: string | null }): string[] {
  const form = personForm(author);
  const names = [form, turned(form)].map((one) => (one === null ? null : wholeName(one)));
  const [name, other] = names as [string | null, string | null];
  const links = author.orcid === null ? [] : [`orcid:${author.orcid}`];
  return name === null || other === null ? links : [...links, `name:${name < other ? name : other}`];
}
