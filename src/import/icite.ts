import { badSource } from '../errors.js';
import { UnusableRecord, convertRecord, shown, type Warn } from './convert-record.js';
import { readCsv, type CsvRow } from './csv.js';
import { READ_LIMITS, type ImportFormat, type ReadItem } from './format.js';
import { readId } from './identifier-fields.js';
import type { TextInput } from './input.js';
import { countField, field, isObject, textField, type JsonObject } from './json-fields.js';
import { readJson } from './json-input.js';
import { titleText } from './markup.js';
import { dateFromParts } from './partial-date.js';
import { peek } from './peek.js';
import { parseName } from './person-name.js';
import { personFromParts } from './person-parts.js';
import { NO_IDS, emptyRecord, type BibAuthor, type BibRecord, type BibReference } from './record.js';

/** Names of the fields: those of the API's default and of the snapshot, and those of its database (`legacy=false`). */
const NAMES = {
  year: ['year', 'pubYear'],
  journal: ['journal', 'journalNameIso'],
  citations: ['citation_count', 'citedByPmidCount'],
  citedBy: ['cited_by', 'citedByPmids'],
  references: ['references', 'citedPmids'],
} as const;

/**
 * One record of NIH iCite, from JSON or from a row of the snapshot. Its citation links are those of the NIH Open
 * Citation Collection; they have no order. iCite does not say whether a work was retracted.
 */
function iciteRecord(source: JsonObject, warn: Warn): BibRecord {
  const pmid = readId('PMID', field(source, 'pmid'), warn);
  if (pmid === null) throw new UnusableRecord('the record has no PMID; iCite only knows works of PubMed');
  const value = (name: keyof typeof NAMES): [JsonObject, string] => {
    // Names of columns are lower case.
    const keys = NAMES[name].flatMap((key) => [key, key.toLowerCase()]);
    return [source, keys.find((key) => Object.hasOwn(source, key)) ?? keys[0]!];
  };
  const record = emptyRecord('icite');
  record.sourceId = pmid;
  record.ids = { ...NO_IDS, pmid, doi: readId('DOI', field(source, 'doi'), warn) };
  record.title = titleText(textField(source, 'title', warn));
  record.authors = readAuthors(source, warn);
  if (record.authors.length > 0) record.authorsStatus = 'COMPLETE';
  const journal = textField(...value('journal'), warn);
  if (journal !== null) record.journal = { title: null, abbreviation: journal, issns: [], nlmId: null };
  const year = countField(...value('year'), warn);
  record.date = dateFromParts(year);
  if (year !== null && record.date === null) warn(`${year} is no year of publication; it is left out`);
  record.reportedCitations = countField(...value('citations'), warn);
  // An empty list only means that the collection has none, not that the work cites nothing.
  const references = readPmids(...value('references'), warn);
  record.references = references.length === 0 ? null : references;
  record.citedBy = readPmids(...value('citedBy'), warn);
  return record;
}

/** `A B Makar, K E McMartin` (initials first) in the old shape, objects in the new one. */
function readAuthors(source: JsonObject, warn: Warn): BibAuthor[] {
  const value = field(source, 'authors');
  if (!Array.isArray(value)) {
    const names = (textField(source, 'authors', warn) ?? '').split(/\s*,\s+/);
    return names.filter((name) => name !== '').map(parseName);
  }
  return value.flatMap((entry: unknown) => {
    if (!isObject(entry)) return typeof entry === 'string' && entry.trim() !== '' ? [parseName(entry)] : [];
    const [family, given, whole] = ['lastName', 'firstName', 'fullName'].map((name) => textField(entry, name, warn));
    if (family) return [personFromParts({ family, given }, whole ?? undefined)];
    return whole ? [parseName(whole)] : [];
  });
}

/** A list of numbers, or one text with blanks between them. */
function readPmids(source: JsonObject, name: string, warn: Warn): BibReference[] {
  const value = field(source, name) ?? [];
  const list: unknown[] = Array.isArray(value)
    ? value
    : typeof value === 'string'
      ? value.split(/[\s;,]+/).filter((text) => text !== '')
      : [value];
  const references: BibReference[] = [];
  let bad = 0;
  for (const item of list) {
    const pmid = readId('PMID', item, () => bad++);
    if (pmid !== null) references.push({ position: null, ids: { ...NO_IDS, pmid }, recordKey: null, text: null, year: null });
  }
  if (bad > 0) warn(`the field ${name}: entries that are no PMIDs are left out (${bad})`);
  return references;
}

async function* readJsonAnswer(input: TextInput): AsyncIterable<ReadItem> {
  for await (const item of readJson(input, ['data', ''])) {
    if (item.kind === 'refused') yield item;
    else if (item.kind === 'value') {
      yield* convertRecord(item.place, (warn) => {
        if (!isObject(item.value)) throw new UnusableRecord(`the record is no object but ${shown(item.value)}`);
        return iciteRecord(item.value, warn);
      });
    }
  }
}

async function* readSnapshot(input: TextInput): AsyncIterable<ReadItem> {
  // The most cited works have lists of PMIDs that are longer than any text.
  for await (const item of readCsv(input, READ_LIMITS.record)) {
    if (item.kind === 'refused') yield item;
    else if (item.kind === 'row') yield* convertRecord(item.place, (warn) => iciteRecord(withoutEmpty(item.row), warn));
    else if (!item.columns.includes('pmid') || !['year', 'pubyear'].some((name) => item.columns.includes(name))) {
      throw badSource(`${input.name}: line 1: iCite's snapshot begins with the names of its columns, pmid and year among them.`);
    }
  }
}

/** An empty cell says nothing. */
function withoutEmpty(row: CsvRow): JsonObject {
  const kept = Object.create(null) as Record<string, unknown>;
  for (const name in row) if (row[name] !== '') kept[name] = row[name];
  return kept;
}

async function* read(input: TextInput): AsyncIterable<ReadItem> {
  const { head, input: whole } = await peek(input);
  yield* /^\s*[[{]/.test(head) ? readJsonAnswer(whole) : readSnapshot(whole);
}

/** NIH iCite: answers of the API (JSON, with old or new names) and the monthly snapshot (CSV). */
export const icite: ImportFormat = {
  id: 'icite',
  label: 'NIH iCite (JSON, CSV)',
  extensions: ['.csv', '.json', '.jsonl'],
  recognise: (head) => {
    if (/^\s*"?pmid"?,[^\n]*"?relative_citation_ratio"?/.test(head)) return 1;
    const isJson = /^\s*[[{]/.test(head) && /"pmid"\s*:/.test(head);
    if (!isJson) return 0;
    if (/"(?:relative_citation_ratio|citedByPmids|nih_percentile|citedByPmidCount|rcr)"\s*:/.test(head)) return 1;
    // An answer with chosen fields (`fl=`) need not have those.
    return /"(?:citation_count|cited_by|is_research_article)"\s*:/.test(head) ? 0.8 : 0;
  },
  read,
};
