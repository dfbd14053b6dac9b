import { UnusableRecord, convertRecord, type Warn } from './convert-record.js';
import type { ImportFormat, ReadItem } from './format.js';
import { readId } from './identifier-fields.js';
import { elementText, textOrNull, titleText } from './markup.js';
import { readAuthors } from './pubmed-xml-author.js';
import { articleIds, articleRecord, requiredPmid } from './pubmed-xml-article.js';
import { referencesOf } from './pubmed-xml-references.js';
import { isoDay, readAbstract, readDate, readGrants, readKeywords, readPages, readTitle, texts } from './pubmed-xml-fields.js'; // prettier-ignore
import { NO_IDS, emptyRecord, type BibRecord } from './record.js';
import { child, children, readXmlAs, readXmlKnowing, type XmlElement, type XmlItem, type XmlShape } from './xml.js';

export const SHAPE: XmlShape = {
  label: 'PubMed XML',
  roots: ['PubmedArticleSet', 'PubmedBookArticleSet', 'MedlineCitationSet', 'PubmedArticle', 'PubmedBookArticle'],
  records: ['PubmedArticle', 'PubmedBookArticle', 'DeleteCitation', 'DeleteDocument', 'MedlineCitation'],
  skip: [
    'ChemicalList', 'CitationSubset', 'CoiStatement', 'DataBankList', 'DateCompleted', 'GeneralNote', 'GeneSymbolList',
    'InvestigatorList', 'ObjectList', 'OtherID', 'PersonalNameSubjectList', 'PublicationStatus',
    'SpaceFlightMission', 'SupplMeshList',
  ], // prettier-ignore
  containers: [
    'Abstract', 'AffiliationInfo', 'Article', 'ArticleDate', 'ArticleIdList', 'Author', 'AuthorList', 'Book', 'BookDocument',
    'CommentsCorrections', 'CommentsCorrectionsList', 'DateRevised', 'Grant', 'GrantList', 'History', 'Journal', 'JournalIssue',
    'KeywordList', 'MedlineCitation', 'MedlineJournalInfo', 'MeshHeading', 'MeshHeadingList', 'OtherAbstract', 'Pagination', 'PubDate',
    'PubMedPubDate', 'PublicationTypeList', 'PubmedArticle', 'PubmedBookArticle', 'PubmedData', 'Reference', 'ReferenceList',
  ], // prettier-ignore
  only: { PubMedPubDate: { attribute: 'PubStatus', value: 'pubmed' } },
};

/** A chapter or a whole book of NCBI Bookshelf: its identifiers are in the BookDocument, not in a citation. */
function bookRecord(element: XmlElement, warn: Warn): BibRecord {
  const document = child(element, 'BookDocument');
  const book = child(document, 'Book');
  if (document === undefined) throw new UnusableRecord('the record has no BookDocument');
  const record = emptyRecord('pubmed-xml');
  record.ids = { ...NO_IDS, ...articleIds(child(document, 'ArticleIdList'), warn), pmid: requiredPmid(document, warn) };
  record.sourceId = record.ids.pmid;
  const bookTitle = titleText(elementText(child(book, 'BookTitle')));
  record.title = readTitle(child(document, 'ArticleTitle'));
  if (record.title === null) record.title = bookTitle;
  else record.bookTitle = bookTitle;
  record.vernacularTitle = titleText(elementText(child(document, 'VernacularTitle')));
  readAuthors(record, document, warn);
  if (record.authors.length === 0 && book !== undefined) readAuthors(record, book, warn);
  record.date = readDate(child(book, 'PubDate')) ?? readDate(child(document, 'ContributionDate'));
  record.volume = textOrNull(child(book, 'Volume'));
  record.pages = readPages(child(document, 'Pagination'));
  record.abstract = readAbstract(child(document, 'Abstract'));
  record.languages = texts(document, 'Language');
  record.publicationTypes = texts(document, 'PublicationType');
  record.keywords = readKeywords(document);
  record.grants = readGrants(document);
  record.references = children(document, 'ReferenceList').length > 0 ? referencesOf(document, warn) : null;
  record.revisedAt = isoDay(child(document, 'DateRevised'));
  return record;
}

/** Works that NLM has taken back: files of the FTP server list their PMIDs at the end. */
function* withdrawals(item: XmlItem & { kind: 'element' }): Iterable<ReadItem> {
  for (const node of children(item.element, 'PMID')) {
    const warnings: string[] = [];
    const pmid = readId('PMID', elementText(node), (message) => warnings.push(message));
    if (pmid !== null) yield { kind: 'withdrawn', place: item.place, ids: { ...NO_IDS, pmid } };
    for (const message of warnings) yield { kind: 'warning', place: item.place, message };
  }
}

function itemsOf(item: XmlItem): ReadItem[] {
  if (item.kind !== 'element') return [item];
  const { place, element, isSound, digest } = item;
  if (element.name.startsWith('Delete')) return [...withdrawals(item)];
  const make = element.name === 'PubmedBookArticle' ? bookRecord : articleRecord;
  const items = convertRecord(place, (warn) => make(element, warn), isSound);
  // A text that gives cause for a warning does so each time it is read.
  if (digest !== undefined && items.length === 1 && items[0]!.kind === 'record') items[0] = { ...items[0]!, digest };
  return items;
}

/** NLM's PubMed XML: efetch, the baseline and update files, and books. DTD: `pubmed_240101.dtd`. */
export const pubmedXml: ImportFormat = {
  id: 'pubmed-xml',
  label: 'PubMed XML',
  extensions: ['.xml'],
  recognise: (head) =>
    /<(?:PubmedArticleSet|PubmedBookArticleSet|PubmedArticle|PubmedBookArticle|MedlineCitationSet)[\s/>]/.test(head) ? 1 : 0,
  read: (input) => readXmlAs(input, SHAPE, itemsOf),
  readKnowing: (input, keyOf) => readXmlKnowing(input, SHAPE, itemsOf, keyOf),
};
