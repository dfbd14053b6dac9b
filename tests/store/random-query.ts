import fc from 'fast-check';
import { KINDS, type Kind } from '../../src/records.js';
import type { Filter } from '../../src/store/filter.js';
import { foldName } from '../../src/store/fold.js';
import type { Order, PageRequest } from '../../src/store/page.js';
import { countsOver, pairKey, RELATIONS, ROOT, type Relation } from '../../src/store/relation.js';
import { orderFields } from '../../src/store/sort-values.js';
import type { ArticleRelation, FacetQuery, GraphStore, StoredIdentifier } from '../../src/store/store.js';
import { nameQuery, parseText, prefixQuery, type TextQuery } from '../../src/store/text.js';
import { ALL_RELATIONS, anyPages, carried, shown, walk, WHOLE, type AnyFilter } from './lists.js';
import { ledgerQuestion } from './random-ledger.js';
import { neighbourhoodQuestion } from './random-neighbourhood.js';
import { question, type Question } from './random-question.js';
import { keyOf, KEYS, OLD_KEYS, record, WORDS } from './random-graph.js';

/** Random questions about the graph and the ledger. */

const someKeys = (kind: Kind) => fc.array(fc.oneof(keyOf(kind), fc.constantFrom(...OLD_KEYS, 'nobody')), { maxLength: 3 });

const word = fc.constantFrom(...WORDS);
const textQuery: fc.Arbitrary<TextQuery> = fc.oneof(
  word.map(parseText),
  fc
    .array(fc.oneof(word, fc.constantFrom('"', '(', ')', 'AND', 'OR', 'NOT', '*', 'NOT', 'OR')), { maxLength: 7 })
    .map((parts) => parseText(parts.join(' ').replaceAll(' *', '*'))),
  fc.array(word, { minLength: 2, maxLength: 3 }).map((list) => parseText(`"${list.join(' ')}"`)),
  word.map((one) => nameQuery(one)),
  fc.tuple(word, fc.nat(4)).map(([one, length]) => parseText(`${one.slice(0, length + 1)}*`)),
);

const range = record({
  from: fc.option(fc.constantFrom(0, 1, 2, 2010, 2011)),
  to: fc.option(fc.constantFrom(0, 1, 3, 2010, 2020)),
});
const subset = (...values: string[]) => fc.subarray(values);
const leafOf = (test: string, facts: Record<string, fc.Arbitrary<unknown>>) => record({ test: fc.constant(test), ...facts });

function leaves(kind: Kind): fc.Arbitrary<unknown> {
  const common = [
    leafOf('among', { keys: someKeys(kind) }),
    leafOf('text', { query: textQuery, within: fc.constantFrom('label', 'everything') }),
  ];
  if (kind === 'Article')
    return fc.oneof(
      ...common,
      leafOf('publicationYear', { range }),
      leafOf('citedByCount', { range }),
      leafOf('referenceCount', { range }),
      leafOf('status', { values: subset('FULL', 'STUB') }),
      leafOf('authorsStatus', { values: subset('COMPLETE', 'POSSIBLY_TRUNCATED', 'NOT_LISTED') }),
      leafOf('hasAbstract', { value: fc.boolean() }),
      leafOf('isRetracted', { value: fc.boolean() }),
      leafOf('publicationType', { values: subset('LETTER', 'etude', 'reviews', '') }),
      leafOf('journal', { keys: someKeys('Journal') }),
      leafOf('author', { keys: someKeys('Author') }),
      leafOf('topic', { keys: someKeys('Topic') }),
    );
  const counted = leafOf('articleCount', { range });
  if (kind === 'Author')
    return fc.oneof(
      ...common,
      counted,
      leafOf('kind', { values: subset('PERSON', 'GROUP') }),
      leafOf('hasOrcid', { value: fc.boolean() }),
    );
  return kind === 'Topic'
    ? fc.oneof(...common, counted, leafOf('hasMeshId', { value: fc.boolean() }))
    : fc.oneof(...common, counted);
}

function conditions(kind: Kind): fc.Arbitrary<AnyFilter> {
  return fc.letrec((tie) => ({
    any: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaves(kind),
      record({ not: tie('any') }),
      record({ all: fc.array(tie('any'), { maxLength: 3 }) }),
      record({ any: fc.array(tie('any'), { maxLength: 3 }) }),
    ),
  })).any as fc.Arbitrary<AnyFilter>;
}
export const FILTERS = Object.fromEntries(KINDS.map((kind) => [kind, fc.option(conditions(kind))])) as Record<
  Kind,
  fc.Arbitrary<AnyFilter>
>;

function parents(relation: Relation): fc.Arbitrary<string[]> {
  const { from } = RELATIONS[relation];
  if (from === null) return fc.constantFrom([ROOT], [ROOT, 'nobody', ROOT]);
  const all = fc.constant<string[]>([...KEYS[from], ...OLD_KEYS]);
  if (relation !== 'sharedArticles') return fc.oneof(all, someKeys(from));
  return all.map((keys) => keys.flatMap((a) => keys.map((b) => pairKey(a, b))));
}

const relation = fc.constantFrom(...ALL_RELATIONS);
const size = fc.constantFrom(0, 1, 2, 3, 100);

/** A list whole, one page of it between two places, a walk through it, and its length. */
export const listQuestion = (relations: fc.Arbitrary<Relation>): fc.Arbitrary<Question> =>
  relations.chain((one) =>
    record({
      parents: parents(one),
      field: fc.constantFrom(...orderFields(one)),
      direction: fc.constantFrom('ASC', 'DESC'),
      filter: FILTERS[RELATIONS[one].to],
      over: (countsOver(one) ? FILTERS.Article : fc.constant(null)) as fc.Arbitrary<Filter<'Article'> | null>,
      from: fc.constantFrom('start', 'end'),
      size,
      bounds: fc.tuple(fc.option(fc.nat(8)), fc.option(fc.nat(8))),
    }).map(({ parents, field, direction, filter, over, from, size, bounds }) =>
      question({ one, parents, field, direction, filter, over, from, size, bounds }, async (store) => {
        const order = { field, direction } as Order;
        const lists = await anyPages(store, one, parents, order, WHOLE, filter, over);
        const longest = lists.reduce((best, list, i) => (list.items.length > lists[best]!.items.length ? i : best), 0);
        const items = lists[longest]?.items ?? [];
        const place = (at: number | null) =>
          at === null || items.length === 0 ? null : carried(items[at % items.length]!.place);
        const page: PageRequest = { from: from as 'start' | 'end', size, after: place(bounds[0]), before: place(bounds[1]) };
        const load = async (wanted: PageRequest) =>
          (await anyPages(store, one, [parents[longest] ?? ''], order, wanted, filter, over))[0]!;
        const walked = size > 0 ? (await walk((next) => load({ ...page, ...next }), page.from, size)).map(shown) : [];
        const counts = await store.counts(one, parents, filter as never, over);
        return { lists: lists.map(shown), page: shown(await load(page)), walked, counts };
      }),
    ),
  );

/** Which works a filter lets through, asked of each by its key. */
const yearsQuestion = record({ keys: someKeys('Article'), filter: FILTERS.Article }).map(({ keys, filter }) =>
  question({ keys, filter }, (store) => store.years([...KEYS.Article, ...OLD_KEYS, ...keys], filter as never)),
);

const articleRelation = relation.filter((one): one is ArticleRelation => RELATIONS[one].to === 'Article');

export const facetQuestion = (relations: fc.Arbitrary<ArticleRelation>): fc.Arbitrary<Question> =>
  relations.chain((one) =>
    record({
      parents: parents(one),
      facet: fc.constantFrom('year', 'journal', 'topic', 'publicationType', 'author'),
      filter: FILTERS.Article,
      size: fc.option(size),
    }).map(({ parents, ...query }) =>
      question({ one, parents, ...query }, (store) => store.facets(one, parents, query as FacetQuery)),
    ),
  );

const searchQuestion = record({
  text: textQuery,
  kinds: fc.subarray([...KINDS]),
  filter: FILTERS.Article,
  size: fc.constantFrom(1, 2, 5),
  from: fc.constantFrom('start', 'end'),
}).map(({ size, from, ...search }) =>
  question({ ...search, size, from }, async (store) => {
    const query = search as Parameters<GraphStore['searchCount']>[0];
    const named = (found: Awaited<ReturnType<GraphStore['search']>>) =>
      found.items.map(({ node }) => `${node.kind} ${node.record.key}`);
    const whole = await store.search({ ...query, page: WHOLE });
    const found: string[] = [];
    for (let bound = null, more = true; more;) {
      const page = await store.search({
        ...query,
        page: { from: from as 'start', size, after: from === 'start' ? bound : null, before: from === 'end' ? bound : null },
      });
      found.splice(from === 'start' ? found.length : 0, 0, ...named(page));
      const last = page.items.at(from === 'start' ? -1 : 0);
      bound = last ? carried(last.place) : null;
      more = last !== undefined && (from === 'start' ? page.hasNext : page.hasPrevious);
    }
    const isStable = JSON.stringify(found) === JSON.stringify(named(whole));
    return {
      isStable,
      set: named(whole).sort(),
      nodes: new Map(whole.items.map(({ node }) => [`${node.kind} ${node.record.key}`, node])),
      count: await store.searchCount(query),
    };
  }),
);

const suggestQuestion = record({ word, length: fc.nat(5), first: fc.constantFrom(0, 1, 3, 50), other: fc.option(word) }).map(
  ({ word: one, length, first, other }) => {
    const last = prefixQuery(foldName(one).slice(0, length + 1) || 'p');
    const query = other === null ? last : { all: [parseText(other), last] };
    return question({ query, first }, async (store) =>
      (await store.suggest(query, first)).map(({ kind, record }) => [kind, record.key]),
    );
  },
);

const identifier: fc.Arbitrary<StoredIdentifier> = fc.oneof(
  record({
    scheme: fc.constantFrom('pmid', 'doi', 'openalex', 'orcid', 'nlm', 'mesh'),
    value: fc.constantFrom('1', '10', '11', '12', '13', 'none'),
  }),
  record({ scheme: fc.constantFrom('journal-name', 'topic-name'), value: word.map(foldName) }),
);

const lookupQuestion = record({
  identifiers: fc.array(identifier, { maxLength: 4 }),
  kind: fc.constantFrom(...KINDS),
  keys: fc.constantFrom(...KINDS).chain(someKeys),
}).map(({ identifiers, kind, keys }) =>
  question({ identifiers, kind, keys }, async (store) => ({
    found: await store.find(identifiers),
    got: await store.get(kind, keys),
    details: await store.details(keys),
  })),
);

const keysQuestion = record({ filter: FILTERS.Article, most: fc.constantFrom(1, 2, 5, 1000) }).map(({ filter, most }) =>
  question({ articleKeys: filter, most }, (store) => store.articleKeys(filter as Filter<'Article'> | null, most)),
);

export const questions: fc.Arbitrary<Question> = fc.oneof(
  { weight: 5, arbitrary: listQuestion(relation) },
  { weight: 1, arbitrary: yearsQuestion },
  { weight: 2, arbitrary: facetQuestion(articleRelation) },
  { weight: 3, arbitrary: searchQuestion },
  { weight: 1, arbitrary: suggestQuestion },
  { weight: 1, arbitrary: lookupQuestion },
  { weight: 2, arbitrary: ledgerQuestion },
  { weight: 3, arbitrary: neighbourhoodQuestion(FILTERS.Article) },
  { weight: 1, arbitrary: keysQuestion },
);
