import type { PartialDate } from '../records.js';
import { abstractSections } from './abstract-sections.js';
import { addArxiv, arxivAddress } from './arxiv.js';
import { affiliationText } from './affiliation.js';
import { bookSeries } from './book-series.js';
import type { BibtexEntry } from './bibtex-entry.js';
import { isBraced, namedParts, splitNames } from './bibtex-names.js';
import { referenceLines } from './bibtex-references.js';
import { shown, type Warn } from './convert-record.js';
import { readId } from './identifier-fields.js';
import { cleanText } from './input.js';
import { latexToText, verbatimText } from './latex.js';
import { abstractFromMarkup, markupToText, titleText } from './markup.js';
import { parsePages } from './pages.js';
import { dateFromEdtf, dateFromParts, dateFromText } from './partial-date.js';
import { namesByComma, parseName } from './person-name.js';
import { groupAuthor } from './person-parts.js';
import { emptyRecord, NO_IDS, type BibAuthor, type BibJournal, type BibRecord, type WorkIds } from './record.js';
import { scopusReferences } from './scopus-references.js';
import { WORK_TYPES } from './work-types.js';

/** Publication type of each entry type of BibTeX and BibLaTeX, and whether it is a part of a book. */
const TYPES: Readonly<Record<string, { type: string | null; isPart?: true }>> = {
  article: { type: 'Journal Article' }, periodical: { type: null }, review: { type: 'Review' },
  book: { type: 'Book' }, mvbook: { type: 'Book' }, collection: { type: 'Book' }, mvcollection: { type: 'Book' }, booklet: { type: 'Book' }, manual: { type: null },
  inbook: { type: 'Book Chapter', isPart: true }, incollection: { type: 'Book Chapter', isPart: true }, bookinbook: { type: 'Book Chapter', isPart: true },
  inreference: { type: 'Encyclopedia Entry', isPart: true }, suppbook: { type: 'Book Chapter', isPart: true },
  inproceedings: { type: 'Conference Paper', isPart: true }, conference: { type: 'Conference Paper', isPart: true }, proceedings: { type: 'Conference Proceedings' },
  thesis: { type: 'Thesis' }, phdthesis: { type: 'Thesis' }, mastersthesis: { type: 'Thesis' },
  report: { type: 'Report' }, techreport: { type: 'Report' }, patent: { type: 'Patent' }, standard: { type: 'Standard' },
  dataset: { type: 'Dataset' }, software: { type: 'Software' }, online: { type: 'Web Page' }, electronic: { type: 'Web Page' }, www: { type: 'Web Page' },
  unpublished: { type: 'Unpublished Work' }, misc: { type: null },
}; // prettier-ignore

/** Entries whose ISSN is a journal's, be it named or not; that of books and their parts is of a series of books. */
const IN_JOURNALS: ReadonlySet<string> = new Set(['article', 'misc', 'periodical', 'review', 'suppperiodical']);

/** Types of books, proceedings and their parts. */
const OF_BOOKS = /^(?:Book|Conference|Encyclopedia)/;

/** The fields of an entry as text; of several names for one thing the first that is there counts. */
class Fields {
  private readonly unknown = new Set<string>();

  constructor(private readonly entry: BibtexEntry) {}

  raw(...names: string[]): string | null {
    for (const name of names) {
      const value = this.entry.fields.get(name);
      if (value !== undefined && value.trim() !== '') return value;
    }
    return null;
  }

  /** LaTeX become text; line ends stay. */
  latex(value: string): string {
    return latexToText(value, (command) => this.unknown.add(command));
  }

  text(...names: string[]): string | null {
    const value = this.raw(...names);
    return value === null ? null : markupToText(this.latex(value)) || null;
  }

  verbatim(...names: string[]): string | null {
    const value = this.raw(...names);
    return value === null ? null : verbatimText(value) || null;
  }

  reportUnknown(warn: Warn): void {
    if (this.unknown.size === 0) return;
    const names = [...this.unknown].slice(0, 10).join(' ');
    warn(`LaTeX commands that are not known stay as text: ${shown(names)}`);
  }
}

const LINK_DOI = /^https?:\/\/(?:dx\.|www\.)?doi\.org\/(10\.\S+)$/i;
/** A note that says nothing else. */
const NOTED_DOI = /^\s*doi:?\s*(10\.\d{4,9}\/\S+)\s*$/i;
const LINK_PMID = /^(https?:\/\/(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov\/pubmed)\/\d+)\/?$/i;
const LINK_PMCID =
  /^https?:\/\/(?:www\.)?(?:ncbi\.nlm\.nih\.gov\/pmc\/articles|pmc\.ncbi\.nlm\.nih\.gov\/articles|europepmc\.org\/articles)\/(PMC\d+)\/?$/i;

function readIds(fields: Fields, key: string, warn: Warn): WorkIds {
  const url = fields.verbatim('url', 'link') ?? /^\\url\{([^{}]*)\}$/.exec(fields.raw('howpublished') ?? '')?.[1] ?? '';
  const note = fields.raw('note', 'annote', 'annotation') ?? '';
  const isPubmed = /^(?:pubmed|pmid)$/i.test(fields.verbatim('eprinttype', 'archiveprefix') ?? '');
  const first = (kind: 'PMID' | 'PMCID' | 'DOI', ...candidates: (string | null | undefined)[]): string | null => {
    const found = candidates.find((candidate) => candidate !== null && candidate !== undefined);
    return readId(kind, found, warn);
  };
  return {
    ...NO_IDS,
    doi: first('DOI', fields.verbatim('doi'), LINK_DOI.exec(url)?.[1], NOTED_DOI.exec(note)?.[1]),
    // Europe PMC writes the PMID into the key, Taylor & Francis into the note, Web of Science into its own number.
    pmid: first(
      'PMID',
      fields.verbatim('pmid', 'pubmed_id'),
      isPubmed ? fields.verbatim('eprint') : null,
      /^PMID:(\d+)$/i.exec(key)?.[1],
      /\bPMID:\s*(\d+)/i.exec(note)?.[1],
      /^MEDLINE:(\d+)$/i.exec(fields.verbatim('unique-id') ?? '')?.[1],
      LINK_PMID.exec(url)?.[1],
    ),
    pmcid: first('PMCID', fields.verbatim('pmcid', 'pmc'), /\bPMCID:\s*(PMC\d+)/i.exec(note)?.[1], LINK_PMCID.exec(url)?.[1]),
  };
}

function readAuthors(fields: Fields, warn: Warn): Pick<BibRecord, 'authors' | 'authorsStatus'> {
  const names = splitNames(fields.raw('author') ?? '');
  const isCut = /^(?:others|et\.? al\.?)$/i.test(names.at(-1) ?? '');
  const authors = (isCut ? names.slice(0, -1) : names).flatMap((name): BibAuthor[] => {
    const text = markupToText(fields.latex(name));
    // A single word in braces is a family name that is to keep its capitals, no organisation.
    if (isBraced(name) && text.includes(' ')) return [groupAuthor(text)];
    const parts = namedParts(text);
    return parts !== null ? [parts] : (namesByComma(text) ?? [text]).map(parseName);
  });
  addOrcids(authors, fields, warn);
  const affiliation = fields.text('affiliation', 'affiliations');
  if (affiliation !== null && authors.length === 1)
    authors[0]!.affiliations = [affiliationText(affiliation)].filter((text) => text !== null);
  else if (affiliation !== null) warn('the affiliations do not say whose they are; they are left out');
  return { authors, authorsStatus: authors.length === 0 ? 'NOT_LISTED' : isCut ? 'POSSIBLY_TRUNCATED' : 'COMPLETE' };
}

/** Web of Science: `Writerone, Julia/0000-0002-1825-0097`, one a line. */
function addOrcids(authors: BibAuthor[], fields: Fields, warn: Warn): void {
  const byName = new Map(authors.map((author) => [author.nameAsWritten, author]));
  for (const line of (fields.raw('orcid-numbers') ?? '').split('\n')) {
    const [, name = '', id] = /^\s*(.*)\/([\dX-]+)\s*$/i.exec(fields.latex(line)) ?? [];
    const author = byName.get(cleanText(name));
    if (author) author.orcid = readId('ORCID', id, warn);
  }
}

/** BibLaTeX has `date`, BibTeX `year` and `month` (`mar`, `3`, `April`, `MAR 1`, `nov # "--" # dec`). */
function readDate(fields: Fields, warn: Warn): PartialDate | null {
  // A tilde is a mark of EDTF here, not LaTeX's blank.
  const whole = fields.verbatim('date');
  const dated = whole === null ? null : dateFromEdtf(whole);
  if (dated !== null) return dated;
  const year = fields.text('year', 'date');
  const month = fields.text('month');
  if (year === null) return null;
  // The day may stand in the month: `MAR 1`, `"1~" # jan`.
  const exact = month === null ? null : dateFromText(`${month} ${year}`);
  const date =
    exact?.precision === 'DAY' ? exact : month === null ? dateFromText(year) : dateFromParts(year, month, fields.text('day'));
  if (date === null) warn(`the date ${shown(year)} has no year; it is left out`);
  return date;
}

/** Google Scholar writes the id behind the name of the journal. */
const ARXIV_JOURNAL = /^arxiv(?:\s+(?:preprint|e-prints?))?,?\s+(arxiv:\S+?)(?:\s*\[[\w.-]+\])?$/i;

/** That of arXiv is not another one for each of its papers. */
function journalTitle(fields: Fields): string | null {
  const title = fields.text('journaltitle', 'journal', 'fulljournal');
  return title !== null && ARXIV_JOURNAL.test(title) ? 'arXiv' : title;
}

function readJournal(fields: Fields, entryType: string, warn: Warn): BibJournal | null {
  const title = journalTitle(fields);
  const abbreviation = fields.text('shortjournal', 'journal-iso', 'abbrev_source_title');
  const issns: BibJournal['issns'] = [];
  for (const [name, type] of [
    ['issn', 'UNKNOWN'],
    ['eissn', 'ELECTRONIC'],
  ] as const) {
    for (const part of (fields.verbatim(name) ?? '').split(/[\s,;]+/)) {
      const value = readId('ISSN', part.replace(/\([a-z]*\)$/i, ''), warn);
      if (value !== null && !issns.some((issn) => issn.value === value)) issns.push({ value, type });
    }
  }
  const isKnown = title !== null || abbreviation !== null || (IN_JOURNALS.has(entryType) && issns.length > 0);
  if (isKnown) return { title, abbreviation, issns, nlmId: null };
  return OF_BOOKS.test(TYPES[entryType]?.type ?? '') ? bookSeries(fields.text('series'), issns, warn) : null;
}

function readAbstract(fields: Fields): BibRecord['abstract'] {
  const text = fields.latex(fields.raw('abstract') ?? '');
  return /<(?:\w+:)?(?:h\d|title)\b/i.test(text)
    ? abstractFromMarkup(text)
    : abstractSections(text.split('\n').map(markupToText).join('\n'));
}

function readKeywords(fields: Fields): BibRecord['keywords'] {
  const names = ['keywords', 'keyword', 'author_keywords', 'keywords-plus'];
  const texts = names.flatMap((name) => {
    const value = fields.text(name) ?? '';
    return value.split(value.includes(';') ? ';' : ',');
  });
  const unique = new Set(texts.map((text) => text.trim()).filter((text) => text !== ''));
  return [...unique].map((text) => ({ text, owner: null, isMajor: false }));
}

/** Of Web of Science a reference a line, of Scopus with semicolons between them. */
function readReferences(fields: Fields): BibRecord['references'] {
  const lines = fields.raw('cited-references');
  if (lines !== null) return referenceLines(fields.latex(lines));
  const list = /^scopus$/i.test(fields.verbatim('source') ?? '') ? fields.raw('references') : null;
  return list === null ? null : scopusReferences(fields.latex(list));
}

function count(text: string | null): number | null {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
}

/** Zotero's note of a preprint. */
const ARXIV_NOTE = /^(arxiv:\s*\S+)(?:\s*\[[\w.-]+\])?$/i;

function arxivOf(fields: Fields): string | null {
  const eprint = fields.verbatim('eprint');
  const isArxiv = /^arxiv$/i.test(fields.verbatim('eprinttype', 'archiveprefix') ?? '');
  if (eprint !== null && (isArxiv || /^arxiv:/i.test(eprint))) return eprint;
  const named = ARXIV_JOURNAL.exec(fields.text('journal', 'journaltitle') ?? '') ?? ARXIV_NOTE.exec(fields.text('note') ?? '');
  return named?.[1] ?? arxivAddress([fields.verbatim('url', 'link')]);
}

/** One entry as a neutral record. */
export function bibtexRecord(entry: BibtexEntry, warn: Warn): BibRecord {
  const fields = new Fields(entry);
  const known = TYPES[entry.type];
  const record = emptyRecord('bibtex');
  record.ids = readIds(fields, entry.key, warn);
  addArxiv(record, arxivOf(fields), warn);
  const [title, subtitle] = [titleText(fields.text('title')), titleText(fields.text('subtitle'))];
  record.title = title !== null && subtitle !== null ? `${title}: ${subtitle}` : (title ?? subtitle);
  Object.assign(record, readAuthors(fields, warn));
  record.journal = readJournal(fields, entry.type, warn);
  if (known?.isPart || record.journal === null) record.bookTitle = titleText(fields.text('booktitle', 'maintitle'));
  // For those who name it in `crossref`, BibTeX wants the title of a book twice.
  if (record.bookTitle === record.title) record.bookTitle = null;
  record.date = readDate(fields, warn);
  record.volume = fields.text('volume');
  record.issue = fields.text('number', 'issue');
  record.pages = parsePages(fields.text('pages') ?? fields.text('eid', 'articleno', 'art_number', 'article-number') ?? '');
  record.abstract = readAbstract(fields);
  record.languages = (fields.text('language', 'langid') ?? '').split(/\s*[,;]\s*/).filter((text) => text !== '');
  const workType = WORK_TYPES[(fields.text('document_type', 'entrysubtype') ?? '').toLowerCase()];
  record.publicationTypes = [...new Set([known?.type, workType])].filter((type) => typeof type === 'string');
  record.keywords = readKeywords(fields);
  record.references = readReferences(fields);
  record.statedReferences = count(fields.verbatim('number-of-cited-references'));
  record.isRetracted = record.publicationTypes.includes('Retracted Publication') ? true : null;
  record.reportedCitations = count(/\bcited by:?\s*(\d+)/i.exec(fields.raw('note') ?? '')?.[1] ?? fields.verbatim('times-cited'));
  if (fields.raw('crossref', 'xdata') !== null)
    warn('the entry refers to another one (crossref) that is not in the file; what it would inherit is missing');
  fields.reportUnknown(warn);
  return record;
}
