import { badSource } from '../errors.js';
import type { IssnType } from '../records.js';
import { UnusableRecord, convertItem, type Warn } from './convert-record.js';
import type { ImportFormat, Place, ReadItem } from './format.js';
import { readId } from './identifier-fields.js';
import { cleanText, type TextInput } from './input.js';
import { readLines, type Line, type LineReader } from './lines.js';
import { elementText, textOrNull, withoutFullStop } from './markup.js';
import { peek } from './peek.js';
import { issnType } from './pubmed-xml-fields.js';
import type { BibJournal } from './record.js';
import { child, children, childrenOf, descend, readXml, type XmlElement } from './xml.js';

const SHAPE = {
  label: 'XML of the NLM Catalog',
  roots: ['SerialsSet', 'NLMCatalogRecordSet', 'Serial', 'NLMCatalogRecord'],
  records: ['Serial', 'NLMCatalogRecord'],
};

/** What the sources say of a journal, in whatever spelling. */
interface Facts {
  nlmId: string;
  title: string | null;
  abbreviation: string | null;
  issns: [text: string, type: IssnType][];
  otherNames: (string | null)[];
}

function journalOf(facts: Facts, warn: Warn): BibJournal {
  const nlmId = readId('NLM id', facts.nlmId, warn);
  const title = facts.title === null ? null : withoutFullStop(facts.title);
  const issns: BibJournal['issns'] = [];
  for (const [text, type] of facts.issns) {
    const value = readId('ISSN', text, warn);
    if (value !== null && !issns.some((issn) => issn.value === value && issn.type === type)) issns.push({ value, type });
  }
  if (title === null && facts.abbreviation === null) throw new UnusableRecord('the journal has no title');
  const names = facts.otherNames.flatMap((name) => (name === null ? [] : [withoutFullStop(name)]));
  const otherNames = [...new Set(names)].filter((name) => name !== '' && name !== title && name !== facts.abbreviation);
  return { title, abbreviation: facts.abbreviation, issns, nlmId, otherNames };
}

/** A `Serial` of the older list of journals, or a record of efetch's `db=nlmcatalog`. */
function factsOf(element: XmlElement): Facts {
  const valid = children(element, 'ISSN').filter((node) => node.attributes['ValidYN'] !== 'N');
  const linking = elementText(child(element, 'ISSNLinking'));
  const references = children(child(element, 'CrossReferenceList'), 'CrossReference').map((node) =>
    textOrNull(child(node, 'XrTitle')),
  );
  const alternates = childrenOf(element, ['TitleAlternate', 'TitleOther']).map((node) => textOrNull(child(node, 'Title')));
  const iso = textOrNull(child(element, 'ISOAbbreviation'));
  return {
    nlmId: elementText(child(element, 'NlmUniqueID')),
    title: textOrNull(child(element, 'Title')) ?? textOrNull(descend(element, 'TitleMain', 'Title')),
    abbreviation: textOrNull(child(element, 'MedlineTA')) ?? iso,
    issns: [
      ...valid.map((node): [string, IssnType] => [elementText(node), issnType(node.attributes['IssnType'])]),
      [linking, 'LINKING'],
    ],
    otherNames: [iso, ...references, ...alternates],
  };
}

/** `J_Medline.txt`: a block of `Name: value` lines for each journal, between lines of hyphens. */
class JournalList implements LineReader {
  private items: ReadItem[] = [];
  private fields = new Map<string, string>();
  private place: Place = { line: 1, record: 0 };
  private isEmpty = true;

  constructor(private readonly fileName: string) {}

  line({ number, text, tooLong }: Line): void {
    if (tooLong !== null) {
      this.finish();
      this.items.push({
        kind: 'refused',
        place: { line: number, record: ++this.place.record },
        reason: `the line has ${tooLong} characters`,
      });
      return;
    }
    if (text.trim() !== '') this.isEmpty = false;
    const [, name, value] = /^([A-Za-z][A-Za-z ()]{0,30}):\s*(.*)$/.exec(text) ?? [];
    if (/^-{5,}\s*$/.test(text) || name === 'JrId') this.finish();
    if (name === undefined || value === undefined) return;
    if (this.fields.size === 0) this.place = { line: number, record: this.place.record + 1 };
    this.fields.set(name, cleanText(value));
  }

  end(): void {
    this.finish();
    if (this.place.record === 0 && !this.isEmpty)
      throw badSource(`${this.fileName}: there is no journal in the file; one begins with a line such as "JrId: 1".`);
  }

  take(): ReadItem[] {
    return this.items.splice(0);
  }

  private finish(): void {
    if (this.fields.size === 0) return;
    const { place, fields } = this;
    this.fields = new Map();
    const field = (name: string): string | null => fields.get(name) || null;
    const facts: Facts = {
      nlmId: field('NlmId') ?? '',
      title: field('JournalTitle'),
      abbreviation: field('MedAbbr') ?? field('IsoAbbr'),
      issns: [
        [field('ISSN (Print)') ?? '', 'PRINT'],
        [field('ISSN (Online)') ?? '', 'ELECTRONIC'],
      ],
      otherNames: [field('IsoAbbr')],
    };
    this.items.push(...convertItem(place, (warn) => ({ kind: 'journal', place, journal: journalOf(facts, warn) })));
  }
}

async function* readCatalog(input: TextInput): AsyncIterable<ReadItem> {
  for await (const item of readXml(input, SHAPE)) {
    const { place } = item;
    if (item.kind !== 'element') yield item;
    else yield* convertItem(place, (warn) => ({ kind: 'journal', place, journal: journalOf(factsOf(item.element), warn) }));
  }
}

async function* read(input: TextInput): AsyncIterable<ReadItem> {
  const { head, input: whole } = await peek(input);
  yield* /^\s*</.test(head) ? readCatalog(whole) : readLines(whole, new JournalList(input.name));
}

/** Journals as authority data: NLM Catalog XML (efetch, `journals.xml`) and NLM's text lists (`J_Medline.txt`). */
export const nlmCatalog: ImportFormat = {
  id: 'nlm-catalog',
  label: 'NLM Catalog (journals)',
  extensions: ['.xml', '.txt'],
  recognise: (head) => {
    if (/<(?:SerialsSet|NLMCatalogRecordSet|NLMCatalogRecord)[\s>]/.test(head)) return 1;
    return /^JrId: /m.test(head) && /^(?:JournalTitle|MedAbbr|NlmId): /m.test(head) ? 1 : 0;
  },
  read,
};
