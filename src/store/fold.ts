/**
 * How text is folded and cut into tokens, once for both engines: stored sort keys and search tokens are
 * made here, so that neither collation nor an engine's analyser can make the engines differ.
 */

/** Letters that have no decomposition in Unicode but that readers type without their mark. */
const PLAIN: Record<string, string> = {
  ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ð: 'd', đ: 'd', þ: 'th', ł: 'l', ħ: 'h', ı: 'i', ŋ: 'n', ŧ: 't', ς: 'σ',
}; // prettier-ignore

/** All that people type or paste for an apostrophe. Made one before Unicode folds some of them to a blank. */
const APOSTROPHES = /['’‘‛ʼʻʹ`´′＇]/gu;
/** Characters that nobody sees: soft hyphens, joiners, marks of direction, byte order marks. */
const INVISIBLE = /[\u00AD\u200C-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF]/gu;

const ASCII = /^\p{ASCII}*$/u;

/** Lower case, without marks, compatibility forms and what cannot be seen: `Éric Müller` is `eric muller`. */
export function foldText(text: string): string {
  // Most text is plain, and a graph has millions of words of it.
  if (ASCII.test(text)) return text.replaceAll('`', "'").toLowerCase();
  const plain = text
    .toWellFormed()
    .replace(INVISIBLE, '')
    .replace(APOSTROPHES, "'")
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  return plain
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(APOSTROPHES, "'")
    .replace(/[ßæœøðđþłħıŋŧς]/g, (letter) => PLAIN[letter] ?? letter);
}

/** The beginning of a text, at most `length` units long, with no character cut in half. */
function beginning(text: string, length: number): string {
  return text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '');
}

/** A run of letters and digits; an apostrophe inside a word belongs to it (O'Brien, doctor's). */
const WORD = /[\p{L}\p{N}]+(?:'[\p{L}\p{N}]+)*/gu;
/** The same of text that is plain already, which is most: without Unicode's tables it is found several times faster. */
const ASCII_WORD = /[a-z0-9]+(?:'[a-z0-9]+)*/g;
/** Scripts written without blanks: each character is a token, a run of them is a phrase. */
const UNSPACED = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}`;
const PIECE = new RegExp(`[${UNSPACED}]|[^${UNSPACED}]+`, 'gu');
const MAX_TOKEN = 64;
/** The usual word, which needs no more thought. */
const PLAIN_WORD = /^[a-z0-9]{1,64}$/;

/** Words of a text, folded, in order, not yet reduced to the singular. */
export function words(text: string): string[] {
  const found: string[] = [];
  const folded = foldText(text);
  for (const raw of folded.match(ASCII.test(folded) ? ASCII_WORD : WORD) ?? []) {
    if (PLAIN_WORD.test(raw)) {
      found.push(raw);
      continue;
    }
    for (const [piece] of raw.replaceAll("'", '').matchAll(PIECE)) found.push(beginning(piece, MAX_TOKEN));
  }
  return found;
}

/** Plurals that no rule makes, as far as the literature of education uses them. */
const IRREGULAR = new Map([
  ['children', 'child'],
  ['men', 'man'],
  ['women', 'woman'],
  ['feet', 'foot'],
  ['teeth', 'tooth'],
  ['curricula', 'curriculum'],
  ['criteria', 'criterion'],
  ['phenomena', 'phenomenon'],
  ['symposia', 'symposium'],
  ['alumni', 'alumnus'],
  ['syllabi', 'syllabus'],
  ['foci', 'focus'],
  ['stimuli', 'stimulus'],
  ['indices', 'index'],
  ['appendices', 'appendix'],
  ['matrices', 'matrix'],
]);

/**
 * The form under which singular and plural of an English word are one: the S-stemmer of Harman (D. Harman,
 * "How effective is suffixing?", JASIS 42:1, 1991), widened by Greek and irregular plurals, and without the
 * final e where a plural does not tell whether the word had one (`coaches`, `headaches`; `studies`, `calories`).
 */
export function singular(word: string): string {
  const form = IRREGULAR.get(word) ?? withoutPlural(word);
  if (form.length > 4 && form.endsWith('ie')) return `${form.slice(0, -2)}y`;
  return form.length > 3 && /(?:ch|sh|x|ss|zz|o)e$/.test(form) ? form.slice(0, -1) : form;
}

function withoutPlural(word: string): string {
  if (word.length < 4 || !word.endsWith('s')) return word;
  if (/(?:lyses|theses|gnoses|crises)$/.test(word)) return `${word.slice(0, -2)}is`;
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  return /[ius]s$/.test(word) ? word : word.slice(0, -1);
}

/** Lucene cuts tokens at 255 characters, so that longer ones would be found on one engine only. */
const MAX_STORED_TOKEN = 240;
const STORED_AS_IT_IS = /^[a-pr-z0-9]{1,64}$/;

/**
 * A token as engines store it: only the letters a to z and digits, so that no tokenizer cuts or folds it
 * further. Other characters, and `q` itself, become their code point in hexadecimal between `q` and `z`, so
 * that two words never have one stored form and a word begins with another exactly when its stored form
 * does. Words whose stored form would be longer than 240 characters are told apart by that beginning only.
 */
export function storedToken(word: string): string {
  if (STORED_AS_IT_IS.test(word)) return word;
  let stored = '';
  for (const c of word) {
    const next = /[a-pr-z0-9]/.test(c) ? c : `q${c.codePointAt(0)!.toString(16)}z`;
    if (stored.length + next.length > MAX_STORED_TOKEN) break;
    stored += next;
  }
  return stored;
}

/**
 * Present once in every indexed document, so that "everything but …" can be asked of engines that need a
 * positive term. No word is stored so, nor begins so: `q` is always followed by a code point.
 */
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

/** Key by which names of people are ordered, by code points: the folded words, all of them, for `An J` is no article. */
export function nameSortKey(text: string): string {
  return beginning(words(text).join(' '), MAX_SORT_KEY);
}

/** Key by which titles are ordered, by code points: folded words without a leading article. */
export function sortKey(text: string): string {
  return beginning(withoutArticle(words(text).join(' ')), MAX_SORT_KEY);
}

/** Folded words without a leading `a`, `an` or `the`, unless nothing else is there. */
export function withoutArticle(folded: string): string {
  return folded.replace(/^(?:a|an|the) (?=.)/, '');
}
