import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { KINDS } from '../../src/records.js';
import type { Filter } from '../../src/store/filter.js';
import { STEPS, type Step } from '../../src/store/neighbourhood.js';
import { openStore } from '../../src/store/open.js';
import { ROOT } from '../../src/store/relation.js';
import { commonStatement } from '../../src/store/sqlite/common-neighbour.js';
import { openSession, type Session } from '../../src/store/sqlite/connection.js';
import { facetStatement } from '../../src/store/sqlite/facet.js';
import { pageStatement } from '../../src/store/sqlite/page.js';
import { edgesStatement, endsStatement, firstEdgesStatement, startsStatement } from '../../src/store/sqlite/reach.js';
import type { Sql } from '../../src/store/sqlite/sql.js';
import { stepStatement } from '../../src/store/sqlite/step.js';
import { parseText } from '../../src/store/text.js';
import { library } from './library.js';
import { WHOLE } from './lists.js';

/** How the SQLite engine asks: by which indexes, and with how many statements. */

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'meded-sqlite-'));
  const store = await openStore({ engine: 'sqlite', dataDir: folder });
  await store.write(library());
  await store.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('plans', () => {
  let session: Session;
  beforeAll(() => {
    session = openSession({ file: join(folder, 'graph.sqlite'), mode: 'read' }, null);
  });
  afterAll(() => session.close());

  const planOf = ({ text, params }: Sql): string =>
    session
      .all<{ detail: string }>({ text: `EXPLAIN QUERY PLAN ${text}`, params })
      .map(({ detail }) => detail)
      .join('\n');
  const page = { ...WHOLE, size: 5 };
  const newest = { filter: null, order: { field: 'date', direction: 'DESC' }, page } as const;

  it('reads a page of the newest citers from the covering index, without sorting', () => {
    const plan = planOf(pageStatement('citedBy', ['p1', 'p3'], newest));
    expect(plan).toContain('SEARCH e USING COVERING INDEX citation_by_cited (cited=?)');
    expect(plan).not.toContain('TEMP B-TREE');
  });

  it('goes to the place of a cursor in that index', () => {
    const after = { value: 20170101, key: 'p1' };
    const plan = planOf(pageStatement('citedBy', ['p1'], { ...newest, page: { ...page, after } }));
    expect(plan).toContain('SEARCH e USING COVERING INDEX citation_by_cited (cited=? AND (date,citing_key)<(?,?))');
    expect(plan).not.toContain('TEMP B-TREE');
  });

  it.each(['authorArticles', 'topicArticles', 'journalArticles', 'allArticles'] as const)(
    'reads pages of %s from an index',
    (relation) => {
      const plan = planOf(pageStatement(relation, ['x'], newest));
      expect(plan).toContain('USING COVERING INDEX');
      expect(plan).not.toContain('TEMP B-TREE');
    },
  );

  it('reads a root list without stubs from an index that knows the status', () => {
    const full = { test: 'status', values: ['FULL'] } as const;
    const plan = planOf(pageStatement('allArticles', [ROOT], { ...newest, filter: full }));
    expect(plan).toContain('SCAN t USING COVERING INDEX article_by_date');
    expect(plan).not.toContain('TEMP B-TREE');
  });

  it.each([
    ['topic', { test: 'topic', keys: ['t1'] }, 'e USING COVERING INDEX about_by_topic (topic=? AND date>? AND date<?)'],
    ['author', { test: 'author', keys: ['a1'] }, 'e USING COVERING INDEX authorship_by_author (author=? AND date>? AND date<?)'],
    ['journal', { test: 'journal', keys: ['j1'] }, 't USING INDEX article_by_journal (journal=? AND date>? AND date<?)'],
  ] as const)('begins a list of all articles at the %s that its filter names', (_, leaf, index) => {
    const years = { test: 'publicationYear', range: { from: 2010, to: 2012 } } as const;
    const filter = { all: [{ test: 'status', values: ['FULL'] }, { all: [years, leaf] }] } as Filter<'Article'>;
    const order = { field: 'citedByCount', direction: 'DESC' } as const;
    expect(planOf(pageStatement('allArticles', [ROOT], { filter, order, page }))).toContain(`SEARCH ${index}`);
    const facets = facetStatement('allArticles', [ROOT], filter, [
      { facet: 'year', size: null },
      { facet: 'topic', size: 3 },
    ]);
    expect(planOf(facets)).toContain(`SEARCH ${index}`);
  });

  it('never reads a whole table of edges for a list of neighbours', () => {
    for (const relation of ['references', 'citedBy', 'authorArticles', 'sharedArticles', 'coauthors', 'relatedTopics'] as const) {
      const field = relation === 'coauthors' || relation === 'relatedTopics' ? 'weight' : 'date';
      const plan = planOf(pageStatement(relation, ['x\ny'], { filter: null, order: { field, direction: 'ASC' }, page } as never));
      expect([relation, /SCAN [eotrxy]\b/.exec(plan)?.[0]]).toEqual([relation, undefined]);
    }
    for (const via of ['citedBy', 'references'] as const) {
      const plan = planOf(commonStatement({ via, parents: ['p1'], mostBetween: 5 }, 100));
      expect([via, /SCAN [aen]\b/.exec(plan)?.[0]]).toEqual([via, undefined]);
      expect(plan).toContain('USING COVERING INDEX citation_by_cited (cited=?)');
      expect(plan).toContain('SEARCH t USING INTEGER PRIMARY KEY (rowid=?)');
    }
    for (const step of Object.keys(STEPS) as Step[])
      for (const to of [null, ['x']]) {
        const plan = planOf(stepStatement({ step, from: ['x'], to, most: 5 }, 100));
        expect([step, to, /SCAN [etn]\b/.exec(plan)?.[0]]).toEqual([step, to, undefined]);
      }
    for (const step of Object.keys(STEPS) as Step[]) {
      const parts = [
        startsStatement({ step, from: ['x'] }),
        edgesStatement(step, [1, 2]),
        firstEdgesStatement(step, 1, 5),
        endsStatement({ step, filter: null, value: 'use' }, [1, 2]),
      ];
      for (const plan of parts.map(planOf)) expect([step, /SCAN [etn]\b/.exec(plan)?.[0]]).toEqual([step, undefined]);
    }
    const facets = planOf(facetStatement('citedBy', ['p1'], null, [{ facet: 'topic', size: 3 }]));
    expect(facets).toContain('SEARCH e USING COVERING INDEX citation_by_cited (cited=?)');
  });
});

describe('statements', () => {
  it('are one for each read, whatever is asked for', async () => {
    const sent: string[] = [];
    const store = await openStore({ engine: 'sqlite', dataDir: folder }, { onStatement: (text) => sent.push(text) });
    const order = { field: 'date', direction: 'DESC' } as const;
    const keys = ['p1', 'p2', 'p3', 'nobody'];
    const filter = {
      all: [
        { test: 'text', query: parseText('peer'), within: 'everything' },
        { test: 'author', keys: ['a1'] },
      ],
    } as const;
    const after = { value: 20170101, key: 'p1' };
    const text = parseText('peer* NOT hub');
    const reads: Record<string, () => Promise<unknown>> = {
      get: () => store.get('Article', keys),
      find: () => store.find([{ scheme: 'doi', value: 'x' }, { scheme: 'journal-name', value: 'y' }]),
      details: () => store.details(keys),
      rows: () => store.rows('record', keys),
      tagged: () => store.tagged('record', keys),
      taggedKeys: () => store.taggedKeys('record', keys),
      scan: () => store.scan({ collection: 'record', after: 'a', limit: 5, backward: true }),
      rowCount: () => store.rowCount('record'),
      page: () => store.pages('citedBy', keys, { filter: null, order, page: WHOLE }),
      pageBetween: () => store.pages('citedBy', keys, { filter: filter as never, order: { ...order, direction: 'ASC' }, page: { ...WHOLE, after } }),
      count: () => store.counts('citedBy', keys, null),
      countFiltered: () => store.counts('allArticles', [ROOT], filter as never),
      facet: () => store.facets('citedBy', keys, { facet: 'topic', filter: filter as never, size: 3 }),
      search: () => store.search({ text, kinds: KINDS, filter: null, page: { ...WHOLE, before: { value: 0, key: '0:p1' } } }),
      searchCount: () => store.searchCount({ text, kinds: KINDS, filter: null }),
      suggest: () => store.suggest(parseText('pe*'), 5),
      steps: () => store.steps({ step: 'citedBy', from: keys, to: null, most: 5 }),
      stepsBetween: () => store.steps({ step: 'citedBy', from: keys, to: keys, most: 5 }),
      commonNeighbours: () => store.commonNeighbours({ via: 'references', parents: keys, mostBetween: 5 }),
      years: () => store.years(keys, filter as never),
      graphVersion: () => store.graphVersion(),
    }; // prettier-ignore
    for (const [name, read] of Object.entries(reads)) {
      sent.length = 0;
      await read();
      expect([name, sent.length]).toEqual([name, 1]);
    }
    // Facets of one list that are asked for at once; then journals that are known, of which the version is asked.
    sent.length = 0;
    await Promise.all(
      (['year', 'topic', 'author'] as const).map((facet) => store.facets('citedBy', keys, { facet, filter: null, size: 3 })),
    );
    expect(sent.length).toBe(1);
    for (let time = 0; time < 2; time++) {
      sent.length = 0;
      await store.get('Journal', ['j1', 'nothing']);
      expect(sent.length).toBe(1);
    }
    sent.length = 0;
    await store.scanCitations();
    expect(sent.length).toBe(3);
    sent.length = 0;
    await store.scanGroupings();
    expect(sent.length).toBe(3);
    sent.length = 0;
    await store.scanBylines();
    expect(sent.length).toBe(3);
    // The nodes, their edges, the nodes at the ends; and the edges of the one node that is not wanted whole.
    for (const [most, statements] of [
      [1000, 3],
      [1, 4],
    ] as const) {
      sent.length = 0;
      await store.reach({ step: 'citedBy', from: keys, most, filter: filter as never, value: 'year' });
      expect(sent.length).toBe(statements);
    }
    sent.length = 0;
    await store.describe();
    await store.describe();
    // The second time only whether anything has changed.
    expect(sent.length).toBe(3);
    await store.close();
  });
});
