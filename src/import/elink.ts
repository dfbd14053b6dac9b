import { UnusableRecord, convertRecord, shown, type Warn } from './convert-record.js';
import type { ImportFormat, ReadItem } from './format.js';
import { readId } from './identifier-fields.js';
import type { TextInput } from './input.js';
import { field, isObject, listField, objectsField, textField, type JsonObject } from './json-fields.js';
import { readJson } from './json-input.js';
import { elementText } from './markup.js';
import { peek } from './peek.js';
import { NO_IDS, emptyRecord, type BibRecord, type BibReference } from './record.js';
import { child, children, descend, readXml, type XmlElement } from './xml.js';

/** The links that are citations; E-utilities have many more (`pubmed_pubmed` are works like this one). */
const REFERENCES = 'pubmed_pubmed_refs';
const CITED_BY = 'pubmed_pubmed_citedin';

/** Links of one call: of which works, and by name to which. */
interface LinkSet {
  ids: unknown[];
  links: { name: string | null; to: unknown[] }[];
}

/**
 * One work with what it cites or what cites it, from the NIH Open Citation Collection. The answer has identifiers
 * alone. A set of several works that were asked about together does not say which of them is linked to what.
 */
function linkRecord({ ids, links }: LinkSet, warn: Warn): BibRecord {
  if (ids.length > 1) {
    throw new UnusableRecord(
      `the links of ${ids.length} works are given together, which does not tell whose they are; ask with one id= for each work`,
    );
  }
  const pmid = readId('PMID', ids[0], warn);
  if (pmid === null) throw new UnusableRecord('the set of links does not say of which work they are');
  const record = emptyRecord('elink');
  record.sourceId = pmid;
  record.ids = { ...NO_IDS, pmid };
  for (const { name, to } of links) {
    const works = readPmids(to, warn);
    // Nothing is known of a work without references: the collection may only lack them.
    if (name === REFERENCES && works.length > 0) record.references = [...(record.references ?? []), ...works];
    else if (name === CITED_BY) record.citedBy.push(...works);
    else if (name !== REFERENCES) warn(`links named ${shown(name)} are no citations; ${to.length} are left out`);
  }
  return record;
}

function readPmids(links: unknown[], warn: Warn): BibReference[] {
  let bad = 0;
  const works = links.flatMap((link): BibReference[] => {
    const pmid = readId('PMID', link, () => bad++);
    return pmid === null ? [] : [{ position: null, ids: { ...NO_IDS, pmid }, recordKey: null, text: null, year: null }];
  });
  if (bad > 0) warn(`links that are no PMIDs are left out (${bad})`);
  return works;
}

/** Ids are texts or numbers, in some answers objects: `{"value": "1"}`, `{"id": "1", "score": 2}`. */
const bareId = (value: unknown): unknown => (isObject(value) ? (field(value, 'id') ?? field(value, 'value')) : value);

function jsonSet(value: unknown, warn: Warn): LinkSet {
  if (!isObject(value)) throw new UnusableRecord(`the set of links is no object but ${shown(value)}`);
  const error = field(value, 'ERROR') ?? field(value, 'error');
  if (error != null) throw new UnusableRecord(`E-utilities answered with an error: ${shown(error)}`);
  return {
    ids: listField(value, 'ids', warn, true).map(bareId),
    links: objectsField(value, 'linksetdbs', warn).map((links: JsonObject) => ({
      name: textField(links, 'linkname', warn),
      to: listField(links, 'links', warn, true).map(bareId),
    })),
  };
}

async function* readJsonAnswer(input: TextInput): AsyncIterable<ReadItem> {
  for await (const item of readJson(input, ['linksets'])) {
    if (item.kind === 'refused') yield item;
    else if (item.kind === 'value') yield* convertRecord(item.place, (warn) => linkRecord(jsonSet(item.value, warn), warn));
  }
}

const SHAPE = { label: 'an answer of elink', roots: ['eLinkResult'], records: ['LinkSet', 'ERROR'] };

function xmlSet(element: XmlElement): LinkSet {
  const error = element.name === 'ERROR' ? element : child(element, 'ERROR');
  if (error !== undefined) throw new UnusableRecord(`E-utilities answered with an error: ${shown(elementText(error))}`);
  return {
    ids: children(child(element, 'IdList'), 'Id').map(elementText),
    links: children(element, 'LinkSetDb').map((links) => ({
      name: elementText(child(links, 'LinkName')),
      to: children(links, 'Link').map((link) => elementText(descend(link, 'Id'))),
    })),
  };
}

async function* readXmlAnswer(input: TextInput): AsyncIterable<ReadItem> {
  for await (const item of readXml(input, SHAPE)) {
    if (item.kind === 'element') yield* convertRecord(item.place, (warn) => linkRecord(xmlSet(item.element), warn));
    else yield item;
  }
}

/** E-utilities' elink, `pubmed_pubmed_refs` and `pubmed_pubmed_citedin`: JSON and XML. */
export const elink: ImportFormat = {
  id: 'elink',
  label: 'E-utilities elink, citations (JSON, XML)',
  extensions: ['.json', '.xml'],
  recognise: (head) => {
    if (/<eLinkResult[\s>]/.test(head)) return 1;
    return /^\s*\{/.test(head) && /"linksets"\s*:/.test(head) ? 1 : 0;
  },
  async *read(input) {
    const { head, input: whole } = await peek(input);
    yield* /^\s*[[{]/.test(head) ? readJsonAnswer(whole) : readXmlAnswer(whole);
  },
};
