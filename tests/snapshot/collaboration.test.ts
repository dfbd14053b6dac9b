import { describe, expect, test } from '@jest/globals';
import { Collaborations, type CollaborationReads } from '../../src/snapshot/collaboration.js';

const AUTHORS = 1_000;
/** Numbers of one length, so that their order is that of the keys. */
const keys = Array.from({ length: AUTHORS }, (_, number) => `a${1_000 + number}`);

/** One work of all of them. */
function literature() {
  let scans = 0;
  const store = {
    graphVersion: async () => 1,
    describe: async () => ({ counts: { authors: AUTHORS, authorships: AUTHORS } }),
    scanBylines: async () => {
      scans++;
      return { keys, offsets: Uint32Array.of(0, AUTHORS), authors: Uint32Array.from(keys.keys()) };
    },
  } as unknown as CollaborationReads;
  return { store, scans: () => scans };
}

describe('the network of all coauthors', () => {
  test('is not read where its authors alone take more memory than is allowed', async () => {
    const { store, scans } = literature();
    await expect(new Collaborations(store, 100_000).of(null)).rejects.toMatchObject({
      code: 'TOO_LARGE',
      message: 'A network of 1000 authors, 1000 authorships takes about 1 MB of memory; this server allows 1 MB (setting ANALYSIS_MEMORY).',
    }); // prettier-ignore
    expect(scans()).toBe(0);
  });

  test('is not made where its links would take more, and says how much', async () => {
    const { store, scans } = literature();
    const of = (megabytes: number) => new Collaborations(store, megabytes * 1e6).of(null);
    await expect(of(20)).rejects.toMatchObject({
      code: 'TOO_LARGE',
      message: 'A network of 1000 authors, 1000 authorships and 499500 pairs of coauthors takes about 31 MB of memory; this server allows 20 MB (setting ANALYSIS_MEMORY).',
    }); // prettier-ignore
    expect(scans()).toBe(1);
    expect((await of(40)).degreeOf(0)).toBe(AUTHORS - 1);
  });

  test('is read once for all who wait, and knows authors by their keys', async () => {
    const { store, scans } = literature();
    const all = new Collaborations(store, 1e9);
    const request = new AbortController();
    const [gone, network] = [all.of(null, request.signal), all.of(null)];
    setTimeout(() => request.abort(new Error('gone')));
    await expect(gone).rejects.toThrow('gone');
    const found = await network;
    expect(scans()).toBe(1);
    expect(['a1000', 'a1999', 'a1500', 'a0999', 'a2000', 'a10005', ''].map((key) => found.numberOf(key))).toEqual([0, 999, 500, null, null, null, null]); // prettier-ignore
  });
});
