import { badSource } from '../errors.js';
import { addArxiv } from './arxiv.js';
import { UnusableRecord, convertRecord, hasIds, shown, type Warn } from './convert-record.js';
import { READ_LIMITS, type ImportFormat, type Place, type ReadItem } from './format.js';
import { readId } from './identifier-fields.js';
import type { TextInput } from './input.js';
import { countField, field, isObject, objectField, objectsField, textField, textsField, type JsonObject } from './json-fields.js';
import { readJson, type JsonItem } from './json-input.js';
import { abstractFromMarkup, titleText } from './markup.js';
import { parsePages } from './pages.js';
import { dateFromPaddedDay, dateFromParts } from './partial-date.js';
import { parseName } from './person-name.js';
import { publicationTypes } from './publication-type.js';
import { NO_IDS, emptyRecord, type BibJournal, type BibRecord, type BibReference, type WorkIds } from './record.js';

/** Ends of an edge, as the answers to `/references` and `/citations` name them. */
const ENDS = ['citedPaper', 'citingPaper'] as const;

function readIds(paper: JsonObject, warn: Warn): WorkIds {
  const external = objectField(paper, 'externalIds', warn) ?? {};
  return {
    ...NO_IDS,
    s2: readId('Semantic Scholar id', field(paper, 'paperId'), warn),
    doi: readId('DOI', field(external, 'DOI'), warn) ?? readId('arXiv id', field(external, 'ArXiv'), warn),
    pmid: readId('PMID', field(external, 'PubMed'), warn),
    pmcid: readId('PMCID', field(external, 'PubMedCentral'), warn),
  };
}

/** One Paper of the Graph API. */
function paperRecord(value: unknown, warn: Warn): BibRecord {
  if (!isObject(value)) throw new UnusableRecord(`the record is no object but ${shown(value)}`);
  const record = emptyRecord('semantic-scholar');
  record.ids = readIds(value, warn);
  if (!hasIds(record.ids)) throw new UnusableRecord('the paper has no identifier');
  // Without a DOI it has been read as one.
  if (record.ids.doi !== null) addArxiv(record, field(objectField(value, 'externalIds', warn) ?? {}, 'ArXiv'), warn);
  record.sourceId = record.ids.s2;
  record.title = titleText(textField(value, 'title', warn));
  readAuthors(record, value, warn);
  record.publicationTypes = publicationTypes(textsField(value, 'publicationTypes', warn));
  readVenue(record, value, warn);
  const year = countField(value, 'year', warn);
  record.date = dateFromPaddedDay(textField(value, 'publicationDate', warn) ?? '') ?? dateFromParts(year);
  record.abstract = abstractFromMarkup(textField(value, 'abstract', warn));
  record.references = field(value, 'references') == null ? null : nestedEdges(value, 'references', warn);
  record.citedBy = nestedEdges(value, 'citations', warn);
  record.reportedCitations = countField(value, 'citationCount', warn);
  record.statedReferences = countField(value, 'referenceCount', warn);
  return record;
}

/** Affiliations are left out: they are those that the profile has today, not those of the byline. */
function readAuthors(record: BibRecord, paper: JsonObject, warn: Warn): void {
  let isNameless = false;
  for (const author of objectsField(paper, 'authors', warn)) {
    const name = textField(author, 'name', warn);
    if (name === null) {
      warn('an author without a name is left out');
      isNameless = true;
      continue;
    }
    const external = objectField(author, 'externalIds', warn) ?? {};
    record.authors.push({ ...parseName(name), orcid: readId('ORCID', textsField(external, 'ORCID', warn, true)[0], warn) });
  }
  if (record.authors.length > 0) record.authorsStatus = isNameless ? 'POSSIBLY_TRUNCATED' : 'COMPLETE';
}

function readVenue(record: BibRecord, paper: JsonObject, warn: Warn): void {
  const venue = objectField(paper, 'publicationVenue', warn) ?? {};
  const journal = objectField(paper, 'journal', warn) ?? {};
  record.volume = textField(journal, 'volume', warn);
  record.pages = parsePages(textField(journal, 'pages', warn) ?? '');
  const name = textField(venue, 'name', warn) ?? textField(journal, 'name', warn) ?? textField(paper, 'venue', warn);
  if (name === null) return;
  const isConference = textField(venue, 'type', warn) === 'conference' || record.publicationTypes.includes('Conference Paper');
  const issns: BibJournal['issns'] = [];
  for (const text of [field(venue, 'issn'), ...textsField(venue, 'alternate_issns', warn)]) {
    const value = readId('ISSN', text, warn);
    if (value !== null) issns.push({ value, type: 'UNKNOWN' });
  }
  if (isConference && issns.length === 0) record.bookTitle = name;
  else
    record.journal = {
      title: name,
      abbreviation: null,
      issns,
      nlmId: null,
      otherNames: textsField(venue, 'alternate_names', warn),
    };
}

/** Neighbours have no documented order; what they are called is kept for those that have no identifier. */
function edge(paper: JsonObject, warn: Warn): BibReference {
  const year = dateFromParts(countField(paper, 'year', warn))?.year ?? null;
  const authors = objectsField(paper, 'authors', warn).map((author) => textField(author, 'name', warn));
  const names = authors.filter((name) => name !== null).join(', ');
  const parts = [
    names,
    titleText(textField(paper, 'title', warn)),
    textField(paper, 'venue', warn),
    year === null ? null : String(year),
  ];
  const text = parts.filter((part) => part !== null && part !== '').join('. ');
  return { position: null, ids: readIds(paper, warn), recordKey: null, text: text === '' ? null : text, year };
}

function nestedEdges(paper: JsonObject, name: string, warn: Warn): BibReference[] {
  return objectsField(paper, name, warn).map((neighbour) => edge(neighbour, warn));
}

/**
 * Edges of one answer to `/references` or `/citations`. The service does not say whose they are; who saved the
 * answer may have put the work's `paperId` (or `externalIds`) beside `data`. Without it there are no edges, only
 * the papers at their ends.
 */
class EdgeAnswer {
  private readonly edges: { place: Place; paper: JsonObject; isCiting: boolean }[] = [];

  constructor(private readonly file: string) {}

  add(place: Place, value: JsonObject): ReadItem[] {
    const end = ENDS.find((name) => isObject(field(value, name)));
    if (end === undefined) return [{ kind: 'refused', place, reason: 'the edge has no paper at its end' }];
    if (this.edges.length >= READ_LIMITS.references) {
      throw badSource(
        `${this.file}: the answer lists more than ${READ_LIMITS.references.toLocaleString('en')} papers; a page has at most 1,000.`,
      );
    }
    this.edges.push({ place, paper: field(value, end) as JsonObject, isCiting: end === 'citingPaper' });
    return [];
  }

  *end(place: Place, envelope: unknown): Iterable<ReadItem> {
    const answer = isObject(envelope) ? envelope : {};
    const isOfWork = field(answer, 'paperId') !== undefined || field(answer, 'externalIds') !== undefined;
    if (!isOfWork) {
      const message = 'the answer does not say whose citations or references it lists; the papers are kept, the edges are not';
      yield { kind: 'warning', place, message };
    } else yield* convertRecord(place, (warn) => this.work(answer, warn));
    for (const { place: at, paper } of this.edges) {
      // A paper without identifiers is an edge's text, no record; where the edge is not kept, it is refused.
      if (!isOfWork || hasIds(readIds(paper, () => undefined))) yield* convertRecord(at, (warn) => paperRecord(paper, warn));
    }
  }

  private work(answer: JsonObject, warn: Warn): BibRecord {
    const record = emptyRecord('semantic-scholar');
    record.ids = readIds(answer, warn);
    if (!hasIds(record.ids)) throw new UnusableRecord('the work that the answer belongs to has no identifier');
    record.sourceId = record.ids.s2;
    const listed = (isCiting: boolean): BibReference[] =>
      this.edges.filter((one) => one.isCiting === isCiting).map(({ paper }) => edge(paper, warn));
    record.citedBy = listed(true);
    const references = listed(false);
    record.references = references.length > 0 ? references : null;
    return record;
  }
}

function isEdge(value: unknown): value is JsonObject {
  return isObject(value) && ENDS.some((name) => Object.hasOwn(value, name));
}

async function* read(input: TextInput): AsyncIterable<ReadItem> {
  let answer: EdgeAnswer | null = null;
  const take = function* (item: JsonItem): Iterable<ReadItem> {
    if (item.kind === 'refused') yield item;
    else if (item.kind === 'envelope') {
      if (answer !== null) yield* answer.end(item.place, item.value);
      answer = null;
    } else if (isEdge(item.value)) {
      answer ??= new EdgeAnswer(input.name);
      yield* answer.add(item.place, item.value);
      if (item.list === null) yield* take({ kind: 'envelope', place: item.place, value: null });
    } else if (item.value === null && item.list === '') {
      yield {
        kind: 'warning',
        place: item.place,
        message: 'the service did not know the paper that was asked for at this place',
      };
    } else yield* convertRecord(item.place, (warn) => paperRecord(item.value, warn));
  };
  for await (const item of readJson(input, ['data', 'papers', 'recommendedPapers', ''])) yield* take(item);
}

/** Semantic Scholar's Graph API: a paper, a batch, a search, an author's papers, references and citations. */
export const semanticScholar: ImportFormat = {
  id: 'semantic-scholar',
  label: 'Semantic Scholar (JSON)',
  extensions: ['.json', '.jsonl'],
  recognise: (head) => (/^\s*[[{]/.test(head) && /"paperId"\s*:\s*(?:"[0-9a-f]{40}"|null)/.test(head) ? 1 : 0),
  read,
};
