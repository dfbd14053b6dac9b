import { beforeAll, expect, test } from '@jest/globals';
import type { GraphStore } from '../../src/store/store.js';
import { describeEachEngine } from '../engines.js';
import { ask, refusal } from './execute.js';
import { fixture } from './fixture.js';

/** What is asked wrongly is refused with a message that says what was given and what is allowed. */

const cursor = (...parts: unknown[]): string => Buffer.from(JSON.stringify(parts)).toString('base64url');
const nested = (depth: number): string => (depth === 0 ? '{ hasAbstract: true }' : `{ not: ${nested(depth - 1)} }`);
const many = (count: number): string => `[${'{ hasAbstract: true } '.repeat(count)}]`;

describeEachEngine('bad input', (openEmptyStore) => {
  let store: GraphStore;
  beforeAll(async () => {
    store = await openEmptyStore();
    await store.write(fixture);
  });

  test.each([
    ['articles(first: 101)', '`first` is 101; it must be between 0 and 100.'],
    ['articles(first: -1)', '`first` is -1; it must be between 0 and 100.'],
    ['articles(last: 101)', '`last` is 101; it must be between 0 and 100.'],
    ['articles(last: -5)', '`last` is -5; it must be between 0 and 100.'],
    ['articles(first: 1, last: 1)', '`first` (1) and `last` (1) are given together; give one of them.'],
    ['articles(after: "")', '`after` is not a cursor.'],
    ['articles(after: "no cursor!")', '`after` is not a cursor.'],
    ['articles(before: "bm90IGpzb24")', '`before` is not a cursor.'],
    [`articles(after: "${cursor('allArticles:date:DESC', 20200101)}")`, '`after` is not a cursor.'],
    [`articles(after: "${cursor('allArticles:date:DESC', { a: 1 }, 'k')}")`, '`after` is not a cursor.'],
    [`articles(after: "${cursor('allArticles:date:DESC', 1, 'a\0b')}")`, '`after` is not a cursor.'],
    [`articles(after: "${cursor('allArticles:date:DESC', '2020', 'k')}")`, '`after` is a damaged cursor.'],
    [`articles(after: "${cursor('allArticles:title:ASC', 't', 'k')}")`, '`after` is a cursor of another list or another order.'],
    [`authors(after: "${cursor('allArticles:date:DESC', 1, 'k')}")`, '`after` is a cursor of another list or another order.'],
    ['articles(filter: { text: "' + 'a'.repeat(257) + '" })', '`text` has 257 characters; at most 256 are allowed.'],
    ['articles(filter: { text: "' + 'a '.repeat(17) + '" })', '`text` has 17 words; at most 16 are allowed.'],
    ['authors(filter: { name: "' + 'a '.repeat(17) + '" })', '`name` has 17 words; at most 16 are allowed.'],
    [`articles(filter: ${nested(9)})`, 'The filter is nested more than 8 deep by `any` and `not`.'],
    [`articles(filter: { any: ${many(100)} })`, 'The filter has more than 100 parts under `any` and `not`.'],
  ])('%s', async (field, message) => {
    const answer = await refusal(store, `{ ${field} { totalCount } }`);
    expect(answer.code).toBe('BAD_USER_INPUT');
    expect(answer.message.slice(0, message.length)).toBe(message);
  });

  test.each([
    ['article(by: { pmid: "abc" }) { id }', /^`pmid: "abc"` is not recognised\. Give a PMID: /],
    ['article(by: { pmcid: "x" }) { id }', /Give a PMCID: /],
    ['article(by: { doi: "Mentoring" }) { id }', /Give a DOI: /],
    ['author(by: { orcid: "0000-0002-1825-0098" }) { id }', /Give an ORCID iD with a right check digit/],
    ['journal(by: { issn: "1472-6921" }) { id }', /Give an ISSN with a right check digit/],
    ['journal(by: { issn: "14726921" }) { id }', /Give an ISSN with a right check digit/],
    ['author(by: { orcid: "21825009" }) { id }', /Give an ORCID iD with a right check digit/],
    ['topic(by: { meshId: "mentoring" }) { id }', /Give a MeSH descriptor UI/],
    [`article(by: { doi: "${'z'.repeat(5000)}" }) { id }`, /^`doi: "z{80}…"` is not recognised/],
    ['search(text: "' + 'a'.repeat(257) + '") { totalCount }', /^`text` has 257 characters; at most 256 are allowed\./],
    ['search(text: "a", first: 101) { totalCount }', /^`first` is 101/],
    ['suggest(prefix: "a", first: 101) { text }', /^`first` is 101/],
    ['suggest(prefix: "a", first: -1) { text }', /^`first` is -1/],
    ['suggest(prefix: "' + 'ab '.repeat(17) + '") { text }', /^`prefix` has 17 words; at most 16 are allowed\./],
    ['articles { facets { journals(first: 101) { count } } }', /^`first` is 101/],
    ['articles { facets { authors(first: -1) { count } } }', /^`first` is -1/],
    ['article(by: { pmid: 33349761 }) { authorships(first: 101) { totalCount } }', /^`first` is 101/],
    ['article(by: { pmid: 33349761 }) { citedBy(first: 1, last: 1) { totalCount } }', /are given together/],
  ])('%s', async (field, message) => {
    const answer = await refusal(store, `{ ${field} }`);
    expect(answer).toEqual({ code: 'BAD_USER_INPUT', message: expect.stringMatching(message) });
  });

  test('a cursor of one search is refused by another', async () => {
    const { search } = await ask(store, '{ search(text: "peer", first: 1) { pageInfo { endCursor } } }');
    const answer = await refusal(store, `{ search(text: "mentoring", after: "${search.pageInfo.endCursor}") { totalCount } }`);
    expect(answer).toEqual({ code: 'BAD_USER_INPUT', message: expect.stringMatching(/another list or another order/) });
  });

  test('too many identifiers', async () => {
    const resolve = 'query ($list: [String!]!) { resolve(identifiers: $list) { input } }';
    const nodes = 'query ($list: [ID!]!) { nodes(ids: $list) { id } }';
    expect(await refusal(store, resolve, { list: new Array(1001).fill('1') })).toEqual({
      code: 'BAD_USER_INPUT',
      message: '`identifiers` has 1001 entries; at most 1000 are allowed. Ask in several requests.',
    });
    expect(await refusal(store, nodes, { list: new Array(101).fill('1') })).toEqual({
      code: 'BAD_USER_INPUT',
      message: '`ids` has 101 entries; at most 100 are allowed. Ask in several requests.',
    });
  });

  test('what stands at the limit is answered', async () => {
    const fields = [
      'a: articles(first: 100) { totalCount }',
      'b: articles(last: 0) { totalCount }',
      `c: articles(filter: { text: "${'a'.repeat(256)}" }) { totalCount }`,
      `d: articles(filter: { text: "${'a '.repeat(16)}" }) { totalCount }`,
      `e: articles(filter: ${nested(8)}) { totalCount }`,
      `f: articles(filter: { any: ${many(99)} }) { totalCount }`,
      'g: articles(first: null, last: null, after: null, filter: null, orderBy: null) { totalCount }',
    ];
    const answer = await ask(store, `{ ${fields.join(' ')} }`);
    expect(Object.values(answer).map((list) => (list as { totalCount: number }).totalCount)).toEqual([7, 7, 0, 6, 2, 2, 7]);
    const list = new Array(1000).fill('33349761');
    const { resolve } = await ask(store, 'query ($list: [String!]!) { resolve(identifiers: $list) { node { label } } }', {
      list,
    });
    expect(resolve).toEqual(list.map(() => ({ node: { label: 'Adler et al. 2020' } })));
  });
});
