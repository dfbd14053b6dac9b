import { expect, test } from '@jest/globals';
import { reindex } from '../../src/derive/reindex.js';
import type { BibRecord, WorkIds } from '../../src/import/record.js';
import type { GraphStore } from '../../src/store/store.js';
import { describeEachEngine } from '../engines.js';
import { articleOf, citedBy, graphText, ids, importRecords, mention, record } from './importing.js';

/** What a record changes of works that it names by several identifiers, of which each may be another work's. */

const work = (own: Partial<WorkIds>, part: Partial<BibRecord> = {}): BibRecord =>
  record({ ids: ids(own), title: `What was found in the study ${own.pmid ?? own.doi}`, ...part });

async function oneByOne(store: GraphStore, records: readonly BibRecord[]): Promise<void> {
  for (const one of records) await importRecords(store, [one]);
}

async function expectSettled(store: GraphStore): Promise<void> {
  const text = await graphText(store);
  await reindex(store);
  expect(text).toBe(await graphText(store));
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
});
