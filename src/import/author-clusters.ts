import type { AuthorEvidence } from './author-claim.js';
import { numbersOf, type SignKind, type Signs } from './author-chance.js';
import { scoreOf } from './author-evidence.js';
import type { Block, ClaimProfile } from './author-profile.js';
import type { Numbers } from './value-numbers.js';

/** The score of two clusters, as of when their versions added up to `versions`. Both hold the same link. */
export interface Link {
  score: number;
  versions: number;
}

/** Claims that are one person so far, and what keeps others out. */
export interface Cluster {
  /** Indexes of the claims. */
  members: number[];
  /** Names the cluster; that of one of its claims. */
  number: number;
  /** Goes up when the cluster grows. */
  version: number;
  works: Set<string>;
  orcids: Set<string>;
  /** Numbers of the name forms. */
  forms: Set<number>;
  /** Claims that a decision by hand keeps out. */
  kept: Set<number>;
  /** Clusters that this one can never be joined with; known ones only. */
  conflicts: Set<Cluster>;
  /** Each cluster that it was compared with. */
  near: Map<Cluster, Link>;
  /** What the claims tell together. */
  signs: Signs;
  coauthorOrcids: Numbers;
  affiliations: Numbers;
  /** First and last year. */
  years: [number, number] | null;
  evidence: AuthorEvidence[];
  joinedBy: Set<'ORCID' | 'NAME_AND_EVIDENCE' | 'BY_HAND'>;
}

/** Whether two sets have a value in common. */
export function overlaps<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  for (const value of small) if (large.has(value)) return true;
  return false;
}

function clusterOfOne({ index, claim, form, signs, coauthorOrcids, affiliations }: ClaimProfile, orcid: string | null): Cluster {
  return {
    members: [index],
    number: index,
    version: 0,
    works: new Set([claim.workKey]),
    orcids: new Set(orcid === null ? [] : [orcid]),
    forms: new Set([form]),
    kept: new Set(),
    conflicts: new Set(),
    near: new Map(),
    signs,
    coauthorOrcids,
    affiliations,
    years: claim.year === null ? null : [claim.year, claim.year],
    evidence: [],
    joinedBy: new Set(),
  };
}

/** The claims of one block in clusters that grow by `join`. Two people on one paper are never one, nor are two ORCIDs. */
export class Clusters {
  readonly #of: Cluster[];

  constructor(
    readonly block: Block,
    orcids: readonly (string | null)[],
  ) {
    this.#of = block.profiles.map((profile) => clusterOfOne(profile, orcids[profile.index]!));
  }

  of(index: number): Cluster {
    return this.#of[index]!;
  }

  /** All clusters, in the order of their smallest claims. */
  all(): Cluster[] {
    return [...new Set(this.#of)];
  }

  keepApart(a: number, b: number): void {
    this.of(a).kept.add(b);
    this.of(b).kept.add(a);
  }

  /** Whether a decision by hand keeps the two apart. */
  keptApart(a: Cluster, b: Cluster): boolean {
    for (const index of a.kept) if (this.of(index) === b) return true;
    return false;
  }

  /** Whether the two can never be one, whatever the evidence. Once true it stays true as clusters grow. */
  conflict(a: Cluster, b: Cluster): boolean {
    if (a.conflicts.has(b)) return true;
    const differ = a.orcids.size > 0 && b.orcids.size > 0 && !overlaps(a.orcids, b.orcids);
    if (!differ && !overlaps(a.works, b.works) && !this.keptApart(a, b) && !this.#namesConflict(a, b)) return false;
    a.conflicts.add(b);
    b.conflicts.add(a);
    return true;
  }

  /** Every name of one has to agree with every name of the other, for initials must not join two full names. */
  #namesConflict(a: Cluster, b: Cluster): boolean {
    const { names } = this.block;
    for (const one of a.forms) {
      for (const other of b.forms) {
        if (names.agreement(one, other) !== null) continue;
        if (!this.#isKnownAs(one, other, a.forms) && !this.#isKnownAs(other, one, b.forms)) return true;
      }
    }
    return false;
  }

  /**
   * Whether the owner of the name `own` is known under `other` too: by one ORCID or a decision by hand they have a
   * further name that is no form of `own`, and that is `other`, written out.
   */
  #isKnownAs(own: number, other: number, forms: ReadonlySet<number>): boolean {
    const { names } = this.block;
    return [...forms].some(
      (further) => names.agreement(own, further) === null && names.agreement(further, other)?.first === 'FULL',
    );
  }

  /** The score of two clusters as they are now; once compared they stay neighbours. */
  score(a: Cluster, b: Cluster): number {
    let link = a.near.get(b);
    if (!link) {
      link = { score: 0, versions: -1 };
      a.near.set(b, link);
      b.near.set(a, link);
    }
    const versions = a.version + b.version;
    if (link.versions !== versions) {
      link.score = a.number < b.number ? scoreOf(a, b, this.block) : scoreOf(b, a, this.block);
      link.versions = versions;
    }
    return link.score;
  }

  /** Makes one of two; what was known of either holds for both. Answers the one that is no more. */
  join(a: Cluster, b: Cluster, by: 'ORCID' | 'NAME_AND_EVIDENCE' | 'BY_HAND', evidence: readonly AuthorEvidence[]): Cluster {
    const [into, from] = a.members.length >= b.members.length ? [a, b] : [b, a];
    for (const index of from.members) this.#of[index] = into;
    into.members.push(...from.members);
    for (const work of from.works) into.works.add(work);
    for (const orcid of from.orcids) into.orcids.add(orcid);
    for (const form of from.forms) into.forms.add(form);
    for (const index of from.kept) into.kept.add(index);
    for (const method of [by, ...from.joinedBy]) into.joinedBy.add(method);
    into.evidence.push(...from.evidence, ...evidence);
    const { numbers } = this.block;
    const both = (kind: SignKind): Numbers => numbersOf(kind, numbers).union(into.signs[kind], from.signs[kind]);
    into.signs = { coauthors: both('coauthors'), words: both('words'), journals: both('journals'), topics: both('topics') };
    into.coauthorOrcids = numbers.claims.union(into.coauthorOrcids, from.coauthorOrcids);
    into.affiliations = numbers.claims.union(into.affiliations, from.affiliations);
    const years = [...(into.years ?? []), ...(from.years ?? [])];
    into.years = years.length === 0 ? null : [Math.min(...years), Math.max(...years)];
    into.version++;
    for (const other of from.conflicts) {
      other.conflicts.delete(from);
      other.conflicts.add(into);
      into.conflicts.add(other);
    }
    for (const [other, link] of from.near) {
      other.near.delete(from);
      if (other === into || into.near.has(other)) continue;
      link.versions = -1;
      into.near.set(other, link);
      other.near.set(into, link);
    }
    return from;
  }
}
