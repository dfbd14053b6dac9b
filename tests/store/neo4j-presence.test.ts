import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CodedError } from '../../src/errors.js';
import type { LedgerWrite } from '../../src/store/ledger.js';
import { BloomSet } from '../../src/store/neo4j/bloom-set.js';
import { openStore } from '../../src/store/open.js';
import type { GraphStore } from '../../src/store/store.js';
import { textHash } from '../../src/store/text-hash.js';
import { describeEngines } from '../engines.js';
import { OracleStore } from './oracle-store.js';
import { ledgerQuestion, ledgerWrite } from './random-ledger.js';

const row = (key: string, tags: readonly string[]) => ({ collection: 'record', key, value: '{}', tags });

it('A Bloom set forgets none, and knows few that it never got', () => {
  const set = new BloomSet();
  const hashes = Array.from({ length: 20_000 }, (_, i) => textHash(`pmid:${i}`));
  for (const hash of hashes.slice(0, 10_000)) set.add(hash);
  expect(hashes.slice(0, 10_000).every((hash) => set.mayHave(hash))).toBe(true);
  expect(hashes.slice(10_000).filter((hash) => set.mayHave(hash)).length).toBeLessThan(5);
});

describeEngines('What may be in the ledger of Neo4j', ['neo4j'], ([engine]) => {
  const refusalOf = (store: GraphStore, ledger: LedgerWrite): Promise<string | null> =>
    store.write({ ledger }).then(
      () => null,
      (error: CodedError) => error.code,
    );

  /** The texts of the statements that were sent. */
  async function openListening(): Promise<{ store: GraphStore; sent: string[] }> {
    const sent: string[] = [];
    const store = await engine!.openEmptyStore({ writesMuch: true, onStatement: (text) => sent.push(text) });
    return { store, sent };
  }

  it('gives the same answers with and without, whoever writes', async () => {
    const byMe = fc.boolean();
    const steps = fc.array(fc.tuple(ledgerWrite, byMe, fc.array(ledgerQuestion, { maxLength: 3 })), { maxLength: 8 });
    const property = fc.asyncProperty(steps, async (list) => {
      const store = await engine!.openEmptyStore({ writesMuch: true });
      const other = await openStore(engine!.settings());
      const expected = new OracleStore();
      for (const [ledger, isMine, questions] of list) {
        expect(await refusalOf(isMine ? store : other, ledger)).toBe(await refusalOf(expected, ledger));
        for (const ask of questions) expect([ask.what, await ask(store)]).toEqual([ask.what, await ask(expected)]);
      }
      await Promise.all([store.close(), other.close()]);
    });
    await fc.assert(property, { numRuns: 25 });
  }, 300_000);

  it('is read once, and is looked at anew when another process has written', async () => {
    const { store, sent } = await openListening();
    const other = await openStore(engine!.settings());
    await other.write({ ledger: { put: [row('a', ['x'])] } });
    const keys = async (tags: string[]) => {
      sent.length = 0;
      return (await store.tagged('record', tags)).map(({ key }) => key);
    };
    expect(await keys(['x', 'y'])).toEqual(['a']);
    expect(sent.length).toBeGreaterThan(1);
    expect(await keys(['y', 'z'])).toEqual([]);
    expect(sent).toHaveLength(1);

    await store.write({ ledger: { put: [row('b', ['y'])] } });
    expect(await keys(['y', 'z'])).toEqual(['b']);
    expect(sent).toHaveLength(2);
    expect((await store.rows('record', ['b', 'c', 'a'])).map((one) => one?.key)).toEqual(['b', undefined, 'a']);

    await other.write({ ledger: { put: [row('c', ['z'])] } });
    expect(await keys(['y', 'z'])).toEqual(['b', 'c']);
    expect(sent).toHaveLength(3);
    await other.write({ ledger: { put: [row('d', ['u'])] } });
    await store.write({ ledger: { put: [row('d', ['v']), row('c', ['w'])] } });
    expect(await keys(['u', 'v', 'w'])).toEqual(['c', 'd']);
    await other.close();
  });

  it('keeps what was written while it was read, and counts on no batch that was refused', async () => {
    const { store } = await openListening();
    await store.write({ ledger: { put: [row('a', ['x'])] } });
    const writes = Array.from({ length: 20 }, (_, i) => row(`r${i}`, [`t${i}`]));
    await Promise.all([store.tagged('record', ['x', 'y']), ...writes.map((one) => store.write({ ledger: { put: [one] } }))]);
    expect(await store.tagged('record', writes.flatMap(({ tags }) => tags))).toHaveLength(20); // prettier-ignore
    const expect1 = { collection: 'record', key: 'a', value: 'something else' };
    await expect(store.write({ ledger: { put: [row('b', ['y'])], expect: [expect1] } })).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    expect(await store.tagged('record', ['y'])).toEqual([]);
    await store.write({ ledger: { put: [row('b', ['y'])] } });
    expect(await store.tagged('record', ['y'])).toHaveLength(1);
  });
});
