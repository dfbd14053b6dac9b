import { badSource } from '../errors.js';
import { convertRecord, hasIds, type Warn } from './convert-record.js';
import { idsBySource, journalOf, plainKeys, readAuthorString, resultRecord } from './europe-pmc-record.js';
import { READ_LIMITS, type ImportFormat, type Place, type ReadItem } from './format.js';
import { readId } from './identifier-fields.js';
import type { TextInput } from './input.js';
import { countField, field, isObject, objectField, textField, type JsonObject } from './json-fields.js';
import { readJson, type JsonItem } from './json-input.js';
import { markupToText, titleText } from './markup.js';
import { parsePages } from './pages.js';
import { dateFromParts, isYear } from './partial-date.js';
import { emptyRecord, type BibRecord, type BibReference } from './record.js';

const CITATIONS = 'citationList.citation';
const REFERENCES = 'referenceList.reference';
const RESULTS = 'resultList.result';

interface Neighbour {
  place: Place;
  value: JsonObject;
  ids: BibReference['ids'];
}

/** An answer to `…/citations` or `…/references`: works at the other end of edges, and, at its end, of which work. */
class NeighbourAnswer {
  private readonly neighbours: Neighbour[] = [];
  private readonly warnings: [Place, string][] = [];

  constructor(
    private readonly file: string,
    private readonly list: string,
  ) {}

  add(place: Place, value: unknown): ReadItem[] {
    const plain = plainKeys(value);
    if (!isObject(plain)) return [{ kind: 'refused', place, reason: 'the entry of the list is no object' }];
    if (this.neighbours.length >= READ_LIMITS.references) {
      throw badSource(
        `${this.file}: the answer lists more than ${READ_LIMITS.references.toLocaleString('en')} works; a page has at most 1,000.`,
      );
    }
    const warn: Warn = (message) => this.warnings.push([place, message]);
    const [source, id] = [field(plain, 'source'), field(plain, 'id')];
    const ids = idsBySource(typeof source === 'string' ? source : null, id == null ? null : String(id), warn);
    ids.doi = readId('DOI', field(plain, 'doi'), warn);
    this.neighbours.push({ place, value: plain, ids });
    return this.warnings.splice(0).map(([at, message]) => ({ kind: 'warning', place: at, message }));
  }

  /** The work with its edges, then those of its neighbours that can be told apart from others. */
  *end(place: Place, envelope: unknown): Iterable<ReadItem> {
    const answer = plainKeys(envelope) as JsonObject;
    yield* convertRecord(place, (warn) => this.work(answer, warn));
    for (const { place: at, value, ids } of this.neighbours) {
      if (hasIds(ids)) yield* convertRecord(at, (warn) => this.neighbourRecord(value, ids, warn));
    }
  }

  private work(answer: JsonObject, warn: Warn): BibRecord {
    const request = objectField(answer, 'request', warn) ?? {};
    const [source, id] = [textField(request, 'source', warn), textField(request, 'id', warn)];
    const record = emptyRecord('europe-pmc');
    record.ids = idsBySource(source, id, warn);
    if (!hasIds(record.ids)) {
      const what = this.list === CITATIONS ? 'citations' : 'references';
      throw badSource(
        `${this.file}: the answer lists ${what} but does not say whose (its "request" needs "source": "MED" or "PMC", and "id").`,
      );
    }
    record.sourceId = `${source}/${id}`;
    const edges = this.neighbours.map(({ value, ids }) => this.edge(value, ids, warn));
    const count = countField(answer, 'hitcount', warn);
    if (this.list === CITATIONS) {
      record.citedBy = edges;
      record.reportedCitations = count;
    } else {
      record.references = edges;
      record.statedReferences = count;
    }
    return record;
  }

  private edge(value: JsonObject, ids: BibReference['ids'], warn: Warn): BibReference {
    const position = this.list === REFERENCES ? countField(value, 'citedorder', warn) : null;
    const year = countField(value, 'pubyear', warn);
    return {
      position: position || null,
      ids,
      recordKey: null,
      text: referenceText(value, warn),
      year: year !== null && isYear(year) ? year : null,
    };
  }

  private neighbourRecord(value: JsonObject, ids: BibReference['ids'], warn: Warn): BibRecord {
    const record = emptyRecord('europe-pmc');
    const [source, id] = [textField(value, 'source', warn), textField(value, 'id', warn)];
    record.sourceId = source === null || id === null ? null : `${source}/${id}`;
    record.ids = ids;
    record.title = titleText(textField(value, 'title', warn));
    readAuthorString(record, value, warn);
    // Reference lists are printed with cut author lists more often than not.
    if (this.list === REFERENCES && record.authors.length > 0) record.authorsStatus = 'POSSIBLY_TRUNCATED';
    record.journal = journalOf(null, textField(value, 'journalabbreviation', warn), null, [[field(value, 'issn'), 'PRINT'], [field(value, 'essn'), 'ELECTRONIC']], warn); // prettier-ignore
    record.date = dateFromParts(countField(value, 'pubyear', warn));
    record.volume = textField(value, 'volume', warn);
    record.issue = textField(value, 'issue', warn);
    record.pages = parsePages(textField(value, 'pageinfo', warn) ?? '');
    record.reportedCitations = countField(value, 'citedbycount', warn);
    return record;
  }
}

/** The reference as printed, where the publisher gave it so; else made of its parts. */
function referenceText(value: JsonObject, warn: Warn): string | null {
  const printed = textField(value, 'unstructuredinformation', warn);
  if (printed !== null) return markupToText(printed);
  const text = (name: string): string | null => textField(value, name, warn)?.replace(/\.$/, '') ?? null;
  const year = text('pubyear');
  const issue = text('issue');
  const place =
    [year === '0' ? null : year, text('volume')].filter((part) => part !== null).join(';') + (issue === null ? '' : `(${issue})`);
  const page = text('pageinfo');
  const where = page === null ? place : place === '' ? page : `${place}:${page}`;
  const title = text('title');
  const parts = [text('authorstring'), title === null ? null : titleText(title), text('journalabbreviation') ?? text('publicationtitle'), where === '' ? null : where]; // prettier-ignore
  const known = parts.filter((part) => part !== null);
  return known.length === 0 ? null : `${known.join('. ')}.`;
}

/** A list of one may come as its only entry alone (XML turned to JSON). */
function singleEntry(value: unknown): [list: string, entry: unknown] | null {
  for (const list of [RESULTS, CITATIONS, REFERENCES]) {
    const [holder, name] = list.split('.') as [string, string];
    const inner = isObject(value) ? field(value, holder) : undefined;
    if (isObject(inner) && isObject(field(inner, name))) return [list, field(inner, name)];
  }
  return null;
}

/** An answer without results: `hitCount` is there, and its list is missing or null. */
function isEmptyAnswer(value: unknown): boolean {
  return isObject(value) && field(value, 'hitCount') !== undefined && field(value, 'id') === undefined;
}

async function* read(input: TextInput): AsyncIterable<ReadItem> {
  let answer: NeighbourAnswer | null = null;
  const take = function* (item: JsonItem): Iterable<ReadItem> {
    if (item.kind === 'refused') yield item;
    else if (item.kind === 'envelope') {
      const list = [CITATIONS, REFERENCES].find(
        (path) => isObject(item.value) && isObject(field(item.value, path.split('.')[0]!)),
      );
      answer ??= list === undefined ? null : new NeighbourAnswer(input.name, list);
      if (answer !== null) yield* answer.end(item.place, item.value);
      answer = null;
    } else if (item.list === CITATIONS || item.list === REFERENCES) {
      answer ??= new NeighbourAnswer(input.name, item.list);
      yield* answer.add(item.place, item.value);
    } else if (item.list === null) {
      const single = singleEntry(item.value);
      if (single !== null) {
        yield* take({ ...item, list: single[0], value: single[1] });
        yield* take({ kind: 'envelope', place: item.place, value: item.value });
      } else if (!isEmptyAnswer(item.value)) yield* convertRecord(item.place, (warn) => resultRecord(item.value, warn));
    } else yield* convertRecord(item.place, (warn) => resultRecord(item.value, warn));
  };
  for await (const item of readJson(input, [RESULTS, CITATIONS, REFERENCES, 'papers.*', ''])) yield* take(item);
}

/** Europe PMC's REST answers: a search (core or lite), citations, references; also what pygetpapers saves. */
export const europePmc: ImportFormat = {
  id: 'europe-pmc',
  label: 'Europe PMC (JSON)',
  extensions: ['.json', '.jsonl', '.ndjson'],
  recognise: (head) => {
    if (!/^\s*[[{]/.test(head)) return 0;
    if (/"(?:resultList|citationList|referenceList)"\s*:/.test(head) && /"hitCount"\s*:/.test(head)) return 1;
    return /"authorString"\s*:/.test(head) && /"(?:pubYear|journalInfo|pmcid)"\s*:/.test(head) ? 0.95 : 0;
  },
  read,
};
