import type { AuthorEvidence } from '../import/author-claim.js';
import { possiblePeople } from '../import/author-possible.js';
import { CodedError } from '../errors.js';
import type { LedgerReads } from '../store/store.js';
import { keyOfLoneClaim, positionOfClaim, workOfClaim, type AuthorRow } from './author-row.js';
import { decidedPairs, loadDecided } from './author-decided.js';
import { ClaimSet, toAuthorshipClaim, type Claim } from './claims.js';
import { DERIVED, PRIMARY } from './collections.js';
import type { JournalRow } from './journal-row.js';
import { LedgerView, type Row } from './view.js';
import type { WorkRow } from './work-row.js';

/** An author who may be the same person as another. */
export interface PossibleAuthor {
  authorKey: string;
  /** Natural logarithm of the odds that the two are one. */
  score: number;
  evidence: AuthorEvidence[];
}

/** Authorships of one name that are compared at most: about a second of work. */
const MOST_CLAIMS = 20_000;

/**
 * Who may be the same person as each author, the likeliest first. An author is named by one of the authorships
 * (`work#position`); for one that is not there nobody is. Authors of one name are read once for all that bear it. An
 * error in the place of an answer, TOO_LARGE, says that the name has more authorships than can be compared.
 */
export async function possibleAuthors(store: LedgerReads, ids: readonly string[]): Promise<(PossibleAuthor[] | CodedError)[]> {
  const view = new LedgerView(store);
  const blocks = await blocksOf(view, ids);
  const set = new ClaimSet(view);
  const decisions = await loadDecided(view, set, [...new Set(blocks.values())]);
  const together = decisions.map(({ a, b }): [string, string] => [a.block, b.block]);
  const groups = new Map(set.groups(together).flatMap((group) => group.map(({ id }) => [id, group] as const)));
  const rows = await view.tagged<AuthorRow>(DERIVED.author, [...set.byBlock.keys()].map((block) => `block:${block}`)); // prettier-ignore
  const { different } = await decidedPairs(view, decisions, set);
  const journals = await journalsOf(view, [...groups.values()].flat());
  const keyOf = keysOf(rows);
  return ids.map((id) => {
    const group = groups.get(id) ?? [];
    if (group.length > MOST_CLAIMS) return tooLarge(group.length);
    if (group.length < 2) return [];
    const claims = group.map((one) => toAuthorshipClaim(one, journals));
    const found = possiblePeople({ claims, groups: rows.map(({ value }) => value.ids), different }, id);
    return found.map((one) => ({ authorKey: keyOf(one.id), score: one.score, evidence: one.evidence }));
  });
}

async function blocksOf(view: LedgerView, ids: readonly string[]): Promise<Map<string, string>> {
  const works = await view.get<WorkRow>(DERIVED.work, ids.map(workOfClaim)); // prettier-ignore
  const authorOf = (id: string) => works.get(workOfClaim(id))?.value.authors[positionOfClaim(id) - 1];
  return new Map(ids.flatMap((id) => (authorOf(id) ? [[id, authorOf(id)!.block] as const] : [])));
}

const tooLarge = (count: number): CodedError =>
  new CodedError(
    'TOO_LARGE',
    `The name has ${count} authorships in this graph; at most ${MOST_CLAIMS} are compared for \`possibleSame\`.`,
  );

async function journalsOf(view: LedgerView, claims: readonly Claim[]) {
  const statements = claims.flatMap(({ work }) => work.journal ?? []);
  const rows = await view.get<JournalRow>(PRIMARY.journal, statements);
  return { keyOf: (statement: string | null) => (statement === null ? null : (rows.get(statement)?.value.key ?? null)) };
}

function keysOf(rows: readonly Row<AuthorRow>[]): (id: string) => string {
  const keys = new Map(rows.flatMap(({ key, value }) => value.ids.map((id) => [id, key] as const)));
  return (id) => keys.get(id) ?? keyOfLoneClaim(id);
}
