import { expect, test } from '@jest/globals';
import { undoImport } from '../../src/derive/undo.js';
import { parseName } from '../../src/import/person-name.js';
import type { BibRecord } from '../../src/import/record.js';
import type { GraphStore } from '../../src/store/store.js';
import { describeEachEngine } from '../engines.js';
import { articleOf, ids, importRecords, record } from './importing.js';
import { expectSettled } from './settled.js';

/** What imports and undos change of authors of other names, who were bound to those of the records. */

const ORCID = '0000-0002-1825-0097';

const by = (pmid: string, name: string, orcid: string | null): BibRecord =>
  record({
    ids: ids({ pmid }),
    title: `What was found in the study ${pmid}`,
    authors: [{ ...parseName(name), orcid, affiliations: ['University of Bern, Switzerland'] }, parseName('Keller P')],
    authorsStatus: 'COMPLETE',
  });

const keyOn = async (store: GraphStore, pmid: string): Promise<string> =>
  (await articleOf(store, `pmid:${pmid}`)).authorships[0]!.authorKey;

describeEachEngine('authors step by step', (openEmptyStore) => {
  test('who is alone again has no more the ORCID of one whose name had its parts exchanged', async () => {
    const store = await openEmptyStore();
    const { files } = await importRecords(store, [by('1', 'Zhou, Xiaoming', ORCID)]);
    await importRecords(store, [by('2', 'Xiaoming, Zhou', null)]);
    expect(await keyOn(store, '2')).toBe(`orcid:${ORCID}`);
    await undoImport(store, files[0]!.importId!);
    expect(await keyOn(store, '2')).toMatch(/^author:/);
    await expectSettled(store);
  });
});
