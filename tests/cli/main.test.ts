import { describe, expect, test } from '@jest/globals';
import { finish } from './run.js';

const COMMANDS = [
  'serve',
  'import',
  'harvest',
  'imports',
  'duplicates',
  'authors',
  'decisions',
  'analyses',
  'identifiers',
  'stats',
  'verify',
  'reindex',
  'backup',
  'restore',
];
const BELOW = {
  imports: ['list', 'show', 'undo'],
  analyses: ['list', 'run'],
  duplicates: ['list', 'show', 'merge', 'split', 'refuse'],
  authors: ['find', 'show', 'merge', 'split'],
  decisions: ['list', 'undo'],
};
const EVERY = [
  ...COMMANDS.map((name) => [name]),
  ...Object.entries(BELOW).flatMap(([name, commands]) => commands.map((below) => [name, below])),
];

describe('help', () => {
  test.each([[[]], [['--help']], [['help']]])('%j lists the commands', async (args) => {
    const { code, out, err } = await finish(args);
    expect([code, err]).toEqual([0, '']);
    const listed = [...out.matchAll(/^ {2}([a-z]+) {2,}\S/gm)].map(([, name]) => name);
    expect(listed).toEqual(COMMANDS);
    expect(out).toMatch(/Exit codes:\n {2}0 {4}All went well\.\n {2}1 [^]* 2 [^]* 3 [^]* 78 [^]* 130 /);
  });

  test.each(EVERY)('of %s %s has usage, options, exit codes and examples', async (...path) => {
    const { code, out, err } = await finish([...path, '--help']);
    expect([code, err]).toEqual([0, '']);
    const name = path.join(' ');
    expect(out).toMatch(new RegExp(`^Usage: meded-graph ${name}`));
    expect(out).toMatch(/Exit codes:\n {2}0 {4}/);
    expect(out).toMatch(new RegExp(`Examples:\n(?: {2}.*\n)*? {2}.*meded-graph ${name}`));
    if (!(name in BELOW)) expect(out).toMatch(/Options:\n[^]* --data-dir FOLDER [^]* --help /);
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(140);
    expect(await finish(['help', ...path])).toMatchObject({ code: 0, out });
  });

  test('of a group lists its commands', async () => {
    for (const [name, commands] of Object.entries(BELOW)) {
      const { out } = await finish([name, '--help']);
      expect([...out.matchAll(/^ {2}([a-z]+) {2,}\S/gm)].map(([, one]) => one)).toEqual(commands);
    }
  });

  test('--version', async () => {
    expect((await finish(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('wrong use ends with exit code 2 and a hint', () => {
  test.each([
    [['improt'], 'There is no command "improt". There are: serve, import,'],
    [['serve', '--prot', '1'], "Unknown option '--prot'"],
    [['serve', 'now'], "Unexpected argument 'now'"],
    [['import'], 'FILE… is missing: Files, folders'],
    [['import', ''], 'An argument is empty; expected FILE…'],
    [['import', '--format', 'word', 'x'], '--format is "word", but must be pubmed-xml, nbib, ris,'],
    [['import', '--json=yes', 'x'], "Option '--json' does not take an argument"],
    [['duplicates'], '`duplicates` needs a command behind it: list, show, merge, split, refuse'],
    [['duplicates', 'join'], 'There is no command "duplicates join". There are: list, show, merge, split, refuse'],
    [['duplicates', 'list', '--first', 'all'], '--first is "all", but must be a whole number from 1 on'],
    [['duplicates', 'split'], 'WORK [RECORD…] is missing'],
    [['authors', 'merge', 'a'], 'AUTHOR AUTHOR… is missing'],
    [['imports', 'undo'], 'IMPORT is missing'],
    [['imports', 'undo', 'a', 'b'], "Unexpected argument 'b'"],
    [['identifiers', '--scheme', 'isbn'], '--scheme is "isbn", but must be pmid, doi,'],
    [['identifiers', '--csv', '--json'], '--csv and --json are two forms'],
    [['identifiers', '--full', '--stubs'], '--full and --stubs leave nothing'],
    [['backup'], 'FILE is missing'],
    [['restore'], 'FILE is missing'],
  ])('%j', async (args, message) => {
    const { code, out, err } = await finish(args);
    expect([code, out]).toEqual([2, '']);
    expect(err.startsWith(`meded-graph: ${message}`)).toBe(true);
    expect(err).toMatch(/Try `meded-graph [a-z -]*--help`\.\n$/);
    expect(err.trim()).not.toContain('\n');
  });
});

test('a setting that cannot be used ends every command with exit code 78', async () => {
  for (const args of [['import', 'package.json'], ['stats'], ['verify'], ['duplicates', 'list'], ['identifiers']]) {
    const { code, out, err } = await finish([...args, '--data-dir', 'package.json']);
    expect([code, out]).toEqual([78, '']);
    expect(err).toMatch(/^meded-graph: The data folder ".*package\.json" cannot be used: it is a file\./);
  }
});
