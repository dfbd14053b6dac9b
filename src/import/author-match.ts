import { createHash } from 'node:crypto';
import { candidatePairs } from './author-candidates.js';
import type { AuthorDecisions, AuthorEvidence, AuthorshipClaim } from './author-claim.js';
import { Clusters, type Cluster } from './author-clusters.js';
import { evidenceOf, JOIN_SCORE, POSSIBLE_SCORE } from './author-evidence.js';
import { joinByOrcid, usableOrcids, type UsableOrcids } from './author-orcid.js';
import { blockOfClaims } from './author-profile.js';
import { once } from './once.js';

export type { AuthorDecisions, AuthorEvidence, AuthorshipClaim } from './author-claim.js';
export { blockLinks, nameBlock, nameBlocks } from './person-form.js';

export type IdentityMethod = 'ORCID' | 'NAME_AND_EVIDENCE' | 'NAME_ONLY' | 'BY_HAND';

/** One person or group: the claims that are theirs, and why. */
export interface AuthorCluster {
  /** Sorted; never empty. */
  ids: string[];
  /** Of one cluster at most. */
  orcid: string | null;
  /** The weakest that was needed, but `BY_HAND` where a decision joined claims. `NAME_ONLY`: one claim without ORCID. */
  method: IdentityMethod;
  evidence: AuthorEvidence[];
}

/** Two clusters, by their smallest claims, that may be one person; never joined without a decision by hand. */
export interface PossibleMatch {
  a: string;
  b: string;
  score: number;
  evidence: AuthorEvidence[];
}

export interface AuthorIdentities {
  /** In the order of their smallest ids. */
  clusters: AuthorCluster[];
  /** Best first; worked out when it is first asked for. */
  readonly possible: PossibleMatch[];
  /** Decisions `same` that were not followed, for decisions `different` contradict them. */
  contradicted: [string, string][];
}

/** What decides beyond any score is listed with these weights. */
const DECIDES = { byHand: 100, orcid: 10 } as const;
/** A claim that fits two people who are not each other joins the better one only if it is better by this much. */
const MARGIN = 1;

const NO_DECISIONS: AuthorDecisions = { same: [], different: [] };

/** One claim for each id, sorted, so that the result is a function of the set of claims. */
function inOrder(claims: readonly AuthorshipClaim[]): AuthorshipClaim[] {
  const named = claims
    .map((claim): [string, AuthorshipClaim] => [claim.id, claim])
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  named.forEach(([id], i) => {
    if (id === named[i + 1]?.[0]) throw new RangeError(`Two claims have the id ${id}; expected each claim once.`);
  });
  return named.map(([, claim]) => claim);
}

/** Follows the decisions by hand; answers those that could not be. */
function decide(
  clusters: Clusters,
  indexes: ReadonlyMap<string, number>,
  { same, different }: AuthorDecisions,
): [string, string][] {
  const known = (pairs: AuthorDecisions['same']): [number, number][] =>
    pairs
      .flatMap(([a, b]): [number, number][] => {
        const [one, other] = [indexes.get(a), indexes.get(b)];
        return one === undefined || other === undefined || one === other ? [] : [[Math.min(one, other), Math.max(one, other)]];
      })
      .sort((x, y) => x[0] - y[0] || x[1] - y[1]);
  for (const [a, b] of known(different)) clusters.keepApart(a, b);
  const id = (index: number): string => clusters.block.profiles[index]!.claim.id;
  const contradicted: [string, string][] = [];
  for (const [a, b] of known(same)) {
    if (clusters.keptApart(clusters.of(a), clusters.of(b))) {
      contradicted.push([id(a), id(b)]);
      continue;
    }
    const detail = `decided to be one: ${id(a)} and ${id(b)}`;
    clusters.join(clusters.of(a), clusters.of(b), 'BY_HAND', [{ kind: 'BY_HAND', detail, weight: DECIDES.byHand }]);
  }
  return contradicted;
}

/** Scores from the highest down; clusters that are sure grow before those that are less sure are looked at. */
const STEPS = [12, 9, 7, 5, JOIN_SCORE];

interface Pair {
  a: Cluster;
  b: Cluster;
  score: number;
}

/** Whether one of the two fits nearly as well to a third that the other cannot be. */
function isUndecided(clusters: Clusters, a: Cluster, b: Cluster, score: number): boolean {
  const least = Math.max(score - MARGIN, JOIN_SCORE);
  const rival = (one: Cluster, other: Cluster): boolean => {
    for (const [third, link] of one.near) {
      if (link.score < least || third === other || clusters.conflict(one, third)) continue;
      if (clusters.conflict(other, third)) return true;
    }
    return false;
  };
  return rival(a, b) || rival(b, a);
}

const smallest = ({ members }: Cluster): number => members.reduce((least, index) => Math.min(least, index));

/** Pairs of clusters that may be joined and score so much as of now, each once, the best first. */
function scoredPairs(clusters: Clusters, least: number): Pair[] {
  const order = new Map(clusters.all().map((cluster) => [cluster, smallest(cluster)]));
  const pairs: Pair[] = [];
  for (const [a, first] of order) {
    for (const b of a.near.keys()) {
      if (first > order.get(b)!) continue;
      const score = clusters.score(a, b);
      if (score >= least && !clusters.conflict(a, b)) pairs.push({ a, b, score });
    }
  }
  return pairs.sort((x, y) => y.score - x.score || order.get(x.a)! - order.get(y.a)! || order.get(x.b)! - order.get(y.b)!);
}

/** One pass over the pairs, each with the clusters as they have become by then. Answers whether any were joined. */
function joinBest(clusters: Clusters, least: number): boolean {
  let joined = false;
  const gone = new Set<Cluster>();
  for (const { a, b } of scoredPairs(clusters, least)) {
    if (gone.has(a) || gone.has(b) || clusters.conflict(a, b)) continue;
    const score = clusters.score(a, b);
    if (score < least || isUndecided(clusters, a, b, score)) continue;
    gone.add(clusters.join(a, b, 'NAME_AND_EVIDENCE', evidenceOf(a, b, clusters.block)));
    joined = true;
  }
  return joined;
}

function joinByEvidence(clusters: Clusters): void {
  for (const [a, b] of candidatePairs(clusters.block)) clusters.score(clusters.of(a), clusters.of(b));
  for (const least of STEPS) while (highestScore(clusters) >= least && joinBest(clusters, least));
}

/** The score of the best pair, joinable or not: below it there is nothing to look for. */
function highestScore(clusters: Clusters): number {
  let highest = -Infinity;
  for (let index = 0; index < clusters.block.profiles.length; index++) {
    const cluster = clusters.of(index);
    // Of each cluster one claim speaks for all.
    if (cluster.number !== index) continue;
    for (const other of cluster.near.keys()) highest = Math.max(highest, clusters.score(cluster, other));
  }
  return highest;
}

/** Pairs of clusters that scored and may be joined by a human. */
function possibleMatches(clusters: Clusters): PossibleMatch[] {
  const { profiles } = clusters.block;
  return scoredPairs(clusters, POSSIBLE_SCORE).map(({ a, b, score }) => {
    const [first, second] = [smallest(a), smallest(b)].map((index) => profiles[index]!.claim.id) as [string, string];
    return { a: first, b: second, score, evidence: evidenceOf(a, b, clusters.block) };
  });
}

/** Each kind and detail once, with its highest weight; the strongest first. */
function distinct(evidence: readonly AuthorEvidence[]): AuthorEvidence[] {
  const best = new Map<string, AuthorEvidence>();
  for (const one of evidence) {
    const key = `${one.kind}\n${one.detail}`;
    if (one.weight > (best.get(key)?.weight ?? -Infinity)) best.set(key, one);
  }
  return [...best.values()].sort((a, b) => b.weight - a.weight || (a.kind + a.detail < b.kind + b.detail ? -1 : 1));
}

function methodOf({ joinedBy, members }: Cluster, orcid: string | null): IdentityMethod {
  if (joinedBy.has('BY_HAND')) return 'BY_HAND';
  if (joinedBy.has('NAME_AND_EVIDENCE')) return 'NAME_AND_EVIDENCE';
  return orcid !== null || members.length > 1 ? 'ORCID' : 'NAME_ONLY';
}

/** An ORCID that is left on several clusters belongs to the largest, on ties to that with the smallest claim. */
function ownersOf(clusters: readonly Cluster[], orcids: readonly (string | null)[]): Map<Cluster, string> {
  const counts = clusters.flatMap((cluster) =>
    [...cluster.orcids].map((orcid) => ({
      cluster,
      orcid,
      count: cluster.members.filter((index) => orcids[index] === orcid).length,
    })),
  );
  counts.sort((a, b) => b.count - a.count || smallest(a.cluster) - smallest(b.cluster) || (a.orcid < b.orcid ? -1 : 1)); // prettier-ignore
  const owners = new Map<Cluster, string>();
  const given = new Set<string>();
  for (const { cluster, orcid } of counts) {
    if (owners.has(cluster) || given.has(orcid)) continue;
    owners.set(cluster, orcid);
    given.add(orcid);
  }
  return owners;
}

/**
 * Who wrote what: groups the claims of one block (or of several blocks that `blockLinks` bind) by person. Decisions
 * by hand come first, then ORCIDs, then evidence (author-evidence.ts), the strongest first. The result is a function
 * of the set of claims: neither their order nor that of the decisions matters. Throws RangeError for two claims with
 * one id; decisions about other claims are passed over. Time grows nearly with the number of claims.
 */
export function identifyAuthors(claims: readonly AuthorshipClaim[], decisions: AuthorDecisions = NO_DECISIONS): AuthorIdentities {
  // Most names are borne once: there is nothing to compare.
  if (claims.length === 1) return { clusters: [loneAuthor(claims[0]!)], possible: [], contradicted: [] };
  const block = blockOfClaims(inOrder(claims));
  const indexes = new Map(block.profiles.map(({ claim, index }) => [claim.id, index]));
  const orcids = usableOrcids(block);
  const clusters = new Clusters(block, orcids.usable);
  const contradicted = decide(clusters, indexes, decisions);
  joinByOrcid(clusters, orcids.usable, DECIDES.orcid);
  joinByEvidence(clusters);
  const possible = once(() => possibleMatches(clusters));
  return {
    clusters: finished(clusters, orcids),
    get possible() {
      return possible();
    },
    contradicted,
  };
}

/** The author of a claim whose name nobody else bears. */
export function loneAuthor({ id, orcid }: Pick<AuthorshipClaim, 'id' | 'orcid'>): AuthorCluster {
  const evidence: AuthorEvidence[] = orcid === null ? [] : [{ kind: 'ORCID', detail: `ORCID ${orcid}`, weight: DECIDES.orcid }];
  return { ids: [id], orcid, method: orcid === null ? 'NAME_ONLY' : 'ORCID', evidence };
}

function finished(clusters: Clusters, { usable, refused }: UsableOrcids): AuthorCluster[] {
  const all = clusters.all();
  const owners = ownersOf(all, usable);
  return all.map((cluster): AuthorCluster => {
    const orcid = owners.get(cluster) ?? null;
    const indexes = [...cluster.members].sort((a, b) => a - b);
    const aboutOrcids = [
      ...(orcid === null ? [] : [{ kind: 'ORCID' as const, detail: `ORCID ${orcid}`, weight: DECIDES.orcid }]),
      ...indexes.flatMap((index) => refused.get(index) ?? []).map((detail) => ({ kind: 'ORCID' as const, detail, weight: 0 })),
    ];
    return {
      ids: indexes.map((index) => clusters.block.profiles[index]!.claim.id),
      orcid,
      method: methodOf(cluster, orcid),
      evidence: distinct([...aboutOrcids, ...cluster.evidence]),
    };
  });
}

/** Key of the author that a cluster is: `orcid:…`, else `author:` and 16 hexadecimal digits of its smallest id. */
export function authorKeyOf({ ids, orcid }: Pick<AuthorCluster, 'ids' | 'orcid'>): string {
  if (orcid !== null) return `orcid:${orcid}`;
  const smallest = ids.reduce((least, id) => (id < least ? id : least));
  return `author:${createHash('sha256').update(smallest).digest('hex').slice(0, 16)}`;
}
