import type { AuthorDecisions } from '../import/author-match.js';
import type { ClaimSet } from './claims.js';
import { authorDecisionsAbout, type AuthorDecision, type ClaimName } from './decision-row.js';
import { Targets } from './targets.js';
import type { LedgerView } from './view.js';

/** Decisions about the blocks, and about those that these decisions bind to them. */
export async function decisionsOf(view: LedgerView, blocks: readonly string[]): Promise<AuthorDecision[]> {
  const known = new Set(blocks);
  let all: AuthorDecision[] = [];
  for (let size = -1; size !== known.size;) {
    size = known.size;
    all = await authorDecisionsAbout(view, known);
    for (const { a, b } of all) known.add(a.block).add(b.block);
  }
  return all;
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
