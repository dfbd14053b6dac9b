import { describe, expect, test } from '@jest/globals';
import { bylinesAtHand, type BylineReads } from '../../src/snapshot/bylines.js';
import { until } from '../jobs/fake-runner.js';

/** A work of two authors, which changes when it is told to. */
function literature() {
  const told = { version: 1, scans: 0 };
  const store = {
    can: { snapshotReads: true },
    graphVersion: async () => told.version,
    describe: async () => ({ counts: { authors: 2, authorships: 2 } }),
    scanBylines: async () => {
      told.scans++;
      return { keys: ['a', 'b'], offsets: Uint32Array.of(0, 2), authors: Uint32Array.of(0, 1) };
    },
  } as unknown as BylineReads;
  return { store, told };
}

/** For what was begun and is not waited for. */
const aWhile = () => new Promise((resolve) => setTimeout(resolve, 20));

describe('bylines at hand', () => {
  test('are read when they are missed a second time, and kept for one version of the graph', async () => {
    const { store, told } = literature();
    const bylines = bylinesAtHand(store, 1e6);
    expect(await bylines.now()).toBeNull();
    await aWhile();
    expect(told.scans).toBe(0);
    expect(await bylines.now()).toBeNull();
    await until(async () => (await bylines.now()) !== null);
    expect((await bylines.now())!.keys).toEqual(['a', 'b']);
    expect(told.scans).toBe(1);

    told.version = 2;
    expect(await bylines.now()).toBeNull();
    await aWhile();
    expect(told.scans).toBe(1);
  });

  test('are those that something else has read', async () => {
    const { store, told } = literature();
    const bylines = bylinesAtHand(store, 1e6);
    expect(await bylines.now()).toBeNull();
    expect(await bylines.read()).toBe(await bylines.now());
    expect(told.scans).toBe(1);
  });

  test('that were read while somebody wrote are not kept', async () => {
    const { store, told } = literature();
    const scan = store.scanBylines;
    store.scanBylines = () => (told.version++, scan());
    const bylines = bylinesAtHand(store, 1e6);
    await bylines.read();
    expect(await bylines.now()).toBeNull();
  });

  test('are done without where they would take more memory than is allowed', async () => {
    const { store, told } = literature();
    const bylines = bylinesAtHand(store, 100);
    for (let time = 0; time < 3; time++) {
      expect(await bylines.now()).toBeNull();
      await aWhile();
    }
    expect(told.scans).toBe(0);
    await expect(bylines.read()).rejects.toMatchObject({ code: 'TOO_LARGE' });
  });
});
