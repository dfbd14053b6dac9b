import type { Warn } from './convert-record.js';
import { readId } from './identifier-fields.js';
import { readName } from './jats-authors.js';
import { findAll, partsText, without } from './jats-text.js';
import { elementText, textOrNull } from './markup.js';
import { NO_IDS, type BibReference } from './record.js';
import { child, children, childrenOf, isElement, type XmlElement } from './xml.js';

const CITATIONS = ['element-citation', 'mixed-citation', 'citation', 'nlm-citation'];

/** All references of an article, those of nested lists too; null where it has no list. One `ref` may hold several. */
export function readReferences(parents: XmlElement[], warn: Warn): BibReference[] | null {
  const lists = parents.flatMap((parent) => findAll(parent, 'ref-list'));
  if (lists.length === 0) return null;
  const citations = lists.flatMap((list) => findAll(list, 'ref')).flatMap(citationsOf);
  return citations.map((citation, i) => readReference(citation, i + 1, warn));
}

/**
 * The citations of a `ref`, each in one or several forms (`citation-alternatives`, of which one has the printed text and
 * another the identifiers); a `ref` without any citation is a note, which is kept as text.
 */
function citationsOf(ref: XmlElement): XmlElement[][] {
  const found = ref.children.flatMap((node) => {
    if (!isElement(node)) return [];
    if (node.name === 'citation-alternatives') return [childrenOf(node, CITATIONS)];
    return CITATIONS.includes(node.name) ? [[node]] : [];
  });
  const citations = found.filter((forms) => forms.length > 0);
  return citations.length > 0 ? citations : [[without(ref, 'label')]];
}

function readReference(forms: XmlElement[], position: number, warn: Warn): BibReference {
  const ids = { ...NO_IDS };
  for (const id of forms.flatMap((form) => findAll(form, 'pub-id'))) {
    const type = id.attributes['pub-id-type'];
    if (type === 'pmid') ids.pmid ??= readId('PMID', elementText(id), warn);
    else if (type === 'doi') ids.doi ??= readId('DOI', elementText(id), warn);
    else if (type === 'pmc' || type === 'pmcid') ids.pmcid ??= readId('PMCID', elementText(id), warn);
  }
  for (const link of forms.flatMap((form) => findAll(form, 'ext-link'))) {
    const href = link.attributes['xlink:href'] ?? '';
    const type = link.attributes['ext-link-type'];
    if (type === 'pmid' || type === 'pubmed') ids.pmid ??= readId('PMID', href, warn);
    else if (type === 'pmcid' || type === 'pmc') ids.pmcid ??= readId('PMCID', href, warn);
    else if (type === 'doi' || /^https?:\/\/(?:dx\.)?doi\.org\//i.test(href)) ids.doi ??= readId('DOI', href, warn);
  }
  const years = forms.flatMap((form) => /^\d{4}/.exec(elementText(findAll(form, 'year')[0]))?.[0] ?? []);
  const year = years[0] === undefined ? null : Number(years[0]);
  return { position, ids, recordKey: null, text: citationText(forms[0]!), year };
}

/** More than the `In:`, `pp` or `Available from:` that may stand between parts. */
const WORDS = /(?:\p{L}[^\p{L}]*){16}/u;

/** As printed, where the citation holds its punctuation; else put together from its parts. */
function citationText(citation: XmlElement): string | null {
  const bare = without(citation, 'pub-id', 'label', 'object-id');
  const marks = bare.children.filter((node) => typeof node === 'string' && /[^\s\d]/.test(node)) as string[];
  // Where only a part is marked up, such as the year, the words beside it are the reference.
  const isPrinted =
    marks.length > 2 || WORDS.test(marks.join(' ')) || !bare.children.some(isElement) || !CITATIONS.includes(citation.name);
  if (isPrinted) return withoutLeadingMark(partsText(spaceNames(bare), ' '));
  const text = (name: string): string | null => textOrNull(findAll(bare, name)[0]);
  const issue = text('issue');
  const place = [text('year'), text('volume')].filter((part) => part !== null).join(';') + (issue === null ? '' : `(${issue})`);
  const pages =
    [text('fpage'), text('lpage')].filter((part) => part !== null).join('-') ||
    (text('page-range') ?? text('elocation-id') ?? '');
  const where = pages === '' ? place : place === '' ? pages : `${place}:${pages}`;
  const titles = ['article-title', 'chapter-title', 'source', 'conf-name', 'publisher-name'].map(text);
  const parts = [authorsOf(bare), ...titles, where === '' ? null : where].filter((part) => part !== null && part !== '');
  return parts.length === 0
    ? withoutLeadingMark(partsText(spaceNames(bare), ' '))
    : `${parts.map((part) => part!.replace(/\.$/, '')).join('. ')}.`;
}

function withoutLeadingMark(text: string): string | null {
  const clean = text.replace(/^[\s.,;:)\]]+/, '').replace(/ ([.,;:)])/g, '$1');
  return clean === '' ? null : clean;
}

/** Names written with a blank between their parts, and the words for which `<etal/>` stands. */
function spaceNames(element: XmlElement): XmlElement {
  const nodes = element.children.map((node) => {
    if (!isElement(node)) return node;
    if (node.name === 'etal' && node.children.length === 0) return 'et al';
    return node.name === 'name' || node.name === 'string-name' ? { ...node, children: [partsText(node, ' ')] } : spaceNames(node);
  });
  return { ...element, children: nodes };
}

function authorsOf(citation: XmlElement): string {
  const groups = children(citation, 'person-group').filter(
    (group) => (group.attributes['person-group-type'] ?? 'author') === 'author',
  );
  const names: string[] = [];
  for (const holder of groups.length > 0 ? groups : [citation]) {
    for (const node of childrenOf(holder, ['name', 'string-name', 'name-alternatives', 'collab'])) {
      const author = readName({ name: 'holder', attributes: {}, children: [node] });
      if (author !== null) names.push(author.nameAsWritten);
    }
    if (child(holder, 'etal') !== undefined) names.push('et al');
  }
  return names.join(', ');
}
