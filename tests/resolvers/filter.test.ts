import { beforeAll, expect, test } from '@jest/globals';
import { toGlobalId } from '../../src/global-id.js';
import type { GraphStore } from '../../src/store/store.js';
import { describeEachEngine } from '../engines.js';
import { ask, type Answer } from './execute.js';
import { articles, fixture } from './fixture.js';

const KEY_OF = new Map(articles.map(({ record }) => [toGlobalId('Article', record.key), record.key]));

describeEachEngine('ArticleFilter', (openEmptyStore) => {
  let store: GraphStore;
  beforeAll(async () => {
    store = await openEmptyStore();
    await store.write(fixture);
  });

  const keys = (list: Answer): string[] => list.nodes.map((node: Answer) => KEY_OF.get(node.id)).sort();

  test.each([
    ['publicationYear: { from: 2017, to: 2020 }', ['protocol', 'review']],
    ['publicationYear: { from: 2025 }', ['hidden']],
    ['publicationYear: { to: null }', ['cut', 'early', 'hidden', 'letter', 'protocol', 'review']],
    ['publicationYear: { from: 2020, to: 2017 }', []],
    ['publicationYear: null, hasAbstract: true', ['early', 'review']],
    ['journals: ["BMC Med. Educ."]', ['hidden', 'letter', 'protocol', 'review']],
    ['journals: ["1472-6920", "nlm:101088679", "nope"]', ['hidden', 'letter', 'protocol', 'review']],
    ['journals: ["fam med", "bmc med educ"], hasAbstract: true', ['early', 'review']],
    ['journals: ["nope"]', []],
    ['journals: []', []],
    [`authors: ["${toGlobalId('Author', 'dubois')}"]`, ['cut', 'early']],
    ['authors: ["0000-0002-1825-0097"]', ['cut', 'letter', 'protocol', 'review']],
    ['authors: ["pmid:33349761"]', []],
    ['topics: ["Mentorship"]', ['letter', 'protocol', 'review']],
    ['topics: ["D008569", "Burnout"]', ['cut', 'hidden', 'letter', 'protocol', 'review']],
    ['publicationTypes: ["letter"]', ['letter']],
    ['publicationTypes: ["journal articles", "LETTER"]', ['letter', 'protocol', 'review']],
    ['publicationTypes: ["?"]', []],
    ['hasAbstract: false', ['cut', 'hidden', 'letter', 'loose', 'protocol']],
    ['isRetracted: true', ['early']],
    ['isRetracted: false, hasAbstract: true', ['review']],
    ['isRetracted: null, hasAbstract: true', ['early', 'review']],
    ['citationCount: { from: 2 }', ['early', 'protocol', 'review']],
    ['referenceCount: { from: 1, to: 2 }', ['cut', 'letter', 'loose', 'protocol']],
    ['recordStatus: [STUB]', ['stub-doi', 'stub-pmid']],
    ['recordStatus: []', []],
    ['authorsStatus: [NOT_LISTED, POSSIBLY_TRUNCATED]', ['cut', 'hidden']],
    ['among: ["33349761", "10.1186/S13643-017-0571-Y", "PMC999", "?"]', ['protocol', 'review']],
    ['among: []', []],
    ['text: "peer mentoring"', ['early', 'protocol', 'review']],
    ['text: "(sibling OR coaching) NOT promise"', ['letter']],
    ['text: ""', []],
    ['text: null, hasAbstract: true', ['early', 'review']],
    ['any: [{ publicationTypes: ["Letter"] }, { hasAbstract: true }]', ['early', 'letter', 'review']],
    ['any: [{ publicationTypes: ["Letter"] }, {}], hasAbstract: true', ['early', 'review']],
    ['any: []', []],
    ['any: null, hasAbstract: true', ['early', 'review']],
    ['not: { journals: ["bmc med educ"] }', ['cut', 'early', 'loose']],
    ['not: {}', []],
    ['not: null, hasAbstract: true', ['early', 'review']],
    ['not: { any: [{ hasAbstract: true }, { not: { publicationYear: { from: 2024 } } }] }', ['cut', 'hidden', 'letter']],
    ['publicationYear: { from: 2020 }, topics: ["Mentoring"], not: { publicationTypes: ["Letter"] }', ['review']],
  ])('{ %s }', async (filter, expected) => {
    const { articles: list } = await ask(store, `{ articles(filter: { ${filter} }) { totalCount nodes { id } } }`);
    expect([keys(list), list.totalCount]).toEqual([expected, expected.length]);
  });

  test('holds for nested lists as well, where stubs are shown', async () => {
    const document = `{ article(by: { pmid: 33349761 }) {
      stubs: references(filter: { recordStatus: [STUB] }) { totalCount nodes { id } }
      mentoring: references(filter: { text: "mentoring" }) { totalCount nodes { id } }
      coached: references(filter: { not: { text: "mentoring" } }) { totalCount nodes { id } }
      letters: citedBy(filter: { any: [{ publicationTypes: ["Letter"] }, { recordStatus: [STUB] }] }) { totalCount nodes { id } } } }`;
    const { article } = await ask(store, document);
    expect(Object.values(article).map(keys)).toEqual([
      ['stub-doi', 'stub-pmid'],
      ['early', 'protocol'],
      ['loose', 'stub-doi', 'stub-pmid'],
      ['letter', 'stub-doi'],
    ]);
    expect(Object.values(article).map((list) => (list as Answer).totalCount)).toEqual([2, 2, 3, 2]);
  });
});
