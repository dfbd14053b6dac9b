import type { Shape } from './shape.js';

type Parameters = { doi: string };

/** Page of one work, by its DOI: a link from elsewhere leads there. */
export const article: Shape<Parameters> = {
  name: 'article',
  about: 'one work by its DOI with abstract, journal, authors and topics',
  material: (literature) => ({ count: literature.size.articles, at: (index) => ({ doi: literature.doi(index) }) }),
  ours: {
    document: `query Article($doi: String!) {
  article(by: { doi: $doi }) {
    doi pmid title publicationYear volume issue pages { asWritten } publicationTypes abstract
    journal { title }
    authors { name orcid }
    topics { name }
    citationCount { inGraph }
    referenceCount { known }
  }
}`,
    variables: ({ doi }) => ({ doi }),
    answer: ({ article: { pages, journal, topics, citationCount, referenceCount, ...rest } }) => ({
      ...rest,
      pages: pages.asWritten,
      journal: journal.title,
      topics: topics.map(({ name }: { name: string }) => name),
      citedBy: citationCount.inGraph,
      references: referenceCount.known,
    }),
  },
  neo4jGraphql: {
    document: `query Article($doi: String!) {
  articles(where: { doi: { eq: $doi } }, limit: 1) {
    doi pmid title publicationYear volume issue pages publicationTypes abstract
    journal { title }
    authorsConnection(sort: [{ edge: { position: ASC } }]) { edges { node { name orcid } } }
    topicsConnection(sort: [{ edge: { position: ASC } }]) { edges { node { name } } }
    citedByCount referenceCount
  }
}`,
    variables: ({ doi }) => ({ doi }),
    answer: ({ articles: [{ journal, authorsConnection, topicsConnection, citedByCount, referenceCount, ...rest }] }) => ({
      ...rest,
      journal: journal[0].title,
      authors: authorsConnection.edges.map(({ node }: { node: unknown }) => node),
      topics: topicsConnection.edges.map(({ node }: { node: { name: string } }) => node.name),
      citedBy: citedByCount,
      references: referenceCount,
    }),
  },
  cypher: `MATCH (a:Article {doi: $doi})
OPTIONAL MATCH (a)-[:PUBLISHED_IN]->(j:Journal)
RETURN a {.doi, .pmid, .title, .publicationYear, .volume, .issue, .pages, .publicationTypes, .abstract,
  journal: j.title, citedBy: a.citedByCount, references: a.referenceCount,
  authors: COLLECT { MATCH (a)<-[e:AUTHORED]-(x:Author) RETURN x {.name, .orcid} ORDER BY e.position },
  topics: COLLECT { MATCH (a)-[e:ABOUT]->(t:Topic) RETURN t.name ORDER BY e.position }
} AS answer`,
  sql: (db) => {
    const work =
      db.prepare<[string], { id: number; record: string; journal: string; details: string | null; citedBy: number; refs: number }>( // prettier-ignore
        `SELECT a.id, r.record, j.record ->> 'title' AS journal, d.details, a.cited_by_count AS citedBy, a.reference_count AS refs
       FROM identifier i JOIN article a ON a.id = i.node JOIN article_record r ON r.id = a.id
       LEFT JOIN journal_record j ON j.id = a.journal LEFT JOIN article_detail d ON d.id = a.id
       WHERE i.scheme = 'doi' AND i.value = ?`,
      );
    const authors = db.prepare<[number], { name: string; orcid: string | null }>(
      `SELECT r.record ->> 'name' AS name, r.record ->> 'orcid' AS orcid
       FROM authorship s JOIN author_record r ON r.id = s.author WHERE s.article = ? ORDER BY s.position`,
    );
    const topics = db
      .prepare<[number], string>(
        `SELECT r.record ->> 'name' FROM about s JOIN topic_record r ON r.id = s.topic WHERE s.article = ? ORDER BY s.place`,
      )
      .pluck();
    return ({ doi }) => {
      const found = work.get(doi);
      if (!found) return null;
      // As article-card.ts has it; its end stands before the lists.
      const fields = JSON.parse(`${found.record}]`);
      const sections = found.details === null ? [] : (JSON.parse(found.details).abstract ?? []);
      return {
        doi: fields[4],
        pmid: fields[2],
        title: fields[5],
        publicationYear: fields[7],
        volume: fields[12],
        issue: fields[13],
        pages: fields[14],
        publicationTypes: fields[17],
        abstract: sections.length === 0 ? null : sections.map(({ text }: { text: string }) => text).join('\n'),
        journal: found.journal,
        authors: authors.all(found.id),
        topics: topics.all(found.id),
        citedBy: found.citedBy,
        references: found.refs,
      };
    };
  },
};
