import type { BylineScan } from '../neighbourhood.js';
import { packKeys, type PackedKeys } from '../packed-keys.js';
import type { Session } from './connection.js';
import { readNumbers } from './number-list.js';
import { sql } from './sql.js';

/** Everything in three statements at one moment. A byline comes as one text of ids, as a reference list does. */
export function scanBylines(session: Session): PackedKeys<BylineScan> {
  return session.snapshot(() => {
    const [counts] = session.all<{ lastId: number; authorships: number; works: number }>(
      sql`SELECT (SELECT coalesce(max(id), 0) FROM author) AS lastId, (SELECT count(*) FROM authorship) AS authorships,
        (SELECT count(DISTINCT article) FROM authorship) AS works`,
    );
    const numbers = new Uint32Array(counts!.lastId + 1);
    const keys: string[] = [];
    for (const [id, key] of session.lists<[id: number, key: string]>(sql`SELECT id, key FROM author ORDER BY key`)) {
      numbers[id] = keys.length;
      keys.push(key);
    }
    const offsets = new Uint32Array(counts!.works + 1);
    const authors = new Uint32Array(counts!.authorships);
    let [work, at] = [0, 0];
    const bylines = sql`SELECT group_concat(author) FROM authorship GROUP BY article`;
    for (const [list] of session.lists<[string]>(bylines)) {
      readNumbers(list, (id) => (authors[at++] = numbers[id]!));
      offsets[++work] = at;
    }
    return { keys: packKeys(keys), offsets, authors };
  });
}
