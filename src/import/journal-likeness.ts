import { words } from '../store/fold.js';
import { isLatin } from './byline.js';
import type { BibJournal } from './record.js';

export interface JournalDescription {
  /** Significant words of each name without its subtitle. */
  names: string[][];
  /** ISSNs and NLM id: one in common is proof. */
  ids: string[];
}

/** How two journals stand: the same; perhaps (one name goes on where the other ends); different; null where one is not known. */
export type JournalRelation = 'SAME' | 'PERHAPS' | 'DIFFERENT' | null;

/** Characters of a field with a journal's name that are read, and names in it. */
const READ = 400;
const NAMES_COMPARED = 6;
const SMALL = new Set(
  'the of and in for on a an de la le les des du d l et der die das und fur zur del los las el y e da do dei della di i'.split(
    ' ',
  ),
);
/** What follows is a subtitle, a place, an edition or the name in another language. */
const SUBTITLE = /\s*(?:[:/(]|\s[-–—]\s|\bofficial (?:journal|organ|publication)\b).*$/isu;

/** Names of one journal that stand in one field: `Gan to Kagaku Ryoho [Japanese Journal of …]`, `Ai zheng = Aizheng`. */
const NAMES = /\s*[[\]]\s*|\s+=\s+/;

function nameWords(name: string): string[] {
  const bare = name.replace(/^[\s"“(]+/u, '').replace(/(?<!\p{L})[dl]['’]/giu, '');
  const significant = (text: string): string[] => words(text).filter((word) => !SMALL.has(word));
  const found = significant(bare.replace(SUBTITLE, ''));
  return found.length > 0 ? found : words(bare);
}

export function describeJournal(journal: BibJournal | null, bookTitle: string | null): JournalDescription {
  const given = [journal?.title, journal?.abbreviation, ...(journal?.otherNames ?? []), bookTitle];
  const names = new Map<string, string[]>();
  for (const name of given) {
    if (!name) continue;
    for (const part of name.slice(0, READ).split(NAMES, NAMES_COMPARED)) {
      const found = nameWords(part);
      if (found.length > 0) names.set(found.join(' '), found);
    }
  }
  const ids = (journal?.issns ?? []).map(({ value }) => `issn:${value}`);
  if (journal?.nlmId) ids.push(`nlm:${journal.nlmId}`);
  return { names: [...names.values()], ids };
}

/** Whether `short` may stand for `long`: the same first letter, and its letters in order (`natl` for `national`). */
function abbreviates(short: string, long: string): boolean {
  if (short[0] !== long[0] || short.length > long.length) return false;
  let at = 0;
  for (const letter of long) if (letter === short[at]) at++;
  return at === short.length;
}

/** Whether a journal's name is another one of its names with its words cut short: `Med. Educ.` of `Medical Education`. */
export function isShortOf(short: string, long: string): boolean {
  const [cut, whole] = [nameWords(short), nameWords(long)];
  const isSame = cut.join(' ') === whole.join(' ');
  return !isSame && cut.length === whole.length && cut.every((word, i) => abbreviates(word, whole[i]!));
}

const isSameWord = (a: string, b: string): boolean => a === b || abbreviates(a, b) || abbreviates(b, a);

/** Whether letters without blanks are made of the beginnings of all words in order: `nejm`, `jthoraccardiovascsurg`. */
function isMadeOf(letters: string, names: readonly string[]): boolean {
  let reached = new Set([0]);
  for (const word of names) {
    const next = new Set<number>();
    for (const at of reached) {
      for (let length = 1; length <= word.length && at + length <= letters.length; length++) {
        if (letters.charCodeAt(at + length - 1) !== word.charCodeAt(length - 1)) break;
        next.add(at + length);
      }
    }
    if (next.size === 0) return false;
    reached = next;
  }
  return reached.has(letters.length);
}

function compareNames(a: readonly string[], b: readonly string[]): 'SAME' | 'PERHAPS' | 'DIFFERENT' {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  const common = short.every((word, i) => isSameWord(word, long[i]!));
  if (common && short.length === long.length) return 'SAME';
  // An acronym or an abbreviation without blanks; two letters could be anything.
  if (short.length === 1 && short[0]!.length >= 3 && isMadeOf(short[0]!, long)) return 'SAME';
  if (common) return 'PERHAPS';
  // `JNCCN Journal of the National …`, `BMJ British Medical Journal`: the acronym before the name.
  const [first = '', ...rest] = long;
  return rest.length === short.length &&
    first.length >= 3 &&
    isMadeOf(first, rest) &&
    short.every((word, i) => isSameWord(word, rest[i]!))
    ? 'SAME'
    : 'DIFFERENT';
}

/** Whether one is known by names in Latin letters alone, and the other by none. */
function inOtherScript(a: JournalDescription, b: JournalDescription): boolean {
  const latin = [a, b].map(({ names }) => names.filter((name) => isLatin(name.join(''))).length);
  return (latin[0] === 0 && latin[1] === b.names.length) || (latin[1] === 0 && latin[0] === a.names.length);
}

/** Symmetric. Another ISSN is no sign of another journal: print and electronic editions have their own. */
export function compareJournals(a: JournalDescription, b: JournalDescription): JournalRelation {
  if (a.ids.some((id) => b.ids.includes(id))) return 'SAME';
  if (a.names.length === 0 || b.names.length === 0 || inOtherScript(a, b)) return null;
  let best: JournalRelation = 'DIFFERENT';
  for (const left of a.names) {
    for (const right of b.names) {
      const found = compareNames(left, right);
      if (found === 'SAME') return 'SAME';
      if (found === 'PERHAPS') best = 'PERHAPS';
    }
  }
  return best;
}
