/** The number of the community of each node, by what the node is known by in every period. */
export type Membership = ReadonlyMap<string, number>;

export interface CommunityMatch {
  /** By the number of each community of the later period, the number that it keeps or is given. */
  numbers: Map<number, number>;
  /** The first number that no community of any period has had yet: for the next period. */
  next: number;
}

interface Overlap {
  before: number;
  after: number;
  shared: number;
  /** Shared members divided by the members of either (Jaccard). */
  share: number;
}

/**
 * Which community of a period continues which of the period before: of all pairs that share members the one with the
 * greatest share of its members in common, then the next of what is left, and so on, so that each has at most one
 * successor (Palla, Barabási & Vicsek 2007, Quantifying social group evolution, Nature 446:664). Of equal pairs that
 * with more members in common, then the lower numbers. Communities that continue none get new numbers from `next` on, in
 * the order of their own. `next` is above every number that was used so far; without it, above those of `before`.
 */
export function matchCommunities(before: Membership, after: Membership, next = firstUnused(before)): CommunityMatch {
  const numbers = new Map<number, number>();
  const continued = new Set<number>();
  for (const overlap of overlaps(before, after)) {
    if (numbers.has(overlap.after) || continued.has(overlap.before)) continue;
    numbers.set(overlap.after, overlap.before);
    continued.add(overlap.before);
  }
  for (const own of [...new Set(after.values())].sort((a, b) => a - b)) if (!numbers.has(own)) numbers.set(own, next++);
  return { numbers, next };
}

const firstUnused = (membership: Membership): number => {
  let next = 0;
  for (const number of membership.values()) next = Math.max(next, number + 1);
  return next;
};

/** The best first. */
function overlaps(before: Membership, after: Membership): Overlap[] {
  const [sizesBefore, sizesAfter] = [sizes(before), sizes(after)];
  const shared = new Map<string, Overlap>();
  for (const [node, number] of after) {
    const earlier = before.get(node);
    if (earlier === undefined) continue;
    const pair = `${earlier} ${number}`;
    const known = shared.get(pair) ?? { before: earlier, after: number, shared: 0, share: 0 };
    known.shared++;
    shared.set(pair, known);
  }
  for (const one of shared.values())
    one.share = one.shared / (sizesBefore.get(one.before)! + sizesAfter.get(one.after)! - one.shared);
  return [...shared.values()].sort(
    (a, b) => b.share - a.share || b.shared - a.shared || a.before - b.before || a.after - b.after,
  );
}

function sizes(membership: Membership): Map<number, number> {
  const found = new Map<number, number>();
  for (const number of membership.values()) found.set(number, (found.get(number) ?? 0) + 1);
  return found;
}
