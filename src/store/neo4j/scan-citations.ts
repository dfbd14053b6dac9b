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
  const { keys, ...scan } = first.length < FIRST ? joined([columnsOf(first)]) : await threads.citations(first);
  return { keys: unpackKeys(keys), ...scan };
}

/** What is left after the first rows, and these. Of each page numbers alone are kept: objects for all would be hundreds of megabytes. */
export async function scanOn(connection: Connection, first: readonly ArticleRow[]): Promise<PackedKeys<CitationScan>> {
  const pages = [columnsOf(first)];
  let after = first.at(-1)?.key ?? '';
  for (let last = PAGE; last === PAGE;) {
    const rows = await page(connection, after, PAGE);
    pages.push(columnsOf(rows));
    last = rows.length;
    after = rows.at(-1)?.key ?? after;
  }
  return joined(pages);
}

/** Articles of one page. */
interface Columns {
  keys: string;
  numbers: Float64Array;
  years: Int32Array;
  dates: Int32Array;
  stubs: Uint8Array;
  /** Lengths of the lists, and these one after the other, as `ArticleRow` has them. */
  degrees: Uint32Array;
  cited: Float64Array;
}

function columnsOf(rows: readonly ArticleRow[]): Columns {
  const degrees = Uint32Array.from(rows, ({ cited }) => cited.length);
  const cited = new Float64Array(degrees.reduce((sum, degree) => sum + degree, 0));
  let at = 0;
  for (const row of rows) {
    cited.set(row.cited, at);
    at += row.cited.length;
  }
  return {
    keys: packKeys(rows.map(({ key }) => key)),
    numbers: Float64Array.from(rows, ({ number: own }) => own),
    years: Int32Array.from(rows, ({ year }) => number(year) ?? -1),
    dates: Int32Array.from(rows, ({ date }) => date),
    stubs: Uint8Array.from(rows, ({ isStub }) => Number(isStub)),
    degrees,
    cited,
  };
}

function joined(pages: readonly Columns[]): PackedKeys<CitationScan> {
  return {
    keys: packKeys(pages.map(({ keys }) => keys).filter((keys) => keys !== '')),
    years: concatenated(Int32Array, pages.map(({ years }) => years)), // prettier-ignore
    dates: concatenated(Int32Array, pages.map(({ dates }) => dates)), // prettier-ignore
    stubs: concatenated(Uint8Array, pages.map(({ stubs }) => stubs)), // prettier-ignore
    nodes: concatenated(Float64Array, pages.map(({ numbers }) => numbers)), // prettier-ignore
    ...citationsIn(pages),
  };
}

/** Nodes' own numbers become places among the keys. One that is not there was written after its page had been read. */
function citationsIn(pages: readonly Columns[]): Pick<CitationScan, 'citing' | 'cited' | 'positions'> {
  const indexes = new Map<number, number>();
  let article = 0;
  for (const { numbers } of pages) for (const own of numbers) indexes.set(own, article++);
  const most = pages.reduce((sum, { cited }) => sum + cited.length, 0);
  const [citing, cited, positions] = [new Uint32Array(most), new Uint32Array(most), new Int32Array(most)];
  let at = 0;
  article = 0;
  for (const { degrees, cited: ends } of pages) {
    let end = 0;
    for (const degree of degrees) {
      for (const last = end + degree; end < last; end++) {
        const index = indexes.get(Math.floor(ends[end]! / PLACES));
        if (index === undefined) continue;
        citing[at] = article;
        cited[at] = index;
        positions[at++] = (ends[end]! % PLACES) - 1;
      }
      article++;
    }
  }
  return { citing: citing.slice(0, at), cited: cited.slice(0, at), positions: positions.slice(0, at) };
}

function concatenated<A extends Int32Array | Uint8Array | Float64Array>(make: new (length: number) => A, parts: readonly A[]): A {
  const all = new make(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
