import { describe, expect, test } from '@jest/globals';
import { wholeProgress } from '../../src/cli/import-progress.js';
import { ProgressShow, progressLine, type Progress } from '../../src/cli/progress.js';
import { clipped, count, csvRow, duration, number, placeOf, shown, size } from '../../src/cli/text.js';
import { identifiers } from '../../src/import/identifiers.js';
import type { ImportProgress } from '../../src/import/report.js';
import { readText, recordsOf } from '../import/text-input.js';

const reading = (done: number, bytesDone: number, bytesTotal: number | null = 10_000_000): Progress => ({
  stage: 'READING', done, total: null, noun: 'record', file: 'a.xml', bytesDone, bytesTotal,
}); // prettier-ignore

describe('texts for people', () => {
  test('a title that a spreadsheet would run as a formula is told apart, and read as it was', async () => {
    const titles = ['=HYPERLINK("http://x")', '+1, and more', '-1', '@SUM(1)', "'tis tea", 'Tea = water'];
    const table = [csvRow(['pmid', 'title']), ...titles.map((title, i) => csvRow([String(i + 1), title]))];
    expect(table.slice(1, 3)).toEqual([`1,"'=HYPERLINK(""http://x"")"`, `2,"'+1, and more"`]);
    expect(table.slice(5)).toEqual(["5,'tis tea", '6,Tea = water']);
    expect(recordsOf(await readText(identifiers, table.join('\n'))).map(({ title }) => title)).toEqual(titles);
  });

  test('numbers, sizes, durations', () => {
    expect([0, 999, 1000, 1234567].map(number)).toEqual(['0', '999', '1,000', '1,234,567']);
    expect([count(1, 'record'), count(2000, 'record'), count(2, 'entry')]).toEqual(['1 record', '2,000 records', '2 entries']);
    expect([1, 999, 1000, 45_234_567, 3e9].map(size)).toEqual(['1 byte', '999 bytes', '1.0 kB', '45.2 MB', '3.0 GB']);
    expect([0.4, 59, 60, 3725].map(duration)).toEqual(['0 s', '59 s', '1 min 0 s', '1 h 2 min']);
  });
  test('what comes out of a file cannot command a terminal', () => {
    expect(shown('a\u001b[2Jb\n\tc\u0007')).toBe('a\ufffd[2Jb c\ufffd');
    expect(placeOf({ file: 'x\u001b.ris', line: 17, record: 3 })).toBe('x\ufffd.ris, line 17, record 3');
    expect(placeOf({ file: 'x.json', line: null, record: null })).toBe('x.json');
    expect([clipped('abc', 3), clipped('abcd', 3)]).toEqual(['abc', 'ab…']);
  });
});

describe('the line of progress', () => {
  test('of reading: records, rate, bytes done of all, time left, file', () => {
    expect(progressLine(reading(12_340, 4_000_000), 10)).toBe(
      'READING 12,340 records, 1,234/s, 4.0 MB of 10.0 MB (40 %), 15 s left, a.xml',
    );
  });
  test('of reading what has no known size', () => {
    expect(progressLine(reading(5, 4_000, null), 10)).toBe('READING 5 records, 0.5/s, 4.0 kB, a.xml');
  });
  test('says no rate in the first second', () => {
    expect(progressLine(reading(5, 4_000_000), 0.2)).toBe('READING 5 records, 4.0 MB of 10.0 MB (40 %), a.xml');
  });
  test('of building: how many of how many', () => {
    const building: Progress = { stage: 'BUILDING', done: 300, total: 1_200, noun: 'work' };
    expect(progressLine(building, 3)).toBe('BUILDING 300 of 1,200 works, 100/s, 9 s left');
  });
});

class FakeScreen {
  written: string[] = [];
  constructor(
    readonly isTTY: boolean,
    readonly columns = 80,
  ) {}
  write(text: string): boolean {
    this.written.push(text);
    return true;
  }
}

describe('showing progress', () => {
  test('elsewhere than on a terminal: a line every five seconds and at the end of a stage', () => {
    const screen = new FakeScreen(false);
    let now = 0;
    const show = new ProgressShow(screen, () => now);
    for (let i = 0; i <= 12; i++) {
      now = i * 1000;
      show.show(reading(i * 100, i * 500_000));
    }
    show.end();
    expect(screen.written).toEqual([
      'READING 500 records, 100/s, 2.5 MB of 10.0 MB (25 %), 15 s left, a.xml\n',
      'READING 1,000 records, 100/s, 5.0 MB of 10.0 MB (50 %), 10 s left, a.xml\n',
      'READING 1,200 records, 100/s, 6.0 MB of 10.0 MB (60 %), 8 s left, a.xml\n',
    ]);
  });
  test('on a terminal: one line, written over, as wide as the window, wiped off at the end', () => {
    const screen = new FakeScreen(true, 30);
    let now = 0;
    const show = new ProgressShow(screen, () => now);
    show.show(reading(1, 1_000_000));
    now = 50;
    show.show(reading(2, 2_000_000));
    now = 200;
    show.show(reading(3, 3_000_000));
    show.say('Stopping.');
    show.end();
    expect(screen.written).toEqual([
      '\r\u001b[KREADING 1 record, 1.0 MB of …',
      '\r\u001b[KREADING 3 records, 3.0 MB of…',
      '\r\u001b[K',
      'Stopping.\n',
    ]);
  });
});

describe('progress of an import of several files', () => {
  const at = (file: string, bytesDone: number, done: number): ImportProgress => ({
    stage: 'READING', done, total: null, file, bytesDone, bytesTotal: 100,
  }); // prettier-ignore

  test('adds up the files that came before', () => {
    const whole = wholeProgress({ files: 2, bytes: 300 });
    whole(at('a', 60, 1));
    whole(at('a', 100, 2));
    expect(whole(at('b', 50, 3))).toEqual({
      stage: 'READING', done: 3, total: null, noun: 'record', file: 'b (2 of 2)', bytesDone: 150, bytesTotal: 300,
    }); // prettier-ignore
  });
});
