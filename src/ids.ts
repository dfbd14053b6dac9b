import { KINDS, type Kind } from './records.js';

/**
 * Identifiers of the world and global ids: every spelling that people paste becomes one normal form.
 * Normal forms: PMID digits; PMCID `PMC` + digits; DOI lower case without prefix; ORCID and ISSN with
 * hyphens and a right check digit; MeSH UI `D` + digits; NLM journal id as given.
 */
export type IdentifierKind = 'PMID' | 'PMCID' | 'DOI' | 'ORCID' | 'ISSN' | 'MESH' | 'NLM' | 'GLOBAL_ID';

export interface Identifier {
  kind: IdentifierKind;
  /** Normal form; for a global id the id itself. */
  value: string;
}

export function normalizePmid(text: string): string | null {
  const match =
    /^(?:pmid\s*:?\s*|https?:\/\/(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov\/pubmed|europepmc\.org\/(?:article|abstract)\/med)\/)?0*([1-9]\d{0,9})(?:\.\d+)?(?:\/?(?:[?#].*)?)$/i.exec(
      text.trim(),
    );
  return match?.[1] ?? null;
}

const PMCID_URL = String.raw`https?:\/\/(?:www\.)?(?:ncbi\.nlm\.nih\.gov\/pmc\/articles|pmc\.ncbi\.nlm\.nih\.gov\/articles|europepmc\.org\/(?:articles?|abstract)(?:\/pmc)?)\/`;
const PMCID = new RegExp(
  `^(?:pmcid\\s*:?\\s*|pmc\\s*:\\s*|${PMCID_URL})?(?:PMC)0*([1-9]\\d{0,11})(?:\\.\\d+)?(?:\\/.*|[?#].*)?$`,
  'i',
);
const BARE_PMCID = new RegExp(`^(?:pmcid\\s*:?\\s*|pmc\\s*:\\s*|${PMCID_URL})?0*([1-9]\\d{0,11})(?:\\.\\d+)?\\/?$`, 'i');

/** Also takes bare digits, as PubMed's text pages give them; `identify` does not, for those are PMIDs. */
export function normalizePmcid(text: string): string | null {
  const match = PMCID.exec(text.trim()) ?? BARE_PMCID.exec(text.trim());
  return match ? `PMC${match[1]}` : null;
}

function decodePercent(text: string): string {
  if (!/%[0-9a-f]{2}/i.test(text)) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const DOI_PREFIX = /^(?:https?:\/\/)?(?:(?:dx\.|www\.)?doi\.org\/|doi\s*:?\s*(?:https?:\/\/(?:dx\.)?doi\.org\/)?)/i;

/** DOIs are case-insensitive (DOI Handbook, section 2.4): lower case. A closing full stop or comma is the sentence's. */
export function normalizeDoi(text: string): string | null {
  const bare = decodePercent(text.trim())
    .trim()
    .replace(DOI_PREFIX, '')
    .trim()
    .replace(/[.,;]+$/, '')
    .toLowerCase();
  return /^10\.\d{4,9}(?:\.\d+)*\/[^\s\p{Cc}]+$/u.test(bare) && bare.length <= 2048 ? bare : null;
}

/** ISO 7064 mod 11-2, which ORCID and ISNI use. */
function orcidCheckDigit(digits: string): string {
  const total = [...digits].reduce((sum, digit) => (sum + Number(digit)) * 2, 0);
  const check = (12 - (total % 11)) % 11;
  return check === 10 ? 'X' : String(check);
}

export function normalizeOrcid(text: string): string | null {
  const match =
    /^(?:orcid\s*:?\s*)?(?:https?:\/\/(?:www\.)?orcid\.org\/)?(\d{4})[-\s]?(\d{4})[-\s]?(\d{4})[-\s]?(\d{3})([\dx])\/?$/i.exec(
      text.trim(),
    );
  if (!match) return null;
  const [, a, b, c, d, check] = match;
  return orcidCheckDigit(`${a}${b}${c}${d}`) === check!.toUpperCase() ? `${a}-${b}-${c}-${d}${check!.toUpperCase()}` : null;
}

export function normalizeIssn(text: string): string | null {
  const match = /^(?:e?issn(?:-?l)?\s*:?\s*|https?:\/\/portal\.issn\.org\/resource\/issn\/)?(\d{4})-?(\d{3})([\dx])$/i.exec(
    text.trim(),
  );
  if (!match) return null;
  const digits = `${match[1]}${match[2]}`;
  const total = [...digits].reduce((sum, digit, i) => sum + Number(digit) * (8 - i), 0);
  const check = (11 - (total % 11)) % 11;
  const wanted = check === 10 ? 'X' : String(check);
  return wanted === match[3]!.toUpperCase() ? `${match[1]}-${match[2]}${wanted}` : null;
}

export function normalizeMeshId(text: string): string | null {
  const match =
    /^(?:mesh\s*:?\s*|https?:\/\/(?:id\.nlm\.nih\.gov\/mesh|meshb\.nlm\.nih\.gov\/record\/ui\?ui=)\/?)?([DC]\d{6}(?:\d{3})?)$/i.exec(
      text.trim(),
    );
  return match ? match[1]!.toUpperCase() : null;
}

export function normalizeNlmId(text: string): string | null {
  const match = /^(?:nlm(?:id)?\s*:?\s*)?(\d{5,9}[A-Za-z]?)$/i.exec(text.trim());
  return match ? match[1]!.toUpperCase() : null;
}

/** Opaque, the same for the same node on every engine: base64url of `Kind:key`. */
export function toGlobalId(kind: Kind, key: string): string {
  return Buffer.from(`${kind}:${key}`, 'utf8').toString('base64url');
}

export function fromGlobalId(id: string): { kind: Kind; key: string } | null {
  const bare = id.replace(/\s+/g, '').replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_');
  if (bare.length === 0 || bare.length > 4096 || !/^[\w-]+$/.test(bare)) return null;
  const bytes = Buffer.from(bare, 'base64url');
  const text = bytes.toString('utf8');
  const kind = KINDS.find((name) => text.startsWith(`${name}:`));
  if (!kind || Buffer.from(text, 'utf8').toString('base64url') !== bare) return null;
  const key = text.slice(kind.length + 1);
  return key === '' || /[\p{Cc}]/u.test(key) ? null : { kind, key };
}

/**
 * What an identifier is, whatever its spelling, or null. Bare digits are a PMID; eight digits with a
 * hyphen an ISSN; NLM ids are only known by their prefix `nlm:`, for they look like PMIDs.
 */
export function identify(text: string): Identifier | null {
  const trimmed = text.trim();
  const readers: [IdentifierKind, (text: string) => string | null][] = [
    ['PMID', normalizePmid],
    [
      'PMCID',
      (value) =>
        PMCID.test(value) || /^pmc(?:id)?\s*:/i.test(value) || /\/pmc\/|pmc\./i.test(value) ? normalizePmcid(value) : null,
    ],
    ['DOI', normalizeDoi],
    ['ORCID', normalizeOrcid],
    ['ISSN', normalizeIssn],
    ['MESH', normalizeMeshId],
    ['NLM', (value) => (/^nlm/i.test(value) ? normalizeNlmId(value) : null)],
    ['GLOBAL_ID', (value) => (fromGlobalId(value) ? value : null)],
  ];
  for (const [kind, read] of readers) {
    const value = read(trimmed);
    if (value !== null) return { kind, value };
  }
  return null;
}
