import type { AuthorDescription } from '../import/author-description.js';
import { authorKeyOf, type AuthorCluster, type AuthorEvidence, type IdentityMethod } from '../import/author-match.js';
import type { LedgerReads } from '../store/store.js';
import { DERIVED } from './collections.js';
import { LedgerView } from './view.js';

/** An author who has several claims or an ORCID, or about whom somebody decided. All others have one claim, and no row. */
export interface AuthorRow {
  /** Claims (`work#position`), sorted. */
  ids: string[];
  orcid: string | null;
  method: IdentityMethod;
  evidence: AuthorEvidence[];
  description: AuthorDescription;
  /** Newest first. */
  affiliations: string[];
  /** When each source was last read with one of the claims. */
  readAt: Record<string, string>;
}

export const claimId = (work: string, position: number): string => `${work}#${position}`;
export const workOfClaim = (id: string): string => id.slice(0, id.lastIndexOf('#'));
export const positionOfClaim = (id: string): number => Number(id.slice(id.lastIndexOf('#') + 1));
const CLAIM = 'claim:';
export const claimTag = (id: string): string => CLAIM + id;
/** The claims of an author, told by the tags of the row. */
export const claimsInTags = (tags: readonly string[]): string[] =>
  tags.flatMap((tag) => (tag.startsWith(CLAIM) ? tag.slice(CLAIM.length) : []));

/** Key of an author who has this claim alone. */
export const keyOfLoneClaim = (id: string): string => authorKeyOf({ ids: [id], orcid: null });

export const needsRow = ({ ids, orcid, method }: AuthorCluster): boolean =>
  ids.length > 1 || orcid !== null || method === 'BY_HAND';

/** How the articles of an author were put together. */
export interface AuthorIdentity {
  method: IdentityMethod;
  evidence: AuthorEvidence[];
}

/** How it was found out that these articles are one person's; a person with one article stands by the name alone. */
export async function authorIdentities(store: LedgerReads, keys: readonly string[]): Promise<AuthorIdentity[]> {
  const rows = await new LedgerView(store).get<AuthorRow>(DERIVED.author, keys);
  return keys.map((key) => {
    const row = rows.get(key)?.value;
    return row ? { method: row.method, evidence: row.evidence } : { method: 'NAME_ONLY', evidence: [] };
  });
}
