import type { BylineScan } from '../neighbourhood.js';
import type { Connection } from './connection.js';
import { int, Statement } from './cypher.js';
import { numberOf } from './scan-citations.js';

/** Nodes in one statement: what the main thread reads of its answer takes it some milliseconds. */
const PAGE = 2_000;

/** Of the nodes of one page, which cross as one row: rows of their own would take twice as long. */
interface Columns {
  size: number;
  last: string | null;
  columns: unknown[][];
}

/** The nodes of a kind page by page, in the order of the index, which is that of code points: a list for each of the columns. */
async function* pages(connection: Connection, kind: 'Author' | 'Article', ...columns: string[]): AsyncIterable<unknown[][]> {
  const collected = columns.map((column) => `collect(${column})`).join(', ');
  for (let after = '', size = PAGE; size === PAGE;) {
    const statement = new Statement();
    const text = `MATCH (n:${kind}) USING INDEX SEEK n:${kind}(key) WHERE n.key > ${statement.param(after)}
WITH n ORDER BY n.key LIMIT ${statement.param(int(PAGE))}
RETURN toFloat(count(n)) AS size, last(collect(n.key)) AS last, [${collected}] AS columns`;
    const [page] = (await connection.read(text, statement.parameters)) as unknown as [Columns];
    yield page.columns;
    size = page.size;
    after = page.last ?? '';
  }
}

/** Page by page, as citations are scanned: an author that came after the authors had been read is left out. */
export async function scanBylines(connection: Connection): Promise<BylineScan> {
  const keys: string[] = [];
  const places = new Map<number, number>();
  for await (const [some, numbers] of pages(connection, 'Author', 'n.key', numberOf('n')))
    (some as string[]).forEach((key, i) => places.set(numbers![i] as number, keys.push(key) - 1));
  const [offsets, authors] = [[0], [] as number[]];
  for await (const [bylines] of pages(connection, 'Article', `[(n)<-[:AUTHORED]-(a) | ${numberOf('a')}]`))
    for (const byline of bylines as number[][]) {
      for (const one of byline) if (places.has(one)) authors.push(places.get(one)!);
      if (authors.length > offsets.at(-1)!) offsets.push(authors.length);
    }
  return { keys, offsets: Uint32Array.from(offsets), authors: Uint32Array.from(authors) };
}
