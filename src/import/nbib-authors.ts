import { foldText } from '../store/fold.js';
import { affiliationText } from './affiliation.js';
import type { Warn } from './convert-record.js';
import { readId } from './identifier-fields.js';
import { cleanText } from './input.js';
import { parsePerson } from './person-name.js';
import { groupAuthor, personFromParts } from './person-parts.js';
import type { BibAuthor, BibRecord } from './record.js';
import type { TaggedRecord } from './tagged-lines.js';

const AUTHORS: ReadonlySet<string> = new Set(['FAU', 'AU', 'CN']);
/** Editors, investigators and people as subjects. */
const OTHERS: ReadonlySet<string> = new Set(['FED', 'ED', 'FIR', 'IR', 'FPS', 'PS']);

/**
 * Authors of a MEDLINE record in order. `FAU` (full) and `AU` (short) are two lines for one author: parts come
 * from the full form, the name as written from the short one, which is the byline that PubMed shows. What follows
 * (AD, AUID) is the author's above, or the editor's, who is left out; in records before 2014 the one AD stands before all authors and is the first one's.
 */
export function nbibAuthors(fields: TaggedRecord, warn: Warn): Pick<BibRecord, 'authors' | 'authorsStatus'> {
  const authors: BibAuthor[] = [];
  const early: string[] = [];
  let isCut = false;
  /** Places of authors of whom only the full form was met. */
  const unpaired: number[] = [];
  let isOfOther = false;
  for (const { tag, value } of fields.fields) {
    const text = cleanText(value);
    if (text === '') continue;
    const last = authors.at(-1);
    if (OTHERS.has(tag)) isOfOther = true;
    else if (AUTHORS.has(tag)) isOfOther = false;
    const at = tag === 'AU' ? takeFullForm(unpaired, authors, text) : null;
    if (at !== null) authors[at] = withShortForm(authors[at]!, text);
    else if (tag === 'FAU' || tag === 'AU') {
      if (/^et al\b/i.test(text)) isCut = true;
      else if (authors.push(parsePerson(text)) && tag === 'FAU') unpaired.push(authors.length - 1);
    } else if (tag === 'CN') {
      authors.push(groupAuthor(text));
    } else if (isOfOther) {
      continue;
    } else if (tag === 'AD') {
      const affiliation = affiliationText(text);
      if (affiliation !== null) (last?.affiliations ?? early).push(affiliation);
    } else if (tag === 'AUID' && last && /orcid/i.test(text)) {
      last.orcid = readId('ORCID', text.replace(/^orcid\s*:\s*/i, ''), warn) ?? last.orcid;
    }
  }
  authors[0]?.affiliations.unshift(...early);
  return { authors, authorsStatus: authors.length === 0 ? 'NOT_LISTED' : isCut ? 'POSSIBLY_TRUNCATED' : 'COMPLETE' };
}

/**
 * Whose short form it is, who is then taken from the list; null where nobody waits for one. Some files have all full forms before
 * all short ones; where the family name is spelt in another way it is the author above.
 */
function takeFullForm(unpaired: number[], authors: readonly BibAuthor[], short: string): number | null {
  const letters = (text: string): string => foldText(text).replace(/[^\p{L}]/gu, '');
  const named = unpaired.find((at) => letters(short).startsWith(letters(authors[at]!.familyName ?? '')));
  const found = named ?? unpaired.find((at) => at === authors.length - 1) ?? null;
  if (found !== null) unpaired.splice(unpaired.indexOf(found), 1);
  return found;
}

/** The short form has the initials as NLM counts them: at most the family name and what follows it. */
function withShortForm(author: BibAuthor, short: string): BibAuthor {
  const { familyName: family, givenName: given, suffix } = author;
  // `O Connor MA` cannot be told from `J A Smith` without the family name.
  const { initials } = parsePerson(family !== null && short.startsWith(`${family} `) ? `Xx${short.slice(family.length)}` : short);
  const parts = { family, given: given ?? author.initials, initials: initials ?? author.initials, suffix };
  return { ...personFromParts(parts, short), affiliations: author.affiliations };
}
