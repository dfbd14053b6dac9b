import { beforeAll, expect, test } from '@jest/globals';
import type { GraphStore } from '../../src/store/store.js';
import { describeEachEngine } from '../engines.js';
import { ask, type Answer } from './execute.js';
import { fixture } from './fixture.js';

describeEachEngine('search and suggest', (openEmptyStore) => {
  let store: GraphStore;
  beforeAll(async () => {
    store = await openEmptyStore();
    await store.write(fixture);
  });

  const labels = async (given: string): Promise<string[]> => {
    const { search } = await ask(store, `{ search(${given}, first: 100) { totalCount nodes { label } edges { score } } }`);
    const scores: number[] = search.edges.map((edge: Answer) => edge.score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(search.totalCount).toBe(search.nodes.length);
    return search.nodes.map((node: Answer) => node.label).sort();
  };

  test.each([
    [
      'text: "mentoring"',
      [
        'Adler & Brandão 2017',
        'Adler et al. 2020',
        'Dubois 2006',
        'Mentoring',
        'Near-peer mentoring',
        'Peer mentoring',
        'Çelik & Adler 2024',
      ],
    ],
    ['text: "mentoring", kinds: [TOPIC]', ['Mentoring', 'Near-peer mentoring', 'Peer mentoring']],
    ['text: "mentoring", kinds: []', []],
    [
      'text: "adler", kinds: [AUTHOR, ARTICLE]',
      ['Adler & Brandão 2017', 'Adler J', 'Adler et al. 2020', 'Dubois et al. 2024', 'Çelik & Adler 2024'],
    ],
    ['text: "celik"', ['Adler et al. 2020', 'Çelik & Adler 2024', 'Çelik O']],
    ['text: "\\"residents burn\\""', ['Adler et al. 2020']],
    ['text: "medecine"', ['Med']],
    [
      'text: "mentoring", filter: { publicationYear: { from: 2021 } }',
      ['Mentoring', 'Near-peer mentoring', 'Peer mentoring', 'Çelik & Adler 2024'],
    ],
    ['text: "mentoring", kinds: [ARTICLE], filter: { recordStatus: [STUB] }', []],
    ['text: "!?"', []],
    ['text: ""', []],
  ])('search(%s)', async (given, expected) => {
    expect(await labels(given)).toEqual(expected);
  });

  test('stubs are found only when the filter speaks of them', async () => {
    const everything = 'text: "NOT unheardof", kinds: [ARTICLE]';
    expect(await labels(everything)).toHaveLength(7);
    expect(await labels(`${everything}, filter: { recordStatus: [STUB, FULL] }`)).toHaveLength(9);
  });

  test.each(['"', '(((', 'AND OR NOT', "'; DROP TABLE article; --", 'label:*', 'a^4~2', '\\\\', '*', 'NEAR(a b)', '{}[]+-&&||!'])(
    'text that looks like a query of some engine is only text: %s',
    async (text) => {
      const { search, suggest } = await ask(
        store,
        'query ($text: String!) { search(text: $text) { totalCount } suggest(prefix: $text) { text } }',
        { text },
      );
      expect([typeof search.totalCount, Array.isArray(suggest)]).toEqual(['number', true]);
    },
  );

  const suggestions = async (prefix: string, first = 10): Promise<[string, string][]> => {
    const document =
      'query ($prefix: String!, $first: Int!) { suggest(prefix: $prefix, first: $first) { text kind node { label } } }';
    const { suggest } = await ask(store, document, { prefix, first });
    return suggest.map((one: Answer) => [one.text, one.kind]);
  };

  test('suggest completes names, titles and topics: what begins so first, then what is used most', async () => {
    expect(await suggestions('men')).toEqual([
      ['Mentoring', 'TOPIC'],
      ['MENTOR Study Group', 'AUTHOR'],
      ['Peer mentoring in residency: a review', 'ARTICLE'],
      ['Peer mentoring', 'TOPIC'],
      ['Peer mentoring in residency: a protocol', 'ARTICLE'],
      ['Near-peer mentoring', 'TOPIC'],
    ]);
    expect(await suggestions('men', 2)).toHaveLength(2);
    expect(await suggestions('men', 0)).toEqual([]);
  });

  test('suggest takes several words, the last one as a beginning', async () => {
    expect(await suggestions('Çelik o')).toEqual([['Çelik O', 'AUTHOR']]);
    expect(await suggestions('bmc med')).toEqual([['BMC Medical Education', 'JOURNAL']]);
    expect(await suggestions('')).toEqual([]);
    expect(await suggestions(' - ')).toEqual([]);
  });
});
