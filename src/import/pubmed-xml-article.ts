import { normalizeDoi, normalizeMeshId } from '../ids.js';
import type { AbstractSection, IssnType, Pages, PartialDate } from '../records.js';
import { UnusableRecord, shown, type Warn } from './convert-record.js';
import { readId } from './identifier-fields.js';
import { elementText, textOrNull, titleText } from './markup.js';
import { pagesFromEnds, parsePages } from './pages.js';
import { dateFromParts, dateFromText } from './partial-date.js';
import { readAuthors } from './pubmed-xml-author.js';
import { NO_IDS, emptyRecord, type BibCorrection, type BibJournal, type BibMeshHeading, type BibRecord, type BibReference } from './record.js'; // prettier-ignore
import { child, children, descend, type XmlElement } from './xml.js';

const RETRACTED = 'D016441';

/**
 * One PubmedArticle of the NLM DTD as a record. Identifiers come from direct children only, for every reference
 * and every correction in the record carries some of the same names.
 */
export function articleRecord(element: XmlElement, warn: Warn): BibRecord {
  const citation = element.name === 'MedlineCitation' ? element : child(element, 'MedlineCitation');
  const data = child(element, 'PubmedData');
  const article = child(citation, 'Article');
  if (citation === undefined || article === undefined)
    throw new UnusableRecord('the record has no MedlineCitation with an Article');
  const record = emptyRecord('pubmed-xml');
  record.ids = { ...NO_IDS, ...articleIds(child(data, 'ArticleIdList'), warn), pmid: requiredPmid(citation, warn) };
  record.sourceId = sourceIdOf(citation, record.ids.pmid!);
  record.ids.doi = chooseDoi(record.ids.doi, article, warn);
  record.title = readTitle(child(article, 'ArticleTitle'));
  record.vernacularTitle = titleText(elementText(child(article, 'VernacularTitle')));
  readAuthors(record, article, warn);
  const issue = descend(article, 'Journal', 'JournalIssue');
  record.journal = readJournal(child(article, 'Journal'), child(citation, 'MedlineJournalInfo'), warn);
  record.date = readDate(child(issue, 'PubDate')) ?? firstDate(article, data);
  record.volume = textOrNull(child(issue, 'Volume'));
  record.issue = textOrNull(child(issue, 'Issue'));
  record.pages = readPages(child(article, 'Pagination'));
  record.abstract = readAbstract(child(article, 'Abstract'));
  record.languages = texts(article, 'Language');
  record.publicationTypes = texts(child(article, 'PublicationTypeList'), 'PublicationType');
  record.mesh = children(child(citation, 'MeshHeadingList'), 'MeshHeading').map(readMesh);
  record.keywords = readKeywords(citation);
  record.grants = readGrants(article);
  const notes = children(child(citation, 'CommentsCorrectionsList'), 'CommentsCorrections');
  record.corrections = notes.filter((note) => note.attributes['RefType'] !== 'Cites').map((note) => readCorrection(note, warn));
  record.isRetracted = isRetracted(article, record);
  record.references = readReferences(data, notes, warn);
  const stated = textOrNull(child(citation, 'NumberOfReferences'));
  record.statedReferences = stated !== null && /^\d{1,6}$/.test(stated) ? Number(stated) : null;
  record.revisedAt = isoDay(child(citation, 'DateRevised'));
  return record;
}

export function texts(element: XmlElement | undefined, name: string): string[] {
  const found: string[] = [];
  for (const node of children(element, name)) {
    const text = elementText(node);
    if (text !== '') found.push(text);
  }
  return found;
}

/** The PMID, without which the record is of no use: samples with an empty one exist. */
export function requiredPmid(parent: XmlElement, warn: Warn): string {
  const text = elementText(child(parent, 'PMID'));
  const pmid = readId('PMID', text, warn);
  if (pmid === null) throw new UnusableRecord(text === '' ? 'the record has no PMID' : `${shown(text)} is no PMID`);
  return pmid;
}

/** `29456894`; later versions of one work (F1000Research) as `29456894.2`. */
function sourceIdOf(citation: XmlElement, pmid: string): string {
  const version = child(citation, 'PMID')?.attributes['Version'];
  return version === undefined || version === '1' ? pmid : `${pmid}.${version}`;
}

/** DOI and PMCID of an ArticleIdList; the PMID in it is a copy. */
export function articleIds(list: XmlElement | undefined, warn: Warn): { doi: string | null; pmcid: string | null } {
  const ids: { doi: string | null; pmcid: string | null } = { doi: null, pmcid: null };
  for (const node of children(list, 'ArticleId')) {
    const type = node.attributes['IdType'];
    if (type === 'doi') ids.doi ??= readId('DOI', elementText(node), warn);
    else if (type === 'pmc') ids.pmcid ??= readId('PMCID', elementText(node), warn);
  }
  return ids;
}

/** The DOI stands in two places, neither of which is complete; where they differ, the ArticleIdList holds. */
function chooseDoi(listed: string | null, article: XmlElement, warn: Warn): string | null {
  const located = children(article, 'ELocationID')
    .filter((node) => node.attributes['EIdType'] === 'doi' && node.attributes['ValidYN'] !== 'N')
    .map((node) => readId('DOI', elementText(node), warn))
    .find((doi) => doi !== null);
  if (located === undefined) return listed;
  if (listed !== null && listed !== located)
    warn(`the record has two DOIs, ${shown(listed)} and ${shown(located)}; the first one is kept`);
  return listed ?? located;
}

export function readTitle(element: XmlElement | undefined): string | null {
  const title = titleText(elementText(element));
  return title === null || /^\[?\s*not available\.?\s*\]?$/i.test(title) ? null : title;
}

function readJournal(journal: XmlElement | undefined, info: XmlElement | undefined, warn: Warn): BibJournal | null {
  const title = textOrNull(child(journal, 'Title'));
  const abbreviation = textOrNull(child(info, 'MedlineTA')) ?? textOrNull(child(journal, 'ISOAbbreviation'));
  const nlmId = readId('NLM id', elementText(child(info, 'NlmUniqueID')), warn);
  const issns: BibJournal['issns'] = [];
  const issn = child(journal, 'ISSN');
  const own = readId('ISSN', elementText(issn), warn);
  if (own !== null) issns.push({ value: own, type: issnType(issn!.attributes['IssnType']) });
  const linking = readId('ISSN', elementText(child(info, 'ISSNLinking')), warn);
  if (linking !== null) issns.push({ value: linking, type: 'LINKING' });
  if (title === null && abbreviation === null && nlmId === null && issns.length === 0) return null;
  return { title, abbreviation, issns, nlmId };
}

export function issnType(text: string | undefined): IssnType {
  return text === 'Print' ? 'PRINT' : text === 'Electronic' ? 'ELECTRONIC' : 'UNKNOWN';
}

/** PubDate in its three forms: parts, a year with a season, free text. */
export function readDate(date: XmlElement | undefined): PartialDate | null {
  if (date === undefined) return null;
  const year = textOrNull(child(date, 'Year'));
  if (year === null) {
    const free = textOrNull(child(date, 'MedlineDate'));
    return free === null ? null : dateFromText(free);
  }
  const season = textOrNull(child(date, 'Season'));
  if (season !== null) return dateFromText(`${year} ${season}`);
  return dateFromParts(year, textOrNull(child(date, 'Month')), textOrNull(child(date, 'Day')));
}

/** Without a date of the issue: when it appeared electronically, else when it came into PubMed. */
function firstDate(article: XmlElement, data: XmlElement | undefined): PartialDate | null {
  const electronic = readDate(child(article, 'ArticleDate'));
  if (electronic !== null) return electronic;
  const entered = children(child(data, 'History'), 'PubMedPubDate').find((node) => node.attributes['PubStatus'] === 'pubmed');
  return dateFromParts(textOrNull(child(entered, 'Year')));
}

export function isoDay(date: XmlElement | undefined): string | null {
  const read = readDate(date);
  if (read === null || read.month === null || read.day === null) return null;
  return `${read.year}-${String(read.month).padStart(2, '0')}-${String(read.day).padStart(2, '0')}`;
}

export function readPages(pagination: XmlElement | undefined): Pages | null {
  const written = textOrNull(child(pagination, 'MedlinePgn'));
  if (written !== null) return parsePages(written);
  return pagesFromEnds(textOrNull(child(pagination, 'StartPage')), textOrNull(child(pagination, 'EndPage')));
}

export function readAbstract(abstract: XmlElement | undefined): AbstractSection[] {
  const sections: AbstractSection[] = [];
  for (const part of children(abstract, 'AbstractText')) {
    const text = elementText(part);
    const label = part.attributes['Label']?.trim() ?? '';
    if (text !== '') sections.push({ label: label === '' || label === 'UNLABELLED' ? null : label, text });
  }
  return sections;
}

/** The usual form is known without the search for prefixes and addresses. */
function meshId(ui: string): string | null {
  return /^D\d{6}(?:\d{3})?$/.test(ui) ? ui : normalizeMeshId(ui);
}

/** A heading is major where its descriptor or any of its qualifiers is. */
function readMesh(heading: XmlElement): BibMeshHeading {
  let descriptor: XmlElement | undefined;
  let isMajor = false;
  const qualifiers: BibMeshHeading['qualifiers'] = [];
  for (const node of heading.children) {
    if (typeof node === 'string') continue;
    if (node.name === 'QualifierName') {
      const { UI: id = null, MajorTopicYN } = node.attributes;
      qualifiers.push({ id, name: elementText(node), isMajor: MajorTopicYN === 'Y' });
      if (MajorTopicYN === 'Y') isMajor = true;
    } else if (node.name === 'DescriptorName') descriptor ??= node;
  }
  if (descriptor?.attributes['MajorTopicYN'] === 'Y') isMajor = true;
  return {
    descriptorId: meshId(descriptor?.attributes['UI'] ?? ''),
    descriptor: elementText(descriptor),
    isMajor,
    qualifiers,
  };
}

export function readKeywords(parent: XmlElement): BibRecord['keywords'] {
  return children(parent, 'KeywordList').flatMap((list) =>
    children(list, 'Keyword').flatMap((node) => {
      const text = elementText(node).replace(/\.$/, '');
      return text === ''
        ? []
        : [{ text, owner: list.attributes['Owner'] ?? null, isMajor: node.attributes['MajorTopicYN'] === 'Y' }];
    }),
  );
}

export function readGrants(parent: XmlElement): BibRecord['grants'] {
  return children(child(parent, 'GrantList'), 'Grant').map((grant) => ({
    id: textOrNull(child(grant, 'GrantID')),
    agency: textOrNull(child(grant, 'Agency')),
    country: textOrNull(child(grant, 'Country')),
  }));
}

function readCorrection(note: XmlElement, warn: Warn): BibCorrection {
  const source = textOrNull(child(note, 'RefSource'));
  const remark = textOrNull(child(note, 'Note'));
  const doi = /\bdoi:\s*(10\.\S+)/i.exec(source ?? '')?.[1];
  return {
    type: note.attributes['RefType'] ?? 'Unknown',
    ids: {
      ...NO_IDS,
      pmid: readId('PMID', elementText(child(note, 'PMID')), warn),
      doi: doi === undefined ? null : normalizeDoi(doi),
    },
    text: remark === null ? source : [source, `(${remark})`].filter((part) => part !== null).join(' '),
  };
}

function isRetracted(article: XmlElement, { corrections, publicationTypes }: BibRecord): boolean {
  if (corrections.some((correction) => correction.type === 'RetractionIn')) return true;
  if (publicationTypes.includes('Retracted Publication')) return true;
  return children(child(article, 'PublicationTypeList'), 'PublicationType').some((type) => type.attributes['UI'] === RETRACTED);
}

/** References of the lists, which nest, and after them those of before 2019, which stand among the corrections. */
function readReferences(data: XmlElement | undefined, notes: XmlElement[], warn: Warn): BibReference[] | null {
  const cites = notes.filter((note) => note.attributes['RefType'] === 'Cites');
  const lists = children(data, 'ReferenceList');
  if (lists.length === 0 && cites.length === 0) return null;
  const found = referencesOf(data, warn);
  for (const note of cites) {
    const pmid = readId('PMID', elementText(child(note, 'PMID')), warn);
    const text = textOrNull(child(note, 'RefSource'));
    found.push({ position: found.length + 1, ids: { ...NO_IDS, pmid }, recordKey: null, text, year: null });
  }
  return found;
}

/** References of the lists below an element, in their order and with their positions; a list may hold references and lists. */
export function referencesOf(parent: XmlElement | undefined, warn: Warn): BibReference[] {
  const found: BibReference[] = [];
  const collect = (list: XmlElement): void => {
    for (const node of list.children) {
      if (typeof node === 'string') continue;
      if (node.name === 'Reference') found.push(readReference(node, found.length + 1, warn));
      else if (node.name === 'ReferenceList') collect(node);
    }
  };
  children(parent, 'ReferenceList').forEach(collect);
  return found;
}

function readReference(node: XmlElement, position: number, warn: Warn): BibReference {
  const ids = { ...NO_IDS };
  for (const id of child(node, 'ArticleIdList')?.children ?? []) {
    if (typeof id === 'string' || id.name !== 'ArticleId') continue;
    const type = id.attributes['IdType'];
    if (type === 'pubmed') ids.pmid ??= readId('PMID', elementText(id), warn);
    else if (type === 'doi') ids.doi ??= readId('DOI', elementText(id), warn);
    else if (type === 'pmc' || type === 'pmcid') ids.pmcid ??= readId('PMCID', elementText(id), warn);
  }
  return { position, ids, recordKey: null, text: textOrNull(child(node, 'Citation')), year: null };
}
