import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parsePubmedPage } from '../../src/import/pubmed-page.js';
import type { BibAuthor, BibRecord } from '../../src/import/record.js';
import { PACKAGE_ROOT } from '../../src/root.js';

/** The works of the seed page as they are read, and words in which to write down what they should be. */
export const seedPage = readFileSync(join(PACKAGE_ROOT, 'seed', 'pmid-33349761.txt'), 'utf8');
export const seedRecords = parsePubmedPage(seedPage, 'seed/pmid-33349761.txt');

/** What no work of this page has. */
export const NEVER_ON_THE_PAGE = {
  source: 'pubmed-page',
  sourceId: null,
  vernacularTitle: null,
  languages: [],
  mesh: [],
  keywords: [],
  otherAbstracts: [],
  grants: [],
  corrections: [],
  isRetracted: null,
  statedReferences: null,
  bookTitle: null,
  revisedAt: null,
};

/** What only the review has. */
export const NOT_THE_REVIEW = {
  ...NEVER_ON_THE_PAGE,
  abstract: [],
  specialty: null,
  references: null,
  citedBy: [],
  reportedCitations: null,
};

export function ids(pmid: string | null, pmcid: string | null, doi: string | null): BibRecord['ids'] {
  return { pmid, pmcid, doi, openalex: null, s2: null, omid: null };
}

export function author(familyName: string, initials: string): BibAuthor {
  return {
    kind: 'PERSON',
    nameAsWritten: `${familyName} ${initials}`,
    familyName,
    givenName: null,
    initials,
    suffix: null,
    orcid: null,
    affiliations: [],
    institutions: [],
    isCorresponding: null,
    equalContribution: null,
  };
}

export function journal(abbreviation: string): BibRecord['journal'] {
  return { title: null, abbreviation, issns: [], nlmId: null };
}

export function year(year: number): BibRecord['date'] {
  return { year, month: null, day: null, raw: String(year), precision: 'YEAR' };
}

/** The page without the lines from one text up to another. */
export function without(text: string, from: string, to: string | null): string {
  const start = text.indexOf(`${from}\n`);
  return text.slice(0, start) + (to === null ? '' : text.slice(text.indexOf(`${to}\n`, start)));
}
