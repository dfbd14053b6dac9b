import type { GraphQLResolveInfo, SelectionSetNode } from 'graphql';
import { loadNamed } from '../loaders/by-key.js';
import type { Loaders } from '../loaders/index.js';
import { isWhole, type BriefArticle, type StoredArticle } from '../records.js';
import { selectionTest, someField, type Fragments } from './selection.js';

/**
 * Most lists of articles show no authors, topics or sources, and an engine may leave these unread (`briefs` of the store).
 * Whether an answer needs them is told by what is asked for; a field that needs them and has a brief article reads it whole.
 */

/** Fields of `Article` that `withLists` resolves, and one of an edge, which looks at both ends. Of one that were missing here, articles would be read twice. */
export const OF_LISTS: ReadonlySet<string> = new Set([
  'label', 'authors', 'authorships', 'topics', 'topicAssignments', 'countries', 'provenance', 'journalProvenance',
  'isSelfCitation',
]); // prettier-ignore

/** What lies between the field of a list and the fields of its articles. */
const ON_THE_WAY: ReadonlySet<string> = new Set(['nodes', 'edges', 'node', 'seeds']);

/** Whether the articles below this field, or those that it is, may be brief. */
export const asksBrief = (info: Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>): boolean => !asksLists(info);

const asksLists = selectionTest(namesLists);

function namesLists(set: SelectionSetNode | undefined, fragments: Fragments): boolean {
  return someField(set, fragments, ({ name, selectionSet }) =>
    OF_LISTS.has(name.value) || (ON_THE_WAY.has(name.value) && namesLists(selectionSet, fragments))); // prettier-ignore
}

/** What is made of an article with its lists: at once where it has them. */
export function withLists<Result>(
  article: BriefArticle,
  loaders: Loaders,
  make: (article: StoredArticle) => Result | Promise<Result>,
): Result | Promise<Result> {
  if (isWhole(article)) return make(article);
  return loadNamed(loaders.article.byKey, [article.key]).then(([whole]) => make(whole!));
}
