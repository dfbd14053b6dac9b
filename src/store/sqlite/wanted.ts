import type Database from 'better-sqlite3';
import type { Kind, Provenance, StoredRecord } from '../../records.js';
import { unpackRecord, type StoredCounts } from '../packed-record.js';
import { nodeColumns } from './noun.js';
import type { RecordMemory } from './record-memory.js';
import { name, NOTHING, sql, type Sql } from './sql.js';
import { recordTable, table } from './table.js';

/**
 * How a statement answers with nodes without reading those that the process remembers. It has two parts in one UNION ALL.
 * The first finds ids and gives each list of them to `listed`, a function of ours; the second reads the records that
 * `missing`, another one, names then. SQLite runs the parts one after the other, so it is one statement, which sees the
 * graph at one moment, and each record is read once, however many lists it is in.
 */

/** Rows of such a statement: what the first number says. */
export const LISTED = 0;
const RECORD = 1;
const LIST = 2;

/** Lists that a statement has found, and the records in them; goes from thread to thread as it is. */
export interface FoundLists {
  version: number;
  /** Entries one after the other, each as many numbers as `FoundShape` says, the first of them the node's id. */
  lists: [slot: number, numbers: number[]][];
  /** What was remembered. */
  known: Map<number, StoredRecord>;
  knownLists: Map<number, Provenance[]>;
  read: [id: number, text: string, ...counts: (number | null)[]][];
  readLists: [id: number, text: string][];
}

/** What the lists of a question look like. */
export interface FoundShape {
  kind: Kind;
  /** Numbers of an entry. */
  width: number;
  /** Entries whose records are wanted; those behind only tell that the list goes on. */
  most: number;
  /** Which number of an entry is that of a list of provenance. */
  list: number | null;
}

export class Wanted {
  private shape: FoundShape = { kind: 'Article', width: 1, most: 0, list: null };
  private found = emptyLists();
  private missing = new Set<number>();
  private missingLists = new Set<number>();

  constructor(private readonly memory: RecordMemory) {}

  /** Makes the functions known to a connection. */
  addTo(db: Database.Database): void {
    db.function('listed', { varargs: false }, (slot: unknown, list: unknown, version: unknown) =>
      this.note(slot as number, list as string | null, version as number),
    );
    db.function('missing', () => JSON.stringify([...this.missing]));
    db.function('missing_lists', () => JSON.stringify([...this.missingLists]));
  }

  begin(shape: FoundShape): void {
    this.shape = shape;
    this.found = emptyLists();
    this.missing = new Set();
    this.missingLists = new Set();
  }

  /** Takes a row of the second part; false for one that is none of it. */
  take([part, id, text, ...counts]: readonly unknown[]): boolean {
    if (part === RECORD) this.found.read.push([id as number, text as string, ...(counts as StoredCounts)]);
    else if (part === LIST) this.found.readLists.push([id as number, text as string]);
    else return false;
    return true;
  }

  end(): FoundLists {
    return this.found;
  }

  private note(slot: number, text: string | null, version: number): number {
    const { kind, width, most, list } = this.shape;
    const { found, memory } = this;
    memory.hold(version);
    found.version = version;
    const numbers = text === null ? [] : (JSON.parse(`[${text}]`) as number[]);
    found.lists.push([slot, numbers]);
    const end = Math.min(numbers.length, most * width);
    for (let at = 0; at < end; at += width) {
      const id = numbers[at]!;
      if (!found.known.has(id) && !this.missing.has(id)) {
        const record = memory.byId(kind, id);
        if (record) found.known.set(id, record);
        else this.missing.add(id);
      }
      if (list !== null) this.noteList(numbers[at + list]!);
    }
    return slot;
  }

  private noteList(id: number): void {
    if (this.found.knownLists.has(id) || this.missingLists.has(id)) return;
    const known = this.memory.list(id);
    if (known) this.found.knownLists.set(id, known);
    else this.missingLists.add(id);
  }
}

const emptyLists = (): FoundLists => ({
  version: -1,
  lists: [],
  known: new Map(),
  knownLists: new Map(),
  read: [],
  readLists: [],
});

/** Column that notes a list: SQL of its slot and its text. */
export const listedColumn = (slot: string, list: Sql): Sql =>
  sql`listed(${name(slot)}, ${list}, (SELECT graph_version FROM meta))`;

/** The second part, after the first, whose rows have six columns. */
export function missingRows({ kind, list }: Pick<FoundShape, 'kind' | 'list'>): Sql {
  const lists = sql` UNION ALL SELECT ${name(String(LIST))}, y.id, y.list, NULL, NULL, NULL
    FROM json_each(missing_lists()) p CROSS JOIN provenance y ON y.id = p.value`;
  return sql` UNION ALL SELECT ${name(String(RECORD))}, t.id, ${nodeColumns(kind)}
    FROM json_each(missing()) p CROSS JOIN ${table(kind)} t ON t.id = p.value CROSS JOIN ${recordTable(kind)} r ON r.id = t.id
    ${list === null ? NOTHING : lists}`;
}

/** Unpacks what was read; what is of the version that is remembered now is remembered, too. */
export function unpackFound(
  { version, known, knownLists, read, readLists }: FoundLists,
  kind: Kind,
  memory: RecordMemory,
): { records: Map<number, StoredRecord>; lists: Map<number, Provenance[]> } {
  const isNow = memory.holds(version);
  for (const [id, text, ...counts] of read) {
    const record = unpackRecord(kind, text, counts);
    known.set(id, record);
    if (isNow) memory.put(kind, id, record, text.length);
  }
  for (const [id, text] of readLists) {
    const list = JSON.parse(text) as Provenance[];
    knownLists.set(id, list);
    if (isNow) memory.putList(id, list);
  }
  return { records: known, lists: knownLists };
}
