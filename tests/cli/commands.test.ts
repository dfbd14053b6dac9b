import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { SMALL_LIBRARY } from '../ledger/import-texts.js';
import { endAll, finish } from './run.js';

/** One title, author and year, but other pages: likely one work, and not certain. */
const DOUBTFUL = `TY  - JOUR
TI  - Mentoring programmes for surgical trainees in rural hospitals
AU  - Holloway, Ruth
PY  - 2018
JO  - Medical Education
VL  - 52
SP  - 345
ER  - 

TY  - JOUR
TI  - Mentoring programmes for surgical trainees in rural hospitals
AU  - Holloway, Ruth
PY  - 2018
JO  - Medical Education
VL  - 52
SP  - 1401
ER  - 
`;

let folder: string;
let graph: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'meded-commands-'));
  graph = join(folder, 'graph');
  for (const [name, text] of Object.entries({ ...SMALL_LIBRARY, 'doubtful.ris': DOUBTFUL }))
    writeFileSync(join(folder, name), text);
  const { code } = await ok('import', join(folder, 'two.nbib'), join(folder, 'citations.jsonl'), join(folder, 'doubtful.ris'));
  expect(code).toBe(0);
});
afterEach(endAll);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const on = (dataDir: string, args: string[]) => finish([...args, '--data-dir', dataDir]);
/** A command that has to go well. */
async function ok(...args: string[]) {
  const found = await on(graph, args);
  if (found.code !== 0) throw new Error(`${args.join(' ')} ended with ${found.code}: ${found.err}${found.out}`);
  return found;
}
const json = async (...args: string[]) => JSON.parse((await ok(...args, '--json')).out);

describe('identifiers', () => {
  test('one to a line: PMIDs unless another scheme is asked for', async () => {
    expect((await ok('identifiers')).out).toBe('102\n101\n');
    expect((await ok('identifiers', '--scheme', 'openalex', '--stubs')).out).toBe('W3\n');
    expect((await ok('identifiers', '--scheme', 'doi', '--full')).out).toBe('10.1000/two\n10.1000/one\n');
    expect((await ok('identifiers', '--scheme', 'pmcid')).out).toBe('');
  });
  test('all schemes have theirs in front, and the list can be imported again', async () => {
    const { out } = await ok('identifiers', '--scheme', 'all');
    expect(out.split('\n').sort()).toEqual(
      ['', 'doi:10.1000/one', 'doi:10.1000/two', 'openalex:W1', 'openalex:W2', 'openalex:W3', 'pmid:101', 'pmid:102'],
    ); // prettier-ignore
  });
  test('as CSV and JSON', async () => {
    const csv = (await ok('identifiers', '--scheme', 'all', '--csv')).out.split('\n');
    expect(csv[0]).toBe('key,status,pmid,doi,pmcid,openalex,s2,omid,title');
    expect(csv).toContain('pmid:102,FULL,102,10.1000/two,,W2,,,Mentors of students');
    expect(await json('identifiers', '--stubs', '--scheme', 'all')).toEqual([
      { key: 'openalex:W3', status: 'STUB', identifiers: [{ scheme: 'openalex', value: 'W3' }], title: null },
    ]);
  });
});

test('stats count the graph and what it is made of', async () => {
  const { counts, completeness, ledger } = await json('stats');
  expect(counts).toMatchObject({ articles: 4, stubs: 1, citations: 2 });
  expect(completeness).toMatchObject({ withReferences: 1, withAbstract: 1 });
  expect(ledger).toEqual({ records: 6, decisions: 0, imports: 3, possibleDuplicates: 1, waiting: 0 });
  expect((await ok('stats')).out).toMatch(/Articles +4\n +with reference list +1 \(25 %\)\n/);
});

describe('decisions by hand', () => {
  test('a pair that may be one work is listed with the commands that decide it, and merged', async () => {
    const { total, items } = await json('duplicates', 'list');
    expect([total, items.length]).toEqual([1, 1]);
    const { id, works } = items[0];
    const { out } = await ok('duplicates', 'list');
    expect(out).toContain(`meded-graph duplicates merge '${id}'\n`);
    expect(out).toContain(`meded-graph duplicates refuse '${id}'\n`);
    expect(out).toContain('Mentoring programmes for surgical trainees');
    expect(out).toMatch(/\n1 of 1 pair\.\n$/);
    const { merged, into } = await json('duplicates', 'merge', id);
    expect(merged.sort()).toEqual([...works].sort());
    expect((await json('stats')).counts.articles).toBe(3);

    const shown = await json('duplicates', 'show', into);
    expect(shown.records).toHaveLength(2);
    const split = await json('duplicates', 'split', into, shown.records[0].recordKey);
    expect(split.works.sort()).toEqual([...works].sort());
    expect((await json('stats')).counts.articles).toBe(4);
    expect((await json('duplicates', 'list')).total).toBe(0);
    expect((await ok('duplicates', 'list')).out).toBe('No pair of works waits for a decision.\n');
  });

  test('a pair is refused', async () => {
    const other = join(folder, 'refusing');
    await on(other, ['import', join(folder, 'doubtful.ris')]);
    const [{ id }] = JSON.parse((await on(other, ['duplicates', 'list', '--json'])).out).items;
    // Without quotes the shell makes two words of an id.
    expect(await on(other, ['duplicates', 'refuse', ...id.split(' ')])).toMatchObject({ code: 0, out: 'They stay two works.\n' });
    expect(JSON.parse((await on(other, ['duplicates', 'list', '--json'])).out).total).toBe(0);
    expect(await on(other, ['duplicates', 'refuse', 'nothing'])).toMatchObject({
      code: 1,
      err: expect.stringMatching(/no possible duplicate "nothing"/),
    });
  });

  test('authors are found, shown, split and merged', async () => {
    const { authors } = await json('authors', 'find', 'Boone', 'S');
    expect(authors).toHaveLength(1);
    const { key } = authors[0];
    expect(authors[0]).toMatchObject({ name: 'Boone S', orcid: '0000-0002-1825-0097', articleCount: 2 });
    const shown = await json('authors', 'show', 'https://orcid.org/0000-0002-1825-0097');
    expect([shown.author.key, shown.articles.sort()]).toEqual([key, ['pmid:101', 'pmid:102']]);
    expect(shown.identity.method).toMatch(/^(ORCID|NAME_AND_EVIDENCE)$/);
    const split = await json('authors', 'split', key, '101');
    expect(split.authors).toHaveLength(2);
    expect((await json('authors', 'find', 'Boone')).authors).toHaveLength(2);
    const { into } = await json('authors', 'merge', ...split.authors);
    expect((await json('authors', 'show', into)).articles.sort()).toEqual(['pmid:101', 'pmid:102']);
    expect((await ok('authors', 'show', into)).out).toMatch(
      /Boone S {2}2 articles 2019–2021 {2}ORCID 0000-0002-1825-0097\n[^]*BY_HAND/,
    );
  });

  test('names that lead nowhere are told, all of them', async () => {
    expect(await on(graph, ['duplicates', 'merge', '101', '999', 'doi:10.1/x'])).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^meded-graph: No article of the graph is named by "999", "doi:10\.1\/x"; give a key/),
    });
    expect(await on(graph, ['duplicates', 'merge', '101', 'pmid:101'])).toMatchObject({ code: 2 });
    expect(await on(graph, ['authors', 'show', 'nobody'])).toMatchObject({ code: 1 });
  });

  test('the graph is whole after all that', async () => {
    expect((await ok('verify')).out).toMatch(/No problem found\.\n$/);
  });
});

describe('imports', () => {
  test('are listed, the newest first, shown, and taken back', async () => {
    const other = join(folder, 'undoing');
    await on(other, ['import', join(folder, 'two.nbib')]);
    await on(other, ['import', join(folder, 'citations.jsonl')]);
    const { total, imports } = JSON.parse((await on(other, ['imports', 'list', '--json'])).out);
    expect(total).toBe(2);
    expect(imports.map(({ fileName, status }: Record<string, string>) => [fileName, status])).toEqual([
      [join(folder, 'citations.jsonl'), 'FINISHED'],
      [join(folder, 'two.nbib'), 'FINISHED'],
    ]);
    const [{ id }] = imports;
    expect((await on(other, ['imports', 'show', id])).out).toMatch(
      /FINISHED[^]*format {4}openalex\n[^]*SHA-256 {3}[0-9a-f]{64}\n/,
    );
    expect((await on(other, ['imports', 'undo', id])).out).toMatch(/^Taken back: 2 records; \d+ works derived anew\.\n$/);
    const { counts } = JSON.parse((await on(other, ['stats', '--json'])).out);
    expect(counts).toMatchObject({ articles: 2, stubs: 0, citations: 0 });
    expect(await on(other, ['imports', 'undo', id])).toMatchObject({ code: 1, err: expect.stringMatching(/There is no import/) });
    expect((await on(other, ['verify'])).code).toBe(0);
  });
});

describe('backup, restore, reindex, verify', () => {
  const hashOf = async (dataDir: string) => JSON.parse((await on(dataDir, ['verify', '--json'])).out).hash;

  test('a restored graph is the same', async () => {
    const path = join(folder, 'backup.jsonl.gz');
    const made = await json('backup', path);
    expect(made).toMatchObject({ file: path, bytes: readFileSync(path).length, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(await on(graph, ['backup', path])).toMatchObject({ code: 1, err: expect.stringMatching(/is there already/) });
    const restored = join(folder, 'restored');
    expect((await on(restored, ['restore', path])).out).toMatch(/rows, \d+ works built\.\n$/);
    expect(await hashOf(restored)).toBe(await hashOf(graph));
    expect(await on(restored, ['restore', path])).toMatchObject({ code: 1, err: expect.stringMatching(/not empty.*--replace/) });
    expect(await on(restored, ['restore', path, '--replace'])).toMatchObject({ code: 0 });
    expect(await hashOf(restored)).toBe(await hashOf(graph));
  });

  test('a file that is no backup is refused', async () => {
    const { code, err } = await on(join(folder, 'refused'), ['restore', join(folder, 'two.nbib')]);
    expect([code, err]).toEqual([1, expect.stringMatching(/two\.nbib: it is no backup of this program/)]);
  });

  test('a graph that is made anew is the same', async () => {
    const before = await hashOf(graph);
    expect((await ok('reindex')).out).toMatch(/^\d+ works built\.\n$/);
    expect(await hashOf(graph)).toBe(before);
  });
});
