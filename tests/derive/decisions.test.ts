import { expect, test } from '@jest/globals';
import { mergeAuthors, splitAuthor } from '../../src/derive/author-decisions.js';
import { mergeWorks, refusePossible, splitWork } from '../../src/derive/decisions.js';
import { reindex } from '../../src/derive/reindex.js';
import { dateFromText } from '../../src/import/partial-date.js';
import { authorIdentities } from '../../src/ledger/author-row.js';
import { listPossible } from '../../src/ledger/possible.js';
import { workSources } from '../../src/ledger/support.js';
import { verifyGraph } from '../../src/ledger/verify.js';
import type { GraphStore } from '../../src/store/store.js';
import { describeEachEngine } from '../engines.js';
import { importMixed, mixedLibrary, randomNumbers, shuffled } from '../intake/mixed-library.js';
import { articleOf, citedBy, graphText, ids, importRecords, mention, record } from './importing.js';

const possible = async (store: GraphStore): Promise<string[]> =>
  (await listPossible(store, { after: null, limit: 1_000 })).items.map(({ works }) => works.join(' ')).sort();

const textOf = async (store: GraphStore): Promise<string> => [await graphText(store), ...(await possible(store))].join('\n');

const refusal = (code: string, message: RegExp) => ({ code, message: expect.stringMatching(message) as unknown });

const PREPRINT = 'doi:10.1101/2018.01.01.123456';
const SAMOVARS = ['doi:10.5555/s12630-016-0772-1', 'doi:10.5555/s12630-016-0773-0'] as const;

/** The decisions of a person who knows the made-up library. */
async function decide(store: GraphStore): Promise<void> {
  await mergeWorks(store, ['pmid:91000009', PREPRINT]);
  const [sources] = await workSources(store, ['pmid:91000001']);
  await splitWork(store, 'pmid:91000001', sources!.filter(({ source }) => source === 'icite').map(({ recordKey }) => recordKey)); // prettier-ignore
  for (const { id, works } of (await listPossible(store, { after: null, limit: 100 })).items)
    if (works.join() === SAMOVARS.join()) await refusePossible(store, id);
  const wang = (await articleOf(store, 'pmid:91000009')).authorships[0]!.authorKey;
  await mergeAuthors(store, [(await articleOf(store, 'pmid:91000010')).authorships[0]!.authorKey, wang]);
  const roebuck = (await articleOf(store, 'pmid:91000011')).authorships[1]!.authorKey;
  await splitAuthor(store, roebuck, ['pmid:91000011']);
}

describeEachEngine('decisions by hand', (openEmptyStore) => {
  test('survive what is imported later, in whatever order, and a reindex', async () => {
    const all = await mixedLibrary();
    const random = randomNumbers(7);
    const isNeeded = ({ format }: { format: string }): boolean =>
      ['pubmed-xml', 'openalex', 'icite', 'crossref'].includes(format);
    const [base, later] = [all.filter(isNeeded), all.filter((one) => !isNeeded(one))];
    const texts = new Set<string>();
    for (let turn = 0; turn < 3; turn++) {
      const store = await openEmptyStore();
      await importMixed(store, base);
      await decide(store);
      for (const one of shuffled(later, random)) if (random() < 0.5) await importMixed(store, [one]);
      await importMixed(store, shuffled(all, random));
      texts.add(await textOf(store));
      await reindex(store);
      texts.add(await textOf(store));
      expect((await articleOf(store, PREPRINT)).key).toBe('pmid:91000009');
      expect((await articleOf(store, 'pmid:91000009')).identifiers.map(({ value }) => value).sort()).toEqual([
        '10.1101/2018.01.01.123456', '10.5555/mx.9', '91000009', 'W91009', 'W91019',
      ]); // prettier-ignore
      expect((await articleOf(store, 'pmid:91000001')).provenance.map(({ source }) => source)).not.toContain('icite');
      expect(await possible(store)).not.toContain(SAMOVARS.join(' '));
      const [nine, ten, one, eleven] = await Promise.all(
        ['91000009', '91000010', '91000001', '91000011'].map((pmid) => articleOf(store, `pmid:${pmid}`)),
      );
      expect(nine!.authorships[0]!.authorKey).toBe(ten!.authorships[0]!.authorKey);
      expect(one!.authorships[1]!.authorKey).not.toBe(eleven!.authorships[1]!.authorKey);
      const [wang] = await authorIdentities(store, [ten!.authorships[0]!.authorKey]);
      expect(wang!.method).toBe('BY_HAND');
    }
    expect(texts.size).toBe(1);
  }, 300_000);

  test('two works with different DOIs become one, with both, and one is cited', async () => {
    const store = await openEmptyStore();
    await importRecords(store, [
      record({ ids: ids({ doi: '10.1234/a' }), title: 'English' }),
      record({ ids: ids({ doi: '10.1234/b' }), title: 'Français', volume: '3' }),
      record({
        ids: ids({ pmid: '9' }),
        title: 'Citing',
        references: [mention({ doi: '10.1234/a' }, 2), mention({ doi: '10.1234/b' }, 1)],
      }),
    ]);
    expect(await mergeWorks(store, ['doi:10.1234/b', 'doi:10.1234/a'])).toBe('doi:10.1234/a');
    expect(await articleOf(store, 'doi:10.1234/b')).toMatchObject({
      key: 'doi:10.1234/a',
      volume: '3',
      identifiers: [{ scheme: 'doi', value: '10.1234/a' }, { scheme: 'doi', value: '10.1234/b' }],
    }); // prettier-ignore
    expect(await citedBy(store, 'pmid:9')).toEqual([['doi:10.1234/a', 1, ['test']]]);
  });

  test('a merge holds when another record comes that resembles both and is certainly one of them', async () => {
    const all = await mixedLibrary();
    const recordOf = (format: string, pmid: string) =>
      all.filter((one) => one.format === format && one.item.kind === 'record' && one.item.record.ids.pmid === pmid);
    const store = await openEmptyStore();
    // An article and its correction, by the same author and with the same words behind the colon.
    await importMixed(store, [...recordOf('pubmed-xml', '91000001'), ...recordOf('pubmed-xml', '91000007')]);
    const kept = await mergeWorks(store, ['pmid:91000001', 'pmid:91000007']);
    const openalex = recordOf('openalex', '91000001');
    expect(openalex).toHaveLength(1);
    await importMixed(store, openalex);
    const [sources] = await workSources(store, [kept]);
    expect(sources!.map(({ source }) => source).sort()).toEqual(['openalex', 'pubmed-xml', 'pubmed-xml']);
    const before = await textOf(store);
    await reindex(store);
    expect(await textOf(store)).toBe(before);
  });

  test('a retraction is that of the work that has the identifier, before a split or after it', async () => {
    const notice = record({ ids: ids({ pmid: '2' }), title: 'Retraction', corrections: [{ type: 'RetractionOf', ids: ids({ pmid: '1' }), text: null }] }); // prettier-ignore
    const both = ['test', 'icite'].map((source) => record({ ids: ids({ pmid: '1' }), title: 'Of kettles', source }));
    for (const isFirst of [true, false]) {
      const store = await openEmptyStore();
      if (isFirst) await importRecords(store, [notice]);
      await importRecords(store, both);
      const [other] = (await splitWork(store, 'pmid:1')).filter((key) => key !== 'pmid:1');
      if (!isFirst) await importRecords(store, [notice]);
      const retracted = async () =>
        [await articleOf(store, 'pmid:1'), await articleOf(store, other!)].map((one) => one.isRetracted);
      expect(await retracted()).toEqual([true, false]);
      await reindex(store);
      expect(await retracted()).toEqual([true, false]);
    }
  });

  test('a merge holds where what comes is like one of its records, and shares an identifier with the other', async () => {
    const store = await openEmptyStore();
    const text = { title: 'Coaching of residents on rural wards', date: dateFromText('2019'), volume: '4' };
    await importRecords(store, [
      record({ ...text, ids: ids({ doi: '10.1234/a' }) }),
      record({ ...text, ids: ids({ doi: '10.1234/a.pre' }) }),
    ]);
    const work = await mergeWorks(store, ['doi:10.1234/a', 'doi:10.1234/a.pre']);
    // The second one leads to the article, whose preprint the first one has already been compared with.
    await importRecords(store, [
      record({ ...text, ids: ids({ doi: '10.9999/other' }) }),
      record({ source: 'opencitations', ids: ids({ doi: '10.1234/a' }), title: null }),
    ]);
    for (const again of [async () => {}, () => reindex(store)]) {
      await again();
      expect((await articleOf(store, 'doi:10.1234/a.pre')).key).toBe(work);
      expect((await articleOf(store, 'doi:10.1234/a')).key).toBe(work);
      const problems: unknown[] = [];
      await verifyGraph(store, { onProblem: (problem) => problems.push(problem) });
      expect(problems).toEqual([]);
    }
  });

  test('the newest decision about records holds: split, merged again, split again', async () => {
    const store = await openEmptyStore();
    const [a, b, c] = ['one', 'two', 'three'].map((source) => record({ source, ids: ids({ pmid: '1' }), title: `By ${source}` }));
    await importRecords(store, [a!, b!, c!]);
    const before = await textOf(store);
    const [sources] = await workSources(store, ['pmid:1']);
    const keyOf = (source: string): string => sources!.find((one) => one.source === source)!.recordKey;
    const works = await splitWork(store, 'pmid:1', [keyOf('three')]);
    expect(works).toHaveLength(2);
    const apart = await textOf(store);
    // Only one work can have the identifier; the other one is named by its record.
    expect(works.filter((key) => key === 'pmid:1' || key.startsWith('rec:'))).toHaveLength(2);
    expect(await mergeWorks(store, works)).toBe('pmid:1');
    expect(await textOf(store)).toBe(before);
    await splitWork(store, 'pmid:1', [keyOf('three')]);
    expect(await textOf(store)).toBe(apart);
    await mergeWorks(store, [...works].reverse());
    expect(await textOf(store)).toBe(before);
    expect(await splitWork(store, 'pmid:1', [])).toHaveLength(3);
  });

  test('the newest decision about people holds as well', async () => {
    const store = await openEmptyStore();
    const all = await mixedLibrary();
    await importMixed(store, all);
    const before = await textOf(store);
    const roebuck = (await articleOf(store, 'pmid:91000011')).authorships[1]!.authorKey;
    const people = await splitAuthor(store, roebuck, ['pmid:91000011']);
    expect(people).toHaveLength(2);
    expect(people).toContain(roebuck);
    const one = await mergeAuthors(store, people);
    expect(one).toBe(roebuck);
    const [author] = await store.get('Author', [one]);
    expect(author!.articleCount).toBe(2);
    expect(await textOf(store)).toBe(before);
    expect(await splitAuthor(store, one, ['pmid:91000001'])).toHaveLength(2);
  });

  test('a split wakes citations by text that fit both, a merge those that fitted none', async () => {
    const store = await openEmptyStore();
    await importMixed(store, await mixedLibrary());
    const cups = 'cit:4e78b1c0be516fff';
    expect((await citedBy(store, 'doi:10.5555/mx.20')).map(([key]) => key)).toContain(cups);
    const works = await splitWork(store, cups);
    expect(works).toHaveLength(2);
    expect((await citedBy(store, 'doi:10.5555/mx.20')).map(([key]) => key)).toEqual(['doi:10.5555/mx.12']);
    await mergeWorks(store, works);
    expect((await citedBy(store, 'doi:10.5555/mx.20')).map(([key]) => key)).toEqual([cups, 'doi:10.5555/mx.12']);
  });

  test('what cannot be decided is refused with the reason', async () => {
    const store = await openEmptyStore();
    const twice = [
      record({ source: 'ris', ids: ids({ pmid: '1' }) }),
      record({ source: 'ris', ids: ids({ pmid: '1' }), volume: '2' }),
    ];
    await importRecords(store, [
      ...twice,
      record({ ids: ids({ pmid: '2' }), title: 'Cites', references: [mention({ pmid: '3' })] }),
    ]);
    await expect(mergeWorks(store, ['pmid:1', 'pmid:8'])).rejects.toMatchObject(refusal('BAD_USER_INPUT', /no article "pmid:8"/));
    await expect(mergeWorks(store, ['pmid:1', 'pmid:1'])).rejects.toMatchObject(refusal('BAD_USER_INPUT', /at least two/));
    await expect(mergeWorks(store, ['pmid:1', 'pmid:3'])).rejects.toMatchObject(refusal('BAD_USER_INPUT', /identifier alone/));
    await expect(splitWork(store, 'pmid:2')).rejects.toMatchObject(refusal('BAD_USER_INPUT', /only one record/));
    await expect(splitWork(store, 'pmid:1', ['x'])).rejects.toMatchObject(refusal('BAD_USER_INPUT', /no record "x"/));
    // Both are what one source says of one work: a decision could not tell them apart when newer versions come.
    await expect(splitWork(store, 'pmid:1')).rejects.toMatchObject(refusal('BAD_USER_INPUT', /versions of one record/));
    await expect(refusePossible(store, 'x')).rejects.toMatchObject(refusal('BAD_USER_INPUT', /no possible duplicate "x"/));
    await expect(mergeAuthors(store, ['author:1', 'author:2'])).rejects.toMatchObject(refusal('BAD_USER_INPUT', /no author/));
  });
});
