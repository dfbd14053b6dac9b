import { toGlobalId } from '../../src/global-id.js';
import { topicsInYears, type Shape, type TopicInYears } from './shape.js';

const MOST = 50;

/* eslint-disable @typescript-eslint/no-explicit-any -- data of documents */

/** A page of what a filter lets through, most cited first, with the number of all. */
export const list: Shape<TopicInYears> = {
  name: 'list',
  about: `the ${MOST} most cited works of a topic in some years, with journals, and how many there are`,
  material: topicsInYears,
  ours: {
    document: `query List($topic: ID!, $from: Int!, $to: Int!) {
  articles(
    first: ${MOST}
    filter: { topics: [$topic], publicationYear: { from: $from, to: $to } }
    orderBy: { field: CITATION_COUNT, direction: DESC }
  ) {
    totalCount
    nodes { doi title publicationYear citationCount { inGraph } journal { title } }
  }
}`,
    variables: ({ topic, from, to }) => ({ topic: toGlobalId('Topic', topic), from, to }),
    answer: ({ articles: { totalCount, nodes } }) => ({
      totalCount,
      works: nodes.map(({ citationCount, journal, ...rest }: any) => ({
        ...rest,
        citedBy: citationCount.inGraph,
        journal: journal.title,
      })),
    }),
  },
  neo4jGraphql: {
    document: `query List($topic: ID!, $from: Int!, $to: Int!) {
  articlesConnection(
    first: ${MOST}
    where: { topics: { some: { key: { eq: $topic } } }, publicationYear: { gte: $from, lte: $to } }
    sort: [{ citedByCount: DESC }, { key: DESC }]
  ) {
    totalCount
    edges { node { doi title publicationYear citedByCount journal { title } } }
  }
}`,
    variables: ({ topic, from, to }) => ({ topic, from, to }),
    answer: ({ articlesConnection: { totalCount, edges } }) => ({
      totalCount,
      works: edges.map(({ node: { citedByCount, journal, ...rest } }: any) => ({
        ...rest,
        citedBy: citedByCount,
        journal: journal[0].title,
      })),
    }),
  },
  cypher: `MATCH (:Topic {key: $topic})<-[:ABOUT]-(a:Article) WHERE $from <= a.publicationYear <= $to
WITH a ORDER BY a.citedByCount DESC, a.key DESC
WITH collect(a) AS found
RETURN {totalCount: size(found), works: COLLECT {
  UNWIND found[..${MOST}] AS a
  RETURN a {.doi, .title, .publicationYear, citedBy: a.citedByCount, journal: head(COLLECT { MATCH (a)-[:PUBLISHED_IN]->(j) RETURN j.title })}
}} AS answer`,
  sql: (db) => {
    const works = db.prepare<[string, number, number], any>(
      `SELECT total, a.cited_by_count AS citedBy, a.date / 10000 AS publicationYear, (r.record || ']') ->> 4 AS doi,
         (r.record || ']') ->> 5 AS title, j.record ->> 'title' AS journal
       FROM (SELECT t.id, count(*) OVER () AS total FROM about e CROSS JOIN article t ON t.id = e.article
         WHERE e.topic = (SELECT id FROM topic WHERE key = ?) AND e.date BETWEEN ? AND ? AND t.status = 'FULL'
         ORDER BY t.cited_by_count DESC, t.key DESC LIMIT ${MOST}) x
       CROSS JOIN article a ON a.id = x.id CROSS JOIN article_record r ON r.id = x.id LEFT JOIN journal_record j ON j.id = a.journal`,
    );
    return ({ topic, from, to }) => {
      const rows = works.all(topic, from * 10_000, to * 10_000 + 9_999);
      return { totalCount: rows[0]?.total ?? 0, works: rows.map(({ total: _, ...work }) => work) };
    };
  },
};
