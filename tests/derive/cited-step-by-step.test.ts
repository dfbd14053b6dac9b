import { expect, test } from '@jest/globals';
import type { GoneRow } from '../../src/derive/gone.js';
import { undoImport } from '../../src/derive/undo.js';
import { DERIVED } from '../../src/ledger/collections.js';
import { citationKey } from '../../src/import/identity.js';
import { emptyAuthor, type BibRecord, type WorkIds } from '../../src/import/record.js';
import type { ImportOptions } from '../../src/import/report.js';
import type { GraphStore } from '../../src/store/store.js';
import { describeEachEngine } from '../engines.js';
import { articleOf, asItems, citedBy, ids, importAll, importRecords, mention, record } from './importing.js';
import { expectSettled } from './settled.js';

/** What a record changes of works that it names by several identifiers, of which each may be another work's. */

const work = (own: Partial<WorkIds>, part: Partial<BibRecord> = {}): BibRecord =>
  record({ ids: ids(own), title: `What was found in the study ${own.pmid ?? own.doi}`, ...part });

async function oneByOne(store: GraphStore, records: readonly BibRecord[]): Promise<void> {
  for (const one of records) await importRecords(store, [one]);
}

/** Ends an import when all is read and nothing is built. */
function cutOff(): ImportOptions {
  const stop = new AbortController();
  return { signal: stop.signal, onProgress: ({ stage }) => (stage === 'READING' ? undefined : stop.abort()) };
}

describeEachEngine('named step by step', (openEmptyStore) => {
  test('who cites a work by one identifier cites it by the best that a record tells of it, though nobody cites it by that', async () => {
    const store = await openEmptyStore();
    await oneByOne(store, [
      work({ pmid: '1' }, { references: [mention({ pmcid: 'PMC15' })] }),
      work({ pmid: '109', doi: '10.5555/d8' }),
      // The first identifier is another work's, which is the one that cites.
      work({ pmid: '2' }, { citedBy: [mention({ pmid: '109', doi: '10.5555/d4', pmcid: 'PMC15' })] }),
    ]);
    expect(await citedBy(store, 'pmid:1')).toEqual([['doi:10.5555/d4', null, ['test']]]);
    await expectSettled(store);
  });

  test('a notice says of each work that has one of the identifiers that it was retracted', async () => {
    const store = await openEmptyStore();
    const named = ids({ pmid: '1', doi: '10.5555/d2' });
    await oneByOne(store, [
      work({ pmid: '1', doi: '10.5555/d1' }),
      work({ doi: '10.5555/d2' }),
      work({ pmid: '9' }, { corrections: [{ type: 'RetractionOf', ids: named, text: null }] }),
    ]);
    for (const key of ['pmid:1', 'doi:10.5555/d2']) expect((await articleOf(store, key)).isRetracted).toBe(true);
    await expectSettled(store);
  });

  test('a reference by a record of its file leads there when that record comes later', async () => {
    const store = await openEmptyStore();
    const cited = record({ title: 'What has no identifier', authors: [emptyAuthor('Keller P')], authorsStatus: 'COMPLETE' });
    const reference = { ...mention({}), recordKey: citationKey(cited) };
    await oneByOne(store, [work({ pmid: '1' }, { references: [reference] }), cited]);
    expect(await citedBy(store, 'pmid:1')).toEqual([[citationKey(cited), null, ['test']]]);
    await expectSettled(store);
  });

  test('an undo leaves what records say of a work that were withdrawn, or wait to be built', async () => {
    const both = mention({ pmid: '105', doi: '10.5555/d4' });
    const told = [{ descriptorId: 'D008636', descriptor: 'Mentors', isMajor: false, qualifiers: [] }];
    const other = work({ pmid: '2' }, { source: 'pubmed-xml', references: [both], mesh: told });
    for (const isWithdrawn of [true, false]) {
      const store = await openEmptyStore();
      const own = work({ pmid: '1' }, { source: 'pubmed-xml', references: [both], mesh: told });
      const { files } = await importRecords(store, [own]);
      if (isWithdrawn) {
        const naming = work(
          { pmid: '3' },
          { references: [mention({ doi: '10.5555/d4' })], mesh: [{ ...told[0]!, descriptorId: null }] },
        );
        await importAll(store, [
          ...asItems([other, naming]),
          { kind: 'withdrawn', place: { line: null, record: 4 }, ids: ids({ pmid: '2' }) },
        ]);
      } else await importRecords(store, [other], cutOff());
      await undoImport(store, files[0]!.importId!);
      expect(await citedBy(store, isWithdrawn ? 'pmid:3' : 'pmid:2')).toEqual([
        ['pmid:105', null, [isWithdrawn ? 'test' : 'pubmed-xml']],
      ]);
      expect((await articleOf(store, 'pmid:105')).doi).toBe('10.5555/d4');
      await expectSettled(store);
    }
  });

  test('who cites a work that takes another identifier for one that it gives on cites what its own identifier leads to', async () => {
    const store = await openEmptyStore();
    await oneByOne(store, [
      work({ pmid: '1' }, { references: [mention({ pmid: '101', doi: '10.5555/d8' })] }),
      work({ pmid: '2' }, { references: [mention({ doi: '10.5555/d8' })] }),
      work({ pmid: '3' }, { references: [mention({ doi: '10.5555/d0' })] }),
    ]);
    const cited = async (): Promise<string[]> =>
      (await Promise.all(['pmid:2', 'pmid:3'].map((key) => citedBy(store, key)))).map((list) => list.map(([key]) => key).join());
    expect(await cited()).toEqual(['pmid:101', 'doi:10.5555/d0']);
    await oneByOne(store, [work({ pmid: '4' }, { references: [mention({ pmid: '101', doi: '10.5555/d0' })] })]);
    expect(await cited()).toEqual(['doi:10.5555/d8', 'pmid:101']);
    await expectSettled(store);
  });

  test('a work that became one which is gone itself by then, for a run in between came to no end, goes for good', async () => {
    const store = await openEmptyStore();
    await oneByOne(store, [work({ pmid: '1' })]);
    const row: GoneRow = { kind: 'Article', key: 'pmcid:PMC14', article: 'doi:10.5555/d3', name: null };
    await store.write({
      ledger: { put: [{ collection: DERIVED.gone, key: 'Article pmcid:PMC14 merged', value: JSON.stringify(row), tags: [] }] },
    });
    await oneByOne(store, [work({ pmid: '2' })]);
    expect(await store.get('Article', ['pmcid:PMC14'])).toEqual([null]);
    expect(await store.rowCount(DERIVED.gone)).toBe(0);
    await expectSettled(store);
  });
});
