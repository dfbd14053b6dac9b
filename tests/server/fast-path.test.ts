import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { makeExecutableSchema } from '@graphql-tools/schema';
import type { GraphQLSchema } from 'graphql';
import { CodedError } from '../../src/errors.js';
import { toGlobalId } from '../../src/global-id.js';
import { createSchema } from '../../src/resolvers/schema.js';
import { createServer } from '../../src/server/app.js';
import type { FastPathSettings } from '../../src/server/fast-path.js';
import { openStore } from '../../src/store/open.js';
import type { GraphStore } from '../../src/store/store.js';
import { FIRST_QUERY } from '../documents.js';
import { randomDocuments, type RandomDocument, type RootArguments } from './random-document.js';
import { startServer, type StartedServer } from './start.js';

const SLOW: FastPathSettings = { compiled: false, answerMemory: 0 };
const COMPILED: FastPathSettings = { compiled: true, answerMemory: 0 };
const WHOLE: FastPathSettings = { compiled: true, answerMemory: 2 ** 22 };

let at: StartedServer;
beforeAll(async () => {
  at = await startServer();
});
afterAll(() => at.stop());

/** A request that names an operation of its document. */
type NamedDocument = RandomDocument & { operationName?: string };

/** Asks over HTTP; answers the status, the content type and the body as it was sent, without the id of the request. */
type Ask = (document: NamedDocument, headers?: Record<string, string>) => Promise<[number, string | null, string]>;

/** A server over the store of `at`, with counted calls of the store. */
async function over(
  fastPath: FastPathSettings,
  schema?: GraphQLSchema,
): Promise<{ ask: Ask; reads: () => string[]; stop: () => Promise<void> }> {
  let reads: string[] = [];
  const store = new Proxy(at.store, {
    get(target, name) {
      const member = target[name as keyof GraphStore];
      if (typeof member !== 'function') return member;
      return (...args: unknown[]) => {
        reads.push(String(name));
        return (member as (...args: unknown[]) => unknown).apply(target, args);
      };
    },
  });
  const uploads = { folder: at.uploads, maxBytes: 1 };
  const server = await createServer({
    store,
    logLevel: 'silent',
    uploads,
    analysisMemory: 2 ** 30,
    citationMemory: 2 ** 26,
    fastPath,
    schema,
  });
  const url = await server.listen('127.0.0.1', 0);
  const ask: Ask = async ({ query, variables, operationName }, headers) => {
    reads = [];
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables, operationName }),
    });
    const body = (await response.text()).replaceAll(/"requestId":"[^"]+"/g, '"requestId":""');
    return [response.status, response.headers.get('content-type'), body];
  };
  return { ask, reads: () => reads, stop: () => server.stop() };
}

const ARTICLE = ['(by: { pmid: 33349761 })', '(by: { doi: "10.1177/0141076817700848" })', '(by: { pmid: 1 })'];
const ROOTS: RootArguments = {
  article: ARTICLE,
  articles: ['(first: 3)', '(first: $size, orderBy: { field: TITLE, direction: ASC })', '(first: 500)'],
  author: ['(by: { orcid: "0000-0002-1825-0097" })'],
  authors: ['(first: 2)', '(last: 2, filter: { name: "a" })'],
  journals: ['(first: 2)'],
  topics: ['(first: $size)'],
  search: ['(text: "mentoring", first: 3)', '(text: "peer \\"of", first: 1)'],
  suggest: ['(prefix: "me")'],
  resolve: ['(identifiers: ["33349761", "10.9999/nope"])'],
  subgraph: ['(input: { seeds: ["pmid:33349761"], maxNodes: 5 })'],
  graph: [''],
  imports: ['(first: 2)'],
};

/** Everything that can go wrong below a root: with null, a promise or not, in lists, for what may be null and what may not. */
const FAULTY = makeExecutableSchema({
  typeDefs: `
    type Query { thing: Thing, needed: Thing!, things: [Thing!]!, maybe: [Thing]!, number: Int!, graph: Thing }
    type Thing { id: ID!, name: String, missing: String!, late: String!, lateNull: Int, coded: Int, codedNeeded: Int!,
      child: Thing, children: [Thing!], holes: [Thing], words: [String!], wordsOrNone: [String!]!, wrong: Int, wrongNeeded: Boolean! }
  `,
  resolvers: {
    Query: { thing: () => ({}), needed: async () => ({}), things: () => [{}, {}], maybe: async () => [{}, null, {}], number: () => 1, graph: () => ({}) },
    Thing: {
      id: () => 'x',
      name: async () => 'name',
      missing: () => null,
      late: async () => null,
      lateNull: async () => null,
      coded: async () => {
        throw new CodedError('BAD_USER_INPUT', 'refused');
      },
      codedNeeded: () => {
        throw new CodedError('DATABASE_UNAVAILABLE', 'away');
      },
      child: async () => ({}),
      children: () => [{}, {}],
      holes: async () => [null, {}, Promise.reject(new Error('secret'))],
      words: () => ['a', null],
      wordsOrNone: async () => ['a', Promise.resolve('b')],
      wrong: () => 'no number',
      wrongNeeded: () => 'no truth',
    },
  },
}); // prettier-ignore

/** What the last answer was read of. Where citations were read for later ones meanwhile, it is asked for again, for these reads are of nobody's. */
async function readsAlone(document: NamedDocument, { ask, reads }: Awaited<ReturnType<typeof over>>): Promise<string[]> {
  for (let time = 0; time < 5 && reads().includes('graphVersion'); time++) await ask(document);
  return reads();
}

/** Asks each document of a server that answers all itself and of those with shortcuts, three times; answers how many had errors. */
async function compare(documents: NamedDocument[], schema?: GraphQLSchema): Promise<number> {
  const [plain, ...fast] = await Promise.all([SLOW, COMPILED, WHOLE].map((settings) => over(settings, schema)));
  let withErrors = 0;
  try {
    for (const document of documents) {
      const expected = await plain!.ask(document);
      const isWrong = expected[2].includes('"errors"');
      if (isWrong) withErrors += 1;
      for (const { ask } of fast)
        for (let time = 0; time < 3; time++) expect([document, await ask(document)]).toEqual([document, expected]);
      // The last one was asked of the server with all shortcuts: it shows that they were taken.
      const isStored = !schema && !isWrong && !/: (graph|imports)\b/.test(document.query);
      if (isStored) expect([document, await readsAlone(document, fast.at(-1)!)]).toEqual([document, ['dataVersion']]);
    }
  } finally {
    await Promise.all([plain!, ...fast].map(({ stop }) => stop()));
  }
  return withErrors;
}

describe('the fast path', () => {
  test('answers documents made at random as Apollo does', async () => {
    expect(await compare(randomDocuments(createSchema(), ROOTS, 60, 7))).toBeLessThan(30);
  }, 120_000);

  test('reports errors and passes nulls on as Apollo does', async () => {
    const roots = Object.fromEntries(Object.keys(FAULTY.getQueryType()!.getFields()).map((name) => [name, ['']]));
    expect(await compare(randomDocuments(FAULTY, roots, 80, 3), FAULTY)).toBeGreaterThan(40);
  }, 120_000);

  test('holds the limits for each value of a variable', async () => {
    const query = 'query Page($size: Int) { articles(first: $size) { nodes { id } } }';
    const documents = [2, 2, 2, 101, -1, 2, 'x', null].map((size) => ({ query, variables: { size } }));
    expect(await compare(documents)).toBe(3);
  });

  test('tells the cost of each number and each length of a list, whatever the texts are', async () => {
    const query = `query Cost($ids: [ID!]!, $size: Int, $by: ArticleFilter, $few: Boolean!) {
      nodes(ids: $ids) { id ... on Article { references(first: $size) @skip(if: $few) { nodes { title doi publicationYear } } } }
      articles(first: $size, filter: $by) { totalCount }
    }`;
    const ids = (count: number) => Array.from({ length: count }, (_, i) => toGlobalId('Article', `pmid:${i}`));
    const documents = [
      { ids: ids(1), size: 1, few: false },
      { ids: [toGlobalId('Author', 'nobody')], size: 1, few: false },
      { ids: ids(30), size: 1, few: false },
      { ids: ids(30), size: 20, few: false },
      { ids: ids(30), size: 20, few: true },
      { ids: ids(2), size: 2, few: true, by: { publicationTypes: ['a', 'b', 'c'] } },
      { ids: ids(2), size: 2, few: true, by: { publicationTypes: ['a'] } },
      { ids: ids(2), size: 2, few: true, by: { publicationTypes: Array.from({ length: 90 }, (_, i) => `a long type ${i}`) } },
      { ids: ids(100), size: 100, few: true },
      { ids: ids(100), size: 100, few: false },
    ].map((variables) => ({ query, variables }));
    expect(await compare(documents)).toBe(1);
  });

  test('takes variables of every kind, filters that hold filters among them', async () => {
    const query = `query Filtered($filter: ArticleFilter, $by: ArticleBy!, $order: ArticleOrder = { field: TITLE }, $text: String!, $last: Int) {
      articles(filter: $filter, orderBy: $order, last: $last) { totalCount nodes { title } }
      article(by: $by) { title } search(text: $text, first: 1) { totalCount }
    }`;
    const by = { pmid: 33349761 };
    const deep = { not: { any: [{ not: { authorsStatus: ['COMPLETE'] } }, { publicationYear: { to: 2015 } }] } };
    const documents = [
      { by, text: 'mentoring' },
      { by, text: 'mentoring', filter: deep },
      { by, text: 'mentoring', filter: null, order: null, last: 2 },
      {
        by: { doi: 'https://doi.org/10.1177/0141076817700848' },
        text: 'peer',
        order: { field: 'PUBLICATION_YEAR', direction: 'DESC' },
      },
      { by, text: 'x', filter: { publicationYear: { from: 'soon' } } },
      { text: 'x' },
      { by: { pmid: 1, doi: '10.1/x' }, text: 'x' },
      { by, text: null },
    ].map((variables) => ({ query, variables }));
    expect(await compare(documents)).toBeLessThan(6);
  });

  test('asks of lists within one fragment what each place of it wants', async () => {
    const query = `query Common($year: Int) {
      articles(first: 20) { nodes { authors { ...Common } } }
    }
    fragment Common on Author {
      early: coauthors(first: 3, scope: { publicationYear: { to: $year } }) { ...Shared }
      late: coauthors(first: 3, scope: { publicationYear: { from: $year } }) { ...Shared }
    }
    fragment Shared on CoauthorConnection { edges { node { name } sharedArticles(first: 5) { totalCount nodes { title } } } }`;
    const documents = [2015, 2018, 2018, 2022].map((year) => ({ query, variables: { year } }));
    expect(await compare(documents)).toBe(0);
  });

  test('tells operations of a document apart, and names that are none', async () => {
    const query = 'query A { journals(first: 1) { totalCount } }\nquery B { articles(first: 1) { totalCount } }';
    const named = (operationName: string | undefined, text = query) => ({ query: text, variables: {}, operationName });
    const [a, b] = query.split('\n');
    const documents = [
      named('A'),
      named('B'),
      named('C'),
      named(''),
      named(undefined),
      named(`A\n${a}`, b),
      named(undefined, a),
      named('', a),
    ];
    expect(await compare(documents)).toBe(5);
  });

  test('has the content type that each client asks for', async () => {
    const { ask, stop } = await over(WHOLE);
    for (const accept of ['application/json', 'application/graphql-response+json', '*/*', 'application/json']) {
      const types = [];
      for (let time = 0; time < 3; time++) types.push((await ask({ query: FIRST_QUERY, variables: {} }, { accept }))[1]);
      const type = accept === '*/*' ? 'application/json' : accept;
      expect([accept, types]).toEqual([accept, Array(3).fill(`${type}; charset=utf-8`)]);
    }
    const refused = await ask({ query: FIRST_QUERY, variables: {} }, { accept: 'text/html' });
    expect(refused[0]).toBe(406);
    await stop();
  });
});

describe('answers that are kept', () => {
  const document = { query: '{ articles(first: 1) { totalCount } }', variables: {} };
  const note = (value: string) => ({ ledger: { put: [{ collection: 'note', key: 'k', value, tags: [] }] } });

  test('cost one look at the version of the data', async () => {
    const { ask, reads, stop } = await over(WHOLE);
    const answers = [await ask(document), await ask(document), await ask(document)];
    expect(reads()).toEqual(['dataVersion']);
    expect(answers).toEqual(Array(3).fill(answers[0]));
    await stop();
  });

  test('are made anew after a write, by this process or another', async () => {
    const { ask, reads, stop } = await over(WHOLE);
    for (let time = 0; time < 3; time++) await ask(document);
    await at.store.write(note('1'));
    await ask(document);
    expect(reads()).toContain('counts');
    await ask(document);
    expect(reads()).toEqual(['dataVersion']);
    const other = await openStore({ engine: 'sqlite', dataDir: dirname(at.uploads) });
    await other.write(note('2'));
    await other.close();
    await ask(document);
    expect(reads()).toContain('counts');
    await stop();
  });

  test('are none where the answer depends on more than what is stored', async () => {
    const { ask, reads, stop } = await over(WHOLE);
    const live = {
      query: '{ ...All } fragment All on Query { articles(first: 1) { totalCount } analysisRuns { id } }',
      variables: {},
    };
    for (let time = 0; time < 3; time++) await ask(live);
    expect(reads()).toContain('counts');
    await stop();
  });
});
