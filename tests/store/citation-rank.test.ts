import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openStore } from '../../src/store/open.js';
import type { Order } from '../../src/store/page.js';
import type { GraphStore } from '../../src/store/store.js';
import { article, write } from './records.js';
import { told } from './told.js';

/** Lists in the order of citations are the same whether the order is kept in memory or looked up. */

const WORKS = 60;
const key = (i: number): string => `w${String(i).padStart(2, '0')}`;
/** Every work cites those whose number divides its own, so that many are cited equally often. */
const cited = (i: number): number[] => Array.from({ length: i }, (_, j) => j + 1).filter((j) => j < i && i % j === 0);
const works = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => write(article(key(from + i)), cited(from + i).map(key)));

const folder = mkdtempSync(join(tmpdir(), 'meded-citation-rank-'));
let kept: GraphStore;
let looking: GraphStore;
const statements: string[] = [];
beforeAll(async () => {
  const settings = { engine: 'sqlite', dataDir: folder } as const;
  kept = await openStore(settings, { onStatement: (text) => statements.push(text) });
  looking = await openStore(settings, { searchMemory: 0 });
  await looking.write({ articles: works(1, WORKS) });
});
afterAll(async () => {
  await Promise.all([kept.close(), looking.close()]);
  rmSync(folder, { recursive: true, force: true });
});

const parents = Array.from({ length: WORKS + 5 }, (_, i) => key(i));
const question = (direction: Order['direction'], from: 'start' | 'end', size: number) =>
  ({ filter: null, order: { field: 'citedByCount', direction }, page: { from, size, after: null, before: null } }) as const;

async function compare(): Promise<void> {
  for (const relation of ['citedBy', 'references'] as const)
    for (const direction of ['ASC', 'DESC'] as const)
      for (const from of ['start', 'end'] as const)
        for (const size of [0, 1, 3, 100]) {
          const query = question(direction, from, size);
          const expected = told(await looking.pages(relation, parents, query));
          expect(told(await kept.pages(relation, parents, query))).toEqual(expected);
        }
}

/** Asks until the ranks are there. */
async function untilKept(): Promise<void> {
  for (const end = Date.now() + 20_000; Date.now() < end;) {
    statements.length = 0;
    await kept.pages('citedBy', parents, question('DESC', 'start', 3));
    if (statements.some((text) => text.includes('citation_rank'))) return;
  }
  throw new Error('The ranks have not been read.');
}

it('gives the same pages, and those of after a write', async () => {
  await untilKept();
  await compare();
  await looking.write({ articles: works(1, WORKS + 5) });
  await compare();
  await untilKept();
  await compare();
  // A page that begins at a place is looked up.
  const [first] = await kept.pages('citedBy', [key(1)], question('DESC', 'start', 3));
  const after = { ...question('DESC', 'start', 3), page: { from: 'start', size: 3, after: first!.items.at(-1)!.place, before: null } } as const; // prettier-ignore
  expect(told(await kept.pages('citedBy', [key(1)], after))).toEqual(told(await looking.pages('citedBy', [key(1)], after)));
}, 60_000);
