import { CodedError } from '../../errors.js';
import type { Kind } from '../../records.js';
import type { Prepared, Session } from './connection.js';
import { Degrees } from './degree.js';
import { tableName } from './table.js';

/** What one write knows while it goes on: ids of keys, nodes that it takes out, and changes of counts. */
export class Batch {
  /** Ids of nodes, null for keys of no node. */
  private readonly ids: Record<Kind, Map<string, number | null>> = {
    Article: new Map(),
    Author: new Map(),
    Journal: new Map(),
    Topic: new Map(),
  };
  /** Ids of the nodes that the batch adds: those from `first` on. */
  private readonly fresh: Partial<Record<Kind, { first: number; next: number }>> = {};
  private readonly provenances = new Map<string, number>();
  /** Authors, journals and topics that go; their rows stay until no edge leads to them. */
  readonly removed: { kind: Exclude<Kind, 'Article'>; key: string; id: number }[] = [];
  readonly degrees = new Degrees();

  private readonly idOf: Record<Kind, Prepared<{ id: number }>>;
  private readonly survivorOf: Prepared<{ survivor: string }>;
  private readonly provenanceOf: Prepared<{ id: number }>;
  private readonly addProvenance: Prepared<unknown>;

  constructor(readonly session: Session) {
    const byKey = (kind: Kind) => session.prepare<{ id: number }>(`SELECT id FROM ${tableName(kind)} WHERE key = ?`);
    this.idOf = { Article: byKey('Article'), Author: byKey('Author'), Journal: byKey('Journal'), Topic: byKey('Topic') };
    this.survivorOf = session.prepare('SELECT survivor FROM alias WHERE kind = ? AND key = ?');
    this.provenanceOf = session.prepare('SELECT id FROM provenance WHERE list = ?');
    this.addProvenance = session.prepare('INSERT INTO provenance (list) VALUES (?)');
  }

  /** Id of the node with exactly this key, or null. */
  id(kind: Kind, key: string): number | null {
    let id = this.ids[kind].get(key);
    if (id === undefined) {
      id = this.idOf[kind].get(key)?.id ?? null;
      this.ids[kind].set(key, id);
    }
    return id;
  }

  /** An id for a node that is not there yet. */
  newId(kind: Kind, key: string): number {
    this.fresh[kind] ??= this.firstFree(kind);
    const id = this.fresh[kind].next++;
    this.ids[kind].set(key, id);
    return id;
  }

  private firstFree(kind: Kind): { first: number; next: number } {
    const last = this.session.prepare<{ id: number }>(`SELECT coalesce(max(id), 0) AS id FROM ${tableName(kind)}`).get()!.id;
    return { first: last + 1, next: last + 1 };
  }

  isNew(kind: Kind, id: number): boolean {
    return id >= (this.fresh[kind]?.first ?? Infinity);
  }

  /** Notes that the node was taken out. */
  forget(kind: Kind, key: string): void {
    this.ids[kind].set(key, null);
  }

  /** Id of the node that the key leads to, merged ones followed; refuses the batch when there is none. */
  needed(kind: Kind, key: string, by: string): number {
    const id = this.id(kind, key);
    if (id !== null) return id;
    const survivor = this.survivorOf.get(kind, key)?.survivor;
    const found = survivor === undefined ? null : this.id(kind, survivor);
    if (found === null) throw refusal(`${by} names the ${kind} ${key}, which is neither in the store nor in the batch.`);
    return found;
  }

  /** Id of a list of provenance, given as JSON. */
  provenance(text: string): number {
    let id = this.provenances.get(text);
    if (id === undefined) {
      id = this.provenanceOf.get(text)?.id ?? Number(this.addProvenance.run(text).lastInsertRowid);
      this.provenances.set(text, id);
    }
    return id;
  }
}

/** The batch cannot be written: its maker has to mend it. */
export const refusal = (message: string): CodedError =>
  new CodedError('INTERNAL_SERVER_ERROR', `Nothing was written. ${message}`);
