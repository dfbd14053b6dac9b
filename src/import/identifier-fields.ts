import { normalizeDoi, normalizeIssn, normalizeNlmId, normalizeOrcid, normalizePmcid, normalizePmid } from '../ids.js';
import { shown, type Warn } from './convert-record.js';

/** `https://openalex.org/W123` → `W123`. */
export function normalizeOpenAlexId(text: string): string | null {
  const match = /^(?:https?:\/\/(?:api\.)?openalex\.org\/(?:works\/)?|openalex\s*:\s*)?(W[1-9]\d{0,15})$/i.exec(text.trim());
  return match ? match[1]!.toUpperCase() : null;
}

/** Semantic Scholar's paper id: 40 hexadecimal digits. */
export function normalizeS2Id(text: string): string | null {
  const match = /^(?:https?:\/\/(?:www\.|api\.)?semanticscholar\.org\/(?:paper\/)?(?:[^/]*\/)?)?([0-9a-f]{40})$/i.exec(
    text.trim(),
  );
  return match ? match[1]!.toLowerCase() : null;
}

/** OpenCitations Meta's id of a work: `omid:br/06101` → `br/06101`. */
export function normalizeOmid(text: string): string | null {
  const match = /^(?:omid\s*:\s*|https?:\/\/w3id\.org\/oc\/meta\/)?(br\/\d{1,30})$/i.exec(text.trim());
  return match ? match[1]!.toLowerCase() : null;
}

const KINDS = {
  PMID: normalizePmid,
  PMCID: normalizePmcid,
  DOI: normalizeDoi,
  ORCID: normalizeOrcid,
  ISSN: normalizeIssn,
  'NLM id': normalizeNlmId,
  'OpenAlex id': normalizeOpenAlexId,
  'Semantic Scholar id': normalizeS2Id,
  OMID: normalizeOmid,
} as const;

/**
 * An identifier as a source gives it, in normal form. One that cannot be used is left out with a warning; none at
 * all (null, empty) is no reason to warn. Numbers are taken where they are whole and exact.
 */
export function readId(kind: keyof typeof KINDS, value: unknown, warn: Warn): string | null {
  if (value === null || value === undefined) return null;
  const text = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
  if (typeof text === 'string') {
    const trimmed = text.trim();
    if (trimmed === '') return null;
    const normal = KINDS[kind](trimmed);
    if (normal !== null) return normal;
  }
  warn(`${shown(value)} is no ${kind}; it is left out`);
  return null;
}
