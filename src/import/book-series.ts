import type { Warn } from './convert-record.js';
import type { BibJournal } from './record.js';

/**
 * The series that a book, or the book of a chapter, is a volume of: a serial with ISSNs of its own, as a journal is (OpenAlex
 * has both among its sources). Without its name nobody knows whose the ISSNs are, for the book has none: they are left out.
 */
export function bookSeries(title: string | null, issns: BibJournal['issns'], warn: Warn): BibJournal | null {
  if (issns.length === 0) return null;
  if (title !== null) return { title, abbreviation: null, issns, nlmId: null };
  const values = issns.map(({ value }) => value);
  warn(`the ISSN ${values.join(', ')} is that of a series of books, which the record does not name; it is left out`);
  return null;
}
