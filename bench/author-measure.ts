import { blockLinks, identifyAuthors, nameBlock, type AuthorshipClaim } from '../src/import/author-match.js';
import type { BibAuthor } from '../src/import/record.js';

/** One work with the true person of each author, where it is known. */
export interface LabelledWork {
  key: string;
  year: number | null;
  journalKey: string | null;
  topicKeys: string[];
  authors: { person: string | number | null; author: BibAuthor }[];
}

export interface LabelledClaim {
  person: string | number | null;
  claim: AuthorshipClaim;
}

/** Pairs of claims whose people are both known. */
export interface PairCounts {
  claims: number;
  /** Pairs of one person. */
  truePairs: number;
  /** Pairs that the rules put together, and how many of those are one person's. */
  foundPairs: number;
  rightPairs: number;
  precision: number;
  recall: number;
}

/** Claims as the import makes them. ORCIDs are left out: they are the truth that is measured against. */
export function claimsOf(works: readonly LabelledWork[]): LabelledClaim[] {
  return works.flatMap((work) =>
    work.authors.map(({ person, author }, i): LabelledClaim => {
      const { kind, nameAsWritten, familyName, givenName, initials, suffix, affiliations } = author;
      const coauthors = work.authors.filter((_, other) => other !== i).map((other) => nameBlock(other.author));
      const { key: workKey, year, journalKey, topicKeys } = work;
      return {
        person,
        claim: {
          id: `${workKey}#${i + 1}`, workKey, kind, nameAsWritten, familyName, givenName, initials, suffix, orcid: null,
          affiliations, year, journalKey, topicKeys, coauthors,
        }, // prettier-ignore
      };
    }),
  );
}

/** Claims in groups that are identified together: blocks, and blocks that a link binds. */
export function boundBlocks(claims: readonly AuthorshipClaim[]): AuthorshipClaim[][] {
  const parent = new Map<string, string>();
  const root = (name: string): string => {
    const up = parent.get(name) ?? name;
    return up === name ? name : root(up);
  };
  const blocks = claims.map((claim) => nameBlock(claim));
  claims.forEach((claim, i) => {
    for (const link of blockLinks(claim)) parent.set(root(link), root(blocks[i]!));
  });
  const groups = new Map<string, AuthorshipClaim[]>();
  claims.forEach((claim, i) => {
    const group = groups.get(root(blocks[i]!));
    if (group) group.push(claim);
    else groups.set(root(blocks[i]!), [claim]);
  });
  return [...groups.values()];
}

export interface Measured extends PairCounts {
  /** Pairs joined wrongly and pairs of one person left apart, as ids. */
  wrong: [string, string][];
  missed: [string, string][];
}

export function measure(labelled: readonly LabelledClaim[]): Measured {
  const people = new Map(labelled.map(({ claim, person }) => [claim.id, person]));
  const found = boundBlocks(labelled.map(({ claim }) => claim)).flatMap((claims) => identifyAuthors(claims).clusters);
  const clusterOf = new Map(found.flatMap(({ ids }, number) => ids.map((id): [string, number] => [id, number])));
  const wrong = found
    .flatMap(({ ids }) => pairsOf(ids.filter((id) => people.get(id) !== null)))
    .filter(([a, b]) => people.get(a) !== people.get(b));
  const byPerson = new Map<string | number, string[]>();
  for (const { claim, person } of labelled)
    if (person !== null) byPerson.set(person, [...(byPerson.get(person) ?? []), claim.id]);
  const all = [...byPerson.values()].flatMap(pairsOf);
  const missed = all.filter(([a, b]) => clusterOf.get(a) !== clusterOf.get(b));
  const rightPairs = all.length - missed.length;
  const foundPairs = rightPairs + wrong.length;
  return {
    claims: labelled.length,
    truePairs: all.length,
    foundPairs,
    rightPairs,
    precision: foundPairs === 0 ? 1 : rightPairs / foundPairs,
    recall: all.length === 0 ? 1 : rightPairs / all.length,
    wrong,
    missed,
  };
}

function pairsOf(ids: readonly string[]): [string, string][] {
  return ids.flatMap((a, i) => ids.slice(i + 1).map((b): [string, string] => [a, b]));
}
