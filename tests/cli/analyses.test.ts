import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { ANALYSES } from '../../src/analysis/index.js';
import { loadSeed } from '../../src/intake/seed.js';
import { openStore } from '../../src/store/open.js';
import { endAll, finish } from './run.js';

let dataDir: string;
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'meded-analyses-'));
  const store = await openStore({ engine: 'sqlite', dataDir });
  await loadSeed(store);
  await store.close();
});
afterEach(endAll);
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const analyse = (...args: string[]) => finish(['analyses', 'run', '--data-dir', dataDir, ...args]);
const REVIEW = 'pmid:33349761';

test('all are listed with settings and what they answer, with no command named too', async () => {
  const { code, out } = await finish(['analyses']);
  expect(code).toBe(0);
  for (const { id, title, paper, parameters, outputs } of ANALYSES) {
    expect(out).toContain(`${id}  ${title}\n`);
    expect(out).toContain(`  Paper: ${paper}\n`);
    for (const one of parameters) expect(out).toContain(`  --param ${one.id}=${one.default}  ${one.title} (`);
    for (const one of outputs) expect(out).toContain(`  ${one.id}: ${one.title}`);
  }
  expect((await finish(['analyses', 'list'])).out).toBe(out);
  const listed = JSON.parse((await finish(['analyses', '--json'])).out);
  expect(listed.map(({ id }: { id: string }) => id)).toEqual(ANALYSES.map(({ id }) => id));
  expect((await finish(['analyses', '--help'])).out).toContain('Without a command it lists them.');
}, 30_000);

test('a measure ranks the works, each with its year and title', async () => {
  const { code, out } = await analyse('LOCAL_CITATIONS', '--first', '1');
  expect(code).toBe(0);
  expect(out).toMatch(/^How it was computed: withoutScore 0\n\nCiting works in this graph \(1 of 11 rows\)\n/);
  expect(out).toMatch(/\n {2}1 {5}5 {6}95\.45 {7}pmid:33349761 {2}2020 {2}Peer Mentoring in Medical Residency/);
  const answer = JSON.parse((await analyse('PAGERANK', '--param', 'damping=0.5', '--first', '1', '--json')).out);
  // As for 0.85: whoever is not cited has b, and all eleven add up to 1.
  const b = 1 / (5 + 3.5 + 5 * (1 + 0.1 * 3.5));
  expect(answer).toMatchObject({ analysis: 'PAGERANK', settings: { damping: 0.5 }, score: { total: 11, first: [{ rank: 1, work: REVIEW }] } }); // prettier-ignore
  expect(answer.score.first[0].score).toBeCloseTo(3.5 * b, 8);
}, 30_000);

test('every analysis runs, and answers each of its outputs', async () => {
  for (const { id, outputs } of ANALYSES) {
    const { code, out } = await analyse(id, '--json');
    expect([id, code]).toEqual([id, 0]);
    expect(Object.keys(JSON.parse(out))).toEqual(expect.arrayContaining(outputs.map((one) => one.id)));
    const text = await analyse(id);
    for (const { title } of outputs) expect(text.out).toContain(title);
  }
}, 180_000);

test('works stand under their keys, counts of works stay numbers', async () => {
  const path = JSON.parse((await analyse('main-path', '--json')).out);
  expect(path).toMatchObject({ total: '25', tied: '25', workCount: 3, droppedCitations: 0 });
  expect(path.works.first[1]).toEqual({ work: REVIEW });
  expect(path.citations.first[0]).toMatchObject({ citing: REVIEW, weight: '5' });
  const years = JSON.parse((await analyse('REFERENCE_YEARS', '--first', '100', '--json')).out).years.first;
  expect(years.find(({ year }: { year: number }) => year === 2020)).toMatchObject({
    references: 5,
    articles: 1,
    mostCited: [REVIEW],
  });
}, 30_000);

test('what is wrong is told', async () => {
  const unknown = await analyse('FAME');
  expect([unknown.code, unknown.err]).toEqual([2, expect.stringContaining('There is no analysis "FAME". There are: LOCAL_')]);
  expect((await analyse('PAGERANK', '--param', 'damping')).err).toContain('must be NAME=VALUE');
  const setting = await analyse('PAGERANK', '--param', 'damping=2');
  expect([setting.code, setting.err]).toEqual([1, expect.stringContaining('damping is a number from 0 to 0.99.')]);
  const memory = await finish(['analyses', 'run', 'PAGERANK', '--data-dir', dataDir], { ANALYSIS_MEMORY: '1000' });
  expect([memory.code, memory.err]).toEqual([1, expect.stringMatching(/11 works and 10 citations takes about .* allows/)]);
}, 30_000);
