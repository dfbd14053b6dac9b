import { parse, validate, type DocumentNode, execute } from 'graphql';
import { toGlobalId } from '../src/global-id.js';
import { createContext } from '../src/resolvers/context.js';
import { createSchema } from '../src/resolvers/schema.js';
import type { Snapshots } from '../src/snapshot/snapshots.js';
import type { GraphStore } from '../src/store/store.js';
import { Measures } from './measure.js';
import { randomOf } from './random.js';
import { HUB_TIMES, type Aims, type Works } from './traversal-questions.js';

/** The same questions as a client asks them: documents with the records that a front end shows, executed without HTTP. */

const around = (input: string): string => `query ($from: ID!) {
  subgraph(input: { seeds: [$from], relations: [CITES], ${input}, maxNodes: 300 }) {
    nodes { distance node { ... on Article { title publicationYear } } }
    edges { source target }
    truncated { nodesLeftOut }
  }
}`;

const related = (field: string): string => `query ($from: ID!) {
  article(by: { id: $from }) { ${field}(first: 10) { totalCount edges { count strength node { title } } } }
}`;

const paths = (direction: string): string => `query ($from: ID!, $to: ID!) {
  paths(from: $from, to: $to, along: CITATIONS, direction: ${direction}, maxLength: 6) {
    length count paths { nodes { ... on Article { title } } }
  }
}`;

/** @param aim what a typical work should take, of the engine's aims */
const KINDS: readonly { what: string; source: string; aim: keyof Aims | null }[] = [
  { what: 'subgraph, 2 references', source: around('direction: REFERENCES, depth: 2'), aim: 'subgraph' },
  { what: 'subgraph, 2 steps', source: around('direction: BOTH, depth: 2'), aim: 'subgraph' },
  { what: 'subgraph, 2 steps by citations', source: around('direction: BOTH, depth: 2, rankBy: LOCAL_CITATIONS'), aim: null },
  { what: 'subgraph, 2 steps by year', source: around('direction: BOTH, depth: 2, rankBy: YEAR'), aim: null },
  {
    what: 'subgraph, 2 steps filtered',
    source: around('direction: BOTH, depth: 2, filter: { publicationYear: { from: 2000 } }'),
    aim: null,
  },
  { what: 'all shortest paths of two works', source: paths('BOTH'), aim: 'paths' },
  { what: 'all shortest paths back in time', source: paths('REFERENCES'), aim: null },
  { what: 'co-citation', source: related('coCited'), aim: 'related' },
  { what: 'coupling', source: related('coupled'), aim: 'related' },
  { what: 'similar', source: related('similar'), aim: null },
];

const schema = createSchema();

function checked(source: string): DocumentNode {
  const document = parse(source);
  const errors = validate(schema, document);
  if (errors.length > 0) throw new Error(errors.join('\n'));
  return document;
}

/** Each kind of question about typical works, then about the hub. */
export async function askByApi(
  store: GraphStore,
  snapshots: Snapshots,
  works: Works,
  { runs, seed }: { runs: number; seed: number },
  aims: Aims,
): Promise<Measures> {
  const measures = new Measures();
  const random = randomOf(seed);
  // Any work but the oldest, which cite little.
  const anyWork = (): string => works.keyOf(Math.floor(works.articles * (0.1 + 0.9 * random())));
  const ask = (document: DocumentNode, from: () => string) => async () => {
    const contextValue = createContext({ store, snapshots }, new AbortController().signal);
    const variableValues = { from: toGlobalId('Article', from()), to: toGlobalId('Article', anyWork()) };
    const { data, errors } = await execute({ schema, document, variableValues, contextValue });
    if (errors) throw new Error(errors.join('\n'));
    return JSON.stringify(data).length;
  };
  for (const { what, source, aim } of KINDS) {
    const document = checked(source);
    const unit = 'characters';
    const of = await measures.take({ what, runs, ask: ask(document, anyWork), unit, aim: aim && aims[aim] });
    const atMost = { times: HUB_TIMES, of };
    await measures.take({ what: `${what}, hub`, runs: Math.ceil(runs / 5), ask: ask(document, () => works.hub), unit, atMost });
  }
  return measures;
}
