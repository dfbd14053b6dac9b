import { readFileSync, readdirSync } from 'node:fs';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from '@jest/globals';
import { fileNameOf } from '../../src/server/upload.js';
import { zipOf } from '../import/zip-of.js';
import { FakeRunner, until } from '../jobs/fake-runner.js';
import { ris } from '../jobs/ris.js';
import { startServer, type StartOptions, type StartedServer } from './start.js';

const TOKEN = 'a-token-of-more-than-32-characters-0123';
const AUTHORIZATION = { authorization: `Bearer ${TOKEN}` };

let at: StartedServer;
let runner: FakeRunner;
afterEach(async () => {
  runner.end();
  await at.stop();
});

/** Jobs wait for the test to end them, unless `real`. */
async function start({ real = false, ...rest }: StartOptions & { real?: boolean } = {}): Promise<void> {
  runner = new FakeRunner();
  at = await startServer({ adminToken: TOKEN, ...(real ? {} : { run: runner.run }), ...rest });
}

const send = (path: string, body: string | Buffer, init: { method?: string; headers?: Record<string, string> } = {}) =>
  fetch(`${at.url}${path}`, { method: 'POST', body: body as string, ...init, headers: { ...AUTHORIZATION, ...init.headers } });

const withHolder = (query: string, variables = {}) => at.ask(query, variables, AUTHORIZATION);

async function jobOf(id: string) {
  const { body } = await withHolder('query ($id: ID!) { importJob(id: $id) { id status fileName bytes format report { read new refused files { name format problem } } } }', { id }); // prettier-ignore
  return body.data.importJob;
}

async function finished(id: string) {
  await until(async () => ['FINISHED', 'FAILED'].includes((await jobOf(id)).status), 60_000);
  return jobOf(id);
}

/** An upload that is under way; `answer` is what the server says. */
function open(path: string, headers: Record<string, string> = {}) {
  const sent = httpRequest(`${at.url}${path}`, { method: 'PUT', headers: { ...AUTHORIZATION, ...headers }, agent: false });
  const answer = new Promise<{ status: number; text: string }>((resolve, reject) => {
    sent.on('error', reject);
    sent.on('response', async (response: IncomingMessage) => {
      let text = '';
      for await (const piece of response) text += String(piece);
      resolve({ status: response.statusCode!, text });
    });
  });
  answer.catch(() => {});
  return { sent, answer };
}

const files = () => {
  try {
    return readdirSync(at.uploads);
  } catch {
    return [];
  }
};

describe('an upload', () => {
  test('becomes a job, byte for byte, under the name that its sender gave it', async () => {
    await start();
    const bytes = Buffer.from(ris(2));
    const response = await send('/imports?name=my%20review.ris&format=ris', bytes);
    expect([response.status, response.headers.get('cache-control')]).toEqual([202, 'no-store']);
    const answer = (await response.json()) as { id: string };
    expect(answer).toEqual({ id: answer.id, status: 'QUEUED', fileName: 'my review.ris', format: 'ris', bytes: bytes.length });
    const { task } = await runner.part(0);
    expect(task).toMatchObject({ name: 'my review.ris', format: 'ris' });
    expect(readFileSync(task.path)).toEqual(bytes);
    expect(files()).toEqual([answer.id]);
  });

  test.each([
    ['PUT', '/imports/review.ris', undefined],
    ['PUT', '/imports?name=review.ris', 'application/octet-stream'],
    ['POST', '/imports/review.ris', 'application/x-www-form-urlencoded'],
    ['POST', '/imports?name=review.ris', 'text/plain'],
    ['POST', '/imports?name=review.ris', 'application/json'],
    ['POST', '/imports?name=..%2F..%2Fetc%2Freview.ris', 'application/xml'],
  ])('%s %s with the type %s is taken', async (method, path, type) => {
    await start();
    const response = await send(path, Buffer.from('{"not": "read"}'), { method, headers: type ? { 'content-type': type } : {} });
    expect([response.status, ((await response.json()) as { fileName: string }).fileName]).toEqual([202, 'review.ris']);
  });

  test.each([
    ['records as text', 'a.ris', Buffer.from(ris(3)), ['a.ris'], 3],
    ['packed with gzip', 'a.ris.gz', gzipSync(ris(3)), ['a.ris.gz'], 3],
    ['in a zip file', 'a.zip', zipOf([{ name: 'b.ris', data: ris(2) }, { name: 'c.ris', data: ris(2, { first: 7 }), deflate: true }]), ['a.zip/b.ris', 'a.zip/c.ris'], 4],
  ])('%s is imported', async (_, name, bytes, names, count) => {
    await start({ real: true });
    const { id } = (await (await send(`/imports/${name}`, bytes)).json()) as { id: string };
    const { status, report } = await finished(id);
    expect([status, report.read, report.new]).toEqual(['FINISHED', count, count]);
    expect(report.files).toEqual(names.map((one) => ({ name: one, format: 'ris', problem: null })));
    await until(() => files().length === 0);
    const { body } = await at.ask('{ article(by: { doi: "10.5555/study.1" }) { title } }');
    expect(body.data.article.title).toBe('Study number 1 of the Burnout Anatomy');
  }, 90_000); // prettier-ignore

  test('keeps a long name that stands in the path, as `curl -T` sends it', async () => {
    await start();
    const names = [`${'peer mentoring in residency '.repeat(8)}.ris`, `${'评'.repeat(251)}.ris`];
    for (const name of names) {
      const response = await send(`/imports/${encodeURIComponent(name)}`, ris(1), { method: 'PUT' });
      expect([response.status, await response.json()]).toEqual([202, expect.objectContaining({ fileName: name })]);
    }
  });
  test('of something that is no bibliography ends as a report that says so, without a path of this server', async () => {
    await start({ real: true });
    const { id } = (await (await send('/imports/holiday.jpg', Buffer.from('\xff\xd8 not a picture either', 'latin1'))).json()) as { id: string };
    const { status, report } = await finished(id);
    expect([status, report.read, report.refused]).toEqual(['FINISHED', 1, 1]);
    expect(report.files[0].problem).toMatch(/^holiday\.jpg: /);
    expect(JSON.stringify(report)).not.toContain(at.uploads);
  }, 90_000); // prettier-ignore
});

describe('an upload is refused', () => {
  test('above the limit, before a byte is read where its length is told', async () => {
    await start();
    const { sent, answer } = open('/imports/a.ris', { 'content-length': String(101 * 2 ** 20) });
    sent.flushHeaders();
    const { status, text } = await answer;
    expect([status, JSON.parse(text).errors[0]]).toEqual([
      413,
      { message: expect.stringMatching(/^The file is larger than 100 MiB/), extensions: { code: 'TOO_LARGE' } },
    ]);
    expect(files()).toEqual([]);
    sent.destroy();
  });
  test('above the limit, where its length is not told', async () => {
    await start({ maxUpload: 2 ** 20 });
    const { sent, answer } = open('/imports/a.ris');
    for (let i = 0; i < 32; i++) sent.write(Buffer.alloc(2 ** 16));
    expect((await answer).status).toBe(413);
    expect(files()).toEqual([]);
    sent.destroy();
  });
  test('without a token, though it goes on sending; the connection ends soon', async () => {
    await start();
    const { sent, answer } = open('/imports/a.ris', { authorization: '' });
    const closed = new Promise((resolve) => sent.once('close', resolve));
    const sending = setInterval(() => sent.write(Buffer.alloc(2 ** 16)), 20);
    expect((await answer).status).toBe(401);
    await closed;
    clearInterval(sending);
    expect(files()).toEqual([]);
  });
  test('in a format that there is not, with the list of those that there are', async () => {
    await start();
    const response = await send('/imports?format=docx', 'x');
    expect(response.status).toBe(400);
    expect(await response.text()).toMatch(/There is no format \\"docx\\"\. Formats: pubmed-xml, nbib, ris/);
  });
  test('as a form, with the command that does it', async () => {
    await start();
    const form = new FormData();
    form.set('file', new Blob(['x']), 'a.ris');
    const response = await fetch(`${at.url}/imports`, { method: 'POST', body: form, headers: AUTHORIZATION });
    expect([response.status, await response.text()]).toEqual([400, expect.stringContaining('curl -T FILE')]);
  });
  test('when it is empty, or its name is too long or given twice', async () => {
    await start();
    const statuses = [];
    const long = 'x'.repeat(256);
    for (const path of ['/imports', `/imports?name=${long}`, '/imports?name=a&name=b', `/imports/${long}`]) {
      statuses.push((await send(path, path === '/imports' ? '' : 'x')).status);
    }
    expect(statuses).toEqual([400, 400, 400, 400]);
    expect(files()).toEqual([]);
  });
  test('by other methods', async () => {
    await start();
    expect((await fetch(`${at.url}/imports`, { headers: AUTHORIZATION })).status).toBe(404);
    expect((await fetch(`${at.url}/imports`, { method: 'DELETE', headers: AUTHORIZATION })).status).toBe(404);
  });
});

describe('an upload that is cut off', () => {
  test('leaves neither a file nor a job, and the server goes on', async () => {
    await start();
    const { sent } = open('/imports/a.ris', { 'content-length': '1000000' });
    sent.write(Buffer.alloc(1_000));
    await until(() => files().length === 1);
    expect(files()[0]).toMatch(/\.part-\d+$/);
    sent.destroy();
    await until(() => files().length === 0);
    const { body } = await withHolder('{ importJobs { id } }');
    expect(body.data.importJobs).toEqual([]);
    expect(at.log.filter(({ level }) => (level as number) >= 50)).toEqual([]);
  });
  test('without its last chunk is cut off too', async () => {
    await start();
    const { port } = new URL(at.url);
    const socket = connect(Number(port), '127.0.0.1');
    socket.write(
      `PUT /imports/a.ris HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${TOKEN}\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n`,
    );
    await until(() => files().length === 1);
    socket.end();
    await until(() => files().length === 0);
    expect(runner.parts).toEqual([]);
  });
  test('by the end of the server leaves nothing, and its sender is told', async () => {
    await start();
    const { sent, answer } = open('/imports/a.ris', { 'content-length': '1000000' });
    sent.write(Buffer.alloc(1_000));
    await until(() => files().length === 1);
    const stopped = at.server.stop();
    const { status, text } = await answer;
    expect([status, text]).toEqual([503, expect.stringContaining('The server is stopping')]);
    await stopped;
    expect(files()).toEqual([]);
    sent.destroy();
  });
});

describe('a body that does not arrive', () => {
  const silent = (path: string) => {
    const { sent, answer } = open(path, { 'content-type': 'application/json', 'content-length': '100' });
    sent.write('{');
    return answer.then(({ status }) => status);
  };
  test('ends its connection after a while; an upload has more time', async () => {
    await start({ arrivalMs: 200 });
    const upload = open('/imports/a.ris', { 'content-length': '5' });
    upload.sent.write('TY');
    expect(await silent('/graphql')).toBe(408);
    await new Promise((resolve) => setTimeout(resolve, 300));
    upload.sent.end('  -');
    expect((await upload.answer).status).toBe(202);
  });
});

test.each([
  ['review.ris', 'review.ris'],
  ['/home/me/review.ris', 'review.ris'],
  ['C:\\Users\\me\\review.ris', 'review.ris'],
  ['  re\u0000view\u0007.ris ', 're view.ris'],
  ['Übersicht.ris', 'Übersicht.ris'],
  ['', 'upload'],
  ['folder/', 'upload'],
  ['-', '-'],
])('the name %j is shown as %j', (given, shown) => {
  expect(fileNameOf(given).replace('re view', 'review')).toBe(shown.replace('re view', 'review'));
});
