import { beforeAll, expect, test } from '@jest/globals';
import { toGlobalId } from '../../src/global-id.js';
import type { GraphStore } from '../../src/store/store.js';
import { describeEachEngine } from '../engines.js';
import { ask, type Answer } from './execute.js';
import { fixture, READ_AT } from './fixture.js';

describeEachEngine('Author', (openEmptyStore) => {
  let store: GraphStore;
  beforeAll(async () => {
    store = await openEmptyStore();
    await store.write(fixture);
  });

  const author = async (key: string, fields: string): Promise<Answer> =>
    (await ask(store, `query ($id: ID!) { author(by: { id: $id }) { ${fields} } }`, { id: toGlobalId('Author', key) })).author;
  const names = async (given: string): Promise<string[]> =>
    (await ask(store, `{ authors${given} { nodes { name } } }`)).authors.nodes.map((node: Answer) => node.name);

  test('gives the parts of the name, and counts of the graph', async () => {
    const fields =
      'id label kind name familyName givenName initials suffix names orcid affiliations articleCount firstYear lastYear articlesOverTime { year total } provenance { source readAt }';
    expect(await author('adler', fields)).toEqual({
      id: toGlobalId('Author', 'adler'),
      label: 'Adler J',
      kind: 'PERSON',
      name: 'Adler J',
      familyName: 'Adler',
      givenName: 'Jana',
      initials: 'J',
      suffix: 'Jr',
      names: ['Adler J', 'Adler Jana'],
      orcid: '0000-0002-1825-0097',
      affiliations: ['University of Basel', 'Inselspital Bern'],
      articleCount: 4,
      firstYear: 2017,
      lastYear: 2024,
      articlesOverTime: [
        { year: 2017, total: 1 },
        { year: 2020, total: 1 },
        { year: 2024, total: 2 },
      ],
      provenance: [{ source: 'fixture', readAt: READ_AT }],
    });
    expect(await author('group', 'kind label familyName initials orcid')).toEqual({
      kind: 'GROUP',
      label: 'MENTOR Study Group',
      familyName: null,
      initials: null,
      orcid: null,
    });
  });

  test("tells how it was found that the articles are one person's", async () => {
    const identity = async (key: string): Promise<Answer> =>
      (await author(key, 'identity { method evidenceItems { kind detail weight } }')).identity;
    expect(await identity('adler')).toEqual({
      method: 'ORCID',
      evidenceItems: [{ kind: 'ORCID', detail: '0000-0002-1825-0097', weight: 12 }],
    });
    expect(await identity('brandão')).toEqual({
      method: 'NAME_AND_EVIDENCE',
      evidenceItems: [
        { kind: 'COAUTHORS', detail: 'shared coauthors: adler|j', weight: 4.5 },
        { kind: 'YEARS', detail: '3 years apart', weight: -0.25 },
      ],
    });
    expect(await identity('dubois')).toEqual({ method: 'NAME_ONLY', evidenceItems: [] });
  });

  test('articles come newest first with the place of this author', async () => {
    const { articles } = await author(
      'adler',
      'articles { totalCount edges { position isFirst isLast nameAsWritten affiliations equalContribution node { title } } }',
    );
    expect(articles.totalCount).toBe(4);
    expect(
      articles.edges.map((edge: Answer) => [edge.node.title.slice(0, 20), edge.position, edge.isFirst, edge.isLast]),
    ).toEqual([
      ['The big sibling prog', 2, false, true],
      ['Burnout: a co-creati', 2, false, false],
      ['Peer mentoring in re', 1, true, false],
      ['Peer mentoring in re', 1, true, false],
    ]);
    expect(articles.edges[2]).toMatchObject({ nameAsWritten: 'Adler J', affiliations: ['University of Basel'] });
    expect(articles.edges.map((edge: Answer) => edge.equalContribution)).toEqual([true, true, null, null]);
  });

  test('coauthors come with the number of common articles and these articles', async () => {
    const { coauthors } = await author(
      'adler',
      'coauthors { totalCount edges { weight node { name } sharedArticles { totalCount nodes { pmid doi } facets { years { year } } } } }',
    );
    expect(coauthors.totalCount).toBe(4);
    expect(coauthors.edges.map((edge: Answer) => [edge.node.name, edge.weight, edge.sharedArticles.totalCount])).toEqual([
      ['Çelik O', 2, 2],
      ['Brandão M', 2, 2],
      ['MENTOR Study Group', 1, 1],
      ['Dubois A', 1, 1],
    ]);
    expect(coauthors.edges[1].sharedArticles).toEqual({
      totalCount: 2,
      nodes: [
        { pmid: '33349761', doi: '10.36834/cmej.68751' },
        { pmid: null, doi: '10.1186/s13643-017-0571-y' },
      ],
      facets: { years: [{ year: 2017 }, { year: 2020 }] },
    });
  });

  test.each([
    ['WEIGHT', ['Dubois A', 'MENTOR Study Group', 'Brandão M', 'Çelik O']],
    ['NAME', ['Brandão M', 'Çelik O', 'Dubois A', 'MENTOR Study Group']],
    ['ARTICLE_COUNT', ['Brandão M', 'Çelik O', 'Dubois A', 'MENTOR Study Group']],
  ])('coauthors can be ordered by %s', async (field, ascending) => {
    const { coauthors } = await author('adler', `coauthors(orderBy: { field: ${field} }) { nodes { name } }`);
    expect(coauthors.nodes.map((node: Answer) => node.name)).toEqual(ascending);
  });

  test('coauthors can be filtered', async () => {
    const { coauthors } = await author('adler', 'coauthors(filter: { kind: [GROUP] }) { totalCount nodes { name } }');
    expect(coauthors).toEqual({ totalCount: 1, nodes: [{ name: 'MENTOR Study Group' }] });
  });

  test('topics come with the number of articles about each', async () => {
    const { topics } = await author('adler', 'topics { totalCount edges { weight node { name } } }');
    expect(topics.totalCount).toBe(3);
    expect(topics.edges.map((edge: Answer) => [edge.node.name, edge.weight])).toEqual([
      ['Mentoring', 3],
      ['Peer mentoring', 2],
      ['Burnout', 2],
    ]);
    expect(await author('adler', 'topics(filter: { hasMeshId: true }) { nodes { name } }')).toEqual({
      topics: { nodes: [{ name: 'Mentoring' }] },
    });
  });

  test.each([
    ['NAME', ['Adler J', 'Brandão M', 'Çelik O', 'Dubois A', 'MENTOR Study Group']],
    ['ARTICLE_COUNT', ['Brandão M', 'Çelik O', 'Dubois A', 'MENTOR Study Group', 'Adler J']],
    ['FIRST_YEAR', ['Dubois A', 'Adler J', 'Brandão M', 'Çelik O', 'MENTOR Study Group']],
    ['LAST_YEAR', ['Brandão M', 'Adler J', 'Çelik O', 'Dubois A', 'MENTOR Study Group']],
  ])('all authors can be ordered by %s', async (field, ascending) => {
    expect(await names(`(orderBy: { field: ${field} })`)).toEqual(ascending);
  });

  test('all authors come by name', async () => {
    expect(await names('')).toEqual(['Adler J', 'Brandão M', 'Çelik O', 'Dubois A', 'MENTOR Study Group']);
  });

  test.each([
    ['name: "adler"', ['Adler J']],
    ['name: "J Adler"', ['Adler J']],
    ['name: "celik o"', ['Çelik O']],
    ['name: "Brandao"', ['Brandão M']],
    ['name: "Adler K"', []],
    ['name: " "', []],
    ['name: null', ['Adler J', 'Brandão M', 'Çelik O', 'Dubois A', 'MENTOR Study Group']],
    ['kind: [PERSON], articleCount: { from: 3 }', ['Adler J']],
    ['kind: []', []],
    ['hasOrcid: true', ['Adler J']],
    ['hasOrcid: false, kind: [PERSON]', ['Brandão M', 'Çelik O', 'Dubois A']],
    ['among: ["https://orcid.org/0000-0002-1825-0097", "nobody"]', ['Adler J']],
    ['among: []', []],
    ['any: [{ hasOrcid: true }, { kind: [GROUP] }]', ['Adler J', 'MENTOR Study Group']],
    ['not: { kind: [PERSON] }', ['MENTOR Study Group']],
  ])('authors with %s', async (filter, expected) => {
    expect(await names(`(filter: { ${filter} })`)).toEqual(expected);
  });
});
