import type { BylineScan } from '../neighbourhood.js';
import type { Connection } from './connection.js';
import { int, Statement } from './cypher.js';
import { numberOf } from './scan-citations.js';

/** Nodes in one statement: a part of a second, so that no scan meets the deadline of a read. */
const PAGE = 20_000;

type Row = Record<string, unknown> & { key: string };

/** The nodes of a kind after a key, in the order of the index, which is that of code points. */
async function* rows(connection: Connection, kind: 'Author' | 'Article', columns: string): AsyncIterable<Row[]> {
  for (let after = '', last = PAGE; last === PAGE;) {
    const statement = new Statement();
    const text = `MATCH (n:${kind}) USING INDEX SEEK n:${kind}(key) WHERE n.key > ${statement.param(after)}
WITH n ORDER BY n.key LIMIT ${statement.param(int(PAGE))}
RETURN n.key AS key, ${columns}`;
    const found = (await connection.read(text, statement.parameters)) as Row[];
    yield found;
    last = found.length;
    after = found.at(-1)?.key ?? '';
  }
}

/** Page by page, as citations are scanned: an author that came after the authors had been read is left out. */
export async function scanBylines(connection: Connection): Promise<BylineScan> {
  const keys: string[] = [];
  const numbers = new Map<number, number>();
  for await (const page of rows(connection, 'Author', `${numberOf('n')} AS number`))
    for (const { key, number } of page) {
      numbers.set(number as number, keys.length);
      keys.push(key);
    }
  const [offsets, authors] = [[0], [] as number[]];
  for await (const page of rows(connection, 'Article', `[(n)<-[:AUTHORED]-(a) | ${numberOf('a')}] AS authors`))
    for (const { authors: byline } of page) {
      for (const one of byline as number[]) if (numbers.has(one)) authors.push(numbers.get(one)!);
      if (authors.length > offsets.at(-1)!) offsets.push(authors.length);
    }
  return { keys, offsets: Uint32Array.from(offsets), authors: Uint32Array.from(authors) };
}
