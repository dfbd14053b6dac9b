import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { loadSeed } from '../../src/intake/seed.js';
import { openStore } from '../../src/store/open.js';
import { endAll, finish, run } from './run.js';

let folder: string;
let dataDir: string;
const at = (name: string) => join(folder, name);
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'meded-search-'));
  dataDir = at('graph');
  const store = await openStore({ engine: 'sqlite', dataDir });
  await loadSeed(store);
  await store.close();
  writeFileSync(at('seeds.txt'), '# the review\r\npmid:33349761\r\n\r\n');
  writeFileSync(at('missing.txt'), '33349761\n10.9999/nope\n');
  writeFileSync(at('known.txt'), '39948521\nhttps://doi.org/10.1186/S13643-017-0571-Y\n');
});
afterEach(endAll);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const search = (...args: string[]) => finish(['citation-search', '--data-dir', dataDir, ...args]);

test('writes the report in three formats, the picture and the candidates, and tells the numbers', async () => {
  const { code, out, err } = await search('--seeds', at('seeds.txt'), '--both', '--rounds', '2', '--out', at('out'));
  expect([code, err]).toEqual([0, '']);
  expect(out).toContain('Round 1: from 1 work, 10 links followed, 10 different, 10 new.\n');
  expect(out).toContain('Round 2: from 10 works, 10 links followed, 1 different, 0 new.\n');
  expect(out).toContain('10 new works to screen, 0 known before.\nIt ended because the last iteration found no new work.\n');
  expect(readdirSync(at('out')).sort()).toEqual(['candidates.csv', 'flow.svg', 'report.html', 'report.json', 'report.md']);
  const lines = readFileSync(join(at('out'), 'candidates.csv'), 'utf8').split('\n');
  expect(lines[0]).toBe('rank,links,iteration,identifiers,title,year,seeds');
  expect(lines).toHaveLength(12);
  expect(lines[1]).toBe(
    "1,1,1,doi:10.1177/0141076817700848 pmcid:PMC5438064,Exploring the relationship between mentoring and doctors' health and wellbeing: a narrative review,2017,pmid:33349761 BACKWARD",
  );
  expect(JSON.parse(readFileSync(join(at('out'), 'report.json'), 'utf8')).totals).toMatchObject({ raw: 20, new: 10 });
  expect(readFileSync(join(at('out'), 'report.md'), 'utf8')).toContain('# Report of a citation search');
});

test('does not write over an earlier report unless it is told to', async () => {
  const args = ['--seeds', at('seeds.txt'), '--out', at('twice')];
  expect((await search(...args)).code).toBe(0);
  const again = await search(...args);
  expect([again.code, again.err]).toEqual([
    1,
    expect.stringMatching(/report\.md is there already; give another folder, or --force/),
  ]);
  expect((await search(...args, '--force')).code).toBe(0);
});

test('works that were screened before are not shown again', async () => {
  const { code, out } = await search('--seeds', at('seeds.txt'), '--known', at('known.txt'), '--out', at('update'), '--json');
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    totals: { candidates: 10, known: 2, new: 8 },
    files: expect.arrayContaining([join(at('update'), 'candidates.csv')]),
  });
  expect(readFileSync(join(at('update'), 'candidates.csv'), 'utf8').split('\n')).toHaveLength(10);
});

test('seeds that are not in the graph are listed, and the exit code says so', async () => {
  const { code, out } = await search('--seeds', at('missing.txt'), '--forward');
  expect(code).toBe(3);
  expect(out).toContain('1 seed found, 1 not.\n  "10.9999/nope": No article of this graph has this DOI.\n');
  expect(out).toContain('5 links followed');
});

test('lists may be tables: a row is one work, whichever of its identifiers the graph has', async () => {
  const table =
    '\uFEFF# saved\r\n"PMID","Title","DOI"\r\n"33349761","Peer ""mentoring""","10.9999/nope"\r\n"","Unknown, quite","10.9999/none"\r\n';
  writeFileSync(at('seeds.csv'), table);
  const { code, out } = await search('--seeds', at('seeds.csv'), '--both');
  expect(code).toBe(3);
  expect(out).toContain('1 seed found, 1 not.\n  "doi:10.9999/none": No article of this graph has this DOI.\n');
  // What an earlier search has written, and what `identifiers --csv` writes.
  await search('--seeds', at('seeds.txt'), '--out', at('earlier'));
  const again = await search('--seeds', at('seeds.txt'), '--known', join(at('earlier'), 'candidates.csv'), '--json');
  // One of the ten has no identifier by which it could be named.
  expect(JSON.parse(again.out).totals).toMatchObject({ known: 9, new: 1 });
  const { out: csv } = await finish(['identifiers', '--scheme', 'all', '--csv', '--data-dir', dataDir]);
  writeFileSync(at('all.csv'), csv);
  const all = await search('--seeds', at('all.csv'), '--json');
  expect([all.code, JSON.parse(all.out).seeds.length]).toEqual([0, csv.trim().split('\n').length - 1]);
  writeFileSync(at('broken.csv'), 'pmid;doi\n33349761;\n');
  expect((await search('--seeds', at('broken.csv'))).err).toMatch(/the columns are not separated by commas/);
});

test('seeds can come from standard input', async () => {
  const started = run(['citation-search', '--seeds', '-', '--backward', '--json', '--data-dir', dataDir], {}, 'pipe');
  started.child.stdin!.end('33349761\n');
  expect(await started.ended).toBe(0);
  expect(JSON.parse(started.output.out).rounds).toMatchObject([{ raw: 5, new: 5 }]);
});

test.each([
  [[], 2, /--seeds is missing/],
  [['--seeds', 'no-such-file'], 1, /no-such-file cannot be read; give a text file/],
  [['--seeds', '/dev/null'], 1, /`seeds` is empty; give the PMID/],
  [['--seeds', 'SEEDS', '--rounds', '9'], 1, /`iterations` is 9; it must be a whole number from 1 to 4/],
  [['--seeds', 'SEEDS', '--from-year', '2020', '--to-year', '2010'], 2, /--from-year is 2020, which is after --to-year, 2010/],
  [['--seeds', 'SEEDS', '--rounds', 'x'], 2, /--rounds is "x", but must be a whole number/],
  [['--seeds', 'SEEDS', '--out', '/dev/null/x'], 1, /Nothing can be written to/],
])('%j ends with %i', async (args, code, message) => {
  const ended = await search(...args.map((one) => (one === 'SEEDS' ? at('seeds.txt') : one)));
  expect([ended.code, ended.err]).toEqual([code, expect.stringMatching(message)]);
});

test('explains itself', async () => {
  const { code, out } = await finish(['citation-search', '--help']);
  expect(code).toBe(0);
  expect(out).toMatch(/Examples:\n {2}meded-graph citation-search --seeds seeds\.txt --both --rounds 2 --out search\//);
});

test('takes the filters of the API, as options and as JSON, and the report repeats them', async () => {
  const totals = async (...args: string[]) => {
    const { code, out, err } = await search('--seeds', at('seeds.txt'), '--json', ...args);
    if (code !== 0) throw new Error(err);
    const { totals: found } = JSON.parse(out);
    return { new: found.new, filtered: found.filtered };
  };
  expect(await totals()).toMatchObject({ new: 10, filtered: 0 });
  // Of the ten works around the review five were published before 2020.
  expect(await totals('--to-year', '2019')).toMatchObject({ new: 5, filtered: 5 });
  expect(await totals('--from-year', '2017', '--to-year', '2017')).toMatchObject({ new: 2, filtered: 8 });
  expect(await totals('--filter', '{"publicationYear": {"to": 2019}}')).toMatchObject({ new: 5, filtered: 5 });
  expect(await totals('--words', 'wellness', '--filter', '{"not": {"publicationYear": {"from": 2020}}}')).toMatchObject({
    new: 2,
  });
  // As in the API: nothing is about a topic that is not there.
  expect(await totals('--topic', 'Nowhere')).toMatchObject({ new: 0, filtered: 10 });
  const report = await search('--seeds', at('seeds.txt'), '--to-year', '2019', '--type', 'Review', '--out', at('filtered'));
  expect(report.code).toBe(0);
  expect(readFileSync(join(at('filtered'), 'report.md'), 'utf8')).toContain(
    // Brackets are escaped there.
    '{"publicationYear":{"to":2019},"publicationTypes":\\["Review"\\]}',
  );
}, 60_000);

test('names what is wrong with a filter', async () => {
  const wrong = async (...args: string[]) => {
    const { code, err } = await search('--seeds', at('seeds.txt'), ...args);
    return [code, err];
  };
  expect(await wrong('--filter', '[1]')).toEqual([2, expect.stringContaining('--filter must be a JSON object')]);
  expect(await wrong('--filter', '{"year": 3}')).toEqual([
    1,
    expect.stringMatching(/filter is wrong: Field "year" is not defined/),
  ]);
  expect(await wrong('--filter', '{"text": "x"}', '--words', 'y')).toEqual([2, expect.stringContaining('--filter has text')]);
}, 60_000);
