import { emptyAuthor, type BibAuthor } from './record.js';

/**
 * Names as PubMed writes them: family name with its particles, initials, suffix (`Van den Broeck K`,
 * `de la Cruz MA 3rd`); groups by their full name.
 */
const INITIALS = /^\p{Lu}{1,3}$/u;
const SUFFIX = /^(?:Jr|Sr|1st|2nd|3rd|[4-9]th|II|III|IV)\.?$/;
const FAMILY_WORD = /^(?:[\p{L}\p{M}]{2,}\.|[\p{L}\p{M}][\p{L}\p{M}'’ʼ`´‐-]*)$/u;
const GROUP_WORD =
  /^(?:groups?|taskforce|force|consortium|committees?|subcommittee|collaborat(?:ive|ion|ors)|investigators|trialists|networks?|society|societies|association|council|teams?|organi[sz]ation|board|panel|federation|foundation|institutes?|college|university|department|academy|alliance|commission|cent(?:er|re)|initiative|program(?:me)?|project|authors|members|partnership|registry|services?|union|ministry|agency|faculty|division|office|trust|workgroup|coalition|forum)$/i;

/** A name at the head of a list of words, and how many of them it takes. */
export interface NameAtHead {
  author: BibAuthor;
  length: number;
}

function isFamilyName(family: readonly string[]): boolean {
  if (family.length === 0 || !family.every((word) => FAMILY_WORD.test(word))) return false;
  const namesGroup = family.length > 1 && family.some((word) => GROUP_WORD.test(word));
  return !namesGroup && /\p{Lu}|\p{Lo}/u.test(family.join(''));
}

function person(family: readonly string[], initials: string | null, suffix: string | null): BibAuthor {
  const familyName = family.join(' ');
  const nameAsWritten = [familyName, initials, suffix].filter((part) => part !== null).join(' ');
  return { ...emptyAuthor(nameAsWritten), familyName, initials, suffix };
}

/**
 * The person at the head of `Roex A BMC Med Educ`: the family name runs to the first word that is one to
 * three capitals. Null where no such person stands there.
 */
export function personAtHead(words: readonly string[]): NameAtHead | null {
  const at = words.findIndex((word, index) => index > 0 && INITIALS.test(word));
  if (at < 1 || !isFamilyName(words.slice(0, at))) return null;
  const suffix = SUFFIX.test(words[at + 1] ?? '') ? words[at + 1]! : null;
  return { author: person(words.slice(0, at), words[at]!, suffix), length: at + (suffix ? 2 : 1) };
}

/**
 * The group at the head of `COVID-19 Research Group Ann Surg`: its name ends with the one run of words that
 * names groups. Null where there is none, or several, so that the end would be a guess.
 */
export function groupAtHead(words: readonly string[]): NameAtHead | null {
  const isGroupWord = words.map((word) => GROUP_WORD.test(word));
  const ends = isGroupWord.flatMap((is, index) => (is && !isGroupWord[index + 1] ? [index] : []));
  if (ends.length !== 1) return null;
  const length = ends[0]! + 1;
  return { author: { ...emptyAuthor(words.slice(0, length).join(' ')), kind: 'GROUP' }, length };
}

/**
 * A whole name, alone in its place: a person with initials, a person with one name only, or a group.
 * Null for anything else, such as several words without initials that no group is named by.
 */
export function parseName(text: string): BibAuthor | null {
  const words = text.split(' ');
  const suffix = words.length > 2 && SUFFIX.test(words.at(-1)!) ? words.at(-1)! : null;
  const bare = suffix ? words.slice(0, -1) : words;
  const family = bare.slice(0, -1);
  if (INITIALS.test(bare.at(-1)!) && isFamilyName(family)) return person(family, bare.at(-1)!, suffix);
  if (words.length > 1 && words.some((word) => GROUP_WORD.test(word))) return { ...emptyAuthor(text), kind: 'GROUP' };
  return words.length === 1 && isFamilyName(words) ? person(words, null, null) : null;
}
