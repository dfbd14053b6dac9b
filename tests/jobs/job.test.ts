import { describe, expect, test } from '@jest/globals';
import { hostname } from 'node:os';
import { NO_COUNTS, type FileReport, type ImportReport } from '../../src/import/report.js';
import { NOTHING_REACHED, addedUp, hasGone, newJob, reachedAfter } from '../../src/jobs/job.js';
import { reportOf } from './fake-runner.js';

function file(name: string, read: number, more: Partial<FileReport> = {}): FileReport {
  return {
    ...NO_COUNTS,
    read,
    new: read,
    name,
    format: 'ris',
    importId: `import of ${name}`,
    sha256: 'hash',
    problem: null,
    ...more,
  };
}
function part(...files: FileReport[]): ImportReport {
  const read = files.reduce((sum, one) => sum + one.read, 0);
  return { ...reportOf(read, { finished: false }), files };
}
const open = { sha256: null };

describe('where the next part begins', () => {
  test('in the middle of the file that was stopped', () => {
    expect(reachedAfter(NOTHING_REACHED, part(file('a', 10), file('b', 4, open)))).toEqual({
      filesDone: 1,
      skip: 4,
      continues: 'import of b',
    });
  });
  test('further in the same file, when that is stopped again', () => {
    const before = { filesDone: 1, skip: 4, continues: 'import of b' };
    expect(reachedAfter(before, part(file('b', 3, open)))).toEqual({ filesDone: 1, skip: 7, continues: 'import of b' });
  });
  test('not beyond what is there: a file whose import was undone was read from its beginning', () => {
    const before = { filesDone: 1, skip: 4, continues: 'import of b' };
    const again = file('b', 3, { ...open, importId: 'another import of b' });
    expect(reachedAfter(before, part(again))).toEqual({ filesDone: 1, skip: 3, continues: 'another import of b' });
  });
  test('in a later file, after the one that went on', () => {
    const before = { filesDone: 1, skip: 4, continues: 'import of b' };
    expect(reachedAfter(before, part(file('b', 6), file('c', 2, open)))).toEqual({
      filesDone: 2,
      skip: 2,
      continues: 'import of c',
    });
  });
  test('behind files that are done or refused as a whole', () => {
    const refused = file('bad', 1, { sha256: null, problem: 'no format', importId: null });
    expect(reachedAfter(NOTHING_REACHED, part(file('a', 10), refused))).toEqual({ filesDone: 2, skip: 0, continues: null });
  });
  test('where it was, when no file was begun', () => {
    const before = { filesDone: 1, skip: 4, continues: 'import of b' };
    expect(reachedAfter(before, part())).toBe(before);
  });
});

describe('the report of all parts', () => {
  const first = { ...reportOf(3, { refused: 1, finished: false }), warningCount: 2, possibleDuplicates: 1 };
  test('adds up, and counts a file that went on once', () => {
    const second = { ...reportOf(5, { refused: 2 }), warningCount: 1, possibleDuplicates: 2 };
    const whole = addedUp(first, second, 'import-1');
    expect(whole).toMatchObject({
      read: 11,
      new: 8,
      refused: 3,
      warningCount: 3,
      possibleDuplicates: 3,
      finished: true,
      resume: null,
    });
    expect(whole.files).toHaveLength(1);
    expect(whole.files[0]).toMatchObject({ read: 11, new: 8, refused: 3, sha256: 'f'.repeat(64) });
    expect(whole.refusals).toHaveLength(3);
  });
  test('of a file that was read anew has the later part alone', () => {
    const whole = addedUp(first, reportOf(9, { importId: 'import-2' }), 'import-1');
    expect(whole).toMatchObject({ read: 9, new: 9, refused: 0, refusals: [] });
    expect(whole.files).toHaveLength(1);
  });
  test('of a file that turned out bad has one record, refused', () => {
    const bad = { ...reportOf(0, { refused: 1 }) };
    bad.files[0] = { ...bad.files[0]!, problem: 'broken', sha256: null };
    expect(addedUp(first, bad, 'import-1')).toMatchObject({ read: 1, new: 0, refused: 1 });
  });
  test('lists the files of all parts', () => {
    const before = part(file('a', 10), file('b', 4, open));
    const whole = addedUp(before, part(file('b', 6), file('c', 1)), 'import of b');
    expect(whole.files.map(({ name, read }) => [name, read])).toEqual([
      ['a', 10],
      ['b', 10],
      ['c', 1],
    ]);
    expect(whole.read).toBe(21);
  });
});

describe('a process that runs a job', () => {
  const began = new Date();
  const at = new Date(began.getTime() + 5).toISOString();
  const earlier = new Date(began.getTime() - 5).toISOString();
  const old = new Date(began.getTime() - 61_000).toISOString();
  test.each([
    ['this one', { host: hostname(), pid: process.pid, at }, false],
    ['one before this that had its number', { host: hostname(), pid: process.pid, at: earlier }, true],
    ['another of this machine', { host: hostname(), pid: process.ppid, at: earlier }, false],
    ['one of this machine that is no more', { host: hostname(), pid: 2 ** 22 + 1, at }, true],
    ['one of another machine', { host: 'elsewhere', pid: 2 ** 22 + 1, at: earlier }, false],
    ['one of another machine that is silent', { host: 'elsewhere', pid: 1, at: old }, true],
    ['none', null, true],
  ])('%s', (_, runner, gone) => {
    expect(hasGone(runner, began)).toBe(gone);
  });
});

test('ids of jobs are in the order in which they were made', () => {
  const about = { fileName: 'a', bytes: 1, format: null };
  const [one, other] = [newJob(about, new Date(1_000)), newJob(about, new Date(2_000))];
  expect(one.id < other.id).toBe(true);
  expect(one.id).toMatch(/^19700101T000001000Z-[0-9a-f]{16}$/);
});
