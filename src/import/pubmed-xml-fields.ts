import { normalizeMeshId } from '../ids.js';
import type { AbstractSection, IssnType, OtherAbstract, Pages, PartialDate } from '../records.js';
import { elementText, textOrNull, titleText } from './markup.js';
import { pagesFromEnds, parsePages } from './pages.js';
import { dateFromParts, dateFromText } from './partial-date.js';
import type { BibMeshHeading, BibRecord } from './record.js';
import { child, children, type XmlElement } from './xml.js';

/** Elements of the NLM DTD that articles and books of PubMed have in common, one function each. */

export function texts(element: XmlElement | undefined, name: string): string[] {
  const found: string[] = [];
  for (const node of children(element, name)) {
    const text = elementText(node);
    if (text !== '') found.push(text);
  }
  return found;
}

export function readTitle(element: XmlElement | undefined): string | null {
  const title = titleText(elementText(element));
  return title === null || /^\[?\s*not available\.?\s*\]?$/i.test(title) ? null : title;
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

/** Translations and summaries in plain language, and abstracts that NLM's partners wrote, each with its type. */
export function readOtherAbstracts(citation: XmlElement): OtherAbstract[] {
  return children(citation, 'OtherAbstract').flatMap((node) => {
    const sections = readAbstract(node);
    const { Type: type = null, Language: language = null } = node.attributes;
    return sections.length === 0 ? [] : [{ type, language, sections }];
  });
}

/** The usual form is known without the search for prefixes and addresses. */
function meshId(ui: string): string | null {
  return /^D\d{6}(?:\d{3})?$/.test(ui) ? ui : normalizeMeshId(ui);
}

/** A heading is major where its descriptor or any of its qualifiers is. */
export function readMesh(heading: XmlElement): BibMeshHeading {
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
