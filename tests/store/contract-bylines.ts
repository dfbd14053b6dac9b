import { beforeAll, expect, it } from '@jest/globals';
import { authorshipsIn } from '../../src/store/packed-article.js';
import type { GraphStore } from '../../src/store/store.js';
import { library } from './library.js';
import { bylinesSpelledOut } from './neighbourhood-answers.js';

/** Who wrote together: bylines of some works and of all, and steps along them by the numbers of the store. */
export function bylinesContract(open: () => Promise<GraphStore>): void {
  let store: GraphStore;
  beforeAll(async () => {
    store = await open();
    await store.write(library());
  });

  it('tells what bylines tell, and which are not there', async () => {
    const keys = ['p1', 'nobody', 's1', 'p1', 'p2'];
    const records = await store.get('Article', keys);
    expect(records[0]!.authorships.length).toBeGreaterThan(1);
    const told = (await store.packedBylines(keys)).map((text) => text && authorshipsIn(text));
    const expected = records.map(
      (record) => record && record.authorships.map(({ authorKey, affiliations, institutions }) => ({ authorKey, affiliations, institutions })), // prettier-ignore
    );
    expect(told).toEqual(expected);
    expect(told.slice(1, 3)).toEqual([null, []]);
    expect(await store.packedBylines([])).toEqual([]);
  });

  it('gives all authors in the order of their keys, and every byline', async () => {
    const scan = await store.scanBylines();
    expect(bylinesSpelledOut(scan)).toEqual({
      authors: ['a1', 'a2', 'a3', 'a4', 'a5', 'a6', 'a7', 'a8'],
      bylines: ['a1', 'a1, a2, a3', 'a1, a2, a5', 'a1, a3, a4', 'a4', 'a5'],
      length: 12,
    });
    const types = [scan.offsets, scan.authors].map((list) => Object.prototype.toString.call(list));
    expect(types).toEqual(['[object Uint32Array]', '[object Uint32Array]']);
  });

  it('steps from authors to their works and back by numbers, no further than it may', async () => {
    const version = await store.graphVersion();
    const { numbers } = await store.authorNumbers(['a1', 'nobody', 'a3', 'p1']);
    expect(numbers).toEqual([expect.any(Number), null, expect.any(Number), null]);
    const from = [numbers[0]!, numbers[2]!];
    const works = await store.bylineStep({ step: 'authorArticles', from, most: 100 });
    const [starts, ends] = [Array.from(works.edges!.from), Array.from(works.edges!.to)];
    expect([works.version, starts.sort()]).toEqual([version, [0, 0, 0, 0, 1, 1]]);
    const byline = await store.bylineStep({ step: 'authors', from: [...new Set(ends)], most: 9 + 1 });
    const authors = await store.authorKeys(Array.from(byline.edges!.to));
    expect([authors.version, [...authors.keys].sort()]).toEqual([version, ['a1', 'a1', 'a1', 'a1', 'a2', 'a2', 'a3', 'a3', 'a4', 'a5']]); // prettier-ignore
    const cut = await store.bylineStep({ step: 'authorArticles', from, most: 5 });
    expect(cut).toEqual({ version, edges: null });
    expect((await store.bylineStep({ step: 'authorArticles', from, most: 6 })).edges!.to).toHaveLength(6);
    expect((await store.bylineStep({ step: 'authors', from: [], most: 5 })).edges!.to).toHaveLength(0);
    expect(await store.authorKeys([])).toEqual({ version, keys: [] });
    expect(await store.authorKeys([1e6, numbers[0]!])).toEqual({ version, keys: ['', 'a1'] });
  });
}
