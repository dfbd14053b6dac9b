import type { Clusters } from './author-clusters.js';
import type { Block } from './author-profile.js';
import { canShareOrcid, isLatin } from './person-compatible.js';
import type { PersonForm } from './person-form.js';

/**
 * ORCIDs as sources give them are wrong at times: one on two authors of a paper, or one coauthor's on another. The
 * first decides nothing on that paper; of the second kind the ORCID stays with the names that most claims have.
 */
export interface UsableOrcids {
  /** By the index of the claim. */
  usable: (string | null)[];
  /** Why the ORCID of a claim was not used. */
  refused: Map<number, string>;
}

export function usableOrcids(block: Block): UsableOrcids {
  const counts = new Map<string, number>();
  const onWork = (index: number): string => `${block.profiles[index]!.claim.orcid} ${block.profiles[index]!.claim.workKey}`;
  for (const { claim, index } of block.profiles) {
    if (claim.orcid !== null) counts.set(onWork(index), (counts.get(onWork(index)) ?? 0) + 1);
  }
  const usable = block.profiles.map(({ claim }) => claim.orcid);
  const refused = new Map<number, string>();
  const refuse = (index: number, reason: string): void => {
    refused.set(index, `ORCID ${usable[index]} not used: ${reason}`);
    usable[index] = null;
  };
  for (const { claim, index } of block.profiles) {
    if ((counts.get(onWork(index)) ?? 0) > 1) refuse(index, `several authors of ${claim.workKey} have it`);
  }
  for (const indexes of byOrcid(usable).values()) {
    const kept = new Set(likeliest(block, indexes));
    for (const index of indexes) if (!kept.has(index)) refuse(index, 'most claims with it have wholly other names');
  }
  return { usable, refused };
}

function byOrcid(orcids: readonly (string | null)[]): Map<string, number[]> {
  const found = new Map<string, number[]>();
  orcids.forEach((orcid, index) => {
    if (orcid === null) return;
    const known = found.get(orcid);
    if (known) known.push(index);
    else found.set(orcid, [index]);
  });
  return found;
}

/**
 * The claims of one ORCID whose names hang together, most of them; on ties those with the smallest claim. Each script for
 * itself, for a name in another one would tie together what does not hang together.
 */
function likeliest({ profiles, names }: Block, indexes: readonly number[]): number[] {
  const formOf = (index: number): PersonForm => names.forms[profiles[index]!.form]!;
  return [true, false].flatMap((script) => {
    const groups: number[][] = [];
    for (const index of indexes.filter((one) => isLatin(formOf(one)) === script)) {
      const fits = groups.filter((group) => group.some((other) => canShareOrcid(formOf(index), formOf(other))));
      for (const group of fits) groups.splice(groups.indexOf(group), 1);
      groups.push([...fits.flat(), index]);
    }
    return groups.sort((a, b) => b.length - a.length || Math.min(...a) - Math.min(...b))[0] ?? [];
  });
}

/** Joins the claims of each ORCID, as far as no decision by hand keeps them apart. */
export function joinByOrcid(clusters: Clusters, orcids: readonly (string | null)[], weight: number): void {
  for (const [orcid, indexes] of byOrcid(orcids)) {
    const evidence = [{ kind: 'ORCID' as const, detail: `ORCID ${orcid}`, weight }];
    for (const [at, index] of indexes.entries()) {
      // A claim that is kept apart from the first ones still belongs to a later one.
      for (const earlier of indexes.slice(0, at)) {
        const [one, other] = [clusters.of(earlier), clusters.of(index)];
        if (one === other) break;
        const differ = one.orcids.size > 0 && other.orcids.size > 0 && ![...one.orcids].some((value) => other.orcids.has(value));
        if (differ || clusters.keptApart(one, other)) continue;
        clusters.join(one, other, 'ORCID', evidence);
        break;
      }
    }
  }
}
