import { expect, jest, test } from '@jest/globals';
import { undoImport } from '../../src/derive/undo.js';
import { emptyAuthor, type BibRecord } from '../../src/import/record.js';
import { settle } from '../../src/intake/run.js';
import type { GraphStore } from '../../src/store/store.js';
import { describeEachEngine } from '../engines.js';
import { articleOf, citedBy, ids, importRecords, mention, printed, record } from './importing.js';
import { expectSettled } from './settled.js';

/** Works that very many others cite: when such a work becomes another one, those who cite it are not built anew. */

const CITERS = 100;
/** The work itself, the key that it had, and what stands around. */
const FEW = 6;
/** Each imports hundreds of records and derives all of them anew besides. */
jest.setTimeout(180_000);

const citing = (i: number, part: Partial<BibRecord>): BibRecord =>
  record({ ids: ids({ openalex: `W${1_000 + i}` }), title: `Citing work number ${i}`, ...part });
const citers = (part: (i: number) => Partial<BibRecord>): BibRecord[] =>
  Array.from({ length: CITERS }, (_, i) => citing(i, part(i)));

const hub = (part: Parameters<typeof ids>[0]): BibRecord => record({ ids: ids(part), title: 'What everybody cites' });

/** Imports the records; answers the import's id and the number of works that were built. */
async function built(store: GraphStore, records: readonly BibRecord[]): Promise<{ id: string; works: number }> {
  let works = 0;
  const report = await importRecords(store, records, {
    onProgress: ({ stage, done }) => {
      if (stage === 'BUILDING') works = done!;
    },
  });
  return { id: report.files[0]!.importId!, works };
}

describeEachEngine('works that very many cite', (openEmptyStore) => {
  test('get a new key, and lose it again', async () => {
    const store = await openEmptyStore();
    await importRecords(store, [hub({ doi: '10.1000/hub', openalex: 'W1' }), ...citers((i) => ({ references: [mention({ openalex: 'W1' }, i)] }))]); // prettier-ignore
    const { id, works } = await built(store, [{ ...hub({ pmid: '77', doi: '10.1000/hub' }), source: 'other' }]);
    expect(works).toBeLessThan(FEW);
    expect(await articleOf(store, 'pmid:77')).toMatchObject({ key: 'pmid:77', citedByCount: CITERS });
    expect(await articleOf(store, 'doi:10.1000/hub')).toMatchObject({ key: 'pmid:77' });
    expect(await citedBy(store, 'openalex:W1007')).toEqual([['pmid:77', 7, ['test']]]);
    await expectSettled(store);
    expect((await undoImport(store, id)).works).toBeLessThan(FEW);
    expect(await articleOf(store, 'doi:10.1000/hub')).toMatchObject({ key: 'doi:10.1000/hub', citedByCount: CITERS });
    expect(await citedBy(store, 'openalex:W1007')).toEqual([['doi:10.1000/hub', 7, ['test']]]);
    await expectSettled(store);
  });

  test('are known by their identifier alone, until their record comes and when it goes', async () => {
    const store = await openEmptyStore();
    await importRecords(store, citers(() => ({ references: [mention({ openalex: 'W1' })] }))); // prettier-ignore
    const { id, works } = await built(store, [hub({ pmid: '77', doi: '10.1000/hub', openalex: 'W1' })]);
    expect(works).toBeLessThan(FEW);
    expect(await articleOf(store, 'openalex:W1')).toMatchObject({ key: 'pmid:77', citedByCount: CITERS });
    await expectSettled(store);
    expect((await undoImport(store, id)).works).toBeLessThan(FEW);
    expect(await articleOf(store, 'openalex:W1')).toMatchObject({ key: 'openalex:W1', status: 'STUB', citedByCount: CITERS });
    await expectSettled(store);
  });

  test('were two, which some cite both', async () => {
    const store = await openEmptyStore();
    const both = [mention({ openalex: 'W1' }, 5), mention({ pmid: '77' }, 3)];
    await importRecords(store, citers((i) => ({ references: i % 50 === 0 ? both : [both[i % 2]!] }))); // prettier-ignore
    const { works } = await built(store, [hub({ pmid: '77', openalex: 'W1' })]);
    expect(works).toBeLessThan(FEW + CITERS / 50);
    expect(await articleOf(store, 'openalex:W1')).toMatchObject({ key: 'pmid:77', citedByCount: CITERS });
    expect(await citedBy(store, 'openalex:W1050')).toEqual([['pmid:77', 3, ['test']]]);
    expect(await citedBy(store, 'openalex:W1051')).toEqual([['pmid:77', 3, ['test']]]);
    await expectSettled(store);
  });

  test('are several again, each with those who cite it', async () => {
    const store = await openEmptyStore();
    const names = [mention({ openalex: 'W1' }, 1), mention({ pmid: '77' }, 2), mention({ doi: '10.1000/hub' }, 3)];
    const { id } = await built(store, [hub({ pmid: '77', openalex: 'W1', doi: '10.1000/hub' })]);
    const some = (i: number) => (i % 50 === 0 ? names : [names[i % 50 === 1 ? 1 : 0]!]);
    await importRecords(store, citers((i) => ({ references: some(i) }))); // prettier-ignore
    expect(await articleOf(store, 'pmid:77')).toMatchObject({ citedByCount: CITERS });
    expect((await undoImport(store, id)).works).toBeLessThan(FEW + CITERS / 25);
    expect(await citedBy(store, 'openalex:W1050')).toEqual([
      ['openalex:W1', 1, ['test']],
      ['pmid:77', 2, ['test']],
      ['doi:10.1000/hub', 3, ['test']],
    ]);
    expect(await citedBy(store, 'openalex:W1051')).toEqual([['pmid:77', 2, ['test']]]);
    expect(await articleOf(store, 'openalex:W1')).toMatchObject({ citedByCount: CITERS - CITERS / 50 });
    await expectSettled(store);
  });

  test('are cited by a text, and come and go', async () => {
    const text = 'Hubbard J. What everybody cites in the end and nobody has read to it. Journal of Everything 2001;7:12-9.';
    const store = await openEmptyStore();
    await importRecords(store, citers((i) => ({ references: [printed(text, 2001, i)] }))); // prettier-ignore
    let most = 0;
    const spied = new Proxy(store, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name, target);
        if (typeof member !== 'function') return member;
        if (name !== 'tagged') return member.bind(target) as unknown;
        return async (collection: string, tags: readonly string[]) => {
          const rows = await target.tagged(collection, tags);
          if (collection === 'record') most = Math.max(most, rows.length);
          return rows;
        };
      },
    });
    const cited = record({
      ids: ids({ pmid: '77' }), title: 'What everybody cites in the end and nobody has read to it', volume: '7',
      date: { year: 2001, month: null, day: null, raw: '2001', precision: 'YEAR' },
      pages: { asWritten: '12-9', first: '12', last: '19' }, authors: [emptyAuthor('Hubbard J')],
    }); // prettier-ignore
    const { id } = await built(spied, [cited]);
    expect(await articleOf(store, 'pmid:77')).toMatchObject({ citedByCount: CITERS });
    await undoImport(spied, id);
    expect(await citedBy(store, 'openalex:W1007')).toEqual([]);
    // The records of those who cite it are read a portion at a time: all of them may not fit into memory.
    expect(most).toBeLessThan(FEW);
    await expectSettled(store);
  });

  test('have lost a record, and are cited by texts and by records of their own besides', async () => {
    const store = await openEmptyStore();
    const text = 'Hubbard J. What everybody cites in the end and nobody has read to it. 2001. doi:10.1000/hub';
    const stated = { ...hub({ doi: '10.1000/hub' }), source: 'elink', citedBy: [mention({ openalex: 'W1003' })] };
    await importRecords(store, [
      stated,
      citing(1, { references: [printed(text, 2001, 9), mention({ openalex: 'W1' }, 4)] }),
      citing(2, { references: [mention({ openalex: 'W1' }, 4)] }),
      citing(3, { references: [mention({ openalex: 'W1' }, 4)] }),
      citing(4, { references: [printed(text, 2001, 9)] }),
    ]);
    const { id } = await built(store, [{ ...hub({ doi: '10.1000/hub', openalex: 'W1' }), source: 'other' }]);
    expect(await articleOf(store, 'openalex:W1')).toMatchObject({ key: 'doi:10.1000/hub', citedByCount: 4 });
    await expectSettled(store);
    await undoImport(store, id);
    expect(await citedBy(store, 'openalex:W1001')).toEqual([['openalex:W1', 4, ['test']], ['doi:10.1000/hub', 9, ['test']]]); // prettier-ignore
    expect(await citedBy(store, 'openalex:W1003')).toEqual([['openalex:W1', 4, ['test']], ['doi:10.1000/hub', null, ['elink']]]); // prettier-ignore
    await expectSettled(store);
  });

  test('change while what was read before is not built yet', async () => {
    const store = await openEmptyStore();
    await importRecords(store, citers(() => ({ references: [mention({ openalex: 'W1' })] }))); // prettier-ignore
    const stop = new AbortController();
    const named = citing(0, { ids: ids({ pmid: '5' }), references: [mention({ openalex: 'W1', doi: '10.1000/hub' }, 1)] });
    // Stopped when the first portion of works is built.
    await importRecords(store, [named, hub({ doi: '10.1000/hub', s2: 'a'.repeat(40) })], {
      signal: stop.signal,
      onProgress: ({ stage, done }) => (stage === 'BUILDING' && done! > 0 ? stop.abort() : undefined),
    });
    await importRecords(store, [{ ...hub({ pmid: '77', doi: '10.1000/hub' }), source: 'other' }]);
    await settle(store);
    expect(await articleOf(store, 'openalex:W1')).toMatchObject({ key: 'pmid:77' });
    await expectSettled(store);
  });
});
