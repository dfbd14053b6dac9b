import { normalizeOpenAlexId } from '../database-ids.js';
import { badSource } from '../errors.js';
import { workSchemeOf } from '../id-schemes.js';
import { identify } from '../ids.js';
import { WORK_SCHEMES } from '../records.js';
import { convertRecord, shown, UnusableRecord, type Warn } from './convert-record.js';
import { readCsv, type CsvRow } from './csv.js';
import type { ImportFormat, ReadItem } from './format.js';
import { readId } from './identifier-fields.js';
import { cleanText, hasBrokenText, type TextInput } from './input.js';
import { readLines, type Line, type LineReader } from './lines.js';
import { titleText } from './markup.js';
import { dateFromText } from './partial-date.js';
import { peek } from './peek.js';
import { parseName } from './person-name.js';
import { emptyRecord, NO_IDS, type BibAuthor, type BibRecord, type WorkIds } from './record.js';

/**
 * Plain lists: one identifier a line, or a table with a header. Such a record says little: with a title it is a
 * thin record; without one it only names a work, which stays a stub until a fuller record of it is imported.
 */
const COLUMNS = {
  pmid: ['pmid', 'pubmed id', 'pubmed_id', 'pubmedid'],
  pmcid: ['pmcid', 'pmc id', 'pmc'],
  doi: ['doi', 'item doi'],
  openalex: ['openalex_id', 'openalex id', 'openalex'],
  s2: ['s2', 's2_id', 's2 id', 'semantic scholar id'],
  omid: ['omid'],
  title: ['title', 'article title', 'item title'],
  authors: ['authors'],
  journal: ['journal', 'journal/book', 'source title', 'publication title', 'publication'],
  year: ['year', 'publication year', 'publication_year'],
} as const satisfies Record<string, readonly string[]>;

const KNOWN: ReadonlySet<string> = new Set(Object.values(COLUMNS).flat());
const NAMING: ReadonlySet<string> = new Set(WORK_SCHEMES.flatMap((scheme) => COLUMNS[scheme]));

const TITLES: ReadonlySet<string> = new Set(COLUMNS.title);

const columnsOf = (line: string): string[] => line.split(',').map((name) => name.replace(/^\s*"?|"?\s*$/g, '').toLowerCase());

/** An identifier of a work, or null: ORCIDs, ISSNs and the like name other things. */
function workIds(text: string): Partial<WorkIds> | null {
  const openalex = normalizeOpenAlexId(text);
  if (openalex !== null) return { openalex };
  const found = identify(text);
  const scheme = found && workSchemeOf(found.kind);
  return scheme ? { [scheme]: found.value } : null;
}

const LONGEST_LINE = 10_000;

/** The mark before an entry of a list that was pasted from a text: `1.`, `2)`, `[3]`, `•`, `-`. No number of it is a PMID. */
const LIST_MARK = /^(?:[-–*•·▪]|\(?\d{1,5}[.)]|\[\d{1,5}\])\s+(?=\S)/u;

/** Without the mark of a list; what follows ` #` is a remark. */
const withoutRemark = (line: string): string =>
  line
    .replace(/(?:^|\s)#.*$/, '')
    .trim()
    .replace(LIST_MARK, '');

/** Between identifiers on one line; a comma or semicolon without a blank may belong to a DOI, but not before another one. */
const BETWEEN = /\s*[,;]?\s+|[,;](?=https?:\/\/|doi:|10\.\d{4,9}\/)/i;

/** A line may list several, as pasted from an e-mail: `17101234, 30000001`. Where a part is none, it is one text. */
function idsOf(line: string): string[] {
  if (line.length > LONGEST_LINE) return [line];
  for (const parts of [line.split(BETWEEN), [line], line.split(/[\s,;]+/)]) {
    const ids = parts.filter((part) => part !== '');
    // Three digits beside others are rather a part of a number: `17 101 234`.
    if (ids.length > 0 && ids.every((part) => workIds(part) !== null && (ids.length === 1 || !/^\d{1,3}$/.test(part))))
      return ids;
  }
  return [line];
}

class ListReader implements LineReader {
  private items: ReadItem[] = [];
  private records = 0;

  line(line: Line): void {
    const text = withoutRemark(line.text);
    if (line.tooLong === null && text === '') return;
    for (const one of line.tooLong === null ? idsOf(text) : [text]) {
      this.items.push(...convertRecord({ line: line.number, record: ++this.records }, () => listRecord(one, line)));
    }
  }

  end(): void {}

  take(): ReadItem[] {
    return this.items.splice(0);
  }
}

function listRecord(text: string, line: Line): BibRecord {
  if (line.tooLong !== null) throw new UnusableRecord(`the line has ${line.tooLong} characters and is no identifier`);
  const ids = hasBrokenText(text) ? null : workIds(text);
  if (ids === null) throw new UnusableRecord(`${shown(text)} is neither a PMID, a PMCID, a DOI nor another identifier of a work`);
  return { ...emptyRecord('identifiers'), ids: { ...NO_IDS, ...ids } };
}

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

function rowRecord(row: CsvRow, warn: Warn): BibRecord {
  const record = emptyRecord('identifiers');
  record.ids = {
    pmid: readId('PMID', cell(row, COLUMNS.pmid), warn),
    pmcid: readId('PMCID', cell(row, COLUMNS.pmcid), warn),
    doi: readId('DOI', cell(row, COLUMNS.doi), warn),
    openalex: readId('OpenAlex id', cell(row, COLUMNS.openalex), warn),
    s2: readId('Semantic Scholar id', cell(row, COLUMNS.s2), warn),
    omid: readId('OMID', cell(row, COLUMNS.omid), warn),
  };
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

async function* readTable(input: TextInput): AsyncIterable<ReadItem> {
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

/** The first line with something in it but a remark. */
const firstLine = (head: string): string => head.split(/\r\n?|\n/, 1000).map(withoutRemark).find((line) => line !== '') ?? ''; // prettier-ignore

function isListLine(line: string): boolean {
  return line.length < LONGEST_LINE && idsOf(line).every((one) => workIds(one) !== null);
}

export const identifiers: ImportFormat = {
  id: 'identifiers',
  label: 'list of identifiers (one a line, or a table)',
  extensions: ['.csv', '.tsv', '.txt', '.ids'],
  recognise(head) {
    const columns = columnsOf(firstLine(head));
    // A table with semicolons is refused with the reason, which says more than that its format is not known.
    const others = firstLine(head).split(/[;\t]/);
    if (others.length > 1 && others.some((name) => NAMING.has(columnsOf(name)[0]!))) return 0.5;
    if (columns.some((name) => NAMING.has(name))) return columns.every((name) => KNOWN.has(name)) ? 0.8 : 0.5;
    // The last line may be cut where the head ends.
    const lines = head.split(/\r\n?|\n/).slice(0, 200);
    const full = (lines.length > 1 ? lines.slice(0, -1) : lines).map(withoutRemark).filter((line) => line !== '');
    const known = full.filter(isListLine).length;
    return known === 0 ? 0 : known === full.length ? 0.8 : known / full.length >= 0.5 ? 0.4 : 0;
  },
  async *read(input) {
    const { head, input: whole } = await peek(input);
    const first = firstLine(head);
    if (first === '') yield* readLines(whole, new ListReader());
    else yield* isListLine(first) ? readLines(whole, new ListReader()) : readTable(whole);
  },
};
