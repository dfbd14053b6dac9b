import type { AuthorDecisions } from '../import/author-match.js';
import type { ClaimSet } from './claims.js';
import { authorDecisionRow, authorDecisionsAbout, type AuthorDecision, type ClaimName } from './decision-row.js';
import { Targets } from './targets.js';
import type { LedgerView } from './view.js';

/**
 * Loads the claims of these blocks and of all that hang together with them, and answers the decisions about them. What is
 * bound to a block by an ORCID or a turned name may have been decided about, and what that names be bound to others again.
 */
export async function loadDecided(view: LedgerView, set: ClaimSet, blocks: readonly string[]): Promise<AuthorDecision[]> {
  const asked = new Set<string>();
  const decisions = new Map<string, AuthorDecision>();
  for (let wanted = [...blocks]; wanted.length > 0;) {
    await set.load(wanted);
    const loaded = [...set.byBlock.keys()].filter((block) => !asked.has(block));
    for (const block of loaded) asked.add(block);
    const found = await authorDecisionsAbout(view, loaded);
    for (const one of found) decisions.set(authorDecisionRow(one).key, one);
    wanted = [...new Set(found.flatMap(({ a, b }) => [a.block, b.block]))].filter((block) => !set.byBlock.has(block));
  }
  return [...decisions.values()];
}

/** The claims that decisions name, as they stand now. */
export async function decidedPairs(
  view: LedgerView,
  decisions: readonly AuthorDecision[],
  set: ClaimSet,
): Promise<AuthorDecisions> {
  const targets = new Targets(view);
  await targets.lookUp(decisions.flatMap(({ a, b }) => [a.work, b.work]));
  const claimOf = ({ work, position, block }: ClaimName): string | null => {
    const key = targets.named([work])?.key ?? work;
    const there = (set.byBlock.get(block) ?? []).filter((claim) => claim.work.key === key);
    return (there.find(({ id }) => id === `${key}#${position}`) ?? (there.length === 1 ? there[0] : undefined))?.id ?? null;
  };
  const pairs = (verdict: AuthorDecision['verdict']): [string, string][] =>
    decisions
      .filter((decision) => decision.verdict === verdict)
      .flatMap(({ a, b }): [string, string][] => {
        const [one, other] = [claimOf(a), claimOf(b)];
        return one === null || other === null ? [] : [[one, other]];
      });
  return { same: pairs('SAME'), different: pairs('DIFFERENT') };
}
