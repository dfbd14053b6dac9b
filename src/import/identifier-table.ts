import { badSource } from '../errors.js';
import { WORK_SCHEMES, type WorkScheme } from '../records.js';
import { convertRecord, shown, type Warn } from './convert-record.js';
import { readCsv, type CsvRow } from './csv.js';
import type { ReadItem } from './format.js';
import { readId, workIds } from './identifier-fields.js';
import { cleanText, type TextInput } from './input.js';
import { titleText } from './markup.js';
import { dateFromText } from './partial-date.js';
import { parseName } from './person-name.js';
import { emptyRecord, NO_IDS, type BibAuthor, type BibRecord, type WorkIds } from './record.js';

/** Names of the columns that are read, of PubMed, Web of Science, Scopus, Zotero and of our own tables. */
const COLUMNS = {
  pmid: ['pmid', 'pubmed id', 'pubmed_id', 'pubmedid'],
  pmcid: ['pmcid', 'pmc id', 'pmc'],
  doi: ['doi', 'item doi'],
  openalex: ['openalex_id', 'openalex id', 'openalex'],
  s2: ['s2', 's2_id', 's2 id', 'semantic scholar id'],
  omid: ['omid'],
  /** All of a work in one cell, with their schemes in front: `doi:10.1177/0141 pmcid:PMC5438064`. */
  bundle: ['identifiers'],
  title: ['title', 'article title', 'item title'],
  authors: ['authors'],
  journal: ['journal', 'journal/book', 'source title', 'publication title', 'publication'],
  year: ['year', 'publication year', 'publication_year'],
} as const satisfies Record<string, readonly string[]>;

export const KNOWN: ReadonlySet<string> = new Set(Object.values(COLUMNS).flat());
export const NAMING: ReadonlySet<string> = new Set([...WORK_SCHEMES, 'bundle' as const].flatMap((name) => COLUMNS[name]));

const TITLES: ReadonlySet<string> = new Set(COLUMNS.title);

export const columnsOf = (line: string): string[] =>
  line.split(',').map((name) => name.replace(/^\s*"?|"?\s*$/g, '').toLowerCase());

function cell(row: CsvRow, names: readonly string[]): string | null {
  for (const name of names) {
    const value = cleanText(row[name] ?? '');
    if (value !== '') return value;
  }
  return null;
}

/** `Lim SM, Cheng LJ.` (PubMed), `Joseph Rottman, Erran Carmel`, `Lim, S.M.; Cheng, L.J.` */
function readAuthors(text: string): Pick<BibRecord, 'authors' | 'authorsStatus'> {
  const byComma = text.replace(/\.$/, '').split(/,\s*/);
  const isList = !text.includes(';') && byComma.every((name) => name.includes(' '));
  const names = (isList ? byComma : text.split(/\s*;\s*/)).filter((name) => name !== '');
  const isCut = /^et al\b/i.test(names.at(-1) ?? '') || /\bet al\.?$/i.test(text);
  const authors: BibAuthor[] = names.map((name) => name.replace(/\s*\bet al\.?$/i, '')).filter((name) => name !== '').map(parseName); // prettier-ignore
  return { authors, authorsStatus: authors.length === 0 ? 'NOT_LISTED' : isCut ? 'POSSIBLY_TRUNCATED' : 'COMPLETE' };
}

const KINDS = {
  pmid: 'PMID', pmcid: 'PMCID', doi: 'DOI', openalex: 'OpenAlex id', s2: 'Semantic Scholar id', omid: 'OMID',
} as const satisfies Record<WorkScheme, string>; // prettier-ignore

/** Of several in one cell, as a work has them that was merged from two, the first one. */
function readIds(row: CsvRow, warn: Warn): WorkIds {
  const ids = { ...NO_IDS };
  for (const scheme of WORK_SCHEMES) {
    const text = cell(row, COLUMNS[scheme]);
    const [first = null, ...rest] = text?.split(/[\s;,]+/) ?? [];
    const isWhole = rest.length === 0 || readId(KINDS[scheme], text, () => undefined) !== null;
    ids[scheme] = readId(KINDS[scheme], isWhole ? text : first, warn);
    if (!isWhole) warn(`${shown(text)} are several identifiers of one kind; the first one is kept`);
  }
  for (const token of cell(row, COLUMNS.bundle)?.split(/\s+/) ?? []) {
    const found = workIds(token);
    if (found === null) warn(`${shown(token)} is no identifier of a work; it is left out`);
    else for (const scheme of WORK_SCHEMES) ids[scheme] ??= found[scheme] ?? null;
  }
  return ids;
}

function rowRecord(row: CsvRow, warn: Warn): BibRecord {
  const record = emptyRecord('identifiers');
  record.ids = readIds(row, warn);
  // The apostrophe keeps spreadsheets from taking a title for a formula; our own tables have it.
  record.title = titleText(cell(row, COLUMNS.title)?.replace(/^'(?=[=+@-])/, '') ?? null);
  Object.assign(record, readAuthors(cell(row, COLUMNS.authors) ?? ''));
  const journal = cell(row, COLUMNS.journal);
  if (journal !== null) record.journal = { title: journal, abbreviation: null, issns: [], nlmId: null };
  const year = cell(row, COLUMNS.year);
  record.date = year === null ? null : dateFromText(year);
  if (year !== null && record.date === null) warn(`the year ${shown(year)} is none; it is left out`);
  return record;
}

export async function* readTable(input: TextInput): AsyncIterable<ReadItem> {
  for await (const item of readCsv(input)) {
    if (item.kind === 'refused') yield item;
    else if (item.kind === 'row') yield* convertRecord(item.place, (warn) => rowRecord(item.row, warn));
    else {
      if (!item.columns.some((name) => NAMING.has(name) || TITLES.has(name))) {
        throw badSource(
          `${input.name}: line 1: the first line names no column that tells works apart (pmid, pmcid, doi, openalex_id, title); ` +
            `it has ${shown(item.columns.slice(0, 8).join(', '))}. Add a header, or give one identifier a line.`,
        );
      }
      const ignored = item.columns.filter((name) => !KNOWN.has(name));
      const message = `columns that are not read: ${ignored.map(shown).join(', ')}`.slice(0, 1000);
      if (ignored.length > 0) yield { kind: 'warning', place: { line: 1, record: 0 }, message };
    }
  }
}

/** Whether the line names the columns of a table that has works. */
export const isTableHead = (line: string): boolean => line.split(/[,;\t]/).some((name) => NAMING.has(columnsOf(name)[0]!));
