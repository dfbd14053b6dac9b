import { NO_POSITION, type CitationScan } from '../neighbourhood.js';
import { packKeys, unpackKeys, type PackedKeys } from '../packed-keys.js';
import type { Connection } from './connection.js';
import { int, Statement } from './cypher.js';
import { dateOfPlace, placeProperty } from './place.js';
import { number } from './record.js';
import type { ScanThreads } from './scan-thread.js';

/** Articles in one statement, with their reference lists: a part of a second, so that no scan meets the deadline of a read. */
const PAGE = 10_000;

/** Articles that are read first, and where there are no more, beside the requests: some milliseconds. */
const FIRST = 1_000;

/** The database's own number of a node, as a float: integers would cross as BigInts, which are ten times as slow to read. */
export const numberOf = (node: string): string => `toFloat(id(${node}))`;

export interface ArticleRow {
  key: string;
  number: number;
  year: bigint | null;
  date: number;
  isStub: boolean;
  /** Of each citation the number of the work cited times `PLACES`, and the position more one: one list is read for both. */
  cited: number[];
}

/** More than the longest reference list. Numbers of nodes may be up to 2^53 divided by this. */
const PLACES = 2 ** 20;

/** The articles after a key, in the order of the index, which is that of code points. */
async function page(connection: Connection, after: string, size: number): Promise<ArticleRow[]> {
  const statement = new Statement();
  const text = `MATCH (n:Article) USING INDEX SEEK n:Article(key) WHERE n.key > ${statement.param(after)}
WITH n ORDER BY n.key LIMIT ${statement.param(int(size))}
RETURN n.key AS key, ${numberOf('n')} AS number, n.year AS year, ${dateOfPlace(`n.${placeProperty('Article', 'date', 'DESC')}`)} AS date,
  n:Stub AS isStub, [(n)-[e:CITES]->(m) | ${numberOf('m')} * ${PLACES}.0 + coalesce(e.position, ${NO_POSITION}) + 1] AS cited`;
  return (await connection.read(text, statement.parameters)) as unknown as ArticleRow[];
}

/**
 * Page by page, all but the first in a thread. Where somebody writes meanwhile, the pages are of different moments, and a
 * citation of an article that came after its page had been read is left out: the version of the graph tells, asked for before
 * and after.
 */
export async function scanCitations(connection: Connection, threads: ScanThreads): Promise<CitationScan> {
  const first = await page(connection, '', FIRST);
  const { keys, ...scan } = first.length < FIRST ? packed(first) : await threads.citations(first);
  return { keys: unpackKeys(keys), ...scan };
}

/** What is left after the first rows, and these. */
export async function scanOn(connection: Connection, first: readonly ArticleRow[]): Promise<PackedKeys<CitationScan>> {
  const rows = [...first];
  for (let last = PAGE; last === PAGE;) {
    const more = await page(connection, rows.at(-1)?.key ?? '', PAGE);
    for (const row of more) rows.push(row);
    last = more.length;
  }
  return packed(rows);
}

function packed(rows: readonly ArticleRow[]): PackedKeys<CitationScan> {
  const indexes = new Map(rows.map(({ number: own }, i) => [own, i]));
  const citations = rows.reduce((sum, { cited }) => sum + cited.length, 0);
  const citing = new Uint32Array(citations);
  const cited = new Uint32Array(citations);
  const positions = new Int32Array(citations);
  let at = 0;
  for (const [i, row] of rows.entries())
    for (const other of row.cited) {
      const index = indexes.get(Math.floor(other / PLACES));
      if (index === undefined) continue;
      citing[at] = i;
      cited[at] = index;
      positions[at++] = (other % PLACES) - 1;
    }
  return {
    keys: packKeys(rows.map(({ key }) => key)),
    years: Int32Array.from(rows, ({ year }) => number(year) ?? -1),
    dates: Int32Array.from(rows, ({ date }) => date),
    stubs: Uint8Array.from(rows, ({ isStub }) => Number(isStub)),
    citing: citing.slice(0, at),
    cited: cited.slice(0, at),
    positions: positions.slice(0, at),
  };
}
