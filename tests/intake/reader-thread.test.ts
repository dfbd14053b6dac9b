import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { generatePubmed } from '../../bench/pubmed-generator.js';
import { badSource, CodedError } from '../../src/errors.js';
import type { ReadItem } from '../../src/import/format.js';
import { formatById } from '../../src/import/index.js';
import { prepareItem, type PreparedItem } from '../../src/intake/reader-prepare.js';
import { ReaderThread, type ThreadReading } from '../../src/intake/reader-thread.js';
import { fixture } from '../import/fixture.js';
import { readText } from '../import/text-input.js';

let thread: ReaderThread;
beforeEach(() => {
  thread = new ReaderThread();
});
afterEach(() => thread.close());

/** Bytes as a file gives them: pieces that end anywhere. */
async function* pieces(bytes: Uint8Array, size = 50_000): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const source = (name: string, text: string | Uint8Array, size?: number) => ({ name, bytes: pieces(Buffer.from(text), size) });

async function itemsOf(reading: ThreadReading): Promise<PreparedItem[]> {
  const all: PreparedItem[] = [];
  for await (const items of reading.items) all.push(...items);
  return all;
}
const inThread = async (name: string, text: string | Uint8Array, size?: number): Promise<PreparedItem[]> =>
  itemsOf(await thread.read(source(name, text, size)));

const prepared = (items: ReadItem[]): PreparedItem[] => items.map(prepareItem);

const HEAD = '<PubmedArticleSet>';
const article = (pmid: number): string =>
  `<PubmedArticle><MedlineCitation><PMID>${pmid}</PMID><Article><ArticleTitle>A made up title</ArticleTitle></Article></MedlineCitation></PubmedArticle>`;
const articles = (count: number): string => Array.from({ length: count }, (_, i) => article(i + 1)).join('\n');

describe('what is read in the thread', () => {
  test.each([
    ['pubmed.xml', 'pubmed-xml'],
    ['medline.nbib', 'nbib'],
    ['dialects.ris', 'ris'],
    ['library.bib', 'bibtex'],
    ['article.nxml', 'jats'],
  ])('%s is what the reader itself reads', async (name, format) => {
    const expected = prepared(await readText(formatById(format), fixture(name), name));
    const reading = await thread.read(source(name, fixture(name), 1_000));
    expect(reading.format).toBe(format);
    expect(await itemsOf(reading)).toEqual(expected);
    expect(expected.some(({ kind }) => kind === 'record')).toBe(true);
  });

  test('of records that are known comes the key alone, at their places', async () => {
    const text = `${HEAD}${articles(900)}</PubmedArticleSet>`;
    const expected = prepared(await readText(formatById('pubmed-xml'), text, 'a.xml'));
    const keys = expected.flatMap((item) => (item.kind === 'record' ? item.prepared.key : []));
    const there = new Set(keys.filter((_, i) => i % 3 !== 0));
    const asked: string[] = [];
    const known = (some: readonly string[]): Promise<boolean[]> => {
      asked.push(...some);
      return Promise.resolve(some.map((key) => there.has(key)));
    };
    const items = await itemsOf(await thread.read({ ...source('a.xml', text), known }));
    expect(asked).toEqual(keys);
    expect(items).toEqual(expected.map((item, i) => (i % 3 === 0 ? item : { kind: 'known', place: item.place, key: keys[i] })));
  });

  test('of records whose text was read before comes the key, too, and those that are gone are read again', async () => {
    const text = `${HEAD}${articles(300)}</PubmedArticleSet>`;
    const first = await itemsOf(await thread.read({ ...source('a.xml', text), texts: '' }));
    const pairs = first.map((item) => (item.kind === 'record' ? { digest: item.digest!, key: item.prepared.key } : null)!);
    expect(new Set(pairs.map(({ digest }) => digest)).size).toBe(300);
    const gone = new Set(pairs.filter((_, i) => i % 3 === 0).map(({ key }) => key));
    const known = (some: readonly string[]): Promise<boolean[]> => Promise.resolve(some.map((key) => !gone.has(key)));
    const texts = pairs.map(({ digest, key }) => `${digest} ${key}`).join(' ');
    const items = await itemsOf(await thread.read({ ...source('a.xml', text, 700), known, texts }));
    const expected = first.map((item, i) => (i % 3 === 0 ? item : { kind: 'known', place: item.place, ...pairs[i] }));
    expect(items).toEqual(expected);
  });

  test('who cannot say what is known ends the reading with the reason', async () => {
    const known = (): Promise<boolean[]> => Promise.reject(new CodedError('DATABASE_UNAVAILABLE', 'gone'));
    const reading = await thread.read({ ...source('a.xml', `${HEAD}${articles(3)}</PubmedArticleSet>`), known });
    await expect(itemsOf(reading)).rejects.toThrow('gone');
  });

  test('a packed file, in its own order, with the hash of its bytes and progress to the last one', async () => {
    const packed = gzipSync(`${HEAD}${articles(1_200)}</PubmedArticleSet>`);
    const seen: number[] = [];
    const reading = await thread.read({ ...source('a.xml.gz', packed, 700), onProgress: (done) => seen.push(done) });
    expect(reading.sha256()).toBeNull();
    const items = await itemsOf(reading);
    expect(items.map(({ place }) => place.record)).toEqual(Array.from({ length: 1_200 }, (_, i) => i + 1));
    expect(reading.sha256()).toBe(createHash('sha256').update(packed).digest('hex'));
    expect(seen.at(-1)).toBe(packed.length);
  });

  test('the format that was asked for holds', async () => {
    const reading = await thread.read({ ...source('list.txt', '33349761\n'), format: 'identifiers' });
    expect(reading.format).toBe('identifiers');
    expect(await itemsOf(reading)).toHaveLength(1);
  });

  test('bytes that somebody still uses are left alone', async () => {
    const bytes = Buffer.from(`${HEAD}${article(1)}</PubmedArticleSet>`);
    const copy = Buffer.from(bytes);
    await inThread('a.xml', bytes);
    expect(bytes.equals(copy)).toBe(true);
  });
});

describe('what is wrong with a file', () => {
  test('is thrown with its code and message, after what came before it', async () => {
    const reading = await thread.read(source('cut.xml', `${HEAD}${article(7)}${' '.repeat(100)}\n<oops></PubmedArticleSet>`, 50));
    const seen: PreparedItem[] = [];
    const walk = async (): Promise<void> => {
      for await (const items of reading.items) seen.push(...items);
    };
    const error = await walk().catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(CodedError);
    expect(error).toMatchObject({
      code: 'BAD_SOURCE',
      message: expect.stringMatching(/^cut\.xml: line 2: the file is not well-formed/),
    });
    expect(seen).toHaveLength(1);
  });

  test('its format is not known', async () => {
    await expect(thread.read(source('a.txt', 'Nothing of the kind.'))).rejects.toMatchObject({
      code: 'BAD_SOURCE',
      message: expect.stringMatching(/^a\.txt: the format is not known/),
    });
  });

  test('it cannot be read on: the error of the one who reads it', async () => {
    const error = badSource('a.xml: the disk is gone.');
    async function* bytes(): AsyncIterable<Uint8Array> {
      yield Buffer.from(`${HEAD}${article(1)}`);
      throw error;
    }
    const reading = await thread.read({ name: 'a.xml', bytes: bytes(), format: 'pubmed-xml' });
    await expect(itemsOf(reading)).rejects.toBe(error);
  });

  test('the thread reads the next file all the same', async () => {
    await expect(inThread('a.txt', 'Nothing of the kind.')).rejects.toThrow(/not known/);
    await expect(inThread('b.xml', `${HEAD}<oops></PubmedArticleSet>`)).rejects.toThrow(/^b\.xml: line 1/);
    expect(await inThread('c.xml', `${HEAD}${articles(3)}</PubmedArticleSet>`)).toHaveLength(3);
    expect(await inThread('d.xml', `${HEAD}${articles(4)}</PubmedArticleSet>`)).toHaveLength(4);
  });

  test('one file at a time', async () => {
    const reading = await thread.read(source('a.xml', `${HEAD}${articles(2)}</PubmedArticleSet>`));
    await expect(thread.read(source('b.xml', HEAD))).rejects.toThrow(/one file at a time/);
    expect(await itemsOf(reading)).toHaveLength(2);
  });
});

/** A file without an end, that says how much of it was asked for and whether it was closed. */
function endless(): { bytes: AsyncIterable<Uint8Array>; asked: () => number; isClosed: () => boolean } {
  const block = Buffer.from(articles(500));
  let [asked, isClosed] = [0, false];
  async function* bytes(): AsyncIterable<Uint8Array> {
    try {
      yield Buffer.from(HEAD);
      for (;;) {
        asked += block.length;
        yield block;
      }
    } finally {
      isClosed = true;
    }
  }
  return { bytes: bytes(), asked: () => asked, isClosed: () => isClosed };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until a number stays what it is. */
async function settled(value: () => number): Promise<number> {
  for (let last = -1; ;) {
    const now = value();
    if (now === last) return now;
    last = now;
    await pause(250);
  }
}

describe('a reading that is not walked to its end', () => {
  test('reads a bounded piece ahead of a slow consumer', async () => {
    const file = endless();
    const reading = await thread.read({ name: 'endless.xml', bytes: file.bytes });
    const ahead = await settled(file.asked);
    expect(ahead).toBeGreaterThan(8_000_000);
    expect(ahead).toBeLessThan(30_000_000);
    let chunks = 0;
    for await (const items of reading.items) {
      expect(items.length).toBeLessThanOrEqual(250);
      if (++chunks === 40) break;
    }
    // Forty chunks of 250 articles of some 150 characters.
    expect((await settled(file.asked)) - ahead).toBeLessThan(12_000_000);
  });

  test('closes its file when it is left, and the next file is read', async () => {
    const file = endless();
    const reading = await thread.read({ name: 'endless.xml', bytes: file.bytes });
    for await (const items of reading.items) {
      expect(items[0]).toMatchObject({ kind: 'record', place: { record: 1 } });
      break;
    }
    await pause(50);
    expect(file.isClosed()).toBe(true);
    expect(await inThread('b.xml', `${HEAD}${article(1)}</PubmedArticleSet>`)).toHaveLength(1);
  });

  test('ends with the reason of the signal', async () => {
    const [file, controller] = [endless(), new AbortController()];
    const reading = await thread.read({ name: 'endless.xml', bytes: file.bytes, signal: controller.signal });
    const walk = itemsOf(reading);
    setTimeout(() => controller.abort(new Error('enough')), 200);
    await expect(walk).rejects.toThrow('enough');
    await pause(50);
    expect(file.isClosed()).toBe(true);
    const late = thread.read({ name: 'late.xml', bytes: endless().bytes, signal: controller.signal });
    await expect(late).rejects.toThrow('enough');
  });

  test('can be stopped before anybody walks it', async () => {
    const file = endless();
    (await thread.read({ name: 'endless.xml', bytes: file.bytes })).stop();
    await pause(50);
    expect(file.isClosed()).toBe(true);
  });
});

describe('a thread that fails', () => {
  const failing = (code: string): ReaderThread => new ReaderThread(new URL(`data:text/javascript,${encodeURIComponent(code)}`));
  const listen = `import { parentPort } from 'node:worker_threads'; parentPort.on('message', (message) => `;

  test.each([
    ['by an exit', `${listen} process.exit(3));`],
    ['by an error', `${listen} { throw new Error('a fault'); });`],
    ['at its start', `throw new Error('a fault');`],
  ])('%s is an error that says so', async (_, code) => {
    const broken = failing(code);
    await expect(broken.read(source('a.xml', HEAD))).rejects.toMatchObject({
      code: 'INTERNAL_SERVER_ERROR',
      message: expect.stringMatching(/^a\.xml: the reading of the file broke off/),
    });
    await broken.close();
  });

  test('for want of memory is an error of the file', async () => {
    const broken = failing(`${listen} { const all = []; for (;;) all.push(Array.from({ length: 10_000 }, () => ({}))); });`);
    await expect(broken.read(source('a.xml', HEAD))).rejects.toMatchObject({
      code: 'BAD_SOURCE',
      message: expect.stringMatching(/^a\.xml: reading the file takes more than 256 MB/),
    });
    await broken.close();
  }, 30_000);

  test('in the middle of a file', async () => {
    const broken = failing(
      `${listen} { if (message.kind !== 'open') return; parentPort.postMessage({ kind: 'format', format: 'x' }); setTimeout(() => process.exit(1), 50); });`,
    );
    const reading = await broken.read(source('a.xml', HEAD));
    await expect(itemsOf(reading)).rejects.toMatchObject({ code: 'INTERNAL_SERVER_ERROR' });
    await broken.close();
  });

  test('to come to an end is ended by the signal', async () => {
    const broken = failing(`${listen} { for (;;); });`);
    const started = Date.now();
    const signal = AbortSignal.timeout(200);
    await expect(broken.read({ ...source('a.xml', HEAD), signal })).rejects.toMatchObject({ name: 'TimeoutError' });
    await broken.close();
    expect(Date.now() - started).toBeLessThan(5_000);
  });
});

test('a larger file comes whole', async () => {
  const xml = [...generatePubmed({ records: 300, seed: 3, templates: null, revised: null }).pieces].join('');
  const items = await inThread('generated.xml', xml, 256 * 1024);
  expect(items).toEqual(prepared(await readText(formatById('pubmed-xml'), xml, 'generated.xml', 60_000)));
  expect(items).toHaveLength(300);
});
