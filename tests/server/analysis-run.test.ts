import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { generateCitations } from '../../bench/citation-generator.js';
import { until } from '../jobs/fake-runner.js';
import { startServer, type Answer, type StartedServer } from './start.js';

const TOKEN = 'a-token-of-more-than-32-characters-0123';
const HOLDER = { authorization: `Bearer ${TOKEN}` };
/** Minutes of work on the graph below. */
const LONG =
  'rankings(by: BETWEENNESS, settings: [{ id: "exactUpTo", value: "50000" }, { id: "seed", value: "SEED" }]) { totalCount }';
const long = (seed: number) => LONG.replace('SEED', String(seed));

describe('a server whose analyses take long', () => {
  let at: StartedServer;
  beforeAll(async () => {
    at = await startServer({ adminToken: TOKEN, operationMs: 3_000 });
    const graph = generateCitations({ articles: 30_000, citations: 400_000, seed: 1 });
    const nodes = new Float64Array(graph.keys.length);
    const scan = { ...graph, dates: graph.years, nodes, positions: new Int32Array(graph.citing.length) };
    at.store.scanCitations = async () => structuredClone(scan);
  });
  afterAll(() => at.stop());

  const newest = async (): Promise<Answer['body']> => {
    const { body } = await at.ask(
      '{ analysisRuns(first: 1) { id status waiting isJob analysis { id } progress { stage done total } } }',
    );
    return body.data.analysisRuns[0];
  };
  const isAtWork = (seed: number) =>
    until(async () => {
      const { body } = await at.ask('{ analysisRuns(first: 1) { status settings { id value } progress { stage done } } }');
      const [run] = body.data.analysisRuns;
      const own = run?.settings.find(({ id }: { id: string }) => id === 'seed')?.value === String(seed);
      return own && run.status === 'RUNNING' && run.progress.stage === 'SOURCES' && run.progress.done > 0;
    });
  const isStopped = () => until(async () => (await newest()).status === 'STOPPED', 1_500);

  test('stops one when the client that waits for it goes away', async () => {
    const client = new AbortController();
    const body = JSON.stringify({ query: `{ ${long(1)} }` });
    const headers = { 'content-type': 'application/json' };
    const answer = fetch(`${at.url}/graphql`, { method: 'POST', headers, body, signal: client.signal }).catch(() => 'gone');
    await isAtWork(1);
    expect(await newest()).toMatchObject({ waiting: 1, isJob: false, progress: { total: 30_000 } });
    client.abort();
    expect(await answer).toBe('gone');
    await isStopped();
  });

  test('stops one at the deadline of the request that waits for it, which says how to wait longer', async () => {
    const { status, body } = await at.ask(`{ ${long(2)} }`);
    expect([status, body.errors[0].extensions.code]).toEqual([504, 'TIMEOUT']);
    expect(body.errors[0].message).toContain('startAnalysis');
    await isStopped();
  });

  test('goes on with a job, which the holder of the token stops: who waits gets STOPPED', async () => {
    const settings = '[{ id: "exactUpTo", value: "50000" }, { id: "seed", value: "3" }]';
    const started = await at.ask(
      `mutation { startAnalysis(input: { analysis: "BETWEENNESS", settings: ${settings} }) { run { id status } } }`,
      {},
      HOLDER,
    );
    const { id } = started.body.data.startAnalysis.run;
    await isAtWork(3);
    const waiting = at.ask(`{ ${long(3)} }`);
    await until(async () => (await newest()).waiting === 1);
    const began = performance.now();
    const stop = await at.ask(`mutation { stopAnalysis(id: "${id}") { run { id status finishedAt } } }`, {}, HOLDER);
    expect(performance.now() - began).toBeLessThan(1_500);
    expect(stop.body.data.stopAnalysis.run).toMatchObject({ id, status: 'STOPPED', finishedAt: expect.any(String) });
    const { status, body } = await waiting;
    expect([status, body.errors[0].extensions.code]).toEqual([200, 'STOPPED']);
  });
});

describe('a server that allows analyses little memory', () => {
  let at: StartedServer;
  beforeAll(async () => {
    at = await startServer({ adminToken: TOKEN, analysisMemory: 2_000 });
  });
  afterAll(() => at.stop());

  test.each(['{ components { count } }', 'mutation { startAnalysis(input: { analysis: "PAGERANK" }) { run { id } } }'])(
    'refuses them with the figures before anything is read: %s',
    async (document) => {
      at.store.scanCitations = () => Promise.reject(new Error('the graph is read'));
      const { status, body } = await at.ask(document, {}, HOLDER);
      expect([status, body.errors[0].extensions.code]).toEqual([200, 'TOO_LARGE']);
      expect(body.errors[0].message).toMatch(
        /^An analysis of 11 works and 10 citations takes about .* of memory; this server allows .* \(setting ANALYSIS_MEMORY\)\.$/,
      );
    },
  );
});
