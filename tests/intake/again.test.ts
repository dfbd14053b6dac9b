import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { generatePubmed } from '../../bench/pubmed-generator.js';
import { undoImport } from '../../src/derive/undo.js';
import { sourceFiles } from '../../src/import/files.js';
import type { ImportReport } from '../../src/import/report.js';
import { importFiles } from '../../src/intake/run.js';
import { canonicalHash } from '../../src/ledger/canonical.js';
import { listImports, type ImportNode } from '../../src/ledger/imports.js';
import { withScratchStore } from '../../src/store/open.js';
import type { GraphStore } from '../../src/store/store.js';

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

const imported = (store: GraphStore, ...paths: string[]): Promise<ImportReport> => importFiles(store, sourceFiles(paths));
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
