import { expect, test } from '@jest/globals';
import { reindex } from '../../src/derive/reindex.js';
import { undoImport } from '../../src/derive/undo.js';
import type { ReadItem } from '../../src/import/format.js';
import type { BibJournal } from '../../src/import/record.js';
import { canonicalHash } from '../../src/ledger/canonical.js';
import { describeEachEngine } from '../engines.js';
import { articleOf, ids, importAll, importRecords, nodesOf, record } from './importing.js';

const journal = (part: Partial<BibJournal>): BibJournal => ({ title: null, abbreviation: null, issns: [], nlmId: null, ...part });
const ELECTRONIC = { value: '1472-6920', type: 'ELECTRONIC' as const };
const inJournals = (journals: readonly BibJournal[]) =>
  journals.map((one, i) => record({ ids: ids({ pmid: String(i + 1) }), journal: one }));
const listed = (one: BibJournal): ReadItem => ({ kind: 'journal', place: { line: null, record: 1 }, journal: one });

describeEachEngine('journals', (openEmptyStore) => {
  test('one for each NLM id or ISSN; the title comes from whichever source has it', async () => {
    const store = await openEmptyStore();
    await importRecords(
      store,
      inJournals([
        journal({ abbreviation: 'BMC Med Educ', issns: [ELECTRONIC] }),
        journal({ title: 'BMC medical education', issns: [ELECTRONIC], nlmId: '101088679' }),
      ]),
    );
    const journals = await nodesOf(store, 'Journal');
    expect(journals).toEqual([
      {
        node: 'Journal',
        key: 'nlm:101088679',
        title: 'BMC medical education',
        abbreviation: 'BMC Med Educ',
        names: ['BMC Med Educ', 'BMC medical education'],
        nlmId: '101088679',
        issns: [ELECTRONIC],
        provenance: ['test'],
        articleCount: 2,
      },
    ]);
    expect((await articleOf(store, 'pmid:1')).journalKey).toBe('nlm:101088679');
    expect((await articleOf(store, 'pmid:2')).journalKey).toBe('nlm:101088679');
  });

  test('one that is named alone is the one journal that bears the name, whichever comes first', async () => {
    const store = await openEmptyStore();
    const named = inJournals([journal({ abbreviation: 'BMC Med Educ' })]);
    await importRecords(store, named);
    expect((await articleOf(store, 'pmid:1')).journalKey).toBe('journal:bmc-med-educ');
    const authority = journal({
      title: 'BMC medical education',
      abbreviation: 'BMC Med Educ',
      nlmId: '101088679',
      issns: [ELECTRONIC],
    });
    await importAll(store, [listed(authority)], { format: 'nlm-catalog' });
    const [only, ...others] = await nodesOf(store, 'Journal');
    expect(others).toEqual([]);
    expect(only).toMatchObject({
      key: 'nlm:101088679',
      title: 'BMC medical education',
      articleCount: 1,
      provenance: ['nlm-catalog', 'test'],
    });
    expect((await articleOf(store, 'pmid:1')).journalKey).toBe('nlm:101088679');
    // Whoever kept the key by name finds the journal.
    expect((await store.get('Journal', ['journal:bmc-med-educ'])).map((one) => one?.key)).toEqual(['nlm:101088679']);
  });

  test('a name that two journals bear stays a journal of its own', async () => {
    const store = await openEmptyStore();
    const [a, b] = [journal({ title: 'Medical Teacher', nlmId: '1' }), journal({ title: 'Medical Teacher', nlmId: '2' })];
    await importRecords(store, inJournals([a, b, journal({ title: 'Medical teacher' })]));
    const keys = await Promise.all(['pmid:1', 'pmid:2', 'pmid:3'].map(async (key) => (await articleOf(store, key)).journalKey));
    expect(keys).toEqual(['nlm:1', 'nlm:2', 'journal:medical-teacher']);
  });

  test('an article leaves the journal whose name another one turns out to bear, which itself stays as it is', async () => {
    const store = await openEmptyStore();
    const [named, a, b] = inJournals([
      journal({ title: 'Medical teacher' }),
      journal({ title: 'Medical Teacher', nlmId: '1' }),
      journal({ title: 'Medical Teacher', nlmId: '2' }),
    ]);
    await importRecords(store, [named!, a!]);
    expect((await articleOf(store, 'pmid:1')).journalKey).toBe('nlm:1');
    await importRecords(store, [b!]);
    expect((await articleOf(store, 'pmid:1')).journalKey).toBe('journal:medical-teacher');
    expect((await nodesOf(store, 'Journal')).map(({ key, articleCount }) => [key, articleCount]).sort()).toEqual([
      ['journal:medical-teacher', 1], ['nlm:1', 1], ['nlm:2', 1],
    ]); // prettier-ignore
    const hash = await canonicalHash(store);
    await reindex(store);
    expect(await canonicalHash(store)).toBe(hash);
  });

  test('a title that changed is another journal, though the two share an ISSN', async () => {
    const store = await openEmptyStore();
    await importRecords(
      store,
      inJournals([
        journal({ title: 'The old name', nlmId: '2', issns: [ELECTRONIC] }),
        journal({ title: 'The new name', nlmId: '1', issns: [ELECTRONIC] }),
        journal({ issns: [ELECTRONIC], title: 'Either name' }),
      ]),
    );
    const journals = await nodesOf(store, 'Journal');
    expect(journals.map(({ key, issns, articleCount }) => [key, issns, articleCount]).sort()).toEqual([
      ['nlm:1', [ELECTRONIC], 2],
      ['nlm:2', [], 1],
    ]);
  });

  test('a record without a journal has none', async () => {
    const store = await openEmptyStore();
    await importRecords(store, [record({ ids: ids({ pmid: '1' }) })]);
    expect(await articleOf(store, 'pmid:1')).toMatchObject({ journalKey: null, journalProvenance: [] });
    expect((await store.describe()).counts).toMatchObject({ journals: 0, publishedIn: 0 });
  });

  test('a journal of a list that is undone goes where records name it and no article is of it', async () => {
    const store = await openEmptyStore();
    const [own, other] = [journal({ nlmId: '7909593' }), journal({ nlmId: '101088679' })];
    const { files } = await importAll(store, [listed(other)], { format: 'nlm-catalog' });
    const work = { ids: ids({ pmid: '1' }) };
    await importRecords(store, [
      record({ ...work, source: 'pubmed-xml', journal: own }),
      record({ ...work, source: 'openalex', journal: other }),
    ]);
    await undoImport(store, files[0]!.importId!);
    expect((await nodesOf(store, 'Journal')).map(({ key }) => key)).toEqual(['nlm:7909593']);
  });
});
