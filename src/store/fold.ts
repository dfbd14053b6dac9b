/**
 * How text is folded and cut into tokens, once for both engines: stored sort keys and search tokens are
 * made here, so that neither collation nor an engine's analyser can make the engines differ.
 */

/** Letters that have no decomposition in Unicode but that readers type without their mark. */
const PLAIN: Record<string, string> = {
  ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ð: 'd', đ: 'd', þ: 'th', ł: 'l', ħ: 'h', ı: 'i', ŋ: 'n', ŧ: 't',
}; // prettier-ignore

/** Lower case, without marks and compatibility forms: `Éric Müller` is `eric muller`. */
export function foldText(text: string): string {
  const plain = text
    .toWellFormed()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  return plain
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[ßæœøðđþłħıŋŧ]/g, (letter) => PLAIN[letter] ?? letter);
}

/** A run of letters and digits; an apostrophe inside a word belongs to it (O'Brien, doctors'). */
const WORD = /[\p{L}\p{N}]+(?:['’ʼ`´][\p{L}\p{N}]+)*/gu;
/** Scripts written without blanks: each character is a token, a run of them is a phrase. */
const UNSPACED = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}`;
const PIECE = new RegExp(`[${UNSPACED}]|[^${UNSPACED}]+`, 'gu');
const MAX_TOKEN = 64;

/** Words of a text, folded, in order, not yet reduced to the singular. */
export function words(text: string): string[] {
  const found: string[] = [];
  for (const [raw] of foldText(text).matchAll(WORD)) {
    for (const [piece] of raw.replace(/['’ʼ`´]/g, '').matchAll(PIECE)) found.push(piece.slice(0, MAX_TOKEN).toWellFormed());
  }
  return found;
}

/**
 * Singular of an English plural by the rules of Harman's S-stemmer (D. Harman, "How effective is
 * suffixing?", JASIS 42:1, 1991): conservative, never shortens a word by more than its plural ending.
 */
export function singular(word: string): string {
  if (word.length < 4 || !word.endsWith('s')) return word;
  if (word.endsWith('ies')) return /[ae]ies$/.test(word) ? word : `${word.slice(0, -3)}y`;
  if (word.endsWith('es')) return /[aeo]es$/.test(word) ? word : word.slice(0, -1);
  return /[us]s$/.test(word) ? word : word.slice(0, -1);
}

/**
 * A token as engines store it: only the letters a to z and digits, so that no tokenizer cuts or folds it
 * further. Other characters become their code point in hexadecimal between `q` and `z`.
 */
export function storedToken(word: string): string {
  return [...word].map((c) => (/[a-z0-9]/.test(c) ? c : `q${c.codePointAt(0)!.toString(16)}z`)).join('');
}

/** Present once in every indexed document, so that "everything but …" can be asked of engines that need a positive term. */
export const EVERY_DOCUMENT = 'qeverydocumentz';

/** Prose as it goes into a full-text index: stored tokens in the singular, parted by a blank. */
export function indexProse(text: string): string {
  return words(text)
    .map((word) => storedToken(singular(word)))
    .join(' ');
}

/** Names of people as they go into a full-text index: as they are, for Williams is no plural of William. */
export function indexPersonName(text: string): string {
  return words(text).map(storedToken).join(' ');
}

/** Key by which names and titles are compared for equality: words in the singular, parted by a blank. */
export function foldName(text: string): string {
  return words(text).map(singular).join(' ');
}

const MAX_SORT_KEY = 200;

/** Key by which names and titles are ordered, by code points: folded words without a leading article. */
export function sortKey(text: string): string {
  return words(text)
    .join(' ')
    .replace(/^(?:a|an|the) (?=.)/, '')
    .slice(0, MAX_SORT_KEY)
    .toWellFormed();
}
