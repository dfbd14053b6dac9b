import { badSource } from '../errors.js';
import { UnusableRecord, convertRecord, hasIds, shown, type Warn } from './convert-record.js';
import { readCsv } from './csv.js';
import { READ_LIMITS, type ImportFormat, type Place, type ReadItem } from './format.js';
import { readId } from './identifier-fields.js';
import type { TextInput } from './input.js';
import { isObject, textField, type JsonObject } from './json-fields.js';
import { readJson } from './json-input.js';
import { titleText } from './markup.js';
import { parsePages } from './pages.js';
import { dateFromText } from './partial-date.js';
import { peek } from './peek.js';
import { parseName } from './person-name.js';
import { publicationTypes } from './publication-type.js';
import {
  NO_IDS,
  emptyRecord,
  type BibAuthor,
  type BibJournal,
  type BibRecord,
  type BibReference,
  type WorkIds,
} from './record.js';

/**
 * Identifiers of one work, parted by blanks: `omid:br/061 doi:10.1/x pmid:1`. A work may have several DOIs (an
 * article and its preprint); the first counts. Bare DOIs, as COCI had them, are taken too.
 */
function readBundle(text: string, warn: Warn): WorkIds {
  const ids = { ...NO_IDS };
  const take = (kind: 'doi' | 'pmid' | 'pmcid' | 'omid' | 'openalex', value: string | null): void => {
    if (value !== null && ids[kind] !== null && ids[kind] !== value)
      warn(`the work has several identifiers of one kind; ${shown(value)} is left out`);
    ids[kind] ??= value;
  };
  for (const token of text.split(/\s+/)) {
    const scheme = /^([a-z]+):/i.exec(token)?.[1]?.toLowerCase();
    if (scheme === 'doi' || /^10\.\d/.test(token)) take('doi', readId('DOI', token, warn));
    else if (scheme === 'pmid') take('pmid', readId('PMID', token, warn));
    else if (scheme === 'pmcid') take('pmcid', readId('PMCID', token.replace(/^pmcid:/i, ''), warn));
    else if (scheme === 'openalex' && /^openalex:W/i.test(token)) take('openalex', readId('OpenAlex id', token.slice(9), warn));
    else if (scheme === 'omid' && token.includes('br/')) take('omid', readId('OMID', token, warn));
  }
  return ids;
}

/** Rows of the Index that follow one another and have the same citing work: they become one record. */
class CitingWork {
  private readonly rows: JsonObject[] = [];

  constructor(
    readonly place: Place,
    private readonly citing: string,
    private readonly creation: unknown,
  ) {}

  accepts(citing: string): boolean {
    return citing === this.citing && this.rows.length < READ_LIMITS.references;
  }

  add(row: JsonObject): void {
    this.rows.push(row);
  }

  record(warn: Warn): BibRecord {
    const record = emptyRecord('opencitations');
    record.ids = readBundle(this.citing, warn);
    if (!hasIds(record.ids)) throw new UnusableRecord(`${shown(this.citing)} holds no identifier of the citing work`);
    record.sourceId = record.ids.omid;
    // The date of a citation is the day on which the citing work appeared.
    record.date = typeof this.creation === 'string' ? dateFromText(this.creation) : null;
    record.references = this.rows.flatMap((row): BibReference[] => {
      const cited = textField(row, 'cited', warn) ?? '';
      const ids = readBundle(cited, warn);
      if (!hasIds(ids)) warn(`${shown(cited)} holds no identifier of a cited work; the citation is left out`);
      return hasIds(ids) ? [{ position: null, ids, recordKey: null, text: null, year: null }] : [];
    });
    return record;
  }
}

/** A row of Meta. */
function metaRecord(row: JsonObject, warn: Warn): BibRecord {
  const text = (name: string): string | null => textField(row, name, warn);
  const record = emptyRecord('opencitations');
  record.ids = readBundle(text('id') ?? '', warn);
  record.sourceId = record.ids.omid;
  record.title = titleText(text('title'));
  if (!hasIds(record.ids)) throw new UnusableRecord('the row has no identifier');
  record.authors = readAgents(text('author') ?? '', warn);
  if (record.authors.length > 0) record.authorsStatus = 'COMPLETE';
  record.date = dateFromText(text('pub_date') ?? '');
  record.volume = text('volume');
  record.issue = text('issue');
  record.pages = parsePages(text('page') ?? '');
  const type = text('type');
  record.publicationTypes = publicationTypes(type === null ? [] : [type]);
  const venue = readVenue(text('venue') ?? '', warn);
  // Books have no ISSN: a venue with one is the series of the book.
  if (type !== null && /book|proceedings/i.test(type) && venue?.issns.length === 0) record.bookTitle = venue.title;
  else record.journal = venue;
  return record;
}

/** `Peroni, Silvio [orcid:0000-0003-0530-4305 omid:ra/061]; Group Name [omid:ra/062]` */
function readAgents(text: string, warn: Warn): BibAuthor[] {
  return splitAgents(text).flatMap((entry) => {
    const [, name = '', brackets = ''] = /^([^[]*)(?:\[([^\]]*)\])?/.exec(entry.trim()) ?? [];
    if (!/\p{L}/u.test(name)) return [];
    const author = parseName(name.trim().replace(/,$/, ''));
    const orcid = /\borcid:(\S+)/i.exec(brackets)?.[1];
    author.orcid = readId('ORCID', orcid, warn);
    return [author];
  });
}

/** Parted by semicolons, of which those in brackets do not count. */
function splitAgents(text: string): string[] {
  const entries = [''];
  let inBrackets = false;
  for (const part of text.split(/([;[\]])/)) {
    if (part === '[') inBrackets = true;
    if (part === ']') inBrackets = false;
    if (part === ';' && !inBrackets) entries.push('');
    else entries[entries.length - 1] += part;
  }
  return entries;
}

/** `Name of the Journal [issn:0000-0000 omid:br/061]` */
function readVenue(text: string, warn: Warn): BibJournal | null {
  const bracket = text.endsWith(']') ? text.lastIndexOf('[') : -1;
  const name = bracket === -1 ? text : text.slice(0, bracket).trim();
  const brackets = bracket === -1 ? '' : text.slice(bracket);
  const issns: BibJournal['issns'] = [];
  for (const [, issn] of brackets.matchAll(/\bissn:([\dX-]+)/gi)) {
    const value = readId('ISSN', issn, warn);
    if (value !== null) issns.push({ value, type: 'UNKNOWN' });
  }
  return name === '' && issns.length === 0 ? null : { title: name === '' ? null : name, abbreviation: null, issns, nlmId: null };
}

type Row = { place: Place; row: JsonObject } | Extract<ReadItem, { kind: 'refused' }>;

async function* readRows(input: TextInput): AsyncIterable<Row> {
  const { head, input: whole } = await peek(input);
  if (/^\s*[[{]/.test(head)) {
    for await (const item of readJson(whole, [''])) {
      if (item.kind === 'refused') yield item;
      else if (item.kind === 'value' && isObject(item.value)) yield { place: item.place, row: item.value };
      else if (item.kind === 'value')
        yield { kind: 'refused', place: item.place, reason: `the row is no object but ${shown(item.value)}` };
    }
    return;
  }
  for await (const item of readCsv(whole)) {
    if (item.kind === 'refused') yield item;
    else if (item.kind === 'row') yield { place: item.place, row: item.row };
    else if (
      !(item.columns.includes('citing') && item.columns.includes('cited')) &&
      !(item.columns.includes('id') && item.columns.includes('venue'))
    ) {
      throw badSource(
        `${input.name}: line 1: the columns are neither those of OpenCitations Index (citing, cited) nor of Meta (id, title, venue).`,
      );
    }
  }
}

async function* read(input: TextInput): AsyncIterable<ReadItem> {
  const open: { work: CitingWork | null } = { work: null };
  const finish = (): ReadItem[] => {
    const { work } = open;
    open.work = null;
    return work === null ? [] : convertRecord(work.place, (warn) => work.record(warn));
  };
  for await (const item of readRows(input)) {
    const value = 'row' in item ? item.row['citing'] : null;
    const citing = typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
    if (citing === null || open.work?.accepts(citing) !== true) yield* finish();
    if (!('row' in item)) yield item;
    else if (citing === null) yield* convertRecord(item.place, (warn) => metaRecord(item.row, warn));
    else {
      open.work ??= new CitingWork(item.place, citing, item.row['creation']);
      open.work.add(item.row);
    }
  }
  yield* finish();
}

/** OpenCitations: rows of the Index (citations) and of Meta (works), as JSON or CSV. */
export const opencitations: ImportFormat = {
  id: 'opencitations',
  label: 'OpenCitations Index and Meta (JSON, CSV)',
  extensions: ['.json', '.csv'],
  recognise: (head) => {
    if (/^\s*"?oci"?,"?citing"?,"?cited"?/.test(head) || /^\s*"?id"?,"?title"?,"?author"?,[^\n]*"?venue"?/.test(head)) return 1;
    if (!/^\s*\[/.test(head)) return 0;
    if (/"citing"\s*:/.test(head) && /"cited"\s*:/.test(head)) return 1;
    return /"pub_date"\s*:/.test(head) && /"venue"\s*:/.test(head) ? 1 : 0;
  },
  read,
};
