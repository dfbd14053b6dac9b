import { toGlobalId } from '../../src/global-id.js';
import { topicsInYears, type Shape, type TopicInYears } from './shape.js';

const MOST = 10;

/* eslint-disable @typescript-eslint/no-explicit-any -- data of documents */

const CYPHER = `MATCH (:Topic {key: $topic})<-[:ABOUT]-(a:Article) WHERE $from <= a.publicationYear <= $to
WITH collect(a) AS found
CALL (found) {
  UNWIND found AS a WITH a.publicationYear AS year, count(*) AS count ORDER BY year RETURN collect({year: year, count: count}) AS years
}
CALL (found) {
  UNWIND found AS a MATCH (a)-[:PUBLISHED_IN]->(j) WITH j, count(*) AS count ORDER BY count DESC, j.key LIMIT ${MOST}
  RETURN collect({name: j.title, count: count}) AS journals
}
CALL (found) {
  UNWIND found AS a MATCH (a)-[:ABOUT]->(t) WITH t, count(*) AS count ORDER BY count DESC, t.key LIMIT ${MOST}
  RETURN collect({name: t.name, count: count}) AS topics
}
RETURN {totalCount: size(found), years: years, journals: journals, topics: topics} AS answer`;

/** How works divide by year, journal and topic: the column beside a list. */
export const facets: Shape<TopicInYears> = {
  name: 'facets',
  about: `how the works of a topic in some years divide by year, journal and topic (${MOST} of each)`,
  material: topicsInYears,
  ours: {
    document: `query Facets($topic: ID!, $from: Int!, $to: Int!) {
  articles(filter: { topics: [$topic], publicationYear: { from: $from, to: $to } }) {
    totalCount
    facets {
      years { year count }
      journals(first: ${MOST}) { journal { title } count }
      topics(first: ${MOST}) { topic { name } count }
    }
  }
}`,
    variables: ({ topic, from, to }) => ({ topic: toGlobalId('Topic', topic), from, to }),
    answer: ({ articles: { totalCount, facets: found } }) => ({
      totalCount,
      years: found.years,
      journals: found.journals.map(({ journal, count }: any) => ({ name: journal.title, count })),
      topics: found.topics.map(({ topic, count }: any) => ({ name: topic.name, count })),
    }),
  },
  neo4jGraphql: {
    typeDefinitions: `
type Query {
  facets(topic: ID!, from: Int!, to: Int!): Facets! @cypher(statement: """${CYPHER}""", columnName: "answer")
}
type Facets { totalCount: Int! years: [YearFacet!]! journals: [Facet!]! topics: [Facet!]! }
type YearFacet { year: Int! count: Int! }
type Facet { name: String! count: Int! }`,
    document: `query Facets($topic: ID!, $from: Int!, $to: Int!) {
  facets(topic: $topic, from: $from, to: $to) {
    totalCount
    years { year count }
    journals { name count }
    topics { name count }
  }
}`,
    variables: ({ topic, from, to }) => ({ topic, from, to }),
    answer: ({ facets: found }) => found,
  },
  cypher: CYPHER,
  sql: (db) => {
    const listed = `FROM about e WHERE e.topic = (SELECT id FROM topic WHERE key = ?) AND e.date BETWEEN ? AND ?`;
    type Bounds = [string, number, number];
    const years = db.prepare<Bounds, { year: number; count: number }>(
      `SELECT e.date / 10000 AS year, count(*) AS count ${listed} GROUP BY 1 ORDER BY 1`,
    );
    const named = (counted: string, noun: string, field: string) =>
      db.prepare<Bounds, { name: string; count: number }>(
        `SELECT r.record ->> '${field}' AS name, x.count FROM (
           SELECT n.id, c.count FROM (${counted}) c CROSS JOIN ${noun} n ON n.id = c.id ORDER BY c.count DESC, n.key LIMIT ${MOST}) x
         CROSS JOIN ${noun}_record r ON r.id = x.id`,
      );
    const journals = named(
      `SELECT a.journal AS id, count(*) AS count FROM (SELECT e.article ${listed}) l CROSS JOIN article a ON a.id = l.article
       WHERE a.journal IS NOT NULL GROUP BY 1`,
      'journal',
      'title',
    );
    const topics = named(
      `SELECT o.topic AS id, count(*) AS count FROM (SELECT e.article ${listed}) l CROSS JOIN about o ON o.article = l.article GROUP BY 1`,
      'topic',
      'name',
    );
    return ({ topic, from, to }) => {
      const bounds: Bounds = [topic, from * 10_000, to * 10_000 + 9_999];
      const found = years.all(...bounds);
      return {
        totalCount: found.reduce((sum, { count }) => sum + count, 0),
        years: found,
        journals: journals.all(...bounds),
        topics: topics.all(...bounds),
      };
    };
  },
};
