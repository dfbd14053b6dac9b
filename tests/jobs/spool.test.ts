import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Spool } from '../../src/jobs/spool.js';

const root = mkdtempSync(join(tmpdir(), 'meded-spool-'));
let folder: string;
let count = 0;
beforeEach(() => {
  folder = join(root, String(++count));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const pieces = (...texts: string[]) => Readable.from(texts.map((text) => Buffer.from(text)));
const left = () => readdirSync(folder);

/** A disk that takes so many bytes and no more. */
function fullDisk(room: number): Writable {
  let taken = 0;
  return new Writable({
    write(piece: Buffer, _encoding, done) {
      taken += piece.length;
      done(taken > room ? Object.assign(new Error('no space left on device, /srv/data'), { code: 'ENOSPC' }) : null);
    },
  });
}

describe('a file that arrives', () => {
  test('has its bytes under the id of its job, for this user alone', async () => {
    const spool = new Spool(folder, 100);
    const arrival = await spool.receive(pieces('TY  - ', 'JOUR'));
    expect(arrival.bytes).toBe(10);
    await arrival.keep('job-1');
    expect(readFileSync(spool.pathOf('job-1'), 'utf8')).toBe('TY  - JOUR');
    expect(await spool.has('job-1')).toBe(true);
    await spool.remove('job-1');
    expect([await spool.has('job-1'), left()]).toEqual([false, []]);
  });
  test('may have exactly the largest size, and no byte more', async () => {
    const spool = new Spool(folder, 10);
    await (await spool.receive(pieces('0123456789'))).drop();
    await expect(spool.receive(pieces('01234', '56789', 'x'))).rejects.toMatchObject({
      code: 'TOO_LARGE',
      message: 'The file is larger than 10 bytes, which is the limit; UPLOAD_LIMIT sets another. Or split it.',
    });
    await expect(spool.expect(11)).rejects.toMatchObject({ code: 'TOO_LARGE' });
    await spool.expect(10);
    expect(left()).toEqual([]);
  });
  test('that is cut off leaves nothing', async () => {
    const source = new Readable({ read() {} });
    const arrival = new Spool(folder, 100).receive(source);
    source.push('half');
    setTimeout(() => source.destroy(), 50);
    await expect(arrival).rejects.toMatchObject({ code: 'BAD_USER_INPUT', message: expect.stringContaining('cut off') });
    expect(left()).toEqual([]);
  });
  test('that the server waits for no longer leaves nothing', async () => {
    const source = new Readable({ read() {} });
    const stop = new AbortController();
    const arrival = new Spool(folder, 100).receive(source, stop.signal);
    source.push('half');
    setTimeout(() => (stop.abort(), source.push(null)), 50);
    await expect(arrival).rejects.toThrow();
    expect(left()).toEqual([]);
  });
  test('with nothing in it is refused', async () => {
    await expect(new Spool(folder, 100).receive(pieces())).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(left()).toEqual([]);
  });
});

describe('a full disk', () => {
  test('says so, without a word of where', async () => {
    const spool = new Spool(folder, 100, () => fullDisk(5));
    const error = await spool.receive(pieces('01234', '56789')).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'STORAGE_FULL', message: expect.stringMatching(/^The disk .* has no room/) });
    expect((error as Error).message).not.toContain('/srv');
  });
  test('refuses beforehand what it cannot take', async () => {
    await expect(new Spool(folder, Number.MAX_SAFE_INTEGER).expect(2 ** 52)).rejects.toMatchObject({ code: 'STORAGE_FULL' });
  });
});

test('what a crash has left goes; files of jobs, and those that another process receives, stay', async () => {
  const spool = new Spool(folder, 100);
  await (await spool.receive(pieces('x'))).keep('known');
  const ours = `1-1.part-${process.pid}`;
  const dead = `1-1.part-${2 ** 22 + 1}`;
  const alive = `1-1.part-${process.ppid}`;
  for (const name of ['unknown', ours, dead, alive]) writeFileSync(join(folder, name), 'x');
  await spool.tidy(async (id) => id === 'known');
  expect(left().sort()).toEqual([alive, 'known'].sort());
});

test('nothing is there to tidy where nothing was ever sent', async () => {
  await new Spool(folder, 100).tidy(async () => false);
  expect(existsSync(folder)).toBe(false);
});
