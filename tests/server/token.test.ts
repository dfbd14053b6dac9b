import { timingSafeEqual } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TokenCheck } from '../../src/server/token.js';
import { startServer, type StartedServer } from './start.js';

const TOKEN = 'a-token-of-more-than-32-characters-0123';
const bearer = (token: string) => `Bearer ${token}`;
const BRAKE = { delayMs: 100, perAddress: 2, inAll: 3 };

async function refusal(check: TokenCheck, header: string | undefined, address = '192.0.2.1') {
  const began = performance.now();
  const error = (await check.require(header, address).catch((thrown: unknown) => thrown)) as { code: string; message: string };
  return { code: error?.code, message: error?.message, ms: performance.now() - began };
}

describe('the token', () => {
  test('passes when it is right, whatever the case of the scheme', async () => {
    const check = new TokenCheck(TOKEN, BRAKE);
    for (const header of [bearer(TOKEN), `bearer ${TOKEN}`, `Bearer   ${TOKEN} `]) {
      await expect(check.require(header, '192.0.2.1')).resolves.toBeUndefined();
    }
  });

  test('is compared as a digest of fixed length, in constant time, whatever is given', async () => {
    const compared: [number, number][] = [];
    const check = new TokenCheck(TOKEN, { ...BRAKE, delayMs: 0 }, (a, b) => {
      compared.push([a.length, b.length]);
      return timingSafeEqual(a, b);
    });
    const wrong = ['x', TOKEN.slice(0, -1), `${TOKEN}x`, 'ä'.repeat(500), `${TOKEN.slice(0, -1)}4`];
    for (const token of wrong) expect((await refusal(check, bearer(token))).code).toBe('UNAUTHENTICATED');
    await check.require(bearer(TOKEN), '192.0.2.1');
    expect(compared).toEqual(Array(6).fill([32, 32]));
  });

  test.each([undefined, '', 'Bearer', 'Bearer ', `Basic ${TOKEN}`, TOKEN, `Bearer a b`])(
    'is missing from %j, which is told at once',
    async (header) => {
      const { code, message, ms } = await refusal(new TokenCheck(TOKEN, BRAKE), header);
      expect(code).toBe('UNAUTHENTICATED');
      expect(message).toContain('Authorization: Bearer');
      expect(ms).toBeLessThan(BRAKE.delayMs);
    },
  );

  test('that is not set lets nobody in, and the message says how to set it', async () => {
    const { code, message } = await refusal(new TokenCheck(null), bearer(TOKEN));
    expect(code).toBe('UNAUTHENTICATED');
    expect(message).toMatch(/switched off.*ADMIN_TOKEN.*32 characters/);
  });
});

describe('the brake on guessing', () => {
  test('a wrong token is told so after a while; the right one passes at once meanwhile', async () => {
    const check = new TokenCheck(TOKEN, BRAKE);
    const wrong = refusal(check, bearer('wrong'));
    const began = performance.now();
    await check.require(bearer(TOKEN), '192.0.2.1');
    expect(performance.now() - began).toBeLessThan(BRAKE.delayMs);
    expect((await wrong).ms).toBeGreaterThanOrEqual(BRAKE.delayMs - 5);
  });
  test('an address with several wrong ones waiting is refused without a look; others are not', async () => {
    const check = new TokenCheck(TOKEN, BRAKE);
    const waiting = [refusal(check, bearer('a')), refusal(check, bearer('b'))];
    expect((await refusal(check, bearer(TOKEN))).code).toBe('OVERLOADED');
    await check.require(bearer(TOKEN), '192.0.2.2');
    const third = refusal(check, bearer('c'), '192.0.2.2');
    expect((await refusal(check, bearer(TOKEN), '192.0.2.3')).code).toBe('OVERLOADED');
    expect((await Promise.all([...waiting, third])).map(({ code }) => code)).toEqual(Array(3).fill('UNAUTHENTICATED'));
    await check.require(bearer(TOKEN), '192.0.2.1');
  });
});

/** One call for each mutation and for each query that needs the token. */
const CALLS = [
  'mutation { importRecords(input: { content: "x" }) { userErrors { message } } }',
  'mutation { undoImport(id: "x") { userErrors { message } } }',
  'mutation { mergeArticles(ids: ["33349761"]) { userErrors { message } } }',
  'mutation { splitArticle(id: "33349761") { userErrors { message } } }',
  'mutation { refusePossibleDuplicate(id: "x") { userErrors { message } } }',
  'mutation { mergeAuthors(ids: ["x"]) { userErrors { message } } }',
  'mutation { splitAuthor(id: "x", articles: ["y"]) { userErrors { message } } }',
  'mutation { undoDecision(id: "x") { userErrors { message } } }',
  'mutation { saveCitationSearch(input: { seeds: ["33349761"] }, name: "x") { userErrors { message } } }',
  'mutation { startImportJob(input: { content: "x" }) { userErrors { message } } }',
  'mutation { stopImportJob(id: "x") { userErrors { message } } }',
  'mutation { resumeImportJob(id: "x") { userErrors { message } } }',
  'mutation { deleteImportJob(id: "x") { userErrors { message } } }',
  'mutation { startAnalysis(input: { analysis: "PAGERANK" }) { userErrors { message } } }',
  'mutation { stopAnalysis(id: "x") { userErrors { message } } }',
  '{ importJob(id: "x") { status } }',
  '{ importJobs { id } }',
];
const UPLOAD = { method: 'POST', body: 'TY  - JOUR\nTI  - A title\nER  - \n' };

describe('the server', () => {
  let at: StartedServer;
  let version: number;
  beforeAll(async () => {
    at = await startServer({ adminToken: TOKEN, logLevel: 'debug' });
    version = (await at.store.describe()).dataVersion;
  });
  afterAll(() => at.stop());

  test('has a call here for each of its mutations', async () => {
    const { body } = await at.ask('{ __schema { mutationType { fields { name } } } }');
    const names = body.data.__schema.mutationType.fields.map(({ name }: { name: string }) => name);
    expect(names.filter((name: string) => !CALLS.some((call) => call.includes(` ${name}(`)))).toEqual([]);
  });

  test.each(CALLS)('refuses without a token, and with a wrong one: %s', async (call) => {
    const tries: Record<string, string>[] = [{}, { authorization: bearer('wrong-token-wrong-token-wrong-token') }];
    for (const headers of tries) {
      for (const accept of ['application/json', 'application/graphql-response+json']) {
        const { status, headers: answered, body } = await at.ask(call, {}, { ...headers, accept });
        expect([status, body.errors[0].extensions.code, answered.get('www-authenticate')]).toEqual([
          401,
          'UNAUTHENTICATED',
          'Bearer',
        ]);
      }
    }
  });

  test('refuses uploads without it, and keeps nothing of them', async () => {
    const tries: Record<string, string>[] = [{}, { authorization: bearer('wrong') }];
    for (const headers of tries) {
      const response = await fetch(`${at.url}/imports`, { ...UPLOAD, headers });
      expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    }
  });

  test('refuses before it looks at anything else: the arguments, the limits', async () => {
    const deep = `mutation { ${CALLS.slice(0, 7).map((call, i) => `a${i}: ${call.slice(11, -2)}`).join(' ')} }`; // prettier-ignore
    expect((await at.ask(deep)).status).toBe(401);
    const { status } = await at.ask('mutation ($id: ID!) { undoImport(id: $id) { removedRecords } }', { id: {} });
    expect(status).toBe(401);
  });

  test('asks nobody for it who only reads, whatever is sent along', async () => {
    const { status, body } = await at.ask('{ graph { articleCount } }', {}, { authorization: bearer('wrong') });
    expect([status, body.data.graph.articleCount]).toEqual([200, 11]);
    const beside = await at.ask('{ graph { articleCount } importJobs { id } }');
    expect([beside.status, beside.body.data]).toEqual([200, { graph: { articleCount: 11 }, importJobs: null }]);
  });

  test('has changed nothing by all that', async () => {
    expect((await at.store.describe()).dataVersion).toBe(version);
  });

  test('takes the right one', async () => {
    const { status, body } = await at.ask('{ importJobs { id } }', {}, { authorization: bearer(TOKEN) });
    expect([status, body.data]).toEqual([200, { importJobs: [] }]);
  });

  test('never writes a token to its log', () => {
    const lines = JSON.stringify(at.log);
    expect(at.log.length).toBeGreaterThan(10);
    expect(lines).not.toMatch(/wrong-token|a-token-of/);
  });
});

describe('a server without a token', () => {
  let at: StartedServer;
  beforeAll(async () => {
    at = await startServer();
  });
  afterAll(() => at.stop());
  test('says of every change how to switch it on', async () => {
    const { status, body } = await at.ask(CALLS[0]!, {}, { authorization: bearer(TOKEN) });
    expect([status, body.errors[0].message]).toEqual([
      401,
      expect.stringMatching(/ADMIN_TOKEN is not set.*openssl rand -hex 32/),
    ]);
    expect((await fetch(`${at.url}/imports`, { ...UPLOAD, headers: { authorization: bearer(TOKEN) } })).status).toBe(401);
  });
});
