import { createHash } from 'node:crypto';
import { folded } from '../import/identity.js';
import type { BibJournal } from '../import/record.js';

/** What one source says of a journal. */
export interface JournalStatement {
  source: string;
  journal: BibJournal;
}

const short = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 24);

/** Normal form of what a source says of a journal; null where nothing names it. */
export function journalStatement(source: string, journal: BibJournal | null): { key: string; value: JournalStatement } | null {
  if (journal === null) return null;
  const { title, abbreviation, nlmId, otherNames = [] } = journal;
  const issns = [...new Map(journal.issns.map((issn) => [`${issn.value} ${issn.type}`, issn])).entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { value, type }]) => ({ value, type }));
  if (title === null && abbreviation === null && nlmId === null && issns.length === 0) return null;
  const value = { source, journal: { title, abbreviation, issns, nlmId, otherNames: [...new Set(otherNames)].sort() } };
  return { key: short(JSON.stringify(value)), value };
}

/** Names of a journal, folded: those by which a statement without ISSN or NLM id finds its journal. */
export function journalNames({ title, abbreviation, otherNames = [] }: BibJournal): string[] {
  return [...new Set([title, abbreviation, ...otherNames].map((name) => folded(name)).filter((name) => name !== ''))];
}
