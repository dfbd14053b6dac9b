import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { KINDS, NO_DETAILS, type Kind } from '../../src/records.js';
import type { Filter } from '../../src/store/filter.js';
import { openStore } from '../../src/store/open.js';
import type { Place } from '../../src/store/page.js';
import { openSession, type Session } from '../../src/store/sqlite/connection.js';
import type { PackedSearch } from '../../src/store/sqlite/quick-search.js';
import { search } from '../../src/store/sqlite/search.js';
import { wordPlan } from '../../src/store/sqlite/search-plan.js';
import type { ArticleWrite, GraphStore, SearchQuery } from '../../src/store/store.js';
import { parseText } from '../../src/store/text.js';
import { article, author, write } from './records.js';

/** The quick way of searching gives the very pages of FTS5, scores to the last digit, whatever has happened to the index. */

const VOCABULARY = Array.from({ length: 40 }, (_, i) => `${'abcdefghij'[i % 10]}${'klmnoprst'[i % 9]}a${i}`);

/** Numbers from 0 up to 1, the same each time. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

const random = numbers(7);
/** The first words more often than the last. */
const someWords = (most: number): string =>
  Array.from({ length: 1 + Math.floor(most * random()) }, () => VOCABULARY[Math.floor(VOCABULARY.length * random() ** 2)]).join(
    ' ',
  );

function work(number: number): ArticleWrite {
  const text = random() < 0.4 ? someWords(60) : '';
  return {
    ...write(article(`w${number}`, { title: someWords(6), status: random() < 0.1 ? 'STUB' : 'FULL' })),
    details: text === '' ? NO_DETAILS : { ...NO_DETAILS, abstract: [{ label: null, text }] },
  };
}

const works = (from: number, to: number): ArticleWrite[] => Array.from({ length: to - from }, (_, i) => work(from + i));

const TEXTS = [0, 1, 2, 3, 5, 8, 13, 21, 39].flatMap((i) => {
  const [a, b, c] = [VOCABULARY[i]!, VOCABULARY[(i * 7 + 3) % 40]!, VOCABULARY[(i * 11 + 5) % 40]!];
  return [a, `${a} ${b}`, `${a} ${b} ${c}`, `${a} OR ${b}`, `${a} (${b} OR ${c})`, `${a} NOT ${b}`, `(${a} OR ${b}) NOT (${c} OR none)`,
    `${a} ${a}`, `${a} none`, `none OR ${a}`, 'none', `"${a} ${b}"`, `${a.slice(0, 2)}*`, `NOT ${a}`, `${a} OR (${b} ${c})`]; // prettier-ignore
});

const FILTERS: (Filter<'Article'> | null)[] = [
  null,
  { test: 'status', values: ['FULL'] },
  { test: 'status', values: ['STUB'] },
  { test: 'text', query: parseText(VOCABULARY[2]!), within: 'label' },
];

describe('searches without FTS5', () => {
  const folder = mkdtempSync(join(tmpdir(), 'meded-quick-search-'));
  let store: GraphStore;
  let quick: Session;
  let fts5: Session;
  let [asked, answered] = [0, 0];

  beforeAll(async () => {
    store = await openStore({ engine: 'sqlite', dataDir: folder });
    const file = join(folder, 'graph.sqlite');
    quick = openSession({ file, mode: 'read', searchMemory: 2 ** 20 }, null);
    fts5 = openSession({ file, mode: 'read' }, null);
    const { quickSearch } = quick;
    const answer = quickSearch.answer.bind(quickSearch);
    quickSearch.answer = (...args) => {
      asked++;
      const found = answer(...args);
      if (found) answered++;
      return found;
    };
  });
  afterAll(async () => {
    quick.close();
    fts5.close();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Every page of the search, from both. */
  function compare(query: Omit<SearchQuery, 'page'>, size: number): void {
    let after: Place | null = null;
    for (let pages = 0; pages < 5; pages++) {
      const page = { from: 'start', size, after, before: null } as const;
      const expected: PackedSearch = search(fts5, { ...query, page });
      expect(search(quick, { ...query, page })).toEqual(expected);
      const last = expected.hits.at(-1);
      if (!expected.hasNext || !last) return;
      after = { value: last[2], key: `${last[0]}:${last[1]}` };
    }
  }

  function compareAll(): void {
    [asked, answered] = [0, 0];
    for (const [i, text] of TEXTS.entries()) {
      const kinds: readonly Kind[] = [['Article'] as const, KINDS, ['Author', 'Topic'] as const][i % 3]!;
      compare({ text: parseText(text), kinds, filter: FILTERS[i % FILTERS.length]! }, [20, 1, 7, 0][(i >> 2) % 4]!);
    }
    expect(answered).toBeGreaterThan(asked / 3);
  }

  it.each([
    ['as they were written', async () => {
      const authors = VOCABULARY.map((word, i) => author(`a${i}`, { name: `${word} ${VOCABULARY[(i + 1) % 40]}` }));
      await store.write({ authors, articles: works(0, 2_500) });
    }],
    ['with documents of another write', () => store.write({ articles: works(2_500, 2_900) })],
    ['with documents that were written again', () => store.write({ articles: [...works(0, 300), ...works(2_400, 2_600)] })],
    ['with documents removed', () => store.write({ remove: Array.from({ length: 600 }, (_, i) => ({ kind: 'Article' as const, key: `w${i * 4}` })) })],
    ['after many writes', async () => {
      for (let i = 0; i < 20; i++) await store.write({ articles: works(i * 150, i * 150 + 20) });
    }],
  ])('are the same: %s', async (_, change) => {
    await change();
    compareAll();
  }, 60_000); // prettier-ignore

  it('sees a write at once', async () => {
    compareAll();
    await store.write({ articles: [write(article('new', { title: `${VOCABULARY[0]} ${VOCABULARY[1]}` }))] });
    compare({ text: parseText(`${VOCABULARY[0]} ${VOCABULARY[1]}`), kinds: ['Article'], filter: null }, 20);
  });

  it('keeps nothing without memory', () => {
    const none = openSession({ file: join(folder, 'graph.sqlite'), mode: 'read', searchMemory: 0 }, null);
    const query: SearchQuery = { text: parseText(VOCABULARY[0]!), kinds: ['Article'], filter: null, page: { from: 'start', size: 5, after: null, before: null } }; // prettier-ignore
    for (let i = 0; i < 20; i++) search(none, query);
    expect(none.quickSearch.answer(none, query)).toBeNull();
    none.close();
  });
});

it('takes words alone', () => {
  expect(wordPlan(parseText('peers (mentor OR "tutor") NOT (group OR hub)'))).toEqual({
    all: [['peers', 'peer'], ['mentor', 'tutor']],
    none: ['group', 'hub'],
  }); // prettier-ignore
  for (const text of ['"peer mentoring"', 'peer*', 'NOT peer', 'peer OR (hub group)', 'peer OR NOT hub', 'peer NOT "a b"', ''])
    expect(wordPlan(parseText(text))).toBeNull();
});
