import { badSource } from '../errors.js';
import { abstractSections } from './abstract-sections.js';
import { convertRecord, UnusableRecord, type Warn } from './convert-record.js';
import type { ImportFormat, Place, ReadItem } from './format.js';
import { readId } from './identifier-fields.js';
import { cleanText } from './input.js';
import { readLines, type Line, type LineReader } from './lines.js';
import { titleText } from './markup.js';
import { nbibAuthors } from './nbib-authors.js';
import { parsePages } from './pages.js';
import { dateFromText } from './partial-date.js';
import { doiOfSource } from './pubmed-xml-references.js';
import { emptyRecord, NO_IDS, type BibJournal, type BibMeshHeading, type BibRecord, type WorkIds } from './record.js';
import { TaggedRecord } from './tagged-lines.js';
import type { IssnType, OtherAbstract } from '../records.js';

/** PubMed's RefType for each tag of comments and corrections (NLM: MEDLINE/PubMed Data Element Descriptions). */
const CORRECTIONS: Readonly<Record<string, string>> = {
  CIN: 'CommentIn', CON: 'CommentOn', CRI: 'CorrectedandRepublishedIn', CRF: 'CorrectedandRepublishedFrom',
  DDIN: 'DatasetDescribedIn', DRIN: 'DatasetUseReportedIn', PRIN: 'PartialRetractionIn', PROF: 'PartialRetractionOf', ECI: 'ExpressionOfConcernIn', ECF: 'ExpressionOfConcernFor',
  EIN: 'ErratumIn', EFR: 'ErratumFor', ORI: 'OriginalReportIn', RPI: 'RepublishedIn', RPF: 'RepublishedFrom',
  RIN: 'RetractionIn', ROF: 'RetractionOf', RRI: 'RetractedandRepublishedIn', RRF: 'RetractedandRepublishedFrom',
  SPIN: 'SummaryForPatientsIn', UIN: 'UpdateIn', UOF: 'UpdateOf',
}; // prettier-ignore

function readIds(fields: TaggedRecord, warn: Warn): WorkIds {
  const ids = { ...NO_IDS };
  ids.pmid = readId('PMID', fields.first('PMID'), warn);
  if (ids.pmid === null) {
    const owner = fields.first('OWN');
    throw new UnusableRecord(
      `the record has no usable PMID- line${owner === null ? '' : ` (its owner is ${owner})`}; only records of PubMed are read in this format`,
    );
  }
  ids.pmcid = readId('PMCID', fields.first('PMC'), warn);
  // AID is PubMed's list of ids, LID the place on the page; where they differ the list is right more often.
  const dois = [...fields.all('AID'), ...fields.all('LID')].filter((value) => /\[doi\]\s*$/i.test(value));
  const normal = dois.map((value) => readId('DOI', value.replace(/\[doi\]\s*$/i, ''), warn)).filter((doi) => doi !== null);
  ids.doi = normal[0] ?? null;
  const other = normal.find((doi) => doi !== ids.doi);
  if (other !== undefined) warn(`the record gives two DOIs, ${ids.doi} and ${other}; the first one is kept`);
  return ids;
}

const ISSN_TYPES: Readonly<Record<string, IssnType>> = { print: 'PRINT', electronic: 'ELECTRONIC', linking: 'LINKING' };

function readJournal(fields: TaggedRecord, warn: Warn): BibJournal | null {
  const issns: BibJournal['issns'] = [];
  for (const text of fields.all('IS')) {
    const [, number = '', type = ''] = /^(.*?)\s*(?:\((\w+)\))?\s*$/.exec(cleanText(text))!;
    const value = readId('ISSN', number, warn);
    if (value !== null) issns.push({ value, type: ISSN_TYPES[type.toLowerCase()] ?? 'UNKNOWN' });
  }
  const abbreviation = fields.first('TA');
  const title = fields.first('JT');
  const nlmId = readId('NLM id', fields.first('JID'), warn);
  if (title === null && abbreviation === null && nlmId === null && issns.length === 0) return null;
  return { title: title && cleanText(title), abbreviation: abbreviation && cleanText(abbreviation), issns, nlmId };
}

/** Who wrote an abstract or what it is, as NLM writes it before the text; other words with a colon are a label. */
const ABSTRACT_TYPE = /^(AAMC|AIDS|KIE|NASA|PIP|Publisher|plain-language-summary)\s*:\s+/i;

/** Each OAB is followed by its language, OABL. */
function readOtherAbstracts(fields: TaggedRecord): OtherAbstract[] {
  const found: OtherAbstract[] = [];
  for (const { tag, value } of fields.fields) {
    const last = found.at(-1);
    if (tag === 'OABL' && last) last.language ??= cleanText(value) || null;
    if (tag !== 'OAB') continue;
    const type = ABSTRACT_TYPE.exec(value);
    const sections = abstractSections(value.slice(type?.[0].length ?? 0));
    found.push({ type: type?.[1] ?? null, language: null, sections });
  }
  return found.filter(({ sections }) => sections.length > 0);
}

/** `Sequence Alignment/*methods`: the star marks a major heading or qualifier. */
function readMesh(text: string): BibMeshHeading {
  const [descriptor = '', ...rest] = cleanText(text).split('/');
  const bare = (part: string): string => part.replace(/^\*/, '').trim();
  const qualifiers = rest.map((part) => ({ id: null, name: bare(part), isMajor: part.startsWith('*') }));
  return {
    descriptorId: null,
    descriptor: bare(descriptor),
    isMajor: descriptor.startsWith('*') || qualifiers.some((qualifier) => qualifier.isMajor),
    qualifiers: qualifiers.filter((qualifier) => qualifier.name !== ''),
  };
}

/** The owner (OTO) stands before its keywords; where one file has it behind them, the first one counts. */
function readKeywords(fields: TaggedRecord): BibRecord['keywords'] {
  let owner = fields.first('OTO');
  const keywords: BibRecord['keywords'] = [];
  for (const { tag, value } of fields.fields) {
    const text = cleanText(value);
    if (tag === 'OTO') owner = text;
    if (tag === 'OT' && text !== '') keywords.push({ text: text.replace(/^\*/, ''), owner, isMajor: text.startsWith('*') });
  }
  return keywords;
}

/** `R01 GM61374/GM/NIGMS NIH HHS/United States`: number, acronym, agency and country, of which the first two may lack. */
function readGrant(text: string): BibRecord['grants'][number] {
  const parts = cleanText(text).split('/');
  const country = parts.length > 1 ? parts.pop()! : null;
  const agency = parts.pop() || null;
  if (/^[A-Z]{2}$|^[A-Z]+_$/.test(parts.at(-1) ?? '')) parts.pop();
  return { id: parts.join('/') || null, agency, country };
}

function readCorrections(fields: TaggedRecord): BibRecord['corrections'] {
  return fields.fields.flatMap(({ tag, value }) => {
    const type = CORRECTIONS[tag];
    if (type === undefined) return [];
    const [, text = '', pmid] = /^(.*?)(?:\s*PMID:\s*(\d+)\.?)?\s*$/s.exec(cleanText(value))!;
    const ids = { ...NO_IDS, pmid: pmid === undefined ? null : readId('PMID', pmid, () => {}), doi: doiOfSource(text) };
    return [{ type, ids, text: cleanText(text) || null }];
  });
}

function makeRecord(fields: TaggedRecord, warn: Warn): BibRecord {
  if (fields.problem !== null) throw new UnusableRecord(fields.problem);
  const record = emptyRecord('nbib');
  record.ids = readIds(fields, warn);
  const title = titleText(fields.first('TI', 'BTI'));
  record.title = /^\[?not available\.?\]?$/i.test(title ?? '') ? null : title;
  record.vernacularTitle = titleText(fields.first('TT'));
  Object.assign(record, nbibAuthors(fields, warn));
  record.journal = readJournal(fields, warn);
  if (fields.first('TI') !== null) record.bookTitle = titleText(fields.first('BTI'));
  const date = fields.first('DP', 'DEP', 'EDAT');
  record.date = date === null ? null : dateFromText(date);
  if (date !== null && record.date === null) warn(`the date "${cleanText(date).slice(0, 80)}" has no year; it is left out`);
  record.volume = fields.first('VI') && cleanText(fields.first('VI')!);
  record.issue = fields.first('IP') && cleanText(fields.first('IP')!);
  record.pages = parsePages(fields.first('PG') ?? '');
  record.abstract = abstractSections(fields.first('AB') ?? '');
  record.otherAbstracts = readOtherAbstracts(fields);
  record.languages = fields.all('LA').map(cleanText);
  record.publicationTypes = fields.all('PT').map(cleanText);
  record.mesh = fields.all('MH').map(readMesh);
  record.keywords = readKeywords(fields);
  record.grants = fields.all('GR').map(readGrant);
  record.corrections = readCorrections(fields);
  record.isRetracted = record.publicationTypes.includes('Retracted Publication') || fields.first('RIN') !== null;
  record.revisedAt = revisedAt(fields.first('LR'));
  const stated = fields.first('RF');
  if (stated !== null) record.statedReferences = wholeNumber(stated, warn);
  return record;
}

/** `20061115` → `2006-11-15` */
function revisedAt(text: string | null): string | null {
  const match = /^(\d{4})(\d\d)(\d\d)$/.exec(text?.trim() ?? '');
  return match ? `${match[1]}-${match[2]}-${match[3]}` : null;
}

function wholeNumber(text: string, warn: Warn): number | null {
  const value = /^\s*\d+\s*$/.test(text) ? Number(text) : NaN;
  if (Number.isSafeInteger(value)) return value;
  warn(`the number of references "${text.slice(0, 80)}" is no whole number; it is left out`);
  return null;
}

/** A tag padded to four characters: `PMID- 1`, `TI  - A title`. */
const TAG = /^([A-Z][A-Z0-9]{1,3}) *- ?(.*)$/;

class NbibReader implements LineReader {
  private items: ReadItem[] = [];
  private current: TaggedRecord | null = null;
  private records = 0;
  private strayFrom: number | null = null;

  constructor(private readonly fileName: string) {}

  line(line: Line): void {
    const match = line.text[4] === '-' ? TAG.exec(line.text) : null;
    if (line.tooLong === null && line.text.trim() === '') this.close();
    else if (match) this.tag(match[1]!, match[2]!, line);
    else if (this.current || line.tooLong !== null) this.continue(line);
    else this.strayFrom ??= line.number;
  }

  private tag(tag: string, value: string, line: Line): void {
    // A new PMID begins a record, also where the blank line between records was lost.
    if (tag === 'PMID' && this.current !== null && this.current.first('PMID') !== null) this.close();
    this.current ??= this.start(line);
    this.current.add(tag, value, line);
  }

  private continue(line: Line): void {
    this.current ??= this.start(line);
    if (line.tooLong === null && !/^\s/.test(line.text)) {
      this.warn(
        line.number,
        'the line has neither a tag nor the blanks of a continued line; it is read as the end of the field before it',
      );
    }
    this.current.add(null, line.text.trim(), line);
  }

  private start(line: Line): TaggedRecord {
    if (this.strayFrom !== null)
      this.warn(this.strayFrom, `text outside of any record, up to line ${line.number - 1}, is left out`);
    this.strayFrom = null;
    this.records++;
    return new TaggedRecord(line.number);
  }

  private warn(line: number, message: string): void {
    this.items.push({ kind: 'warning', place: { line, record: this.records }, message });
  }

  private close(): void {
    const { current } = this;
    this.current = null;
    if (current === null) return;
    const place: Place = { line: current.line, record: this.records };
    this.items.push(...convertRecord(place, (warn) => makeRecord(current, warn)));
  }

  end(): void {
    // A whole record closes with its SO line and a blank line.
    const mayBeCut = this.current !== null && this.current.problem === null && this.current.first('SO') === null;
    const line = this.current?.line ?? 0;
    this.close();
    if (mayBeCut) this.warn(line, 'the file ends within this record (no SO line, no blank line after it); it may have been cut');
    if (this.strayFrom === null) return;
    if (this.records === 0)
      throw badSource(
        `${this.fileName}: there is no MEDLINE record in the file; one begins with a line such as "PMID- 33349761".`,
      );
    this.warn(this.strayFrom, 'text outside of any record, up to the end of the file, is left out');
  }

  take(): ReadItem[] {
    return this.items.splice(0);
  }
}

/** PubMed's text format ("MEDLINE", "PubMed", .nbib). It has no reference lists. */
export const nbib: ImportFormat = {
  id: 'nbib',
  label: 'MEDLINE/PubMed text (nbib)',
  extensions: ['.nbib', '.medline', '.txt'],
  recognise(head) {
    if (/^\ufeff?\s*PMID- \d/.test(head)) return 1;
    if (/^PMID- \d/m.test(head) && /^(?:OWN|STAT|DP) {0,2}- /m.test(head)) return 0.9;
    return /^(?:PMID|OWN|STAT|DCOM|JID) ?- /m.test(head) ? 0.7 : 0;
  },
  read: (input) => readLines(input, new NbibReader(input.name)),
};
