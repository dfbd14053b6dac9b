import { luceneQuery } from '../../src/store/neo4j/lucene.js';
import { matchExpression } from '../../src/store/sqlite/text.js';
import { parseText } from '../../src/store/text.js';
import type { Shape } from './shape.js';

/** Peers get the text as their index understands it, which ours works out itself. */
type Parameters = { text: string; match: string; lucene: string };

const MOST = 20;

/** Two words of one title. */
function twoWords(title: string, at: number): string {
  const words = [...new Set(title.split(' ').filter((word) => word.length > 4))];
  return [words[at % words.length], words[(at + 1) % words.length]].join(' ').toLowerCase();
}

/* eslint-disable @typescript-eslint/no-explicit-any -- data of documents */

export const search: Shape<Parameters> = {
  name: 'search',
  about: `the ${MOST} works that fit two words best`,
  isRankedByEngine: true,
  material: (literature) => ({
    count: literature.size.articles,
    at: (index) => {
      const text = twoWords(literature.title(index), index);
      const query = parseText(text);
      return { text, match: matchExpression(query)!, lucene: luceneQuery(query, ['Article'], 'everything') };
    },
  }),
  ours: {
    document: `query Search($text: String!) {
  search(text: $text, kinds: [ARTICLE], first: ${MOST}) {
    nodes { ... on Article { doi title publicationYear journal { title } } }
  }
}`,
    variables: ({ text }) => ({ text }),
    answer: ({ search: { nodes } }) => nodes.map((one: any) => ({ ...one, journal: one.journal.title })),
  },
  neo4jGraphql: {
    typeDefinitions: `
type Query {
  search(lucene: String!): [Article!]! @cypher(
    statement: """
    CALL db.index.fulltext.queryNodes('node_text', $lucene) YIELD node, score
    RETURN node ORDER BY score DESC, node.key LIMIT ${MOST}
    """
    columnName: "node"
  )
}`,
    document: `query Search($lucene: String!) {
  search(lucene: $lucene) { doi title publicationYear journal { title } }
}`,
    variables: ({ lucene }) => ({ lucene }),
    answer: ({ search: nodes }) => nodes.map((one: any) => ({ ...one, journal: one.journal[0].title })),
  },
  cypher: `CALL db.index.fulltext.queryNodes('node_text', $lucene) YIELD node, score
WITH node, score ORDER BY score DESC, node.key LIMIT ${MOST}
RETURN collect(node {.doi, .title, .publicationYear, journal: head(COLLECT { MATCH (node)-[:PUBLISHED_IN]->(j) RETURN j.title })}) AS answer`,
  sql: (db) => {
    const hits = db.prepare<[string], any>(
      `SELECT (r.record || ']') ->> 4 AS doi, (r.record || ']') ->> 5 AS title, a.date / 10000 AS publicationYear, j.record ->> 'title' AS journal
       FROM (SELECT s.id, s.score, t.key FROM (SELECT rowid AS id, bm25(article_search, 4.0, 2.0, 1.0) AS score FROM article_search
         WHERE article_search MATCH ? ) s CROSS JOIN article t ON t.id = s.id AND t.status = 'FULL' ORDER BY s.score, t.key LIMIT ${MOST}) x
       CROSS JOIN article a ON a.id = x.id CROSS JOIN article_record r ON r.id = x.id LEFT JOIN journal_record j ON j.id = a.journal
       ORDER BY x.score, x.key`,
    );
    return ({ match }) => hits.all(match);
  },
};
