import { expect, test } from '@jest/globals';
import { loadSeed, loadVocabulary } from '../../src/import/seed.js';
import { describeEachEngine } from '../engines.js';

describeEachEngine('the seed in a store', (openEmptyStore) => {
  test('is loaded once, and again when the review is gone', async () => {
    const store = await openEmptyStore();
    expect(await loadSeed(store, new Date('2025-03-01T12:00:00Z'))).toEqual({ loaded: true, articles: 11 });
    const loaded = await store.describe();
    expect(loaded.counts).toEqual({
      articles: 11,
      stubs: 0,
      authors: 43,
      journals: 9,
      topics: (await loadVocabulary()).length,
      citations: 10,
      authorships: 43,
      topicAssignments: 44,
      publishedIn: 11,
    });
    expect(loaded.completeness).toEqual({ withReferences: 1, withAuthors: 10, withAbstract: 1, withTopics: 11 });

    expect(await loadSeed(store)).toEqual({ loaded: false, articles: 0 });
    expect((await store.describe()).dataVersion).toBe(loaded.dataVersion);

    await store.write({ remove: [{ kind: 'Article', key: 'pmid:33349761' }] });
    expect(await loadSeed(store)).toEqual({ loaded: true, articles: 11 });
    expect((await store.describe()).counts).toEqual(loaded.counts);
  });

  test('gives every work the identifiers of the page in their normal forms', async () => {
    const store = await openEmptyStore();
    await loadSeed(store);
    const found = await store.find([
      { scheme: 'pmid', value: '33349761' },
      { scheme: 'pmcid', value: 'PMC5438064' },
      { scheme: 'doi', value: '10.1186/s13643-017-0571-y' },
      { scheme: 'journal-name', value: 'bmc med educ' },
      { scheme: 'topic-name', value: 'peer mentorship' },
      { scheme: 'mesh', value: 'D007396' },
      { scheme: 'doi', value: '10.9999/nope' },
    ]);
    expect(found.map((node) => node?.record.key ?? null)).toEqual([
      'pmid:33349761',
      'doi:10.1177/0141076817700848',
      'doi:10.1186/s13643-017-0571-y',
      'journal:bmc-med-educ',
      'topic:peer-mentoring',
      'mesh:D007396',
      null,
    ]);
  });
});
