import { beforeAll, expect, test } from '@jest/globals';
import { graphql } from 'graphql';
import { createContext } from '../../src/resolvers/context.js';
import { Snapshots } from '../../src/snapshot/snapshots.js';
import type { GraphStore } from '../../src/store/store.js';
import { describeEachEngine } from '../engines.js';
import { whileTimeStandsStill } from '../time.js';
import { ask, schema } from './execute.js';
import { fixtureAdmin } from './fixture-jobs.js';
import { fixture } from './fixture.js';

/**
 * A query costs one statement for each list, count or lookup that it names, however many parents there are:
 * the figures are exact, so that one statement more shows.
 */
describeEachEngine('number of statements', (openEmptyStore, { name }) => {
  /** Of one step of a walk: SQLite reads the nodes, their edges and, where these do not name it, where they lead, at one moment. */
  const STEP = { sqlite: 3, neo4j: 1 }[name];
  const BACK = { sqlite: 2, neo4j: 1 }[name];
  let store: GraphStore;
  const sent: string[] = [];
  beforeAll(async () => {
    store = await openEmptyStore({ onStatement: (text) => sent.push(text) });
    await store.write(fixture);
  });

  async function cost(document: string, variables?: Record<string, unknown>): Promise<number> {
    sent.length = 0;
    await whileTimeStandsStill(() => ask(store, document, variables));
    return sent.length;
  }

  /**
   * Journals and topics that were read before are asked for again: on Neo4j those of a version that has lasted for a second are
   * not read at all, so that it gets another version. On SQLite the statement is there in either case, and has the version.
   */
  const forget = { sqlite: async () => {}, neo4j: () => store.write({ journals: fixture.journals!.slice(0, 1) }) }[name];

  test.each([
    ['one list', '{ articles { nodes { title } } }', 1],
    [
      'all parts of one page share its statement',
      '{ articles { nodes { title } edges { cursor node { doi } } pageInfo { endCursor } } }',
      1,
    ],
    ['a count alone reads no page', '{ articles { totalCount } }', 1],
    ['a list that nothing is asked of', '{ articles { __typename } }', 0],
    ['four levels', '{ articles { nodes { citedBy { nodes { authors { articles { nodes { title } } } } } } } }', 4],
    [
      'four levels with their counts, journals and topics',
      '{ articles { totalCount nodes { citedBy { totalCount nodes { journal { title } topics { name } authors { name articles { totalCount nodes { title } } } } } } } }',
      9,
    ],
    ['the same list under two names', '{ articles { nodes { citedBy { nodes { id } } citations { nodes { id } } } } }', 2],
    [
      'two pages of the same list',
      '{ articles { nodes { a: citedBy(first: 1) { nodes { id } } b: citedBy(first: 2) { nodes { id } } } } }',
      3,
    ],
    ['labels of articles read their authors once', '{ articles { nodes { label citedBy { nodes { label } } } } }', 3],
    [
      'short lists of an article',
      '{ articles { nodes { authorships { totalCount edges { position } } topicAssignments { edges { matchedText } } } } }',
      1,
    ],
    ['abstracts', '{ articles { nodes { abstract abstractSections { text } } } }', 2],
    [
      'all details of all articles at once',
      '{ articles { nodes { abstract vernacularTitle languages bookTitle keywords { text } grants { id } unresolvedReferences { text } referenceCount { unresolved } } } }',
      2,
    ],
    [
      'counts of references alone',
      '{ articles { nodes { referenceCount { known stated } isRetracted identifiers { value } } } }',
      1,
    ],
    [
      'headings and their topics',
      '{ articles { nodes { meshHeadings { descriptor { name } qualifiers qualifierTerms { name } } } } }',
      3,
    ],
    ['notices and the works that they name', '{ articles { nodes { corrections { type article { title } } } } }', 3],
    ['source records of all articles: works, records, imports', '{ articles { nodes { provenance { source fields } } } }', 4],
    ['and the imports themselves', '{ articles { nodes { provenance { source import { id } imports { fileName } } } } }', 5],
    ['sources alone of what hangs on an article', '{ articles { nodes { citedBy { edges { provenance { source } } } } } }', 2],
    [
      'imports behind citations: works, records, what these name, imports twice',
      '{ articles { nodes { citedBy { edges { provenance { imports { id } } } } } } }',
      2 + 5,
    ],
    [
      'imports behind authorships and topics are those of the articles',
      '{ articles { nodes { provenance { imports { id } } authorships { edges { provenance { imports { id } } } } topicAssignments { edges { provenance { imports { id } } } } } } }',
      5,
    ],
    [
      'imports behind authors: their articles, and what is behind these',
      '{ authors { nodes { provenance { imports { id } } } } }',
      2 + 4,
    ],
    ['who names stubs', '{ articles(filter: { recordStatus: [STUB] }) { nodes { provenance { source } } } }', 1 + 1 + 2],
    ['identity of authors', '{ authors { nodes { identity { method evidence evidenceItems { detail } } } } }', 2],
    ['imports', '{ imports { totalCount nodes { fileName } pageInfo { hasNextPage } } }', 2],
    ['one import and others', '{ a: import(id: "nope") { id } b: import(id: "nix") { id } }', 1],
    [
      'possible duplicates: rows, works of their records, records of these, other rows, articles',
      '{ possibleDuplicates { nodes { score works { title } } } }',
      5,
    ],
    ['who cites retracted works', '{ articles { nodes { citesRetracted } } }', 2],
    [
      'the retracted works among the references',
      '{ articles { nodes { citesRetracted references(filter: { isRetracted: true }) { totalCount nodes { title } } } } }',
      3,
    ],
    [
      'coauthors and what they share',
      '{ authors { nodes { coauthors { edges { sharedArticles { totalCount nodes { title } } } } } } }',
      4,
    ],
    [
      'coauthors of a scope: the topic, the list, its length, what they share and how much',
      '{ authors { nodes { coauthors(scope: { topics: ["Mentoring"] }) { totalCount edges { weight fractionalWeight firstYear sharedArticles { totalCount } } } topics(scope: { topics: ["Mentoring"] }) { edges { firstYear } } } } }',
      1 + 1 + 2 + 1 + 1,
    ],
    [
      'metrics, timelines and affiliations of all authors: their works once, who cites these, the newest year',
      '{ authors { nodes { metrics { hIndex careerSpan { years } } timeline { year citationCount } affiliationHistory { text } } } }',
      1 + 1 + 1 + 1,
    ],
    [
      'whom authors cite: their works, the references, authors of these, records',
      '{ authors { nodes { citedAuthors { totalCount selfCitationCount edges { citationCount node { name } } } } } }',
      1 + 2 * STEP + BACK + 1,
    ],
    [
      'who is like all authors: works, references, who cites these, authors, records',
      '{ authors { nodes { similarAuthors(by: COUPLING) { totalCount edges { weight node { name } } } } } }',
      1 + 2 * STEP + 2 * BACK + 1,
    ],
    [
      'chains of joint papers: one end that is both, the authors',
      '{ collaborationPaths(from: "0000-0002-1825-0097", to: "0000-0002-1825-0097") { count paths { authors { name } } } }',
      1 + 1,
    ],
    [
      'a filter looks all its identifiers up at once',
      '{ articles(filter: { journals: ["fam med", "1472-6920"], topics: ["Mentoring"], any: [{ among: ["33349761"] }] }) { nodes { id } } }',
      2,
    ],
    [
      'the same filter below many parents',
      '{ articles { nodes { citedBy(filter: { journals: ["fam med"] }) { nodes { id } totalCount } } } }',
      4,
    ],
    [
      'narrower topics, one statement a level',
      '{ articles(filter: { topics: ["Education", "Burnout"], includeNarrower: true }) { nodes { id } } }',
      5,
    ],
    [
      'many identifiers',
      '{ resolve(identifiers: ["33349761", "10.1186/s13643-017-0571-y", "1472-6920", "D008569", "999"]) { node { id } } }',
      1,
    ],
    [
      'lookups side by side',
      '{ a: article(by: { pmid: 33349761 }) { id } b: article(by: { doi: "10.1186/s13643-017-0571-y" }) { id } c: author(by: { orcid: "0000-0002-1825-0097" }) { id } }',
      1,
    ],
    [
      'a subgraph of two steps: two each way, the edges; records of its works and of their authors',
      '{ subgraph(input: { seeds: ["33349761"], depth: 2 }) { nodes { distance node { id label ... on Article { title authors { name } } } seeds { id } } edges { source target isSelfCitation } truncated { nodesLeftOut } } }',
      1 + 2 * STEP + 2 * BACK + 1 + 2,
    ],
    [
      'along all relations: records of four kinds, and authors for labels',
      '{ subgraph(input: { seeds: ["33349761"], relations: [CITES, AUTHORED, PUBLISHED_IN, ABOUT] }) { nodes { node { label } } edges { isSelfCitation } } }',
      1 + 4 * STEP + BACK + 4 + 4 + 1,
    ],
    [
      'the graph among some works, which are known already, ranked; edges among them and to what is drawn',
      '{ subgraph(input: { among: ["33349761", "10.1186/s13643-017-0571-y"], exclude: ["PMC5438064"], rankBy: LOCAL_CITATIONS }) { nodes { node { id } } edges { source } } }',
      1 + 1 + 2,
    ],
    [
      'paths: their ends, one step from each, records',
      '{ paths(from: "33349761", to: "10.1186/s13643-017-0571-y") { count paths { nodes { id label } } nodes { node { label } } edges { source } } }',
      1 + STEP + BACK + 2,
    ],
    [
      'works cited together with all articles, and the years of the first ones',
      '{ articles { nodes { coCited { nodes { title } totalCount } } } }',
      3,
    ],
    ['a count of them alone reads no years', '{ articles { nodes { coupled { totalCount } } } }', 2],
    [
      'similar works ask both ways, and for what they share: theirs, then what these have in common',
      '{ articles { nodes { similar { edges { strength sharedArticles { totalCount } } completeness { visited } } } } }',
      1 + 2 + 1 + 4,
    ],
    [
      'the same filter for the related works of all articles',
      '{ articles { nodes { coCited(filter: { publicationYear: { from: 2000 } }) { totalCount } } } }',
      3,
    ],
    [
      'several seeds: their identifiers, works in common, years, all works of the graph',
      '{ relatedTo(seeds: ["33349761", "10.1186/s13643-017-0571-y"], by: COUPLING, strength: COUPLING_STRENGTH) { nodes { id } totalCount } }',
      4,
    ],
    ['a search and its count', '{ search(text: "mentoring") { totalCount nodes { id } edges { score } } }', 2],
  ])('%s', async (_, document, statements) => {
    await forget();
    expect(await cost(document)).toBe(statements);
  });

  test('the network of coauthors is read once; a request asks for its version, authors, and records of the bridges', async () => {
    const document =
      '{ authors { nodes { metrics { betweenness notes { value } } } } bridges { count bridges { author { name } } } }';
    // The first time also the network is read, and afterwards whether it is still of one version.
    await cost(document);
    await cost(document);
    expect(await cost(document)).toBe(1 + 1 + 1);
  });

  test('walks and lists that go along citations in memory: the version at most once, and the records', async () => {
    // What was read before has told it on Neo4j.
    const VERSION = { sqlite: 1, neo4j: 0 }[name];
    const snapshots = new Snapshots(store, 2 ** 24, 2 ** 24);
    await snapshots.citations.read();
    const inMemory = async (source: string): Promise<number> => {
      sent.length = 0;
      const contextValue = createContext({ store, snapshots }, new AbortController().signal);
      const { errors } = await whileTimeStandsStill(() => graphql({ schema, source, contextValue }));
      expect(errors).toBeUndefined();
      return sent.length;
    };
    const walked =
      '{ subgraph(input: { seeds: ["33349761"], depth: 2 }) { nodes { distance node { id } } edges { source target position } } }';
    expect(await inMemory(walked)).toBe(1 + VERSION + 1);
    const coupled = '{ articles { nodes { coupled(first: 5) { totalCount edges { strength } } coCited { totalCount } } } }';
    // The list, the version, the records of the works that are first.
    expect(await inMemory(coupled)).toBe(1 + VERSION + 1);
    const both = 'references { totalCount nodes { title citedBy { totalCount } } } citedBy { totalCount nodes { title } }';
    // Two lists of records; on Neo4j what is asked for at once goes together.
    expect(await inMemory(`{ articles { nodes { ${both} } } }`)).toBe(1 + VERSION + { sqlite: 2, neo4j: 1 }[name]);
  });

  test('import jobs: the list, and all reports at once', async () => {
    const admin = await fixtureAdmin(store);
    sent.length = 0;
    await ask(store, '{ importJobs { id report { read } refusals { reason } } }', {}, undefined, admin);
    expect(sent).toHaveLength(2);
  });

  test('a facet costs at most two statements, however often and for however many parents it is asked', async () => {
    const facets =
      'facets { topics(first: 1) { count } more: topics(first: 50) { count } distinct { topics } missing { topics } }';
    expect(await cost(`{ articles { nodes { citedBy { ${facets} } } } }`)).toBeLessThanOrEqual(3);
    expect(await cost('{ articles { nodes { citationsOverTime { year total } } } }')).toBeLessThanOrEqual(3);
  });
});
