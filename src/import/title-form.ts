import { foldText, words } from '../store/fold.js';

/** A title made ready to be compared. */
export interface TitleForm {
  /** Folded words without blanks, at most `COMPARED` characters. */
  letters: string;
  words: string[];
  /** Its numbers in order: digits, Roman numerals and number words as digits, and single letters (`Part A`). */
  numbers: string;
  /** Says enough to name one work: `Reply` and `Editorial` do not. */
  isStrong: boolean;
  /** One half of a title in two languages or with two sentences, or the title without its subtitle's mark. */
  isPart: boolean;
}

/**
 * What a title says that the work is: `NOTICE` of an erratum, a retraction or a concern, `RESPONSE` to another work
 * (reply, letter about it, comment), or neither.
 */
export type TitleRole = 'NOTICE' | 'RESPONSE' | null;

export interface TitleDescription {
  forms: TitleForm[];
  role: TitleRole;
  /** Kind that a database wrote behind the title: `[abstract]`, `[letter]`. */
  annotation: string | null;
  /** Whether its end says that it is the protocol of a study or a review. */
  isProtocol: boolean;
}

/** Longer titles differ within their first characters, or are equal. */
const COMPARED = 400;
/** Characters of a title that are read, remarks of databases and both languages included. */
const READ = 1_500;
const HALVES_COMPARED = 4;
const STRONG_LETTERS = 22;
const STRONG_WORDS = 4;

/** What databases add to titles of the same article, in brackets behind it or before it. */
const ADDED =
  /\[(?:erratum|corrections?|corrected|retraction|retracted|republished|comment|summary for|see comments?|reprint|update|expression of concern|published|article|in process)\b[^[\]]*(?:\[[^[\]]*\][^[\]]*)*\]/gi;
const RETRACTED = /^\s*[[(]?\s*(?:retracted(?:\s+article)?|withdrawn)\s*[\])]?\s*[:.\-–—]\s*/i;
const ANNOTATION =
  /[[(]\s*((?:conference |meeting )?abstracts?(?:\s+(?:no|number)?[.:]?\s*[\w-]+)?|letter|comment|editorial|review|poster|news)\s*[\])]\s*\.?\s*["”]?$/i;
const LANGUAGE = /\bLA: ?\w+.*$|[[(](?:in )?(?:english|german|french|spanish|italian|japanese|chinese|russian|polish)[\])]\s*$/i;
const NOTICE =
  /^[^\p{L}\p{N}]*(?:(?:publisher|author)s?['’]?s?\s+)?(?:erratum|errata|corrigend(?:um|a)|correction|addendum|retraction|expression of concern|notice of retraction|fe de erratas?)\b\s*(?:to\b|for\b|notice\b|note\b|and re(?:placement|publication)\b|in\b|of\b|zu[mr]?\b|aux?\b|à|de\b|del\b|a\b|[:.[(–—-]|$)|^[^\p{L}\p{N}]*withdrawal(?: notice)?\s*:|\(vol\.? ?\d+,? (?:pg?|p|page|art)\b/iu;
/** `Title: erratum`, `Title – CORRIGENDUM`, `Title (Retraction)`, `Title [Correction]`. */
const NOTICE_BEHIND =
  /(?:[:.?!–—[(]|\s-)\s*(?:(?:publisher|author)s?['’]?s?\s+)?(?:erratum|errata|corrigend(?:um|a)|correction|addendum|retraction(?: (?:notice|note))?|expression of concern|fe de erratas?)[^\p{L}\p{N}]*$/iu;
/** What is planned, and what came of it, have one title but for this. */
const PROTOCOL =
  /[:.?!–—[(,]\s*(?:(?:an?|the)\s+)?(?:[\p{L}-]+\s+){0,3}protocol(?:e|o)?(?:\s+(?:for|of|pour|para|de)\b.*)?[^\p{L}\p{N}]*$/iu;
const RESPONSE =
  /^[^\p{L}\p{N}]*(?:(?:the )?authors?['’]?s?['’]? )?(?:(?:invited |editorial )?comment(?:ary|s)?|reply|response|rebuttal|discussion|letter|re|in reply|in response)\b\s*(?:to\b|on\b|regarding\b|by\b|[:.–—-]|$)|(?:[:.?!–—]|\s-)\s*(?:(?:the )?authors?['’]?s?['’]? )?(?:reply|response|rebuttal|letter(?: to the editor)?|(?:invited |editorial )?comment(?:ary)?)[^\p{L}\p{N}]*$/iu;
/** Titles that stand where there is none. */
const NONE =
  /^[^\p{L}\p{N}]*(?:unknown|untitled|no title(?: available)?|not available|n\/?a|none|title not available)?[^\p{L}\p{N}]*$/iu;

const NUMBER_WORDS: Readonly<Record<string, string>> = {
  one: '1', two: '2', three: '3', four: '4', five: '5', six: '6', seven: '7', eight: '8', nine: '9', ten: '10', eleven: '11',
  twelve: '12', fifteen: '15', twenty: '20', first: '1', second: '2', third: '3', fourth: '4', fifth: '5', sixth: '6',
  i: '1', ii: '2', iii: '3', iv: '4', v: '5', vi: '6', vii: '7', viii: '8', ix: '9', x: '10', xi: '11', xii: '12',
}; // prettier-ignore

/** `Phase Ib`, `stage IIIA`: the letter is left out, as it is of `1b`. */
const STAGE = /^(?:i{1,3}|iv)[abc]$/;
const ARTICLES = new Set(['a', 'an', 'the']);
/** Words that a letter alone numbers: `Part B`, `Appendix C`; elsewhere `a` and `s` are words or remains of them. */
const NUMBERED = new Set(['part', 'appendix', 'section', 'volume', 'paper', 'type', 'group', 'hepatitis', 'vitamin', 'phase']);

function numbersIn(tokens: readonly string[]): string {
  const found: string[] = [];
  tokens.forEach((token, i) => {
    const named = NUMBER_WORDS[token];
    if (named !== undefined && Object.hasOwn(NUMBER_WORDS, token)) found.push(named);
    else if (STAGE.test(token)) found.push(NUMBER_WORDS[token.slice(0, -1)]!);
    else if (/\p{Nd}/u.test(token)) found.push(token.replace(/\P{Nd}+/gu, ''));
    else if (token.length === 1 && NUMBERED.has(tokens[i - 1] ?? '')) found.push(token);
  });
  // Without separators: `2,4-dichloro` and `24 dichloro`, `H(2)O` and `H2O` are spellings of one.
  return found.join('');
}

/** Characters of scripts that write a word with one or two of them say more than a letter does. */
function weight(letters: string): number {
  let sum = 0;
  for (const c of letters) sum += c > '\u2e80' ? 3 : 1;
  return sum;
}

function form(text: string, isPart: boolean): TitleForm | null {
  const tokens = words(text);
  const whole = tokens.join('');
  if (whole === '') return null;
  const isStrong = weight(whole.slice(0, COMPARED)) >= STRONG_LETTERS && tokens.length >= STRONG_WORDS;
  return { letters: whole.slice(0, COMPARED), words: tokens, numbers: numbersIn(tokens), isStrong, isPart };
}

/** Titles in two languages, `English ; Deutsch`, `[English] <ORIGINAL> Deutsch`, `English = Deutsch`. */
const HALVES = /<original>|;\s+|\s=\s|\]\s+(?=\S)/i;

/** A title, and the one in the language of the work, made ready to be compared; no forms where there is no title. */
export function describeTitle(
  title: string | null,
  vernacular: string | null,
  journalNames: readonly string[],
): TitleDescription {
  const described: TitleDescription = { forms: [], role: null, annotation: null, isProtocol: false };
  for (const given of [title, vernacular]) {
    if (given === null || NONE.test(given)) continue;
    let text = given.slice(0, READ).replace(ADDED, ' ').replace(LANGUAGE, ' ').replace(RETRACTED, '').trim();
    if (PROTOCOL.test(text)) described.isProtocol = true;
    if (NOTICE.test(text) || NOTICE_BEHIND.test(given.slice(0, READ))) described.role ??= 'NOTICE';
    else if (RESPONSE.test(text)) described.role ??= 'RESPONSE';
    const annotation = ANNOTATION.exec(text);
    if (annotation) {
      described.annotation ??= foldText(annotation[1]!)
        .replace(/^(?:conference|meeting) /, '')
        .split(/[\s.:]/)[0]!
        .replace(/s$/, '');
      text = text.slice(0, annotation.index);
    }
    const whole = form(text, false);
    if (whole === null) continue;
    if (isNameOf(whole, journalNames)) whole.isStrong = false;
    const halves = HALVES.test(text) ? text.split(HALVES, HALVES_COMPARED).map((half) => form(half, true)) : [];
    described.forms.push(
      whole,
      ...halves.filter((half) => half !== null && half.isStrong && half.letters !== whole.letters).map((half) => half!),
    );
  }
  return described;
}

/** A title that begins with the journal's name and has nothing else but numbers is a heading, not a title. */
function isNameOf(title: TitleForm, journalNames: readonly string[]): boolean {
  return journalNames.some(
    (name) => name.length >= 4 && title.letters.startsWith(name) && title.letters.replaceAll(name, '').length < STRONG_LETTERS,
  );
}

/** Words that say nothing of the subject, at the beginning of a title. */
export function contentWords(tokens: readonly string[]): string[] {
  return tokens.filter((token) => !ARTICLES.has(token));
}
