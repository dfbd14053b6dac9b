import { beforeAll, describe, expect, it } from '@jest/globals';
import { KINDS, type Kind } from '../../src/records.js';
import type { PageRequest, Place } from '../../src/store/page.js';
import type { GraphStore, SearchPage, SearchQuery } from '../../src/store/store.js';
import { nameQuery, parseText, prefixQuery } from '../../src/store/text.js';
import { library } from './library.js';
import { carried, WHOLE } from './lists.js';

/** What a search matches is ours and the same on all engines; how it ranks is each engine's, but complete and stable. */

const named = ({ items }: SearchPage) => items.map(({ node }) => node.record.key);
const query = (text: string, kinds: readonly Kind[] = KINDS) => ({ text: parseText(text), kinds, filter: null });

const MATCHES: [string, string[]][] = [
  ['hub', ['p7']],
  ['mentoring', ['a5', 'p1', 't1', 't4']],
  ['mentor', ['p2', 'p3', 't1']],
  ['peer mentoring', ['p1', 't4']],
  ['"peer mentoring"', ['p1', 't4']],
  ['peer-mentoring', ['p1', 't4']],
  ['"mentoring peer"', []],
  ['"review peer"', []],
  ['"students analyses"', ['p1']],
  ['ment*', ['a5', 'p1', 'p2', 'p3', 't1', 't4']],
  ['studies*', ['a5', 'p3']],
  ['q*', ['a8']],
  ['qe*', []],
  ['qeverydocumentz', []],
  ['q4e2dz', []],
  ['peer AND (groups OR review)', ['p1', 't2']],
  ['peer OR hub', ['p1', 'p2', 'p7', 't2', 't4']],
  ['peer NOT mentoring', ['p2', 't2']],
  ['peer NOT (mentoring OR group)', ['p2']],
  ['NOT (peer OR mentor* OR student OR boone)', ['a2', 'a3', 'a4', 'a7', 'a8', 'j1', 'j2', 'j3', 'j4', 'p5', 'p5x', 'p6', 'p7', 'p8', 's1', 's2', 's3', 't5']],
  ['NOT NOT hub', ['p7']],
  ['hub NOT NOT hub', ['p7']],
  ['hub OR NOT (article OR NOT untimed)', ['p5', 'p5x', 'p7']],
  ['ÉDUCATION', ['j1', 'p3', 'p4']],
  ['education', ['j1', 'p3', 'p4']],
  ['hopital', []],
  ["l'hopital", ['p3']],
  ['O’Brien', ['a7']],
  ['obrien', ['a7']],
  ['医学', ['p6']],
  ['学医', []],
  ['教', ['p6']],
  ['王明', ['a4', 'p6']],
  ['王*', ['a4', 'p6']],
  ['\u{10428}\u{10429}', ['p6']],
  ['\u{10428}*', ['p6']],
  ['boone hub', []],
  ['boone mentoring', ['p1']],
  ['"boone s"', ['a1', 'a6', 'p1']],
  ['"s boone"', []],
  ['"s an"', []],
  ['"an j"', ['a2', 'p1']],
  ['educ', ['j1', 'p1']],
  ['nothingofthekind', []],
  ['', []],
]; // prettier-ignore

const HOSTILE = [
  '"', '""', '(', '((((', ')', 'NEAR(a b)', 'a NEAR/3 b', 'label:peer', 'label : peer', '{label names}: peer', '^peer', 'peer^4', 'peer~', 'peer~2', '+peer -mentoring',
  '/peer.*/', '[a TO z]', 'pe?r', '*', '* *', '*:*', 'AND OR NOT', "'; DROP TABLE article; --", "') OR 1=1 --", '\\', '\\"', 'a\\', '!', '&&', '||', 'peer && hub',
  '\0', 'peer\0hub', '\ud800', 'peer\udfffhub', '${x}', '{{x}}', '$1', '?1', ':name', '%', '_', '-', '--', '/*', '\n', '\u2028', '\u202e', 'NULL', 'true',
]; // prettier-ignore

export function searchContract(open: () => Promise<GraphStore>): void {
  let store: GraphStore;
  beforeAll(async () => {
    store = await open();
    const batch = library();
    batch.articles = batch.articles!.map((one) =>
      one.record.key === 'p1'
        ? { ...one, indexedNames: { journal: ['BMC Med Educ'], topics: ['Mentoring', 'Peer mentoring'] } }
        : one,
    );
    await store.write(batch);
  });

  async function everyHit(search: Omit<SearchQuery, 'page'>, from: 'start' | 'end', size: number): Promise<SearchPage['items']> {
    const found: SearchPage['items'] = [];
    let bound: Place | null = null;
    for (;;) {
      const page: PageRequest = { from, size, after: from === 'start' ? bound : null, before: from === 'end' ? bound : null };
      const { items, hasNext, hasPrevious } = await store.search({ ...search, page });
      expect([hasPrevious, hasNext]).toEqual(from === 'start' ? [bound !== null, hasNext] : [hasPrevious, bound !== null]);
      if (from === 'start') found.push(...items);
      else found.unshift(...items);
      if (from === 'start' ? !hasNext : !hasPrevious) return found;
      expect(items.length).toBe(size);
      bound = carried((from === 'start' ? items.at(-1)! : items[0]!).place);
    }
  }

  it.each(MATCHES)('%j finds these', async (text, expected) => {
    expect(named(await store.search({ ...query(text), page: WHOLE })).sort()).toEqual(expected);
    expect(await store.searchCount(query(text))).toBe(expected.length);
  });

  it.each(HOSTILE)('%j is only text', async (text) => {
    const found = named(await store.search({ ...query(text), page: WHOLE }));
    expect(new Set(found).size).toBe(found.length);
    expect(await store.searchCount(query(text))).toBe(found.length);
    expect(await store.counts('allAuthors', [''], { test: 'text', query: nameQuery(text), within: 'label' })).toEqual([
      expect.any(Number),
    ]);
    expect(
      await store.counts('allArticles', [''], { not: { test: 'text', query: parseText(text), within: 'everything' } }),
    ).toEqual([12 - found.filter((key) => key.startsWith('p') || key.startsWith('s')).length]);
  });

  it.each(['peer OR hub OR boone OR education', 'NOT hub', 'ment*'])(
    '%j: every page size and both ends give one list',
    async (text) => {
      const whole = await everyHit(query(text), 'start', 1000);
      const scores = whole.map(({ score }) => score);
      expect(scores.every((score) => Number.isFinite(score))).toBe(true);
      expect(scores).toEqual([...scores].sort((a, b) => b - a));
      const ranks = whole.map(({ node, score }) => ({ score, kind: KINDS.indexOf(node.kind), key: node.record.key }));
      const sorted = [...ranks].sort((a, b) => b.score - a.score || a.kind - b.kind || (a.key < b.key ? -1 : 1));
      expect(ranks).toEqual(sorted);
      for (const size of [1, 2, 100])
        for (const from of ['start', 'end'] as const)
          expect((await everyHit(query(text), from, size)).map(({ node }) => node)).toEqual(whole.map(({ node }) => node));
    },
  );

  it('answers no hits for a page of size 0, and says what lies around it', async () => {
    const page = { from: 'start', size: 0, after: null, before: null } as const;
    expect(await store.search({ ...query('peer'), page })).toEqual({ items: [], hasNext: true, hasPrevious: false });
    expect(await store.search({ ...query('peer'), page: { ...page, from: 'end' } })).toEqual({
      items: [],
      hasNext: false,
      hasPrevious: true,
    });
    expect(await store.search({ ...query(''), page })).toEqual({ items: [], hasNext: false, hasPrevious: false });
  });

  it('gives nodes whole, with their kind', async () => {
    const [p7] = await store.get('Article', ['p7']);
    const { items } = await store.search({ ...query('hub'), page: WHOLE });
    expect(items.map(({ node }) => node)).toEqual([{ kind: 'Article', record: p7 }]);
  });

  it('keeps to the kinds asked for', async () => {
    expect(named(await store.search({ ...query('mentoring', ['Topic']), page: WHOLE })).sort()).toEqual(['t1', 't4']);
    expect(await store.searchCount(query('mentoring', ['Topic', 'Author', 'Topic']))).toBe(3);
    expect(await store.searchCount(query('mentoring', []))).toBe(0);
    expect(await store.search({ ...query('mentoring', []), page: WHOLE })).toEqual({
      items: [],
      hasNext: false,
      hasPrevious: false,
    });
  });

  it('filters articles and leaves the other kinds alone', async () => {
    const filter = { test: 'publicationYear', range: { from: 2016, to: null } } as const;
    const search = { ...query('peer OR boone'), filter };
    expect(named(await store.search({ ...search, page: WHOLE })).sort()).toEqual(['a1', 'a6', 'p1', 't2', 't4']);
    expect(await store.searchCount(search)).toBe(5);
    const stubs = { ...query('NOT peer', ['Article']), filter: { test: 'status', values: ['STUB'] } as const };
    expect(named(await store.search({ ...stubs, page: WHOLE })).sort()).toEqual(['s1', 's2', 's3']);
  });

  describe('suggest', () => {
    it.each([
      ['ment', ['t1', 'a5', 'p2', 't4', 'p1']],
      ['med', ['j3', 'j2', 'j1', 't3']],
      ['boone', ['a1', 'a6']],
      ['the', ['p3', 'p4', 'j4']],
      ['clinical', ['j4']],
      ['an', ['a2', 'p2']],
      ['王', ['a4']],
      ['zzz', []],
    ])('%j', async (prefix, expected) => {
      expect((await store.suggest(prefixQuery(prefix), 10)).map(({ record }) => record.key)).toEqual(expected);
    });

    it('looks for all words, in names and titles only, and gives as many as asked for', async () => {
      const query = { all: [parseText('peer'), prefixQuery('ment')] };
      expect((await store.suggest(query, 10)).map(({ record }) => record.key)).toEqual(['t4', 'p1', 'p2']);
      expect((await store.suggest(prefixQuery('m'), 2)).length).toBe(2);
      expect(await store.suggest(prefixQuery('m'), 0)).toEqual([]);
      expect(await store.suggest({ nothing: true }, 5)).toEqual([]);
      expect(await store.suggest(prefixQuery('group'), 5)).toMatchObject([
        { kind: 'Author', record: { key: 'a5' } },
        { kind: 'Topic' },
      ]);
    });
  });
}
