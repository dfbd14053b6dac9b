import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { withWriter } from '../../src/ledger/lock.js';
import type { GraphStore } from '../../src/store/store.js';
import { describeEachEngine } from '../engines.js';
import { BROKEN, BURNOUT, Changing, ERRORS, MENTORING, REPORT, record } from './changing.js';
import { ask, execute, refusal, type Answer } from './execute.js';

/** Records, imports and decisions by hand, through the API. */

/** All but the pages and the DOI is that of MENTORING: likely one work with it, not certainly. */
const TWIN = MENTORING.replace('1401', '88')
  .replace('1409', '95')
  .replace(/DO .*\n/, '');

describeEachEngine('changes through the API', (openEmptyStore) => {
  let at: Changing;
  let store: GraphStore;
  const mutate = (document: string, variables: object = {}) => at.ask(document, variables as Record<string, unknown>);
  const importText = async (content: string, more: object = {}) => {
    const document = `mutation ($input: ImportRecordsInput!) { importRecords(input: $input) {
      import { id fileName counts { read } } report { ${REPORT} } userErrors { record line message } } }`;
    return (await mutate(document, { input: { content, ...more } })).importRecords;
  };
  const titles = async () => (await ask(store, '{ articles(first: 100, orderBy: { field: TITLE, direction: ASC }) { nodes { id title } } }')).articles.nodes; // prettier-ignore

  beforeAll(async () => {
    store = await openEmptyStore();
    at = new Changing(store);
  }, 60_000);
  afterAll(() => at.close());

  describe('importRecords', () => {
    test('takes good records in and tells of each that it refuses', async () => {
      const { import: node, report, userErrors } = await importText(record(MENTORING) + BROKEN, { fileName: 'mine.ris' });
      expect(report).toMatchObject({ read: 2, new: 1, merged: 0, unchanged: 0, refused: 1, finished: true });
      expect(userErrors).toEqual([
        { record: 2, line: 12, message: expect.stringContaining('neither an identifier nor a title') },
      ]);
      expect(report.refusals).toEqual([{ file: 'mine.ris', line: 12, record: 2, reason: userErrors[0].message }]);
      expect(node).toMatchObject({ fileName: 'mine.ris', counts: { read: 2 } });
      expect(report.files).toMatchObject([{ name: 'mine.ris', format: 'ris', problem: null, import: { id: node.id } }]);
      const { article } = await ask(store, '{ article(by: { doi: "10.5555/mentoring" }) { title } }');
      expect(article.title).toBe('Mentoring of residents in surgery: a qualitative study');
    });
    test('of another source joins what is there, and says why', async () => {
      const bibtex =
        '@article{a, title = {Mentoring of residents in surgery: a qualitative study}, doi = {10.5555/MENTORING}, year = 2015}';
      const { report } = await importText(bibtex, { format: 'bibtex' });
      expect(report).toMatchObject({ read: 1, new: 0, merged: 1 });
      expect(report.merges).toEqual([
        {
          record: expect.any(String),
          why: expect.arrayContaining([expect.stringMatching(/DOI/i)]),
          into: { title: expect.stringMatching(/^Mentoring/) },
        },
      ]);
    });
    test.each([
      ['content that is too long', { content: 'x'.repeat(200_001) }, /200001 characters; at most 200000.*\/imports/],
      ['empty content', { content: ' \n ' }, /empty/],
      ['a format that there is not', { content: 'x', format: 'docx' }, /There is no format "docx"/],
      ['a name that is too long', { content: 'x', fileName: 'n'.repeat(256) }, /255/],
    ])('refuses %s as a whole', async (_, { content, ...more }, message) => {
      const answer = await importText(content, more);
      expect(answer).toEqual({
        import: null,
        report: null,
        userErrors: [{ record: null, line: null, message: expect.stringMatching(message) }],
      });
    });
    test('refuses what is in no format, with a report that adds up', async () => {
      const { import: node, report, userErrors } = await importText('just some words', { fileName: 'words' });
      expect(node).toBeNull();
      expect(report).toMatchObject({
        read: 1,
        refused: 1,
        files: [{ name: 'words', import: null, problem: userErrors[0].message }],
      });
      expect(userErrors[0]).toMatchObject({
        record: null,
        line: null,
        message: expect.stringContaining('the format is not known'),
      });
    });
    test('waits for nobody: while another writes it says who', async () => {
      const answer = await withWriter(store, 'an import of somebody else', () =>
        execute(
          store,
          'mutation { importRecords(input: { content: "10.5555/x" }) { report { read } } }',
          {},
          at.schema,
          at.admin,
        ),
      );
      expect(answer.data).toMatchObject({ importRecords: null });
      expect(answer.errors![0]!.originalError).toMatchObject({
        code: 'CONFLICT',
        message: expect.stringMatching(/an import of somebody else, since .* Wait until that has ended/),
      });
    });
    test('is not to be had without the token', async () => {
      expect((await refusal(store, 'mutation { importRecords(input: { content: "x" }) { report { read } } }')).code).toBe(
        'UNAUTHENTICATED',
      );
    });
  });

  test('undoImport takes back what only that import brought', async () => {
    const { import: node } = await importText(record(BURNOUT));
    const document = `mutation ($id: ID!) { undoImport(id: $id) { removedRecords changedWorks ${ERRORS} } }`;
    const { undoImport } = await mutate(document, { id: node.id });
    expect(undoImport).toMatchObject({ removedRecords: 1, userErrors: [] });
    expect(undoImport.changedWorks).toBeGreaterThanOrEqual(0);
    expect((await titles()).map(({ title }: Answer) => title)).toEqual([
      'Mentoring of residents in surgery: a qualitative study',
    ]);
    expect((await mutate(document, { id: node.id })).undoImport).toMatchObject({
      removedRecords: null,
      userErrors: [{ field: null, message: expect.stringContaining('There is no import') }],
    });
  });

  describe('decisions by hand', () => {
    const MERGE = `mutation ($ids: [ID!]!) { mergeArticles(ids: $ids) { article { id title provenance { recordKey } } ${ERRORS} } }`;
    const SPLIT = `mutation ($id: ID!, $records: [String!]) { splitArticle(id: $id, records: $records) { articles { id } ${ERRORS} } }`;
    let pair: string;

    test('a possible duplicate is refused, and not listed any more', async () => {
      const { report } = await importText(record(TWIN));
      expect(report).toMatchObject({ new: 1, possibleDuplicates: 1 });
      const { possibleDuplicates } = await ask(store, '{ possibleDuplicates { nodes { id } } }');
      pair = possibleDuplicates.nodes[0].id;
      const document = `mutation ($id: ID!) { refusePossibleDuplicate(id: $id) { articles { title } ${ERRORS} } }`;
      const { refusePossibleDuplicate } = await mutate(document, { id: pair });
      expect(refusePossibleDuplicate.articles).toHaveLength(2);
      expect((await ask(store, '{ possibleDuplicates { totalCount } }')).possibleDuplicates.totalCount).toBe(0);
      const { refusePossibleDuplicate: nothing } = await mutate(document, { id: 'nope' });
      expect(nothing).toEqual({ articles: [], userErrors: [{ field: null, message: expect.stringContaining('"nope"') }] });
    });

    test('articles are merged, and the ids of both lead to the one that is left; then they are split again', async () => {
      const before = await titles();
      expect(before).toHaveLength(2);
      const ids = before.map(({ id }: Answer) => id);
      const { mergeArticles } = await mutate(MERGE, { ids });
      expect(mergeArticles.userErrors).toEqual([]);
      expect(mergeArticles.article.provenance).toHaveLength(3);
      const { nodes } = await ask(store, 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });
      expect(nodes.map(({ id }: Answer) => id)).toEqual([mergeArticles.article.id, mergeArticles.article.id]);
      const [first] = mergeArticles.article.provenance.map(({ recordKey }: Answer) => recordKey);
      const { splitArticle } = await mutate(SPLIT, { id: mergeArticles.article.id, records: [first] });
      expect(splitArticle.userErrors).toEqual([]);
      expect(splitArticle.articles.length).toBe(2);
      expect(await titles()).toHaveLength(2);
    });

    test('all of these are listed, and taken back the newest first', async () => {
      const UNDO = `mutation ($id: ID!) { undoDecision(id: $id) { articles { id } authors { id } ${ERRORS} } }`;
      const { decisions } = await ask(
        store,
        '{ decisions(first: 10) { totalCount nodes { id kind articles { id } authors { id } } } }',
      );
      expect(decisions.nodes.map(({ kind }: Answer) => kind)).toEqual(['SPLIT_ARTICLE', 'MERGE_ARTICLES', 'REFUSE_DUPLICATE']);
      const [split, merge, refused] = decisions.nodes;
      expect((await mutate(UNDO, { id: merge.id })).undoDecision.userErrors).toEqual([
        { field: null, message: expect.stringMatching(/stands on .*: take that one back first/) },
      ]);
      const { undoDecision } = await mutate(UNDO, { id: split.id });
      expect(undoDecision).toMatchObject({ articles: [{ id: expect.any(String) }], authors: [], userErrors: [] });
      expect(await titles()).toHaveLength(1);
      expect((await mutate(UNDO, { id: merge.id })).undoDecision.articles).toHaveLength(2);
      expect(await titles()).toHaveLength(2);
      expect((await mutate(UNDO, { id: refused.id })).undoDecision.userErrors).toEqual([]);
      expect((await ask(store, '{ possibleDuplicates { totalCount } }')).possibleDuplicates.totalCount).toBe(1);
      expect((await mutate(UNDO, { id: 'nope' })).undoDecision).toEqual({
        articles: [],
        authors: [],
        userErrors: [{ field: null, message: expect.stringContaining('"nope"') }],
      });
    });

    test.each([
      [
        'an identifier of nothing',
        MERGE,
        { ids: ['10.5555/mentoring', '10.5555/nope'] },
        ['ids', '1'],
        /There is no article "10.5555\/nope"/,
      ],
      ['an author among articles', MERGE, { ids: ['0000-0002-1825-0097'] }, ['ids', '0'], /There is no article/],
      ['one alone', MERGE, { ids: ['10.5555/mentoring'] }, null, /at least two/],
      ['too many', MERGE, { ids: Array(101).fill('1') }, ['ids'], /101 entries; at most 100/],
      ['a record of none', SPLIT, { id: '10.5555/mentoring', records: ['nope'] }, null, /no record|only one record/],
    ])('%s is told, and nothing is done', async (_, document, variables, field, message) => {
      const before = (await store.describe()).counts;
      const [answer] = Object.values(await mutate(document, variables)) as Answer[];
      expect(answer.userErrors).toEqual([{ field, message: expect.stringMatching(message) }]);
      expect((await store.describe()).counts).toEqual(before);
    });

    test('an author is split by articles, and merged again', async () => {
      await importText(record(BURNOUT));
      const people = async () =>
        (await ask(store, '{ authors(filter: { name: "Lindqvist" }) { nodes { id articleCount } } }')).authors.nodes;
      const merge = `mutation ($ids: [ID!]!) { mergeAuthors(ids: $ids) { author { id articleCount } ${ERRORS} } }`;
      const all = await people();
      expect(all).toEqual([{ id: all[0].id, articleCount: 3 }]);
      const split = `mutation ($id: ID!, $articles: [ID!]!) { splitAuthor(id: $id, articles: $articles) { authors { id articleCount } ${ERRORS} } }`;
      const { splitAuthor } = await mutate(split, { id: all[0].id, articles: ['10.5555/burnout'] });
      expect(splitAuthor.userErrors).toEqual([]);
      expect(splitAuthor.authors).toHaveLength(2);
      const counts = splitAuthor.authors.map(({ articleCount }: Answer) => articleCount);
      expect(counts.reduce((sum: number, count: number) => sum + count, 0)).toBe(all[0].articleCount);
      const { mergeAuthors } = await mutate(merge, { ids: splitAuthor.authors.map(({ id }: Answer) => id) });
      expect(mergeAuthors).toMatchObject({ author: { articleCount: all[0].articleCount }, userErrors: [] });
      const alone = await mutate(merge, { ids: [mergeAuthors.author.id] });
      expect(alone.mergeAuthors).toMatchObject({
        author: null,
        userErrors: [{ message: expect.stringContaining('at least two') }],
      });
      const wrong = await mutate(split, { id: mergeAuthors.author.id, articles: ['10.5555/nope'] });
      expect(wrong.splitAuthor).toMatchObject({ authors: [], userErrors: [{ field: ['articles', '0'] }] });
      const { decisions } = await ask(store, '{ decisions(first: 1) { nodes { id kind authors { id } } } }');
      expect(decisions.nodes).toMatchObject([{ kind: 'MERGE_AUTHORS', authors: [{ id: mergeAuthors.author.id }] }]);
      const undo = `mutation ($id: ID!) { undoDecision(id: $id) { authors { id } ${ERRORS} } }`;
      expect((await mutate(undo, { id: decisions.nodes[0].id })).undoDecision.authors).toHaveLength(2);
      expect(await people()).toHaveLength(2);
    }, 60_000);
  });

  test('every field of every answer was seen with a value above', () => {
    const names = /^(import|undo|merge|split|refuse)|^(Import|Undo|Merge|Split|Refuse)[A-Z]\w*Payload$|UserError$/;
    expect(at.unseen(names).filter((name) => !name.startsWith('ImportJob'))).toEqual([]);
  });
});
