import { beforeAll, expect, test } from '@jest/globals';
import { getNamedType, isObjectType } from 'graphql';
import { toGlobalId } from '../../src/global-id.js';
import { KINDS, type Kind } from '../../src/records.js';
import { pairKey, splitPair } from '../../src/store/relation.js';
import { saveSearch } from '../../src/ledger/saved-search.js';
import type { GraphStore } from '../../src/store/store.js';
import { describeEachEngine } from '../engines.js';
import { allFields } from './every-field.js';
import { ask, schema, type Answer } from './execute.js';
import { articles, authors, fixture, journals, topics } from './fixture.js';

/**
 * Walks every connection of the schema to its end, forward and backward, below every node that has it, and
 * compares what it met with `totalCount` and with the list read at once. A new connection is walked without
 * a change here; one below a type that nothing here leads to fails the test.
 */

const KEYS: Record<Kind, string[]> = {
  Article: articles.map((article) => article.record.key),
  Author: authors.map((author) => author.key),
  Journal: journals.map((journal) => journal.key),
  Topic: topics.map((topic) => topic.key),
};

/** How a document reaches the parent of a connection, and where the connection is in its answer. */
interface Route {
  parents: string[];
  open(parent: string): string;
  close: string;
  pick(answer: Answer, parent: string, field: string): Answer;
}

const root: Route = { parents: [''], open: () => '', close: '', pick: (answer, _, field) => answer[field] };

const ofNode = (kind: Kind): Route => ({
  parents: KEYS[kind],
  open: (key) => `node(id: "${toGlobalId(kind, key)}") { ... on ${kind} {`,
  close: '} }',
  pick: (answer, _, field) => answer.node[field],
});

const ofCoauthors: Route = {
  parents: [pairKey('adler', 'brandão'), pairKey('adler', 'celik'), pairKey('dubois', 'group')],
  open: (pair) => `node(id: "${toGlobalId('Author', splitPair(pair)[0])}") { ... on Author { coauthors { edges { node { id }`,
  close: '} } } }',
  pick: (answer, pair, field) => {
    const other = toGlobalId('Author', splitPair(pair)[1]);
    return answer.node.coauthors.edges.find((edge: Answer) => edge.node.id === other)[field];
  },
};

/** A chain of two authors, and what they wrote together. */
const ofChain: Route = {
  parents: [pairKey('adler', 'brandão'), pairKey('dubois', 'group')],
  open: (pair) => {
    const [from, to] = splitPair(pair).map((key) => toGlobalId('Author', key));
    return `collaborationPaths(from: "${from}", to: "${to}") { paths { steps {`;
  },
  close: '} } }',
  pick: (answer, _, field) => answer.collaborationPaths.paths[0].steps[0][field],
};

/** What two works share: those that cite both the protocol and an early work, or the review. */
const ofCoCited: Route = {
  parents: [pairKey('protocol', 'early'), pairKey('early', 'review')],
  open: (pair) => `node(id: "${toGlobalId('Article', splitPair(pair)[0])}") { ... on Article { coCited { edges { node { id }`,
  close: '} } } }',
  pick: (answer, pair, field) => {
    const other = toGlobalId('Article', splitPair(pair)[1]);
    return answer.node.coCited.edges.find((edge: Answer) => edge.node.id === other)[field];
  },
};

const ofSearch: Route = {
  parents: ['BACKWARD, FORWARD', 'CO_CITED'],
  open: (directions) => `citationSearch(input: { seeds: ["33349761"], directions: [${directions}], iterations: 2 }) {`,
  close: '}',
  pick: (answer, _, field) => answer.citationSearch[field],
};

const ROUTES: Record<string, Route> = {
  CitationSearch: ofSearch,
  Query: root,
  RelatedArticleEdge: ofCoCited,
  CoauthorEdge: ofCoauthors,
  CollaborationStep: ofChain,
  ...Object.fromEntries(KINDS.map((kind) => [kind, ofNode(kind)])),
};

/** Arguments without which a field cannot be asked for. */
const NEEDED: Record<string, string> = {
  'Query.search': 'text: "mentoring OR peer OR adler OR med"',
  'Query.relatedTo': 'seeds: ["33349761", "10.1186/s13643-017-0571-y"]',
};

const connections = allFields(schema)
  .filter(({ field }) => getNamedType(field.type).name.endsWith('Connection'))
  .map(({ type, field }) => {
    const target = getNamedType(field.type);
    return { type, field: field.name, hasFacets: isObjectType(target) && 'facets' in target.getFields() };
  });

const PARTS =
  'edges { cursor node { id } } nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount';

describeEachEngine('every connection of the schema', (openEmptyStore) => {
  let store: GraphStore;
  beforeAll(async () => {
    store = await openEmptyStore();
    await store.write(fixture);
    // Nothing of their answers is asked for here.
    for (const name of ['One', 'Two', 'Three']) await saveSearch(store, name, {});
  });

  /** One page of a connection, checked for what must hold of every page. */
  async function pageOf(type: string, field: string, parent: string, paging: string, more = ''): Promise<Answer> {
    const route = ROUTES[type]!;
    const given = [NEEDED[`${type}.${field}`], paging].filter(Boolean).join(', ');
    const document = `{ ${route.open(parent)} ${field}(${given}) { ${PARTS} ${more} } ${route.close} }`;
    const page = route.pick(await ask(store, document), parent, field);
    expect(page.nodes.map((node: Answer) => node.id)).toEqual(page.edges.map((edge: Answer) => edge.node.id));
    expect(page.pageInfo.startCursor).toBe(page.edges[0]?.cursor ?? null);
    expect(page.pageInfo.endCursor).toBe(page.edges.at(-1)?.cursor ?? null);
    return page;
  }

  async function walkForward(type: string, field: string, parent: string, size: number): Promise<string[]> {
    const met: string[] = [];
    for (let after: string | null = null; ;) {
      const page = await pageOf(type, field, parent, `first: ${size}${after ? `, after: "${after}"` : ''}`);
      expect(page.pageInfo.hasPreviousPage).toBe(after !== null);
      met.push(...page.edges.map((edge: Answer) => edge.node.id));
      expect(page.edges.length).toBeLessThanOrEqual(size);
      if (!page.pageInfo.hasNextPage) return met;
      expect(page.edges).toHaveLength(size);
      after = page.pageInfo.endCursor;
    }
  }

  async function walkBackward(type: string, field: string, parent: string, size: number): Promise<string[]> {
    const met: string[] = [];
    for (let before: string | null = null; ;) {
      const page = await pageOf(type, field, parent, `last: ${size}${before ? `, before: "${before}"` : ''}`);
      expect(page.pageInfo.hasNextPage).toBe(before !== null);
      met.unshift(...page.edges.map((edge: Answer) => edge.node.id));
      expect(page.edges.length).toBeLessThanOrEqual(size);
      if (!page.pageInfo.hasPreviousPage) return met;
      expect(page.edges).toHaveLength(size);
      before = page.pageInfo.startCursor;
    }
  }

  test.each(connections)('$type $field: forward and backward walks meet the whole list', async ({ type, field, hasFacets }) => {
    let longest = 0;
    for (const parent of ROUTES[type]!.parents) {
      const facets = hasFacets ? 'facets { years { count } missing { years } }' : '';
      const whole = await pageOf(type, field, parent, 'first: 100', facets);
      const ids = whole.edges.map((edge: Answer) => edge.node.id);
      expect(whole.totalCount).toBe(ids.length);
      expect(new Set(ids).size).toBe(ids.length);
      expect([whole.pageInfo.hasNextPage, whole.pageInfo.hasPreviousPage]).toEqual([false, false]);
      if (hasFacets) {
        const dated = whole.facets.years.reduce((sum: number, year: Answer) => sum + year.count, 0);
        expect(dated + whole.facets.missing.years).toBe(ids.length);
      }
      if (ids.length > longest) {
        for (const size of [1, 2]) {
          expect(await walkForward(type, field, parent, size)).toEqual(ids);
          expect(await walkBackward(type, field, parent, size)).toEqual(ids);
        }
      }
      longest = Math.max(longest, ids.length);
    }
    // A list that is empty everywhere would prove nothing; of one entry, little.
    expect(longest).toBeGreaterThan(1);
  });

  test('an empty page says where it lies', async () => {
    const start = await pageOf('Query', 'articles', '', 'first: 0');
    expect([start.nodes, start.pageInfo.hasNextPage, start.pageInfo.hasPreviousPage]).toEqual([[], true, false]);
    const end = await pageOf('Query', 'articles', '', 'last: 0');
    expect([end.nodes, end.pageInfo.hasNextPage, end.pageInfo.hasPreviousPage]).toEqual([[], false, true]);
  });

  test('both bounds together give what lies between them', async () => {
    for (const [type, field, parent] of [
      ['Query', 'articles', ''],
      ['Article', 'authorships', 'review'],
      ['Article', 'citedBy', 'review'],
    ]) {
      const { edges } = await pageOf(type!, field!, parent!, 'first: 100');
      const bounds = `after: "${edges[0].cursor}", before: "${edges[2].cursor}"`;
      expect((await pageOf(type!, field!, parent!, bounds)).edges).toEqual([edges[1]]);
      expect((await pageOf(type!, field!, parent!, `last: 5, ${bounds}`)).edges).toEqual([edges[1]]);
    }
  });
});
