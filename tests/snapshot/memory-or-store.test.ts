import { describe, expect, test } from '@jest/globals';
import { citationsAtHand, Walks } from '../../src/snapshot/walks.js';
import type { Filter } from '../../src/store/filter.js';
import { ROOT } from '../../src/store/relation.js';
import { parseText } from '../../src/store/text.js';
import { fixture } from '../resolvers/fixture.js';
import { OracleStore } from '../store/oracle-store.js';

/** Which questions of a request memory answers, and which the store. */

const ALLOWED = 2 ** 24;

describe('articles of a request that has the citations in hand', () => {
  test.each(['get', 'briefs'] as const)('are asked for by their nodes, merged ones by their keys (%s)', async (name) => {
    const oracle = new OracleStore();
    await oracle.write(fixture);
    const [first, second] = fixture.articles!.map(({ record }) => record.key) as [string, string];
    await oracle.write({ aliases: [{ kind: 'Article', from: 'merged', to: first }] });
    const asked: string[] = [];
    const noted = new Proxy(oracle, {
      get(target, member: keyof OracleStore) {
        if (['get', 'briefs', 'articlesAt'].includes(member)) asked.push(member);
        const found: unknown = Reflect.get(target, member);
        return typeof found === 'function' ? (found.bind(target) as unknown) : found;
      },
    });
    const citations = citationsAtHand(oracle, ALLOWED);
    await citations.read();
    const request = new Walks(citations).ofRequest(noted);
    const keysOf = async (keys: string[]) =>
      (await (name === 'get' ? request.get('Article', keys) : request.briefs(keys))).map((record) => record?.key ?? null);
    expect(await keysOf([first, second])).toEqual([first, second]);
    await request.years([first], null);
    expect(await keysOf([second, first])).toEqual([second, first]);
    expect(await keysOf([second, 'merged', 'nobody'])).toEqual([second, first, null]);
    expect((await request.get('Journal', ['nobody']))[0]).toBeNull();
    expect(asked).toEqual([name, 'articlesAt', name, 'get']);
  });
});

describe('questions that memory cannot answer', () => {
  const topic = { test: 'topic', keys: ['t'] } as const;
  const text = { test: 'text', query: parseText('peer'), within: 'label' } as const;
  const page = { from: 'start', size: 9, after: null, before: null } as const;
  const order = { field: 'date', direction: 'DESC' } as const;

  test('go to the store without a look at the version of the graph', async () => {
    const oracle = new OracleStore();
    await oracle.write(fixture);
    const asked: string[] = [];
    const noted = new Proxy(oracle, {
      get(target, member: keyof OracleStore) {
        asked.push(member);
        const found: unknown = Reflect.get(target, member);
        return typeof found === 'function' ? (found.bind(target) as unknown) : found;
      },
    });
    const walks = () => new Walks(citationsAtHand(noted, ALLOWED)).ofRequest(noted);
    const years = { test: 'publicationYear', range: { from: 2000, to: null } } as const;
    const filters: (Filter<'Article'> | null)[] = [null, { all: [topic, text] }, { any: [topic, { not: text }] }, years];
    for (const filter of filters) await walks().pages('allArticles', [ROOT], { filter, order, page });
    await walks().pages('allArticles', [ROOT], { filter: topic, order: { field: 'title', direction: 'ASC' }, page });
    await walks().pages('references', ['nobody'], { filter: null, order, page });
    await walks().counts('topicArticles', ['t'], text);
    await walks().facets('allArticles', [ROOT], { facet: 'author', filter: topic, size: 3 });
    expect(asked.filter((member) => member === 'graphVersion')).toEqual([]);
    await walks().counts('allArticles', [ROOT], { all: [topic, { not: topic }] });
    expect(asked).toContain('graphVersion');
  });
});
