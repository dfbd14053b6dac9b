import { convertRecord, shown, type Warn } from './convert-record.js';
import type { ImportFormat, ReadItem } from './format.js';
import type { TextInput } from './input.js';
import { elementText } from './markup.js';
import type { BibRecord } from './record.js';
import { risRecord } from './ris-record.js';
import { TaggedRecord } from './tagged-lines.js';
import { child, children, descend, isElement, readXml, type XmlElement } from './xml.js';

const SHAPE = { label: 'EndNote XML', roots: ['xml', 'records'], records: ['record'] };

/**
 * Where a field of EndNote goes in EndNote's own RIS: the two are the same fields in two spellings, so that one
 * table of dialects (ris-fields.ts) serves both. A path ends at the element that holds the text.
 */
const TAGS: readonly (readonly [path: string, tag: string])[] = [
  ['titles/title', 'TI'],
  ['titles/secondary-title', 'T2'],
  ['titles/tertiary-title', 'T3'],
  ['periodical/full-title', 'T2'],
  ['periodical/abbr-1', 'J2'],
  // Where the reference itself has the abbreviation, as in what is from PubMed, the whole name stands only here.
  ['periodical/full-title', 'J2'],
  ['alt-periodical/abbr-1', 'J2'],
  ['titles/alt-title', 'J2'],
  ['alt-periodical/full-title', 'J2'],
  ['contributors/authors/author', 'AU'],
  ['auth-address', 'AD'],
  ['dates/year', 'PY'],
  ['dates/pub-dates/date', 'DA'],
  ['volume', 'VL'],
  ['number', 'IS'],
  ['pages', 'SP'],
  ['isbn', 'SN'],
  ['accession-num', 'AN'],
  ['electronic-resource-num', 'DO'],
  ['custom1', 'C1'],
  ['custom2', 'C2'],
  ['custom3', 'C3'],
  ['custom7', 'C7'],
  ['abstract', 'AB'],
  ['keywords/keyword', 'KW'],
  ['language', 'LA'],
  ['work-type', 'M3'],
  ['remote-database-name', 'DB'],
  ['remote-database-provider', 'DP'],
  ['urls/related-urls/url', 'UR'],
  ['urls/web-urls/url', 'UR'],
  ['notes', 'N1'],
];

/** Kinds of references by their names, and by number for libraries in other languages. */
const TYPES: Readonly<Record<string, string>> = {
  'journal article': 'JOUR', 17: 'JOUR', 'electronic article': 'EJOUR', 43: 'EJOUR', book: 'BOOK', 6: 'BOOK', 'book section': 'CHAP', 5: 'CHAP',
  'edited book': 'EDBOOK', 28: 'EDBOOK', 'electronic book': 'EBOOK', 44: 'EBOOK', 'electronic book section': 'ECHAP', 60: 'ECHAP',
  'conference proceedings': 'CONF', 10: 'CONF', 'conference paper': 'CPAPER', 47: 'CPAPER', thesis: 'THES', 32: 'THES', report: 'RPRT', 27: 'RPRT',
  'government document': 'GOVDOC', 46: 'GOVDOC', 'newspaper article': 'NEWS', 23: 'NEWS', 'magazine article': 'MGZN', 19: 'MGZN',
  'web page': 'ELEC', 12: 'ELEC', blog: 'BLOG', 56: 'BLOG', dataset: 'DATA', 59: 'DATA', 'online database': 'DBASE', 45: 'DBASE',
  'computer program': 'COMP', 9: 'COMP', patent: 'PAT', 25: 'PAT', 'unpublished work': 'UNPB', 34: 'UNPB', manuscript: 'MANSCPT', 36: 'MANSCPT',
  encyclopedia: 'ENCYC', 53: 'ENCYC', dictionary: 'DICT', 52: 'DICT', standard: 'STAND', 58: 'STAND', serial: 'SER', 57: 'SER',
}; // prettier-ignore

/** No issue is called so; Embase's export writes addresses of authors into the field. */
const LONGEST_ISSUE = 60;

function endnoteRecord(element: XmlElement, line: number, warn: Warn): BibRecord {
  const tagged = new TaggedRecord(line);
  const add = (tag: string, value: string): void => tagged.add(tag, value, { number: line, text: value, tooLong: null });
  add('TY', typeOf(element));
  for (const [path, tag] of TAGS) {
    for (const node of allAt(element, path.split('/'))) {
      const value = rawText(node).replace(/\r\n?/g, '\n').trim();
      if (tag === 'IS' && value.length > LONGEST_ISSUE) warn(`the issue ${shown(value)} is none; it is left out`);
      else if (value !== '') add(tag, value);
    }
  }
  // EndNote names NLM as the provider of what it has from PubMed.
  if (elementText(child(element, 'remote-database-provider')) === 'NLM') add('DB', 'PubMed');
  const record = risRecord(tagged, warn);
  record.source = 'endnote-xml';
  record.sourceId = sourceIdOf(element);
  return record;
}

function typeOf(element: XmlElement): string {
  const type = child(element, 'ref-type');
  const name = (type?.attributes['name'] ?? '').toLowerCase();
  const number = elementText(type);
  return Object.hasOwn(TYPES, name) ? TYPES[name]! : Object.hasOwn(TYPES, number) ? TYPES[number]! : 'GEN';
}

function allAt(element: XmlElement, path: string[]): XmlElement[] {
  return path.reduce<XmlElement[]>((found, name) => found.flatMap((one) => children(one, name)), [element]);
}

/** Text without its styles. Line ends stay, for EndNote parts the values in a field by carriage returns. */
function rawText(element: XmlElement): string {
  return element.children.map((node) => (isElement(node) ? rawText(node) : node)).join('');
}

/** The record's number in its library, with the library's own id. */
function sourceIdOf(element: XmlElement): string | null {
  const library = descend(element, 'foreign-keys', 'key')?.attributes['db-id'];
  const number = elementText(child(element, 'rec-number'));
  return library === undefined || number === '' ? null : `${library}/${number}`;
}

async function* read(input: TextInput): AsyncIterable<ReadItem> {
  for await (const item of readXml(input, SHAPE)) {
    if (item.kind !== 'element') yield item;
    else yield* convertRecord(item.place, (warn) => endnoteRecord(item.element, item.place.line ?? 1, warn));
  }
}

/** EndNote's XML export, which Zotero and others write too. */
export const endnoteXml: ImportFormat = {
  id: 'endnote-xml',
  label: 'EndNote XML',
  extensions: ['.xml'],
  recognise: (head) => (/<xml>\s*<records[\s>]/.test(head) || /<source-app\s+name="EndNote"/.test(head) ? 1 : 0),
  read,
};
