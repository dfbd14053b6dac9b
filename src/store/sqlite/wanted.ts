import type Database from 'better-sqlite3';
import type { Kind, StoredRecord } from '../../records.js';
import { unpackBriefs } from '../packed-article.js';
import { unpackRecord, type StoredCounts } from '../packed-record.js';
import { briefsText, nodeColumns, nodeJoins } from './noun.js';
import { name, NOTHING, sql, type Sql } from './sql.js';

/**
 * How a statement answers with lists of nodes and reads each record once, however many lists it is in. It has two parts in one
 * UNION ALL. The first finds ids and gives each list of them, as one text, to `listed`, a function of ours; the second reads
 * the records that `wanted`, another one, names then. SQLite runs the parts one after the other. So it is one statement, which
 * sees the graph at one moment, and ids need neither a row each nor a join.
 */

/** First column of the rows of such a statement. */
export const LISTED = 0;
const RECORD = 1;
const PROVENANCE = 2;
const BRIEFS = 4;
const [RECORD_SQL, PROVENANCE_SQL, BRIEFS_SQL] = [RECORD, PROVENANCE, BRIEFS].map((part) => name(String(part))) as [
  Sql,
  Sql,
  Sql,
];

/** Lists that a statement has found, and what is in them; goes from thread to thread as it is. */
export interface FoundLists {
  /** Entries one after the other, each as many numbers as `ListShape` says, the first of them the node's id. */
  lists: [slot: number, numbers: number[]][];
  records: [id: number, text: string, ...counts: StoredCounts][];
  /** Brief articles, as one text: a row for each would cost as much as finding and parsing it. Null where records are whole. */
  briefs: string | null;
  provenance: [id: number, text: string][];
  /** Lengths of the whole lists, where the statement counts them. */
  totals: [slot: number, total: number][];
}

/** What the lists of a question look like. */
export interface ListShape {
  kind: Kind;
  /** Numbers of an entry. */
  width: number;
  /** Entries whose records are wanted; those behind only tell that the list goes on. */
  most: number;
  /** Which number of an entry is that of a list of provenance. */
  provenanceAt: number | null;
  /** Whether the length of the whole list stands before the entries. */
  isCounted: boolean;
  /** Whether articles are read without their lists. */
  isBrief: boolean;
}

const noLists = (): FoundLists => ({ lists: [], records: [], briefs: null, provenance: [], totals: [] });

/** What the statement that runs asks for; one for each connection. */
export class Wanted {
  private shape: ListShape = { kind: 'Article', width: 1, most: 0, provenanceAt: null, isCounted: false, isBrief: false };
  private found: FoundLists = noLists();
  private readonly ids = new Set<number>();
  private readonly provenance = new Set<number>();

  /** Makes the functions known to a connection. */
  addTo(db: Database.Database): void {
    db.function('listed', (slot: unknown, list: unknown) => this.note(slot as number, list as string | null));
    db.function('wanted', () => JSON.stringify([...this.ids]));
    db.function('wanted_provenance', () => JSON.stringify([...this.provenance]));
  }

  /** Before the statement. */
  begin(shape: ListShape): void {
    this.shape = shape;
    this.found = noLists();
    this.ids.clear();
    this.provenance.clear();
  }

  /** Takes a row; false for one that is neither of a list nor of what was wanted for it. */
  take([part, id, text, ...counts]: readonly unknown[]): boolean {
    if (part === RECORD) this.found.records.push([id as number, text as string, ...(counts as StoredCounts)]);
    else if (part === PROVENANCE) this.found.provenance.push([id as number, text as string]);
    else if (part === BRIEFS) this.found.briefs = text as string;
    else return part === LISTED;
    return true;
  }

  /** Takes a row of a statement for a single parent: an entry, its record, and the text of its list of provenance. */
  takeEntry(row: readonly unknown[]): void {
    const { width, most, provenanceAt, isCounted } = this.shape;
    const { lists, records, provenance, totals } = this.found;
    const numbers = row.slice(1, 1 + width) as number[];
    const at = 1 + width + (isCounted ? 1 : 0);
    if (lists.length === 0) {
      lists.push([0, []]);
      if (isCounted) totals.push([0, row[1 + width] as number]);
    }
    lists[0]![1].push(...numbers);
    if (records.length === most) return;
    records.push([numbers[0]!, row[at] as string, ...(row.slice(at + 1, at + 4) as unknown as StoredCounts)]);
    const source = provenanceAt === null ? null : numbers[provenanceAt]!;
    if (source !== null && !this.provenance.has(source)) {
      this.provenance.add(source);
      provenance.push([source, row[at + 4] as string]);
    }
  }

  end(): FoundLists {
    return this.found;
  }

  private note(slot: number, text: string | null): null {
    const { width, most, provenanceAt, isCounted } = this.shape;
    const numbers = text === null ? [] : (JSON.parse(`[${text}]`) as number[]);
    if (isCounted) this.found.totals.push([slot, numbers.shift() ?? 0]);
    this.found.lists.push([slot, numbers]);
    const end = Math.min(numbers.length, most * width);
    for (let at = 0; at < end; at += width) {
      this.ids.add(numbers[at]!);
      if (provenanceAt !== null) this.provenance.add(numbers[at + provenanceAt]!);
    }
    return null;
  }
}

/** The first part: a row of six columns for each list, which begins at `from`. */
export const listedRows = (slot: string, list: Sql, from: Sql): Sql =>
  sql`SELECT ${name(String(LISTED))}, listed(${name(slot)}, ${list}), NULL, NULL, NULL, NULL ${from}`;

/** The second part. */
export function wantedRows({ kind, provenanceAt, isBrief }: Pick<ListShape, 'kind' | 'provenanceAt' | 'isBrief'>): Sql {
  const provenance = sql` UNION ALL SELECT ${PROVENANCE_SQL}, y.id, y.list, NULL, NULL, NULL
    FROM json_each(wanted_provenance()) p CROSS JOIN provenance y ON y.id = p.value`;
  const wanted = sql`FROM json_each(wanted()) p ${nodeJoins(kind, 'p.value', isBrief)}`;
  const records =
    kind === 'Article' && isBrief
      ? sql`SELECT ${BRIEFS_SQL}, NULL, ${briefsText('r.id')}, NULL, NULL, NULL ${wanted}`
      : sql`SELECT ${RECORD_SQL}, r.id, ${nodeColumns(kind)} ${wanted}`;
  return sql` UNION ALL ${records} ${provenanceAt === null ? NOTHING : provenance}`;
}

export function unpackRecords({ records, briefs }: FoundLists, kind: Kind): Map<number, StoredRecord> {
  const unpacked = new Map<number, StoredRecord>();
  for (const [id, text, ...counts] of records) unpacked.set(id, unpackRecord(kind, text, counts));
  if (briefs !== null) unpackBriefs(briefs, (id, article) => unpacked.set(id, article as StoredRecord));
  return unpacked;
}
