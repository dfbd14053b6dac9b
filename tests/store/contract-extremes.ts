import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Order } from '../../src/store/page.js';
import { ROOT } from '../../src/store/relation.js';
import { dateKey } from '../../src/store/sort-values.js';
import type { GraphStore } from '../../src/store/store.js';
import { parseText } from '../../src/store/text.js';
import { anyPages, shown, walk, WHOLE } from './lists.js';
import { bylinesSpelledOut, groupingsSpelledOut, commonSpelledOut, listed, spelledOut } from './neighbourhood-answers.js';
import { about, abstractOnly, article, author, authorship, date, topic, write } from './records.js';

/** Hubs, numbers, texts that engines choke on, and reads while something is written. */
export function extremesContract(open: () => Promise<GraphStore>): void {
  let store: GraphStore;
  beforeEach(async () => {
    store = await open();
  });

  describe('a hub of 3,000 citers', () => {
    const CITERS = 3000;
    const citers = Array.from({ length: CITERS }, (_, i) => {
      const facts = { date: i % 7 === 0 ? null : date(1990 + (i % 30), 1 + (i % 12)), authorships: [authorship(`a${i % 3}`, 1)] };
      return write(article(`c${String(i).padStart(5, '0')}`, facts), ['hub']);
    });

    it('pages right from both ends, and counts right', async () => {
      await store.write({ authors: ['a0', 'a1', 'a2'].map((key) => author(key)), articles: [write(article('hub')), ...citers] });
      expect(await store.get('Article', ['hub'])).toMatchObject([{ citedByCount: CITERS }]);
      const order = { field: 'date', direction: 'DESC' } as const;
      const [list] = await anyPages(store, 'citedBy', ['hub'], order, WHOLE);
      const rank = ({ record }: (typeof citers)[number]) => (record.date ? record.date.year * 100 + record.date.month! : -1);
      const expected = [...citers]
        .sort((a, b) => rank(b) - rank(a) || (a.record.key < b.record.key ? 1 : -1))
        .map(({ record }) => record.key);
      expect(list!.items.map(({ record }) => record.key)).toEqual(expected);
      for (const from of ['start', 'end'] as const) {
        const pages = await walk(async (page) => (await anyPages(store, 'citedBy', ['hub'], order, page))[0]!, from, 100);
        expect(pages.length).toBe(CITERS / 100);
        const inOrder = from === 'start' ? pages : pages.reverse();
        expect(inOrder.flatMap((page) => shown(page).items)).toEqual(shown(list!).items);
      }
      const filter = { test: 'author', keys: ['a1'] } as const;
      expect(await store.counts('citedBy', ['hub'], filter)).toEqual([CITERS / 3]);
      expect(await store.counts('citedBy', ['hub'], { test: 'publicationYear', range: { from: null, to: null } })).toEqual([
        CITERS - 429,
      ]);
      const [years] = await store.facets('citedBy', ['hub'], { facet: 'year', filter: null, size: null });
      expect([years!.distinct, years!.missing, years!.values.reduce((sum, { count }) => sum + count, 0)]).toEqual([
        30,
        429,
        CITERS - 429,
      ]);
    });

    it('is stepped from whole or in part, and works cited with it are counted over the newest citers', async () => {
      // Every citer also cites `other`, every third one `third`.
      const pairs = citers.map(({ record }, i) => write(record, ['hub', 'other', ...(i % 3 === 0 ? ['third'] : [])]));
      const cited = ['hub', 'other', 'third'].map((key) => write(article(key)));
      await store.write({ authors: ['a0', 'a1', 'a2'].map((key) => author(key)), articles: [...cited, ...pairs] });
      const keys = citers.map(({ record }) => record.key);
      const step = { step: 'citedBy', from: ['other', 'hub'], to: null } as const;
      const whole = listed(await store.steps({ ...step, most: 100_000 }));
      expect(whole.total).toBe(2 * CITERS);
      expect(whole.edges.slice(0, CITERS)).toEqual(keys.map((to) => ({ from: 'hub', to, position: 1 })));
      expect(whole.edges.slice(CITERS)).toEqual(keys.map((to) => ({ from: 'other', to, position: 2 })));
      for (const most of [3, CITERS + 1])
        expect(listed(await store.steps({ ...step, most }))).toEqual({ ...whole, edges: whole.edges.slice(0, most) });
      for (const most of [3, CITERS + 1, 100_000]) {
        const edges = whole.edges.slice(0, most).map(({ from, to }) => `${from} ${to}`);
        const reach = await store.reach({ step: 'citedBy', from: step.from, most, filter: null, value: 'use' });
        expect([reach.total, reach.seen, new Set(reach.keys).size]).toEqual([2 * CITERS, edges.length, reach.keys.length]);
        const found = Array.from(reach.from, (slot, i) => `${step.from[slot]} ${reach.keys[reach.to[i]!]}`);
        expect(new Set(found)).toEqual(new Set(edges));
        expect(found).toHaveLength(edges.length);
      }
      const few = { ...step, to: ['c00007', 'c02999', 'hub'], most: 3 };
      expect(listed(await store.steps(few)).edges.map(({ from, to }) => `${from} ${to}`)).toEqual([
        'hub c00007',
        'hub c02999',
        'other c00007',
      ]);

      const common = async (mostBetween: number) => {
        const [answer] = await store.commonNeighbours({ via: 'citedBy', parents: ['hub'], mostBetween });
        const { neighbours, ...rest } = commonSpelledOut(answer!);
        return { ...rest, neighbours: neighbours.map(({ key, shared, degree }) => [key, shared, degree]) };
      };
      expect(await common(10_000)).toEqual({
        neighbours: [
          ['other', CITERS, CITERS],
          ['third', CITERS / 3, CITERS / 3],
        ],
        between: CITERS,
        visited: CITERS,
      });
      const isThird = [...pairs]
        .sort((a, b) => (dateKey(b.record.date) ?? -1) - (dateKey(a.record.date) ?? -1) || (a.record.key < b.record.key ? -1 : 1))
        .map(({ references }) => references.length === 3);
      for (const most of [300, 1_000, 2_900]) {
        const thirds = isThird.slice(0, most).filter(Boolean).length;
        expect(thirds).toBeGreaterThan(0);
        expect(await common(most)).toMatchObject({
          neighbours: [
            ['other', most, CITERS],
            ['third', thirds, CITERS / 3],
          ],
          visited: most,
        });
      }
    }, 120_000);
  });

  it('keeps numbers as they are', async () => {
    const reportedCitations = [{ source: 'x', count: Number.MAX_SAFE_INTEGER, readAt: '2024-01-01T00:00:00.000Z' }];
    const facts = { statedReferenceCount: 0, reportedCitations, date: date(9999, 12, 31) };
    const cites = { citedKey: 'y', position: 2_147_483_648, provenance: [] };
    await store.write({
      articles: [{ ...write(article('x', facts)), references: [cites] }, write(article('y', { date: date(0) }))],
    });
    expect(await store.get('Article', ['x', 'y'])).toMatchObject([facts, { date: { year: 0 } }]);
    const [page] = await anyPages(store, 'references', ['x'], { field: 'position', direction: 'DESC' }, WHOLE);
    expect(page!.items[0]!.edge).toEqual({ position: 2_147_483_648, provenance: [] });
    const [years] = await store.facets('allArticles', [ROOT], { facet: 'year', filter: null, size: null });
    expect(years!.values).toEqual([
      { value: 0, count: 1 },
      { value: 9999, count: 1 },
    ]);
    expect(await store.counts('allArticles', [ROOT], { test: 'publicationYear', range: { from: -5, to: 0 } })).toEqual([1]);
    const range = { from: 1, to: Number.MAX_SAFE_INTEGER };
    expect(await store.counts('allArticles', [ROOT], { test: 'citedByCount', range })).toEqual([1]);
  });

  it('keeps any text, but for NUL and halves of surrogate pairs', async () => {
    const title = `'"\\\`\${x} {y} $1 ?1 :n % _ \u0001\u001f\u2028\ufeff\u202e \u{1f600}\u{10ffff} e\u0301 \r\n\t`;
    await store.write({
      articles: [write(article('x', { title, volume: '', specialty: 'a\0b\ud83d' }), [], `men\0toring ${title}\ude00`)],
    });
    expect(await store.get('Article', ['x'])).toMatchObject([{ title, volume: '', specialty: 'ab\ufffd' }]);
    expect(await store.details(['x'])).toEqual([abstractOnly(`mentoring ${title}\ufffd`)]);
    expect(await store.searchCount({ text: parseText('mentoring'), kinds: ['Article'], filter: null })).toBe(1);
  });

  it('orders characters beyond U+D7FF by code points wherever it compares them', async () => {
    const keys = ['z', '\ufa0e', '\u{10400}', '\u{20000}'];
    await store.write({
      authors: [...keys, 'hub'].map((key) => author(key, { name: 'Same name' })),
      articles: keys.map((key) =>
        write(article(key, { title: 'Same', publicationTypes: [key], authorships: [authorship('hub', 1), authorship(key, 2)] })),
      ),
    });
    const listed = async (
      relation: 'allArticles' | 'authorArticles' | 'coauthors',
      field: Order['field'],
      size: number,
      from: 'start' | 'end',
    ) => {
      const order = { field, direction: 'ASC' } as const;
      const parent = relation === 'allArticles' ? ROOT : 'hub';
      const pages = await walk(async (page) => (await anyPages(store, relation, [parent], order, page))[0]!, from, size);
      return (from === 'start' ? pages : pages.reverse()).flatMap((page) => page.items.map(({ record }) => record.key));
    };
    for (const size of [1, 3])
      for (const from of ['start', 'end'] as const) {
        for (const field of ['date', 'title', 'citedByCount'] as const)
          expect(await listed('allArticles', field, size, from)).toEqual(keys);
        expect(await listed('authorArticles', 'referenceCount', size, from)).toEqual(keys);
        expect(await listed('coauthors', 'weight', size, from)).toEqual(keys);
      }
    const search = { text: parseText('same'), kinds: ['Article'], filter: null } as const;
    const [first] = (await store.search({ ...search, page: { ...WHOLE, size: 2 } })).items.slice(1);
    const rest = await store.search({ ...search, page: { ...WHOLE, after: first!.place } });
    expect(rest.items.map(({ node }) => node.record.key)).toEqual(keys.slice(2));
    for (const facet of ['publicationType', 'author'] as const) {
      const [found] = await store.facets('allArticles', [ROOT], { facet, filter: null, size: null });
      expect(found!.values.map(({ value }) => value).filter((value) => value !== 'hub')).toEqual(keys);
    }
  });

  it('keeps long texts whole, also words and names longer than any index takes', async () => {
    const long = 'x'.repeat(40_000);
    const title = `${long} 医`.repeat(3);
    const key = `k${'é'.repeat(700)}`;
    await store.write({
      articles: [write(article(key, { title, doi: `10.1000/${'y'.repeat(2000)}` }), [], title)],
      authors: [author('a', { name: long })],
    });
    expect(await store.get('Article', [key])).toMatchObject([{ title }]);
    expect((await store.find([{ scheme: 'doi', value: `10.1000/${'y'.repeat(2000)}` }]))[0]?.record.key).toBe(key);
    expect(await store.get('Author', ['a'])).toMatchObject([{ name: long }]);
    for (const text of [long, 'xx*', '医', `${long}*`])
      expect([
        text.length,
        await store.searchCount({ text: parseText(text), kinds: ['Article', 'Author'], filter: null }),
      ]).toEqual([text.length, text === '医' ? 1 : 2]);
    const [page] = await anyPages(store, 'allArticles', [ROOT], { field: 'title', direction: 'ASC' }, WHOLE);
    const [behind] = await anyPages(
      store,
      'allArticles',
      [ROOT],
      { field: 'title', direction: 'ASC' },
      { ...WHOLE, after: page!.items[0]!.place },
    );
    expect(behind).toEqual({ items: [], hasNext: false, hasPrevious: true });
  });

  it('reads all citations and bylines of more works and authors than it asks for at a time', async () => {
    const numbers = Array.from({ length: 2_100 }, (_, i) => i);
    const named = (letter: string) => (i: number) => letter + String(i).padStart(5, '0');
    const [work, person, heading] = [named('w'), named('a'), named('t')];
    const facts = (i: number) => ({
      topics: [about(heading(i))],
      publicationTypes: ['Review'],
      authorships: [authorship(person(i), 1), ...(i > 0 ? [authorship(person(0), 2)] : [])],
    });
    await store.write({
      authors: numbers.map((i) => author(person(i))),
      topics: numbers.map((i) => topic(heading(i))),
      articles: numbers.map((i) => write(article(work(i), facts(i)), i > 1 ? [work(i - 1), work(0)] : [])),
    });
    const { articles, citations } = spelledOut(await store.scanCitations());
    expect(articles.map(({ key }) => key)).toEqual(numbers.map(work));
    const cited = numbers.slice(2).flatMap((i) => [`${work(i)} → ${work(i - 1)} at 1`, `${work(i)} → ${work(0)} at 2`]);
    expect(citations).toEqual(cited.sort());
    const { topic: group, publicationType } = groupingsSpelledOut(await store.scanGroupings(), await store.scanCitations());
    expect(group).toEqual({ values: numbers.map((i) => ({ value: heading(i), articles: [work(i)] })), length: 0 });
    expect(publicationType).toEqual({ values: [{ value: 'Review', articles: numbers.map(work) }], length: 0 });
    const { authors, bylines } = bylinesSpelledOut(await store.scanBylines());
    expect(authors).toEqual(numbers.map(person));
    expect(bylines).toEqual(numbers.map((i) => (i === 0 ? person(0) : `${person(0)}, ${person(i)}`)));
  });

  it('lets reads during a write see each node as it was or as it is, and where reads are snapshots never a half of the batch', async () => {
    const version = (n: number) => ({
      articles: Array.from({ length: 150 }, (_, i) =>
        write(article(`p${i}`, { title: `Version ${n}` }), n % 2 === 0 ? ['p0'] : ['p0', 'p1']),
      ),
    });
    await store.write(version(0));
    let isWriting = true;
    const writing = (async () => {
      for (let n = 1; n <= 6; n++) await store.write(version(n));
    })().finally(() => (isWriting = false));
    const halves: unknown[] = [];
    const readOnce = async () => {
      const [[page], counts] = await Promise.all([
        anyPages(store, 'allArticles', [ROOT], { field: 'title', direction: 'ASC' }, { ...WHOLE, size: 150 }),
        store.counts('citedBy', ['p0', 'p1'], null),
      ]);
      const titles = page!.items.map(({ record }) => (record as unknown as { title: string }).title);
      expect(titles.filter((title) => !/^Version [0-6]$/.test(title))).toEqual([]);
      expect(titles.length).toBe(150);
      if (new Set(titles).size > 1) halves.push(titles);
      if (counts[0] !== 150 || ![0, 150].includes(counts[1]!)) halves.push(counts);
    };
    try {
      do await readOnce();
      while (isWriting);
    } finally {
      await writing;
    }
    if (store.can.snapshotReads) expect(halves).toEqual([]);
    expect(await store.get('Article', ['p0'])).toMatchObject([{ title: 'Version 6', citedByCount: 150 }]);
  });

  it('begins a read after every write that was acknowledged before it', async () => {
    for (let n = 1; n <= 20; n++) {
      await store.write({ articles: [write(article(`w${n}`))] });
      expect(await store.counts('allArticles', [ROOT], null)).toEqual([n]);
      expect(await store.searchCount({ text: parseText(`w${n}`), kinds: ['Article'], filter: null })).toBe(1);
    }
  });
}
