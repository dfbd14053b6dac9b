import type { IssnType } from '../records.js';
import { bookSeries } from './book-series.js';
import { UnusableRecord, convertRecord, shown, type Warn } from './convert-record.js';
import { readNames } from './csl-names.js';
import type { ImportFormat, ReadItem } from './format.js';
import { readId } from './identifier-fields.js';
import type { TextInput } from './input.js';
import { countField, dayField, field, isObject, objectField, objectsField, textField, textsField, type JsonObject } from './json-fields.js'; // prettier-ignore
import { readJson } from './json-input.js';
import { abstractFromMarkup, markupToText, titleText } from './markup.js';
import { parsePages } from './pages.js';
import { dateFromDateParts } from './partial-date.js';
import { publicationTypes } from './publication-type.js';
import { NO_IDS, emptyRecord, type BibCorrection, type BibJournal, type BibRecord, type BibReference } from './record.js';

/** What `update-to` and `updated-by` say, in the words of PubMed: of the notice, and of the work that it is about. */
const UPDATES: Readonly<Record<string, [ofNotice: string, ofWork: string]>> = {
  retraction: ['RetractionOf', 'RetractionIn'],
  withdrawal: ['RetractionOf', 'RetractionIn'],
  removal: ['RetractionOf', 'RetractionIn'],
  partial_retraction: ['PartialRetractionOf', 'PartialRetractionIn'],
  correction: ['ErratumFor', 'ErratumIn'],
  corrigendum: ['ErratumFor', 'ErratumIn'],
  erratum: ['ErratumFor', 'ErratumIn'],
  expression_of_concern: ['ExpressionOfConcernFor', 'ExpressionOfConcernIn'],
  new_version: ['UpdateOf', 'UpdateIn'],
  new_edition: ['UpdateOf', 'UpdateIn'],
  addendum: ['AddendumTo', 'AddendumIn'],
  clarification: ['ClarificationOf', 'ClarificationIn'],
};

const RELATIONS: Readonly<Record<string, string>> = {
  'is-preprint-of': 'UpdateIn',
  'has-preprint': 'UpdateOf',
  'is-comment-on': 'CommentOn',
  'has-comment': 'CommentIn',
};

const BOOK_PARTS = /^(?:book-|reference-entry|proceedings-article|report-component)/;

/** One work of Crossref's REST API. */
function workRecord(value: unknown, warn: Warn): BibRecord {
  if (!isObject(value)) throw new UnusableRecord(`the record is no object but ${shown(value)}`);
  const given = field(value, 'DOI');
  const doi = readId('DOI', given, warn);
  if (doi === null) {
    const what = given === undefined || given === null ? 'the record has no DOI' : `${shown(given)} is no DOI`;
    throw new UnusableRecord(`${what}; every work of Crossref has one`);
  }
  const record = emptyRecord('crossref');
  record.sourceId = doi;
  record.ids = { ...NO_IDS, doi };
  record.title = readTitle(value, warn);
  record.vernacularTitle = titleText(textsField(value, 'original-title', warn, true)[0]);
  Object.assign(record, readNames(value, 'author', warn));
  const type = textField(value, 'type', warn);
  readContainer(record, value, type, warn);
  record.date = readDate(value);
  record.volume = textField(value, 'volume', warn);
  record.issue = textField(value, 'issue', warn) ?? textField(objectField(value, 'journal-issue', warn) ?? {}, 'issue', warn);
  record.pages = parsePages(textField(value, 'page', warn) ?? textField(value, 'article-number', warn) ?? '');
  record.abstract = abstractFromMarkup(textField(value, 'abstract', warn));
  record.languages = [textField(value, 'language', warn)].filter((text) => text !== null);
  const subtype = textField(value, 'subtype', warn);
  record.publicationTypes = publicationTypes([subtype ?? type].filter((text) => text !== null));
  record.keywords = textsField(value, 'subject', warn).map((text) => ({ text, owner: 'crossref', isMajor: false }));
  record.grants = readGrants(value, warn);
  record.corrections = readCorrections(value, warn);
  record.isRetracted = isRetracted(record);
  record.references = field(value, 'reference') === undefined ? null : readReferences(value, warn);
  record.reportedCitations = countField(value, 'is-referenced-by-count', warn);
  // The number of references that were deposited: none deposited is not none printed.
  record.statedReferences = (countField(value, 'references-count', warn) ?? countField(value, 'reference-count', warn)) || null;
  record.revisedAt =
    dayField(objectField(value, 'indexed', warn) ?? {}, 'date-time') ??
    dayField(objectField(value, 'deposited', warn) ?? {}, 'date-time');
  return record;
}

/** Title with its subtitle, as it stands on the work, unless the title has it already. */
function readTitle(work: JsonObject, warn: Warn): string | null {
  const title = titleText(textsField(work, 'title', warn, true)[0]);
  const subtitle = titleText(textsField(work, 'subtitle', warn, true)[0]);
  if (title === null || subtitle === null || title.toLowerCase().includes(subtitle.toLowerCase())) return title ?? subtitle;
  return `${title}${/[:?!.]$/.test(title) ? '' : ':'} ${subtitle}`;
}

function readContainer(record: BibRecord, work: JsonObject, type: string | null, warn: Warn): void {
  const titles = textsField(work, 'container-title', warn, true).map(markupToText);
  const title = titles[0] || (type === 'posted-content' ? preprintServer(work, warn) : null);
  const abbreviation = markupToText(textsField(work, 'short-container-title', warn, true)[0] ?? '') || null;
  const typed = new Map<string, IssnType>();
  for (const entry of objectsField(work, 'issn-type', warn)) {
    const kind = textField(entry, 'type', warn);
    const value = readId('ISSN', field(entry, 'value'), warn);
    if (value !== null) typed.set(value, kind === 'print' ? 'PRINT' : kind === 'electronic' ? 'ELECTRONIC' : 'UNKNOWN');
  }
  const values = textsField(work, 'ISSN', warn, true).map((text) => readId('ISSN', text, warn));
  for (const value of values) if (value !== null && !typed.has(value)) typed.set(value, 'UNKNOWN');
  const issns: BibJournal['issns'] = [...typed].map(([value, kind]) => ({ value, type: kind }));
  if (type !== null && BOOK_PARTS.test(type)) {
    // Of a series and the book in it, the book comes last.
    record.bookTitle = titles.at(-1) || null;
    record.journal = bookSeries(titles.length > 1 ? title : null, issns, warn);
  } else if (title !== null || abbreviation !== null || issns.length > 0)
    record.journal = { title, abbreviation, issns, nlmId: null };
}

/** Where a preprint was posted (`medRxiv`), which is what PubMed has as its journal. */
function preprintServer(work: JsonObject, warn: Warn): string | null {
  const [institution] = objectsField(work, 'institution', warn, true);
  return institution === undefined ? null : markupToText(textField(institution, 'name', warn) ?? '') || null;
}

/** The date of the issue where it is known, for that is the one that goes with volume and pages. */
function readDate(work: JsonObject): BibRecord['date'] {
  for (const name of ['published-print', 'issued', 'published', 'published-online', 'posted']) {
    const value = field(work, name);
    const date = isObject(value) ? dateFromDateParts(field(value, 'date-parts')) : null;
    if (date !== null) return date;
  }
  return null;
}

function readGrants(work: JsonObject, warn: Warn): BibRecord['grants'] {
  return objectsField(work, 'funder', warn).flatMap((funder): BibRecord['grants'] => {
    const agency = textField(funder, 'name', warn);
    const awards = textsField(funder, 'award', warn, true);
    return awards.length === 0 ? [{ id: null, agency, country: null }] : awards.map((id) => ({ id, agency, country: null }));
  });
}

/** Retractions, errata and the like, on the notice (`update-to`) and on the work (`updated-by`), and preprints. */
function readCorrections(work: JsonObject, warn: Warn): BibCorrection[] {
  const updates = (name: string, side: 0 | 1): BibCorrection[] =>
    objectsField(work, name, warn).map((entry) => {
      const kind = textField(entry, 'type', warn) ?? 'update';
      const known = Object.hasOwn(UPDATES, kind.toLowerCase()) ? UPDATES[kind.toLowerCase()]![side] : null;
      const label = textField(entry, 'label', warn);
      const source = textField(entry, 'source', warn);
      return {
        type: known ?? `${kind}${side === 0 ? ' of' : ' in'}`,
        ids: { ...NO_IDS, doi: readId('DOI', field(entry, 'DOI'), warn) },
        text: [label ?? kind, source === null ? null : `(${source})`].filter((part) => part !== null).join(' '),
      };
    });
  const relation = objectField(work, 'relation', warn) ?? {};
  const related = Object.entries(RELATIONS).flatMap(([name, type]) =>
    objectsField(relation, name, warn, true)
      .filter((entry) => field(entry, 'id-type') === 'doi')
      .map((entry) => ({ type, ids: { ...NO_IDS, doi: readId('DOI', field(entry, 'id'), warn) }, text: name })),
  );
  return [...updates('update-to', 0), ...updates('updated-by', 1), ...related];
}

/** Crossref does not say that a work is not retracted: without a sign of it nothing is known. */
function isRetracted(record: BibRecord): true | null {
  const says = record.corrections.some((correction) => correction.type === 'RetractionIn');
  return says || /^(?:retracted|withdrawn)(?: article| paper)?\s*:/i.test(record.title ?? '') ? true : null;
}

function readReferences(work: JsonObject, warn: Warn): BibReference[] {
  return objectsField(work, 'reference', warn).map((reference, i) => {
    const year = /^\d{4}/.exec(textField(reference, 'year', warn) ?? '')?.[0];
    return {
      position: i + 1,
      ids: { ...NO_IDS, doi: readId('DOI', field(reference, 'DOI'), warn) },
      recordKey: null,
      text: referenceText(reference, warn),
      year: year === undefined ? null : Number(year),
    };
  });
}

/** The printed text where it was deposited (often without the author), else one made of the parts. */
function referenceText(reference: JsonObject, warn: Warn): string | null {
  const text = (name: string): string | null => markupToText(textField(reference, name, warn) ?? '') || null;
  const author = text('author');
  const printed = text('unstructured');
  if (printed !== null) return author === null || printed.includes(author) ? printed : `${author}. ${printed}`;
  const issue = text('issue');
  const place = [text('year'), text('volume')].filter((part) => part !== null).join(';') + (issue === null ? '' : `(${issue})`);
  const page = text('first-page');
  const where = page === null ? place : place === '' ? page : `${place}:${page}`;
  const names = ['article-title', 'volume-title', 'journal-title', 'series-title'].map(text);
  const parts = [author, ...names, where === '' ? null : where].filter((part) => part !== null);
  return parts.length === 0 ? null : `${parts.map((part) => part.replace(/\.$/, '')).join('. ')}.`;
}

async function* read(input: TextInput): AsyncIterable<ReadItem> {
  for await (const item of readJson(input, ['message.items', 'items', ''])) {
    if (item.kind === 'refused') yield item;
    else if (item.kind === 'value') {
      // One work comes in the envelope of the API, or bare; several envelopes may have been put in a list.
      const isEnvelope = isObject(item.value) && field(item.value, 'DOI') === undefined;
      const inner = isEnvelope ? field(item.value as JsonObject, 'message') : undefined;
      yield* convertRecord(item.place, (warn) => workRecord(isObject(inner) ? inner : item.value, warn));
    }
  }
}

/** Works of Crossref: an answer of the API with one work or a list, a bare list, or JSON Lines. */
export const crossref: ImportFormat = {
  id: 'crossref',
  label: 'Crossref works (JSON)',
  extensions: ['.json', '.jsonl', '.ndjson'],
  recognise: (head) => {
    if (!/^\s*[[{]/.test(head)) return 0;
    if (/"message-type"\s*:\s*"work(?:-list)?"/.test(head)) return 1;
    return /"DOI"\s*:/.test(head) && /"(?:is-referenced-by-count|references?-count|short-container-title)"\s*:/.test(head)
      ? 0.95
      : 0;
  },
  read,
};
