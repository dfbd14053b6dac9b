import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { sourceFiles } from '../../src/import/files.js';
import type { ReadItem } from '../../src/import/format.js';
import type { ImportCounts, ImportOptions, ImportReport } from '../../src/import/report.js';
import { importFiles, importItems } from '../../src/intake/run.js';
import { listImports } from '../../src/ledger/imports.js';
import type { GraphStore } from '../../src/store/store.js';
import { asItems, graphText, ids, nodesOf, record, streamed } from '../derive/importing.js';
import { describeEachEngine } from '../engines.js';
import { MIXED_FILES } from './mixed-files.js';

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function folderOf(files: Record<string, string | Uint8Array>): string {
  const folder = mkdtempSync(join(tmpdir(), 'meded-report-'));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

const importFolder = (store: GraphStore, folder: string, options: ImportOptions = {}): Promise<ImportReport> =>
  importFiles(store, sourceFiles([folder]), options);

const countsOf = ({ read, new: fresh, merged, unchanged, refused }: ImportCounts): number[] => [read, fresh, merged, unchanged, refused]; // prettier-ignore

/** Every count is the sum of those after it, in each file and in all. */
function expectSums(report: ImportReport): void {
  for (const { read, new: fresh, merged, unchanged, refused } of [report, ...report.files])
    expect(read).toBe(fresh + merged + unchanged + refused);
  for (const name of ['read', 'new', 'merged', 'unchanged', 'refused'] as const)
    expect(report[name]).toBe(report.files.reduce((sum, file) => sum + file[name], 0));
  expect(report.refusals).toHaveLength(report.refused);
}

const EXTENSIONS: Record<string, string> = {
  'pubmed-xml': 'a.xml', nbib: 'b.nbib', ris: 'c.ris', bibtex: 'd.bib', openalex: 'e.json', crossref: 'f.json', 'europe-pmc': 'g.json',
  icite: 'h.json', 'mesh-xml': 'i.xml', 'nlm-catalog': 'j.xml',
}; // prettier-ignore

const ris = (title: string, doi: string): string =>
  `TY  - JOUR\nTI  - ${title}\nAU  - Roe, Ann\nPY  - 2020\nDO  - ${doi}\nER  - \n\n`;
const works = JSON.stringify({
  meta: {},
  results: [1, 2, 3].map((n) => ({ id: `https://openalex.org/W9300${n}`, title: `Work ${n}`, type: 'article', authorships: [] })),
});

/** Hostile and broken files of our own: what is good in them goes in, what is not is refused with a reason. */
const MALFORMED: Record<string, string | Uint8Array> = {
  'a-latin1.ris': Buffer.concat([Buffer.from(ris('Good', '10.5555/r.1')), Buffer.from(ris('B\xe4d', '10.5555/r.2'), 'latin1'), Buffer.from(ris('Also good', '10.5555/r.3'))]),
  'b-no-end.ris': ris('Ends', '10.5555/r.4') + 'TY  - JOUR\nTI  - Never ends\nDO  - 10.5555/r.5\n',
  'c-cut.json': works.slice(0, works.indexOf('W93003') + 30),
  'd-cut.xml': MIXED_FILES['pubmed-xml']!.slice(0, MIXED_FILES['pubmed-xml']!.indexOf('91000008')),
  'e-laughs.xml': '<?xml version="1.0"?><!DOCTYPE PubmedArticleSet [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><PubmedArticleSet><PubmedArticle>&b;</PubmedArticle></PubmedArticleSet>',
  'f-utf16.ris': Buffer.from('\ufeff' + ris('Wide', '10.5555/r.6'), 'utf16le'),
  'g-unknown.txt': 'Dear reader,\n\nthis is a letter.\n',
  'h-nothing.json': '',
  'i-nameless.nbib': '\nPMID- \nTI  - \n\nPMID- 92000001\nTI  - Has a name.\n\n',
}; // prettier-ignore

/** Two works: two descriptions of each, and the first one word for word again. */
const TWINS = [
  ris('Work one', '10.5555/t.1'),
  ris('Work one', '10.5555/t.1').replace('ER', 'VL  - 3\nER'),
  ris('Work two', '10.5555/t.2').replace('ER', 'VL  - 4\nER'),
  ris('Work one', '10.5555/t.1'),
  ris('Work two', '10.5555/t.2'),
].join('');

describeEachEngine('the report of an import', (openEmptyStore) => {
  test('adds up, file by file and in all; the second time everything is unchanged', async () => {
    const store = await openEmptyStore();
    const folder = folderOf(Object.fromEntries(Object.entries(MIXED_FILES).map(([format, text]) => [EXTENSIONS[format]!, text])));
    const first = await importFolder(store, folder);
    expectSums(first);
    expect(first).toMatchObject({ read: 41, refused: 0, unchanged: 0, finished: true, resume: null, possibleDuplicates: 3 });
    expect(first.files.map((file) => [file.format, ...countsOf(file)])).toEqual([
      // The withdrawal is of a record that is there.
      ['pubmed-xml', 12, 11, 1, 0, 0],
      ['nbib', 3, 2, 1, 0, 0],
      ['ris', 4, 3, 1, 0, 0],
      ['bibtex', 3, 1, 2, 0, 0],
      ['openalex', 4, 1, 3, 0, 0],
      ['crossref', 5, 2, 3, 0, 0],
      ['europe-pmc', 2, 1, 1, 0, 0],
      ['icite', 2, 0, 2, 0, 0],
      ['mesh-xml', 3, 2, 1, 0, 0],
      ['nlm-catalog', 3, 0, 3, 0, 0],
    ]);
    expect(first.merges.every(({ record, into, why }) => record !== '' && into !== '' && Array.isArray(why))).toBe(true);
    const text = await graphText(store);
    const again = await importFolder(store, folder);
    expectSums(again);
    expect(countsOf(again)).toEqual([41, 0, 0, 41, 0]);
    expect(await graphText(store)).toBe(text);
    expect((await listImports(store, { after: null, limit: 100 })).map(({ status, timesRead }) => [status, timesRead])).toEqual(
      Array.from({ length: 10 }, () => ['FINISHED', 2]),
    );
  }, 120_000);

  test('a withdrawal of what nobody brought is no new work, and holds for what comes later', async () => {
    const store = await openEmptyStore();
    const withdrawn = '<PubmedArticleSet><DeleteCitation><PMID Version="1">92000009</PMID></DeleteCitation></PubmedArticleSet>';
    const report = await importFolder(store, folderOf({ 'a.xml': withdrawn }));
    expect(countsOf(report)).toEqual([1, 0, 0, 1, 0]);
    await importFolder(store, folderOf({ 'b.nbib': 'PMID- 92000009\nTI  - Withdrawn.\nSO  - x\n\n' }));
    expect(await store.get('Article', ['pmid:92000009'])).toEqual([null]);
  }, 60_000);

  test('of broken files tells what is wrong and where, and the good records are in', async () => {
    const store = await openEmptyStore();
    const report = await importFolder(store, folderOf(MALFORMED));
    expectSums(report);
    const named = new Map(report.files.map((file) => [file.name.split('/').at(-1)!, file]));
    expect([...named.keys()]).toEqual(Object.keys(MALFORMED));
    expect(countsOf(named.get('a-latin1.ris')!)).toEqual([3, 2, 0, 0, 1]);
    // A JSON document that was cut is no document, and what was taken in of it goes out again; XML keeps whole records.
    for (const name of ['c-cut.json', 'e-laughs.xml', 'f-utf16.ris', 'g-unknown.txt', 'h-nothing.json']) {
      expect([name, ...countsOf(named.get(name)!)]).toEqual([name, 1, 0, 0, 0, 1]);
      expect(named.get(name)!.problem).toEqual(expect.stringContaining(name));
    }
    for (const { file, reason, line, record } of report.refusals) {
      expect(reason.length).toBeGreaterThan(10);
      expect(reason.length).toBeLessThanOrEqual(1_000);
      if (named.get(file.split('/').at(-1)!)!.problem === null) expect(line ?? record).not.toBeNull();
    }
    const keys = (await nodesOf(store, 'Article')).map(({ key }) => key);
    expect(keys).toEqual(expect.arrayContaining(['doi:10.5555/r.1', 'doi:10.5555/r.3', 'doi:10.5555/r.4', 'pmid:91000001', 'pmid:92000001'])); // prettier-ignore
    expect(keys.filter((key) => key.startsWith('openalex:'))).toEqual([]);
    expect(keys).not.toContain('doi:10.5555/r.2');
    expect(keys).not.toContain('doi:10.5555/r.6');
  }, 120_000);

  test('counts the first of twins as new and the others as merged, whether they come together or apart', async () => {
    for (const itemsAtOnce of [1, 2, 500]) {
      const store = await openEmptyStore();
      const report = await importFolder(store, folderOf({ 'twins.ris': TWINS }), { itemsAtOnce });
      expect([itemsAtOnce, ...countsOf(report)]).toEqual([itemsAtOnce, 5, 2, 2, 1, 0]);
      expect(report.merges.map(({ into }) => into)).toEqual(['doi:10.5555/t.1', 'doi:10.5555/t.2']);
    }
  });

  test('of a run that was stopped anywhere, and of the one that goes on, come to that of a whole run', async () => {
    const items = asItems([1, 2, 3].map((n) => record({ ids: ids({ pmid: `${n}` }), title: `Title ${n}` })));
    const place = { line: null, record: 1 };
    const warning = (message: string): ReadItem => ({ kind: 'warning', place, message });
    const all = [warning('a'), items[0]!, warning('b'), warning('c'), items[1]!, { kind: 'refused' as const, place, reason: 'No title.' }, warning('d'), items[2]!, warning('e')]; // prettier-ignore
    for (let cut = 0; cut <= all.length; cut++) {
      const store = await openEmptyStore();
      const stop = new AbortController();
      async function* stopped(): AsyncIterable<ReadItem> {
        yield* all.slice(0, cut);
        stop.abort();
        yield* all.slice(cut);
      }
      const source = { name: 'test', format: 'test', bytes: null, sha256: () => null };
      const first = await importItems(store, { ...source, items: stopped() }, { signal: stop.signal });
      const options = { skip: first.read, continues: first.files[0]!.importId };
      const second = await importItems(store, { ...source, items: streamed(all) }, options);
      expect([cut, first.read + second.read, first.refused + second.refused]).toEqual([cut, 4, 1]);
      expect([...first.warnings, ...second.warnings].map(({ message }) => message)).toEqual(['a', 'b', 'c', 'd', 'e']);
      const imports = await listImports(store, { after: null, limit: 10 });
      expect(imports).toMatchObject([{ status: 'FINISHED', warningCount: 5, counts: { read: 4, new: 3, refused: 1 } }]);
    }
  }, 120_000);

  test('of a dry run is that of the import that follows, however the records lie in files and batches', async () => {
    const files = { ...MALFORMED, 'j.ris': TWINS, 'k.ris': TWINS, 'l.ris': ris('Work one', '10.5555/t.1') };
    const mixed = Object.fromEntries(Object.entries(MIXED_FILES).map(([format, text]) => [`m-${EXTENSIONS[format]!}`, text]));
    const folder = folderOf({ ...files, ...mixed });
    for (const itemsAtOnce of [1, 500]) {
      const store = await openEmptyStore();
      await importFolder(store, folderOf({ 'before.ris': MIXED_FILES['ris']!, 'two.ris': ris('Work two', '10.5555/t.2') }));
      const options = { itemsAtOnce, readAt: new Date('2026-05-01T09:30:00.000Z') };
      const { dataVersion } = await store.describe();
      const dry = await importFolder(store, folder, { ...options, dryRun: true });
      expect((await store.describe()).dataVersion).toBe(dataVersion);
      expectSums(dry);
      const { files, ...real } = await importFolder(store, folder, options);
      expect(dry).toEqual({ ...real, files: files.map((file) => ({ ...file, importId: null })) });
    }
  }, 180_000);

  test('of a dry run says what the run then does, and nothing is written', async () => {
    const store = await openEmptyStore();
    const folder = folderOf({ 'one.ris': MIXED_FILES['ris']!, 'bad.ris': MALFORMED['a-latin1.ris']! });
    const { dataVersion } = await store.describe();
    const dry = await importFolder(store, folder, { dryRun: true });
    expect((await store.describe()).dataVersion).toBe(dataVersion);
    expect(await store.rowCount('record')).toBe(0);
    const real = await importFolder(store, folder);
    expect(countsOf(dry)).toEqual(countsOf(real));
    expect(dry.refusals).toEqual(real.refusals);
    expect(dry.files.every(({ importId }) => importId === null)).toBe(true);
  });
});
