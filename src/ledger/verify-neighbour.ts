import type { StoredAuthor, StoredJournal, StoredTopic } from '../records.js';
import type { GraphStore, StoredIdentifier } from '../store/store.js';
import { walkNodes } from '../store/walk.js';
import { problem, seen, type Problem, type Totals } from './problem.js';
import { lengths } from './verify-article.js';

/** Checks of authors, journals and topics. */

interface Counted {
  key: string;
  articleCount: number;
}

function* countProblems(noun: string, records: readonly Counted[], lists: { edges: number; ends: number }[]): Iterable<Problem> {
  for (const [i, { key, articleCount }] of records.entries()) {
    const { edges, ends } = lists[i]!;
    const where = `${noun} ${key}`;
    if (articleCount !== edges)
      yield problem('COUNT', where, `articleCount is ${articleCount}, but the list has ${edges} articles`);
    if (edges !== ends) yield problem('EDGE_WITHOUT_END', where, `${edges - ends} of its ${edges} articles are not in the graph`);
  }
}

/** Keys lead to their own nodes, and identifiers to the nodes that have them. */
async function* nameProblems(
  store: GraphStore,
  kind: 'Author' | 'Journal' | 'Topic',
  records: readonly { key: string; identifiers: StoredIdentifier[] }[],
): AsyncIterable<Problem> {
  const all = records.flatMap(({ key, identifiers }) => identifiers.map((identifier) => ({ key, identifier })));
  const [self, owners] = await Promise.all([
    store.get(kind, records.map(({ key }) => key)),
    store.find(all.map(({ identifier }) => identifier)),
  ]); // prettier-ignore
  const noun = kind.toLowerCase();
  for (const [i, { key }] of records.entries())
    if (self[i]?.key !== key) yield problem('KEY', `${noun} ${key}`, `its key leads to ${self[i]?.key ?? 'nothing'}`);
  for (const [i, { key, identifier }] of all.entries()) {
    const owner = owners[i]?.record.key ?? null;
    const name = `${identifier.scheme}:${identifier.value}`;
    if (owner !== key) yield problem('IDENTIFIER', `${noun} ${key}`, `it has ${name}, by which ${owner ?? 'nothing'} is found`);
  }
}

/** Authors of whom an article is read at once: a work of 3,000 authors, read for each of them, is 300 kB each time. */
const YEARS_AT_ONCE = 50;

/** Articles without a date come last in either direction. */
async function* yearProblems(store: GraphStore, authors: readonly StoredAuthor[]): AsyncIterable<Problem> {
  const keys = authors.map(({ key }) => key);
  const page = { from: 'start', size: 1, after: null, before: null } as const;
  const [first, last] = await Promise.all(
    (['ASC', 'DESC'] as const).map((direction) =>
      store.pages('authorArticles', keys, { filter: null, order: { field: 'date', direction }, page }),
    ),
  );
  for (const [i, { key, firstYear, lastYear }] of authors.entries()) {
    const years = [first![i]!, last![i]!].map(({ items }) => items[0]?.record.date?.year ?? null);
    if (firstYear !== years[0] || lastYear !== years[1])
      yield problem(
        'COUNT',
        `author ${key}`,
        `years are ${firstYear} to ${lastYear}, but those of the articles ${years.join(' to ')}`,
      );
  }
}

export async function* authorProblems(store: GraphStore, totals: Totals): AsyncIterable<Problem> {
  for await (const authors of walkNodes(store, 'Author')) {
    const lists = await lengths(store, 'authorArticles', authors.map(({ key }) => key)); // prettier-ignore
    yield* countProblems('author', authors, lists);
    for (const [i, { key, name }] of authors.entries())
      if (lists[i]!.edges === 0) yield problem('ORPHAN', `author ${key}`, `no article is by ${name}`);
    yield* nameProblems(store, 'Author', authors.map(named));
    for (let at = 0; at < authors.length; at += YEARS_AT_ONCE) yield* yearProblems(store, authors.slice(at, at + YEARS_AT_ONCE));
    totals.counts.authors += authors.length;
    totals.authored += lists.reduce((sum, { edges }) => sum + edges, 0);
    seen(totals, authors.length);
  }
}

const named = ({ key, orcid }: StoredAuthor) => ({
  key,
  identifiers: orcid === null ? [] : [{ scheme: 'orcid' as const, value: orcid }],
});

export async function* journalProblems(store: GraphStore, totals: Totals): AsyncIterable<Problem> {
  for await (const journals of walkNodes(store, 'Journal')) {
    const lists = await lengths(store, 'journalArticles', journals.map(({ key }) => key)); // prettier-ignore
    yield* countProblems('journal', journals, lists);
    yield* nameProblems(store, 'Journal', journals.map(namedJournal));
    totals.counts.journals += journals.length;
    seen(totals, journals.length);
  }
}

const namedJournal = ({ key, issns, nlmId }: StoredJournal) => ({
  key,
  identifiers: [
    ...issns.map(({ value }) => ({ scheme: 'issn' as const, value })),
    ...(nlmId === null ? [] : [{ scheme: 'nlm' as const, value: nlmId }]),
  ],
});

export async function* topicProblems(store: GraphStore, totals: Totals): AsyncIterable<Problem> {
  for await (const topics of walkNodes(store, 'Topic')) {
    const keys = topics.map(({ key }) => key);
    const lists = await lengths(store, 'topicArticles', keys);
    yield* countProblems('topic', topics, lists);
    yield* nameProblems(store, 'Topic', topics.map(namedTopic));
    const broader = await store.counts('broader', keys, { all: [] });
    for (const [i, { key, broaderKeys }] of topics.entries()) {
      const size = new Set(broaderKeys).size;
      if (size !== broader[i])
        yield problem('EDGE_WITHOUT_END', `topic ${key}`, `it names ${size} wider topics, but ${broader[i]} are found`);
    }
    totals.counts.topics += topics.length;
    seen(totals, topics.length);
  }
}

const namedTopic = ({ key, meshId }: StoredTopic) => ({
  key,
  identifiers: meshId === null ? [] : [{ scheme: 'mesh' as const, value: meshId }],
});
