import type { PartialDate } from '../records.js';
import { abstractSections } from './abstract-sections.js';
import { addArxiv, arxivAddress } from './arxiv.js';
import { affiliationText } from './affiliation.js';
import { bookSeries } from './book-series.js';
import { shown, UnusableRecord, type Warn } from './convert-record.js';
import { readId } from './identifier-fields.js';
import { cleanText } from './input.js';
import { isShortOf } from './journal-likeness.js';
import { markupToText, titleText } from './markup.js';
import { pagesFromEnds, parsePages } from './pages.js';
import { dateFromText } from './partial-date.js';
import { namesByComma, parseName } from './person-name.js';
import { groupAuthor } from './person-parts.js';
import { emptyRecord, NO_IDS, type BibAuthor, type BibJournal, type BibRecord, type WorkIds } from './record.js';
import { risDate } from './ris-date.js';
import {
  CITED_BY,
  CLUTTER,
  FIELDS,
  ID_RULES,
  LISTS,
  NO_AUTHOR,
  NO_PAGES,
  NOTE_FIELDS,
  NOTHING,
  OVID_NLM_ID,
  REFERENCE_COUNT,
  SCOPUS_REFERENCES,
  TYPES,
} from './ris-fields.js';
import { scopusReferences } from './scopus-references.js';
import type { TaggedRecord } from './tagged-lines.js';
import { WORK_TYPES } from './work-types.js';

/** The fields of one record by the names of the tables. */
class RisFields {
  readonly database: string;
  private readonly notes = new Map<string, string>();

  constructor(private readonly tagged: TaggedRecord) {
    this.database = this.all(LISTS.database).join(' ');
    for (const note of this.all(LISTS.notes)) {
      for (const line of note.split(/\n|<br ?\/?>/i)) {
        const [, name, value] = /^\s*([a-z-]{4,30}):\s*(\S.*)$/.exec(line) ?? [];
        const field = name === undefined ? undefined : NOTE_FIELDS[name];
        if (field !== undefined) this.notes.set(field, value!);
      }
    }
  }

  /** Values of these tags in the order of the record. */
  all(tags: readonly string[]): string[] {
    return this.tagged.all(...tags).filter((value) => !NOTHING.test(value));
  }

  first(tags: readonly string[]): string | null {
    for (const tag of tags) {
      const value = this.all([tag])[0];
      if (value !== undefined) return cleanText(value);
    }
    return null;
  }

  /** The first value that says something else. */
  other(tags: readonly string[], known: string | null): string | null {
    const values = tags.flatMap((tag) => this.all([tag])).map(cleanText);
    return values.find((value) => value !== known) ?? null;
  }

  /** What Zotero had no field for. */
  note(field: 'container' | 'volume' | 'issue' | 'pages'): string | null {
    return this.notes.get(field) ?? null;
  }
}

function readIds(fields: RisFields, warn: Warn): WorkIds {
  const ids = { ...NO_IDS };
  const place = { PMID: 'pmid', PMCID: 'pmcid', DOI: 'doi' } as const;
  for (const rule of ID_RULES) {
    const key = place[rule.kind];
    if (ids[key] !== null || (rule.database && !rule.database.test(fields.database))) continue;
    const values = fields.all(rule.tags).flatMap((value) => (rule.between ? value.split(rule.between) : value));
    const found = values.flatMap((value) => rule.pattern.exec(value.trim())?.[1] ?? []);
    const [first, ...rest] = new Set(found.map((text) => readId(rule.kind, text, warn)).filter((id) => id !== null));
    if (first === undefined) continue;
    if (rest.length > 0)
      warn(
        `the record gives several ${rule.kind}s (${[first, ...rest].slice(0, 5).join(', ')}); ${rule.isLink ? 'as they stand in links, none' : 'the first one'} is kept`,
      );
    if (rest.length === 0 || !rule.isLink) ids[key] = first;
  }
  return ids;
}

function readAuthors(fields: RisFields, warn: Warn): Pick<BibRecord, 'authors' | 'authorsStatus'> {
  const authors: BibAuthor[] = [];
  let isCut = false;
  for (const value of fields.all(LISTS.authors)) {
    for (const one of value.split(/[;\n]/).flatMap(splitNames)) {
      const name = cleanText(one).replace(CLUTTER.author, '');
      if (/^(?:and\s+)?(?:et\.? al\b|others$)/i.test(name)) isCut = true;
      else if (name !== '' && !NO_AUTHOR.test(name)) authors.push(readName(name));
    }
  }
  addAddresses(authors, fields, warn);
  return { authors, authorsStatus: authors.length === 0 ? 'NOT_LISTED' : isCut ? 'POSSIBLY_TRUNCATED' : 'COMPLETE' };
}

/** `Smith J, Jones K` and `Smith, J. and Jones, K.` in one field, where each part is a whole name. */
function splitNames(text: string): string[] {
  const whole = namesByComma(text);
  if (whole !== null) return whole;
  const inverted = text.split(/,?\s+(?:and|&)\s+/);
  return inverted.length > 1 && inverted.every((part) => /^[^,]+,[^,]+$/.test(part)) ? inverted : [text];
}

/** EndNote closes the name of an organisation with a comma, so that it is not turned round. */
function readName(name: string): BibAuthor {
  const organisation = /^(\S+ [^,]*),$/.exec(name)?.[1];
  return organisation === undefined ? parseName(name) : groupAuthor(organisation);
}

/** `Smith, John: Department…` is that author's, and all are an only author's; which one the others belong to, RIS cannot say. */
function addAddresses(authors: BibAuthor[], fields: RisFields, warn: Warn): void {
  const byName = new Map(authors.map((author) => [author.nameAsWritten, author]));
  let unplaced = 0;
  for (const address of fields.all(LISTS.addresses)) {
    const colon = address.indexOf(':');
    const named = byName.get(address.slice(0, Math.max(0, colon)));
    const owner = named ?? (authors.length === 1 ? authors[0] : undefined);
    const text = affiliationText(named ? address.slice(colon + 1) : address);
    if (text === null) continue;
    if (owner) owner.affiliations.push(text);
    else unplaced++;
  }
  if (unplaced > 0) {
    const whose =
      unplaced === 1 ? '1 address without a sign of whose it is' : `${unplaced} addresses without a sign of whose they are`;
    warn(`${whose}, left out`);
  }
}

const PRECISION: Readonly<Record<PartialDate['precision'], number>> = { YEAR: 0, SEASON: 1, RANGE: 2, MONTH: 3, DAY: 4 };

/** The most precise date in the stated year; Web of Science gives `NOV` or `MAR 15` beside the year. */
function readDate(fields: RisFields, warn: Warn): PartialDate | null {
  const year = fields.first(FIELDS.year);
  const stated = year === null ? null : risDate(year.replace(CLUTTER.date, ''));
  let best = stated;
  for (const value of fields.all(LISTS.dates)) {
    const text = cleanText(value).replace(CLUTTER.date, '');
    const date = risDate(text) ?? (stated ? dateFromText(`${stated.year} ${text}`) : null);
    if (date && (best === null || (date.year === best.year && PRECISION[date.precision] > PRECISION[best.precision])))
      best = date;
  }
  if (best === null && year !== null) warn(`the date ${shown(year)} has no year; it is left out`);
  return best;
}

/** `1999-7777(Electronic),0222-6666(Print)`, `0003-0554, 0003-0554`: numbers, with what stands in brackets behind them. */
const NUMBER = /(\d[\dXx-]{6,16})(?:\s?\(([A-Za-z]{1,20})\))?/g;

function readIssns(fields: RisFields, warn: Warn): BibJournal['issns'] {
  const issns: BibJournal['issns'] = [];
  for (const text of fields.all(LISTS.issns)) {
    const numbers = [...text.matchAll(NUMBER)];
    if (numbers.length === 0) readId('ISSN', text, warn);
    for (const [, number = '', label = ''] of numbers) {
      const digits = number.replace(/-/g, '').length;
      // Ten and thirteen digits are ISBNs.
      const value = digits === 10 || digits === 13 ? null : readId('ISSN', number, warn);
      if (value === null || issns.some((issn) => issn.value === value)) continue;
      issns.push({ value, type: /^p/i.test(label) ? 'PRINT' : /^e/i.test(label) ? 'ELECTRONIC' : 'UNKNOWN' });
    }
  }
  return issns;
}

/** ProQuest has the place behind the name, `Nursing Standard; London`, also where it knows no name: `; London`. */
function withoutPlace(title: string | null, place: string | null): string | null {
  if (title === null || /^;(?:\s|$)/.test(title)) return null;
  return place !== null && title.endsWith(`; ${place}`) ? title.slice(0, -place.length - 2) : title;
}

function readJournal(fields: RisFields, nlmId: string | null, warn: Warn): BibJournal | null {
  let title = fields.first(FIELDS.container) ?? fields.note('container');
  let abbreviation = fields.other(FIELDS.abbreviation, title);
  const either = fields.first(FIELDS.containerOrAbbreviation);
  if (either !== null && (title !== null || /(?:^|\s)\p{L}{1,8}\.(?:\s|$)/u.test(either))) abbreviation ??= either;
  else title ??= either;
  title = withoutPlace(title, fields.first(['CY']));
  const issns = readIssns(fields, warn);
  if (abbreviation === title) abbreviation = null;
  // EndNote has the abbreviation first in what is from PubMed, at times in two spellings, and the whole name as another one.
  const short = title;
  const whole = fields.all([...FIELDS.container, ...FIELDS.abbreviation]).map(cleanText).find((name) => short !== null && isShortOf(short, name)); // prettier-ignore
  if (whole !== undefined) [title, abbreviation] = [whole, short];
  if (title === null && abbreviation === null && issns.length === 0 && nlmId === null) return null;
  return { title: title && markupToText(title), abbreviation, issns, nlmId };
}

/** T2 is the series of a whole book, and the book of a part, whose series is in T3. What is no ISSN there is an ISBN, or a number of a report. */
function readSeries(fields: RisFields, isPart: boolean, warn: Warn): BibJournal | null {
  const title = fields.first(FIELDS.series) ?? (isPart ? null : fields.first(['T2']));
  return bookSeries(
    title && markupToText(title),
    readIssns(fields, () => undefined),
    warn,
  );
}

function readKeywords(fields: RisFields): BibRecord['keywords'] {
  const texts = fields.all(LISTS.keywords).flatMap((value) => value.split('\n'));
  const clean = texts.map(markupToText).filter((text) => text.replace(/\*/g, '') !== '');
  return clean.map((text) => ({ text: text.replace(/^\*/, '').trim(), owner: null, isMajor: text.startsWith('*') }));
}

function readAbstract(fields: RisFields): BibRecord['abstract'] {
  // AB and N2 may hold the same.
  const texts = [...new Set(fields.all(LISTS.abstract))].filter((text) => !CLUTTER.abstract.test(text));
  // Markup goes line by line, for the line ends show where sections begin.
  return abstractSections(
    texts
      .flatMap((text) => text.split('\n'))
      .map(markupToText)
      .join('\n'),
  );
}

function readTypes(fields: RisFields, type: string | null): string[] {
  const types = type === null ? [] : [type];
  for (const value of fields.all(LISTS.workType)) {
    for (const part of value.split(';')) {
      const named = WORK_TYPES[cleanText(part).toLowerCase()];
      if (named !== undefined && !types.includes(named)) types.push(named);
    }
  }
  return types;
}

const withoutPhrase = (pages: string | null): string | null => (pages !== null && NO_PAGES.test(pages) ? null : pages);

/** One record of tagged lines as a neutral record. */
export function risRecord(tagged: TaggedRecord, warn: Warn): BibRecord {
  if (tagged.problem !== null) throw new UnusableRecord(tagged.problem);
  const typeCode = tagged.first('TY')?.trim().toUpperCase();
  if (typeCode === undefined) throw new UnusableRecord('the record has no TY line, with which every RIS record begins');
  const fields = new RisFields(tagged);
  const type = TYPES[typeCode];
  if (type === undefined) warn(`the type ${shown(typeCode)} is not known; the record is kept without a type`);
  const record = emptyRecord('ris');
  record.ids = readIds(fields, warn);
  addArxiv(record, fields.all(['AN', 'M1']).find((text) => /^arxiv:/i.test(text)) ?? arxivAddress(fields.all(['UR'])), warn);
  record.sourceId = fields.first(FIELDS.sourceId);
  record.title = titleText(fields.first(FIELDS.title));
  Object.assign(record, readAuthors(fields, warn));
  const issue = fields.first(FIELDS.issue);
  const nlmId = issue !== null && /ovid/i.test(fields.database) ? (OVID_NLM_ID.exec(issue)?.[1] ?? null) : null;
  const container = type?.container ?? 'journal';
  if (container === 'journal') record.journal = readJournal(fields, nlmId, warn);
  if (container === 'book')
    record.bookTitle = titleText(
      fields.first(['BT', ...FIELDS.container, ...FIELDS.containerOrAbbreviation]) ?? fields.note('container'),
    );
  if (container === 'book' || type?.type === 'Book') record.journal = readSeries(fields, container === 'book', warn);
  record.date = readDate(fields, warn);
  record.volume = (fields.first(FIELDS.volume) ?? fields.note('volume'))?.replace(CLUTTER.volume, '') || null;
  record.issue = nlmId === null ? (issue ?? fields.note('issue'))?.replace(CLUTTER.issue, '') || null : null;
  record.pages =
    pagesFromEnds(
      withoutPhrase(fields.first(FIELDS.firstPage) ?? fields.note('pages')),
      withoutPhrase(fields.first(FIELDS.lastPage)),
    ) ?? parsePages(fields.first(FIELDS.articleNumber) ?? '');
  record.abstract = readAbstract(fields);
  record.languages = fields.all(LISTS.languages).flatMap((value) => value.split(/[;,]/)).map(cleanText).filter((text) => text !== ''); // prettier-ignore
  record.publicationTypes = readTypes(fields, type?.type ?? null);
  record.keywords = readKeywords(fields);
  record.isRetracted = record.publicationTypes.includes('Retracted Publication') ? true : null;
  record.reportedCitations = notedNumber(fields, CITED_BY);
  record.statedReferences = notedNumber(fields, REFERENCE_COUNT);
  if (/scopus/i.test(fields.database)) {
    const [list] = fields.all(LISTS.notes).flatMap((note) => SCOPUS_REFERENCES.exec(note)?.[1] ?? []);
    record.references = list === undefined ? null : scopusReferences(list);
  }
  return record;
}

function notedNumber(fields: RisFields, pattern: RegExp): number | null {
  const [text] = fields.all(LISTS.notes).flatMap((note) => pattern.exec(note)?.[1] ?? []);
  return text !== undefined && Number.isSafeInteger(Number(text)) ? Number(text) : null;
}
