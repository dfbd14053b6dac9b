import type { IssnType, PartialDate } from '../records.js';
import { addArxiv, arxivAddress } from './arxiv.js';
import { bookSeries } from './book-series.js';
import { UnusableRecord, convertRecord, hasIds, shown, type Warn } from './convert-record.js';
import { readNames } from './csl-names.js';
import type { ImportFormat, ReadItem } from './format.js';
import { readId } from './identifier-fields.js';
import type { TextInput } from './input.js';
import { field, isObject, objectField, rawText, textField, textsField, type JsonObject } from './json-fields.js';
import { readJson } from './json-input.js';
import { abstractFromMarkup, markupToText, titleText } from './markup.js';
import { parsePages } from './pages.js';
import { dateFromDateParts, dateFromEdtf, dateFromText, seasonName } from './partial-date.js';
import { publicationTypes } from './publication-type.js';
import { NO_IDS, emptyRecord, type BibJournal, type BibRecord } from './record.js';

const BOOK_PARTS = new Set(['chapter', 'paper-conference', 'entry', 'entry-dictionary', 'entry-encyclopedia']);

/** One item of CSL-JSON, as Zotero, doi.org and reference managers write it. */
function itemRecord(value: unknown, warn: Warn): BibRecord {
  if (!isObject(value)) throw new UnusableRecord(`the record is no object but ${shown(value)}`);
  const record = emptyRecord('csl-json');
  record.sourceId = textField(value, 'id', warn);
  record.ids = readIds(value, warn);
  addArxiv(record, arxivOf(value), warn);
  record.title = titleText(textsField(value, 'title', warn, true)[0]);
  record.vernacularTitle = titleText(textField(value, 'original-title', warn));
  Object.assign(record, readNames(value, 'author', warn));
  const type = textField(value, 'type', warn);
  const ofWork = typeOf(type, textField(value, 'genre', warn));
  readContainer(record, value, type, warn);
  if (ofWork === 'preprint') record.journal ??= preprintServer(value, warn);
  record.date =
    ['issued', 'original-date', 'available-date'].map((name) => readDate(value, name, warn)).find((date) => date !== null) ??
    null;
  record.volume = textField(value, 'volume', warn);
  record.issue = textField(value, 'issue', warn);
  record.pages = parsePages(
    textField(value, 'page', warn) ?? textField(value, 'page-first', warn) ?? articleNumber(value, warn) ?? '',
  );
  record.abstract = abstractFromMarkup(textField(value, 'abstract', warn));
  record.languages = [textField(value, 'language', warn)].filter((text) => text !== null);
  record.publicationTypes = publicationTypes([ofWork].filter((text) => text !== null));
  const keywords = (textField(value, 'keyword', warn) ?? '').split(/\s*[;,]\s*/).filter((text) => text !== '');
  record.keywords = keywords.map((text) => ({ text, owner: null, isMajor: false }));
  // An item that has nothing but its type and key says nothing about any work.
  if (record.title === null && !hasIds(record.ids)) throw new UnusableRecord('the item has neither an identifier nor a title');
  return record;
}

/** Zotero puts what CSL has no field for into `note`, a line each: `PMID: 123`. */
function readIds(item: JsonObject, warn: Warn): BibRecord['ids'] {
  const note = rawText(item, 'note', warn) ?? '';
  const noted = (name: string): string | null =>
    new RegExp(`^[ \\t]*${name}[ \\t]*:[ \\t]*(\\S+)[ \\t]*$`, 'im').exec(note)?.[1] ?? null;
  const doi = readId('DOI', field(item, 'DOI') ?? noted('DOI'), warn);
  const url = field(item, 'URL');
  return {
    ...NO_IDS,
    // Only a resolver's address names the work; any other page may hold a DOI by chance.
    doi: doi ?? (typeof url === 'string' && /^https?:\/\/(?:dx\.)?doi\.org\//i.test(url) ? readId('DOI', url, warn) : null),
    pmid: readId('PMID', field(item, 'PMID') ?? noted('PMID'), warn),
    pmcid: readId('PMCID', field(item, 'PMCID') ?? noted('PMCID'), warn),
  };
}

/** Zotero has it as the number of a preprint, reference managers before it in the note, all of them as the address. */
function arxivOf(item: JsonObject): string | null {
  // What is no text there is told by those who read the fields for what they are.
  const texts = ['number', 'note'].map((name) => rawText(item, name, () => undefined) ?? '');
  const named = texts
    .map((text) => /^[^\S\r\n]*(arxiv:\s*\S+)(?:\s*\[[\w.-]+\])?\s*$/im.exec(text)?.[1])
    .find((id) => id !== undefined);
  return named ?? arxivAddress([field(item, 'URL')]);
}

/** A preprint has its arXiv id there. */
function articleNumber(item: JsonObject, warn: Warn): string | null {
  const number = textField(item, 'number', warn);
  return number !== null && /^arxiv:/i.test(number) ? null : number;
}

/** CSL calls a preprint an article; `genre` may say so. */
function typeOf(type: string | null, genre: string | null): string | null {
  if (type === 'article') return genre !== null && /preprint/i.test(genre) ? 'preprint' : null;
  return type;
}

function readContainer(record: BibRecord, item: JsonObject, type: string | null, warn: Warn): void {
  const title = markupToText(textsField(item, 'container-title', warn, true)[0] ?? '') || null;
  const abbreviation =
    markupToText(
      textsField(item, 'container-title-short', warn, true)[0] ?? textsField(item, 'journalAbbreviation', warn, true)[0] ?? '',
    ) || null;
  const issns: BibJournal['issns'] = [];
  for (const text of textsField(item, 'ISSN', warn, true).flatMap((list) => list.split(/[,;\s]+/))) {
    const value = readId('ISSN', text, warn);
    if (value !== null) issns.push({ value, type: 'UNKNOWN' as IssnType });
  }
  if (type !== null && BOOK_PARTS.has(type)) {
    record.bookTitle = title;
    record.journal = bookSeries(markupToText(textsField(item, 'collection-title', warn, true)[0] ?? '') || null, issns, warn);
  } else if (title !== null || abbreviation !== null || issns.length > 0)
    record.journal = { title, abbreviation, issns, nlmId: null };
}

/** Zotero's repository of a preprint (`medRxiv`), which is what PubMed has as its journal. */
function preprintServer(item: JsonObject, warn: Warn): BibJournal | null {
  const title = markupToText(textField(item, 'publisher', warn) ?? '');
  return title === '' ? null : { title, abbreviation: null, issns: [], nlmId: null };
}

/** Numbers, as it should be; some write a whole date for the year: `[["2020-03"]]`, `"2020-03"`. */
function partsOf(value: unknown): PartialDate | null {
  const only = Array.isArray(value) && value.length === 1 ? (Array.isArray(value[0]) ? (value[0] as unknown[])[0] : value[0]) : value; // prettier-ignore
  return dateFromDateParts(value) ?? (typeof only === 'string' ? dateFromEdtf(only) : null);
}

/** `date-parts`, else an EDTF or free text; a season without a month makes it a date of that season. */
function readDate(item: JsonObject, name: string, warn: Warn): PartialDate | null {
  const value = field(item, name);
  if (typeof value === 'string' || typeof value === 'number') return dateFromEdtf(String(value));
  const date = objectField(item, name, warn);
  if (date === null) return null;
  const parts = partsOf(field(date, 'date-parts'));
  const season = textField(date, 'season', warn);
  if (parts !== null && parts.month === null && season !== null) {
    return dateFromText(`${parts.year} ${seasonName(season)}`) ?? parts;
  }
  const text =
    ['raw', 'literal', 'edtf', 'date-time'].map((form) => textField(date, form, warn)).find((one) => one !== null) ?? '';
  const read = parts ?? dateFromEdtf(text);
  if (read === null && /\d/.test(JSON.stringify(date)))
    warn(`the date ${shown(date)} has no year that can be read; it is left out`);
  return read;
}

async function* read(input: TextInput): AsyncIterable<ReadItem> {
  for await (const item of readJson(input, ['items', ''])) {
    if (item.kind === 'refused') yield item;
    else if (item.kind === 'value') yield* convertRecord(item.place, (warn) => itemRecord(item.value, warn));
  }
}

/** CSL-JSON (citation-style-language/schema, `csl-data.json`): a list of items, or one. */
export const cslJson: ImportFormat = {
  id: 'csl-json',
  label: 'CSL-JSON',
  extensions: ['.json', '.jsonl'],
  recognise: (head) => {
    if (/^\s*\[\s*\]\s*$/.test(head)) return 0.3;
    if (!/^\s*[[{]/.test(head)) return 0;
    const hasType = /"type"\s*:\s*"(?:article(?:-journal|-magazine|-newspaper)?|book|chapter|paper-conference|thesis|report|webpage|dataset|review(?:-book)?|manuscript|software|document|entry[\w-]*)"/.test(head); // prettier-ignore
    return hasType && /"(?:title|DOI|issued|container-title|author)"\s*:/.test(head) ? (/"(?:issued|container-title|citation-key)"\s*:/.test(head) ? 0.85 : 0.6) : 0; // prettier-ignore
  },
  read,
};
