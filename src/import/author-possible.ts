import type { AuthorEvidence, AuthorshipClaim } from './author-claim.js';
import { Clusters } from './author-clusters.js';
import { evidenceOf, POSSIBLE_SCORE } from './author-evidence.js';
import { usableOrcids } from './author-orcid.js';
import { blockOfClaims } from './author-profile.js';

/** People as they stand, each by the ids of the claims that are theirs; claims that none names are of a person each. */
export interface People {
  claims: readonly AuthorshipClaim[];
  groups: readonly (readonly string[])[];
  /** Pairs of claims that a decision by hand keeps apart. */
  different: readonly (readonly [string, string])[];
}

/** Somebody who may be the same person. */
export interface PossiblePerson {
  /** One of their claims. */
  id: string;
  /** Natural logarithm of the odds, as in author-evidence.ts. */
  score: number;
  evidence: AuthorEvidence[];
}

/**
 * Who may be the same person as the one with this claim: those whom nothing excludes and who score enough for a person
 * to look at them (author-evidence.ts), the likeliest first. That some score high and were not joined has its reason: they
 * fit a third as well. The one is compared with each other, so that time grows with the number of claims.
 */
export function possiblePeople({ claims, groups, different }: People, id: string): PossiblePerson[] {
  const block = blockOfClaims([...claims].sort((a, b) => (a.id < b.id ? -1 : 1)));
  const indexes = new Map(block.profiles.map(({ claim, index }) => [claim.id, index]));
  const clusters = new Clusters(block, usableOrcids(block).usable);
  const of = (claim: string) => clusters.of(indexes.get(claim)!);
  for (const group of groups) {
    const [first, ...others] = group.filter((claim) => indexes.has(claim));
    for (const other of others) clusters.join(of(first!), of(other), 'BY_HAND', []);
  }
  for (const [a, b] of different) if (indexes.has(a) && indexes.has(b)) clusters.keepApart(indexes.get(a)!, indexes.get(b)!);
  const own = of(id);
  const found = clusters.all().flatMap((other): PossiblePerson[] => {
    if (other === own || clusters.conflict(own, other)) return [];
    const score = clusters.score(own, other);
    if (score < POSSIBLE_SCORE) return [];
    const smallest = Math.min(...other.members);
    return [{ id: block.profiles[smallest]!.claim.id, score, evidence: evidenceOf(own, other, block) }];
  });
  return found.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}
