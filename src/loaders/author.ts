import { authorIdentities, claimId } from '../ledger/author-row.js';
import { possibleAuthors, type PossibleAuthor } from '../ledger/possible-author.js';
import { relatedAuthors, type AuthorTie, type RelatedAuthors } from '../traverse/related-author.js';
import { onePerKey, perParent } from './by-key.js';
import { articleListLoaders, listLoaders, listLoadersOver } from './list.js';
import { matchingAuthors } from './matching.js';
import type { Reads } from './reads.js';
import { whenAsked } from './when-asked.js';

export const authorLoaders = whenAsked({
  /** Null for a miss. */
  byKey: (reads: Reads) => onePerKey((keys: readonly string[]) => reads.get('Author', keys)),
  /** How it was found that the articles are one person's. */
  identity: (reads) => onePerKey((keys: readonly string[]) => authorIdentities(reads, keys)),
  /** Who may be the same person. */
  possibleSame: (reads) =>
    onePerKey<string, PossibleAuthor[]>(async (keys) => possibleAuthors(reads, await claimsOf(reads, keys))),
  all: (reads) => listLoaders(reads, 'allAuthors'),
  /** Whether the author with each key fulfils the filter. */
  matching: matchingAuthors,
  articles: (reads) => articleListLoaders(reads, 'authorArticles'),
  /** The parent is `pairKey` of both authors. */
  sharedArticles: (reads) => articleListLoaders(reads, 'sharedArticles'),
  coauthors: (reads) => listLoadersOver(reads, 'coauthors'),
  topics: (reads) => listLoadersOver(reads, 'authorTopics'),
  /** Whom citations join with each author. */
  related: (reads) => perParent<AuthorTie, RelatedAuthors>((keys, tie) => relatedAuthors(reads, keys, tie)),
});

const NEWEST = { field: 'date', direction: 'DESC' } as const;
const FIRST = { from: 'start', size: 1, after: null, before: null } as const;

/** One authorship of each author, as author identity names it; one that nobody has for an author without articles. */
async function claimsOf(reads: Reads, keys: readonly string[]): Promise<string[]> {
  const pages = await reads.pages('authorArticles', keys, { filter: null, order: NEWEST, page: FIRST });
  return pages.map(({ items: [first] }) => claimId(first?.record.key ?? '', first?.edge.position ?? 0));
}
