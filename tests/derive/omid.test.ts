import { expect, test } from '@jest/globals';
import { undoImport } from '../../src/derive/undo.js';
import { listImports } from '../../src/ledger/imports.js';
import type { GraphStore } from '../../src/store/store.js';
import { describeEachEngine } from '../engines.js';
import { importTexts } from '../ledger/import-texts.js';
import { articleOf, citedBy, graphText, nodesOf } from './importing.js';

/** Works that OpenCitations names by its own identifier alone are those that its list of works gives with a DOI and a PMID. */

const META_HEAD = 'id,title,author,issue,volume,venue,page,pub_date,type,publisher,editor\n';
const FILES = {
  'index.csv':
    'oci,citing,cited,creation,timespan,journal_sc,author_sc\n' +
    '1,omid:br/061,omid:br/062,2020,,no,no\n2,omid:br/063,omid:br/062,2021,,no,no\n3,omid:br/061,omid:br/064,2020,,no,no\n',
  'meta.csv': `${META_HEAD}omid:br/061 doi:10.5555/a pmid:700001,Alpha study of teaching,"Roe, Ann",,,,,2020,journal article,,
omid:br/062 doi:10.5555/b pmid:700002,Beta study of wards,"Doe, Bob",,,,,2010,journal article,,
omid:br/064 doi:10.5555/d,,,,,,,,journal article,,
`,
  'pubmed.nbib': '\nPMID- 700001\nTI  - Alpha study of teaching.\nDP  - 2020\n\nPMID- 700002\nTI  - Beta study of wards.\nDP  - 2010\n\n',
  'library.ris': 'TY  - JOUR\nTI  - Beta study of wards\nPY  - 2010\nVL  - 7\nDO  - 10.5555/b\nER  - \n',
} as const; // prettier-ignore
type Name = keyof typeof FILES;

const orders = <T>(list: readonly T[]): T[][] =>
  list.length < 2 ? [[...list]] : list.flatMap((one, i) => orders(list.toSpliced(i, 1)).map((rest) => [one, ...rest]));

describeEachEngine('the OMID of a work', (openEmptyStore, { name }) => {
  const importOne = (store: GraphStore, file: Name, minute: number) =>
    importTexts(store, { [file]: FILES[file] }, { readAt: new Date(Date.UTC(2026, 4, 4, 9, minute)) });

  test('joins its records, over several steps and in any order', async () => {
    const all = orders(Object.keys(FILES) as Name[]);
    // Each takes its time: some do, and of each the reverse.
    const tried = all.slice(0, name === 'sqlite' ? 4 : 1).flatMap((order) => [order, order.toReversed()]);
    const texts = new Set<string>();
    for (const order of tried) {
      const store = await openEmptyStore();
      // The time of reading is that of the file, whichever comes first.
      for (const file of order) await importOne(store, file, Object.keys(FILES).indexOf(file));
      texts.add(await graphText(store));
      const articles = await nodesOf(store, 'Article');
      expect(articles.map(({ key, status }) => [key, status]).sort()).toEqual([
        ['doi:10.5555/d', 'STUB'],
        ['omid:br/063', 'STUB'],
        ['pmid:700001', 'FULL'],
        ['pmid:700002', 'FULL'],
      ]);
      expect((await citedBy(store, 'pmid:700002')).map(([cited]) => cited)).toEqual([]);
      expect((await citedBy(store, 'pmid:700001')).map(([cited]) => cited).sort()).toEqual(['doi:10.5555/d', 'pmid:700002']);
      const found = await store.find(['br/061', 'br/062', 'br/064'].map((value) => ({ scheme: 'omid', value })));
      expect(found.map((node) => node?.record.key)).toEqual(['pmid:700001', 'pmid:700002', 'doi:10.5555/d']);
      expect(await articleOf(store, 'pmid:700002')).toMatchObject({
        volume: '7',
        provenance: [{ source: 'nbib' }, { source: 'opencitations' }, { source: 'ris' }],
      });
      await store.close();
    }
    expect(texts.size).toBe(1);
  }, 300_000);

  test('leads from the key of the stub to the work, until what joined them is taken back', async () => {
    const store = await openEmptyStore();
    await importOne(store, 'index.csv', 1);
    expect((await articleOf(store, 'omid:br/062')).status).toBe('STUB');
    await importOne(store, 'pubmed.nbib', 2);
    await importOne(store, 'meta.csv', 3);
    expect((await store.get('Article', ['omid:br/062', 'omid:br/064'])).map((one) => one?.key)).toEqual([
      'pmid:700002',
      'doi:10.5555/d',
    ]);
    const [meta] = await listImports(store, { after: null, limit: 1 });
    await undoImport(store, meta!.id);
    expect((await nodesOf(store, 'Article')).map(({ key }) => key).sort()).toEqual([
      'omid:br/061', 'omid:br/062', 'omid:br/063', 'omid:br/064', 'pmid:700001', 'pmid:700002',
    ]); // prettier-ignore
  }, 60_000);
});
