import { normalizeMeshId } from '../ids.js';
import { UnusableRecord, convertItem, shown } from './convert-record.js';
import type { BibDescriptor, ImportFormat, ReadItem } from './format.js';
import type { TextInput } from './input.js';
import { elementText, textOrNull } from './markup.js';
import { peek } from './peek.js';
import { child, children, descend, readXml, type XmlElement } from './xml.js';

const SHAPE = { label: 'MeSH XML', roots: ['DescriptorRecordSet', 'DescriptorRecord'], records: ['DescriptorRecord'] };
const TREE_NUMBER = /^[A-Z]\d{2}(?:\.\d{3})*$/;

/** One descriptor with all its terms; the two descriptors of publication sex have no tree number, and that is right. */
function descriptor(element: XmlElement, warn: (message: string) => void): BibDescriptor {
  const ui = elementText(child(element, 'DescriptorUI'));
  const id = normalizeMeshId(ui);
  const name = textOrNull(descend(element, 'DescriptorName', 'String'));
  if (id === null) throw new UnusableRecord(`${shown(ui)} is no identifier of MeSH`);
  if (name === null) throw new UnusableRecord(`the descriptor ${id} has no name`);
  const concepts = children(child(element, 'ConceptList'), 'Concept');
  const terms = concepts.flatMap((concept) => children(child(concept, 'TermList'), 'Term'));
  const entryTerms = new Set(
    terms.map((term) => elementText(child(term, 'String'))).filter((text) => text !== '' && text !== name),
  );
  const treeNumbers = children(child(element, 'TreeNumberList'), 'TreeNumber').map(elementText);
  const wrong = treeNumbers.filter((number) => !TREE_NUMBER.test(number));
  if (wrong.length > 0) warn(`${shown(wrong[0])} is no tree number of MeSH; it is left out`);
  const preferred = concepts.find((concept) => concept.attributes['PreferredConceptYN'] === 'Y') ?? concepts[0];
  return {
    id,
    name,
    entryTerms: [...entryTerms],
    treeNumbers: treeNumbers.filter((number) => TREE_NUMBER.test(number)),
    scopeNote: textOrNull(child(preferred, 'ScopeNote')) ?? textOrNull(child(element, 'ScopeNote')),
  };
}

/** NLM writes the year of a list nowhere but in the name of its DTD: `nlmdescriptorrecordset_20260101.dtd`, before `desc2015.dtd`. */
function dayOf(head: string): { listOf?: string } {
  const name = /<!DOCTYPE\s+DescriptorRecordSet\s[^>]*?(?:recordset_|desc)(\d{4})(?:(\d\d)(\d\d))?\.dtd/i.exec(head);
  return name ? { listOf: `${name[1]}-${name[2] ?? '01'}-${name[3] ?? '01'}` } : {};
}

async function* read(input: TextInput): AsyncIterable<ReadItem> {
  const { head, input: whole } = await peek(input);
  const list = dayOf(head);
  for await (const item of readXml(whole, SHAPE)) {
    const { place } = item;
    if (item.kind !== 'element') yield item;
    else {
      const read = (warn: (message: string) => void) => ({ ...descriptor(item.element, warn), ...list });
      yield* convertItem(place, (warn) => ({ kind: 'descriptor', place, descriptor: read(warn) }));
    }
  }
}

/** NLM's yearly file of MeSH descriptors, `desc2026.xml`: names, entry terms and places in the hierarchy. */
export const meshXml: ImportFormat = {
  id: 'mesh-xml',
  label: 'MeSH descriptors (XML)',
  extensions: ['.xml'],
  recognise: (head) => (/<DescriptorRecord(?:Set)?[\s>]/.test(head) ? 1 : 0),
  read,
};
