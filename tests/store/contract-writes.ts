import { beforeEach, describe, expect, it } from '@jest/globals';
import { NO_DETAILS, type Kind } from '../../src/records.js';
import { ROOT, type Relation } from '../../src/store/relation.js';
import type { GraphStore, WriteBatch } from '../../src/store/store.js';
import { parseText } from '../../src/store/text.js';
import { dump } from './dump.js';
import { library } from './library.js';
import { anyPages, WHOLE } from './lists.js';
import { about, article, author, authorship, date, journal, SOURCE, stub, topic, write } from './records.js';

/** Writing: all or nothing, the same again changes nothing, what is written replaces what was there. */
export function writeContract(open: () => Promise<GraphStore>): void {
  let store: GraphStore;
  beforeEach(async () => {
    store = await open();
  });

  const keysOf = async (relation: Relation, parent: string, direction: 'ASC' | 'DESC' = 'DESC') => {
    const field = ['allAuthors', 'coauthors', 'broader', 'narrower', 'relatedTopics', 'allTopics'].includes(relation)
      ? 'name'
      : 'date';
    const [page] = await anyPages(store, relation, [parent], { field, direction }, WHOLE);
    expect(await store.counts(relation, [parent], null)).toEqual([page!.items.length]);
    return page!.items.map(({ record }) => record.key);
  };
  const one = async <K extends Kind>(kind: K, key: string) => (await store.get(kind, [key]))[0]!;
  const found = async (text: string) => {
    const query = { text: parseText(text), kinds: ['Article', 'Author', 'Journal', 'Topic'] as const, filter: null };
    return (await store.search({ ...query, page: WHOLE })).items.map(({ node }) => node.record.key).sort();
  };
  /** The batch is refused with an error that says this, and the store is as it was. */
  async function expectRefused(batch: WriteBatch, ...words: string[]) {
    const [before, { dataVersion }] = [await dump(store), await store.describe()];
    const error = await store.write(batch).then(() => null, (reason: Error) => reason); // prettier-ignore
    expect(error).toMatchObject({ name: 'CodedError', code: 'INTERNAL_SERVER_ERROR' });
    for (const word of words) expect(error!.message).toContain(word);
    expect(await dump(store)).toEqual(before);
    expect((await store.describe()).dataVersion).toBe(dataVersion);
  }

  it('begins empty', async () => {
    const { counts, completeness } = await store.describe();
    expect(new Set([...Object.values(counts), ...Object.values(completeness)])).toEqual(new Set([0]));
    expect(await keysOf('allArticles', ROOT)).toEqual([]);
    expect(await found('NOT x')).toEqual([]);
    expect(await store.facets('allArticles', [ROOT], { facet: 'year', filter: null, size: null })).toEqual([
      { values: [], distinct: 0, missing: 0 },
    ]);
    await store.write({});
    expect((await store.describe()).counts.articles).toBe(0);
  });

  it('changes nothing but the version and the time when the same is written again', async () => {
    await store.write(library());
    const [before, then] = [await dump(store), await store.describe()];
    await store.write(library());
    await store.write({ articles: library().articles!.slice(2, 5) });
    expect(await dump(store)).toEqual(before);
    const now = await store.describe();
    expect(now.dataVersion).toBeGreaterThan(then.dataVersion);
    expect(Date.parse(now.lastChangedAt!)).toBeGreaterThanOrEqual(Date.parse(then.lastChangedAt!));
  });

  it('gives the same graph whatever the order of the batches and of the lists in them', async () => {
    await store.write(library());
    const before = await dump(store);
    store = await open();
    const { articles, authors, journals, topics } = library();
    await store.write({ topics: [...topics!].reverse() });
    await store.write({ authors, journals });
    await store.write({ articles: articles!.map(({ record }) => write(stub(record.key))) });
    for (const part of [...articles!].reverse()) await store.write({ articles: [part] });
    expect(await dump(store)).toEqual(before);
  });

  it('replaces what an article had: text, edges, identifiers; counts follow', async () => {
    await store.write(library());
    await store.write({
      articles: [
        write(
          article('p1', {
            pmid: '777',
            title: 'Something else',
            date: date(1990),
            journalKey: 'j2',
            authorships: [authorship('a8', 1)],
          }),
          ['p4'],
        ),
      ],
    });
    expect(await one('Article', 'p1')).toMatchObject({
      pmid: '777',
      pmcid: null,
      referenceCount: 1,
      citedByCount: 2,
      hasAbstract: false,
      topics: [],
    });
    expect(
      await store.find([
        { scheme: 'pmid', value: '101' },
        { scheme: 'doi', value: '10.1000/p1' },
      ]),
    ).toEqual([null, null]);
    expect((await store.find([{ scheme: 'pmid', value: '777' }]))[0]?.record.key).toBe('p1');
    expect(await store.details(['p1'])).toEqual([NO_DETAILS]);
    expect(await keysOf('references', 'p1')).toEqual(['p4']);
    expect(await keysOf('citedBy', 'p2')).toEqual(['p8']);
    expect(await keysOf('citedBy', 'p1')).toEqual(['p8', 's3']);
    expect(await keysOf('authorArticles', 'a8')).toEqual(['p1']);
    expect(await one('Author', 'a8')).toMatchObject({ articleCount: 1, firstYear: 1990, lastYear: 1990 });
    expect(await one('Author', 'a1')).toMatchObject({ articleCount: 3, firstYear: 2015, lastYear: 2015 });
    expect(await one('Author', 'a5')).toMatchObject({ articleCount: 1, firstYear: null, lastYear: null });
    expect([(await one('Journal', 'j1')).articleCount, (await one('Journal', 'j2')).articleCount]).toEqual([2, 3]);
    expect(await one('Topic', 't4')).toMatchObject({ articleCount: 1 });
    expect(await keysOf('coauthors', 'a5')).toEqual([]);
    expect(await found('review')).toEqual([]);
    expect(await found('something')).toEqual(['p1']);
    expect((await store.describe()).counts).toMatchObject({
      citations: 18,
      authorships: 10,
      topicAssignments: 6,
      publishedIn: 7,
    });
  });

  it('moves an article whose date changes to its new place in every list by date', async () => {
    await store.write(library());
    const p6 = library().articles!.find(({ record }) => record.key === 'p6')!;
    await store.write({ articles: [{ ...p6, record: { ...p6.record, date: date(2024, 2, 29) } }] });
    expect((await keysOf('citedBy', 'p7'))[0]).toBe('p6');
    expect((await keysOf('authorArticles', 'a4'))[0]).toBe('p6');
    expect((await keysOf('topicArticles', 't4'))[0]).toBe('p6');
    expect(await one('Author', 'a4')).toMatchObject({ firstYear: 2015, lastYear: 2024 });
    await store.write({ articles: [{ ...p6, record: { ...p6.record, date: null } }] });
    expect((await keysOf('citedBy', 'p7')).slice(-4)).toEqual(['s3', 'p6', 'p5x', 'p5']);
    expect(await one('Author', 'a4')).toMatchObject({ firstYear: 2015, lastYear: 2015 });
  });

  it('replaces nodes of the other kinds, and keeps what hangs on them', async () => {
    await store.write(library());
    await store.write({
      authors: [author('a1', { name: 'Zimmer S' })],
      journals: [journal('j2', { title: 'New name', issns: [{ value: '0000-0019', type: 'PRINT' }] })],
      topics: [topic('t4', { name: 'Near peers', broaderKeys: ['t3'] })],
    });
    expect(await one('Author', 'a1')).toMatchObject({ name: 'Zimmer S', orcid: null, articleCount: 4 });
    expect((await keysOf('allAuthors', ROOT, 'ASC')).slice(-2)).toEqual(['a1', 'a4']);
    expect(await store.find([{ scheme: 'orcid', value: '0000-0002-1825-0097' }])).toEqual([null]);
    expect(
      (
        await store.find([
          { scheme: 'issn', value: '0000-0019' },
          { scheme: 'journal-name', value: 'med teach' },
        ])
      ).map((node) => node?.record.key),
    ).toEqual(['j2', 'j3']);
    expect(await keysOf('broader', 't4')).toEqual(['t3']);
    expect(await keysOf('narrower', 't1', 'ASC')).toEqual(['t2', 't3']);
    expect(await found('boone')).toEqual(['a6', 'p1']);
    expect(await found('near')).toEqual(['t4']);
  });

  it('makes a stub a full record without losing who cites it', async () => {
    await store.write(library());
    await store.write({
      articles: [write(article('s1', { pmid: '201', doi: '10.1000/s1', title: 'Now known', date: date(2010) }), ['p2'], 'Text.')],
    });
    expect(await one('Article', 's1')).toMatchObject({ status: 'FULL', title: 'Now known', citedByCount: 2, referenceCount: 1 });
    expect(await keysOf('citedBy', 's1')).toEqual(['p1', 'p3']);
    expect((await store.describe()).counts).toMatchObject({ articles: 10, stubs: 2 });
    expect(await found('known')).toEqual(['s1']);
    expect(await store.counts('references', ['p1'], { test: 'status', values: ['FULL'] })).toEqual([4]);
  });

  it('takes the first of several entries for one node, and the last of several writes of one', async () => {
    const cites = (position: number) => ({ citedKey: 'y', position, provenance: SOURCE });
    const topics = [about('t', { matchedText: 'first' }), about('t', { method: 'MESH_INDEXING' })];
    await store.write({
      topics: [topic('t', { name: 'Old' }), topic('t', { name: 'New' })],
      articles: [
        write(article('y')),
        write(article('x', { topics: [], journalKey: 'nobody' }), ['x', 'nobody']),
        { ...write(article('x', { topics })), references: [cites(3), cites(1)] },
      ],
    });
    expect(await one('Topic', 't')).toMatchObject({ name: 'New', articleCount: 1 });
    expect(await one('Article', 'x')).toMatchObject({ referenceCount: 1, citedByCount: 0, topics });
    const edgeOf = async (relation: Relation, parent: string) =>
      (await anyPages(store, relation, [parent], { field: 'date', direction: 'ASC' }, WHOLE))[0]!.items.map(({ edge }) => edge);
    expect(await edgeOf('references', 'x')).toEqual([{ position: 3, provenance: SOURCE }]);
    expect(await edgeOf('topicArticles', 't')).toEqual([topics[0]]);
    expect((await store.describe()).counts).toMatchObject({ topicAssignments: 1, citations: 1 });
  });

  it('lets a work cite itself', async () => {
    await store.write({ articles: [write(article('x'), ['x'])] });
    expect([await keysOf('references', 'x'), await keysOf('citedBy', 'x')]).toEqual([['x'], ['x']]);
    await store.write({ articles: [write(article('x'), [])] });
    expect(await one('Article', 'x')).toMatchObject({ referenceCount: 0, citedByCount: 0 });
  });

  describe('refuses whole, and says why', () => {
    beforeEach(() => store.write(library()));
    const fine = [write(article('new'))];

    it.each<[string, WriteBatch, string]>([
      ['reference', { articles: [...fine, write(article('bad'), ['missing-work'])] }, 'missing-work'],
      [
        'author',
        { articles: [...fine, write(article('bad', { authorships: [authorship('missing-author', 1)] }))] },
        'missing-author',
      ],
      ['journal', { articles: [...fine, write(article('bad', { journalKey: 'missing-journal' }))] }, 'missing-journal'],
      ['topic', { articles: [...fine, write(article('bad', { topics: [about('missing-topic')] }))] }, 'missing-topic'],
      ['broader topic', { articles: fine, topics: [topic('bad', { broaderKeys: ['missing-topic'] })] }, 'missing-topic'],
      ['survivor', { articles: fine, aliases: [{ kind: 'Article', from: 'old', to: 'missing-work' }] }, 'missing-work'],
    ])('a %s that is not there', async (_, batch, culprit) => {
      await expectRefused(batch, culprit);
    });

    it.each<[string, WriteBatch, string]>([
      ['PMID', { articles: [...fine, write(article('bad', { pmid: '101' }))] }, '101'],
      ['DOI', { articles: [...fine, write(article('bad', { doi: '10.1000/s2' }))] }, '10.1000/s2'],
      [
        'PMCID within the batch',
        { articles: [write(article('new', { pmcid: 'PMC9' })), write(article('bad', { pmcid: 'PMC9' }))] },
        'PMC9',
      ],
      [
        'OpenAlex id',
        { articles: [...fine, write(article('bad', { identifiers: [{ scheme: 'openalex', value: 'W102' }] }))] },
        'W102',
      ],
      ['ORCID', { articles: fine, authors: [author('bad', { orcid: '0000-0002-1825-0097' })] }, '0000-0002-1825-0097'],
      ['ISSN', { articles: fine, journals: [journal('bad', { issns: [{ value: '1472-6920', type: 'PRINT' }] })] }, '1472-6920'],
      ['NLM id', { articles: fine, journals: [journal('bad', { nlmId: '101088679' })] }, '101088679'],
      ['MeSH UI', { articles: fine, topics: [topic('bad', { meshId: 'D008569' })] }, 'D008569'],
    ])('an identifier of two nodes: %s', async (_, batch, culprit) => {
      await expectRefused(batch, culprit);
    });

    it('the removal of a node that a record still names', async () => {
      await expectRefused({ articles: fine, remove: [{ kind: 'Author', key: 'a4' }] }, 'a4');
      await expectRefused({ articles: fine, remove: [{ kind: 'Journal', key: 'j3' }] }, 'j3');
      await expectRefused({ articles: fine, remove: [{ kind: 'Topic', key: 't4' }] }, 't4');
      await expectRefused({ articles: fine, remove: [{ kind: 'Topic', key: 't1' }] }, 't1');
    });

    it('an alias away from a node that is there, or to itself', async () => {
      await expectRefused({ articles: fine, aliases: [{ kind: 'Article', from: 'p1', to: 'p2' }] }, 'p1');
      await expectRefused({ articles: fine, aliases: [{ kind: 'Article', from: 'nobody', to: 'nobody' }] }, 'nobody');
    });
  });

  it('lets an identifier go from one node to another in one batch', async () => {
    await store.write(library());
    await store.write({
      articles: [
        write(article('q', { pmid: '101' })),
        write(article('p1', { pmid: '102' })),
        write(article('p2', { pmid: '103' })),
      ],
    });
    const nodes = await store.find(['101', '102', '103'].map((value) => ({ scheme: 'pmid' as const, value })));
    expect(nodes.map((node) => node?.record.key)).toEqual(['q', 'p1', 'p2']);
    await store.write({ remove: [{ kind: 'Article', key: 'q' }], articles: [write(article('r', { pmid: '101' }))] });
    expect((await store.find([{ scheme: 'pmid', value: '101' }]))[0]?.record.key).toBe('r');
  });
}
