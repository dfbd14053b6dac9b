import { request } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { endAll, finish, startServe } from './run.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'meded-serve-'));
});
afterEach(endAll);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Starts that must fail: the exit code, and one sentence on the error output. */
async function refusal(env: Record<string, string>): Promise<{ code: unknown; sentence: string }> {
  const { code, out, err } = await finish(['serve'], { DATA_DIR: join(folder, 'refused'), PORT: '0', ...env });
  expect(out).toBe('');
  expect(err).toMatch(/^meded-graph: [^\n]+\.\n$/);
  expect(err).not.toMatch(/\n\s+at |node:|Error:/);
  return { code, sentence: err.slice('meded-graph: '.length).trim() };
}

describe('a start that cannot succeed ends with one sentence', () => {
  test('a value that is no port', async () => {
    expect(await refusal({ PORT: 'four' })).toEqual({ code: 78, sentence: expect.stringMatching(/^PORT is "four"/) });
  });
  test('a port in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    const found = await refusal({ PORT: String(port) });
    other.close();
    expect(found).toEqual({
      code: 78,
      sentence: expect.stringMatching(new RegExp(`^Port ${port} on 127\\.0\\.0\\.1 is in use; .*PORT`)),
    });
  });
  test('an address that is not of this machine', async () => {
    expect(await refusal({ HOST: '192.0.2.1' })).toEqual({
      code: 78,
      sentence: expect.stringMatching(/^HOST is "192\.0\.2\.1"/),
    });
  });
  test('a data folder that cannot be one', async () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, 'not a folder');
    const { code, sentence } = await refusal({ DATA_DIR: file });
    expect(code).toBe(78);
    expect(sentence).toContain('DATA_DIR');
  });
  test('a data folder in a place that takes none', async () => {
    const { code, sentence } = await refusal({ DATA_DIR: '/proc/meded/graph' });
    expect(code).toBe(78);
    expect(sentence).toContain('/proc/meded/graph');
  });
  test('a scheme that Neo4j does not speak', async () => {
    expect(await refusal({ NEO4J_URI: 'https://localhost:7473', NEO4J_PASSWORD: 'hunter2' })).toEqual({
      code: 78,
      sentence: expect.stringMatching(/^NEO4J_URI is "https:/),
    });
  });
  test('a Neo4j that is not there', async () => {
    const { code, sentence } = await refusal({ NEO4J_URI: 'bolt://127.0.0.1:1', NEO4J_PASSWORD: 'hunter2' });
    expect(code).toBe(1);
    expect(sentence).toMatch(/NEO4J_URI/);
    expect(sentence).not.toContain('hunter2');
  });
});

describe('a server that runs', () => {
  test('says where it is and what it holds, keeps its data, and ends cleanly when idle', async () => {
    const env = { DATA_DIR: join(folder, 'kept') };
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      const { child, ended, output, url } = await startServe(env);
      expect(output.out).toMatch(/GraphQL {5}http:\/\/127\.0\.0\.1:\d+\/graphql/);
      expect(output.out).toMatch(/Graph {7}11 articles, 43 authors, \d+ journals, \d+ topics, 10 citations/);
      expect(output.out).toMatch(/Engine {6}sqlite [\d.]+, data in .*kept/);
      expect((await fetch(`${url}/readyz`)).status).toBe(200);
      const signalled = performance.now();
      child.kill(signal);
      expect(await ended).toBe(0);
      expect(performance.now() - signalled).toBeLessThan(3_000);
      expect(output.err).toBe('');
    }
  });

  test('says nothing of a leak while many fields of one request wait for a computation', async () => {
    const { child, ended, output, url } = await startServe({ DATA_DIR: join(folder, 'kept') });
    const fields = Array.from({ length: 12 }, (_, i) => `a${i}: rankings(by: PAGERANK, first: 1) { totalCount }`);
    const body = JSON.stringify({ query: `{ ${fields.join(' ')} }` });
    const answer = await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    expect(answer.status).toBe(200);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(output.err).toBe('');
  });

  test('answers what it has accepted before it ends', async () => {
    const { child, ended, url } = await startServe({ DATA_DIR: join(folder, 'drained') });
    const uploads = Array.from({ length: 10 }, () => slowUpload(url, 1_000));
    await new Promise((resolve) => setTimeout(resolve, 300));
    child.kill('SIGTERM');
    expect(await Promise.all(uploads)).toEqual(Array(10).fill(200));
    expect(await ended).toBe(0);
  });

  test('a second signal ends it at once', async () => {
    const { child, ended, url } = await startServe({ DATA_DIR: join(folder, 'hurried') });
    const upload = slowUpload(url, 8_000).catch(() => 0);
    await new Promise((resolve) => setTimeout(resolve, 200));
    const signalled = performance.now();
    child.kill('SIGTERM');
    await new Promise((resolve) => setTimeout(resolve, 700));
    child.kill('SIGTERM');
    expect(await ended).toBe(1);
    expect(performance.now() - signalled).toBeLessThan(2_000);
    expect(await upload).toBe(0);
  });
});

/** A request whose body is finished only after a while; answers its status. */
function slowUpload(url: string, ms: number): Promise<number> {
  const body = JSON.stringify({ query: '{ __typename }' });
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) };
    const sent = request(`${url}/graphql`, { method: 'POST', headers, agent: false }, (response) => {
      response.resume().once('end', () => {
        clearTimeout(timer);
        resolve(response.statusCode ?? 0);
      });
    });
    const timer = setTimeout(() => sent.end(body.slice(5)), ms);
    sent.once('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    sent.write(body.slice(0, 5));
  });
}
