import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Kind } from '../../src/records.js';
import type { Filter } from '../../src/store/filter.js';
import { LEFT_OUT } from '../../src/store/neighbourhood.js';
import { ROOT } from '../../src/store/relation.js';
import type { GraphStore } from '../../src/store/store.js';
import { nameQuery, parseText } from '../../src/store/text.js';
import { library } from './library.js';
import { anyPages, WHOLE, type AnyFilter } from './lists.js';

/** Every leaf of every kind, what an empty list means, and how conditions combine: each with the keys that it lets through. */

const ALL = ['p1', 'p2', 'p3', 'p4', 'p5', 'p5x', 'p6', 'p7', 'p8', 's1', 's2', 's3'];
const without = (...keys: string[]) => ALL.filter((key) => !keys.includes(key));
const year = (from: number | null, to: number | null): Filter<'Article'> => ({ test: 'publicationYear', range: { from, to } });
const text = (query: string, within: 'label' | 'everything' = 'everything') =>
  ({ test: 'text', query: parseText(query), within }) as const;

const ARTICLES: [string, Filter<'Article'>, string[]][] = [
  ['years', year(2015, 2017), ['p2', 'p3', 'p4', 'p6', 'p8']],
  ['years open below', year(null, 2015), ['p2', 'p3', 'p4', 'p7']],
  ['years open above', year(2016, null), ['p1', 'p6', 'p8']],
  ['years open at both ends', year(null, null), ['p1', 'p2', 'p3', 'p4', 'p6', 'p7', 'p8']],
  ['years the wrong way round', year(2017, 2015), []],
  ['not a range of years', { not: year(2000, 2030) }, ['p5', 'p5x', 'p7', 's1', 's2', 's3']],
  ['citations', { test: 'citedByCount', range: { from: 2, to: 3 } }, ['p1', 'p2', 'p3', 's1', 's2']],
  ['no citations', { test: 'citedByCount', range: { from: null, to: 0 } }, ['p5', 'p6', 'p8', 's3']],
  ['references', { test: 'referenceCount', range: { from: 3, to: null } }, ['p1', 'p3', 'p8']],
  ['stubs', { test: 'status', values: ['STUB'] }, ['s1', 's2', 's3']],
  ['both statuses', { test: 'status', values: ['STUB', 'FULL'] }, ALL],
  ['no status', { test: 'status', values: [] }, []],
  ['status of the author list', { test: 'authorsStatus', values: ['POSSIBLY_TRUNCATED'] }, ['p2']],
  ['two of them', { test: 'authorsStatus', values: ['POSSIBLY_TRUNCATED', 'NOT_LISTED'] }, ['p2', 'p5', 's1', 's2', 's3']],
  ['with abstract', { test: 'hasAbstract', value: true }, ['p1', 'p3', 'p6']],
  ['without abstract', { test: 'hasAbstract', value: false }, without('p1', 'p3', 'p6')],
  ['retracted', { test: 'isRetracted', value: true }, ['p2', 's1']],
  ['not retracted', { test: 'isRetracted', value: false }, without('p2', 's1')],
  ['types, whatever their case', { test: 'publicationType', values: ['LETTER'] }, ['p2', 'p3']],
  ['one of two types', { test: 'publicationType', values: ['letter', 'journal article'] }, ['p1', 'p2', 'p3', 'p7']],
  ['a type that nobody has', { test: 'publicationType', values: ['Lett', ''] }, []],
  ['no type', { test: 'publicationType', values: [] }, []],
  ['journals', { test: 'journal', keys: ['j2', 'j3', 'nobody'] }, ['p2', 'p3', 'p5', 'p5x']],
  ['no journal', { test: 'journal', keys: [] }, []],
  ['not in a journal', { not: { test: 'journal', keys: ['j1'] } }, without('p1', 'p4', 'p7')],
  ['authors', { test: 'author', keys: ['a4', 'a5'] }, ['p1', 'p3', 'p5x', 'p6']],
  ['not by an author', { not: { test: 'author', keys: ['a1'] } }, without('p1', 'p2', 'p3', 'p4')],
  ['topics', { test: 'topic', keys: ['t2', 't4'] }, ['p1', 'p2', 'p6']],
  ['topics are not widened', { test: 'topic', keys: ['t2'] }, ['p2']],
  ['no topic', { test: 'topic', keys: [] }, []],
  ['among', { test: 'among', keys: ['p3', 's1', 'nobody', 'p3'] }, ['p3', 's1']],
  ['among none', { test: 'among', keys: [] }, []],
  ['text', text('mentoring'), ['p1']],
  ['text in the title only', text('students', 'label'), ['p3', 'p4']],
  ['text anywhere', text('students'), ['p1', 'p3', 'p4']],
  ['not a text', { not: text('students') }, without('p1', 'p3', 'p4')],
  ['a text that is a negation', text('NOT students'), without('p1', 'p3', 'p4')],
  ['a text of nothing', text(''), []],
  ['not a text of nothing', { not: text('') }, ALL],
  ['all of none', { all: [] }, ALL],
  ['any of none', { any: [] }, []],
  ['not all of none', { not: { all: [] } }, []],
  ['all', { all: [year(2015, 2015), { test: 'journal', keys: ['j2'] }, text('education')] }, ['p3']],
  ['any', { any: [year(1999, 1999), { test: 'among', keys: ['s2'] }, text('groups')] }, ['p6', 'p7', 's2']],
  ['nested', { all: [{ not: { any: [year(2015, 2017), { test: 'status', values: ['STUB'] }] } }, { any: [{ not: text('hub') }, { all: [] }] }] }, ['p1', 'p5', 'p5x', 'p7']],
  ['not not', { not: { not: { test: 'among', keys: ['p1'] } } }, ['p1']],
]; // prettier-ignore

const PEOPLE = ['a1', 'a2', 'a3', 'a4', 'a5', 'a6', 'a7', 'a8'];
const AUTHORS: [string, Filter<'Author'>, string[]][] = [
  ['kind', { test: 'kind', values: ['GROUP'] }, ['a5']],
  ['no kind', { test: 'kind', values: [] }, []],
  ['with ORCID', { test: 'hasOrcid', value: true }, ['a1', 'a7']],
  ['without ORCID', { test: 'hasOrcid', value: false }, ['a2', 'a3', 'a4', 'a5', 'a6', 'a8']],
  ['articles', { test: 'articleCount', range: { from: 1, to: 2 } }, ['a2', 'a3', 'a4', 'a5']],
  ['name', { test: 'text', query: nameQuery('Boone S'), within: 'label' }, ['a1', 'a6']],
  ['another form of the name', { test: 'text', query: nameQuery('sara boone'), within: 'label' }, ['a1']],
  ['name without its accents', { test: 'text', query: nameQuery('nandu e'), within: 'label' }, ['a3']],
  ['name with its apostrophe', { test: 'text', query: nameQuery('O’Brien'), within: 'label' }, ['a7']],
  ['name in another script', { test: 'text', query: nameQuery('王明'), within: 'everything' }, ['a4']],
  ['name without a word', { test: 'text', query: nameQuery('.'), within: 'label' }, []],
  ['among', { test: 'among', keys: ['a8', 'a1'] }, ['a1', 'a8']],
  ['combined', { all: [{ not: { test: 'among', keys: ['a1'] } }, { any: [{ test: 'hasOrcid', value: true }, { test: 'kind', values: ['GROUP'] }] }] }, ['a5', 'a7']],
  ['none excluded', { not: { any: [] } }, PEOPLE],
]; // prettier-ignore

const JOURNALS: [string, Filter<'Journal'>, string[]][] = [
  ['articles', { test: 'articleCount', range: { from: 2, to: 2 } }, ['j2', 'j3']],
  ['no articles', { test: 'articleCount', range: { from: null, to: 0 } }, ['j4']],
  ['title', text('teachers', 'label'), ['j2', 'j3', 'j4']],
  ['abbreviation', text('"med teach"', 'label'), ['j2', 'j3']],
  ['among', { test: 'among', keys: ['j1'] }, ['j1']],
  ['not among', { not: { test: 'among', keys: ['j1'] } }, ['j2', 'j3', 'j4']],
];

const TOPICS: [string, Filter<'Topic'>, string[]][] = [
  ['with MeSH', { test: 'hasMeshId', value: true }, ['t1', 't2']],
  ['without MeSH', { test: 'hasMeshId', value: false }, ['t3', 't4', 't5']],
  ['articles', { test: 'articleCount', range: { from: 2, to: null } }, ['t1', 't3', 't4']],
  ['name', text('mentorships', 'label'), ['t1']],
  ['among', { test: 'among', keys: [] }, []],
  ['either', { any: [text('peer'), { test: 'among', keys: ['t5'] }] }, ['t2', 't4', 't5']],
];

export function filterContract(open: () => Promise<GraphStore>): void {
  let store: GraphStore;
  beforeAll(async () => {
    store = await open();
    await store.write(library());
  });

  const LISTS = { Article: 'allArticles', Author: 'allAuthors', Journal: 'allJournals', Topic: 'allTopics' } as const;
  const filters: [Kind, [string, AnyFilter, string[]][]][] = [
    ['Article', ARTICLES], ['Author', AUTHORS], ['Journal', JOURNALS], ['Topic', TOPICS],
  ]; // prettier-ignore

  describe.each(filters)('%s', (kind, rows) => {
    it.each(rows)('%s', async (_, filter, expected) => {
      const field = kind === 'Article' || kind === 'Journal' ? 'title' : 'name';
      const [page] = await anyPages(store, LISTS[kind], [ROOT], { field, direction: 'ASC' }, WHOLE, filter);
      expect(page!.items.map(({ record }) => record.key).sort()).toEqual(expected);
      expect(await store.counts(LISTS[kind], [ROOT], filter as never)).toEqual([expected.length]);
      if (kind !== 'Article') return;
      const years = await store.years(ALL, filter as never);
      expect(ALL.filter((_, i) => years[i] !== LEFT_OUT)).toEqual(expected);
    });
  });

  it('holds below any parent', async () => {
    const filter: Filter<'Article'> = { all: [year(2015, null), { not: { test: 'author', keys: ['a2'] } }] };
    expect(await store.counts('citedBy', ['p7', 's1', 'nobody'], filter)).toEqual([4, 1, 0]);
    expect(await store.counts('coauthors', ['a1'], { test: 'text', query: nameQuery('an'), within: 'label' })).toEqual([1]);
    expect(await store.counts('relatedTopics', ['t1'], { test: 'hasMeshId', value: false })).toEqual([2]);
    expect(await store.counts('narrower', ['t1'], { test: 'hasMeshId', value: false })).toEqual([2]);
  });
}
