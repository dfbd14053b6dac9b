import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { until } from '../jobs/fake-runner.js';
import { ris } from '../jobs/ris.js';
import { endAll, startServe, type Run } from './run.js';

/** Jobs of the server as people start it: its own process, and one for each job. */

const TOKEN = 'a-token-of-more-than-32-characters-0123';
const AUTHORIZATION = { authorization: `Bearer ${TOKEN}` };
const PATIENCE_MS = 180_000;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'meded-serve-jobs-'));
});
afterEach(endAll);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const serve = (name: string, more: Record<string, string> = {}) =>
  startServe({ DATA_DIR: join(folder, name), ADMIN_TOKEN: TOKEN, ...more });

async function ask(url: string, query: string, variables: object = {}) {
  const headers = { ...AUTHORIZATION, 'content-type': 'application/json' };
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers of any query
  const { data, errors } = (await response.json()) as any;
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

async function upload(url: string, name: string, body: string): Promise<string> {
  const response = await fetch(`${url}/imports/${name}`, { method: 'PUT', headers: AUTHORIZATION, body });
  expect(response.status).toBe(202);
  return ((await response.json()) as { id: string }).id;
}

const jobOf = async (url: string, id: string) =>
  (await ask(url, 'query ($id: ID!) { importJob(id: $id) { status error progress { stage done } report { read new unchanged refused finished } } }', { id })).importJob; // prettier-ignore
const isAt = (url: string, id: string, status: string) =>
  until(async () => (await jobOf(url, id)).status === status, PATIENCE_MS);
const resume = (url: string, id: string) =>
  ask(url, 'mutation ($id: ID!) { resumeImportJob(id: $id) { userErrors { message } } }', { id });
const known = async (url: string, numbers: number[]) => {
  const identifiers = numbers.map((number) => `10.5555/study.${number}`);
  const { resolve } = await ask(url, 'query ($i: [String!]!) { resolve(identifiers: $i) { node { id } } }', { i: identifiers });
  return resolve.filter(({ node }: { node: unknown }) => node !== null).length;
};

const COUNT = 2_600;
const TEXT = ris(COUNT, { broken: [5, 2_000] });
const SAMPLE = [1, 499, 500, 501, 999, 1_000, 1_001, 1_999, 2_001, 2_499, 2_600];

/** A server whose job has taken in some records and is still reading. */
async function working(name: string): Promise<Run & { url: string; id: string }> {
  const started = await serve(name);
  const id = await upload(started.url, 'studies.ris', TEXT);
  await until(async () => ((await jobOf(started.url, id)).progress?.done ?? 0) >= 500, PATIENCE_MS);
  return { ...started, id };
}

describe('a server whose job is at work', () => {
  test('ends in good order: the job is STOPPED then, and goes on where it was', async () => {
    const before = await working('ended');
    before.child.kill('SIGTERM');
    expect(await before.ended).toBe(0);
    expect(before.output.err).toBe('');
    const { url } = await serve('ended');
    const stopped = await jobOf(url, before.id);
    expect(stopped).toMatchObject({ status: 'STOPPED', error: null, report: { finished: false } });
    expect(stopped.report.read).toBeGreaterThanOrEqual(500);
    await resume(url, before.id);
    await isAt(url, before.id, 'FINISHED');
    expect((await jobOf(url, before.id)).report).toEqual({ read: COUNT, new: COUNT - 2, unchanged: 0, refused: 2, finished: true });
    expect(await known(url, SAMPLE)).toBe(SAMPLE.length);
    expect(readdirSync(join(folder, 'ended', 'uploads'))).toEqual([]);
  }, PATIENCE_MS); // prettier-ignore

  test('is killed: the job is found STOPPED, goes on, and nothing is lost', async () => {
    const before = await working('killed');
    before.child.kill('SIGKILL');
    await before.ended;
    const { url } = await serve('killed');
    expect((await jobOf(url, before.id)).status).toBe('STOPPED');
    await resume(url, before.id);
    await isAt(url, before.id, 'FINISHED');
    const { report } = await jobOf(url, before.id);
    // What the killed part had taken in is there already.
    expect(report).toMatchObject({ read: COUNT, refused: 2, finished: true });
    expect(report.new + report.unchanged).toBe(COUNT - 2);
    expect(report.unchanged).toBeGreaterThanOrEqual(498);
    expect(await known(url, SAMPLE)).toBe(SAMPLE.length);
  }, PATIENCE_MS); // prettier-ignore
});

describe('an upload of 50 MB', () => {
  /** Kilobytes of memory that a process has now; null where the system does not tell. */
  function residentKb(pid: number): number | null {
    try {
      return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]);
    } catch {
      return null;
    }
  }

  /** Sends so many megabytes; answers by how many kilobytes the server has grown meanwhile at most. */
  async function growth(url: string, pid: number, megabytes: number): Promise<number> {
    const before = residentKb(pid) ?? 0;
    let most = before;
    const watching = setInterval(() => (most = Math.max(most, residentKb(pid) ?? 0)), 5);
    const sent = request(`${url}/imports/blank.ris`, { method: 'PUT', headers: AUTHORIZATION, agent: false });
    const answered = new Promise<number>((resolve, reject) => {
      sent.on('response', (response) => resolve(response.resume().statusCode!)).on('error', reject);
    });
    const piece = Buffer.alloc(2 ** 20, 0x20);
    for (let i = 0; i < megabytes; i++) if (!sent.write(piece)) await new Promise((resolve) => sent.once('drain', resolve));
    sent.end();
    expect(await answered).toBe(202);
    clearInterval(watching);
    return most - before;
  }

  test('takes no memory of its size: some to begin with, and then one four times as large takes no more', async () => {
    const { url, child } = await serve('large');
    await ask(url, '{ graph { articleCount } }');
    expect(await growth(url, child.pid!, 50)).toBeLessThan(48 * 1024);
    expect(await growth(url, child.pid!, 200)).toBeLessThan(20 * 1024);
  }, PATIENCE_MS); // prettier-ignore
});

describe('settings', () => {
  test('a largest upload of its own', async () => {
    const { url } = await serve('small', { UPLOAD_LIMIT: '1KiB' });
    const response = await fetch(`${url}/imports/a.ris`, { method: 'PUT', headers: AUTHORIZATION, body: 'x'.repeat(1_025) });
    expect([response.status, await response.text()]).toEqual([413, expect.stringContaining('larger than 1 KiB')]);
  });
  test('the token is passed to no other process, and is in no file', async () => {
    const { url, child } = await serve('secret');
    const id = await upload(url, 'a.ris', ris(1));
    await isAt(url, id, 'FINISHED');
    child.kill('SIGTERM');
    for (const file of readdirSync(join(folder, 'secret'), { recursive: true, withFileTypes: true })) {
      if (file.isFile()) expect(readFileSync(join(file.parentPath, file.name)).includes(TOKEN)).toBe(false);
    }
  }, PATIENCE_MS); // prettier-ignore
});
