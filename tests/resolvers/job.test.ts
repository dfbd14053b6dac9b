import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { withWriter } from '../../src/ledger/lock.js';
import type { GraphStore } from '../../src/store/store.js';
import { describeEachEngine } from '../engines.js';
import { until } from '../jobs/fake-runner.js';
import { BROKEN, BURNOUT, Changing, ERRORS, MENTORING, REPORT, record } from './changing.js';
import { ask, refusal, type Answer } from './execute.js';

const JOB = `job { id status fileName bytes format createdAt startedAt finishedAt waitsFor error
  progress { stage done total file bytesDone bytesTotal } refusals { reason } report { ${REPORT} } }`;

describeEachEngine('import jobs through the API', (openEmptyStore) => {
  let at: Changing;
  let store: GraphStore;
  const mutate = (document: string, variables: object = {}) => at.ask(document, variables as Record<string, unknown>);
  beforeAll(async () => {
    store = await openEmptyStore();
    at = new Changing(store);
  }, 60_000);
  afterAll(() => at.close());

  const start = async (content: string) => {
    const document = `mutation ($c: String!) { startImportJob(input: { content: $c, fileName: "job.ris" }) { ${JOB} ${ERRORS} } }`;
    return (await mutate(document, { c: content })).startImportJob;
  };
  const jobOf = async (id: string) => (await mutate(`query ($id: ID!) { importJob(id: $id) { status report { ${REPORT} } } }`, { id })).importJob; // prettier-ignore
  const change = async (name: string, id: string) =>
    (await mutate(`mutation ($id: ID!) { ${name}(id: $id) { ${JOB} ${ERRORS} } }`, { id }))[name];

  test('a job is begun, waits for its turn, is stopped, resumed and watched to its end', async () => {
    const { id } = await withWriter(store, 'an import of somebody else', async () => {
      const { job } = await start(record(MENTORING.replace('10.5555/mentoring', '10.5555/job')) + BROKEN);
      expect(job).toMatchObject({ status: 'QUEUED', fileName: 'job.ris', report: null, refusals: [], startedAt: null });
      await until(async () => (await at.admin.jobs.get(job.id))!.waitsFor !== null);
      expect((await change('stopImportJob', job.id)).job.status).toBe('STOPPED');
      return job;
    });
    expect((await change('resumeImportJob', id)).job.status).toBe('QUEUED');
    await until(async () => (await jobOf(id)).status === 'FINISHED');
    expect((await jobOf(id)).report).toMatchObject({ read: 2, refused: 1, files: [{ name: 'job.ris' }] });
    const { job } = await change('stopImportJob', id);
    expect(job).toMatchObject({
      status: 'FINISHED',
      progress: { bytesTotal: job.bytes },
      refusals: [{ reason: expect.any(String) }],
    });
    expect((await change('resumeImportJob', id)).userErrors).toEqual([
      { field: null, message: expect.stringContaining('FINISHED') },
    ]);
  }, 60_000);

  test('the newest are listed, the newest first, with their reports', async () => {
    const { job } = await start(record(BURNOUT));
    await until(async () => (await jobOf(job.id)).status === 'FINISHED');
    const listed = async (args = '') => (await mutate(`{ importJobs${args} { id report { read } } }`)).importJobs;
    const all = await listed();
    expect(all.map(({ report }: Answer) => report.read)).toEqual([1, 2]);
    expect(all[0].id).toBe(job.id);
    expect(await listed('(first: 1)')).toEqual([all[0]]);
    expect(await listed('(first: 0)')).toEqual([]);
    await expect(listed('(first: 101)')).rejects.toThrow('`first` is 101; it must be between 0 and 100.');
  }, 60_000);

  test('one is deleted; what it imported stays', async () => {
    const { importJobs } = await mutate('{ importJobs { id } }');
    const { id } = importJobs[0];
    const document = `mutation ($id: ID!) { deleteImportJob(id: $id) { deletedId ${ERRORS} } }`;
    expect((await mutate(document, { id })).deleteImportJob).toEqual({ deletedId: id, userErrors: [] });
    expect((await mutate(document, { id })).deleteImportJob).toMatchObject({ deletedId: null, userErrors: [{ field: null }] });
    expect(await jobOf(id)).toBeNull();
    expect((await ask(store, '{ article(by: { doi: "10.5555/burnout" }) { title } }')).article.title).toMatch(/^Burnout/);
  });

  test('are shown to nobody without the token', async () => {
    expect((await refusal(store, '{ importJobs { id } }')).code).toBe('UNAUTHENTICATED');
    expect((await refusal(store, '{ importJob(id: "x") { status } }')).code).toBe('UNAUTHENTICATED');
  });

  test('every field of every answer was seen with a value above', () => {
    expect(at.unseen(/^(start|stop|resume|delete)ImportJob$|ImportJobPayload$/)).toEqual([]);
  });
});
