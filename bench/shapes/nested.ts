import type Database from 'better-sqlite3';
import { worksWhere, type Shape } from './shape.js';

type Parameters = { doi: string };

/** What is shown of each of the 71 works. Of authors the first twenty: a page of ours. */
const OURS = 'title publicationYear journal { abbreviation } authorships { edges { nameAsWritten } }';
const PEER = `title publicationYear journal { abbreviation }
      authorsConnection(first: 20, sort: [{ edge: { position: ASC } }]) { edges { properties { nameAsWritten } } }`;

/* eslint-disable @typescript-eslint/no-explicit-any -- data of documents */
const ourWork = ({ title, publicationYear, journal, authorships }: any) => ({
  title,
  publicationYear,
  journal: journal.abbreviation,
  authors: authorships.edges.map((edge: any) => edge.nameAsWritten),
});

const peerWork = ({ title, publicationYear, journal, authorsConnection }: any) => ({
  title,
  publicationYear,
  journal: journal[0].abbreviation,
  authors: authorsConnection.edges.map((edge: any) => edge.properties.nameAsWritten),
});

const cypherWork = (node: string): string => `${node} {.title, .publicationYear,
  journal: head(COLLECT { MATCH (${node})-[:PUBLISHED_IN]->(j) RETURN j.abbreviation }),
  authors: COLLECT { MATCH (${node})<-[e:AUTHORED]-() RETURN e.nameAsWritten ORDER BY e.position LIMIT 20 }`;

/** A work with its reference list, theirs, and who cites it: three levels. */
export const nested: Shape<Parameters> = {
  name: 'nested',
  about: 'a work, its ten references with five references each, its ten newest citers, with authors and journals',
  material: (literature) => {
    const works = worksWhere(literature, (references, citers) => references >= 10 && citers >= 10);
    return { count: works.count, at: (index) => ({ doi: literature.doi(works.at(index)) }) };
  },
  ours: {
    document: `query Nested($doi: String!) {
  article(by: { doi: $doi }) {
    ${OURS}
    references(first: 10) { nodes { ${OURS} references(first: 5) { nodes { ${OURS} } } } }
    citedBy(first: 10) { nodes { ${OURS} } }
  }
}`,
    variables: ({ doi }) => ({ doi }),
    answer: ({ article }) => ({
      ...ourWork(article),
      references: article.references.nodes.map((one: any) => ({
        ...ourWork(one),
        references: one.references.nodes.map(ourWork),
      })),
      citedBy: article.citedBy.nodes.map(ourWork),
    }),
  },
  neo4jGraphql: {
    document: `query Nested($doi: String!) {
  articles(where: { doi: { eq: $doi } }, limit: 1) {
    ${PEER}
    referencesConnection(first: 10, sort: [{ edge: { position: ASC } }]) { edges { node {
      ${PEER}
      referencesConnection(first: 5, sort: [{ edge: { position: ASC } }]) { edges { node { ${PEER} } } }
    } } }
    citedBy(limit: 10, sort: [{ date: DESC }, { key: DESC }]) { ${PEER} }
  }
}`,
    variables: ({ doi }) => ({ doi }),
    answer: ({ articles: [article] }) => ({
      ...peerWork(article),
      references: article.referencesConnection.edges.map(({ node }: any) => ({
        ...peerWork(node),
        references: node.referencesConnection.edges.map((edge: any) => peerWork(edge.node)),
      })),
      citedBy: article.citedBy.map(peerWork),
    }),
  },
  cypher: `MATCH (a:Article {doi: $doi})
RETURN ${cypherWork('a')},
  references: COLLECT {
    MATCH (a)-[c:CITES]->(b) WITH b, c ORDER BY c.position LIMIT 10
    RETURN ${cypherWork('b')},
      references: COLLECT {
        MATCH (b)-[d:CITES]->(f) WITH f, d ORDER BY d.position LIMIT 5
        RETURN ${cypherWork('f')}}
      }}
  },
  citedBy: COLLECT {
    MATCH (a)<-[:CITES]-(g) WITH g ORDER BY g.date DESC, g.key DESC LIMIT 10
    RETURN ${cypherWork('g')}}
  }
} AS answer`,
  sql: bySql,
};

interface Row {
  id: number;
  record: string;
  journal: string | null;
}

/** Three statements; a record is read whole, with the names of its authors as they are written there. */
function bySql(db: Database.Database): (parameters: Parameters) => unknown {
  const columns = `r.id, r.record || l.lists AS record, j.record ->> 'abbreviation' AS journal`;
  const records = `CROSS JOIN article a ON a.id = x.id CROSS JOIN article_record r ON r.id = x.id CROSS JOIN article_lists l ON l.id = x.id
    LEFT JOIN journal_record j ON j.id = a.journal`;
  const root = db.prepare<[string], Row>(
    `SELECT ${columns} FROM (SELECT node AS id FROM identifier WHERE scheme = 'doi' AND value = ?) x ${records}`,
  );
  const citing = (most: number) => `SELECT cited AS id FROM citation WHERE citing = ? ORDER BY position LIMIT ${most}`;
  const ten = db.prepare<[number], Row>(`SELECT ${columns} FROM (${citing(10)}) x ${records}`);
  const five = db.prepare<[number], Row>(`SELECT ${columns} FROM (${citing(5)}) x ${records}`);
  const newest = db.prepare<[number], Row>(
    `SELECT ${columns} FROM (SELECT citing AS id FROM citation WHERE cited = ? ORDER BY date DESC, citing_key DESC LIMIT 10) x ${records}`,
  );
  const work = ({ record, journal }: Row) => {
    // As article-card.ts has it: 0 is nothing.
    const fields = JSON.parse(record);
    const { authorships = [] } = fields.at(-1).lists;
    return {
      title: fields[5] || null,
      publicationYear: fields[7] || null,
      journal,
      authors: authorships.slice(0, 20).map((one: any) => one[1]),
    };
  };
  return ({ doi }) => {
    const found = root.get(doi);
    if (!found) return null;
    const references = ten.all(found.id).map((row) => ({ ...work(row), references: five.all(row.id).map(work) }));
    return { ...work(found), references, citedBy: newest.all(found.id).map(work) };
  };
}
