import { expect, it } from '@jest/globals';
import { isWhole } from '../../src/records.js';
import { describeEngines } from '../engines.js';
import { article, author, authorship, write } from './records.js';

/** Where a brief article is enough, the longer half of its text stays with the server. */
describeEngines('Brief articles of Neo4j', ['neo4j'], ([engine]) => {
  it('reads the lists of an article only where they are wanted', async () => {
    const store = await engine!.openEmptyStore();
    const cited = article('cited', { authorships: [authorship('a', 1)] });
    await store.write({ authors: [author('a')], articles: [write(cited), write(article('citing'), ['cited'])] });
    expect((await store.briefs(['cited'])).map((one) => isWhole(one!))).toEqual([false]);
    expect((await store.get('Article', ['cited']))[0]!.authorships.map(({ authorKey }) => authorKey)).toEqual(['a']);

    const query = { filter: null, order: { field: 'date', direction: 'DESC' }, page: { from: 'start', size: 2, after: null, before: null } } as const; // prettier-ignore
    const read = async (relation: 'references' | 'authorArticles', parent: string, isBrief: boolean) => {
      const [page] = await store.pages(relation, [parent], { ...query, isBrief });
      return page!.items.map(({ record }) => isWhole(record));
    };
    expect(await read('references', 'citing', true)).toEqual([false]);
    expect(await read('references', 'citing', false)).toEqual([true]);
    // The edge stands in the lists.
    expect(await read('authorArticles', 'a', true)).toEqual([true]);
  });
});
