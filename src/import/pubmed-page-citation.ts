import { normalizeDoi, normalizePmcid, normalizePmid } from '../ids.js';
import { isJournal, readAuthors, readAuthorsAndJournal } from './pubmed-page-authors.js';
import { splitImprint } from './pubmed-page-imprint.js';
import { emptyRecord, NO_IDS, type BibRecord, type WorkIds } from './record.js';
import { quoted, refusal, type SourceLine } from './source-line.js';

export const PUBMED_PAGE = 'pubmed-page';

/** Year, semicolon, volume: no title has that, but lines that have run together do. */
const CITATION_INSIDE = /\. (?:1[5-9]|20)\d\d[^.;]{0,20}; ?[\d(:]/;
/** Publication types that stand in brackets behind a title; other brackets belong to the title. */
const TYPE_IN_TITLE =
  /^(?<title>.*\S) ?\[(?<type>Letter|Response to Letter|Editorial|Comment|Commentary|Corrigendum|Erratum|Retraction|Expression of Concern|Review|Case Report)\]$/;
/** The full stop that the page sets behind every title; three of them are the title's own. */
const CLOSING_STOP = /(?<!\.)\.$/;
const IDENTIFIER = /(?:PMID|PMCID|PMC|DOI): ?\S+/;
const IDENTIFIERS = new RegExp(`^${IDENTIFIER.source}(?: ${IDENTIFIER.source})*$`);
const IDENTIFIERS_AT_END = new RegExp(`^(?<citation>.*?)(?<ids>(?: ${IDENTIFIER.source})*)$`);
const TITLE_AND_JOURNAL = /^(?<title>.*[.?!…][)\]"'”’»]*) (?<journal>[^.?!]+)$/u;

const NORMAL_FORM = {
  PMID: { field: 'pmid', normalize: normalizePmid },
  PMC: { field: 'pmcid', normalize: normalizePmcid },
  PMCID: { field: 'pmcid', normalize: normalizePmcid },
  DOI: { field: 'doi', normalize: normalizeDoi },
} as const;

export type IdentifierLabel = keyof typeof NORMAL_FORM;

/** One identifier into `ids`, in its normal form; refused when it is none or stands there already. */
export function readIdentifier(line: SourceLine, ids: WorkIds, label: IdentifierLabel, text: string): void {
  const { field, normalize } = NORMAL_FORM[label];
  const value = normalize(text.replace(/[.,;]+$/, ''));
  if (value === null) throw refusal(line, `${quoted(text)} is no ${label}; expected an identifier as PubMed writes it.`);
  if (ids[field] !== null && ids[field] !== value)
    throw refusal(line, `a second ${label}, ${quoted(text)}; expected one of each kind.`);
  ids[field] = value;
}

export function isIdentifierLine(text: string): boolean {
  return IDENTIFIERS.test(text);
}

/** `PMID: 39948521 PMC: 11823063. DOI: 10.1186/s12909-025-06833-4.`, in normal forms. */
export function readIdentifiers(line: SourceLine, text: string): WorkIds {
  const ids = { ...NO_IDS };
  for (const [, label, value] of text.matchAll(/(PMID|PMCID|PMC|DOI): ?(\S+)/g))
    readIdentifier(line, ids, label as IdentifierLabel, value!);
  return ids;
}

/** A title without its closing full stop, and the publication type that stood in brackets behind it. */
export function readTitle(line: SourceLine, text: string): Pick<BibRecord, 'title' | 'publicationTypes'> {
  const bare = text.replace(CLOSING_STOP, '').trim();
  const { title, type } = TYPE_IN_TITLE.exec(bare)?.groups ?? {};
  const kept = title === undefined ? bare : title.replace(CLOSING_STOP, '').trim();
  if (!/[\p{L}\p{N}]/u.test(kept)) throw refusal(line, `${quoted(text)} is no title; expected its words.`);
  if (CITATION_INSIDE.test(kept)) throw refusal(line, `the title ${quoted(text)} holds a citation; expected one work only.`);
  return { title: kept, publicationTypes: type === undefined ? [] : [type] };
}

function journalOf(abbreviation: string): BibRecord['journal'] {
  return { title: null, abbreviation, issns: [], nlmId: null };
}

/**
 * A work of the list "Citing Articles": title, citation (`Roex A BMC Med Educ. 2025; 25(1):230.`) and, where it
 * has any, identifiers.
 */
export function readCitingWork(title: SourceLine, citation: SourceLine, ids: SourceLine | null): BibRecord {
  const { head, imprint } = splitImprint(citation, citation.text);
  const { journal, ...list } = readAuthorsAndJournal(citation, head);
  return {
    ...emptyRecord(PUBMED_PAGE),
    ...readTitle(title, title.text),
    ...list,
    ...imprint,
    journal: journalOf(journal),
    ids: ids ? readIdentifiers(ids, ids.text) : { ...NO_IDS },
  };
}

/** Authors stand before the first ` . `; a reference without authors begins with the full stop. */
function splitAuthors(line: SourceLine, head: string): { authors: string; rest: string } {
  const at = ` ${head}`.indexOf(' . ');
  if (at < 0)
    throw refusal(
      line,
      `authors and title are not parted by a full stop between blanks; expected "Parrott S, Dobbie A . Peer coaching shows promise.".`,
    );
  return { authors: head.slice(0, Math.max(0, at - 1)), rest: head.slice(at + 2).trim() };
}

/**
 * A work of the list "References", all in one line:
 * `Wilson G, Larkin V . Exploring the relationship. J R Soc Med. 2017; 110(5):188-197. PMC: 5438064. View`.
 */
export function readReference(line: SourceLine): BibRecord {
  const { citation = '', ids = '' } = IDENTIFIERS_AT_END.exec(line.text.replace(/ View$/, ''))?.groups ?? {};
  const { head, imprint } = splitImprint(line, citation);
  const { authors, rest } = splitAuthors(line, head);
  const { title, journal } = TITLE_AND_JOURNAL.exec(rest)?.groups ?? {};
  if (title === undefined || journal === undefined || !isJournal(journal))
    throw refusal(
      line,
      `cannot tell title and journal apart in ${quoted(rest)}; expected "Peer coaching shows promise. Fam Med" before the year.`,
    );
  return {
    ...emptyRecord(PUBMED_PAGE),
    ...readTitle(line, title),
    ...readAuthors(line, authors),
    ...imprint,
    journal: journalOf(journal),
    ids: readIdentifiers(line, ids),
  };
}
