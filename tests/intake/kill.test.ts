import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { listImports } from '../../src/ledger/imports.js';
import { openStore } from '../../src/store/open.js';
import { graphText } from '../derive/importing.js';
import { importMixed, mixedLibrary, randomNumbers } from './mixed-library.js';

const CHILD = fileURLToPath(new URL('kill-child.js', import.meta.url));

/** Runs the child and kills it without warning so many milliseconds after it began. Answers whether it was done before. */
async function killed(dataDir: string, seed: number, after: number): Promise<boolean> {
  const child = spawn(process.execPath, [CHILD, dataDir, String(seed)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (said === '') setTimeout(() => child.kill('SIGKILL'), after);
    said += text;
  });
  await ended;
  expect(said).toMatch(/^begun\n/);
  return said.includes('done\n');
}

describe('an import that is killed', () => {
  test('and begun again at any time gives the graph of one that was not', async () => {
    const whole = mkdtempSync(join(tmpdir(), 'meded-kill-'));
    const folders = [whole];
    const all = await mixedLibrary();
    try {
      const store = await openStore({ engine: 'sqlite', dataDir: whole });
      const began = Date.now();
      await importMixed(store, all);
      const patience = Math.max(500, 3 * (Date.now() - began));
      const expected = await graphText(store);
      await store.close();
      for (let seed = 0; seed < 4; seed++) {
        const random = randomNumbers(seed);
        const dataDir = mkdtempSync(join(tmpdir(), 'meded-kill-'));
        folders.push(dataDir);
        for (let turn = 0; turn < 4; turn++) if (await killed(dataDir, seed, random() * patience)) break;
        const after = await openStore({ engine: 'sqlite', dataDir });
        await importMixed(after, all);
        const statuses = (await listImports(after, { after: null, limit: 1_000 })).map(({ status }) => status);
        expect(statuses.filter((status) => status !== 'FINISHED' && status !== 'INTERRUPTED')).toEqual([]);
        expect({ seed, text: await graphText(after) }).toEqual({ seed, text: expected });
        await after.close();
      }
    } finally {
      for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    }
  }, 300_000);
});
