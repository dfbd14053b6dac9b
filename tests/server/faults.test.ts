import { afterEach, describe, expect, test } from '@jest/globals';
import { GraphQLInt, GraphQLList, GraphQLNonNull, GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql';
import { CodedError, databaseUnavailable } from '../../src/errors.js';
import type { Context } from '../../src/resolvers/context.js';
import { startServer, type StartedServer } from './start.js';

/** A schema whose fields go wrong in every way that a resolver can. */
function faultySchema(wait: () => Promise<unknown>): GraphQLSchema {
  const fail = (error: unknown) => ({ type: GraphQLString, resolve: () => Promise.reject(error) });
  const item = new GraphQLObjectType({ name: 'Item', fields: { x: { type: GraphQLInt } } });
  return new GraphQLSchema({
    query: new GraphQLObjectType({
      name: 'Query',
      fields: {
        fine: { type: GraphQLString, resolve: () => 'fine' },
        boom: fail(new Error('SQLITE_CORRUPT in /srv/data/graph.sqlite')),
        inner: fail(new CodedError('INTERNAL_SERVER_ERROR', 'the index of the store is gone')),
        unavailable: fail(databaseUnavailable('The database does not answer.', new Error('bolt://10.0.0.1 refused'))),
        wrong: fail(new CodedError('BAD_USER_INPUT', '`x` is wrong.')),
        missing: { type: new GraphQLNonNull(GraphQLString), resolve: () => null },
        hangs: { type: GraphQLString, resolve: () => new Promise(() => {}) },
        aborted: {
          type: GraphQLString,
          resolve: (_source, _args, { signal }: Context) =>
            new Promise((resolve) => signal.addEventListener('abort', () => resolve('late'))),
        },
        costly: {
          type: new GraphQLList(item),
          args: { first: { type: GraphQLInt } },
          resolve: async () => (await wait(), [{ x: 1 }]),
        },
      },
    }),
  });
}

let at: StartedServer;
afterEach(() => at.stop());

async function start(wait: () => Promise<unknown> = async () => {}, operationMs?: number): Promise<void> {
  at = await startServer({ schema: faultySchema(wait), ...(operationMs && { operationMs }) });
}

describe('errors', () => {
  test.each(['boom', 'inner', 'missing'])('%s is masked, and the log has it under the same request id', async (field) => {
    await start();
    const { status, body, headers } = await at.ask(`{ fine ${field} }`);
    expect(status).toBe(200);
    const [error] = body.errors;
    expect(Object.keys(error.extensions).sort()).toEqual(['code', 'requestId']);
    expect(error.extensions.code).toBe('INTERNAL_SERVER_ERROR');
    expect(JSON.stringify(body)).not.toMatch(/SQLITE|graph\.sqlite|index of the store|non-nullable/);
    expect(headers.get('x-request-id')).toBe(error.extensions.requestId);
    const line = at.log.find(({ requestId }) => requestId === error.extensions.requestId);
    expect(JSON.stringify(line)).toMatch(/SQLITE_CORRUPT|index of the store|non-nullable/);
  });
  test("the caller's own errors keep their code and message, beside what could be answered", async () => {
    await start();
    const { status, body } = await at.ask('{ fine wrong }');
    expect(status).toBe(200);
    expect(body.data).toEqual({ fine: 'fine', wrong: null });
    expect(body.errors).toEqual([
      { message: '`x` is wrong.', path: ['wrong'], locations: [{ line: 1, column: 8 }], extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });
  test('an outage that leaves no data is a 503 with Retry-After; with some data it is a 200', async () => {
    await start();
    const nothing = await at.ask('{ unavailable }');
    expect([nothing.status, nothing.headers.get('retry-after')]).toEqual([503, '5']);
    expect(nothing.body.errors[0]).toMatchObject({
      message: 'The database does not answer.',
      extensions: { code: 'DATABASE_UNAVAILABLE' },
    });
    expect(JSON.stringify(nothing.body)).not.toContain('bolt');
    expect((await at.ask('{ fine unavailable }')).status).toBe(200);
  });
});

describe('what is no fault of the server', () => {
  test('leaves no line in the log', async () => {
    await start();
    await at.ask('{ fine wrong }');
    await at.ask('{ nope }');
    await at.ask('{');
    await at.ask('query ($n: Int) { costly(first: $n) { x } }', { n: -2_147_483_649 });
    await expect(
      fetch(`${at.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"query":"{ aborted }"}',
        signal: AbortSignal.timeout(50),
      }),
    ).rejects.toThrow();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(at.log).toEqual([]);
  });
});

describe('deadline', () => {
  test('an operation that hangs answers TIMEOUT, and the next one is served', async () => {
    await start(undefined, 100);
    const late = await at.ask('{ hangs }');
    expect(late.status).toBe(504);
    expect(late.body.errors[0]).toMatchObject({
      message: expect.stringContaining('longer than 0.1 s'),
      extensions: { code: 'TIMEOUT' },
    });
    expect((await at.ask('{ fine }')).body.data).toEqual({ fine: 'fine' });
  });
  test('reads are told to stop at the deadline, and an answer that comes then is dropped in peace', async () => {
    await start(undefined, 100);
    expect((await at.ask('{ aborted }')).status).toBe(504);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect((await at.ask('{ fine }')).status).toBe(200);
    expect(at.log.filter(({ level }) => (level as number) >= 50)).toEqual([]);
  });
});

describe('admission', () => {
  test('four costly operations at once, 64 wait, the rest is refused; cheap ones pass', async () => {
    let running = 0;
    let most = 0;
    let open = () => {};
    const opened = new Promise<void>((resolve) => (open = resolve));
    await start(async () => {
      running += 1;
      most = Math.max(most, running);
      await opened;
      running -= 1;
    });
    const costly = () => at.ask('{ costly(first: 100) { x } }');
    const answers = Array.from({ length: 80 }, costly);
    const refusals = await Promise.race([Promise.all(answers).then(() => []), waitFor(() => refused(answers, 12))]);
    expect(refusals.map(({ status, headers }) => [status, headers.get('retry-after')])).toEqual(Array(12).fill([503, '2']));
    expect((await at.ask('{ fine }')).status).toBe(200);
    open();
    const statuses = (await Promise.all(answers)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(68);
    expect(most).toBe(4);
    expect((await costly()).status).toBe(200);
  });
});

/** The refused ones among answers of which many are still open, when there are so many. */
async function refused(answers: Promise<Awaited<ReturnType<StartedServer['ask']>>>[], wanted: number) {
  const settled = await Promise.all(answers.map((one) => Promise.race([one, null])));
  const found = settled.flatMap((one) => (one?.status === 503 ? [one] : []));
  return found.length === wanted ? found : null;
}

async function waitFor<T>(read: () => Promise<T | null>): Promise<T> {
  for (;;) {
    const found = await read();
    if (found !== null) return found;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe('readiness', () => {
  test('says 503 when the store fails', async () => {
    await start();
    await at.store.close();
    const response = await fetch(`${at.url}/readyz`);
    expect([response.status, response.headers.get('retry-after'), response.headers.get('cache-control')]).toEqual([
      503,
      '5',
      'no-store',
    ]);
    expect(await response.json()).toEqual({ status: 'store unavailable' });
  });
});
