import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { generatePubmed } from '../../bench/pubmed-generator.js';
import { undoImport } from '../../src/derive/undo.js';
import { sourceFiles } from '../../src/import/files.js';
import type { ImportOptions, ImportReport } from '../../src/import/report.js';
import { importFiles } from '../../src/intake/run.js';
import { canonicalHash } from '../../src/ledger/canonical.js';
import { DERIVED } from '../../src/ledger/collections.js';
import { listImports, putImport, type ImportNode } from '../../src/ledger/imports.js';
import { lastTexts, parseTexts, putTexts } from '../../src/ledger/text-row.js';
import { LedgerView } from '../../src/ledger/view.js';
import { withScratchStore } from '../../src/store/open.js';
import type { GraphStore } from '../../src/store/store.js';
import { version } from '../../src/version.js';

/** A file that comes again with one record changed: the texts of all others were read before. */

const folder = mkdtempSync(join(tmpdir(), 'meded-again-'));
const RECORDS = 12;
const WITH_WARNING =
  '<PubmedArticle><MedlineCitation><PMID>7</PMID><Article><ArticleTitle>A made up title</ArticleTitle><ELocationID EIdType="doi">no DOI</ELocationID></Article></MedlineCitation></PubmedArticle>';

function write(name: string, revised: number | null): string {
  const { pieces } = generatePubmed({ records: RECORDS, seed: 3, templates: null, revised });
  const whole = [...pieces].join('');
  const path = join(folder, name);
  writeFileSync(path, whole.replace('</PubmedArticleSet>', `${WITH_WARNING}</PubmedArticleSet>`));
  return path;
}

const [first, second] = [write('first.xml', null), write('second.xml', 5)];
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const imported = (store: GraphStore, path: string, options: ImportOptions = {}): Promise<ImportReport> =>
  importFiles(store, sourceFiles([path]), options);
const all = RECORDS + 1;

test('counts what is there as unchanged, tells its warnings anew, and gives the graph that the files give in any order', async () => {
  const expected = await withScratchStore(async (store) => {
    await imported(store, second);
    await imported(store, first);
    return canonicalHash(store);
  });
  await withScratchStore(async (store) => {
    const before = await imported(store, first);
    expect(before).toMatchObject({ read: all, new: all, unchanged: 0, warningCount: 1 });
    const after = await imported(store, second);
    expect(after).toMatchObject({ read: all, new: 0, merged: 1, unchanged: all - 1, warningCount: 1, refused: 0 });
    expect(await canonicalHash(store)).toBe(expected);
  });
});

test('reads anew what was taken back meanwhile', async () => {
  const expected = await withScratchStore(async (store) => {
    await imported(store, second);
    return canonicalHash(store);
  });
  await withScratchStore(async (store) => {
    await imported(store, first);
    const [{ id }] = (await listImports(store, { after: null, limit: 1 })) as [ImportNode];
    await undoImport(store, id);
    expect(await imported(store, second)).toMatchObject({ read: all, new: all, unchanged: 0 });
    expect(await canonicalHash(store)).toBe(expected);
  });
});

const hashOf = (path: string): Promise<string> =>
  withScratchStore(async (store) => {
    await imported(store, path);
    return canonicalHash(store);
  });

/** A store that has `second` and takes it for `first`: as where another state of the program read `first` so. */
async function withOtherReading(program: string | undefined, use: (store: GraphStore) => Promise<void>): Promise<void> {
  await withScratchStore(async (store) => {
    await imported(store, second);
    const view = new LedgerView(store);
    const node = (await listImports(store, { after: null, limit: 1 }))[0]!;
    delete node.program;
    const content = { bytes: statSync(first).size, sha256: createHash('sha256').update(readFileSync(first)).digest('hex') };
    putImport(view, { ...node, ...content, ...(program === undefined ? {} : { program }) });
    await store.write({ ledger: view.drain() });
    await use(store);
  });
}

const fileNames = async (store: GraphStore): Promise<string[]> =>
  (await listImports(store, { after: null, limit: 10 })).map(({ fileName, timesRead }) => `${fileName} ${timesRead}`);

test('a file that this version of the program has read is passed over, and read all the same where that is asked for', async () => {
  await withOtherReading(version(), async (store) => {
    const before = await canonicalHash(store);
    expect(await imported(store, first)).toMatchObject({ read: all, new: 0, merged: 0, unchanged: all });
    expect(await canonicalHash(store)).toBe(before);
    expect(await fileNames(store)).toEqual(['second.xml 2']);
    expect(await imported(store, first, { anew: true })).toMatchObject({ read: all, new: 0, merged: 1, unchanged: all - 1 });
    expect(await fileNames(store)).toEqual(['first.xml 1', 'second.xml 2']);
    // The record that the other reading gave is still kept.
    expect(await canonicalHash(store)).not.toBe(before);
  });
});

test.each([['an older version', '0.0.0'], ['a version that told nothing of itself', undefined]])(
  'a file that %s of the program has read is read again',
  async (_, program) => {
    await withOtherReading(program, async (store) => {
      expect(await imported(store, first)).toMatchObject({ read: all, merged: 1, unchanged: all - 1 });
      expect(await imported(store, first)).toMatchObject({ read: all, merged: 0, unchanged: all });
      expect(await fileNames(store)).toEqual(['first.xml 2', 'second.xml 1']);
    });
  },
); // prettier-ignore

test('all that was read anew gives the same graph', async () => {
  await withScratchStore(async (store) => {
    await imported(store, first);
    expect(await imported(store, first, { anew: true })).toMatchObject({ read: all, new: 0, merged: 0, unchanged: all });
    expect(await canonicalHash(store)).toBe(await hashOf(first));
    expect(await fileNames(store)).toEqual(['first.xml 1', 'first.xml 1']);
  });
});

test('texts that an import has read go with it, but for those that another one has read, too', async () => {
  await withScratchStore(async (store) => {
    // What comes with a warning is read each time.
    const known = async (): Promise<number> => parseTexts(await lastTexts(store)).size;
    await imported(store, first);
    const [{ id: one }] = (await listImports(store, { after: null, limit: 1 })) as [ImportNode];
    expect(await known()).toBe(RECORDS);
    await imported(store, second);
    const [{ id: two }] = (await listImports(store, { after: null, limit: 1 })) as [ImportNode];
    expect(await known()).toBe(RECORDS + 1);
    await undoImport(store, one);
    expect(await known()).toBe(RECORDS);
    expect(await imported(store, second, { anew: true })).toMatchObject({ new: 0, merged: 0, unchanged: all });
    const [{ id: three }] = (await listImports(store, { after: null, limit: 1 })) as [ImportNode];
    for (const id of [two, three]) await undoImport(store, id);
    expect(await store.rowCount(DERIVED.text)).toBe(0);
  });
});

test('of a text that was read as two records the newer one is known', async () => {
  await withScratchStore(async (store) => {
    const view = new LedgerView(store);
    for (const key of ['older', 'newer']) {
      putTexts(view, [{ digest: 'a', key }], 'support');
      await store.write({ ledger: view.drain() });
    }
    expect(parseTexts(await lastTexts(store))).toEqual(new Map([['a', 'newer']]));
  });
});

test('an empty file is what the ending of its name says, whatever another empty one was', async () => {
  await withScratchStore(async (store) => {
    const empty = async (name: string): Promise<unknown[]> => {
      writeFileSync(join(folder, name), '');
      const { read, refused, files } = await importFiles(store, sourceFiles([join(folder, name)]));
      return [read, refused, files[0]!.format];
    };
    expect(await empty('a.ris')).toEqual([0, 0, 'ris']);
    expect(await empty('b.json')).toEqual([1, 1, null]);
    expect(await empty('c.nbib')).toEqual([0, 0, 'nbib']);
    expect(await empty('d.ris')).toEqual([0, 0, 'ris']);
    // The second one of a kind is the first one again.
    expect(await fileNames(store)).toEqual(['c.nbib 1', 'a.ris 2']);
  });
});
