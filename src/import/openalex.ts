import { foldText, words } from '../store/fold.js';
import { countryCode } from '../affiliation/countries.js';
import { normalizeOpenAlexId } from '../database-ids.js';
import { normalizeMeshId } from '../ids.js';
import { addArxiv, arxivAddress } from './arxiv.js';
import type { PartialDate } from '../records.js';
import { affiliationText } from './affiliation.js';
import { UnusableRecord, convertRecord, shown, type Warn } from './convert-record.js';
import type { ImportFormat, ReadItem } from './format.js';
import { readId } from './identifier-fields.js';
import type { TextInput } from './input.js';
import { countField, dayField, field, flagField, isObject, listField, objectField, objectsField, rawText, textField, textsField, wellFormed, type JsonObject } from './json-fields.js'; // prettier-ignore
import { readJson } from './json-input.js';
import { abstractFromMarkup, titleText } from './markup.js';
import { pagesFromEnds } from './pages.js';
import { dateFromPaddedDay, dateFromText, isYear } from './partial-date.js';
import { isDegree, parseName } from './person-name.js';
import { publicationTypes } from './publication-type.js';
import { NO_IDS, emptyRecord, type BibAuthor, type BibJournal, type BibMeshHeading, type BibRecord, type BibReference } from './record.js'; // prettier-ignore

/** Author lists of list answers end here without saying so. */
const CUT_AUTHORS = 100;

/** "Deleted Work": what OpenAlex put in place of all that it took out; millions of lists of references still name it. */
const DELETED_WORK = 'W4285719527';

/** "NULL author" and "Deleted Author": all whom OpenAlex could not tell apart, or has taken out. */
const NO_PROFILE = /(?:^|\/)A(?:9999999999|5317838346)$/i;

/** One Work of OpenAlex, in the schema of 2026 and in the older one with `host_venue` and `grants`. */
function workRecord(value: unknown, warn: Warn): BibRecord {
  if (!isObject(value)) throw new UnusableRecord(`the record is no object but ${shown(value)}`);
  const id = field(value, 'id');
  const openalex = typeof id === 'string' ? normalizeOpenAlexId(id) : null;
  if (openalex === null)
    throw new UnusableRecord(
      `${id === undefined ? 'nothing' : shown(id)} is given as id; an OpenAlex work has one like W2741809807`,
    );
  if (openalex === DELETED_WORK) throw new UnusableRecord(`${DELETED_WORK} stands for all works that OpenAlex has deleted`);
  const record = emptyRecord('openalex');
  const ids = objectField(value, 'ids', warn) ?? {};
  record.sourceId = openalex;
  record.ids = {
    ...NO_IDS,
    openalex,
    doi: readId('DOI', field(value, 'doi') ?? field(ids, 'doi'), warn),
    pmid: readId('PMID', field(ids, 'pmid'), warn),
    pmcid: readId('PMCID', field(ids, 'pmcid'), warn),
  };
  if (record.ids.doi === null) {
    const places = [objectField(value, 'primary_location', warn) ?? {}, ...objectsField(value, 'locations', warn)];
    addArxiv(record, arxivAddress(places.map((place) => field(place, 'landing_page_url'))), warn);
  }
  record.title = titleText(rawText(value, 'title', warn) ?? rawText(value, 'display_name', warn));
  readAuthors(record, value, warn);
  const source = sourceOf(value, warn);
  readSource(record, source, warn);
  record.date = readDate(value, warn);
  const biblio = objectField(value, 'biblio', warn) ?? {};
  record.volume = textField(biblio, 'volume', warn);
  record.issue = textField(biblio, 'issue', warn);
  record.pages = pagesFromEnds(textField(biblio, 'first_page', warn), textField(biblio, 'last_page', warn));
  record.abstract = abstractFromMarkup(abstractText(objectField(value, 'abstract_inverted_index', warn), warn));
  record.languages = [textField(value, 'language', warn)].filter((text) => text !== null);
  record.publicationTypes = readTypes(value, record.journal, warn);
  record.mesh = readMesh(objectsField(value, 'mesh', warn), warn);
  record.keywords = objectsField(value, 'keywords', warn).flatMap((keyword) => {
    const text = textField(keyword, 'display_name', warn) ?? textField(keyword, 'keyword', warn);
    return text === null ? [] : [{ text, owner: 'openalex', isMajor: false }];
  });
  record.grants = readGrants(value, warn);
  record.isRetracted = flagField(value, 'is_retracted');
  record.references = readReferences(value, warn);
  record.reportedCitations = countField(value, 'cited_by_count', warn);
  record.revisedAt = dayField(value, 'updated_date');
  return record;
}

function readAuthors(record: BibRecord, work: JsonObject, warn: Warn): void {
  let isNameless = false;
  for (const authorship of objectsField(work, 'authorships', warn)) {
    const profile = objectField(authorship, 'author', warn) ?? {};
    const profileName = nameOfProfile(profile, warn);
    // The name on the work; the profile's may be another spelling, or another person.
    const name = textField(authorship, 'raw_author_name', warn) ?? profileName;
    if (name === null) {
      warn('an author without a name is left out');
      isNameless = true;
      continue;
    }
    const author: BibAuthor = {
      ...parseName(withoutDegrees(name, profileName)),
      nameAsWritten: name,
    };
    author.orcid = readId('ORCID', field(profile, 'orcid'), warn);
    author.affiliations = readAffiliations(authorship, warn);
    author.institutions = readInstitutions(authorship, warn);
    author.isCorresponding = flagField(authorship, 'is_corresponding');
    record.authors.push(author);
  }
  if (record.authors.length === 0) return;
  const stated = countField(work, 'authors_count', warn);
  const isCut = stated === null ? record.authors.length === CUT_AUTHORS : stated > record.authors.length;
  record.authorsStatus =
    isCut || isNameless || flagField(work, 'is_authors_truncated') === true ? 'POSSIBLY_TRUNCATED' : 'COMPLETE';
}

/** Null where the profile is nobody's. */
function nameOfProfile(profile: JsonObject, warn: Warn): string | null {
  const id = field(profile, 'id');
  return typeof id === 'string' && NO_PROFILE.test(id) ? null : textField(profile, 'display_name', warn);
}

/** `Mary Jones MD`, where the profile is of `Mary Jones`: what may be initials elsewhere is a degree. */
function withoutDegrees(name: string, profile: string | null): string {
  const known = words(profile ?? '');
  const [, bare, last] = /^(.*\S)[\s,]+(\S+)$/.exec(name) ?? [];
  if (bare === undefined || !isDegree(last!) || known.includes(foldText(last!))) return name;
  const left = words(bare);
  return known.length > 1 && known.every((word) => left.includes(word)) ? withoutDegrees(bare.replace(/,$/, ''), profile) : name;
}

function readAffiliations(authorship: JsonObject, warn: Warn): string[] {
  const strings = textsField(authorship, 'raw_affiliation_strings', warn);
  const parted = objectsField(authorship, 'affiliations', warn).map((one) => textField(one, 'raw_affiliation_string', warn));
  const written = strings.length > 0 ? strings : parted.filter((text) => text !== null);
  const single = textField(authorship, 'raw_affiliation_string', warn);
  const names = objectsField(authorship, 'institutions', warn).map((institution) => textField(institution, 'display_name', warn));
  const found = written.length > 0 ? written : single !== null ? [single] : names.filter((name) => name !== null);
  return [...new Set(found.map(affiliationText).filter((text) => text !== null))];
}

function readInstitutions(authorship: JsonObject, warn: Warn): BibAuthor['institutions'] {
  return objectsField(authorship, 'institutions', warn).flatMap((institution) => {
    const name = textField(institution, 'display_name', warn);
    const ror = readId('ROR id', field(institution, 'ror'), warn);
    const country = countryCode(textField(institution, 'country_code', warn));
    return name === null && ror === null ? [] : [{ name, ror, country, affiliation: null }];
  });
}

function sourceOf(work: JsonObject, warn: Warn): JsonObject | null {
  const primary = objectField(work, 'primary_location', warn);
  return (primary && objectField(primary, 'source', warn)) ?? objectField(work, 'host_venue', warn);
}

/** Repositories are places where a work lies, not journals in which it appeared. */
function readSource(record: BibRecord, source: JsonObject | null, warn: Warn): void {
  const title = source === null ? null : textField(source, 'display_name', warn);
  if (source === null || title === null) return;
  const type = textField(source, 'type', warn) ?? 'journal';
  if (type === 'conference') record.bookTitle = title;
  if (type !== 'journal' && type !== 'book series') return;
  const issns: BibJournal['issns'] = [];
  for (const text of textsField(source, 'issn', warn)) {
    const value = readId('ISSN', text, warn);
    if (value !== null) issns.push({ value, type: 'UNKNOWN' });
  }
  const linking = readId('ISSN', field(source, 'issn_l'), warn);
  if (linking !== null) issns.push({ value: linking, type: 'LINKING' });
  record.journal = { title, abbreviation: textField(source, 'abbreviated_title', warn), issns, nlmId: null };
}

function readDate(work: JsonObject, warn: Warn): PartialDate | null {
  const text = textField(work, 'publication_date', warn);
  const date = text === null ? null : dateFromPaddedDay(text);
  const year = field(work, 'publication_year');
  if (year === null || year === undefined) return date;
  if (typeof year !== 'number' || !isYear(year)) {
    warn(`the field publication_year is no year but ${shown(year)}; it is left out`);
    return date;
  }
  if (date !== null && date.year === year) return date;
  if (date !== null) warn(`publication_date ${shown(text)} is not in publication_year ${year}; the year is kept`);
  return dateFromText(String(year));
}

/**
 * The abstract, whose words come with their positions. Gaps are closed up: positions may be wrong by billions and
 * no place is kept for them.
 */
function abstractText(index: JsonObject | null, warn: Warn): string | null {
  if (index === null) return null;
  const words: [position: number, word: string][] = [];
  for (const word of Object.keys(index)) {
    const positions = index[word];
    if (!Array.isArray(positions)) continue;
    for (const position of positions) if (typeof position === 'number') words.push([position, word]);
  }
  const size = words.reduce((sum, [, word]) => sum + word.length + 1, 0);
  if (size > 1_000_000) throw new UnusableRecord(`the abstract has more than 1,000,000 characters`);
  words.sort((a, b) => a[0] - b[0]);
  if (words.length === 0 && Object.keys(index).length > 0)
    warn('abstract_inverted_index has no positions; the abstract is left out');
  const text = words.map(([, word]) => word).join(' ');
  return wellFormed(text.replace(HEADING, ''), warn);
}

/** `Abstract`, as pages print it above the text. Where the sentence goes on it is its first word: `Abstract thinking is …`. */
const HEADING = /^(?:Abstract|ABSTRACT)(?:\s*[:.]\s*|\s+(?!\p{Ll}))(?=\S)/u;

function readTypes(work: JsonObject, journal: BibJournal | null, warn: Warn): string[] {
  const type = textField(work, 'type', warn);
  const inCrossref = textField(work, 'type_crossref', warn);
  // `article` also covers conference papers; in a journal it is NLM's Journal Article.
  const own = type === 'article' ? (inCrossref ?? (journal === null ? 'Article' : 'Journal Article')) : type;
  return publicationTypes(own === null ? [] : [own]);
}

/** OpenAlex repeats a descriptor for each of its qualifiers, and often without reason. */
function readMesh(entries: JsonObject[], warn: Warn): BibMeshHeading[] {
  const headings = new Map<string, BibMeshHeading>();
  for (const entry of entries) {
    const descriptor = textField(entry, 'descriptor_name', warn);
    if (descriptor === null) continue;
    const isMajor = flagField(entry, 'is_major_topic') === true;
    const heading = headings.get(descriptor) ?? {
      descriptorId: normalizeMeshId(textField(entry, 'descriptor_ui', warn) ?? ''),
      descriptor,
      isMajor: false,
      qualifiers: [],
    };
    headings.set(descriptor, heading);
    heading.isMajor ||= isMajor;
    const name = textField(entry, 'qualifier_name', warn);
    if (name === null) continue;
    const known = heading.qualifiers.find((qualifier) => qualifier.name === name);
    if (known) known.isMajor ||= isMajor;
    else heading.qualifiers.push({ id: textField(entry, 'qualifier_ui', warn), name, isMajor });
  }
  return [...headings.values()];
}

/** Awards of 2026, grants of before, and funders of which no award is known. */
function readGrants(work: JsonObject, warn: Warn): BibRecord['grants'] {
  const awards = [...objectsField(work, 'awards', warn), ...objectsField(work, 'grants', warn)].map((award) => ({
    id: textField(award, 'funder_award_id', warn) ?? textField(award, 'award_id', warn),
    agency: textField(award, 'funder_display_name', warn),
    country: null,
  }));
  const named = new Set(awards.map((award) => award.agency));
  const funders = objectsField(work, 'funders', warn).map((funder) => textField(funder, 'display_name', warn));
  return [
    ...awards,
    ...funders.filter((agency) => agency !== null && !named.has(agency)).map((agency) => ({ id: null, agency, country: null })),
  ];
}

/** The list has no order, and an empty one only means that OpenAlex has not found any. */
function readReferences(work: JsonObject, warn: Warn): BibReference[] | null {
  const list = listField(work, 'referenced_works', warn);
  const references: BibReference[] = [];
  let bad = 0;
  let deleted = 0;
  for (const item of list) {
    const openalex = typeof item === 'string' ? normalizeOpenAlexId(item) : null;
    if (openalex === null) bad++;
    else if (openalex === DELETED_WORK) deleted++;
    else references.push({ position: null, ids: { ...NO_IDS, openalex }, recordKey: null, text: null, year: null });
  }
  if (bad > 0) warn(`the field referenced_works: entries that are no OpenAlex ids are left out (${bad})`);
  if (deleted > 0)
    warn('one or more references are to works that OpenAlex has deleted, and does not say which; they are left out');
  return references.length === 0 ? null : references;
}

const isGrouping = (answer: unknown): boolean =>
  isObject(answer) && Array.isArray(answer['group_by']) && answer['group_by'].length > 0;

async function* read(input: TextInput): AsyncIterable<ReadItem> {
  for await (const item of readJson(input, ['results', 'works', ''])) {
    if (item.kind === 'refused') yield item;
    else if (item.kind === 'value') yield* convertRecord(item.place, (warn) => workRecord(item.value, warn));
    else if (item.place.record === 0 && isGrouping(item.value))
      yield {
        kind: 'warning',
        place: item.place,
        message: 'the answer counts groups of works (group_by) and lists none of them',
      };
  }
}

/** Works of OpenAlex: a page of the API, a bare list, one work, or JSON Lines (the snapshot). */
export const openalex: ImportFormat = {
  id: 'openalex',
  label: 'OpenAlex works (JSON)',
  extensions: ['.json', '.jsonl', '.ndjson'],
  recognise: (head) => {
    if (!/^\s*[[{]/.test(head)) return 0;
    if (/"id"\s*:\s*"https?:\/\/openalex\.org\/W\d/i.test(head))
      return /"(?:authorships|referenced_works|publication_year)"/.test(head) ? 1 : 0.9;
    // A page of a search that found nothing.
    return /"meta"\s*:\s*\{[^}]{0,2000}"count"/.test(head) && /"results"\s*:\s*\[\s*\]/.test(head) ? 0.8 : 0;
  },
  read,
};
