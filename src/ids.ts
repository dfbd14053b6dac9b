import { normalizeOmid, normalizeOpenAlexId, normalizeS2Id } from './database-ids.js';
import { KINDS, type Kind } from './records.js';

/**
 * Identifiers of the world and global ids: every spelling that people paste becomes one normal form, null
 * what is none. A normal form is its own normal form.
 * Normal forms: PMID digits; PMCID `PMC` + digits; DOI lower case without prefix; ORCID and ISSN with
 * hyphens and a right check digit; MeSH UI `D` + digits; NLM journal id as given; those of citation databases in
 * database-ids.ts.
 */
export type IdentifierKind =
  'PMID' | 'PMCID' | 'DOI' | 'OPENALEX' | 'SEMANTIC_SCHOLAR' | 'OMID' | 'ORCID' | 'ISSN' | 'MESH' | 'NLM' | 'GLOBAL_ID';

export interface Identifier {
  kind: IdentifierKind;
  /** Normal form; for a global id the id itself. */
  value: string;
}

/** Links are pasted encoded twice or three times, never more often. */
const MOST_DECODINGS = 4;

/** Until nothing is left to decode, for a normal form must be its own; empty for what is encoded more often than links are. */
function decodePercent(text: string): string {
  let decoded = text;
  for (let round = 0; /%[0-9a-f]{2}/i.test(decoded); round++) {
    if (round === MOST_DECODINGS) return '';
    try {
      const next = decodeURIComponent(decoded);
      if (next === decoded) break;
      decoded = next;
    } catch {
      break;
    }
  }
  return decoded;
}

/** Longer than any identifier, also when it is encoded. */
const MAX_LENGTH = 4096;
/** What people copy along: `<https://doi.org/…>`, `"33349761"`, `(PMC5438064)`, `33349761[uid]`. */
const WRAPPING = /^(?:<([^<>]*)>|"([^"]*)"|'([^']*)'|“([^”]*)”|\(([^()]*)\)|\[([^[\]]*)\])$/u;
const FIELD_TAG = /\s*\[(?:uid|pmid|doi|aid|pmcid)\]$/i;

/** Without what pasting adds: characters that nobody sees, wrapping and blanks. Empty for what is too long to be read. */
function visible(text: string): string {
  if (text.length > MAX_LENGTH) return '';
  const seen = text.replace(/\p{Cf}/gu, '').trim();
  const inner = WRAPPING.exec(seen)
    ?.slice(1)
    .find((part) => part !== undefined);
  return (inner ?? seen).replace(FIELD_TAG, '').trim();
}

/** For identifiers made of letters, digits and hyphens: full-width forms and dashes of print become plain ones. */
function plain(text: string): string {
  return decodePercent(visible(text).normalize('NFKC'))
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .trim()
    .replace(/[\s.,;]+$/, '');
}

const WEB = String.raw`(?:https?:\/\/)?(?:www\.)?`;
/** What may stand behind an identifier in a link. */
const LINK_END = String.raw`(?:\/?(?:[?#].*)?)$`;

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

/** Entries of the ledger that have a global id besides the nodes of the graph. */
export const LEDGER_KINDS = ['Import', 'PossibleDuplicate'] as const;
export type LedgerKind = (typeof LEDGER_KINDS)[number];

/** Opaque, the same for the same node on every engine: base64url of `Kind:key`. */
export function toGlobalId(kind: Kind | LedgerKind, key: string): string {
  return Buffer.from(`${kind}:${key}`, 'utf8').toString('base64url');
}

export const fromGlobalId = (id: string): { kind: Kind; key: string } | null => readGlobalId(id, KINDS);

/** Ids of entries of the ledger are none of nodes: `identify` and all filters pass them over. */
export const fromLedgerId = (id: string): { kind: LedgerKind; key: string } | null => readGlobalId(id, LEDGER_KINDS);

function readGlobalId<K extends string>(id: string, kinds: readonly K[]): { kind: K; key: string } | null {
  const bare = id.replace(/\s+/g, '').replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_');
  if (bare.length === 0 || bare.length > MAX_LENGTH || !/^[\w-]+$/.test(bare)) return null;
  const bytes = Buffer.from(bare, 'base64url');
  const text = bytes.toString('utf8');
  const kind = kinds.find((name) => text.startsWith(`${name}:`));
  if (!kind || Buffer.from(text, 'utf8').toString('base64url') !== bare) return null;
  const key = text.slice(kind.length + 1);
  return key === '' || /[\p{Cc}]/u.test(key) ? null : { kind, key };
}

function normalizeGlobalId(text: string): string | null {
  const named = fromGlobalId(text);
  return named && toGlobalId(named.kind, named.key);
}

const READERS: readonly [IdentifierKind, (text: string) => string | null][] = [
  ['PMID', normalizePmid],
  ['PMCID', (text) => (/pmc/i.test(plain(text)) ? normalizePmcid(text) : null)],
  ['DOI', normalizeDoi],
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
 * hyphen an ISSN; NLM ids are only known by their prefix `nlm:`, for they look like PMIDs.
 */
export function identify(text: string): Identifier | null {
  for (const [kind, read] of READERS) {
    const value = read(text);
    if (value !== null) return { kind, value };
  }
  return null;
}
