import type { CitationScan } from '../neighbourhood.js';
import { packKeys, type PackedKeys } from '../packed-keys.js';
import type { Session } from './connection.js';
import { readNumbers } from './number-list.js';
import { sql } from './sql.js';

/** Numbers of the articles by their ids: ids are given out one after the other, so that few are missing. */
interface Articles extends Pick<CitationScan, 'keys' | 'years' | 'dates' | 'stubs' | 'nodes'> {
  numbers: Uint32Array;
  citations: number;
}

function scanArticles(session: Session): Articles {
  const { articles, lastId, citations } = session.all<{ articles: number; lastId: number; citations: number }>(
    sql`SELECT count(*) AS articles, coalesce(max(id), 0) AS lastId, coalesce(sum(reference_count), 0) AS citations FROM article`,
  )[0]!;
  const keys: string[] = [];
  const years = new Int32Array(articles);
  const dates = new Int32Array(articles);
  const stubs = new Uint8Array(articles);
  const nodes = new Float64Array(articles);
  const numbers = new Uint32Array(lastId + 1);
  const rows = session.lists<[id: number, key: string, date: number, isStub: number]>(
    sql`SELECT id, key, date, status = 'STUB' FROM article ORDER BY key`,
  );
  for (const [id, key, date, isStub] of rows) {
    const number = keys.length;
    years[number] = date < 0 ? -1 : Math.floor(date / 10_000);
    dates[number] = date;
    stubs[number] = isStub;
    nodes[number] = id;
    numbers[id] = number;
    keys.push(key);
  }
  return { keys, years, dates, stubs, nodes, numbers, citations };
}

/**
 * Everything in three statements at one moment. A reference list comes as one text of ids, which is read by hand: a row
 * for each citation would take ten times as long.
 */
export function scanCitations(session: Session): PackedKeys<CitationScan> {
  return session.snapshot(() => {
    const { keys, numbers, citations, ...articles } = scanArticles(session);
    const citing = new Uint32Array(citations);
    const cited = new Uint32Array(citations);
    const positions = new Int32Array(citations);
    let at = 0;
    // Positions are one more, so that none is below zero.
    const lists = sql`SELECT citing, group_concat(cited), group_concat(position + 1) FROM citation GROUP BY citing`;
    for (const [id, list, places] of session.lists<[citing: number, cited: string, positions: string]>(lists)) {
      let place = at;
      readNumbers(places, (position) => (positions[place++] = position - 1));
      readNumbers(list, (other) => {
        citing[at] = numbers[id]!;
        cited[at++] = numbers[other]!;
      });
    }
    return { ...articles, keys: packKeys(keys), citing, cited, positions };
  });
}
