import { Kind, type FieldNode, type FragmentDefinitionNode, type GraphQLResolveInfo, type SelectionSetNode } from 'graphql';
import { loadNamed } from '../loaders/by-key.js';
import type { Loaders } from '../loaders/index.js';
import { isWhole, type BriefArticle, type StoredArticle } from '../records.js';

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

type Fragments = Readonly<Record<string, FragmentDefinitionNode>>;

/** Of each field of a document once: a compiled query asks again and again. */
const known = new WeakMap<FieldNode, boolean>();

/** Whether the articles below this field, or those that it is, may be brief. */
export function asksBrief({ fieldNodes, fragments }: Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>): boolean {
  return fieldNodes.every((field) => {
    let isBrief = known.get(field);
    if (isBrief === undefined) known.set(field, (isBrief = !asksLists(field.selectionSet, fragments, [])));
    return isBrief;
  });
}

function asksLists(set: SelectionSetNode | undefined, fragments: Fragments, within: readonly string[]): boolean {
  return (set?.selections ?? []).some((selection) => {
    if (selection.kind === Kind.INLINE_FRAGMENT) return asksLists(selection.selectionSet, fragments, within);
    const name = selection.name.value;
    if (selection.kind === Kind.FIELD)
      return OF_LISTS.has(name) || (ON_THE_WAY.has(name) && asksLists(selection.selectionSet, fragments, within));
    return !within.includes(name) && asksLists(fragments[name]?.selectionSet, fragments, [...within, name]);
  });
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
