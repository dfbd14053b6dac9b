import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { harvest, type HarvestOptions } from '../../src/harvest/harvest.js';
import { openStore } from '../../src/store/open.js';
import type { GraphStore } from '../../src/store/store.js';
import { StandIn } from './stand-in.js';
import { worldOfSeed } from './world.js';

let standIn: StandIn;
let store: GraphStore;
let folder: string;

async function begin(world = worldOfSeed()): Promise<HarvestOptions> {
  folder = mkdtempSync(join(tmpdir(), 'meded-harvest-'));
  standIn = await StandIn.start(world);
  store = await openStore({ engine: 'sqlite', dataDir: join(folder, 'data') });
  return {
    seeds: ['pmid:33349761'], rounds: 1, direction: 'BOTH', sources: [], maxWorks: 1000,
    settings: standIn.settings(join(folder, 'cache')), limits: { spacingMs: 0, firstWaitMs: 1 },
  }; // prettier-ignore
}
afterEach(async () => {
  await store.close();
  await standIn.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('the harvest of the seed', () => {
  test('x', async () => {
    const options = await begin();
    const report = await harvest(store, options);
    void report;
    const n = standIn.received.length;
    const again = await harvest(store, options);
    console.log(standIn.asked().slice(n).join('\n'), JSON.stringify(again.disagreements));
    const all = await store.pages('allArticles', [''], { filter: null, order: { field: 'title', direction: 'ASC' }, page: { from: 'start', size: 50, after: null, before: null } });
    console.log(JSON.stringify(all[0]!.items.map(({ record }) => [record.key, record.status, record.title, record.identifiers.map(({ value }) => value), record.provenance.map(({ source }) => source), record.citedByCount, record.referenceCount]), null, 0).replaceAll('],["', '],\n["'));
    expect(standIn.received.length).toBe(n);
  });
});
