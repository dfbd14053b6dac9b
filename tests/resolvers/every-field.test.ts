import { expect, test } from '@jest/globals';
import { getNamedType, type GraphQLObjectType } from 'graphql';
import { readParameters } from '../../src/analysis/parameters.js';
import { TOPIC_MAP } from '../../src/analysis/topic-map.js';
import { saveSearch } from '../../src/ledger/saved-search.js';
import { KINDS } from '../../src/records.js';
import { LEDGER_KINDS, toGlobalId } from '../../src/global-id.js';
import { createSchema } from '../../src/resolvers/schema.js';
import { citationSearch, DEFAULT_SEARCH } from '../../src/traverse/citation-search.js';
import { describeEachEngine } from '../engines.js';
import { allFields, selectionOf, selectionsOf, watchFields } from './every-field.js';
import { ask, snapshotsOf } from './execute.js';
import { ACTS, IMPORTS, QUESTIONS } from './fixture-ledger.js';
import { fixtureAdmin, jobs } from './fixture-jobs.js';
import { articles, authors, fixture, journals, topics } from './fixture.js';

const KEYS = {
  Article: articles.map((article) => article.record.key),
  Author: authors.map((author) => author.key),
  Journal: journals.map((journal) => journal.key),
  Topic: topics.map((topic) => topic.key),
  Import: IMPORTS,
  PossibleDuplicate: QUESTIONS.map(({ id }) => id),
  Decision: ACTS.map(({ id }) => id),
};

/** An engine that plans each statement anew when it first sees it needs a while for all of them. */
const PATIENCE_MS = 180_000;

/** A network with a link, in two periods. */
const NETWORK = '{ scope: { seeds: ["33349761", "10.9999/nope"], depth: 3 }, layout: CIRCLE, timeSlices: 2, maxEdges: 1 }';

/** Arguments of those root fields that need some. */
const ROOT_ARGUMENTS: Record<string, string> = {
  node: `(id: "${toGlobalId('Article', 'review')}")`,
  nodes: `(ids: ["${toGlobalId('Article', 'review')}"])`,
  article: '(by: { pmid: 33349761 })',
  author: '(by: { orcid: "0000-0002-1825-0097" })',
  journal: '(by: { issn: "1472-6920" })',
  topic: '(by: { name: "Mentoring" })',
  search: '(text: "mentoring", first: 100)',
  suggest: '(prefix: "ment")',
  resolve: '(identifiers: ["33349761", "10.9999/nope"])',
  import: `(id: "${IMPORTS[0]}")`,
  subgraph: '(input: { seeds: ["33349761", "10.9999/nope"], maxNodes: 5 })',
  paths: '(from: "39948521", to: "10.1186/s13643-017-0571-y")',
  relatedTo: '(seeds: ["10.1186/s13643-017-0571-y", "10.9999/nope"], first: 100)',
  citationSearch: `(input: { seeds: ["33349761", "pmid:33349761", "x"], directions: [BACKWARD, CO_CITED], iterations: 2,
    included: ["10.1186/s13643-017-0571-y", "y"], known: { included: ["z"] } })`,
  gaps: '(topic: "Burnout")',
  collaborationPaths: `(from: "0000-0002-1825-0097", to: "${toGlobalId('Author', 'dubois')}")`,
  authorNetwork: `(input: ${NETWORK})`,
  institutionNetwork: `(input: ${NETWORK})`,
  countryNetwork: `(input: ${NETWORK})`,
  mainPath: '(search: LOCAL)',
  historiograph: '(top: 20)',
  bursts: '(settings: [{ id: "minimumArticles", value: "1" }, { id: "s", value: "1.01" }, { id: "gamma", value: "0" }])',
  topicMap: '(settings: [{ id: "minimumArticles", value: "1" }])',
  thematicMap: '(settings: [{ id: "minimumArticles", value: "1" }, { id: "minimumTopics", value: "1" }])',
  importJob: `(id: "${jobs[0]!.id}")`,
};

describeEachEngine('every field of the schema', (openEmptyStore) => {
  test(
    'that can be read gives a value somewhere in the graph',
    async () => {
      const store = await openEmptyStore();
      await store.write(fixture);
      const admin = await fixtureAdmin(store);
      const asked = {
        seeds: ['33349761', 'pmid:33349761'],
        filter: null,
        filterText: null,
        included: null,
        known: { included: [], excluded: [] },
      };
      const id = await saveSearch(store, 'Mine', await citationSearch(store, { ...DEFAULT_SEARCH, ...asked }));
      // One that fails has a value of every field.
      const tooMuch = { ...readParameters(TOPIC_MAP.parameters), minimumArticles: 1, mostPairs: 1 };
      const run = await snapshotsOf(store).start(TOPIC_MAP, tooMuch);
      await expect(run.answer).rejects.toThrow('at most 1 are counted');
      const seen = new Set<string>();
      const schema = watchFields(createSchema(), seen);

      for (const field of Object.values(schema.getQueryType()!.getFields())) {
        const target = getNamedType(field.type);
        const given =
          { ...ROOT_ARGUMENTS, savedCitationSearch: `(id: "${id}")`, analysisRun: `(id: "${run.id}")` }[field.name] ??
          (field.args.length > 0 ? '(first: 100)' : '');
        await ask(store, `{ ${field.name}${given} ${selectionOf(target)} }`, {}, schema, admin);
      }
      for (const kind of [...KINDS, ...LEDGER_KINDS]) {
        for (const selection of selectionsOf(schema.getType(kind) as GraphQLObjectType)) {
          const document = `query ($id: ID!) { node(id: $id) { ... on ${kind} { __typename ${selection} } } }`;
          for (const key of KEYS[kind]) {
            const { node } = await ask(store, document, { id: toGlobalId(kind, key) }, schema);
            expect(node.__typename).toBe(kind);
          }
        }
      }

      const missing = allFields(schema, schema.getQueryType()!)
        .map(({ type, field }) => `${type}.${field.name}`)
        .filter((name) => !seen.has(name));
      expect(missing).toEqual([]);
    },
    PATIENCE_MS,
  );
});
