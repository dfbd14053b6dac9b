import { beforeAll, expect, test } from '@jest/globals';
import { toGlobalId } from '../../src/global-id.js';
import type { GraphStore } from '../../src/store/store.js';
import { describeEachEngine } from '../engines.js';
import { ask, type Answer } from './execute.js';
import { fixture, READ_AT } from './fixture.js';

describeEachEngine('Journal', (openEmptyStore) => {
  let store: GraphStore;
  beforeAll(async () => {
    store = await openEmptyStore();
    await store.write(fixture);
  });

  const titles = async (given: string): Promise<string[]> =>
    (await ask(store, `{ journals${given} { nodes { title } } }`)).journals.nodes.map((node: Answer) => node.title);

  test('gives its fields and its articles, newest first', async () => {
    const { journal } = await ask(
      store,
      `{ journal(by: { issn: "14726920" }) { id label title abbreviation names issns { value type } nlmId articleCount
          articles { totalCount nodes { publicationYear } } articlesOverTime { year total } provenance { source readAt } } }`,
    );
    expect(journal).toEqual({
      id: toGlobalId('Journal', 'bmc'),
      label: 'BMC Med Educ',
      title: 'BMC Medical Education',
      abbreviation: 'BMC Med Educ',
      names: ['BMC Medical Education', 'BMC Med Educ'],
      issns: [{ value: '1472-6920', type: 'ELECTRONIC' }],
      nlmId: '101088679',
      articleCount: 4,
      articles: { totalCount: 4, nodes: [2025, 2024, 2020, 2017].map((publicationYear) => ({ publicationYear })) },
      articlesOverTime: [2017, 2020, 2024, 2025].map((year) => ({ year, total: 1 })),
      provenance: ['fixture', 'nlm-catalog'].map((source) => ({ source, readAt: READ_AT })),
    });
  });

  test('is labelled by its title where it has no abbreviation', async () => {
    expect(await ask(store, '{ journal(by: { title: "fam. med." }) { label title } }')).toEqual({
      journal: { label: 'Fam Med', title: 'Fam Med' },
    });
  });

  test.each(['BMC Med. Educ.', 'bmc medical education', '1472-6920', 'nlm:101088679'])(
    'is found by %s in `title`',
    async (title) => {
      expect(await ask(store, 'query ($title: String!) { journal(by: { title: $title }) { nlmId } }', { title })).toEqual({
        journal: { nlmId: '101088679' },
      });
    },
  );

  test.each([
    ['', ['BMC Medical Education', 'Fam Med', 'Médecine']],
    ['(orderBy: { field: TITLE, direction: DESC })', ['Médecine', 'Fam Med', 'BMC Medical Education']],
    ['(orderBy: { field: ARTICLE_COUNT })', ['Médecine', 'Fam Med', 'BMC Medical Education']],
    ['(filter: { title: "med educ" })', ['BMC Medical Education']],
    ['(filter: { title: "med*" })', ['BMC Medical Education', 'Fam Med', 'Médecine']],
    ['(filter: { title: "?" })', []],
    ['(filter: { articleCount: { from: 1, to: 3 } })', ['Fam Med']],
    ['(filter: { among: ["1472-6920", "MEDECINE"] })', ['BMC Medical Education', 'Médecine']],
    ['(filter: { not: { among: ["fam med"] } })', ['BMC Medical Education', 'Médecine']],
    ['(filter: { any: [] })', []],
  ])('journals%s', async (given, expected) => {
    expect(await titles(given)).toEqual(expected);
  });
});
