import { normalizeOmid, normalizeOpenAlexId, normalizeS2Id } from './database-ids.js';
import { isGlobalIdAlike, normalizeGlobalId } from './global-id.js';
import { LINK_END, WEB, decodePercent, plain, visible } from './pasted-text.js';

/**
 * Identifiers of the world: every spelling that people paste becomes one normal form, null
 * what is none. A normal form is its own normal form.
 * Normal forms: PMID digits; PMCID `PMC` + digits; DOI lower case without prefix; ORCID and ISSN with
 * hyphens and a right check digit; MeSH UI `D` + digits; NLM journal id as given; those of citation databases in
 * database-ids.ts; ids of this graph in global-id.ts.
 */
export type IdentifierKind =
  'PMID' | 'PMCID' | 'DOI' | 'OPENALEX' | 'SEMANTIC_SCHOLAR' | 'OMID' | 'ORCID' | 'ISSN' | 'MESH' | 'NLM' | 'GLOBAL_ID';

export interface Identifier {
  kind: IdentifierKind;
  /** Normal form; for a global id the id itself. */
  value: string;
}

const PMID_URL = String.raw`${WEB}(?:pubmed\.ncbi\.nlm\.nih\.gov\/(?:\?term=)?|ncbi\.nlm\.nih\.gov\/(?:m\/)?pubmed\/(?:\?term=)?|europepmc\.org\/(?:article|abstract)\/med\/)`;
const PMID = new RegExp(`^(?:(?:pmid|pubmed(?:\\s*id)?)[\\s:]*|${PMID_URL})0*([1-9]\\d{0,9})(?:\\.\\d{1,2})?${LINK_END}`, 'i');
/** Without a prefix a full stop is the mark of a version only behind a number as long as PMIDs are: 2.5 is none. */
const BARE_PMID = /^0*([1-9]\d{0,9}|[1-9]\d{4,9}\.\d{1,2})$/;

/** The normal forms, as most sources write them: there is nothing to tidy. */
const NORMAL_PMID = /^[1-9]\d{0,9}$/;
const NORMAL_PMCID = /^PMC[1-9]\d{0,11}$/;
const NORMAL_NLM = /^\d{5,9}[A-Z]?$/;
/** Of the usual characters, and with none at its end that could belong to the sentence around it. */
const USUAL_DOI = /^10\.\d{4,9}\/[\w.()/:;-]{0,200}[A-Za-z\d]$/;
const NORMAL_ORCID = /^(\d{4})-(\d{4})-(\d{4})-(\d{3})([\dX])$/;
const NORMAL_ISSN = /^(\d{4})-(\d{3})([\dX])$/;

/** Digits without leading zeros; the version is left out. */
export function normalizePmid(text: string): string | null {
  if (NORMAL_PMID.test(text)) return text;
  const tidy = plain(text);
  const digits = PMID.exec(tidy)?.[1] ?? BARE_PMID.exec(tidy)?.[1];
  return digits?.replace(/\..*$/, '') ?? null;
}

const PMCID_URL = String.raw`${WEB}(?:ncbi\.nlm\.nih\.gov\/(?:labs\/)?pmc\/(?:articles\/)?|pmc\.ncbi\.nlm\.nih\.gov\/(?:articles\/)?|europepmc\.org\/(?:articles?|abstract)\/(?:pmc\/)?)`;
const PMCID = new RegExp(`^(?:pmc(?:id)?[\\s:]*){0,2}0*([1-9]\\d{0,11})(?:\\.\\d{1,2})?$`, 'i');
const PMCID_LINK = new RegExp(`^${PMCID_URL}(?:pmc)?0*([1-9]\\d{0,11})(?:\\.\\d{1,2})?(?:[/?#].*)?$`, 'i');

/** Also takes bare digits, as PubMed's text pages give them; `identify` does not, for those are PMIDs. */
export function normalizePmcid(text: string): string | null {
  if (NORMAL_PMCID.test(text)) return text;
  const tidy = plain(text);
  const match = PMCID.exec(tidy) ?? PMCID_LINK.exec(tidy);
  return match ? `PMC${match[1]}` : null;
}

const DOI_LINK = /^(?:doi[\s:]*)?(?:https?:\/\/)?(?:dx\.|www\.)?doi\.org\/(?:doi:)?/i;
const DOI_PREFIX = /^(?:info:doi\/|urn:doi:|doi[\s:]*)/i;
const CLOSING: Record<string, string> = { ')': '(', ']': '[', '}': '{', '>': '<' };

/** Without the marks of the sentence around it; a bracket that the DOI itself opened stays. */
function withoutSentenceEnd(doi: string): string {
  const counts = new Map<string, number>();
  for (const character of doi) counts.set(character, (counts.get(character) ?? 0) + 1);
  let end = doi.length;
  for (; end > 0; end--) {
    const last = doi[end - 1]!;
    const opening = CLOSING[last];
    const isAlone = opening !== undefined && (counts.get(opening) ?? 0) < counts.get(last)!;
    if (!isAlone && !/[\s.,;:'"’”]/.test(last)) break;
    counts.set(last, counts.get(last)! - 1);
  }
  return doi.slice(0, end);
}

/** A publisher's link with the DOI in its path: `https://bmcmededuc.biomedcentral.com/articles/10.1186/s12909-025-06833-4`. */
const DOI_IN_LINK =
  /^https?:\/\/[^\s/?#]+\/(?:[^\s?#/]+\/)*?(?:doi|articles?|chapter)\/(?:[a-z]+\/)?(10\.\d{4,9}\/[^\s?#]+?)(?:\/(?:full|abstract|e?pdf|fulltext|meta))?\/?(?:[?#].*)?$/i;

function readDoi(text: string): string | null {
  let bare = text;
  const inLink = DOI_LINK.test(bare) ? null : DOI_IN_LINK.exec(bare);
  if (inLink) bare = inLink[1]!;
  // In a link a query or fragment is the link's, but the check character of old DOIs can be a bare `#`.
  if (DOI_LINK.test(bare)) bare = bare.replace(DOI_LINK, '').replace(/(?:\?|(?<!;2-)#).*$/, '');
  bare = withoutSentenceEnd(decodePercent(bare.replace(DOI_PREFIX, '')).trim()).toLowerCase();
  return /^10\.\d{4,9}(?:\.\d+)*\/[^\s\p{Cc}\p{Cs}]+$/u.test(bare) && bare.length <= 2048 ? bare : null;
}

const ARXIV = new RegExp(
  `^(?:arxiv\\s*:\\s*|${WEB}(?:export\\.)?arxiv\\.org\\/(?:abs|pdf|html)\\/)?(\\d{4}\\.\\d{4,5}|[a-z]+(?:-[a-z]+)?(?:\\.[a-z]{2})?\\/\\d{7})(?:v\\d{1,3})?(?:\\.pdf|\\s*\\[[\\w.-]+\\])?${LINK_END}`,
  'i',
);

/** `arXiv:2101.00001v2`, `math.GT/0309136`: as the DOI that arXiv registers for each paper, without version and class. */
export function normalizeArxiv(text: string): string | null {
  const id = ARXIV.exec(plain(text))?.[1];
  return id === undefined ? null : `10.48550/arxiv.${id.toLowerCase().replace(/\.[a-z]{2}\//, '/')}`;
}

/** DOIs are case-insensitive (DOI Handbook, section 2.4): lower case, without prefix, decoded. */
export function normalizeDoi(text: string): string | null {
  if (USUAL_DOI.test(text)) return text.toLowerCase();
  const tidy = visible(text);
  return readDoi(tidy) ?? readDoi(decodePercent(tidy).normalize('NFKC').trim());
}

/** ISO 7064 mod 11-2, which ORCID and ISNI use. */
function orcidCheckDigit(digits: string): string {
  const total = [...digits].reduce((sum, digit) => (sum + Number(digit)) * 2, 0);
  const check = (12 - (total % 11)) % 11;
  return check === 10 ? 'X' : String(check);
}

const ORCID = new RegExp(
  `^(?:orcid(?:\\s*id)?[\\s:]*)?(?:${WEB}orcid\\.org\\/)?(\\d{4})[-\\s]?(\\d{4})[-\\s]?(\\d{4})[-\\s]?(\\d{3})([\\dx])${LINK_END}`,
  'i',
);

export function normalizeOrcid(text: string): string | null {
  const match = NORMAL_ORCID.exec(text) ?? ORCID.exec(plain(text));
  if (!match) return null;
  const [, a, b, c, d, check] = match;
  return orcidCheckDigit(`${a}${b}${c}${d}`) === check!.toUpperCase() ? `${a}-${b}-${c}-${d}${check!.toUpperCase()}` : null;
}

const ISSN = new RegExp(
  `^(?:urn:issn:|[ep]?-?issn(?:-?l)?[\\s:]*|${WEB}portal\\.issn\\.org\\/resource\\/issn\\/)?(\\d{4})[-\\s]?(\\d{3})([\\dx])${LINK_END}`,
  'i',
);

export function normalizeIssn(text: string): string | null {
  const match = NORMAL_ISSN.exec(text) ?? ISSN.exec(plain(text));
  if (!match) return null;
  const digits = `${match[1]}${match[2]}`;
  let total = 0;
  for (let i = 0; i < digits.length; i++) total += Number(digits[i]) * (8 - i);
  const check = (11 - (total % 11)) % 11;
  const wanted = check === 10 ? 'X' : String(check);
  return wanted === match[3]!.toUpperCase() ? `${match[1]}-${match[2]}${wanted}` : null;
}

const MESH = new RegExp(
  `^(?:mesh[\\s:]*|${WEB}(?:id\\.nlm\\.nih\\.gov\\/mesh\\/(?:\\d{4}\\/)?|meshb\\.nlm\\.nih\\.gov\\/record\\/ui\\?ui=))?(D\\d{6}(?:\\d{3})?)${LINK_END}`,
  'i',
);

export function normalizeMeshId(text: string): string | null {
  return MESH.exec(plain(text))?.[1]?.toUpperCase() ?? null;
}

const NLM = new RegExp(
  `^(?:nlm(?:\\s*id)?[\\s:]*|${WEB}ncbi\\.nlm\\.nih\\.gov\\/nlmcatalog\\/)?(\\d{5,9}[a-z]?)${LINK_END}`,
  'i',
);

/** Leading zeros belong to it. */
export function normalizeNlmId(text: string): string | null {
  if (NORMAL_NLM.test(text)) return text;
  return NLM.exec(plain(text))?.[1]?.toUpperCase() ?? null;
}

const READERS: readonly [IdentifierKind, (text: string) => string | null][] = [
  ['PMID', normalizePmid],
  ['PMCID', (text) => (/pmc/i.test(plain(text)) ? normalizePmcid(text) : null)],
  ['DOI', (text) => normalizeDoi(text) ?? (/arxiv/i.test(plain(text)) ? normalizeArxiv(text) : null)],
  ['ORCID', normalizeOrcid],
  ['ISSN', normalizeIssn],
  ['MESH', normalizeMeshId],
  ['NLM', (text) => (/nlm/i.test(plain(text)) ? normalizeNlmId(text) : null)],
  ['OPENALEX', normalizeOpenAlexId],
  ['SEMANTIC_SCHOLAR', normalizeS2Id],
  ['OMID', normalizeOmid],
  ['GLOBAL_ID', normalizeGlobalId],
];

/**
 * What an identifier is, whatever its spelling, or null. Bare digits are a PMID; eight digits with a
 * hyphen an ISSN; NLM ids are only known by their prefix `nlm:`, for they look like PMIDs, and papers of arXiv, which
 * have a DOI each, by `arXiv:` or their address.
 */
export function identify(text: string): Identifier | null {
  // Programs send these by the hundred, and nothing else begins so.
  const id = isGlobalIdAlike(text) ? normalizeGlobalId(text) : null;
  if (id !== null) return { kind: 'GLOBAL_ID', value: id };
  for (const [kind, read] of READERS) {
    const value = read(text);
    if (value !== null) return { kind, value };
  }
  return null;
}
