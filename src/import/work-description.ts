import { words } from '../store/fold.js';
import { describeAbstract, type AbstractWords } from './abstract-likeness.js';
import { once } from './once.js';
import { describeByline, type Byline } from './byline.js';
import { describeImprint, type Imprint } from './imprint.js';
import { describeJournal, type JournalDescription } from './journal-likeness.js';
import type { BibRecord, WorkIds } from './record.js';
import { describeTitle, type TitleDescription } from './title-form.js';

/** A record made ready to be compared with many others. */
export interface WorkDescription {
  ids: WorkIds;
  title: TitleDescription;
  byline: Byline;
  journal: JournalDescription;
  imprint: Imprint;
  abstract: () => AbstractWords;
  isPreprint: boolean;
  isNotice: boolean;
  /** What the record says that it is, where that is no publication in a journal, a book or a meeting: a thesis, data. */
  form: string | null;
  /** Whether it says that it is published in some way: with a journal or book, or by its type. */
  isPublication: boolean;
}

/** Servers of preprints as journals, and the prefixes of their DOIs. */
const PREPRINT_SERVER = /rxiv|research square|\bssrn\b|preprints?\b|\bosf\b|f1000research$/i;
const PREPRINT_DOI = /^10\.(?:1101|21203|2139|20944|31234|31219|48550|26434|22541|31222|35542)\//;
const NOTICES = new Set(['Published Erratum', 'Retraction of Publication', 'Expression of Concern', 'Retraction Notice']);

/** Works that share their title and authors with the article that came of them, or that they belong to. */
const OTHER_FORMS = new Set(['Thesis', 'Dataset', 'Trial Registry Record', 'Patent', 'Software']);

function isPreprint(record: BibRecord): boolean {
  if (record.publicationTypes.includes('Preprint')) return true;
  // Cold Spring Harbor's journals share the prefix of bioRxiv, whose own DOIs begin with a date or six digits.
  const doi = record.ids.doi ?? '';
  if (PREPRINT_DOI.test(doi) && (!doi.startsWith('10.1101/') || /^10\.1101\/(?:\d{6}|\d{4}\.\d{2}\.\d{2})/.test(doi)))
    return true;
  return [record.journal?.title, record.journal?.abbreviation].some((name) => name != null && PREPRINT_SERVER.test(name));
}

export function describeWork(record: BibRecord): WorkDescription {
  const journal = describeJournal(record.journal, record.bookTitle);
  const names = [record.journal?.title, record.journal?.abbreviation, record.bookTitle];
  const title = describeTitle(
    record.title,
    record.vernacularTitle,
    names.flatMap((name) => (name ? [words(name).join('')] : [])),
  );
  return {
    ids: record.ids,
    title,
    byline: describeByline(record.authors),
    journal,
    imprint: describeImprint(record),
    abstract: once(() => describeAbstract(record.abstract)),
    isPreprint: isPreprint(record),
    isNotice: title.role === 'NOTICE' || record.publicationTypes.some((type) => NOTICES.has(type)),
    form: record.publicationTypes.find((type) => OTHER_FORMS.has(type)) ?? null,
    isPublication: record.journal !== null || record.bookTitle !== null || record.publicationTypes.length > 0,
  };
}

/** The description of a record of which only the identifiers are known yet; the rest is made when it is first asked for. */
export function describeLater(ids: WorkIds, whole: () => WorkDescription): WorkDescription {
  return {
    ids,
    get title() {
      return whole().title;
    },
    get byline() {
      return whole().byline;
    },
    get journal() {
      return whole().journal;
    },
    get imprint() {
      return whole().imprint;
    },
    abstract: () => whole().abstract(),
    get isPreprint() {
      return whole().isPreprint;
    },
    get isNotice() {
      return whole().isNotice;
    },
    get form() {
      return whole().form;
    },
    get isPublication() {
      return whole().isPublication;
    },
  };
}
