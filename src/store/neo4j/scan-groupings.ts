import { groupScanOf, type GroupingScan, type GroupScan } from '../grouping.js';
import { compareCodePoints } from '../sort-values.js';
import type { Connection } from './connection.js';
import { int, Statement } from './cypher.js';
import { unorderedText } from './place.js';
import { numberOf } from './scan-citations.js';
import type { ScanThreads } from './scan-thread.js';

/** Of this many articles the numbers are read beside the requests: some milliseconds. */
const FEW = 1_000;
/** Values in one statement, and articles of which the types are asked for: a part of a second. */
const VALUES = 500;
const ARTICLES = 10_000;

type List = [value: string, articles: readonly number[]];

/** Like citations page by page, and in a thread: where somebody writes meanwhile, the pages are of different moments. */
export async function scanGroupings(connection: Connection, threads: ScanThreads): Promise<GroupingScan> {
  const [row] = await connection.read('MATCH (n:Article) RETURN toFloat(count(n)) AS articles');
  return (row!.articles as number) < FEW ? groupingsOf(connection) : threads.groupings();
}

export async function groupingsOf(connection: Connection): Promise<GroupingScan> {
  return {
    journal: await nodesOf(connection, 'Journal', 'PUBLISHED_IN'),
    topic: await nodesOf(connection, 'Topic', 'ABOUT'),
    publicationType: await typesOf(connection),
  };
}

/** In the order of the index, which is that of code points. */
async function nodesOf(connection: Connection, label: 'Journal' | 'Topic', relationship: string): Promise<GroupScan> {
  const lists: List[] = [];
  for (let after = '', size = VALUES; size === VALUES;) {
    const statement = new Statement();
    const text = `MATCH (x:${label}) USING INDEX SEEK x:${label}(key) WHERE x.key > ${statement.param(after)}
WITH x ORDER BY x.key LIMIT ${statement.param(int(VALUES))}
RETURN x.key AS value, [(x)<-[:${relationship}]-(n) | ${numberOf('n')}] AS articles`;
    const rows = (await connection.read(text, statement.parameters)) as unknown as { value: string; articles: number[] }[];
    for (const { value, articles } of rows) lists.push([value, articles]);
    size = rows.length;
    after = rows.at(-1)?.value ?? after;
  }
  return groupScanOf(lists);
}

interface TypesOfPage {
  size: number;
  last: string | null;
  types: List[];
}

/** Publication types are no nodes: they are gathered of the articles. */
async function typesOf(connection: Connection): Promise<GroupScan> {
  const articles = new Map<string, number[]>();
  for (let after = '', size = ARTICLES; size === ARTICLES;) {
    const statement = new Statement();
    const text = `MATCH (n:Article) USING INDEX SEEK n:Article(key) WHERE n.key > ${statement.param(after)}
WITH n ORDER BY n.key LIMIT ${statement.param(int(ARTICLES))}
WITH collect(n) AS page
CALL (page) {
  UNWIND page AS n UNWIND n.publicationTypes AS type
  WITH type, collect(${numberOf('n')}) AS articles
  RETURN collect([type, articles]) AS types
}
RETURN toFloat(size(page)) AS size, page[-1].key AS last, types`;
    const [page] = (await connection.read(text, statement.parameters)) as unknown as [TypesOfPage];
    for (const [type, some] of page.types) {
      const known = articles.get(type) ?? [];
      articles.set(type, known);
      for (const one of some) known.push(one);
    }
    size = page.size;
    after = page.last ?? after;
  }
  const lists = [...articles].map(([type, all]): List => [unorderedText(type), all]);
  return groupScanOf(lists.sort(([a], [b]) => compareCodePoints(a, b)));
}
