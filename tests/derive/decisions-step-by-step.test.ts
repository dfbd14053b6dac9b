import { expect, test } from '@jest/globals';
import { mergeAuthors } from '../../src/derive/author-decisions.js';
import { mergeWorks, splitWork } from '../../src/derive/decisions.js';
import { undoImport } from '../../src/derive/undo.js';
import { parseName } from '../../src/import/person-name.js';
import type { BibRecord } from '../../src/import/record.js';
import { workSources } from '../../src/ledger/support.js';
import type { GraphStore } from '../../src/store/store.js';
import { describeEachEngine } from '../engines.js';
import { articleOf, ids, importRecords, record } from './importing.js';
import { expectSettled } from './settled.js';

/** Decisions by hand, and what imports and undos change of others than those that they are about. */

const ORCIDS = ['0000-0002-1825-0097', '0000-0002-1694-233X'] as const;

const by = (pmid: string, name: string, orcid: string | null): BibRecord =>
  record({ ids: ids({ pmid }), title: `Study ${pmid}`, authors: [{ ...parseName(name), orcid }], authorsStatus: 'COMPLETE' });

const keyOn = async (store: GraphStore, pmid: string): Promise<string> =>
  (await articleOf(store, `pmid:${pmid}`)).authorships[0]!.authorKey;

describeEachEngine('decisions step by step', (openEmptyStore) => {
  test('a decision about a record that an undo takes out says nothing of the others any more', async () => {
    for (const parted of ['1', '2']) {
      const store = await openEmptyStore();
      await importRecords(store, ['1', '2'].map((pmid) => record({ ids: ids({ pmid, doi: '10.1234/a' }) }))); // prettier-ignore
      const { files } = await importRecords(store, [record({ ids: ids({ pmid: '9' }), title: 'Of something else' })]);
      const [sources] = await workSources(store, ['pmid:9']);
      await splitWork(store, await mergeWorks(store, [`pmid:${parted}`, 'pmid:9']), [sources![0]!.recordKey]);
      // Which of the two it is of hangs on how often each was kept apart from others.
      await importRecords(store, [record({ source: 'crossref', ids: ids({ doi: '10.1234/a' }) })]);
      await undoImport(store, files[0]!.importId!);
      await expectSettled(store);
    }
  });

  test('a decision about people holds when somebody of another name comes with the ORCID of one of them', async () => {
    const store = await openEmptyStore();
    await importRecords(store, [by('1', 'Smith, John', null), by('2', 'Smith, Jane', ORCIDS[0])]);
    await mergeAuthors(store, [await keyOn(store, '1'), await keyOn(store, '2')]);
    await importRecords(store, [by('3', 'Wang W', ORCIDS[0])]);
    expect(await keyOn(store, '1')).toBe(await keyOn(store, '2'));
    // Who is bound to them by an ORCID may have been decided about, too: all of that hangs together.
    await importRecords(store, [by('4', 'Wang, Wei', ORCIDS[1]), by('5', 'Garcia J', null), by('6', 'Keller P', ORCIDS[1])]);
    await mergeAuthors(store, [await keyOn(store, '5'), await keyOn(store, '6')]);
    await importRecords(store, [by('7', 'Garcia J', null), by('8', 'Smith, Jane', null)]);
    expect(await keyOn(store, '1')).toBe(await keyOn(store, '2'));
    expect(await keyOn(store, '5')).toBe(await keyOn(store, '6'));
    await expectSettled(store);
  });

  test('an ORCID that was told of one of several people who are one goes to who is left with it', async () => {
    for (const [other, told] of [ORCIDS, [...ORCIDS].reverse()] as const) {
      const store = await openEmptyStore();
      await importRecords(store, [by('1', 'Smith, John', other!)]);
      const { files } = await importRecords(store, [by('2', 'Cheng Yan', told!)]);
      await mergeAuthors(store, [await keyOn(store, '1'), await keyOn(store, '2')]);
      await importRecords(store, [by('3', 'Garcia J', told!)]);
      expect(await keyOn(store, '3')).toMatch(/^author:/);
      await undoImport(store, files[0]!.importId!);
      expect(await keyOn(store, '3')).toBe(`orcid:${told}`);
      await expectSettled(store);
    }
  });

  test('people are merged who were found before an import was cut off', async () => {
    const store = await openEmptyStore();
    await importRecords(store, [
      by('1', 'Smith, John', null),
      record({ ...by('', 'Garcia J', null), ids: ids({ doi: '10.1234/a' }) }),
    ]);
    const people = [await keyOn(store, '1'), (await articleOf(store, 'doi:10.1234/a')).authorships[0]!.authorKey];
    const stop = new AbortController();
    const onProgress = ({ stage }: { stage: string }): void => (stage === 'READING' ? undefined : stop.abort());
    await importRecords(store, [record({ source: 'crossref', ids: ids({ pmid: '2', doi: '10.1234/a' }) })], { signal: stop.signal, onProgress }); // prettier-ignore
    await mergeAuthors(store, people);
    expect(await keyOn(store, '2')).toBe(await keyOn(store, '1'));
    await expectSettled(store);
  });
});
