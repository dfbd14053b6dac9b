import { beforeAll, describe, expect, it } from '@jest/globals';
import { NO_DETAILS } from '../../src/records.js';
import { pairKey, ROOT } from '../../src/store/relation.js';
import type { ArticleRelation, FacetName, FacetQuery, GraphStore, IdentifierScheme } from '../../src/store/store.js';
import { library } from './library.js';
import { anyPages, WHOLE, type AnyFilter } from './lists.js';
import { briefOf, OracleStore } from './oracle-store.js';

/** Nodes by key and identifier, facets, and the description of the whole. */
export function readContract(open: () => Promise<GraphStore>): void {
  let store: GraphStore;
  const oracle = new OracleStore();

  beforeAll(async () => {
    store = await open();
    await store.write(library());
    await oracle.write(library());
  });

  it('gets records whole, in the order of the keys, null for a miss, again for a key that comes twice', async () => {
    const [p1, miss, again] = await store.get('Article', ['p1', 'nobody', 'p1']);
    expect(p1).toEqual({ ...library().articles![0]!.record, citedByCount: 2, referenceCount: 4 });
    expect(miss).toBeNull();
    expect(again).toEqual(p1);
    expect(await store.get('Author', ['a1', 'a8'])).toEqual([
      { ...library().authors![0], articleCount: 4, firstYear: 2015, lastYear: 2020 },
      { ...library().authors![7], articleCount: 0, firstYear: null, lastYear: null },
    ]);
    expect(await store.get('Author', ['a5'])).toMatchObject([{ articleCount: 2, firstYear: 2020, lastYear: 2020 }]);
    expect(await store.get('Journal', ['j1'])).toEqual([{ ...library().journals![0], articleCount: 3 }]);
    expect(await store.get('Topic', ['t1', 't5'])).toEqual([
      { ...library().topics![0], articleCount: 3 },
      { ...library().topics![4], articleCount: 0 },
    ]);
    expect(await store.get('Article', [])).toEqual([]);
  });

  it('gives articles at least without what they have many of, alone and in lists', async () => {
    const keys = ['p3', 'nobody', 'p1', 's1', 'p3'];
    const briefs = await store.briefs(keys);
    const whole = await store.get('Article', keys);
    expect(briefs.map((one) => one && briefOf(one))).toEqual(whole.map((one) => one && briefOf(one)));
    expect(whole.filter((one) => one !== null)).toHaveLength(4);
    expect(await store.briefs([])).toEqual([]);
    const { keys: all, nodes } = await store.scanCitations();
    const at = keys.map((key) => nodes[all.indexOf(key)] ?? 2 ** 40);
    expect(await store.articlesAt(at, false)).toEqual(whole);
    expect((await store.articlesAt(at, true)).map((one) => one && briefOf(one))).toEqual(whole.map((one) => one && briefOf(one)));
    expect(await store.articlesAt([], true)).toEqual([]);

    const lists: [ArticleRelation, string[]][] = [
      ['allArticles', [ROOT]],
      ['references', ['p1', 'nobody', 'p7']],
      ['citedBy', ['p7']],
      ['authorArticles', ['a1', 'a2']],
      ['authorArticles', ['a1']],
      ['topicArticles', ['t1', 't2']],
      ['journalArticles', ['j1']],
      ['sharedArticles', [pairKey('a1', 'a2')]],
    ];
    const order = { field: 'date', direction: 'DESC' } as const;
    for (const [relation, parents] of lists) {
      const query = { filter: null, order, page: { from: 'start', size: 4, after: null, before: null } } as const;
      const read = async (isBrief: boolean) =>
        (await store.pages(relation, parents, { ...query, isBrief })).map(({ items, ...ends }) => ({
          ...ends,
          items: items.map(({ record, edge, place }) => ({ record: briefOf(record), edge, place })),
        }));
      const expected = await read(false);
      expect(expected.some(({ items }) => items.length > 0)).toBe(true);
      expect(await read(true)).toEqual(expected);
    }
  });

  it('keeps the kinds apart and takes any text for a key', async () => {
    expect(await store.get('Author', ['p1', ''])).toEqual([null, null]);
    const hostile = ["' OR 1=1 --", 'p1\0', '\ud800', '"', '%', '{}', 'p1 ', 'P1', 'x'.repeat(10_000)];
    expect(await store.get('Article', hostile)).toEqual(hostile.map(() => null));
    expect(await store.counts('citedBy', hostile, null)).toEqual(hostile.map(() => 0));
  });

  it('gives abstracts in their sections, none where there is none', async () => {
    const text = 'Students’ studies of l’hôpital. No mentors here.';
    const p3 = { ...NO_DETAILS, abstract: [{ label: null, text }] };
    expect(await store.details(['p3', 'p2', 'nobody', 'p3'])).toEqual([p3, NO_DETAILS, NO_DETAILS, p3]);
    expect(await store.details([])).toEqual([]);
  });

  it.each<[IdentifierScheme, string, string | null]>([
    ['pmid', '101', 'p1'],
    ['pmid', '201', 's1'],
    ['pmid', '999', null],
    ['pmcid', 'PMC101', 'p1'],
    ['doi', '10.1000/p3', 'p3'],
    ['doi', '101', null],
    ['openalex', 'W102', 'p2'],
    ['openalex', 'W1', null],
    ['s2', '0123456789abcdef0123456789abcdef01234567', 'p2'],
    ['omid', 'br/062102', 'p2'],
    ['doi', '10.1000/p2', 'p2'],
    ['doi', '10.1000/p2.preprint', 'p2'],
    ['orcid', '0000-0002-1694-233X', 'a7'],
    ['issn', '1472-6920', 'j1'],
    ['nlm', '101088679', 'j1'],
    ['mesh', 'D008569', 't1'],
    ['journal-name', 'bmc medical education', 'j1'],
    ['journal-name', 'bmc med educ', 'j1'],
    ['journal-name', 'clinical teacher', null],
    ['journal-name', 'the clinical teacher', 'j4'],
    ['topic-name', 'mentor', 't1'],
    ['topic-name', 'student medical', 't3'],
    ['topic-name', '', null],
    ['topic-name', "' OR 1=1", null],
  ])('finds %s %j: %j', async (scheme, value, key) => {
    const [node] = await store.find([{ scheme, value }]);
    expect(node?.record.key ?? null).toBe(key);
  });

  it('finds many in their order, with kind and record', async () => {
    const nodes = await store.find([
      { scheme: 'mesh', value: 'D008569' },
      { scheme: 'doi', value: '10.1000/none' },
      { scheme: 'pmid', value: '101' },
      { scheme: 'pmid', value: '101' },
    ]);
    const [p1] = await store.get('Article', ['p1']);
    const [t1] = await store.get('Topic', ['t1']);
    expect(nodes).toEqual([
      { kind: 'Topic', record: t1 },
      null,
      { kind: 'Article', record: p1 },
      { kind: 'Article', record: p1 },
    ]);
    expect(await store.find([])).toEqual([]);
  });

  it('finds of several nodes with one name the one with most articles, then the smallest key', async () => {
    const name = async (value: string) => (await store.find([{ scheme: 'journal-name', value }]))[0]?.record.key;
    expect(await name('med teach')).toBe('j2');
    expect(await name('medical teacher')).toBe('j2');
    await store.write({
      articles: [{ ...library().articles![7]!, record: { ...library().articles![7]!.record, journalKey: 'j3' } }],
    });
    expect(await name('med teach')).toBe('j3');
    await store.write(library());
    expect(await name('med teach')).toBe('j2');
  });

  it('lists the common articles of two authors, of whichever comes first, and all of a pair of one', async () => {
    const order = { field: 'date', direction: 'ASC' } as const;
    const pairs = [
      pairKey('a1', 'a3'),
      pairKey('a3', 'a1'),
      pairKey('a1', 'a8'),
      pairKey('a1', 'nobody'),
      pairKey('a4', 'a4'),
      'a1',
    ];
    const pages = await anyPages(store, 'sharedArticles', pairs, order, WHOLE);
    expect(pages.map((page) => page.items.map(({ record }) => record.key))).toEqual([
      ['p2', 'p3'],
      ['p2', 'p3'],
      [],
      [],
      ['p3', 'p6'],
      [],
    ]);
  });

  describe('facets', () => {
    const parents: [ArticleRelation, string[]][] = [
      ['allArticles', [ROOT]],
      ['citedBy', ['p7', 'none', 's1', 'p7']],
      ['references', ['p1', 'p3']],
      ['authorArticles', ['a1', 'a4']],
      ['journalArticles', ['j1', 'j4']],
      ['topicArticles', ['t1', 't5']],
      ['sharedArticles', [pairKey('a1', 'a3')]],
    ];
    const names: FacetName[] = ['year', 'journal', 'topic', 'publicationType', 'author'];
    const years: AnyFilter = { test: 'publicationYear', range: { from: 2015, to: null } };
    const ofRoot: [AnyFilter, number | null][] = [[{ any: [] }, null], [null, 0], [null, 1], [null, 100]]; // prettier-ignore

    it.each(names)('%s: values, number of different ones and articles without, for every list', async (facet) => {
      type Asked = { relation: ArticleRelation; keys: string[]; size: number | null; filter: AnyFilter };
      const asked = parents.flatMap(([relation, keys]): Asked[] =>
        [null, 2].map((size) => ({ relation, keys, size, filter: relation === 'citedBy' ? null : years })),
      );
      for (const [filter, size] of ofRoot) asked.push({ relation: 'allArticles', keys: [ROOT], size, filter });
      for (const { relation, keys, ...rest } of asked) {
        const query = { facet, ...rest } as FacetQuery;
        expect(await store.facets(relation, keys, query)).toEqual(await oracle.facets(relation, keys, query));
      }
    });

    // A test for each list: Neo4j plans a long statement for each filter of it.
    it.each(parents)('of one list, asked for at once, are those that are asked for one by one: %s', async (relation, keys) => {
      const all = names.flatMap((facet) => [1, 100].map((size) => ({ facet, size })));
      for (const filter of [null, years, { any: [] }] as (AnyFilter | null)[]) {
        const ask = (from: GraphStore) =>
          Promise.all(all.map((one) => from.facets(relation, keys, { ...one, filter } as FacetQuery)));
        expect(await ask(store)).toEqual(await ask(oracle));
      }
    });

    it('are these', async () => {
      const facet = async (name: FacetName, size: number | null) =>
        (await store.facets('allArticles', [ROOT], { facet: name, filter: null, size }))[0]!;
      expect(await facet('year', null)).toEqual({
        values: [1999, 2015, 2017, 2020].map((value, i) => ({ value, count: [1, 3, 2, 1][i] })),
        distinct: 4,
        missing: 5,
      });
      expect(await facet('year', 2)).toMatchObject({ values: [{ value: 2015 }, { value: 2017 }], distinct: 4 });
      expect(await facet('publicationType', 10)).toEqual({
        values: [['Journal Article', 2], ['Review', 2], ['Letter', 1], ['letter', 1]].map(([value, count]) => ({ value, count })), // prettier-ignore
        distinct: 4,
        missing: 8,
      });
      expect(await facet('journal', 0)).toEqual({ values: [], distinct: 3, missing: 5 });
      expect(await store.facets('citedBy', [], { facet: 'year', filter: null, size: null })).toEqual([]);
    });
  });

  it('describes the whole: every count and how complete it is', async () => {
    const { engine, dataVersion, lastChangedAt, counts, completeness } = await store.describe();
    expect(counts).toEqual({
      articles: 9, stubs: 3, authors: 8, journals: 4, topics: 5, citations: 21, authorships: 12, topicAssignments: 8, publishedIn: 7,
    }); // prettier-ignore
    expect(completeness).toEqual({ withReferences: 8, withAuthors: 6, withAbstract: 3, withTopics: 5 });
    expect(engine.name).not.toBe('');
    expect(engine.version).not.toBe('');
    expect(dataVersion).toBeGreaterThan(0);
    expect(Math.abs(Date.parse(lastChangedAt!) - Date.now())).toBeLessThan(600_000);
  });
}
