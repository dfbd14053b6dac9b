import { nameBlock, type AuthorshipClaim } from '../../src/import/author-match.js';
import { parseName } from '../../src/import/person-name.js';
import { identifyAuthors, type AuthorDecisions, type AuthorIdentities } from '../../src/import/author-match.js';
import type { BibAuthor } from '../../src/import/record.js';

/** A work by hand: its authors as a source writes them, and what is known of it. */
export interface TestWork {
  authors: (string | (Partial<BibAuthor> & { name: string }))[];
  year?: number;
  journal?: string;
  topics?: string[];
  coauthorOrcids?: string[];
}

const authorOf = (one: TestWork['authors'][number]): BibAuthor =>
  typeof one === 'string' ? parseName(one) : { ...parseName(one.name), ...one };

/** The claims of works; ids are `w1#1`. */
export function claimsOf(works: Record<string, TestWork | TestWork['authors']>): AuthorshipClaim[] {
  return Object.entries(works).flatMap(([workKey, given]) => {
    const work = Array.isArray(given) ? { authors: given } : given;
    const authors = work.authors.map(authorOf);
    return authors.map((author, i): AuthorshipClaim => {
      const { kind, nameAsWritten, familyName, givenName, initials, suffix, orcid, affiliations } = author;
      return {
        id: `${workKey}#${i + 1}`, workKey, kind, nameAsWritten, familyName, givenName, initials, suffix, orcid, affiliations,
        year: work.year ?? null, journalKey: work.journal ?? null, topicKeys: work.topics ?? [],
        coauthors: authors.filter((_, other) => other !== i).map(nameBlock),
        ...(work.coauthorOrcids ? { coauthorOrcids: work.coauthorOrcids } : {}),
      }; // prettier-ignore
    });
  });
}

/** The claims of the first author's block alone, as the import calls it. */
export function identify(works: Record<string, TestWork | TestWork['authors']>, decisions?: AuthorDecisions): AuthorIdentities {
  const claims = claimsOf(works);
  const block = nameBlock(claims[0]!);
  return identifyAuthors(
    claims.filter((claim) => nameBlock(claim) === block),
    decisions,
  );
}

/** Ids of each cluster as one string, sorted. */
export const groupsOf = ({ clusters }: AuthorIdentities): string[] => clusters.map(({ ids }) => ids.join(' ')).sort();
