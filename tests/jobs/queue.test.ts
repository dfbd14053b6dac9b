import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { CodedError } from '../../src/errors.js';
import { withWriter } from '../../src/ledger/lock.js';
import { JobStore, jobReports } from '../../src/jobs/job-store.js';
import type { Job } from '../../src/jobs/job.js';
import { JobQueue } from '../../src/jobs/queue.js';
import { Spool } from '../../src/jobs/spool.js';
import { openStore } from '../../src/store/open.js';
import type { GraphStore } from '../../src/store/store.js';
import { FakeRunner, conflict, reportOf, until } from './fake-runner.js';

let folder: string;
let store: GraphStore;
let runner: FakeRunner;
let queue: JobQueue;
const log: { details: object; message: string }[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'meded-queue-'));
  store = await openStore({ engine: 'sqlite', dataDir: folder });
  runner = new FakeRunner();
  log.length = 0;
  queue = await opened();
});
afterEach(async () => {
  runner.end();
  await queue.close();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const uploads = () => join(folder, 'uploads');
const spool = () => new Spool(uploads(), 1_000_000);

async function opened(run = runner.run): Promise<JobQueue> {
  const made = new JobQueue({
    store,
    run,
    spool: spool(),
    log: { error: (details, message) => log.push({ details, message }) },
    retryMs: 20,
    saveMs: 20,
  });
  await made.open();
  return made;
}

const send = (name: string, to = queue) => to.receive(Readable.from([Buffer.from(name)]), { fileName: name, format: null });
const statusOf = async (id: string) => (await queue.get(id))?.status;
const reportOfJob = async (id: string) => (await jobReports(store, [id]))[0];
const isAt = (id: string, status: Job['status']) => until(async () => (await statusOf(id)) === status);
const progress = (done: number) =>
  ({ stage: 'READING', done, total: null, file: 'a.ris', bytesDone: done * 10, bytesTotal: 1_000 }) as const;

describe('jobs', () => {
  test('run one at a time, in the order of their arrival', async () => {
    const [first, second] = [await send('first'), await send('second')];
    const part = await runner.part(0);
    expect([await statusOf(first.id), await statusOf(second.id)]).toEqual(['RUNNING', 'QUEUED']);
    expect(part.task).toEqual({
      path: join(uploads(), first.id), name: 'first', format: null, filesDone: 0, skip: 0, continues: null,
    }); // prettier-ignore
    part.finish(reportOf(3));
    expect((await runner.part(1)).task.name).toBe('second');
    expect(await statusOf(first.id)).toBe('FINISHED');
    expect(runner.parts).toHaveLength(2);
  });

  test('that are finished have a report and no file', async () => {
    const { id } = await send('a');
    (await runner.part(0)).finish(reportOf(3, { refused: 1 }));
    await isAt(id, 'FINISHED');
    expect(await reportOfJob(id)).toMatchObject({ read: 4, new: 3, refused: 1, finished: true });
    expect(readdirSync(uploads())).toEqual([]);
    const job = (await queue.get(id))!;
    expect(Date.parse(job.createdAt)).toBeLessThanOrEqual(Date.parse(job.startedAt!));
    expect(Date.parse(job.startedAt!)).toBeLessThanOrEqual(Date.parse(job.finishedAt!));
    expect([job.runner, job.error, job.waitsFor]).toEqual([null, null, null]);
  });

  test('have their report, and their file no more, as soon as they are seen to have ended', async () => {
    const { id } = await send('a');
    const part = await runner.part(0);
    part.finish(reportOf(3));
    while ((await queue.get(id))!.status !== 'FINISHED') await new Promise((resolve) => setImmediate(resolve));
    expect(readdirSync(uploads())).toEqual([]);
    expect(await reportOfJob(id)).toMatchObject({ read: 3 });
  });

  test('show how far they are at once, and note it in the ledger soon after', async () => {
    const { id } = await send('a');
    const { hooks } = await runner.part(0);
    expect((await queue.get(id))!.progress).toEqual({
      stage: 'READING', done: 0, total: null, file: 'a', bytesDone: 0, bytesTotal: 1,
    }); // prettier-ignore
    hooks.onProgress!(progress(7));
    expect((await queue.get(id))!.progress).toEqual(progress(7));
    expect((await queue.newest(1))[0]!.progress!.done).toBe(7);
    await until(async () => (await new JobStore(store).get(id))!.progress?.done === 7);
    hooks.onRefusal!({ file: 'a.ris', line: 1, record: 1, reason: 'wrong' });
    expect(queue.refusalsSoFar(id)).toEqual([{ file: 'a.ris', line: 1, record: 1, reason: 'wrong' }]);
    hooks.onProgress!({ stage: 'BUILDING', done: 1, total: 5, file: null, bytesDone: 0, bytesTotal: null });
    expect((await queue.get(id))!.progress).toMatchObject({
      stage: 'BUILDING',
      done: 1,
      total: 5,
      bytesDone: 70,
      bytesTotal: 1_000,
    });
  });

  test('are noted no more often than that', async () => {
    const { id } = await send('a');
    const { hooks } = await runner.part(0);
    const before = (await store.describe()).dataVersion;
    for (let done = 1; done <= 1_000; done++) hooks.onProgress!(progress(done));
    await until(async () => (await new JobStore(store).get(id))!.progress?.done === 1_000);
    expect((await store.describe()).dataVersion - before).toBeLessThanOrEqual(3);
  });
});

describe('a job that is stopped', () => {
  test('ends after the batch in hand, keeps its file, and goes on behind the records that it has', async () => {
    const { id } = await send('a');
    const part = await runner.part(0);
    part.hooks.signal!.addEventListener('abort', () => part.finish(reportOf(40, { refused: 1, finished: false })));
    expect((await queue.stop(id)).status).toBe('STOPPED');
    expect(readdirSync(uploads())).toEqual([id]);
    expect(await reportOfJob(id)).toMatchObject({ read: 41, finished: false });
    expect((await queue.resume(id)).status).toBe('QUEUED');
    const next = await runner.part(1);
    expect(next.task).toMatchObject({ filesDone: 0, skip: 41, continues: 'import-1' });
    expect((await queue.get(id))!.progress!.done).toBe(41);
    next.hooks.onProgress!(progress(10));
    expect((await queue.get(id))!.progress!.done).toBe(51);
    expect(queue.refusalsSoFar(id)).toHaveLength(1);
    next.finish(reportOf(20));
    await isAt(id, 'FINISHED');
    expect(await reportOfJob(id)).toMatchObject({ read: 61, new: 60, refused: 1, finished: true });
  });

  test('before its turn does not run', async () => {
    const [first, second] = [await send('first'), await send('second')];
    expect((await queue.stop(second.id)).status).toBe('STOPPED');
    (await runner.part(0)).finish(reportOf(1));
    await isAt(first.id, 'FINISHED');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(runner.parts).toHaveLength(1);
    expect((await queue.stop(second.id)).status).toBe('STOPPED');
  });

  test('by the end of the server is found STOPPED, and what waits runs at the next start', async () => {
    const [first, second] = [await send('first'), await send('second')];
    const part = await runner.part(0);
    const closed = queue.close();
    expect(part.hooks.signal!.aborted).toBe(true);
    part.finish(reportOf(5, { finished: false }));
    await closed;
    const jobs = new JobStore(store);
    expect([(await jobs.get(first.id))!.status, (await jobs.get(second.id))!.status]).toEqual(['STOPPED', 'QUEUED']);
    queue = await opened();
    expect((await runner.part(1)).task.name).toBe('second');
    expect(await statusOf(first.id)).toBe('STOPPED');
  });
});

describe('after a crash', () => {
  /** A job as a process has left it that was killed. */
  async function leftRunning(runnerOf: Partial<Job['runner'] & object>): Promise<Job> {
    const job = await send('left');
    await runner.part(0);
    const jobs = new JobStore(store);
    const row = {
      ...(await jobs.get(job.id))!,
      runner: { host: hostname(), pid: 2 ** 22 + 1, at: new Date().toISOString(), ...runnerOf },
    };
    const ending = queue.close();
    runner.parts[0]!.finish(reportOf(0));
    await ending;
    // As if the process had not come to write anything.
    await (await spool().receive(Readable.from([Buffer.from('left')]))).keep(job.id);
    await jobs.put(row);
    return row;
  }

  test('a job that ran is found STOPPED, and begins where its last part did', async () => {
    const { id } = await leftRunning({});
    queue = await opened();
    expect(await statusOf(id)).toBe('STOPPED');
    await queue.resume(id);
    expect((await runner.part(1)).task).toMatchObject({ name: 'left', filesDone: 0, skip: 0, continues: null });
  });

  test('a job that another server runs is left to it', async () => {
    const { id } = await leftRunning({ host: 'elsewhere', pid: 7 });
    queue = await opened();
    expect(await statusOf(id)).toBe('RUNNING');
    await expect(queue.stop(id)).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      message: expect.stringContaining('process 7 on elsewhere'),
    });
  });

  test('a job that had finished has its file taken away', async () => {
    const row = await leftRunning({});
    await new JobStore(store).put({ ...row, status: 'FINISHED', runner: null });
    expect(readdirSync(uploads())).toEqual([row.id]);
    queue = await opened();
    expect([readdirSync(uploads()), await statusOf(row.id)]).toEqual([[], 'FINISHED']);
  });

  test('a job whose file is gone cannot be resumed, and says so', async () => {
    const { id } = await leftRunning({});
    rmSync(join(uploads(), id));
    queue = await opened();
    await expect(queue.resume(id)).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      message: expect.stringContaining('send it again'),
    });
  });
});

describe('one writer at a time', () => {
  test('a job waits while somebody else writes, and says for whom', async () => {
    let open = () => {};
    const opened = new Promise<void>((resolve) => (open = resolve));
    const writing = withWriter(store, 'an import of somebody else', () => opened);
    await until(async () => (await store.rows('lock', ['writer']))[0] !== null);
    const { id } = await send('a');
    await until(async () => ((await queue.get(id))?.waitsFor ?? null) !== null);
    expect(await queue.get(id)).toMatchObject({
      status: 'QUEUED',
      waitsFor: expect.stringContaining('an import of somebody else'),
    });
    expect(runner.parts).toHaveLength(0);
    open();
    await writing;
    (await runner.part(0)).finish(reportOf(1));
    await isAt(id, 'FINISHED');
    expect((await queue.get(id))!.waitsFor).toBeNull();
  });

  test('a job whose turn another took goes back to its place', async () => {
    const { id } = await send('a');
    (await runner.part(0)).fail(conflict());
    (await runner.part(1)).finish(reportOf(1));
    await isAt(id, 'FINISHED');
    expect(log).toEqual([]);
  });

  test('two servers on one graph do not run a job twice', async () => {
    const other = await opened();
    const ids = [];
    for (const name of ['a', 'b', 'c', 'd']) ids.push((await send(name, ids.length % 2 ? other : queue)).id);
    for (let i = 0; i < 4; i++) (await runner.part(i)).finish(reportOf(1));
    for (const id of ids) await isAt(id, 'FINISHED');
    expect(runner.parts.map(({ task }) => task.name).sort()).toEqual(['a', 'b', 'c', 'd']);
    await other.close();
  });
});

describe('a job that fails', () => {
  test('tells why, keeps its file and can be resumed; the others run', async () => {
    const [first, second] = [await send('first'), await send('second')];
    (await runner.part(0)).fail(new CodedError('DATABASE_UNAVAILABLE', 'The database does not answer.'));
    (await runner.part(1)).finish(reportOf(1));
    await isAt(second.id, 'FINISHED');
    expect(await queue.get(first.id)).toMatchObject({ status: 'FAILED', error: 'The database does not answer.' });
    expect(log).toHaveLength(1);
    await queue.resume(first.id);
    (await runner.part(2)).finish(reportOf(1));
    await isAt(first.id, 'FINISHED');
    expect((await queue.get(first.id))!.error).toBeNull();
  });

  test('for a reason that was not foreseen says nothing of it; the log does', async () => {
    const { id } = await send('a');
    (await runner.part(0)).fail(new Error('SQLITE_CORRUPT in /srv/graph.sqlite'));
    await isAt(id, 'FAILED');
    expect((await queue.get(id))!.error).toMatch(/not foreseen/);
    expect(String((log[0]!.details as { err: Error }).err)).toContain('SQLITE_CORRUPT');
  });
});

describe('a job that is deleted', () => {
  test('is gone with its file and its report; one that runs is not', async () => {
    const { id } = await send('a');
    const part = await runner.part(0);
    await expect(queue.remove(id)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    part.hooks.signal!.addEventListener('abort', () => part.finish(reportOf(2, { finished: false })));
    await queue.stop(id);
    await queue.remove(id);
    expect([await queue.get(id), await reportOfJob(id), readdirSync(uploads())]).toEqual([null, null, []]);
    await expect(queue.remove(id)).rejects.toMatchObject({ message: expect.stringContaining('There is no import job') });
  });
});
