import { UnusableRecord, shown, type Warn } from './convert-record.js';
import { normalizeRor } from '../database-ids.js';
import { affiliationText } from './affiliation.js';
import { readId } from './identifier-fields.js';
import { countField, dayField, field, flagField, isObject, objectField, objectsField, textField, textsField, type JsonObject } from './json-fields.js'; // prettier-ignore
import { abstractFromMarkup, titleText } from './markup.js';
import { parsePages } from './pages.js';
import { dateFromParts, dateFromText } from './partial-date.js';
import { looksLikeGroup, parseName } from './person-name.js';
import { groupAuthor, personFromParts } from './person-parts.js';
import { publicationTypes } from './publication-type.js';
import { NO_IDS, emptyRecord, type BibAuthor, type BibJournal, type BibMeshHeading, type BibRecord, type WorkIds } from './record.js'; // prettier-ignore

/**
 * Europe PMC's JSON has two spellings: keys differ in case between answers, and what was XML once has `@type` and
 * `#text` where the REST service has `type` and `value`. Here all keys are lower case, in the service's words.
 */
export function plainKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainKeys);
  if (!isObject(value)) return value;
  const plain = Object.create(null) as Record<string, unknown>;
  for (const key of Object.keys(value)) {
    const name = key === '#text' ? 'value' : key.replace(/^@/, '').toLowerCase();
    plain[name] = plainKeys(value[key]);
  }
  return plain;
}

/** Identifiers of a work that is known by its source and its id there; those of other sources say nothing elsewhere. */
export function idsBySource(source: string | null, id: string | null, warn: Warn): WorkIds {
  return {
    ...NO_IDS,
    pmid: source === 'MED' ? readId('PMID', id, warn) : null,
    pmcid: source === 'PMC' ? readId('PMCID', id, warn) : null,
  };
}

/** A result of the search, `core` or `lite`. */
export function resultRecord(value: unknown, warn: Warn): BibRecord {
  if (!isObject(value)) throw new UnusableRecord(`the record is no object but ${shown(value)}`);
  const result = plainKeys(value) as JsonObject;
  const [source, id] = [textField(result, 'source', warn), textField(result, 'id', warn)];
  const record = emptyRecord('europe-pmc');
  record.sourceId = source === null || id === null ? null : `${source}/${id}`;
  const ids = idsBySource(source, id, warn);
  record.ids = {
    ...ids,
    pmid: readId('PMID', field(result, 'pmid'), warn) ?? ids.pmid,
    pmcid: readId('PMCID', field(result, 'pmcid'), warn) ?? ids.pmcid,
    doi: readId('DOI', field(result, 'doi'), warn),
  };
  record.title = titleText(textField(result, 'title', warn));
  readAuthors(record, result, warn);
  readIssue(record, result, warn);
  record.pages = parsePages(textField(result, 'pageinfo', warn) ?? '');
  record.abstract = abstractFromMarkup(textField(result, 'abstracttext', warn));
  record.languages = textsField(result, 'language', warn, true);
  record.publicationTypes = readTypes(result, warn);
  record.mesh = inner(result, 'meshheadinglist', 'meshheading', warn).map((heading) => readMesh(heading, warn));
  const keywords = objectField(result, 'keywordlist', warn) ?? {};
  record.keywords = textsField(keywords, 'keyword', warn, true).map((text) => ({ text, owner: null, isMajor: false }));
  record.grants = inner(result, 'grantslist', 'grant', warn).map((grant) => ({
    id: textField(grant, 'grantid', warn),
    agency: textField(grant, 'agency', warn),
    country: null,
  }));
  record.corrections = inner(result, 'commentcorrectionlist', 'commentcorrection', warn).map((entry) => ({
    type: correctionType(textField(entry, 'type', warn)),
    ids: idsBySource(textField(entry, 'source', warn), textField(entry, 'id', warn), warn),
    text: textField(entry, 'reference', warn) ?? textField(entry, 'note', warn),
  }));
  const isRetracted =
    record.publicationTypes.includes('Retracted Publication') || record.corrections.some(({ type }) => type === 'RetractionIn');
  record.isRetracted = isRetracted || (record.publicationTypes.length > 0 ? false : null);
  record.reportedCitations = countField(result, 'citedbycount', warn);
  record.revisedAt = dayField(result, 'dateofrevision');
  return record;
}

/** `Retraction in` → `RetractionIn`, as PubMed has it. */
function correctionType(text: string | null): string {
  return (text ?? 'Unknown').replace(/(?:^|\s+)(\S)/g, (_all, letter: string) => letter.toUpperCase());
}

function inner(parent: JsonObject, list: string, item: string, warn: Warn): JsonObject[] {
  const holder = objectField(parent, list, warn);
  return holder === null ? [] : objectsField(holder, item, warn, true);
}

function readAuthors(record: BibRecord, result: JsonObject, warn: Warn): void {
  const listed = inner(result, 'authorlist', 'author', warn);
  for (const entry of listed) {
    const author = readAuthor(entry, warn);
    if (author === null) warn('an author without a name is left out');
    else record.authors.push(author);
  }
  if (record.authors.length > 0) record.authorsStatus = record.authors.length < listed.length ? 'POSSIBLY_TRUNCATED' : 'COMPLETE';
  else readAuthorString(record, result, warn);
  const first = affiliationText(textField(result, 'affiliation', warn) ?? '');
  if (first !== null && record.authors.length > 0 && record.authors.every((author) => author.affiliations.length === 0)) {
    record.authors[0]!.affiliations.push(first);
  }
}

function readAuthor(entry: JsonObject, warn: Warn): BibAuthor | null {
  const group = textField(entry, 'collectivename', warn);
  const [whole, family, given, initials] = ['fullname', 'lastname', 'firstname', 'initials'].map((name) =>
    textField(entry, name, warn),
  );
  if (group === null && !whole && !family) return null;
  const author =
    group !== null ? groupAuthor(group)
    : family ? personFromParts({ family, given, initials, suffix: textField(entry, 'suffix', warn) }, whole ?? undefined)
    : parseName(whole!); // prettier-ignore
  const id = objectField(entry, 'authorid', warn);
  if (id !== null && field(id, 'type') === 'ORCID') author.orcid = readId('ORCID', field(id, 'value'), warn);
  const details = inner(entry, 'authoraffiliationdetailslist', 'authoraffiliation', warn);
  const texts = details.length > 0 ? details.map((one) => textField(one, 'affiliation', warn)) : textsField(entry, 'affiliation', warn, true); // prettier-ignore
  author.affiliations = texts.flatMap((text) => affiliationText(text ?? '') ?? []);
  for (const one of details) {
    // Of several schemes; only ROR ids are kept.
    const ror = normalizeRor(textField(one, 'affiliationorgid', warn) ?? '');
    const affiliation = affiliationText(textField(one, 'affiliation', warn) ?? '');
    if (ror !== null) author.institutions.push({ name: null, ror, country: null, affiliation });
  }
  return author;
}

/** `Bouché M, Vincent B, et al.`: names parted by commas, which the names themselves do not have. */
export function readAuthorString(record: BibRecord, holder: JsonObject, warn: Warn): void {
  const text = textField(holder, 'authorstring', warn) ?? '';
  const parts = text.replace(/\.$/, '').split(/\s*[,;]\s+/).filter((name) => name !== ''); // prettier-ignore
  // Agricola has `Old, A.B., Older, C.D.`: initials alone are no name but belong to the one before.
  const names = parts.reduce<string[]>((list, part) => {
    if (list.length > 0 && /^(?:\p{Lu}\.[-\s]?)+\p{Lu}?$/u.test(part)) list.push(`${list.pop()!}, ${part}`);
    else list.push(part);
    return list;
  }, []);
  const isCut = names.some((name) => /^(?:and others|et al\.?)$/i.test(name)) || /\bet al$/i.test(names.at(-1) ?? '');
  for (const name of names) {
    const bare = name.replace(/\s*\bet al\.?$/i, '');
    if (bare !== '' && !/^and others$/i.test(bare))
      record.authors.push(looksLikeGroup(bare) ? groupAuthor(bare) : parseName(bare));
  }
  if (record.authors.length > 0) record.authorsStatus = isCut ? 'POSSIBLY_TRUNCATED' : 'COMPLETE';
}

function readIssue(record: BibRecord, result: JsonObject, warn: Warn): void {
  const info = objectField(result, 'journalinfo', warn);
  const year = textField(result, 'pubyear', warn);
  if (info === null) {
    record.volume = textField(result, 'journalvolume', warn) ?? textField(result, 'volume', warn);
    record.issue = textField(result, 'issue', warn);
    const title = textField(result, 'journaltitle', warn);
    const issns = (textField(result, 'journalissn', warn) ?? '').split(/[;,\s]+/);
    record.journal = journalOf(title ?? preprintServer(result, warn), textField(result, 'journalabbreviation', warn), null, issns.map((issn) => [issn, 'UNKNOWN']), warn); // prettier-ignore
  } else {
    record.volume = textField(info, 'volume', warn);
    record.issue = textField(info, 'issue', warn);
    const journal = objectField(info, 'journal', warn) ?? {};
    const abbreviation = textField(journal, 'medlineabbreviation', warn) ?? textField(journal, 'isoabbreviation', warn);
    const issns: [unknown, BibJournal['issns'][0]['type']][] = [[field(journal, 'issn'), 'PRINT'], [field(journal, 'essn'), 'ELECTRONIC']]; // prettier-ignore
    record.journal = journalOf(textField(journal, 'title', warn), abbreviation, field(journal, 'nlmid'), issns, warn);
  }
  record.date =
    dateFromText((info && textField(info, 'dateofpublication', warn)) ?? '') ??
    dateFromParts(info && textField(info, 'yearofpublication', warn), info && textField(info, 'monthofpublication', warn)) ??
    (textField(result, 'source', warn) === 'PPR' ? dateFromText(textField(result, 'firstpublicationdate', warn) ?? '') : null) ??
    dateFromParts(year) ??
    dateFromText(textField(result, 'firstpublicationdate', warn) ?? '');
}

/** Where a preprint was posted (`medRxiv`), which is what PubMed has as its journal. */
function preprintServer(result: JsonObject, warn: Warn): string | null {
  if (textField(result, 'source', warn) !== 'PPR') return null;
  return textField(objectField(result, 'bookorreportdetails', warn) ?? {}, 'publisher', warn);
}

export function journalOf(
  title: string | null,
  abbreviation: string | null,
  nlmId: unknown,
  issns: [unknown, BibJournal['issns'][0]['type']][],
  warn: Warn,
): BibJournal | null {
  const journal: BibJournal = { title, abbreviation, issns: [], nlmId: readId('NLM id', nlmId, warn) };
  for (const [text, type] of issns) {
    const value = readId('ISSN', text, warn);
    // Journals without a print edition carry their electronic ISSN in both fields.
    if (value !== null && type === 'ELECTRONIC') journal.issns = journal.issns.filter((issn) => issn.value !== value);
    if (value !== null) journal.issns.push({ value, type });
  }
  return title === null && abbreviation === null && journal.issns.length === 0 ? null : journal;
}

/** `lite` answers have NLM's types in small letters: `research support, non-u.s. gov't`. Names of JATS stay small. */
function inNlmCase(type: string): string {
  if (/^[a-z]+-[a-z-]+$/.test(type) && type !== 'meta-analysis') return type;
  return type.replace(/(?<![\w'])(?!(?:and|as|for|in|of|on|the|to|with)\b)[a-z]/g, (letter) => letter.toUpperCase());
}

/** Types of PubMed, of JATS, and codes of subsets (`IM`), which are no types. */
function readTypes(result: JsonObject, warn: Warn): string[] {
  const core = textsField(objectField(result, 'pubtypelist', warn) ?? {}, 'pubtype', warn, true);
  const lite = (textField(result, 'pubtype', warn) ?? '').split(/\s*;\s*/).map(inNlmCase);
  return publicationTypes((core.length > 0 ? core : lite).filter((type) => !/^[A-Z]{1,3}$/.test(type)));
}

/** Europe PMC gives names only, no identifiers of MeSH. */
function readMesh(heading: JsonObject, warn: Warn): BibMeshHeading {
  const qualifiers = inner(heading, 'meshqualifierlist', 'meshqualifier', warn).map((entry) => ({
    id: null,
    name: textField(entry, 'qualifiername', warn) ?? '',
    isMajor: flagField(entry, 'majortopic_yn') === true,
  }));
  return {
    descriptorId: null,
    descriptor: textField(heading, 'descriptorname', warn) ?? '',
    isMajor: flagField(heading, 'majortopic_yn') === true || qualifiers.some((qualifier) => qualifier.isMajor),
    qualifiers,
  };
}
