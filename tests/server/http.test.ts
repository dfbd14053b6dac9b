import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildSchema, parse } from 'graphql';
import { LIMITS } from '../../src/server/limits.js';
import { FIRST_QUERY } from '../documents.js';
import { startServer, type StartedServer } from './start.js';

let at: StartedServer;
beforeAll(async () => {
  at = await startServer();
});
afterAll(() => at.stop());

const GRAPHQL_RESPONSE = { accept: 'application/graphql-response+json' };
const LEGACY = { accept: 'application/json' };
const repeat = (n: number, text: string) => Array(n).fill(text).join(' ');

describe('the endpoint', () => {
  test('answers a query, and tells its cost', async () => {
    const { status, body } = await at.ask(FIRST_QUERY);
    expect(status).toBe(200);
    expect(body.errors).toBeUndefined();
    expect(body.data.article.journal.title).toBe('Can Med Educ J');
    expect(body.extensions.cost).toEqual({ requested: 174, limit: 20_000, depth: 6, depthLimit: 12, pageSizeLimit: 100 });
  });
  test('answers GET with a preflight header, and refuses it without one', async () => {
    const url = `${at.url}/graphql?query=${encodeURIComponent('{ graph { articleCount } }')}`;
    const answered = await fetch(url, { headers: { 'apollo-require-preflight': '1' } });
    expect(await answered.json()).toMatchObject({ data: { graph: { articleCount: 11 } } });
    const refused = await fetch(url);
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain('CSRF');
  });
  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'refuses what a foreign page can send without asking: %s',
    async (type) => {
      const body = JSON.stringify({ query: '{ __typename }' });
      const response = await fetch(`${at.url}/graphql`, { method: 'POST', headers: { 'content-type': type }, body });
      expect(response.status).toBe(415);
    },
  );
  test('a subscription is the caller’s mistake, not the server’s', async () => {
    const { status, body } = await at.ask('subscription { anything }');
    expect([status, body.data, body.errors[0].extensions.code]).toEqual([400, undefined, 'BAD_USER_INPUT']);
    expect(body.errors[0].message).toContain('There is no subscription in this schema');
  });
  test('refuses batches and other methods', async () => {
    const send = (method: string, body: string) =>
      fetch(`${at.url}/graphql`, { method, headers: { 'content-type': 'application/json' }, body });
    const batch = await send('POST', '[{"query":"{__typename}"}]');
    expect([batch.status, await batch.text()]).toEqual([400, expect.stringContaining('one operation, not a list of them')]);
    const put = await send('PUT', '{"query":"{__typename}"}');
    expect([put.status, put.headers.get('allow')]).toEqual([405, 'GET, POST']);
  });
  test('allows reading from any origin, never with credentials', async () => {
    const preflight = await fetch(`${at.url}/graphql`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://elsewhere.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
    expect(preflight.headers.get('access-control-allow-headers')).toBe('content-type');
    const { headers } = await at.ask('{ __typename }', {}, { origin: 'https://elsewhere.example' });
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('access-control-allow-credentials')).toBeNull();
  });
  test('sends a browser that visits it to the playground', async () => {
    const response = await fetch(`${at.url}/graphql`, { headers: { accept: 'text/html' }, redirect: 'manual' });
    expect([response.status, response.headers.get('location')]).toEqual([303, '/']);
  });
});

describe('status by GraphQL over HTTP', () => {
  test.each([
    ['a document that cannot be parsed', '{', {}, 'GRAPHQL_PARSE_FAILED'],
    ['a document that is not valid', '{ nope }', {}, 'GRAPHQL_VALIDATION_FAILED'],
    ['a variable of the wrong type', 'query ($i: ID!) { node(id: $i) { id } }', { i: {} }, 'BAD_USER_INPUT'],
    ['a query above a limit', `{ ${repeat(21, '__typename')} }`, {}, 'QUERY_TOO_COMPLEX'],
  ])('%s: 400, but 200 for clients of application/json', async (_, query, variables, code) => {
    const modern = await at.ask(query, variables, GRAPHQL_RESPONSE);
    expect([modern.status, modern.headers.get('content-type')]).toEqual([
      400,
      'application/graphql-response+json; charset=utf-8',
    ]);
    expect(modern.body.errors[0].extensions.code).toBe(code);
    expect(modern.body).not.toHaveProperty('data');
    const legacy = await at.ask(query, variables, LEGACY);
    expect([legacy.status, legacy.body.errors[0].extensions.code]).toEqual([200, code]);
  });
});

describe('limits before and around the walk', () => {
  /** A document of so many tokens; 16 of them are not the words of the list. */
  /** 22 tokens. */
  const part = '{ publicationYear: { from: 1 to: 2 } citationCount: { from: 1 to: 2 } }';
  const withTokens = (n: number) =>
    `{ articles(filter: { publicationTypes: [${repeat(n - 20 - 50 * 22, '"a"')}] any: [${repeat(50, part)}] }) { totalCount } }`;
  test('tokens', async () => {
    const below = await at.ask(withTokens(LIMITS.tokens));
    expect(below.body.data).toEqual({ articles: { totalCount: 0 } });
    const above = await at.ask(withTokens(LIMITS.tokens + 1));
    expect(above.body.errors[0]).toMatchObject({ extensions: { code: 'QUERY_TOO_COMPLEX' } });
    expect(above.body.errors[0].message).toMatch(/more than 2,000 tokens/);
  });
  test('bytes of a body', async () => {
    const send = (bytes: number) => {
      const body = JSON.stringify({ query: '{ __typename }', extensions: { pad: '' } });
      return fetch(`${at.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: body.replace('"pad":""', `"pad":"${'x'.repeat(bytes - body.length)}"`),
      });
    };
    expect((await send(LIMITS.bodyBytes)).status).toBe(200);
    const above = await send(LIMITS.bodyBytes + 1);
    expect(above.status).toBe(413);
    expect(await above.json()).toMatchObject({ errors: [{ message: expect.stringContaining('256 KiB') }] });
  });
  test('selections with fragments written out', async () => {
    const fragments = Array.from({ length: 13 }, (_, i) => `fragment f${i} on Query { ...f${i + 1} ...f${i + 1} }`).join(' ');
    const { body } = await at.ask(`{ ...f0 } ${fragments} fragment f13 on Query { __typename }`);
    expect(body.errors).toHaveLength(1);
    expect(body.errors[0]).toMatchObject({ extensions: { code: 'QUERY_TOO_COMPLEX' } });
    expect(body.errors[0].message).toMatch(/more than 5,000/);
  });
  test('the same fields again and again', async () => {
    const { body } = await at.ask(`{ graph { ${repeat(1_900, 'articleCount')} } }`);
    expect(body.errors[0]).toMatchObject({
      message: expect.stringContaining('same fields'),
      extensions: { code: 'QUERY_TOO_COMPLEX' },
    });
  });
  test('introspection in circles', async () => {
    const { body } = await at.ask(
      '{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }',
    );
    expect(body.errors[0]).toMatchObject({ extensions: { code: 'QUERY_TOO_COMPLEX' } });
  });
  test('ten introspections of all types in one request are let through', async () => {
    const type = 'name kind fields { name args { name } type { name ofType { name } } }';
    const names = Array.from({ length: 10 }, (_, i) => `t${i}: types { ${type} }`);
    const { status, body } = await at.ask(`{ __schema { ${names.join(' ')} } }`);
    expect(status).toBe(200);
    expect(body.errors).toBeUndefined();
    expect(body.data.__schema.t9).toHaveLength(body.data.__schema.t0.length);
  });
  test('page sizes', async () => {
    const { body } = await at.ask('query ($n: Int) { articles(first: $n) { totalCount } }', { n: 101 });
    expect(body.errors[0]).toMatchObject({
      message: '`first` of `articles` is 101; a page holds 0 to 100 entries.',
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });
});

describe('around GraphQL', () => {
  test('health', async () => {
    const response = await fetch(`${at.url}/healthz`);
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(await response.json()).toEqual({ status: 'ok' });
  });
  test('readiness asks the store', async () => {
    const response = await fetch(`${at.url}/readyz`);
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store']);
    const description = await at.store.describe();
    expect(await response.json()).toEqual({
      status: 'ready',
      engine: description.engine.name,
      dataVersion: description.dataVersion,
      lastChangedAt: description.lastChangedAt,
      articles: 11,
    });
  });
  test('the schema as text is a schema', async () => {
    const response = await fetch(`${at.url}/schema.graphql`);
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    const text = await response.text();
    expect(() => parse(text)).not.toThrow();
    expect(Object.keys(buildSchema(text).getQueryType()!.getFields())).toEqual(
      expect.arrayContaining(['article', 'articles', 'node', 'search', 'resolve', 'graph']),
    );
  });
  test('a path that does not exist is told where things are', async () => {
    const response = await fetch(`${at.url}/graphiql?x=1`);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({
      errors: [
        {
          message: expect.stringMatching(/nothing at GET \/graphiql\. GraphQL is at \/graphql/),
          extensions: { code: 'NOT_FOUND' },
        },
      ],
    });
  });
  test('an address that cannot be read is answered in the form of every error', async () => {
    const answers = [];
    for (const path of ['/imports/%E4.ris', `/imports/${'x'.repeat(5_000)}`]) {
      const response = await fetch(`${at.url}${path}`, { method: 'PUT', body: 'x' });
      answers.push([response.status, await response.json()]);
    }
    const error = (message: string) => ({ errors: [{ message, extensions: { code: 'BAD_REQUEST' } }] });
    expect(answers).toEqual([
      [400, error("The request cannot be read: '/imports/%E4.ris' is not a valid url component.")],
      [414, error('A part of the address is longer than 4096 characters, which is the limit.')],
    ]);
  });
  test('a body that is not UTF-8 is refused: its letters would be lost', async () => {
    const body = Buffer.from('{"query":"{ search(text: \\"café\\") { totalCount } }"}', 'latin1');
    const ask = async (bytes: Uint8Array) => {
      const response = await fetch(`${at.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: bytes,
      });
      return [response.status, await response.text()];
    };
    expect(await ask(body)).toEqual([400, expect.stringContaining('The request cannot be read: its body is not UTF-8')]);
    expect((await ask(Buffer.from(body.toString('latin1'))))[0]).toBe(200);
  });
  test('junk in a body is refused without a word from inside', async () => {
    const response = await fetch(`${at.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":',
    });
    expect(response.status).toBe(400);
    expect(await response.text()).not.toMatch(/node_modules|at .*\(/);
  });
});
