import { toGlobalId } from '../../src/global-id.js';
import { authorKey } from '../serving/literature.js';
import type { Shape } from './shape.js';

type Parameters = { key: string };

const WORKS = 10;
const COAUTHORS = 10;
/** Of authors with fewer works there is not much to ask. */
const LEAST_WORKS = 5;

/* eslint-disable @typescript-eslint/no-explicit-any -- data of documents */

/** `count` of all coauthors, and the `first` of them. */
const coauthorsOf = (author: string): string => `MATCH (${author})-[:AUTHORED]->()<-[:AUTHORED]-(o)
  WITH o, count(*) AS weight ORDER BY weight DESC, o.key DESC
  WITH collect([o, weight]) AS found
  WITH size(found) AS count, [one IN found[..${COAUTHORS}] | {name: one[0].name, articleCount: one[0].articleCount, weight: one[1]}] AS first`;

export const author: Shape<Parameters> = {
  name: 'author',
  about: `an author with the ${WORKS} newest works and the ${COAUTHORS} coauthors with most joint works, of all of them`,
  material: (literature) => {
    const counts = literature.articleCounts();
    const authors = [...counts.keys()].filter((one) => counts[one]! >= LEAST_WORKS);
    return { count: authors.length, at: (index) => ({ key: authorKey(authors[index]!) }) };
  },
  ours: {
    document: `query Author($id: ID!) {
  author(by: { id: $id }) {
    name orcid articleCount
    articles(first: ${WORKS}) { nodes { doi title publicationYear } }
    coauthors(first: ${COAUTHORS}) { totalCount edges { weight node { name articleCount } } }
  }
}`,
    variables: ({ key }) => ({ id: toGlobalId('Author', key) }),
    answer: ({ author: { articles, coauthors, ...rest } }) => ({
      ...rest,
      works: articles.nodes,
      coauthorCount: coauthors.totalCount,
      coauthors: coauthors.edges.map(({ weight, node }: any) => ({ weight, ...node })),
    }),
  },
  neo4jGraphql: {
    typeDefinitions: `
type Author @node {
  coauthors: Coauthors! @cypher(
    statement: """
    ${coauthorsOf('this')}
    RETURN {count: count, first: first} AS answer
    """
    columnName: "answer"
  )
}
type Coauthors { count: Int! first: [Coauthor!]! }
type Coauthor { name: String! articleCount: Int! weight: Int! }`,
    document: `query Author($key: ID!) {
  authors(where: { key: { eq: $key } }, limit: 1) {
    name orcid articleCount
    articles(limit: ${WORKS}, sort: [{ date: DESC }, { key: DESC }]) { doi title publicationYear }
    coauthors { count first { weight name articleCount } }
  }
}`,
    variables: ({ key }) => ({ key }),
    answer: ({ authors: [{ articles, coauthors, ...rest }] }) => ({
      ...rest,
      works: articles,
      coauthorCount: coauthors.count,
      coauthors: coauthors.first,
    }),
  },
  cypher: `MATCH (x:Author {key: $key})
CALL (x) {
  ${coauthorsOf('x')}
  RETURN count, first
}
RETURN x {.name, .orcid, .articleCount, coauthorCount: count, coauthors: first,
  works: COLLECT { MATCH (x)-[:AUTHORED]->(a) WITH a ORDER BY a.date DESC, a.key DESC LIMIT ${WORKS} RETURN a {.doi, .title, .publicationYear} }
} AS answer`,
  sql: (db) => {
    const person = db.prepare<[string], any>(
      `SELECT a.id, r.record ->> 'name' AS name, r.record ->> 'orcid' AS orcid, a.article_count AS articleCount
       FROM author a CROSS JOIN author_record r ON r.id = a.id WHERE a.key = ?`,
    );
    const works = db.prepare<[number], any>(
      `SELECT (r.record || ']') ->> 4 AS doi, (r.record || ']') ->> 5 AS title, x.date / 10000 AS publicationYear
       FROM (SELECT article AS id, date FROM authorship WHERE author = ? ORDER BY date DESC, article_key DESC LIMIT ${WORKS}) x
       CROSS JOIN article_record r ON r.id = x.id`,
    );
    const coauthors = db.prepare<[number, number], any>(
      `SELECT x.total, x.weight, r.record ->> 'name' AS name, x.article_count AS articleCount
       FROM (SELECT c.*, a.article_count, count(*) OVER () AS total FROM (
           SELECT o.author AS id, count(*) AS weight FROM authorship e CROSS JOIN authorship o ON o.article = e.article
           WHERE e.author = ? AND o.author <> ? GROUP BY o.author) c
         CROSS JOIN author a ON a.id = c.id ORDER BY c.weight DESC, a.key DESC LIMIT ${COAUTHORS}) x
       CROSS JOIN author_record r ON r.id = x.id`,
    );
    return ({ key }) => {
      const found = person.get(key);
      if (!found) return null;
      const { id, ...rest } = found;
      const rows = coauthors.all(id, id);
      return {
        ...rest,
        works: works.all(id),
        coauthorCount: rows[0]?.total ?? 0,
        coauthors: rows.map(({ total: _, ...one }) => one),
      };
    };
  },
};
