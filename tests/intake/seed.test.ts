import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parsePubmedPage } from '../../src/import/pubmed-page.js';
import { loadVocabulary } from '../../src/import/vocabulary.js';
import { loadPages, loadSeed } from '../../src/intake/seed.js';
import { PACKAGE_ROOT } from '../../src/root.js';
import { describeEachEngine } from '../engines.js';

const SEED_PAGE = readFileSync(join(PACKAGE_ROOT, 'seed/pmid-33349761.txt'), 'utf8');

/** Another review that cites two works of the seed and knows a PMID of each, which the seed page does not. */
const OTHER_PAGE = `» Articles » PMID: 30000001

Another Review of Coaching

Overview
Journal Med Teach
Specialty Medical Education
Date 2021 Jan 5
PMID 30000001
Citations 0
Authors
Affiliations
Soon will be listed here.

References
1.
Parrott S, Dobbie A, Chumley H . Peer coaching shows promise for residents as teachers. Fam Med. 2006; 38(4):234-5. PMID: 16586169. View

2.
Pethrick H, Nowell L, Oddone Paolucci E, Lorenzetti L, Jacobsen M, Clancy T . Psychosocial and career outcomes of peer mentorship in medical resident education: a systematic review protocol. Syst Rev. 2017; 6(1):178. PMID: 28851433. PMC: 5579942. DOI: 10.1186/s13643-017-0571-y. View
`;

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

  test('keeps every id when a second page knows more of a work', async () => {
    const store = await openEmptyStore();
    await loadSeed(store);
    const [pethrick] = await store.get('Article', ['doi:10.1186/s13643-017-0571-y']);
    const seed = parsePubmedPage(SEED_PAGE, 'seed page');
    const both = [
      { name: 'seed page', records: seed },
      { name: 'other page', records: parsePubmedPage(OTHER_PAGE, 'other page') },
    ];
    expect(await loadPages(store, both, new Date())).toEqual({ loaded: true, articles: 12 });

    const old = ['doi:10.1186/s13643-017-0571-y', 'pmcid:PMC5579942', 'cit:33eb240826949e45'];
    const survivors = await store.get('Article', old);
    expect(survivors.map((article) => article?.key)).toEqual(['pmid:28851433', 'pmid:28851433', 'pmid:16586169']);
    expect(survivors.map((article) => article?.citedByCount)).toEqual([2, 2, 2]);
    const authors = await store.get(
      'Author',
      pethrick!.authorships.map(({ authorKey }) => authorKey),
    );
    expect(authors.map((author) => author?.name)).toEqual(pethrick!.authorships.map(({ nameAsWritten }) => nameAsWritten));
    const { counts } = await store.describe();
    expect(counts).toMatchObject({ articles: 12, stubs: 0, authors: 43, citations: 12, authorships: 43 });
    expect(await loadPages(store, both, new Date())).toEqual({ loaded: false, articles: 0 });
  });
});
