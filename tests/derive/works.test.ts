import { expect, test } from '@jest/globals';
import { citationKey } from '../../src/import/identity.js';
import { emptyAuthor } from '../../src/import/record.js';
import { describeEachEngine } from '../engines.js';
import { articleOf, citedBy, ids, importRecords, mention, nodesOf, printed, record } from './importing.js';

const keysOf = (nodes: readonly { key: string }[]): string[] => nodes.map(({ key }) => key).sort();

describeEachEngine('works', (openEmptyStore) => {
  test('records with a common identifier are one, over several steps', async () => {
    const store = await openEmptyStore();
    await importRecords(store, [
      record({ ids: ids({ pmid: '1', doi: '10.1234/a' }), volume: '7' }),
      record({ ids: ids({ doi: '10.1234/a', pmcid: 'PMC3' }), issue: '2', publicationTypes: ['Letter'] }),
      record({ ids: ids({ pmcid: 'PMC3' }), source: 'other', authors: [emptyAuthor('Roe A')], authorsStatus: 'COMPLETE' }),
    ]);
    expect(keysOf(await nodesOf(store, 'Article'))).toEqual(['pmid:1']);
    expect(await articleOf(store, 'pmid:1')).toMatchObject({
      key: 'pmid:1',
      pmid: '1',
      doi: '10.1234/a',
      pmcid: 'PMC3',
      volume: '7',
      issue: '2',
      publicationTypes: ['Letter'],
      authorsStatus: 'COMPLETE',
      authorships: [{ nameAsWritten: 'Roe A', provenance: [{ source: 'other' }] }],
      provenance: [{ source: 'other' }, { source: 'test' }],
    });
  });

  test('a whole author list replaces one that may be cut', async () => {
    const store = await openEmptyStore();
    const [cut, whole] = [6, 8].map((length) => Array.from({ length }, (_, i) => emptyAuthor(`Name${i} A`)));
    await importRecords(store, [
      record({ ids: ids({ pmid: '1' }), authors: cut!, authorsStatus: 'POSSIBLY_TRUNCATED' }),
      record({ ids: ids({ pmid: '1' }), authors: whole!, authorsStatus: 'COMPLETE', volume: '1' }),
    ]);
    const { authorsStatus, authorships } = await articleOf(store, 'pmid:1');
    expect(authorsStatus).toBe('COMPLETE');
    expect(authorships).toHaveLength(8);
    expect((await store.describe()).counts.authors).toBe(8);
  });

  test('works known by their identifier alone are stubs', async () => {
    const store = await openEmptyStore();
    await importRecords(store, [
      record({ ids: ids({ pmid: '1' }), references: [mention({ doi: '10.1234/b' }, 1)], citedBy: [mention({ pmid: '9', doi: '10.1234/c' })] }), // prettier-ignore
    ]);
    const articles = await nodesOf(store, 'Article');
    expect(articles.map(({ key, status, title, doi }) => [key, status, title, doi]).sort()).toEqual([
      ['doi:10.1234/b', 'STUB', null, '10.1234/b'],
      ['pmid:1', 'FULL', 'A title', null],
      ['pmid:9', 'STUB', null, '10.1234/c'],
    ]);
    expect(await citedBy(store, 'pmid:9')).toEqual([['pmid:1', null, ['test']]]);
    expect(await articleOf(store, 'pmid:9')).toMatchObject({
      authorsStatus: 'NOT_LISTED',
      hasReferenceList: false,
      provenance: [],
    });
  });

  test('a stub becomes the article when its record arrives, and that is new', async () => {
    const store = await openEmptyStore();
    await importRecords(store, [record({ ids: ids({ pmid: '1' }), references: [mention({ doi: '10.1234/b' }, 1)] })]);
    const report = await importRecords(store, [record({ ids: ids({ pmid: '2', doi: '10.1234/b' }), title: 'It has come' })]);
    expect(report).toMatchObject({ read: 1, new: 1, merged: 0 });
    expect(keysOf(await nodesOf(store, 'Article'))).toEqual(['pmid:1', 'pmid:2']);
    // Whoever kept the key of the stub finds the article.
    expect(await articleOf(store, 'doi:10.1234/b')).toMatchObject({
      key: 'pmid:2',
      status: 'FULL',
      title: 'It has come',
      citedByCount: 1,
    });
  });

  test('a work that stands twice in a list, under two identifiers, is cited once at its first place', async () => {
    const store = await openEmptyStore();
    await importRecords(store, [
      record({
        ids: ids({ pmid: '1' }),
        references: [mention({ doi: '10.1234/b' }, 4), mention({ pmid: '2' }, 2), mention({ pmid: '3' }, null)],
      }),
      record({ ids: ids({ pmid: '2', doi: '10.1234/b' }) }),
    ]);
    expect(await citedBy(store, 'pmid:1')).toEqual([
      ['pmid:2', 2, ['test']],
      ['pmid:3', null, ['test']],
    ]);
  });

  // Once a load was refused for such a reference. A file has many of them: its text is kept, and waits for its work.
  test('a reference that names no work is kept with its text, not dropped', async () => {
    const store = await openEmptyStore();
    const lost = { ...printed('', null, 3), text: null, recordKey: 'cit:0000000000000000' };
    const [withDoi, withTwo] = ['Else S. A book. doi: 10.1234/Book.1.', 'One: 10.1234/one; two: 10.1234/two'];
    const references = [
      printed('Somebody, 1999', 1999, 1), mention({ pmid: '2' }, 2), lost, printed('Somebody, 1999', 1999, 5), printed(withDoi, null, 6), printed(withTwo, null, 7),
    ]; // prettier-ignore
    await importRecords(store, [record({ ids: ids({ pmid: '1' }), references })]);
    const [details] = await store.details(['pmid:1']);
    expect(details!.unresolvedReferences).toEqual([
      { position: 1, text: 'Somebody, 1999', doi: null, year: 1999 },
      { position: 6, text: withDoi, doi: '10.1234/book.1', year: null },
      { position: 7, text: withTwo, doi: null, year: null },
    ]);
    expect(await citedBy(store, 'pmid:1')).toEqual([['pmid:2', 2, ['test']]]);
    expect(await articleOf(store, 'pmid:1')).toMatchObject({ hasReferenceList: true, referenceCount: 1 });
  });

  test('a record of the same file without identifiers is cited by its key, also when it gets one', async () => {
    const store = await openEmptyStore();
    const parrott = record({
      title: 'Peer coaching shows promise for residents as teachers', authors: [emptyAuthor('Parrott S')], volume: '38',
      pages: { asWritten: '234-5', first: '234', last: '235' }, date: { year: 2006, month: null, day: null, raw: '2006', precision: 'YEAR' },
      journal: { title: null, abbreviation: 'Fam Med', issns: [], nlmId: null },
    }); // prettier-ignore
    const key = citationKey(parrott);
    await importRecords(store, [
      record({ ids: ids({ pmid: '1' }), references: [{ ...mention({}, 1), recordKey: key }] }),
      parrott,
    ]);
    expect(await citedBy(store, 'pmid:1')).toEqual([[key, 1, ['test']]]);
    await importRecords(store, [{ ...parrott, source: 'other', ids: ids({ pmid: '7' }) }]);
    expect(await citedBy(store, 'pmid:1')).toEqual([['pmid:7', 1, ['test']]]);
    expect((await articleOf(store, key)).key).toBe('pmid:7');
  });
});
