import { beforeAll, expect, test } from '@jest/globals';
import { loadSeed } from '../../src/intake/seed.js';
import type { GraphStore } from '../../src/store/store.js';
import { describeEachEngine } from '../engines.js';
import { until } from '../jobs/fake-runner.js';
import { ask, execute, type Answer } from './execute.js';
import { fixtureAdmin } from './fixture-jobs.js';

const RUN = `run { id status isJob isCurrent waiting error analysis { id } settings { id value } progress { stage done total }
  askedAt startedAt finishedAt } userErrors { field message }`;

describeEachEngine('analyses as jobs', (openEmptyStore) => {
  let store: GraphStore;
  let admin: Awaited<ReturnType<typeof fixtureAdmin>>;
  beforeAll(async () => {
    store = await openEmptyStore();
    await loadSeed(store);
    admin = await fixtureAdmin(store);
  });

  const start = async (input: string): Promise<Answer> =>
    (await ask(store, `mutation { startAnalysis(input: ${input}) { ${RUN} } }`, {}, undefined, admin)).startAnalysis;
  const runOf = async (id: string): Promise<Answer> =>
    (await ask(store, `query ($id: ID!) { analysisRun(id: $id) { status startedAt finishedAt isCurrent } }`, { id })).analysisRun;
  const listed = async (): Promise<Answer[]> =>
    (await ask(store, '{ analysisRuns(first: 100) { id status isJob analysis { id } } }')).analysisRuns;

  test('one is started and watched, and the query that asks for the same has its answer', async () => {
    const { run, userErrors } = await start('{ analysis: "MAIN_PATH", settings: [{ id: "search", value: "LOCAL" }] }');
    expect(userErrors).toEqual([]);
    expect(run).toMatchObject({ analysis: { id: 'MAIN_PATH' }, isJob: true, isCurrent: true, waiting: 0, error: null });
    expect(run.settings).toEqual([
      { id: 'method', value: 'SPC' },
      { id: 'search', value: 'LOCAL' },
      { id: 'keyRoutes', value: '10' },
    ]);
    await until(async () => (await runOf(run.id)).status === 'FINISHED');
    expect(await runOf(run.id)).toMatchObject({ startedAt: expect.any(String), finishedAt: expect.any(String) });
    const { mainPath } = await ask(store, '{ mainPath(search: LOCAL) { tied nodesLeftOut } }');
    expect(mainPath).toEqual({ tied: '25', nodesLeftOut: 0 });
    expect((await listed()).filter(({ analysis }) => analysis.id === 'MAIN_PATH')).toEqual([
      { id: run.id, status: 'FINISHED', isJob: true, analysis: { id: 'MAIN_PATH' } },
    ]);
  });

  test('every analysis can be started, and its query takes the answer', async () => {
    const { analyses } = await ask(store, '{ analyses { id field measure } }');
    for (const { id } of analyses) {
      const { run } = await start(`{ analysis: "${id}" }`);
      await until(async () => (await runOf(run.id)).status === 'FINISHED');
    }
    const before = (await listed()).length;
    const fields: Record<string, string> = {
      rankings: 'totalCount',
      mainPath: 'tied',
      historiograph: 'implied',
      components: 'count',
      communities: 'totalCount',
      bursts: 'count',
      referenceYears: 'citationsWithoutYear',
      topicMap: 'groupCount',
      thematicMap: 'medianDensity',
    };
    for (const { field, measure } of analyses)
      await ask(store, `{ ${field}${measure ? `(by: ${measure})` : ''} { ${fields[field]} } }`);
    expect((await listed()).length).toBe(before);
  });

  test('a run says that the graph has changed since', async () => {
    const { run } = await start('{ analysis: "COMPONENTS" }');
    await until(async () => (await runOf(run.id)).status === 'FINISHED');
    expect((await runOf(run.id)).isCurrent).toBe(true);
    await store.write({ remove: [{ kind: 'Article', key: (await store.scanCitations()).keys[0]! }] });
    await ask(store, '{ components { count } }');
    expect((await runOf(run.id)).isCurrent).toBe(false);
  });

  test('what cannot be started or stopped is told; one that has ended is left as it is', async () => {
    const unknown = await start('{ analysis: "FAME" }');
    expect(unknown.run).toBeNull();
    expect(unknown.userErrors[0].message).toMatch(/no analysis "FAME". There are: LOCAL_CITATIONS, /);
    const wrong = await start('{ analysis: "PAGERANK", settings: [{ id: "dampening", value: "1" }] }');
    expect(wrong.userErrors[0].message).toContain('There is no setting dampening');
    const stop = async (id: string): Promise<Answer> =>
      (await ask(store, `mutation { stopAnalysis(id: "${id}") { ${RUN} } }`, {}, undefined, admin)).stopAnalysis;
    expect((await stop('x')).userErrors[0].message).toMatch(/no run "x"/);
    const ended = (await listed()).find(({ status }) => status === 'FINISHED')!;
    expect((await stop(ended.id)).run.status).toBe('FINISHED');
    expect(await ask(store, '{ analysisRun(id: "x") { id } }')).toEqual({ analysisRun: null });
  });

  test('only the holder of the token starts and stops', async () => {
    for (const call of ['startAnalysis(input: { analysis: "PAGERANK" })', 'stopAnalysis(id: "x")']) {
      const { errors } = await execute(store, `mutation { ${call} { userErrors { message } } }`);
      expect(errors![0]!.originalError).toMatchObject({ code: 'UNAUTHENTICATED' });
    }
  });
});
