import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { builtFile, PACKAGE_ROOT } from '../src/root.js';

/** All files of the program, as written, under their names from `src`. */
const SOURCES = readdirSync(join(PACKAGE_ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({ name, text: readFileSync(join(PACKAGE_ROOT, 'src', name), 'utf8') }));

/** What the program starts: threads and processes. */
const STARTED = SOURCES.flatMap(({ text }) => [...text.matchAll(/builtFile\('([^']+)'\)/g)].map(([, name]) => name!));

test('no file but one asks where it lies: the program is built into files that lie elsewhere', () => {
  expect(SOURCES.filter(({ text }) => text.includes('import.meta')).map(({ name }) => name)).toEqual(['root.ts']);
});

test('every file that is started is there, built with all that it imports', () => {
  expect(STARTED.length).toBeGreaterThan(5);
  for (const name of [...STARTED, 'cli/main.js']) {
    const file = builtFile(name);
    expect([name, existsSync(file)]).toEqual([name, true]);
    // Of our own code it imports nothing but the pieces that several of them share.
    const ours = [...readFileSync(file, 'utf8').matchAll(/^(?:import|\} from) .*?"(\.[^"]+)"/gm)].map(([, path]) => path!);
    expect([name, ours.filter((path) => !/\/pieces\//.test(path))]).toEqual([name, []]);
  }
});
