import type { Kind, StoredArticle, StoredRecords, WorkIdentifier } from '../records.js';
import type { Filter } from '../store/filter.js';
import type { ArticleRelation, GraphStore } from '../store/store.js';
import { walkNodes } from '../store/walk.js';
import { problem, seen, type Problem, type Totals } from './problem.js';
import { DERIVED } from './collections.js';

/** Checks of the articles: what hangs on them, what they are found by, what the engine counts for them. */

/** Holds for every article, so that an engine has to count edges instead of looking a kept number up. */
export const EVERY_EDGE: Filter<'Article'> = { all: [] };
/** The same, but the engine has to look at the article at the other end. */
export const EVERY_END: Filter<'Article'> = { test: 'status', values: ['FULL', 'STUB'] };

/** Length of each list by its edges and by the articles at their ends: they differ where an edge has no end. */
export async function lengths(store: GraphStore, relation: ArticleRelation, keys: readonly string[]) {
  const [edges, ends] = await Promise.all([store.counts(relation, keys, EVERY_EDGE), store.counts(relation, keys, EVERY_END)]);
  return keys.map((_, i) => ({ edges: edges[i]!, ends: ends[i]! }));
}

const found = async <K extends Kind>(store: GraphStore, kind: K, keys: Iterable<string>) => {
  const list = [...new Set(keys)];
  const records = await store.get(kind, list);
  return new Map<string, StoredRecords[K] | null>(list.map((key, i) => [key, records[i] ?? null]));
};

/** All that a page of articles is checked against, in a fixed number of statements. */
async function factsOf(store: GraphStore, articles: readonly StoredArticle[]) {
  const keys = articles.map(({ key }) => key);
  const identifiers = articles.flatMap((article) => article.identifiers);
  const [self, references, citedBy, details, owners, supports, authors, journals, topics] = await Promise.all([
    store.get('Article', keys),
    lengths(store, 'references', keys),
    lengths(store, 'citedBy', keys),
    store.details(keys),
    store.find(identifiers),
    store.rows(DERIVED.work, keys),
    found(store, 'Author', articles.flatMap(({ authorships }) => authorships.map(({ authorKey }) => authorKey))),
    found(store, 'Journal', articles.flatMap(({ journalKey }) => journalKey ?? [])),
    found(store, 'Topic', articles.flatMap((article) => article.topics.map(({ topicKey }) => topicKey))),
  ]); // prettier-ignore
  const ownerOf = new Map(identifiers.map((identifier, i) => [identifier, owners[i]?.record.key ?? null] as const));
  return { self, references, citedBy, details, ownerOf, supports, authors, journals, topics };
}

type Facts = Awaited<ReturnType<typeof factsOf>>;

export async function* articleProblems(store: GraphStore, totals: Totals): AsyncIterable<Problem> {
  for await (const articles of walkNodes(store, 'Article')) {
    const facts = await factsOf(store, articles);
    for (const [i, article] of articles.entries()) {
      add(totals, article, facts, i);
      yield* countProblems(article, facts, i);
      yield* nameProblems(article, facts, i);
      yield* neighbourProblems(article, facts);
      yield* supportProblems(article, facts, i);
    }
    seen(totals, articles.length);
  }
}

function add(totals: Totals, article: StoredArticle, { references, citedBy, details }: Facts, i: number): void {
  const { counts, completeness } = totals;
  counts[article.status === 'FULL' ? 'articles' : 'stubs'] += 1;
  counts.citations += references[i]!.edges;
  totals.citedBy += citedBy[i]!.edges;
  counts.authorships += new Set(article.authorships.map(({ authorKey }) => authorKey)).size;
  counts.topicAssignments += new Set(article.topics.map(({ topicKey }) => topicKey)).size;
  counts.publishedIn += article.journalKey === null ? 0 : 1;
  if (article.status !== 'FULL') return;
  completeness.withReferences += article.hasReferenceList ? 1 : 0;
  completeness.withAuthors += article.authorships.length > 0 ? 1 : 0;
  completeness.withAbstract += details[i]!.abstract.length > 0 ? 1 : 0;
  completeness.withTopics += article.topics.length > 0 ? 1 : 0;
}

function* countProblems(article: StoredArticle, { references, citedBy, details }: Facts, i: number): Iterable<Problem> {
  const where = `article ${article.key}`;
  const lists = [
    ['referenceCount', 'references', article.referenceCount, references[i]!],
    ['citedByCount', 'citing works', article.citedByCount, citedBy[i]!],
  ] as const;
  for (const [field, noun, kept, { edges, ends }] of lists) {
    if (kept !== edges) yield problem('COUNT', where, `${field} is ${kept}, but the list has ${edges} ${noun}`);
    if (edges !== ends) yield problem('EDGE_WITHOUT_END', where, `${edges - ends} of its ${edges} ${noun} are not in the graph`);
  }
  if (article.hasAbstract !== details[i]!.abstract.length > 0)
    yield problem(
      'COUNT',
      where,
      `hasAbstract is ${article.hasAbstract}, but its abstract has ${details[i]!.abstract.length} parts`,
    );
}

const text = ({ scheme, value }: WorkIdentifier): string => `${scheme}:${value}`;

function* nameProblems(article: StoredArticle, { self, ownerOf }: Facts, i: number): Iterable<Problem> {
  const where = `article ${article.key}`;
  if (self[i]?.key !== article.key)
    yield problem('KEY', where, `its key leads to ${self[i]?.key ?? 'nothing'}: it is also the key of a merged work`);
  for (const identifier of article.identifiers) {
    const owner = ownerOf.get(identifier) ?? null;
    if (owner === null) yield problem('IDENTIFIER', where, `it has ${text(identifier)}, by which nothing is found`);
    else if (owner !== article.key) yield problem('IDENTIFIER', where, `it has ${text(identifier)}, which ${owner} has too`);
  }
  for (const scheme of ['pmid', 'pmcid', 'doi'] as const) {
    const value = article[scheme];
    if (value !== null && !article.identifiers.some((one) => one.scheme === scheme && one.value === value))
      yield problem('IDENTIFIER', where, `its ${scheme} ${value} is not in its list of identifiers`);
  }
}

function* neighbourProblems(article: StoredArticle, { authors, journals, topics }: Facts): Iterable<Problem> {
  const named: [string, Map<string, { key: string } | null>, readonly string[]][] = [
    ['author', authors, article.authorships.map(({ authorKey }) => authorKey)],
    ['journal', journals, article.journalKey === null ? [] : [article.journalKey]],
    ['topic', topics, article.topics.map(({ topicKey }) => topicKey)],
  ];
  for (const [noun, records, keys] of named)
    for (const key of keys)
      if (!records.get(key))
        yield problem('EDGE_WITHOUT_END', `article ${article.key}`, `it names the ${noun} ${key}, which is not in the graph`);
}

function* supportProblems(article: StoredArticle, { supports, citedBy, references }: Facts, i: number): Iterable<Problem> {
  const hasRecord = supports[i] !== null;
  const where = `${article.status === 'FULL' ? 'article' : 'stub'} ${article.key}`;
  if (article.status === 'FULL' && !hasRecord) yield problem('SUPPORT', where, 'no source record makes it');
  if (article.status === 'STUB' && !hasRecord && citedBy[i]!.edges === 0 && references[i]!.edges === 0)
    yield problem('ORPHAN', where, 'nothing cites it and no record names it');
}
