import { normalizeDoi } from '../ids.js';
import type { Warn } from './convert-record.js';
import { readId } from './identifier-fields.js';
import { elementText, textOrNull } from './markup.js';
import { NO_IDS, type BibCorrection, type BibReference } from './record.js';
import { child, children, type XmlElement } from './xml.js';

/** Other works that a record of PubMed names: those that it cites, and those that correct or comment on it. */

/** NLM writes the DOI into the text: `Med Educ. 2007 Feb;41(2):121-2. doi: 10.1111/x.` */
export function doiOfSource(source: string | null): string | null {
  const doi = /\bdoi:\s*(10\.\S+)/i.exec(source ?? '')?.[1];
  return doi === undefined ? null : normalizeDoi(doi);
}

/** A note on another work. */
export function readCorrection(note: XmlElement, warn: Warn): BibCorrection {
  const source = textOrNull(child(note, 'RefSource'));
  const remark = textOrNull(child(note, 'Note'));
  return {
    type: note.attributes['RefType'] ?? 'Unknown',
    ids: {
      ...NO_IDS,
      pmid: readId('PMID', elementText(child(note, 'PMID')), warn),
      doi: doiOfSource(source),
    },
    text: remark === null ? source : [source, `(${remark})`].filter((part) => part !== null).join(' '),
  };
}

/** References of the lists, which nest, and after them those of before 2019, which stand among the corrections. */
export function readReferences(data: XmlElement | undefined, notes: XmlElement[], warn: Warn): BibReference[] | null {
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
