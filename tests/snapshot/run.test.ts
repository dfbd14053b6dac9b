import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Settings } from '../../src/analysis/analysis.js';
import { BETWEENNESS } from '../../src/analysis/betweenness.js';
import { COMMUNITIES } from '../../src/analysis/communities.js';
import type { Analysis } from '../../src/analysis/index.js';
import { LOCAL_CITATIONS } from '../../src/analysis/local-citations.js';
import { readParameters } from '../../src/analysis/parameters.js';
import type { AnalysisRun } from '../../src/snapshot/run.js';
import { Snapshots } from '../../src/snapshot/snapshots.js';
import { generateCitations } from '../../bench/citation-generator.js';
import { until } from '../jobs/fake-runner.js';

/** A literature that is large enough for analyses to take a while; its records tell nothing. */
const graph = generateCitations({ articles: 30_000, citations: 400_000, seed: 1 });
const store = {
  graphVersion: async () => 1,
  describe: async () => ({ counts: { articles: 30_000, stubs: 0, citations: 400_000 } }),
  scanCitations: async () => structuredClone(graph),
  pages: async () => [{ items: [], hasNext: false, hasPrevious: false }],
  get: async () => [],
} as unknown as ConstructorParameters<typeof Snapshots>[0];

/** Hours of work. */
const LONG = { ...readParameters(BETWEENNESS.parameters), exactUpTo: 50_000 };
const isAtWork = (run: AnalysisRun) => until(async () => run.progress !== null && run.progress.done > 0);
/** Milliseconds until it has ended. */
const ended = async (run: AnalysisRun): Promise<number> => {
  const start = performance.now();
  await run.answer.catch(() => {});
  return performance.now() - start;
};

describe('a run of an analysis', () => {
  let snapshots: Snapshots;
  beforeAll(() => {
    snapshots = new Snapshots(store, 2 ** 30);
  });
  afterAll(() => snapshots.end());

  const waitWith = async (analysis: Analysis, settings: Settings = LONG) => {
    const request = new AbortController();
    const snapshot = await snapshots.now();
    const run = snapshot.ask(analysis, settings);
    const answer = run.wait(request.signal).then(() => 'answered', (error: Error) => error.message); // prettier-ignore
    return { run, answer, leave: () => request.abort(new Error('gone')) };
  };

  test('tells how far it has come, and is stopped in the middle within a second', async () => {
    const run = await snapshots.start(BETWEENNESS, LONG);
    expect(run).toMatchObject({ isJob: true, finishedAt: null });
    await isAtWork(run);
    expect(run).toMatchObject({ status: 'RUNNING', progress: { stage: 'SOURCES', total: 30_000 } });
    const { done } = run.progress!;
    await until(async () => run.progress!.done > done);
    run.stop();
    expect(await ended(run)).toBeLessThan(1_000);
    expect(run).toMatchObject({ status: 'STOPPED', error: null });
    await expect(run.answer).rejects.toMatchObject({ code: 'STOPPED' });
  });

  test('is one for all who ask for the same, and goes on while one of them waits', async () => {
    const [first, second] = [await waitWith(BETWEENNESS), await waitWith(BETWEENNESS)];
    expect(second.run).toBe(first.run);
    expect(first.run.waiting).toBe(2);
    await isAtWork(first.run);
    first.leave();
    expect(await first.answer).toBe('gone');
    expect([first.run.waiting, first.run.stopping.signal.aborted]).toEqual([1, false]);
    second.leave();
    expect(await second.answer).toBe('gone');
    expect(await ended(first.run)).toBeLessThan(1_000);
    expect(first.run.status).toBe('STOPPED');
  });

  test('that is a job goes on when nobody waits', async () => {
    const { run, answer, leave } = await waitWith(BETWEENNESS);
    expect(await snapshots.start(BETWEENNESS, LONG)).toBe(run);
    leave();
    expect(await answer).toBe('gone');
    await isAtWork(run);
    expect(run.stopping.signal.aborted).toBe(false);
    run.stop();
    await ended(run);
  });

  test('waits for its turn; one that is stopped before it never runs, and who waits is told', async () => {
    const long = await snapshots.start(BETWEENNESS, LONG);
    const short = await waitWith(LOCAL_CITATIONS, {});
    const other = await snapshots.start(COMMUNITIES, readParameters(COMMUNITIES.parameters));
    expect(snapshots.newest(3).map(({ status }) => status)).toEqual(['QUEUED', 'QUEUED', 'RUNNING']);
    other.stop();
    await ended(other);
    expect(other).toMatchObject({ status: 'STOPPED', startedAt: null, progress: null });
    long.stop();
    expect(await short.answer).toBe('answered');
    expect(short.run.status).toBe('FINISHED');
    // The answer is there for the next one.
    expect((await snapshots.start(LOCAL_CITATIONS, {})).id).toBe(short.run.id);
  });

  test('asked for again after a stop is a new one', async () => {
    const first = await snapshots.start(BETWEENNESS, LONG);
    await isAtWork(first);
    first.stop();
    const second = await snapshots.start(BETWEENNESS, LONG);
    expect(second).not.toBe(first);
    await ended(first);
    await isAtWork(second);
    second.stop();
    await ended(second);
  });

  test('that cannot be computed says why', async () => {
    const asked = { ...readParameters(COMMUNITIES.parameters), network: 'CO_CITATION', mostPairs: 1 };
    const run = await snapshots.start(COMMUNITIES, asked);
    await ended(run);
    expect(run).toMatchObject({ status: 'FAILED', error: expect.stringContaining('at most 1 are counted') });
  });

  test('at the end of the server stops', async () => {
    const run = await snapshots.start(BETWEENNESS, LONG);
    await isAtWork(run);
    await snapshots.end();
    expect(run.status).toBe('STOPPED');
  });
});
