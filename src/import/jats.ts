import type { AbstractSection, IssnType, OtherAbstract, PartialDate } from '../records.js';
import { UnusableRecord, convertRecord, type Warn } from './convert-record.js';
import type { ImportFormat, ReadItem } from './format.js';
import { readId } from './identifier-fields.js';
import type { TextInput } from './input.js';
import { readAuthors } from './jats-authors.js';
import { readReferences } from './jats-references.js';
import { findAll, partsText, without } from './jats-text.js';
import { elementText, textOrNull, titleText } from './markup.js';
import { pagesFromEnds, parsePages } from './pages.js';
import { dateFromParts, dateFromText } from './partial-date.js';
import { publicationTypes } from './publication-type.js';
import { NO_IDS, emptyRecord, type BibCorrection, type BibJournal, type BibRecord, type WorkIds } from './record.js';
import { child, children, childrenOf, descend, isElement, readXml, type XmlElement } from './xml.js';

const SHAPE = {
  label: 'JATS XML',
  roots: ['article', 'pmc-articleset', 'articles', 'OAI-PMH'],
  records: ['article'],
  // The text of an article, and articles inside it (translations, decision letters), are not its record.
  skip: ['body', 'sub-article', 'response', 'floats-group', 'floats-wrap'],
};

/** Types of related articles, in the words of PubMed. */
const RELATED: Readonly<Record<string, string>> = {
  'retracted-article': 'RetractionOf',
  'retraction-forward': 'RetractionIn',
  'corrected-article': 'ErratumFor',
  'correction-forward': 'ErratumIn',
  'object-of-concern': 'ExpressionOfConcernFor',
  'concern-forward': 'ExpressionOfConcernIn',
  'commentary-article': 'CommentOn',
  commentary: 'CommentIn',
  'updated-article': 'UpdateOf',
  'update-forward': 'UpdateIn',
  preprint: 'UpdateOf',
};

function articleRecord(article: XmlElement, warn: Warn): BibRecord {
  const front = child(article, 'front');
  const meta = child(front, 'article-meta');
  if (meta === undefined) throw new UnusableRecord('the article has no article-meta');
  const record = emptyRecord('jats');
  record.ids = readIds(meta, warn);
  record.sourceId = record.ids.pmcid ?? record.ids.doi;
  readTitles(record, article, meta);
  readAuthors(record, meta, warn);
  record.journal = readJournal(child(front, 'journal-meta'), warn);
  record.date = readDate(children(meta, 'pub-date'));
  record.volume = textOrNull(child(meta, 'volume'));
  record.issue = textOrNull(child(meta, 'issue'));
  record.pages =
    pagesFromEnds(textOrNull(child(meta, 'fpage')), textOrNull(child(meta, 'lpage'))) ??
    parsePages(textOrNull(child(meta, 'page-range')) ?? textOrNull(child(meta, 'elocation-id')) ?? '');
  readAbstracts(record, meta);
  const language = article.attributes['xml:lang'];
  record.languages = language === undefined || language === '' ? [] : [language];
  record.publicationTypes = publicationTypes([article.attributes['article-type'] ?? '']);
  const keywords = children(meta, 'kwd-group').flatMap(keywordsOf);
  record.keywords = keywords.map((text) => ({ text, owner: null, isMajor: false }));
  record.grants = readGrants(meta);
  record.corrections = readCorrections(meta, warn);
  record.isRetracted = record.corrections.some(({ type }) => type === 'RetractionIn') ? true : null;
  record.references = readReferences(
    [child(article, 'back'), meta].filter((part) => part !== undefined),
    warn,
  );
  const stated = descend(meta, 'counts', 'ref-count')?.attributes['count'];
  record.statedReferences = stated !== undefined && /^\d{1,6}$/.test(stated) ? Number(stated) : null;
  return record;
}

/** Keywords of one list, also of lists within it; one that is made of parts is read as one. */
function keywordsOf(group: XmlElement): string[] {
  return group.children.filter(isElement).flatMap((node): string[] => {
    if (node.name === 'compound-kwd') return [partsText(node, ', ')].filter((text) => text !== '');
    return node.name === 'kwd' ? [textOrNull(node) ?? []].flat() : keywordsOf(node);
  });
}

function readIds(meta: XmlElement, warn: Warn): WorkIds {
  const ids = { ...NO_IDS };
  for (const node of children(meta, 'article-id')) {
    const type = node.attributes['pub-id-type'];
    if (type === 'pmid') ids.pmid ??= readId('PMID', elementText(node), warn);
    else if (type === 'doi') ids.doi ??= readId('DOI', elementText(node), warn);
    else if (type === 'pmc' || type === 'pmcid') ids.pmcid ??= readId('PMCID', elementText(node), warn);
  }
  return ids;
}

/** Title with subtitle and without footnotes. A work that is not in English may come with an English title. */
function readTitles(record: BibRecord, article: XmlElement, meta: XmlElement): void {
  const read = (holder: XmlElement | undefined, title: string, subtitle: string): string | null => {
    const parts = [child(holder, title), child(holder, subtitle)].map(
      (node) => node && titleText(elementText(without(node, 'xref', 'fn'))),
    );
    return parts.filter((part) => part).join(': ') || null;
  };
  const group = child(meta, 'title-group');
  record.title = read(group, 'article-title', 'subtitle');
  const language = article.attributes['xml:lang'] ?? 'en';
  const translated = children(group, 'trans-title-group').find((one) => one.attributes['xml:lang'] === 'en');
  const english = read(translated, 'trans-title', 'trans-subtitle');
  if (english !== null && !/^en/i.test(language)) [record.title, record.vernacularTitle] = [english, record.title];
}

function readJournal(meta: XmlElement | undefined, warn: Warn): BibJournal | null {
  if (meta === undefined) return null;
  const ids = new Map(children(meta, 'journal-id').map((node) => [node.attributes['journal-id-type'], elementText(node)]));
  const group = child(meta, 'journal-title-group');
  const title = textOrNull(child(group, 'journal-title')) ?? textOrNull(child(meta, 'journal-title'));
  const abbreviation =
    ids.get('nlm-ta') ??
    ids.get('iso-abbrev') ??
    textOrNull(child(group, 'abbrev-journal-title')) ??
    textOrNull(child(meta, 'abbrev-journal-title'));
  const issns: BibJournal['issns'] = [];
  for (const node of childrenOf(meta, ['issn', 'issn-l'])) {
    const value = readId('ISSN', elementText(node), warn);
    if (value !== null) issns.push({ value, type: node.name === 'issn-l' ? 'LINKING' : issnType(node) });
  }
  if (title === null && abbreviation === null && issns.length === 0) return null;
  return { title, abbreviation, issns, nlmId: readId('NLM id', ids.get('nlm-journal-id'), warn) };
}

function issnType(node: XmlElement): IssnType {
  const kind = node.attributes['publication-format'] ?? node.attributes['pub-type'] ?? '';
  if (kind === 'print' || kind === 'ppub') return 'PRINT';
  return kind === 'electronic' || kind === 'epub' ? 'ELECTRONIC' : 'UNKNOWN';
}

/**
 * The date of the issue: of print, else of the collection; where the collection is a year and the article appeared
 * in it, the day on which it did. Dates of deposit and submission are no dates of publication.
 */
function readDate(dates: XmlElement[]): PartialDate | null {
  const find = (...types: string[]): PartialDate | null => {
    const found = dates.find((date) => {
      const type =
        date.attributes['pub-type'] ??
        (date.attributes['date-type'] === 'collection' ? 'collection' : date.attributes['publication-format']);
      return types.includes(type ?? 'unknown');
    });
    return found === undefined ? null : readPubDate(found);
  };
  const print = find('ppub', 'epub-ppub', 'print');
  const collection = find('collection');
  const electronic = find('epub', 'electronic', 'pub', 'unknown', 'preprint');
  if (print !== null || collection === null) return print ?? electronic;
  return collection.month === null && electronic?.year === collection.year ? electronic : collection;
}

function readPubDate(date: XmlElement): PartialDate | null {
  const [year, month, day, season, whole] = ['year', 'month', 'day', 'season', 'string-date'].map((name) =>
    textOrNull(child(date, name)),
  );
  if (!year) return dateFromText(whole ?? '');
  if (season && !month) return dateFromText(`${year} ${season}`);
  return dateFromParts(year, month, day);
}

/** The article's own abstract and others: translations, and those with a type: graphical ones, teasers, summaries for readers. */
function readAbstracts(record: BibRecord, meta: XmlElement): void {
  const all = childrenOf(meta, ['abstract', 'trans-abstract']);
  const own =
    all.find((node) => node.name === 'abstract' && node.attributes['abstract-type'] === undefined) ?? child(meta, 'abstract');
  record.abstract = own === undefined ? [] : sectionsOf(own);
  record.otherAbstracts = all.flatMap((node): OtherAbstract[] => {
    const sections = node === own ? [] : sectionsOf(node);
    const { 'abstract-type': type = null, 'xml:lang': language = null } = node.attributes;
    return sections.length === 0 ? [] : [{ type, language, sections }];
  });
}

function sectionsOf(abstract: XmlElement): AbstractSection[] {
  const sections: AbstractSection[] = [];
  const add = (label: string | null, holder: XmlElement): void => {
    // What stands behind a part within is of this one again: texts keep the order in which they are read.
    let own: (XmlElement | string)[] = [];
    const close = (): void => {
      const text = elementText(without({ ...holder, children: own }, 'title', 'label', 'fig'));
      if (text !== '') sections.push({ label, text });
      own = [];
    };
    for (const node of holder.children) {
      if (!isElement(node) || node.name !== 'sec') {
        own.push(node);
        continue;
      }
      close();
      add(textOrNull(child(node, 'title'))?.replace(/\s*[:.]$/, '') ?? null, node);
    }
    close();
  };
  add(null, abstract);
  return sections;
}

function readGrants(meta: XmlElement): BibRecord['grants'] {
  return findAll(child(meta, 'funding-group'), 'award-group').flatMap((group): BibRecord['grants'] => {
    const source = findAll(group, 'institution')[0] ?? child(group, 'funding-source');
    const agency = textOrNull(source);
    const ids = children(group, 'award-id').flatMap((node) => textOrNull(node) ?? []);
    return ids.length === 0 ? [{ id: null, agency, country: null }] : ids.map((id) => ({ id, agency, country: null }));
  });
}

function readCorrections(meta: XmlElement, warn: Warn): BibCorrection[] {
  return findAll(meta, 'related-article').map((node) => {
    const type = node.attributes['related-article-type'] ?? 'unknown';
    const link = node.attributes['xlink:href'] ?? '';
    const kind = node.attributes['ext-link-type'] ?? (/^10\.|doi\.org/.test(link) ? 'doi' : '');
    return {
      type: Object.hasOwn(RELATED, type) ? RELATED[type]! : type,
      ids: {
        ...NO_IDS,
        doi: kind === 'doi' ? readId('DOI', link, warn) : null,
        pmid: kind === 'pubmed' || kind === 'pmid' ? readId('PMID', link, warn) : null,
      },
      text: textOrNull(node),
    };
  });
}

async function* read(input: TextInput): AsyncIterable<ReadItem> {
  for await (const item of readXml(input, SHAPE)) {
    if (item.kind !== 'element') yield item;
    else yield* convertRecord(item.place, (warn) => articleRecord(item.element, warn));
  }
}

/** JATS (and its forerunner, the NLM journal DTD): the metadata and references of full texts, as PMC has them. */
export const jats: ImportFormat = {
  id: 'jats',
  label: 'JATS XML',
  extensions: ['.nxml', '.xml', '.jats'],
  recognise: (head) => {
    if (/<pmc-articleset[\s>]/.test(head)) return 1;
    if (!/<article[\s>]/.test(head)) return 0;
    return /JATS|Journal (?:Publishing|Archiving)|<(?:\w+:)?(?:front|journal-meta|article-meta)[\s>]/.test(head) ? 1 : 0.3;
  },
  read,
};
