import type { StoreDescription } from '../description.js';
import type { Session } from './connection.js';
import { sql } from './sql.js';

/** What changes with every write: the version of the data, and when it was written. */
export interface DataVersion {
  dataVersion: number;
  /** Stays as it is where only the ledger was written. */
  graphVersion: number;
  lastChangedAt: string | null;
}

export function dataVersion(session: Session): DataVersion {
  return session.all<DataVersion>(
    sql`SELECT data_version AS dataVersion, graph_version AS graphVersion, changed_at AS lastChangedAt FROM meta`,
  )[0]!;
}

/** A description with the version of the graph that was counted for it. */
export interface Counted {
  graphVersion: number;
  description: StoreDescription;
}

type DescriptionRow = DataVersion & StoreDescription['counts'] & StoreDescription['completeness'] & { version: string };

/** Exact, in one statement. Edges are counted by the sums that are kept on the nodes. */
export function describe(session: Session): Counted {
  const [row] = session.all<DescriptionRow>(sql`
    SELECT m.data_version AS dataVersion, m.graph_version AS graphVersion, m.changed_at AS lastChangedAt, sqlite_version() AS version, a.*,
      (SELECT count(*) FROM author) AS authors, (SELECT count(*) FROM journal) AS journals, (SELECT count(*) FROM topic) AS topics,
      (SELECT coalesce(sum(article_count), 0) FROM author) AS authorships,
      (SELECT coalesce(sum(article_count), 0) FROM topic) AS topicAssignments,
      (SELECT coalesce(sum(article_count), 0) FROM journal) AS publishedIn
    FROM meta m CROSS JOIN (
      SELECT count(*) FILTER (WHERE status = 'FULL') AS articles, count(*) FILTER (WHERE status = 'STUB') AS stubs,
        coalesce(sum(reference_count), 0) AS citations,
        count(*) FILTER (WHERE status = 'FULL' AND has_reference_list) AS withReferences,
        count(*) FILTER (WHERE status = 'FULL' AND has_authors) AS withAuthors,
        count(*) FILTER (WHERE status = 'FULL' AND has_abstract) AS withAbstract,
        count(*) FILTER (WHERE status = 'FULL' AND has_topics) AS withTopics
      FROM article
    ) a`);
  const { dataVersion, graphVersion, lastChangedAt, version, articles, stubs, authors, journals, topics, citations, ...rest } =
    row!;
  const { authorships, topicAssignments, publishedIn, withReferences, withAuthors, withAbstract, withTopics } = rest;
  const description: StoreDescription = {
    engine: { name: 'sqlite', version },
    dataVersion,
    lastChangedAt,
    counts: { articles, stubs, authors, journals, topics, citations, authorships, topicAssignments, publishedIn },
    completeness: { withReferences, withAuthors, withAbstract, withTopics },
  };
  return { graphVersion, description };
}
