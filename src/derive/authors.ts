import { describeAuthor } from '../import/author-description.js';
import { claimTag, keyOfLoneClaim, type AuthorRow } from '../ledger/author-row.js';
import { DERIVED } from '../ledger/collections.js';
import type { LedgerView, Row } from '../ledger/view.js';
import type { WorkRow } from '../ledger/work-row.js';
import type { AuthorRecord, Authorship, Provenance } from '../records.js';
import { affiliationsOf, readTimes } from './author-blocks.js';
import { claimsOf, fullAuthor, toAuthorshipClaim, type Claim } from './claims.js';
import type { Journals } from './journals.js';

const provenanceOf = (times: Readonly<Record<string, string>>): Provenance[] =>
  Object.entries(times).map(([source, readAt]) => ({ source, readAt }));

export function recordOfRow(key: string, { description, orcid, affiliations, readAt }: AuthorRow): AuthorRecord {
  const { kind, displayName: name, familyName, givenName, initials, suffix, names } = description;
  return {
    key,
    kind,
    name,
    familyName,
    givenName,
    initials,
    suffix,
    names,
    orcid,
    affiliations,
    provenance: provenanceOf(readAt),
  };
}

function recordOfClaim(key: string, claim: Claim, journals: Journals): AuthorRecord {
  const {
    kind,
    displayName: name,
    familyName,
    givenName,
    initials,
    suffix,
    names,
  } = describeAuthor([toAuthorshipClaim(claim, journals)]);
  return {
    key, kind, name, familyName, givenName, initials, suffix, names, orcid: null, affiliations: affiliationsOf([claim]),
    provenance: provenanceOf(readTimes([claim])),
  }; // prettier-ignore
}

/** The authors of some works, as author identity has settled them. */
export class Authors {
  private constructor(
    private readonly rows: ReadonlyMap<string, Row<AuthorRow>>,
    private readonly journals: Journals,
  ) {}

  static async of(view: LedgerView, works: readonly Row<WorkRow>[], journals: Journals): Promise<Authors> {
    const ids = works.flatMap((work) => claimsOf(work).map(({ id }) => id));
    const rows = await view.tagged<AuthorRow>(DERIVED.author, ids.map(claimTag)); // prettier-ignore
    return new Authors(new Map(rows.flatMap((row) => row.value.ids.map((id) => [id, row] as const))), journals);
  }

  private keyOf(id: string): string {
    return this.rows.get(id)?.key ?? keyOfLoneClaim(id);
  }

  authorships(work: Row<WorkRow>): Authorship[] {
    return claimsOf(work).map(({ id, author }, i): Authorship => {
      const { nameAsWritten, affiliations, isCorresponding, equalContribution } = fullAuthor(author);
      const provenance = author.sources.map((source) => ({ source, readAt: work.value.readAt[source] ?? '' }));
      return {
        authorKey: this.keyOf(id),
        position: i + 1,
        nameAsWritten,
        affiliations,
        isCorresponding,
        equalContribution,
        provenance,
      };
    });
  }

  /** The records of all authors of the work. */
  records(work: Row<WorkRow>): AuthorRecord[] {
    return claimsOf(work).map((claim) => {
      const row = this.rows.get(claim.id);
      const key = this.keyOf(claim.id);
      return row ? recordOfRow(key, row.value) : recordOfClaim(key, claim, this.journals);
    });
  }
}
