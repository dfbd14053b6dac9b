import { beforeAll, expect, test } from '@jest/globals';
import { toGlobalId } from '../../src/global-id.js';
import type { GraphStore } from '../../src/store/store.js';
import { describeEachEngine } from '../engines.js';
import { ask, type Answer } from './execute.js';
import { fixture } from './fixture.js';

const REVIEW = toGlobalId('Article', 'review');
const EARLY = toGlobalId('Article', 'early');
const PROTOCOL = toGlobalId('Article', 'protocol');
const ADLER = toGlobalId('Author', 'adler');
const BMC = toGlobalId('Journal', 'bmc');
const MENTORING = toGlobalId('Topic', 'mentoring');

describeEachEngine('identifiers', (openEmptyStore) => {
  let store: GraphStore;
  beforeAll(async () => {
    store = await openEmptyStore();
    await store.write(fixture);
  });

  const found = async (document: string): Promise<string | null> => {
    const [node] = Object.values(await ask(store, document)) as [Answer];
    return node && node.id;
  };

  test.each([
    ['pmid: 33349761', REVIEW],
    ['pmid: "33349761"', REVIEW],
    ['pmid: " PMID: 33349761 "', REVIEW],
    ['pmid: "https://pubmed.ncbi.nlm.nih.gov/33349761/"', REVIEW],
    ['pmid: "PMC7749677"', REVIEW],
    ['pmid: 999', null],
    ['pmcid: "PMC7749677"', REVIEW],
    ['pmcid: "7749677"', REVIEW],
    ['pmcid: 7749677', REVIEW],
    ['pmcid: "PMC7749677.2"', REVIEW],
    ['doi: "10.1186/s13643-017-0571-y"', PROTOCOL],
    ['doi: "https://doi.org/10.1186/S13643-017-0571-Y"', PROTOCOL],
    ['doi: "doi:10.1186%2Fs13643-017-0571-y"', PROTOCOL],
    ['doi: "33349761"', REVIEW],
    ['doi: "0000-0002-1825-0097"', null],
    [`id: "${REVIEW}"`, REVIEW],
    ['id: "pmid:33349761"', REVIEW],
    ['id: "https://openalex.org/W2741809807"', EARLY],
    [`id: "${'a'.repeat(40)}"`, EARLY],
    ['id: "omid:br/0612"', EARLY],
    ['id: "W1"', null],
    ['id: "10.36834/CMEJ.68751"', REVIEW],
    [`id: "${ADLER}"`, null],
    ['id: "what is this"', null],
    ['id: ""', null],
  ])('article(by: { %s })', async (by, expected) => {
    expect(await found(`{ article(by: { ${by} }) { id } }`)).toBe(expected);
  });

  test.each([
    ['author(by: { orcid: "0000-0002-1825-0097" })', ADLER],
    ['author(by: { orcid: "https://orcid.org/0000000218250097" })', ADLER],
    ['author(by: { id: "orcid:0000-0002-1825-0097" })', ADLER],
    ['author(by: { orcid: "pmid:33349761" })', null],
    ['journal(by: { issn: "1472-6920" })', BMC],
    ['journal(by: { issn: "14726920" })', BMC],
    ['journal(by: { id: "nlm:101088679" })', BMC],
    ['journal(by: { title: "bmc med educ" })', BMC],
    ['journal(by: { title: "no such journal" })', null],
    ['journal(by: { title: "" })', null],
    ['topic(by: { meshId: "D008569" })', MENTORING],
    ['topic(by: { meshId: "https://id.nlm.nih.gov/mesh/D008569" })', MENTORING],
    ['topic(by: { name: "MENTORSHIPS" })', MENTORING],
    ['topic(by: { name: "D008569" })', MENTORING],
    ['topic(by: { id: "Mentoring" })', null],
    [`topic(by: { id: "${MENTORING}" })`, MENTORING],
    ['node(id: "pmid:33349761")', REVIEW],
    ['node(id: "33349761")', REVIEW],
    ['node(id: "1472-6920")', BMC],
    ['node(id: "D008569")', MENTORING],
    ['node(id: "nonsense")', null],
  ])('%s', async (field, expected) => {
    expect(await found(`{ ${field} { id } }`)).toBe(expected);
  });

  test('an id that was merged away answers the survivor, with the survivor’s id', async () => {
    const old = { article: toGlobalId('Article', 'review-merged-away'), author: toGlobalId('Author', 'adler-merged-away') };
    const document = `query ($article: ID!, $author: ID!) {
      node(id: $article) { id } nodes(ids: [$author, $article]) { id }
      article(by: { id: $article }) { id } author(by: { id: $author }) { id }
      articles(filter: { authors: [$author] }) { totalCount } among: articles(filter: { among: [$article] }) { nodes { id } }
      resolve(identifiers: ["${old.article}"]) { kind node { id } problem } }`;
    expect(await ask(store, document, old)).toEqual({
      node: { id: REVIEW },
      nodes: [{ id: ADLER }, { id: REVIEW }],
      article: { id: REVIEW },
      author: { id: ADLER },
      articles: { totalCount: 4 },
      among: { nodes: [{ id: REVIEW }] },
      resolve: [{ kind: 'GLOBAL_ID', node: { id: REVIEW }, problem: null }],
    });
  });

  test('nodes keeps order and repetition, null for a miss', async () => {
    const ids = [MENTORING, 'nope', 'doi:10.1186/s13643-017-0571-y', MENTORING];
    const document = 'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }';
    expect(await ask(store, document, { ids })).toEqual({
      nodes: [
        { __typename: 'Topic', id: MENTORING },
        null,
        { __typename: 'Article', id: PROTOCOL },
        { __typename: 'Topic', id: MENTORING },
      ],
    });
  });

  test('resolve says of each identifier what it is and what it finds', async () => {
    const cases: [string, string | null, string | null, string | null, RegExp | null][] = [
      ['https://doi.org/10.1186/S13643-017-0571-Y', 'DOI', '10.1186/s13643-017-0571-y', PROTOCOL, null],
      ['PMC7749677', 'PMCID', 'PMC7749677', REVIEW, null],
      ['33349761', 'PMID', '33349761', REVIEW, null],
      ['orcid.org/0000-0002-1825-0097', 'ORCID', '0000-0002-1825-0097', ADLER, null],
      ['1472-6920', 'ISSN', '1472-6920', BMC, null],
      ['D008569', 'MESH', 'D008569', MENTORING, null],
      ['nlm:101088679', 'NLM', '101088679', BMC, null],
      [`${REVIEW}==`, 'GLOBAL_ID', REVIEW, REVIEW, null],
      ['33349761', 'PMID', '33349761', REVIEW, null],
      ['10.9999/nope', 'DOI', '10.9999/nope', null, /^No article of this graph has this DOI\.$/],
      ['W2741809807', 'OPENALEX', 'W2741809807', EARLY, null],
      ['W1', 'OPENALEX', 'W1', null, /^No article of this graph has this OpenAlex id\.$/],
      ['b'.repeat(40), 'SEMANTIC_SCHOLAR', 'b'.repeat(40), null, /Semantic Scholar/],
      ['br/99', 'OMID', 'br/99', null, /OMID/],
      ['999', 'PMID', '999', null, /PMID/],
      ['0000-0001-5109-3700', 'ORCID', '0000-0001-5109-3700', null, /ORCID/],
      ['0308-0110', 'ISSN', '0308-0110', null, /ISSN/],
      [toGlobalId('Topic', 'nobody'), 'GLOBAL_ID', toGlobalId('Topic', 'nobody'), null, /no node/],
      ['0000-0002-1825-0098', null, null, null, /ORCID iD, but its check digit is wrong/],
      ['1472-6921', null, null, null, /ISSN, but its check digit is wrong/],
      ['peer mentoring', null, null, null, /^Not recognised/],
      ['', null, null, null, /^Not recognised/],
    ];
    const identifiers = cases.map(([input]) => input);
    const document =
      'query ($identifiers: [String!]!) { resolve(identifiers: $identifiers) { input kind normalized node { id } problem } }';
    const { resolve } = await ask(store, document, { identifiers });
    expect(resolve).toHaveLength(cases.length);
    resolve.forEach((answer: Answer, i: number) => {
      const [input, kind, normalized, id, problem] = cases[i]!;
      expect(answer).toEqual({
        input,
        kind,
        normalized,
        node: id && { id },
        problem: problem ? expect.stringMatching(problem) : null,
      });
    });
  });
});
