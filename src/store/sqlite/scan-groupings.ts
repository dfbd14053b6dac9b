import { groupScanOf, type GroupingScan, type GroupScan } from '../grouping.js';
import type { Session } from './connection.js';
import { numbersOf } from './number-list.js';
import { sql, type Sql } from './sql.js';

/** The articles of each value as one text of ids, as `scanCitations` reads reference lists. */
const JOURNALS = sql`SELECT key, (SELECT group_concat(id) FROM article WHERE journal = j.id) FROM journal j ORDER BY key`;
const TOPICS = sql`SELECT key, (SELECT group_concat(article) FROM about WHERE topic = t.id) FROM topic t ORDER BY key`;
const TYPES = sql`SELECT type, group_concat(article) FROM article_type GROUP BY type ORDER BY type`;

function scanned(session: Session, lists: Sql): GroupScan {
  const found: [value: string, articles: Uint32Array][] = [];
  for (const [value, articles] of session.lists<[value: string, articles: string | null]>(lists))
    found.push([value, numbersOf(articles)]);
  return groupScanOf(found);
}

/** Everything at one moment, a statement for each grouping. */
export const scanGroupings = (session: Session): GroupingScan =>
  session.snapshot(() => ({
    journal: scanned(session, JOURNALS),
    topic: scanned(session, TOPICS),
    publicationType: scanned(session, TYPES),
  }));
