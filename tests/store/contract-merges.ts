import { beforeEach, expect, it } from '@jest/globals';
import { NO_DETAILS } from '../../src/records.js';
import { pairKey, ROOT } from '../../src/store/relation.js';
import type { GraphStore } from '../../src/store/store.js';
import { parseText } from '../../src/store/text.js';
import { dump } from './dump.js';
import { library } from './library.js';
import { anyPages, WHOLE } from './lists.js';
import { about, article, author, authorship, date, journal, topic, write } from './records.js';

/** Nodes that go, and keys that lead to a survivor: a key once given out always resolves. */
export function mergeContract(open: () => Promise<GraphStore>): void {
  let store: GraphStore;
  beforeEach(async () => {
    store = await open();
    await store.write(library());
  });

  const keyOf = async (kind: 'Article' | 'Author' | 'Journal' | 'Topic', key: string) => (await store.get(kind, [key]))[0]?.key;

  it('takes out an article with its edges on both sides', async () => {
    await store.write({
      remove: [
        { kind: 'Article', key: 'p3' },
        { kind: 'Article', key: 'nobody' },
      ],
    });
    expect(await store.get('Article', ['p3'])).toEqual([null]);
    expect(await store.find([{ scheme: 'doi', value: '10.1000/p3' }])).toEqual([null]);
    expect(await store.details(['p3'])).toEqual([NO_DETAILS]);
    expect(await store.get('Article', ['p1', 'p8', 's1', 's2', 'p7'])).toMatchObject([
      { referenceCount: 3 },
      { referenceCount: 5 },
      { citedByCount: 1 },
      { citedByCount: 1 },
      { citedByCount: 8 },
    ]);
    expect(await store.get('Author', ['a3', 'a4'])).toMatchObject([{ articleCount: 1 }, { articleCount: 1, firstYear: 2017 }]);
    expect(await store.get('Journal', ['j2'])).toMatchObject([{ articleCount: 1 }]);
    expect(await store.get('Topic', ['t3'])).toMatchObject([{ articleCount: 1 }]);
    expect(await store.searchCount({ text: parseText('hopital OR "l\'hopital"'), kinds: ['Article'], filter: null })).toBe(0);
    expect((await store.describe()).counts).toMatchObject({
      articles: 8,
      citations: 16,
      authorships: 9,
      topicAssignments: 6,
      publishedIn: 6,
    });
    expect((await store.describe()).completeness).toEqual({ withReferences: 7, withAuthors: 5, withAbstract: 2, withTopics: 4 });
  });

  it('takes out nodes that no record names, and none that the batch writes', async () => {
    await store.write({
      authors: [author('a8', { name: 'Kept' })],
      remove: [
        { kind: 'Author', key: 'a6' },
        { kind: 'Author', key: 'a8' },
        { kind: 'Journal', key: 'j4' },
        { kind: 'Topic', key: 't5' },
      ],
    });
    expect(await store.get('Author', ['a6', 'a8'])).toMatchObject([null, { name: 'Kept' }]);
    expect((await store.describe()).counts).toMatchObject({ authors: 7, journals: 3, topics: 4 });
    expect(
      await store.searchCount({
        text: parseText('clinical OR unused OR idle'),
        kinds: ['Author', 'Journal', 'Topic'],
        filter: null,
      }),
    ).toBe(0);
    expect(await store.counts('allTopics', [ROOT], null)).toEqual([4]);
  });

  it('keeps who cites an article that one batch both removes and writes', async () => {
    await store.write({ articles: [write(article('p7', { title: 'Anew' }))], remove: [{ kind: 'Article', key: 'p7' }] });
    expect(await store.get('Article', ['p7'])).toMatchObject([{ title: 'Anew', citedByCount: 9 }]);
  });

  it('leads citations to an heir, with their facts', async () => {
    const position = { field: 'position', direction: 'ASC' } as const;
    const cited = async (key: string) =>
      (await anyPages(store, 'references', [key], position, WHOLE))[0]!.items.map(({ record, edge }) => [record.key, edge]);
    const before = await cited('p3');
    // p1 and p3 cite s1, and p1 cites p2 besides.
    await store.write({
      articles: [write(article('new', { title: 'Anew' }), ['p7'])],
      heirs: [{ from: 's1', to: 'new' }, { from: 'nobody', to: 'p2' }], // prettier-ignore
    });
    expect(await store.get('Article', ['s1', 'new', 'p1', 'p3'])).toMatchObject([
      { citedByCount: 0 },
      { citedByCount: 2, referenceCount: 1 },
      { referenceCount: 4 },
      { referenceCount: 3 },
    ]);
    expect(await cited('p3')).toEqual(before.map(([key, edge]) => [key === 's1' ? 'new' : key, edge]));
    expect(await store.counts('citedBy', ['s1', 'new'], null)).toEqual([0, 2]);
    // Of a work that cites both, and of the heir itself, the edge stays.
    await store.write({ heirs: [{ from: 'new', to: 'p2' }, { from: 'p7', to: 'p2' }] }); // prettier-ignore
    expect((await cited('p1')).map(([key]) => key)).toEqual(['p2', 'p3', 'new', 'p7']);
    expect((await cited('p3')).map(([key]) => key)).toEqual(['p7', 'p2', 's2']);
    expect((await cited('p2')).map(([key]) => key)).toEqual(['p7']);
  });

  it('lays what a batch writes over what it leads to heirs, one heir after the other', async () => {
    const again = library().articles!.find(({ record }) => record.key === 'p3')!;
    await store.write({ articles: [again], heirs: [{ from: 's1', to: 'p4' }, { from: 'p4', to: 'p6' }, { from: 's2', to: 's2' }] }); // prettier-ignore
    expect(await store.get('Article', ['s1', 'p4', 'p6', 's2'])).toMatchObject([
      { citedByCount: 1 },
      { citedByCount: 0 },
      { citedByCount: 2 },
      {},
    ]);
    const graph = await dump(store);
    await expect(store.write({ heirs: [{ from: 'p7', to: 'nobody' }] })).rejects.toThrow('nobody');
    expect(await dump(store)).toEqual(graph);
  });

  it('turns the page where the entry of a cursor is gone', async () => {
    const order = { field: 'date', direction: 'DESC' } as const;
    const [list] = await anyPages(store, 'citedBy', ['p7'], order, WHOLE);
    const keys = list!.items.map(({ record }) => record.key);
    await store.write({ remove: [0, 3, keys.length - 1].map((at) => ({ kind: 'Article', key: keys[at]! })) });
    const after = async (at: number) => {
      const [page] = await anyPages(store, 'citedBy', ['p7'], order, { ...WHOLE, size: 2, after: list!.items[at]!.place });
      return { keys: page!.items.map(({ record }) => record.key), next: page!.hasNext, previous: page!.hasPrevious };
    };
    const before = async (at: number) => {
      const [page] = await anyPages(store, 'citedBy', ['p7'], order, {
        from: 'end',
        size: 2,
        after: null,
        before: list!.items[at]!.place,
      });
      return { keys: page!.items.map(({ record }) => record.key), next: page!.hasNext, previous: page!.hasPrevious };
    };
    expect(await after(0)).toEqual({ keys: [keys[1], keys[2]], next: true, previous: false });
    expect(await after(3)).toEqual({ keys: [keys[4], keys[5]], next: true, previous: true });
    expect(await after(keys.length - 1)).toEqual({ keys: [], next: false, previous: true });
    expect(await before(0)).toEqual({ keys: [], next: true, previous: false });
    expect(await before(3)).toEqual({ keys: [keys[1], keys[2]], next: true, previous: false });
    expect(await before(keys.length - 1)).toEqual({ keys: keys.slice(-3, -1), next: false, previous: true });
  });

  it('follows keys that were merged away, wherever a key is taken', async () => {
    const [p1, , p3] = library().articles!;
    await store.write({
      articles: [
        {
          ...p1!,
          record: { ...p1!.record, authorships: [authorship('a6', 1)], journalKey: 'j2', topics: [about('t2')] },
          references: p3!.references,
        },
        ...library()
          .articles!.filter(({ record }) => ['p2', 'p3', 'p4'].includes(record.key))
          .map((one) => ({ ...one, record: { ...one.record, authorships: [authorship('a6', 1)] } })),
      ],
      remove: [
        { kind: 'Author', key: 'a1' },
        { kind: 'Article', key: 'p8' },
      ],
      aliases: [
        { kind: 'Author', from: 'a1', to: 'a6' },
        { kind: 'Article', from: 'p8', to: 'p1' },
        { kind: 'Journal', from: 'old j', to: 'j2' },
        { kind: 'Topic', from: 'old t', to: 't2' },
      ],
    });
    expect([
      await keyOf('Author', 'a1'),
      await keyOf('Article', 'p8'),
      await keyOf('Journal', 'old j'),
      await keyOf('Topic', 'old t'),
    ]).toEqual(['a6', 'p1', 'j2', 't2']);
    expect(await keyOf('Journal', 'a1')).toBeUndefined();
    expect((await store.details(['p8']))[0]!.abstract).toHaveLength(1);
    expect(await store.counts('authorArticles', ['a1', 'a6'], null)).toEqual([4, 4]);
    expect(await store.counts('references', ['p8'], null)).toEqual([3]);
    expect(await store.counts('sharedArticles', [pairKey('a1', 'a6')], null)).toEqual([4]);
    expect(await store.counts('topicArticles', ['old t'], { test: 'journal', keys: ['old j'] })).toEqual([2]);
    const filtered = async (filter: NonNullable<Parameters<typeof store.counts<'allArticles'>>[2]>) =>
      (await store.counts('allArticles', [ROOT], filter))[0];
    expect(await filtered({ test: 'author', keys: ['a1'] })).toBe(4);
    expect(await filtered({ test: 'among', keys: ['p8', 'p1'] })).toBe(1);
    expect(await filtered({ test: 'journal', keys: ['old j'] })).toBe(3);
    expect(await filtered({ test: 'topic', keys: ['old t'] })).toBe(2);
    expect(await store.counts('allAuthors', [ROOT], { test: 'among', keys: ['a1'] })).toEqual([1]);
    const [facet] = await store.facets('authorArticles', ['a1'], { facet: 'author', filter: null, size: 5 });
    expect(facet!.values).toEqual([{ value: 'a6', count: 4 }]);
  });

  it('follows chains of merges to their end, in whatever order they come', async () => {
    const alias = (from: string, to: string) => ({ kind: 'Author' as const, from, to });
    await store.write({ aliases: [alias('x1', 'x2'), alias('x2', 'a8')] });
    expect(await keyOf('Author', 'x1')).toBe('a8');
    await store.write({ remove: [{ kind: 'Author', key: 'a8' }], aliases: [alias('a8', 'a6')] });
    expect([await keyOf('Author', 'x1'), await keyOf('Author', 'x2'), await keyOf('Author', 'a8')]).toEqual(['a6', 'a6', 'a6']);
    await store.write({ aliases: [alias('x0', 'x1')] });
    expect(await keyOf('Author', 'x0')).toBe('a6');
    await store.write({ aliases: [alias('x2', 'a7')] });
    expect(await keyOf('Author', 'x2')).toBe('a7');
    const before = await dump(store);
    await store.write({ aliases: [alias('x2', 'a7'), alias('x0', 'x1')] });
    expect(await dump(store)).toEqual(before);
  });

  it('writes references to merged keys as references to the survivor', async () => {
    await store.write({
      remove: [{ kind: 'Article', key: 's1' }],
      aliases: [
        { kind: 'Article', from: 's1', to: 's2' },
        { kind: 'Topic', from: 'tx', to: 't5' },
      ],
    });
    await store.write({
      articles: [write(article('n', { topics: [about('tx')] }), ['s1', 's2', 'p2'])],
      topics: [topic('t6', { broaderKeys: ['tx'] })],
    });
    const [page] = await anyPages(store, 'references', ['n'], { field: 'position', direction: 'ASC' }, WHOLE);
    expect(page!.items.map(({ record, edge }) => [record.key, (edge as { position: number }).position])).toEqual([
      ['s2', 1],
      ['p2', 3],
    ]);
    expect(await store.get('Topic', ['t5'])).toMatchObject([{ articleCount: 1 }]);
    expect(await store.counts('narrower', ['t5', 'tx'], null)).toEqual([1, 1]);
  });

  it('lets a node stand for itself under a key whose survivor has been taken out', async () => {
    await store.write({ aliases: [{ kind: 'Article', from: 'old', to: 's2' }] });
    await store.write({ remove: [{ kind: 'Article', key: 's2' }] });
    expect(await keyOf('Article', 'old')).toBeUndefined();
    await store.write({ articles: [write(article('old'))] });
    expect(await keyOf('Article', 'old')).toBe('old');
    await store.write({ remove: [{ kind: 'Article', key: 'old' }] });
    await store.write({ articles: [write(article('s2'))] });
    expect(await keyOf('Article', 'old')).toBeUndefined();
  });

  it('lets a node that is written under a merged key stand for itself again', async () => {
    await store.write({ aliases: [{ kind: 'Journal', from: 'old', to: 'j1' }] });
    await store.write({ journals: [journal('old', { title: 'Reborn' })] });
    expect(await store.get('Journal', ['old'])).toMatchObject([{ key: 'old', title: 'Reborn', articleCount: 0 }]);
    expect(await store.get('Journal', ['j1'])).toMatchObject([{ articleCount: 3 }]);
  });

  it('finds nobody behind a merged key whose survivor is gone, until it is back', async () => {
    await store.write({ aliases: [{ kind: 'Author', from: 'x', to: 'a8' }] });
    await store.write({ remove: [{ kind: 'Author', key: 'a8' }] });
    expect(await store.get('Author', ['x', 'a8'])).toEqual([null, null]);
    expect(await store.counts('authorArticles', ['x'], null)).toEqual([0]);
    await store.write({ authors: [author('a8')] });
    expect(await keyOf('Author', 'x')).toBe('a8');
  });

  it('lays the edges of a merged key whose survivor comes back with the article that names it', async () => {
    await store.write({ aliases: [{ kind: 'Author', from: 'x', to: 'a8' }] });
    await store.write({ remove: [{ kind: 'Author', key: 'a8' }] });
    const named = article('by-x', { authorships: [authorship('x', 1)], date: date(1999) });
    await store.write({ articles: [write(named)], authors: [author('a8')] });
    expect(await store.get('Author', ['x'])).toMatchObject([{ key: 'a8', articleCount: 1, firstYear: 1999, lastYear: 1999 }]);
  });
}
