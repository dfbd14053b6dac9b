import type {
  AbstractSection,
  AuthorsStatus,
  IssnType,
  OtherAbstract,
  Pages,
  PartialDate,
  StatedInstitution,
} from '../records.js';

/**
 * The one neutral bibliographic record: what every importer makes, whatever its format, and all that the
 * rest of the import knows. Everything is optional but the source; nothing here is merged or guessed.
 * Identifiers are in normal form (ids.ts); text is NFC, its markup turned to text, white space collapsed.
 */
export interface BibRecord {
  /** Identifier of the source, such as `pubmed-page`, `pubmed-xml`, `openalex`. */
  source: string;
  /** The source's own identifier of the record, if it has one (`W2741809807`, a Semantic Scholar id). */
  sourceId: string | null;
  ids: WorkIds;
  /** Without the closing full stop. */
  title: string | null;
  /** Title in the language of the work, where `title` is a translation. */
  vernacularTitle: string | null;
  authors: BibAuthor[];
  authorsStatus: AuthorsStatus;
  journal: BibJournal | null;
  /** Title of the book or proceedings that the work is a part of, where that is no journal. */
  bookTitle: string | null;
  date: PartialDate | null;
  volume: string | null;
  issue: string | null;
  pages: Pages | null;
  abstract: AbstractSection[];
  /** Translations, summaries for laypeople, abstracts that other databases wrote. */
  otherAbstracts: OtherAbstract[];
  /** ISO 639-2 codes where the source has them, else as written. */
  languages: string[];
  publicationTypes: string[];
  /** Branch of medicine, as pages of PubMed mirrors give it. */
  specialty: string | null;
  mesh: BibMeshHeading[];
  keywords: { text: string; owner: string | null; isMajor: boolean }[];
  grants: { id: string | null; agency: string | null; country: string | null }[];
  corrections: BibCorrection[];
  isRetracted: boolean | null;
  /** Works that this one cites; null where the source gives no list (as opposed to an empty one). */
  references: BibReference[] | null;
  /** Works that cite this one, as far as the source lists them. */
  citedBy: BibReference[];
  /** Citations that the source reports for the whole world. */
  reportedCitations: number | null;
  /** References that the source says the work has. */
  statedReferences: number | null;
  /** Day on which the source last changed this record, `2024-06-30`: of two records of one source the newer one holds. */
  revisedAt: string | null;
}

export interface WorkIds {
  pmid: string | null;
  pmcid: string | null;
  doi: string | null;
  /** OpenAlex: `W…` without the URL. */
  openalex: string | null;
  /** Semantic Scholar: the 40 hexadecimal digits of paperId. */
  s2: string | null;
  /** OpenCitations Meta: `br/…`. */
  omid: string | null;
}

export interface BibAuthor {
  kind: 'PERSON' | 'GROUP';
  /** As the source writes it: `Van den Broeck K`, `Kristin Van den Broeck`. */
  nameAsWritten: string;
  familyName: string | null;
  givenName: string | null;
  /** Without full stops: `KJ`. */
  initials: string | null;
  suffix: string | null;
  orcid: string | null;
  affiliations: string[];
  /** Institutions that the source itself names or gives identifiers of; what the affiliations say is read later. */
  institutions: StatedInstitution[];
  isCorresponding: boolean | null;
  equalContribution: boolean | null;
}

export interface BibJournal {
  title: string | null;
  abbreviation: string | null;
  issns: { value: string; type: IssnType }[];
  nlmId: string | null;
  /** Further forms of the title, as authority lists have them. */
  otherNames?: string[];
}

export interface BibMeshHeading {
  descriptorId: string | null;
  descriptor: string;
  isMajor: boolean;
  qualifiers: { id: string | null; name: string; isMajor: boolean }[];
}

export interface BibCorrection {
  /** PubMed's RefType: `RetractionIn`, `ErratumFor`, `CommentOn`, … */
  type: string;
  ids: WorkIds;
  text: string | null;
}

/** The other end of a citation, as far as the source tells. */
export interface BibReference {
  /** From 1, in the order of the list; null where the source has no order. */
  position: number | null;
  ids: WorkIds;
  /** Key (`workKey` in identity.ts) of a record in the same file, for works without identifiers. */
  recordKey: string | null;
  /** The reference as printed. */
  text: string | null;
  year: number | null;
}

export const NO_IDS: WorkIds = { pmid: null, pmcid: null, doi: null, openalex: null, s2: null, omid: null };

/** A record about which nothing is known yet; importers fill in what their source says. */
export function emptyRecord(source: string): BibRecord {
  return {
    source, sourceId: null, ids: { ...NO_IDS }, title: null, vernacularTitle: null, authors: [], authorsStatus: 'NOT_LISTED',
    journal: null, bookTitle: null, date: null, volume: null, issue: null, pages: null, abstract: [], otherAbstracts: [], languages: [],
    publicationTypes: [], specialty: null, mesh: [], keywords: [], grants: [], corrections: [], isRetracted: null, references: null, citedBy: [],
    reportedCitations: null, statedReferences: null, revisedAt: null,
  }; // prettier-ignore
}

export function emptyAuthor(nameAsWritten: string): BibAuthor {
  return {
    kind: 'PERSON', nameAsWritten, familyName: null, givenName: null, initials: null, suffix: null, orcid: null,
    affiliations: [], institutions: [], isCorresponding: null, equalContribution: null,
  }; // prettier-ignore
}
