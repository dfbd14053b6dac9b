import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { PACKAGE_ROOT } from '../../src/root.js';
import { SMALL_LIBRARY, TWO_WORKS } from '../ledger/import-texts.js';
import { endAll, finish, run } from './run.js';

const BAD_RIS = 'TY  - JOUR\nTI  - A good one\nPY  - 2020\nER  - \n\nTY  - JOUR\nTI  - Bad \ufffd bytes\nER  - \n';

let folder: string;
let graphs = 0;
const newGraph = () => join(folder, `graph-${(graphs += 1)}`);
const file = (name: string, text: string | Buffer): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'meded-import-'));
  for (const [name, text] of Object.entries(SMALL_LIBRARY)) file(name, text);
  file('bad.ris', BAD_RIS);
});
afterEach(endAll);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => join(folder, name);
const json = async (args: string[]) => {
  const { code, out, err } = await finish([...args, '--json']);
  return { code, err, report: JSON.parse(out) };
};

describe('import', () => {
  test('--json answers one object whose counts add up', async () => {
    const { code, report } = await json([
      'import',
      '--data-dir',
      newGraph(),
      at('two.nbib'),
      at('citations.jsonl'),
      at('bad.ris'),
    ]);
    expect(code).toBe(3);
    expect(report).toMatchObject({ read: 6, new: 3, merged: 2, unchanged: 0, refused: 1, finished: true, resume: null });
    expect(report.refusals).toEqual([{ file: at('bad.ris'), line: 6, record: 2, reason: expect.stringContaining('U+FFFD') }]);
    expect(
      report.files.map(({ name, format, read, refused, problem }: Record<string, unknown>) => [
        name,
        format,
        read,
        refused,
        problem,
      ]),
    ).toEqual([
      [at('two.nbib'), 'nbib', 2, 0, null],
      [at('citations.jsonl'), 'openalex', 2, 0, null],
      [at('bad.ris'), 'ris', 2, 1, null],
    ]);
    expect(report.files[0].sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(report.merges).toHaveLength(2);
    expect(report.merges[0]).toMatchObject({
      record: expect.any(String),
      into: 'pmid:102',
      why: expect.arrayContaining(['same DOI']),
    });
    expect(Object.keys(report).sort()).toEqual(
      ['files', 'finished', 'merged', 'merges', 'new', 'possibleDuplicates', 'read', 'refusals', 'refused', 'resume', 'unchanged', 'warningCount', 'warnings'],
    ); // prettier-ignore
  });

  test('a second time everything is unchanged', async () => {
    const graph = newGraph();
    await json(['import', '--data-dir', graph, at('two.nbib')]);
    const { code, report } = await json(['import', '--data-dir', graph, at('two.nbib')]);
    expect([code, report.read, report.unchanged, report.new]).toEqual([0, 2, 2, 0]);
    const anew = await json(['import', '--anew', '--data-dir', graph, at('two.nbib')]);
    expect([anew.code, anew.report.unchanged]).toEqual([0, 2]);
    expect(anew.report.files[0].importId).not.toBe(report.files[0].importId);
  });

  test('a dry run writes nothing, and says so', async () => {
    const graph = newGraph();
    const { code, out } = await finish(['import', '--dry-run', '--data-dir', graph, at('two.nbib')]);
    expect(code).toBe(0);
    expect(out).toMatch(
      /^A dry run: nothing was written\..*\nRecords of 1 file: 2 read: 2 new, 0 merged, 0 unchanged, 0 refused\.\n/,
    );
    expect(existsSync(graph)).toBe(false);
    await finish(['import', '--data-dir', graph, at('bad.ris')]);
    const before = (await finish(['stats', '--json', '--data-dir', graph])).out;
    const onTop = await json(['import', '--dry-run', '--data-dir', graph, at('two.nbib'), at('bad.ris')]);
    expect([onTop.report.new, onTop.report.unchanged]).toEqual([2, 1]);
    expect((await finish(['stats', '--json', '--data-dir', graph])).out).toBe(before);
  });

  test('the report for people has counts, refusals with their places, and what was merged why', async () => {
    const { code, out, err } = await finish([
      'import',
      '--data-dir',
      newGraph(),
      at('two.nbib'),
      at('citations.jsonl'),
      at('bad.ris'),
    ]);
    expect(code).toBe(3);
    expect(out).toMatch(/^Records of 3 files: 6 read: 3 new, 2 merged, 0 unchanged, 1 refused\.\n/);
    expect(out).toMatch(/\nRefused \(1\):\n {2}.*bad\.ris, line 6, record 2: .*U\+FFFD/);
    expect(out).toMatch(/\nMerged \(2\):\n {2}\S.* → pmid:102: .*same DOI/);
    expect(err).toMatch(/READING 6 records/);
    expect(err).toMatch(/BUILDING \d+ of \d+ works/);
    for (const control of ['\u001b', '\r']) expect(`${out}${err}`).not.toContain(control);
  });

  test('a file that is refused whole is told of, and the others go in', async () => {
    const { code, report } = await json([
      'import',
      '--data-dir',
      newGraph(),
      file('letter.txt', 'Dear colleague,\n'),
      at('two.nbib'),
    ]);
    expect(code).toBe(3);
    expect(report).toMatchObject({ read: 3, new: 2, refused: 1 });
    expect(report.files[0]).toMatchObject({
      format: null,
      importId: null,
      problem: expect.stringMatching(/letter\.txt: the format is not known/),
    });
    expect(report.refusals).toHaveLength(1);
  });

  test('--json leaves no refusal out, however many', async () => {
    const lines = Array.from({ length: 2_500 }, (_, i) => `not an identifier ${i}`);
    const { code, report } = await json([
      'import',
      '--format',
      'identifiers',
      '--data-dir',
      newGraph(),
      file('ids.txt', `33349761\n${lines.join('\n')}\n`),
    ]);
    expect([code, report.read, report.new, report.refused, report.refusals.length]).toEqual([3, 2_501, 1, 2_500, 2_500]);
    expect(report.refusals[2_499]).toMatchObject({ line: 2_501 });
  });

  test('standard input and folders', async () => {
    const graph = newGraph();
    const main = join(PACKAGE_ROOT, 'dist', 'src', 'cli', 'main.js');
    const { status, stdout } = spawnSync(process.execPath, [main, 'import', '--json', '--data-dir', graph, '-'], {
      input: TWO_WORKS,
      encoding: 'utf8',
    });
    expect([status, JSON.parse(stdout).new, JSON.parse(stdout).files[0].name]).toEqual([0, 2, 'standard input']);
    mkdirSync(at('inbox'));
    file('inbox/a.nbib', TWO_WORKS);
    const { report } = await json(['import', '--data-dir', graph, at('inbox')]);
    expect([report.unchanged, report.files[0].name]).toEqual([2, at('inbox/a.nbib')]);
  });

  test('a path that is not there ends it before anything is read', async () => {
    const graph = newGraph();
    const { code, out, err } = await finish(['import', '--data-dir', graph, at('two.nbib'), at('nothing.ris')]);
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/^meded-graph: .*nothing\.ris: there is no such file or folder\.\n$/);
  });
});

/** A word made of a number: titles of such words are not alike. */
const word = (number: number): string =>
  createHash('sha256').update(String(number)).digest('hex').replace(/\d/g, (digit) => 'ghijklmnop'[Number(digit)]!).slice(0, 9); // prettier-ignore

/** Records of works that have nothing in common, so many that there is time to press Ctrl-C. */
function manyRecords(count: number): string {
  const title = (i: number) => [0, 1, 2, 3, 4].map((n) => word(i * 5 + n)).join(' ');
  return Array.from({ length: count }, (_, i) => `PMID- ${1_000_000 + i}\nTI  - ${title(i)}\nFAU - ${word(-i)}, Ann\n\n`).join(
    '',
  );
}

/** Waits until the program has opened its graph and begun. */
async function begun(graph: string): Promise<void> {
  while (!existsSync(join(graph, 'graph.sqlite'))) await new Promise((resolve) => setTimeout(resolve, 20));
  await new Promise((resolve) => setTimeout(resolve, 1_000));
}

describe('Ctrl-C', () => {
  const MANY = 10_000;

  test('stops after the batch in hand, says how to go on, and loses nothing', async () => {
    const graph = newGraph();
    const path = file('many.nbib', manyRecords(MANY));
    const started = run(['import', '--json', '--data-dir', graph, path]);
    await begun(graph);
    started.child.kill('SIGINT');
    expect(await started.ended).toBe(130);
    expect(started.output.err).toMatch(/Stopping after the batch in hand; Ctrl-C again ends at once\.\n/);
    const report = JSON.parse(started.output.out);
    expect(report).toMatchObject({ finished: false, resume: expect.any(String), refused: 0 });
    expect(report.read).toBe(report.new + report.merged + report.unchanged);
    expect(report.read).toBeLessThan(MANY);
    const again = await json(['import', '--data-dir', graph, path]);
    expect(again.code).toBe(0);
    expect(again.report).toMatchObject({ read: MANY, finished: true });
    expect(again.report.unchanged).toBeGreaterThanOrEqual(report.read);
    const verified = await finish(['verify', '--data-dir', graph]);
    expect([verified.code, verified.out]).toEqual([0, expect.stringMatching(/Looked at 10,000 articles[^]*No problem found\./)]);
  }, 120_000);

  test('stops at once where it waits for input: before the first byte, and behind some records', async () => {
    for (const [given, read] of [
      ['', 0],
      [TWO_WORKS + TWO_WORKS.replaceAll('PMID- 10', 'PMID- 20'), expect.any(Number)],
    ] as const) {
      const graph = newGraph();
      const started = run(['import', '--json', '--data-dir', graph, '-'], {}, 'pipe');
      started.child.stdin!.write(given);
      await begun(graph);
      const signalled = performance.now();
      started.child.kill('SIGINT');
      expect(await started.ended).toBe(130);
      expect(performance.now() - signalled).toBeLessThan(2_000);
      expect(JSON.parse(started.output.out)).toMatchObject({ read, refused: 0, finished: false });
      const { code, report } = await json(['import', '--data-dir', graph, at('two.nbib')]);
      expect([code, report.read, report.refused, report.finished]).toEqual([0, 2, 0, true]);
    }
  }, 60_000);

  test('a second one ends it at once, also in the middle of a batch, and the graph can be written to again', async () => {
    const graph = newGraph();
    const started = run(['import', '--format', 'nbib', '--data-dir', graph, '-'], {}, 'pipe');
    await begun(graph);
    // Somebody else is in the middle of a write, so that the batch in hand cannot be written.
    const other = new Database(join(graph, 'graph.sqlite'));
    other.exec('BEGIN IMMEDIATE');
    started.child.stdin!.end(TWO_WORKS);
    await new Promise((resolve) => setTimeout(resolve, 500));
    started.child.kill('SIGTERM');
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(started.child.exitCode).toBeNull();
    const signalled = performance.now();
    started.child.kill('SIGTERM');
    expect(await started.ended).toBe(130);
    expect(performance.now() - signalled).toBeLessThan(2_000);
    // It has not waited for the other one, who writes still.
    other.exec('ROLLBACK').close();
    expect(started.output.err).toMatch(/^meded-graph: Stopped\. The same command again goes on\.\n$/m);
    expect(started.output.err).not.toMatch(/FATAL|abort/i);
    // Without a report: it did not come to its end.
    expect(started.output.out).toBe('');
    const { code, report } = await json(['import', '--data-dir', graph, at('two.nbib')]);
    expect([code, report.read, report.refused, report.finished]).toEqual([0, 2, 0, true]);
  }, 60_000);
});
