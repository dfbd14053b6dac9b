/**
 * What the tags of RIS mean, dialect by dialect. There is no binding standard: each database and each reference
 * manager has its own habits, and all of them stand in these tables, none in the code that reads them.
 * Sources: the RIS translator of Zotero, the import guides of Covidence and Rayyan, and exports of each product.
 */

/** Tags of each field; the first one that has a value counts. */
export const FIELDS = {
  title: ['TI', 'T1', 'CT'],
  /** Journal, proceedings or book that the work is in; JO is an abbreviation where one of these is there too. */
  container: ['T2', 'JF', 'BT'],
  containerOrAbbreviation: ['JO'],
  /** The series of books that the book of a chapter is a volume of. */
  series: ['T3'],
  /** JI and J9 are Web of Science's. */
  abbreviation: ['J2', 'JA', 'JI', 'J9'],
  volume: ['VL', 'VO'],
  issue: ['IS', 'CP'],
  firstPage: ['SP'],
  lastPage: ['EP'],
  /** Article number, where there are no pages. */
  articleNumber: ['C7', 'M2'],
  year: ['PY', 'Y1', 'YR'],
  sourceId: ['ID'],
} as const satisfies Record<string, readonly string[]>;

/** Tags of which every value counts, in the order of the record. */
export const LISTS = {
  authors: ['AU', 'A1'],
  /** Y2 is the day of access, never a date of the work. */
  dates: ['DA', 'PY', 'Y1', 'YR'],
  abstract: ['AB', 'N2'],
  keywords: ['KW'],
  issns: ['SN'],
  languages: ['LA'],
  addresses: ['AD'],
  notes: ['N1', 'RN'],
  /** Which database or provider the record is from. */
  database: ['DB', 'DP'],
  workType: ['M3'],
} as const satisfies Record<string, readonly string[]>;

export interface IdRule {
  kind: 'PMID' | 'PMCID' | 'DOI';
  tags: readonly string[];
  /** What the value looks like; its first group is the identifier. */
  pattern: RegExp;
  /** What stands between several values in one field. */
  between?: RegExp;
  /** Holds for records of these databases only. */
  database?: RegExp;
  /** A link may also lead to another version of the work: two different ids from such a rule cancel out. */
  isLink?: true;
}

/** Mendeley and others write all links into one field, which neither blanks nor commas before a link can belong to. */
const BETWEEN_LINKS = /\s+|[,;](?=https?:)/;
const LINKS = ['UR', 'L1', 'L2', 'L3', 'LK'] as const;
/** EndNote names NLM as the provider; `cmedm`, `mdc`, `mdl` and `mnh` are EBSCO's codes of its editions of MEDLINE. */
const MEDLINE = /pubmed|medline|\b(?:NLM|cmedm|mdc|mdl|mnh)\b/i;

/** Where identifiers are found, best place first: a rule is only asked where the ones before it found nothing. */
export const ID_RULES: readonly IdRule[] = [
  // EndNote, from PubMed: `S0140-6736(06)69999-9 [pii]` and `10.1016/S0140-6736(06)69999-9 [doi]` in one field.
  { kind: 'DOI', tags: ['DO'], between: /\s+|[,;](?=10\.\d|https?:|doi:|$)/i, pattern: /^(?!10\.\d+$)(.*10\.\d{4,9}.*?)[,;]?$/i },
  { kind: 'DOI', tags: ['DO'], pattern: /^(.+)$/s },
  { kind: 'DOI', tags: ['M3', 'N1', 'L3'], pattern: /^(?:doi\s*:?\s*|https?:\/\/(?:dx\.)?doi\.org\/)?(10\.\d{4,9}\/\S+)(?:\s*\[doi\])?$/i }, // EndNote, PsycINFO, RefWorks
  { kind: 'DOI', tags: ['N1'], pattern: /(?:^|\n|<br ?\/?>)\s*(?:doi|electronic-resource-num):\s*(10\.\d{4,9}\/[^\s<]+)/i }, // Zotero's "extra"
  { kind: 'DOI', tags: LINKS, between: BETWEEN_LINKS, pattern: /^https?:\/\/(?:dx\.|www\.)?doi\.org\/(10\..+)$/i, isLink: true },
  { kind: 'PMID', tags: ['PMID'], pattern: /^(.+)$/s }, // PsycINFO
  { kind: 'PMID', tags: ['U1'], pattern: /^(\d+)\s*\[PMID\]$/ }, // Dimensions
  { kind: 'PMID', tags: ['AN'], pattern: /^(?:MEDLINE|PMID|PUBMED)\s*:\s*(\d+)$/i }, // Web of Science's MEDLINE
  { kind: 'PMID', tags: ['AN'], pattern: /^(\d+)$/, database: MEDLINE }, // Ovid, EndNote, our own export
  { kind: 'PMID', tags: ['C2'], pattern: /^(\d+)$/, database: /scopus/i },
  { kind: 'PMID', tags: ['C5'], pattern: /^(\d+)$/, database: /embase/i },
  { kind: 'PMID', tags: ['C3'], pattern: /\bPUBMED\s+(\d+)/i }, // Cochrane CENTRAL
  { kind: 'PMID', tags: ['N1'], pattern: /(?:^|\n|<br ?\/?>)\s*(?:PMID|PubMed ID):\s*(\d+)/i }, // Zotero's "extra"
  { kind: 'PMID', tags: ['N1'], pattern: /^Accession Number: [\d-]{4,20}\. PMID: (\d+)\b/ }, // EBSCO's PsycINFO
  { kind: 'PMID', tags: LINKS, between: BETWEEN_LINKS, pattern: /^(https?:\/\/(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov\/pubmed)\/\d+)\/?$/i, isLink: true },
  { kind: 'PMID', tags: LINKS, between: BETWEEN_LINKS, pattern: /^https?:\/\/ovidsp\.ovid\.com\/.*[?&]AN=(\d+)(?:&|$)/i, database: MEDLINE, isLink: true },
  { kind: 'PMCID', tags: ['PMCID'], pattern: /^(.+)$/s },
  { kind: 'PMCID', tags: ['U1'], pattern: /^(PMC\d+)\s*\[PMCID\]$/i }, // Dimensions
  { kind: 'PMCID', tags: ['C2'], pattern: /^(PMC\d+)$/i }, // EndNote
  { kind: 'PMCID', tags: ['N1'], pattern: /(?:^|\n|<br ?\/?>)\s*PMCID:\s*(PMC\d+)/i }, // Zotero's "extra"
  {
    kind: 'PMCID',
    tags: LINKS,
    between: BETWEEN_LINKS,
    pattern: /^https?:\/\/(?:www\.)?(?:ncbi\.nlm\.nih\.gov\/pmc\/articles|pmc\.ncbi\.nlm\.nih\.gov\/articles)\/(PMC\d+)(?:\/.*)?$/i,
    isLink: true,
  },
]; // prettier-ignore

/** Fields that Zotero has no place for and writes into a note as `name: value<br/>`. */
export const NOTE_FIELDS: Readonly<Record<string, 'container' | 'volume' | 'issue' | 'pages'>> = {
  'secondary-title': 'container',
  volume: 'volume',
  number: 'issue',
  pages: 'pages',
};

/** Among other things in a note: `Cited By :12` (Scopus), `Times Cited in Web of Science Core Collection:  15`. */
export const CITED_BY = /\b(?:Cited By|Times Cited(?: in Web of Science Core Collection)?)\s*:\s*(\d+)/i;

/** Web of Science, in the same note: `Cited Reference Count:  44`. */
export const REFERENCE_COUNT = /\bCited Reference Count\s*:\s*(\d+)/i;

/** Scopus, in a note of its own or at the end of another one. */
export const SCOPUS_REFERENCES = /(?:^|;\s*|\n)References:\s*(\S.*)$/s;

/** Ovid MEDLINE writes NLM's number of the journal, and a code of its own, into the issue. */
export const OVID_NLM_ID = /^(?:[a-z0-9]{3}, )?(\d{7,9}[A-Z]?)(?:, [a-z0-9]{3})?$/;

/** Prefixes and endings that are no part of the value. */
export const CLUTTER = {
  /** AGRIS: `v. 40`. */
  volume: /^(?:v(?:ol)?\.\s*)+/i,
  issue: /^(?:no?\.\s*)+/i,
  /** TRID: `Start date: 20170812`. */
  date: /^start date:\s*/i,
  /** EconLit: `Takada, Mitsuo eds`. */
  author: /\s+\(?eds?\.?\)?$/i,
  /** EBSCO adds the owner of the rights as a second abstract. */
  abstract: /^Copyright of .* is the property of /,
} as const;

/** What stands for "no value" in exports that went through R. */
export const NOTHING = /^\s*(?:NA)?\s*$/;

/** What stands for "no author"; Web of Science: `[Anonymous]`. */
export const NO_AUTHOR = /^\[?(?:anonymous|anon\.?|no authorship indicated)\]?,?$/i;

/** Wiley and PsycINFO, where others leave the field out. */
export const NO_PAGES = /^n\/a$|^no (?:pagination|pages?) (?:specified|given)/i;

/** Lines that JSTOR and the APA write before each record, and the last one of files of Web of Science. */
export const PREAMBLE = /^(?:(?:Provider|Database|Content):|EF\s*$)/;

/** Known codes of things that are no publications. */
const OTHER_TYPES = 'ADVS ANCIENT ART BILL CASE CHART CLSWK CTLG EQUA FIGURE GRANT HEAR ICOMM LEGAL MAP MPCT MULTI MUSIC PAMP PCOMM SOUND STAT'.split(' '); // prettier-ignore

/** Publication type of each TY, and what T2 is for it: `none` where it is the series of a whole book. */
export const TYPES: Readonly<Record<string, { type: string | null; container: 'journal' | 'book' | 'none' }>> = {
  ...Object.fromEntries(OTHER_TYPES.map((code) => [code, { type: null, container: 'none' as const }])),
  JOUR: { type: 'Journal Article', container: 'journal' },
  EJOUR: { type: 'Journal Article', container: 'journal' },
  JFULL: { type: 'Journal Article', container: 'journal' },
  INPR: { type: 'Journal Article', container: 'journal' },
  ABST: { type: 'Abstract', container: 'journal' },
  MGZN: { type: 'Magazine Article', container: 'journal' },
  NEWS: { type: 'Newspaper Article', container: 'journal' },
  BOOK: { type: 'Book', container: 'none' },
  EBOOK: { type: 'Book', container: 'none' },
  EDBOOK: { type: 'Book', container: 'none' },
  CHAP: { type: 'Book Chapter', container: 'book' },
  ECHAP: { type: 'Book Chapter', container: 'book' },
  CONF: { type: 'Conference Paper', container: 'book' },
  CPAPER: { type: 'Conference Paper', container: 'book' },
  THES: { type: 'Thesis', container: 'none' },
  RPRT: { type: 'Report', container: 'none' },
  GOVDOC: { type: 'Government Publication', container: 'none' },
  STAND: { type: 'Standard', container: 'none' },
  COMP: { type: 'Software', container: 'none' },
  DATA: { type: 'Dataset', container: 'journal' },
  AGGR: { type: 'Dataset', container: 'none' },
  DBASE: { type: 'Dataset', container: 'none' },
  ELEC: { type: 'Web Page', container: 'journal' },
  WEB: { type: 'Web Page', container: 'none' },
  BLOG: { type: 'Web Page', container: 'journal' },
  PAT: { type: 'Patent', container: 'none' },
  SLIDE: { type: 'Presentation', container: 'none' },
  VIDEO: { type: 'Video', container: 'none' },
  UNPB: { type: 'Unpublished Work', container: 'journal' },
  MANSCPT: { type: 'Unpublished Work', container: 'journal' },
  DICT: { type: 'Encyclopedia Entry', container: 'book' },
  ENCYC: { type: 'Encyclopedia Entry', container: 'book' },
  GEN: { type: null, container: 'journal' },
  SER: { type: null, container: 'journal' },
};
