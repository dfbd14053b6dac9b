import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sourceFiles, type SourceFile } from '../../src/import/files.js';
import { collect } from './text-input.js';
import { zipOf } from './zip-of.js';

let root: string;
let folder: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'meded-files-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));
beforeEach(() => {
  folder = mkdtempSync(join(root, 'case-'));
});

const put = (name: string, data: string | Uint8Array): string => {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, data);
  return path;
};
const text = async (file: SourceFile): Promise<string> => (await collect(file.open().chunks)).join('');
const contents = async (...paths: string[]): Promise<string[]> => {
  const found: string[] = [];
  for await (const file of sourceFiles(paths)) {
    const content = await text(file).catch((error: Error & { code?: string }) => `${error.code}: ${error.message}`);
    found.push(`${file.name.replace(`${folder}/`, '').replace(folder, '.')} = ${content.replaceAll(`${folder}/`, '')}`);
  }
  return found;
};

describe('plain files', () => {
  test('name, size, hash of the bytes on disk, and progress to the last byte', async () => {
    const bytes = gzipSync('Über');
    const path = put('a.txt.gz', bytes);
    const [file] = await collect(sourceFiles([path]));
    expect(file).toMatchObject({ name: path, bytes: bytes.length, sha256: null });
    const seen: number[] = [];
    expect((await collect(file!.open((done) => seen.push(done)).chunks)).join('')).toBe('Über');
    expect(seen.at(-1)).toBe(bytes.length);
    expect(file!.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(() => file!.open()).toThrow(/opened before/);
  });

  test('a file that was not read to its end has no hash', async () => {
    const path = put('big.txt', 'x'.repeat(2_000_000));
    const [file] = await collect(sourceFiles([path]));
    for await (const chunk of file!.open().chunks) {
      expect(chunk.length).toBeLessThan(1_000_000);
      break;
    }
    expect(file!.sha256).toBeNull();
  });

  test('a path that is not there is an error before anything is read', async () => {
    const path = put('a.txt', 'a');
    await expect(collect(sourceFiles([path, join(folder, 'nope.ris')]))).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      message: expect.stringContaining('nope.ris: there is no such file or folder'),
    });
  });

  test('a byte order mark is no text; UTF-16 is refused', async () => {
    expect(
      await contents(put('bom.txt', '\ufeffa'), put('wide.txt', Buffer.from('\ufeffa', 'utf16le')), put('empty', '')),
    ).toEqual(['bom.txt = a', expect.stringMatching(/^wide.txt = BAD_SOURCE: wide.txt: the file is UTF-16/), 'empty = ']);
  });

  test('standard input, packed or not', async () => {
    async function* bytes(data: Buffer): AsyncIterable<Uint8Array> {
      for (const byte of data) yield Buffer.from([byte]);
    }
    for (const data of [Buffer.from('hello'), gzipSync('hello')]) {
      const [file] = await collect(sourceFiles(['-'], bytes(data)));
      expect(file).toMatchObject({ name: 'standard input', bytes: null });
      expect(await text(file!)).toBe('hello');
    }
  });

  test('a pipe that the shell gives as a path', async () => {
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    const [file] = await collect(sourceFiles([join(folder, 'pipe')]));
    const reading = text(file!);
    // Writing to a pipe waits for its reader, which is this process: it must not be waited for in step.
    await Promise.all([writeFile(join(folder, 'pipe'), 'piped'), reading]);
    expect(await reading).toBe('piped');
    expect(await contents(folder)).toEqual(['pipe = BAD_SOURCE: pipe: it is neither a file nor a folder.']);
  });
});

describe('folders', () => {
  test('each real file once, in a fixed order, without hidden ones; links that lead back end', async () => {
    put('b.txt', 'b');
    put('a/2.txt', '2');
    put('a/10.txt', '10');
    put('.hidden', 'no');
    put('.git/config', 'no');
    symlinkSync('.', join(folder, 'loop'), 'dir');
    symlinkSync('../..', join(folder, 'a', 'up'), 'dir');
    symlinkSync('b.txt', join(folder, 'c.txt'));
    symlinkSync('nowhere', join(folder, 'd.txt'));
    const own = (await contents(folder)).filter((line) => !line.includes('case-'));
    expect(own).toEqual([
      'a/10.txt = 10',
      'a/2.txt = 2',
      'b.txt = b',
      'd.txt = BAD_SOURCE: d.txt: there is no such file or folder.',
    ]);
  });

  test('a file named twice is read once', async () => {
    const path = put('a.txt', 'a');
    expect(await contents(path, folder, path)).toEqual(['a.txt = a']);
  });
});

describe('gzip', () => {
  test('is known by its content; several members follow each other', async () => {
    expect(await contents(put('no-ending', gzipSync('a')), put('two.gz', Buffer.concat([gzipSync('a'), gzipSync('b')])))).toEqual(['no-ending = a', 'two.gz = ab']); // prettier-ignore
  });

  test('a cut or damaged file and one that is only called so are refused', async () => {
    const packed = gzipSync('a'.repeat(1000));
    const damaged = Buffer.from(packed);
    damaged[12]! ^= 0xff;
    expect(
      await contents(put('cut.gz', packed.subarray(0, -12)), put('damaged.gz', damaged), put('fake.gz', 'plain text')),
    ).toEqual([
      expect.stringMatching(/BAD_SOURCE: cut.gz: the gzip file is cut/),
      expect.stringMatching(/BAD_SOURCE: damaged.gz: the gzip file is damaged/),
      expect.stringMatching(/BAD_SOURCE: fake.gz: the name ends in .gz, but/),
    ]);
  });

  test('what grows beyond measure is stopped', async () => {
    const path = put('bomb.gz', gzipSync(Buffer.alloc(300 * 1024 * 1024, 0x20)));
    const [file] = await collect(sourceFiles([path]));
    let length = 0;
    const reading = (async () => {
      for await (const chunk of file!.open().chunks) length += chunk.length;
    })();
    await expect(reading).rejects.toMatchObject({
      code: 'BAD_SOURCE',
      message: expect.stringContaining('grows more than 200 times'),
    });
    expect(length).toBeLessThan(300 * 1024 * 1024);
  });
});

describe('zip', () => {
  test('its files come one by one, packed ones too, without folders and clutter', async () => {
    const path = put('all.zip', zipOf([{ name: 'x/', data: '' }, { name: 'x/a.ris', data: 'a', deflate: true }, { name: '__MACOSX/a', data: 'no' }, { name: 'b.gz', data: gzipSync('b') }])); // prettier-ignore
    expect(await contents(path)).toEqual(['all.zip/x/a.ris = a', 'all.zip/b.gz = b']);
    const [entry] = await collect(sourceFiles([path]));
    expect(entry).toMatchObject({ bytes: 1 });
  });

  test('an encrypted entry, one that is packed in another way and a zip in a zip are refused; the others arrive', async () => {
    const path = put('odd.zip', zipOf([{ name: 'secret', data: 'x'.repeat(13), flags: 1, size: 1 }, { name: 'lzma', data: 'x', method: 14 }, { name: 'in.zip', data: zipOf([{ name: 'a', data: 'a' }]) }, { name: 'ok', data: 'ok' }])); // prettier-ignore
    expect(await contents(path)).toEqual([
      expect.stringMatching(/BAD_SOURCE: odd.zip\/secret: the entry is encrypted/),
      expect.stringMatching(/BAD_SOURCE: odd.zip\/lzma: the entry cannot be unpacked/),
      expect.stringMatching(/BAD_SOURCE: odd.zip\/in.zip: a zip file can only be read/),
      'odd.zip/ok = ok',
    ]);
  });

  test('a wrong checksum or size, a name that leads out and a cut archive are refused', async () => {
    const whole = zipOf([{ name: 'a', data: 'abcdef' }]);
    expect(
      await contents(
        put(
          'damaged.zip',
          zipOf([
            { name: 'a', data: 'abcdef', sum: 1 },
            { name: 'b', data: 'b' },
          ]),
        ),
      ),
    ).toEqual([
      expect.stringMatching(/BAD_SOURCE: damaged.zip\/a: the entry is damaged \(its checksum is wrong\)/),
      'damaged.zip/b = b',
    ]);
    expect(await contents(put('short.zip', zipOf([{ name: 'a', data: 'abcdef', deflate: true, size: 3 }])))).toEqual([
      expect.stringContaining('BAD_SOURCE'),
    ]);
    expect(await contents(put('out.zip', zipOf([{ name: '../a', data: 'a' }])))).toEqual([expect.stringMatching(/BAD_SOURCE: out.zip: the zip file cannot be read/)]); // prettier-ignore
    expect(await contents(put('cut.zip', whole.subarray(0, -10)))).toEqual([
      expect.stringMatching(/BAD_SOURCE: cut.zip: the zip file cannot be read/),
    ]);
  });
});
