import type { IdentifierKind } from './ids.js';
import type { WorkScheme } from './records.js';

/** The schemes under which the graph keeps what people give as identifiers. */

/** Those of works. */
const WORK_SCHEME_OF = {
  PMID: 'pmid',
  PMCID: 'pmcid',
  DOI: 'doi',
  OPENALEX: 'openalex',
  SEMANTIC_SCHOLAR: 's2',
  OMID: 'omid',
} as const satisfies Partial<Record<IdentifierKind, WorkScheme>>;

/** All but the global id, which names a node by its key. */
export const SCHEME_OF = {
  ...WORK_SCHEME_OF,
  ORCID: 'orcid',
  ISSN: 'issn',
  MESH: 'mesh',
  NLM: 'nlm',
} as const satisfies Record<Exclude<IdentifierKind, 'GLOBAL_ID'>, string>;

/** Null for what is no identifier of a work. */
export function workSchemeOf(kind: IdentifierKind): WorkScheme | null {
  return (WORK_SCHEME_OF as Partial<Record<IdentifierKind, WorkScheme>>)[kind] ?? null;
}
