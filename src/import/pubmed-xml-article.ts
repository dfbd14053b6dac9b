import type { PartialDate } from '../records.js';
import { UnusableRecord, shown, type Warn } from './convert-record.js';
import { readId } from './identifier-fields.js';
import { elementText, textOrNull, titleText } from './markup.js';
import { dateFromParts } from './partial-date.js';
import { readAuthors } from './pubmed-xml-author.js';
import { isoDay, issnType, readAbstract, readDate, readGrants, readKeywords, readMesh, readOtherAbstracts, readPages, readTitle, texts } from './pubmed-xml-fields.js'; // prettier-ignore
import { readCorrection, readReferences } from './pubmed-xml-references.js';
import { NO_IDS, emptyRecord, type BibJournal, type BibRecord } from './record.js';
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
  record.otherAbstracts = readOtherAbstracts(citation);
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

/** Without a date of the issue: when it appeared electronically, else when it came into PubMed. */
function firstDate(article: XmlElement, data: XmlElement | undefined): PartialDate | null {
  const electronic = readDate(child(article, 'ArticleDate'));
  if (electronic !== null) return electronic;
  const entered = children(child(data, 'History'), 'PubMedPubDate').find((node) => node.attributes['PubStatus'] === 'pubmed');
  return dateFromParts(textOrNull(child(entered, 'Year')));
}

function isRetracted(article: XmlElement, { corrections, publicationTypes }: BibRecord): boolean {
  if (corrections.some((correction) => correction.type === 'RetractionIn')) return true;
  if (publicationTypes.includes('Retracted Publication')) return true;
  return children(child(article, 'PublicationTypeList'), 'PublicationType').some((type) => type.attributes['UI'] === RETRACTED);
}
