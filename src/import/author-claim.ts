import type { BibAuthor } from './record.js';

/** One place in the author list of one work, with what its record tells about the person. */
export interface AuthorshipClaim {
  /** Names the claim among all: the work's key, `#` and the position. */
  id: string;
  workKey: string;
  kind: BibAuthor['kind'];
  nameAsWritten: string;
  familyName: string | null;
  givenName: string | null;
  initials: string | null;
  suffix: string | null;
  orcid: string | null;
  affiliations: string[];
  year: number | null;
  journalKey: string | null;
  topicKeys: readonly string[];
  /** Blocks (`nameBlock`) of the other authors of the work; with `place`, of all of them. */
  coauthors: readonly string[];
  /** Index of the claim's own block among them: claims of one work then share one list, which is looked through once. */
  place?: number;
  /** ORCIDs of the other authors of the work. */
  coauthorOrcids?: string[];
}

/** Decisions by hand about pairs of claims, by their ids. They override every rule; where they contradict, `different` wins. */
export interface AuthorDecisions {
  same: readonly (readonly [string, string])[];
  different: readonly (readonly [string, string])[];
}

/**
 * `ORCID` and `BY_HAND` decide; the others are weighed (author-evidence.ts). Below zero: it speaks against. `NAME` is
 * what the family name and an initial are worth before all else, `FULL_NAME` what more of the name adds.
 */
export type EvidenceKind =
  'ORCID' | 'BY_HAND' | 'NAME' | 'FULL_NAME' | 'COAUTHORS' | 'COAUTHOR_ORCIDS' | 'AFFILIATION' | 'JOURNAL' | 'TOPICS' | 'YEARS';

export interface AuthorEvidence {
  kind: EvidenceKind;
  /** What was compared, for a reader: `shared coauthors: roe|a`. */
  detail: string;
  weight: number;
}
