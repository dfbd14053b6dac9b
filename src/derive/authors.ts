import { describeAuthor } from '../import/author-description.js';
import { claimsInTags, claimTag, keyOfLoneClaim, type AuthorRow } from '../ledger/author-row.js';
import { claimsOf, fullAuthor, type Claim } from '../ledger/claims.js';
import { DERIVED } from '../ledger/collections.js';
import type { LedgerView, Row } from '../ledger/view.js';
import type { WorkRow } from '../ledger/work-row.js';
import type { AuthorRecord, Authorship, Provenance } from '../records.js';
import { affiliationsOf, readTimes } from './author-blocks.js';

const provenanceOf = (times: Readonly<Record<string, string>>): Provenance[] =>
  Object.entries(times).map(([source, readAt]) => ({ source, readAt }));

export function recordOfRow(key: string, { description, orcid, affiliations, readAt }: AuthorRow): AuthorRecord {
  const { displayName: name, ...described } = description;
  return { key, name, ...described, orcid, affiliations, provenance: provenanceOf(readAt) };
}

function recordOfClaim(key: string, claim: Claim): AuthorRecord {
  const { displayName: name, ...described } = describeAuthor([fullAuthor(claim.author)]);
  return { key, name, ...described, orcid: null, affiliations: affiliationsOf([claim]), provenance: provenanceOf(readTimes([claim])) }; // prettier-ignore
}

/** The authors of some works, as author identity has settled them. */
export class Authors {
  private readonly keys = new Map<string, string>();

  private constructor(private readonly rows: ReadonlyMap<string, Row<AuthorRow>>) {}

  static async of(view: LedgerView, works: readonly Row<WorkRow>[]): Promise<Authors> {
    const ids = works.flatMap((work) => claimsOf(work).map(({ id }) => id));
    const rows = await view.tagged<AuthorRow>(DERIVED.author, ids.map(claimTag)); // prettier-ignore
    return new Authors(new Map(rows.flatMap((row) => claimsInTags(row.tags).map((id) => [id, row] as const))));
  }

  private keyOf(id: string): string {
    let key = this.keys.get(id);
    if (key === undefined) this.keys.set(id, (key = this.rows.get(id)?.key ?? keyOfLoneClaim(id)));
    return key;
  }

  authorships(work: Row<WorkRow>): Authorship[] {
    return claimsOf(work).map(({ id, author }, i): Authorship => {
      const { nameAsWritten, affiliations, institutions, isCorresponding, equalContribution } = fullAuthor(author);
      const provenance = author.sources.map((source) => ({ source, readAt: work.value.readAt[source] ?? '' }));
      return {
        authorKey: this.keyOf(id),
        position: i + 1,
        nameAsWritten,
        affiliations,
        ...(institutions.length > 0 ? { institutions } : null),
        isCorresponding,
        equalContribution,
        provenance,
      };
    });
  }

  /** The records of those authors of the work whose key is wanted. */
  records(work: Row<WorkRow>, isWanted: (key: string) => boolean): AuthorRecord[] {
    return claimsOf(work).flatMap((claim) => {
      const row = this.rows.get(claim.id);
      const key = this.keyOf(claim.id);
      if (!isWanted(key)) return [];
      return row ? recordOfRow(key, row.value) : recordOfClaim(key, claim);
    });
  }
}
