import type { AuthorsStatus } from '../records.js';
import { groupAtHead, parseName, personAtHead } from './pubmed-page-names.js';
import type { BibAuthor } from './record.js';
import { quoted, refusal, type SourceLine } from './source-line.js';

/** The page cuts lists of authors at this length: such a list may be longer than it looks. */
const PAGE_LIMIT = 6;
const ET_AL = /^et al\.?(?= |$)/;
/** `BMC Med Educ`, `3D Print Med`, `eLife`, `npj Digit Med`: what no journal begins with is a plain small word. */
const JOURNAL = /^(?:npj |\p{Ll}{0,3}[\p{Lu}\p{N}])/u;
/** Longer "journals" are titles that lack their full stop; NLM's longest abbreviations have 14 words. */
const JOURNAL_WORDS = 15;

export interface AuthorList {
  authors: BibAuthor[];
  authorsStatus: AuthorsStatus;
}

export function isJournal(text: string): boolean {
  return JOURNAL.test(text) && text.split(' ').length <= JOURNAL_WORDS;
}

function statusOf(authors: readonly BibAuthor[], isCut: boolean): AuthorsStatus {
  if (isCut || authors.length === PAGE_LIMIT) return 'POSSIBLY_TRUNCATED';
  return authors.length === 0 ? 'NOT_LISTED' : 'COMPLETE';
}

function readName(line: SourceLine, text: string): BibAuthor {
  const author = parseName(text);
  if (author) return author;
  throw refusal(line, `${quoted(text)} is no author's name; expected family name and initials such as "Van den Broeck K".`);
}

/** `Parrott S, Dobbie A, Chumley H`; empty for a work whose authors are not given. */
export function readAuthors(line: SourceLine, text: string): AuthorList {
  const names = text === '' ? [] : text.split(', ');
  const isCut = ET_AL.test(names.at(-1) ?? '');
  const authors = (isCut ? names.slice(0, -1) : names).map((name) => readName(line, name));
  return { authors, authorsStatus: statusOf(authors, isCut) };
}

/**
 * `Midik O, Demiroren M, Baykan Z Inquiry`: a blank alone parts the last author from the journal, and the
 * shape of names tells where. Refused where it does not, for example a last author without initials.
 */
export function readAuthorsAndJournal(line: SourceLine, text: string): AuthorList & { journal: string } {
  const names = text.split(', ');
  const tail = names.pop()!;
  const first = names.map((name) => readName(line, name));
  const cut = ET_AL.exec(tail);
  const words = tail.split(' ');
  const last = cut ? null : (personAtHead(words) ?? groupAtHead(words));
  const journal = cut ? tail.slice(cut[0].length).trim() : words.slice(last?.length ?? 0).join(' ');
  if ((!cut && !last) || !isJournal(journal))
    throw refusal(
      line,
      `cannot tell the last author from the journal in ${quoted(tail)}; expected family name, initials and journal such as "Roex A BMC Med Educ".`,
    );
  const authors = last ? [...first, last.author] : first;
  return { authors, authorsStatus: statusOf(authors, cut !== null), journal };
}
