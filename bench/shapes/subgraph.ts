import { fromGlobalId, toGlobalId } from '../../src/global-id.js';
import type { Literature } from '../serving/literature.js';
import type { Shape } from './shape.js';

type Parameters = { key: string };

/** All of it is shown: which nodes a cut leaves is a question of its own. */
const MOST_NODES = 1_000;

/* eslint-disable @typescript-eslint/no-explicit-any -- data of documents */

/** In one order, whichever a system has. Edges as `citing > cited`. */
const inOrder = ({ nodes, edges }: { nodes: { doi: string }[]; edges: string[] }): unknown => ({
  nodes: [...nodes].sort((a, b) => (a.doi < b.doi ? -1 : 1)),
  edges: [...edges].sort(),
});

const doiOf = (id: string): string => fromGlobalId(id)!.key.slice('doi:'.length);

/** Works whose two steps back stay below the number of nodes that are shown. */
function seeds(literature: Literature): number[] {
  const found: number[] = [];
  for (let i = 0; i < literature.size.articles; i++) {
    if (literature.referenceCount(i) < 5) continue;
    const { cited } = literature.citations;
    let reached = 1;
    for (let at = literature.starts[i]!; at < literature.starts[i + 1]!; at++)
      reached += 1 + literature.referenceCount(cited[at]!);
    if (reached < MOST_NODES) found.push(i);
  }
  return found;
}

const CYPHER = `MATCH (s:Article {key: $key})
WITH s, COLLECT { MATCH (s)-[:CITES]->(a) RETURN DISTINCT a } AS one
WITH s, one, COLLECT { UNWIND one AS a MATCH (a)-[:CITES]->(b) WHERE b <> s AND NOT b IN one RETURN DISTINCT b } AS two
WITH one, two, s, [s] + one + two AS found
RETURN {
  nodes: [s {.doi, .title, .publicationYear, distance: 0}] + [a IN one | a {.doi, .title, .publicationYear, distance: 1}]
    + [b IN two | b {.doi, .title, .publicationYear, distance: 2}],
  edges: COLLECT { UNWIND found AS n MATCH (n)-[:CITES]->(m) WHERE m IN found RETURN {source: n.doi, target: m.doi} }
} AS answer`;

/** Where a work comes from, to be drawn. */
export const subgraph: Shape<Parameters> = {
  name: 'subgraph',
  about: 'all that a work cites within two steps, and every citation among these works',
  material: (literature) => {
    const works = seeds(literature);
    return { count: works.length, at: (index) => ({ key: literature.key(works[index]!) }) };
  },
  ours: {
    document: `query Subgraph($id: ID!) {
  subgraph(input: { seeds: [$id], direction: REFERENCES, depth: 2, maxNodes: ${MOST_NODES} }) {
    nodes { distance node { ... on Article { doi title publicationYear } } }
    edges { source target }
  }
}`,
    variables: ({ key }) => ({ id: toGlobalId('Article', key) }),
    answer: ({ subgraph: { nodes, edges } }) =>
      inOrder({
        nodes: nodes.map(({ distance, node }: any) => ({ distance, ...node })),
        edges: edges.map(({ source, target }: any) => `${doiOf(source)} > ${doiOf(target)}`),
      }),
  },
  neo4jGraphql: {
    typeDefinitions: `
type Query {
  subgraph(key: ID!): Subgraph! @cypher(statement: """${CYPHER}""", columnName: "answer")
}
type Subgraph { nodes: [SubgraphNode!]! edges: [SubgraphEdge!]! }
type SubgraphNode { doi: String title: String publicationYear: Int distance: Int! }
type SubgraphEdge { source: String! target: String! }`,
    document: `query Subgraph($key: ID!) {
  subgraph(key: $key) { nodes { distance doi title publicationYear } edges { source target } }
}`,
    variables: ({ key }) => ({ key }),
    answer: ({ subgraph: { nodes, edges } }) =>
      inOrder({ nodes, edges: edges.map(({ source, target }: any) => `${source} > ${target}`) }),
  },
  cypher: CYPHER,
  byHand: ({ nodes, edges }: any) => inOrder({ nodes, edges: edges.map(({ source, target }: any) => `${source} > ${target}`) }),
  sql: (db) => {
    const seed = db.prepare<[string], number>('SELECT id FROM article WHERE key = ?').pluck();
    const cited = db.prepare<[number], number>('SELECT cited FROM citation WHERE citing = ?').pluck();
    const node = db.prepare<[number], { doi: string; title: string; publicationYear: number }>(
      `SELECT (r.record || ']') ->> 4 AS doi, (r.record || ']') ->> 5 AS title, a.date / 10000 AS publicationYear
       FROM article a CROSS JOIN article_record r ON r.id = a.id WHERE a.id = ?`,
    );
    return ({ key }) => {
      const start = seed.get(key);
      if (start === undefined) return null;
      const distances = new Map([[start, 0]]);
      const lists = new Map<number, number[]>();
      // A map is walked through in the order of insertion: those that are met on the way come at its end.
      for (const [id, distance] of distances) {
        lists.set(id, cited.all(id));
        if (distance < 2) for (const one of lists.get(id)!) if (!distances.has(one)) distances.set(one, distance + 1);
      }
      const found = new Map([...distances].map(([id, distance]) => [id, { ...node.get(id)!, distance }]));
      const edges = [...lists].flatMap(([from, list]) =>
        list.flatMap((to) => {
          const target = found.get(to);
          return target ? [{ source: found.get(from)!.doi, target: target.doi }] : [];
        }),
      );
      return { nodes: [...found.values()], edges };
    };
  },
};
