import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SaxesParser } from 'saxes';
import { restoreBackup } from '../../src/derive/restore.js';
import { loadSeed } from '../../src/intake/seed.js';
import { writeBackup } from '../../src/ledger/backup.js';
import type { GraphStore } from '../../src/store/store.js';
import { citationSearch, DEFAULT_SEARCH } from '../../src/traverse/citation-search.js';
import { flowOf } from '../../src/traverse/search-flow.js';
import { escapeXml, markdownParagraph } from '../../src/traverse/search-markup.js';
import type { SearchOutcome } from '../../src/traverse/search-outcome.js';
import { renderReport } from '../../src/traverse/search-render.js';
import { describeEachEngine } from '../engines.js';
import { Changing } from '../resolvers/changing.js';
import { ask, type Answer } from '../resolvers/execute.js';

/** Throws where it is not well-formed. */
function checkXml(text: string): void {
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(text).close();
}

const NOW = new Date('2026-05-26T10:00:00Z');

/** An outcome whose every number is another one, with texts that want to be markup. */
const HOSTILE = '<script>alert(1)</script> | **b** [x](http://evil.example) `c` "q" \u0000\ud800 & _u_';
const outcome: SearchOutcome = {
  searchedAt: NOW.toISOString(),
  seeds: [{ input: HOSTILE, key: 'k', title: HOSTILE, year: 2001, identifiers: [`doi:10.1/${HOSTILE}`], references: { known: 37, stated: 619 }, citations: { known: 53, stated: null } }],
  seedsNotFound: [{ input: HOSTILE, reason: 'Not there.' }],
  directions: ['BACKWARD', 'CO_CITED'],
  iterations: 2,
  minLinks: 3,
  filter: '{"text":"<i>x</i>"}',
  included: { works: 17, notReached: 19, notFound: [] },
  known: { included: 23, excluded: 29, notFound: [] },
  maxCandidates: 5000,
  rounds: [
    {
      iteration: 1, startedFrom: 1, raw: 311, unique: 211, new: 101, met: 41, filtered: 43, known: 20, leftOut: 6,
      perDirection: [
        { direction: 'BACKWARD', raw: 113, unique: 109, new: 71, notFollowed: 0, visited: 113, of: 113 },
        { direction: 'CO_CITED', raw: 198, unique: 107, new: 67, notFollowed: 73, visited: 1000, of: 1277 },
      ],
      perSeed: [{ seed: 'k', raw: 311, unique: 211, new: 101 }],
    },
  ],
  candidates: [{ key: 'c', rank: 1, iteration: 1, links: [{ from: 'k', direction: 'BACKWARD' }], isKnown: false, citations: 4, year: 2003 }],
  stoppedBecause: 'WORK_BOUND',
  data: {
    software: 'meded-graph 9.9.9', version: 4711, lastChangedAt: '2026-05-01T00:00:00.000Z', changedMeanwhile: true, articles: 601, stubs: 607,
    citations: 613, withReferences: 617, sources: [{ source: 'openalex', imports: 31, lastReadAt: '2026-04-30T00:00:00.000Z' }],
  },
}; // prettier-ignore

describe('the report of a citation search', () => {
  const numbers = [
    '311',
    '211',
    '101',
    '113',
    '198',
    '1000 of 1277',
    '73',
    '601',
    '607',
    '613',
    '617',
    '4711',
    '31',
    '619',
    '53',
  ];
  const words = [
    'TARCiS, recommendation 10',
    '1. Database and platform', '5. Citation searching', '8. Full search strategy', '9. Limits and restrictions', '12. Updates',
    '13. Dates of searches', '15. Total records', '16. Deduplication',
    'meded-graph 9.9.9', '2026-05-26T10:00:00.000Z', '2026-05-01T00:00:00.000Z', 'openalex',
    'the bound on the size of the search was reached', 'the graph was changed while it was searched',
  ]; // prettier-ignore

  test.each(['MARKDOWN', 'HTML', 'JSON'] as const)('has all numbers and what TARCiS and PRISMA-S ask for: %s', (format) => {
    const text = renderReport(outcome, format);
    const wanted =
      format === 'JSON' ? [...numbers.filter((one) => !one.includes(' ')), ...words.slice(1, -1)] : [...numbers, ...words];
    expect(wanted.filter((one) => !text.includes(one))).toEqual([]);
  });

  test('as JSON has every count under its name', () => {
    const data = JSON.parse(renderReport(outcome, 'JSON'));
    expect(data.rounds).toEqual(outcome.rounds);
    expect(data.totals).toMatchObject({ raw: 311, candidates: 1, new: 1, leftOut: 6, notFollowed: 73 });
    expect(Object.keys(data.prismaS)).toHaveLength(8);
  });

  test('tells of each iteration what the filter left out: a work that two of them met is not counted twice', () => {
    const [first] = outcome.rounds;
    const { prismaS } = JSON.parse(
      renderReport({ ...outcome, rounds: [first!, { ...first!, iteration: 2, filtered: 7 }] }, 'JSON'),
    );
    expect(prismaS['9. Limits and restrictions']).toBe(
      '{"text":"<i>x</i>"} (works left out: 43 in iteration 1, 7 in iteration 2)',
    );
  });

  test('tells of a seed under which other names it was given', () => {
    const seeds = [{ ...outcome.seeds[0]!, input: 'pmid:1', again: ['10.1/x', 'PMID 1'] }];
    expect(renderReport({ ...outcome, seeds }, 'MARKDOWN')).toContain('| pmid:1, 10.1/x, PMID 1 |');
    expect(renderReport({ ...outcome, seeds }, 'HTML')).toContain('<td>pmid:1, 10.1/x, PMID 1</td>');
  });

  test('never lets a text become markup', () => {
    for (const text of [renderReport(outcome, 'HTML'), renderReport(outcome, 'MARKDOWN'), flowOf(outcome)]) {
      expect(text).not.toContain('<script>alert');
      expect(text).not.toContain('\u0000');
      expect(text.isWellFormed()).toBe(true);
    }
    const markdown = renderReport(outcome, 'MARKDOWN');
    expect(markdown).toContain('\\*\\*b\\*\\* \\[x\\](http\\://evil.example) \\`c\\`');
    const rows = markdown.split('\n').filter((line) => line.includes('script'));
    for (const row of rows) expect(row.replaceAll('\\|', '').split('|').length).toBeLessThanOrEqual(8);
  });

  test('escapes what is markup and leaves the rest as it is', () => {
    expect(escapeXml(`a<b>"c'&`)).toBe('a&lt;b&gt;&quot;c&#39;&amp;');
    expect(markdownParagraph('# no heading\nbut *one* line')).toBe('\\# no heading but \\*one\\* line');
    expect(markdownParagraph('1. no list, 2.5 and a-b')).toBe('1\\. no list, 2.5 and a-b');
  });

  test('has a picture that is well-formed and has the numbers', () => {
    const svg = flowOf(outcome);
    checkXml(svg);
    for (const text of ['(n = 311)', '(n = 211)', '(n = 101)', 'Beyond the bound on work (n = 6)', 'Links not followed (n = 73)', 'Included so far (n = 17)'])
      expect(svg).toContain(text); // prettier-ignore
  });
});

describeEachEngine('a saved citation search', (openEmptyStore) => {
  let store: GraphStore;
  let at: Changing;
  const folder = mkdtempSync(join(tmpdir(), 'meded-search-'));
  beforeAll(async () => {
    store = await openEmptyStore();
    await loadSeed(store);
    at = new Changing(store);
  });
  afterAll(async () => {
    await at.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const PARTS =
    'rounds { iteration raw unique new } stoppedBecause candidates { totalCount nodes { title } } candidatesGone searchedAt report flow data { version }';
  const save = (input: string, name: string) =>
    at.ask(`mutation { saveCitationSearch(input: { ${input} }, name: ${JSON.stringify(name)}) {
      savedSearch { id name savedAt search { ${PARTS} } } userErrors { field message } } }`);

  test('is read as it was answered, also from a backup that was restored', async () => {
    const { savedSearch, userErrors } = (await save('seeds: ["33349761"], iterations: 2', ' Around the review '))
      .saveCitationSearch;
    expect(userErrors).toEqual([]);
    expect(savedSearch).toMatchObject({
      name: 'Around the review',
      search: {
        rounds: [
          { raw: 10, new: 10 },
          { raw: 10, new: 0 },
        ],
        candidates: { totalCount: 10 },
        candidatesGone: 0,
      },
    });
    const read = () =>
      ask(store, `query ($id: ID!) { savedCitationSearch(id: $id) { id name savedAt search { ${PARTS} } } }`, {
        id: savedSearch.id,
      });
    expect((await read()).savedCitationSearch).toEqual(savedSearch);

    const file = join(folder, 'backup.jsonl.gz');
    await writeBackup(store, file, { program: '1.2.3' });
    await restoreBackup(store, file, { replace: true });
    expect((await read()).savedCitationSearch).toEqual(savedSearch);
  });

  test('names why it is not saved', async () => {
    expect((await save('seeds: []', 'x')).saveCitationSearch).toEqual({
      savedSearch: null,
      userErrors: [{ field: null, message: expect.stringMatching(/`seeds` is empty/) }],
    });
    expect((await save('seeds: ["1"]', ' ')).saveCitationSearch.userErrors[0].message).toMatch(/`name` has 0 characters/);
    expect(at.unseen(/^(saveCitationSearch|SaveCitationSearchPayload)$/)).toEqual([]);
  });

  test('that nobody saved is null', async () => {
    for (const id of ['nope', 'a\u0000b', '\ud800', ''])
      expect(await ask(store, 'query ($id: ID!) { savedCitationSearch(id: $id) { name } }', { id })).toEqual({
        savedCitationSearch: null,
      });
  });

  test('is listed with the others, the newest first, and deleted', async () => {
    const list = async (args = ''): Promise<Answer> =>
      (
        await at.ask(
          `{ savedCitationSearches${args} { totalCount pageInfo { hasNextPage endCursor } edges { cursor node { id name } } nodes { id name savedAt search { rounds { new } } } } }`,
        )
      ).savedCitationSearches;
    const before = (await list()).totalCount;
    const ids: string[] = [];
    for (const name of ['One', 'Two', 'Three']) {
      ids.push((await save('seeds: ["33349761"]', name)).saveCitationSearch.savedSearch.id);
      // Ids are in the order of time, to the millisecond.
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const whole = await list();
    expect(whole.totalCount).toBe(before + 3);
    expect(whole.nodes.slice(0, 3).map(({ name }: Answer) => name)).toEqual(['Three', 'Two', 'One']);
    expect(whole.nodes[0]).toMatchObject({ id: ids[2], search: { rounds: [{ new: 10 }] } });
    const page = await list('(first: 2)');
    expect(page.pageInfo.hasNextPage).toBe(true);
    expect((await list(`(first: 1, after: "${page.pageInfo.endCursor}")`)).nodes[0].name).toBe('One');
    expect((await list('(last: 1)')).nodes).toEqual([whole.nodes.at(-1)]);

    const remove = async (id: string): Promise<Answer> =>
      (await at.ask('mutation ($id: ID!) { deleteCitationSearch(id: $id) { deletedId userErrors { message } } }', { id }))
        .deleteCitationSearch;
    expect(await remove(ids[1]!)).toEqual({ deletedId: ids[1], userErrors: [] });
    expect((await list()).nodes.slice(0, 2).map(({ name }: Answer) => name)).toEqual(['Three', 'One']);
    expect(await ask(store, `{ savedCitationSearch(id: "${ids[1]}") { name } }`)).toEqual({ savedCitationSearch: null });
    for (const id of [ids[1]!, 'a\u0000b', ''])
      expect(await remove(id)).toEqual({ deletedId: null, userErrors: [{ message: expect.stringMatching(/no saved search/) }] });
    expect(at.unseen(/^(deleteCitationSearch|DeleteCitationSearchPayload)$/)).toEqual([]);
  });

  test('says which candidates are gone since', async () => {
    const asked = { seeds: ['33349761'], filter: null, filterText: null, included: null, known: { included: [], excluded: [] } };
    const found = await citationSearch(store, { ...DEFAULT_SEARCH, ...asked });
    const extra = { ...found.candidates[0]!, key: 'gone', rank: 11 };
    const id = await at.admin.run('saveCitationSearch', {
      name: 'x',
      outcome: { ...found, candidates: [...found.candidates, extra] },
    });
    const { search } = (
      await ask(
        store,
        `{ savedCitationSearch(id: "${id}") { search { candidatesGone candidates { totalCount nodes { id } } } } }`,
      )
    ).savedCitationSearch;
    expect([search.candidatesGone, search.candidates.totalCount, search.candidates.nodes.length]).toEqual([1, 10, 10]);
  });
});
