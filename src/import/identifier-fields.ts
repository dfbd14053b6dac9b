import { normalizeOmid, normalizeOpenAlexId, normalizeRor, normalizeS2Id } from '../database-ids.js';
import { workSchemeOf } from '../id-schemes.js';
import {
  identify,
  normalizeArxiv,
  normalizeDoi,
  normalizeIssn,
  normalizeNlmId,
  normalizeOrcid,
  normalizePmcid,
  normalizePmid,
} from '../ids.js';
import { shown, type Warn } from './convert-record.js';
import type { WorkIds } from './record.js';

const KINDS = {
  PMID: normalizePmid,
  PMCID: normalizePmcid,
  DOI: normalizeDoi,
  'arXiv id': normalizeArxiv,
  ORCID: normalizeOrcid,
  ISSN: normalizeIssn,
  'NLM id': normalizeNlmId,
  'OpenAlex id': normalizeOpenAlexId,
  'Semantic Scholar id': normalizeS2Id,
  OMID: normalizeOmid,
  'ROR id': normalizeRor,
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

/** An identifier of a work, or null: ORCIDs, ISSNs and the like name other things. */
export function workIds(text: string): Partial<WorkIds> | null {
  const openalex = normalizeOpenAlexId(text);
  if (openalex !== null) return { openalex };
  const found = identify(text);
  const scheme = found && workSchemeOf(found.kind);
  return scheme ? { [scheme]: found.value } : null;
}
