import { toGlobalId } from '../../src/global-id.js';
import { randomOf } from '../random.js';
import type { Shape } from './shape.js';

type Parameters = { keys: readonly string[] };

const PARENTS = 100;
const CITERS = 5;

/* eslint-disable @typescript-eslint/no-explicit-any -- data of documents */
const byDoi = <T extends { doi: string }>(works: T[]): T[] => works.sort((a, b) => (a.doi < b.doi ? -1 : 1));

/** A list of few for each of many: what goes wrong where each parent is asked about alone. */
export const parents: Shape<Parameters> = {
  name: 'parents',
  about: `of each of ${PARENTS} works the ${CITERS} citing works that are cited most themselves`,
  material: (literature) => {
    const { articles } = literature.size;
    const at = (index: number): Parameters => {
      const random = randomOf(index);
      const chosen = new Set<number>();
      while (chosen.size < Math.min(PARENTS, articles)) chosen.add(Math.floor(articles * random()));
      return { keys: [...chosen].map((one) => literature.key(one)) };
    };
    return { count: articles, at };
  },
  ours: {
    document: `query Parents($ids: [ID!]!) {
  nodes(ids: $ids) {
    ... on Article {
      doi
      citedBy(first: ${CITERS}, orderBy: { field: CITATION_COUNT, direction: DESC }) { nodes { doi title publicationYear } }
    }
  }
}`,
    variables: ({ keys }) => ({ ids: keys.map((key) => toGlobalId('Article', key)) }),
    answer: ({ nodes }) => byDoi(nodes.map(({ doi, citedBy }: any) => ({ doi, citedBy: citedBy.nodes }))),
  },
  neo4jGraphql: {
    document: `query Parents($keys: [ID!]!) {
  articles(where: { key: { in: $keys } }) {
    doi
    citedBy(limit: ${CITERS}, sort: [{ citedByCount: DESC }, { key: DESC }]) { doi title publicationYear }
  }
}`,
    variables: ({ keys }) => ({ keys }),
    answer: ({ articles }) => byDoi([...articles]),
  },
  cypher: `UNWIND $keys AS key
MATCH (a:Article {key: key})
RETURN collect(a {.doi, citedBy: COLLECT {
  MATCH (a)<-[:CITES]-(b) WITH b ORDER BY b.citedByCount DESC, b.key DESC LIMIT ${CITERS} RETURN b {.doi, .title, .publicationYear}
}}) AS answer`,
  byHand: (works) => byDoi(works as { doi: string }[]),
  sql: (db) => {
    const parent = db.prepare<[string], { id: number; doi: string }>(
      `SELECT a.id, (r.record || ']') ->> 4 AS doi FROM article a CROSS JOIN article_record r ON r.id = a.id WHERE a.key = ?`,
    );
    const citers = db.prepare<[number], any>(
      `SELECT (r.record || ']') ->> 4 AS doi, (r.record || ']') ->> 5 AS title, x.date / 10000 AS publicationYear
       FROM (SELECT a.id, a.date FROM citation c CROSS JOIN article a ON a.id = c.citing WHERE c.cited = ?
         ORDER BY a.cited_by_count DESC, a.key DESC LIMIT ${CITERS}) x CROSS JOIN article_record r ON r.id = x.id`,
    );
    return ({ keys }) =>
      keys.flatMap((key) => {
        const found = parent.get(key);
        return found ? [{ doi: found.doi, citedBy: citers.all(found.id) }] : [];
      });
  },
};
