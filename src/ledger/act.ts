import { randomBytes } from 'node:crypto';
import { badInput } from '../errors.js';
import type { LedgerReads } from '../store/store.js';
import { PRIMARY } from './collections.js';
import {
  authorDecisionRow,
  workDecisionRow,
  type AuthorDecision,
  type Decision,
  type DecisionRow,
  type WorkDecision,
} from './decision-row.js';
import type { LedgerView } from './view.js';

export const ACT_KINDS = ['MERGE_ARTICLES', 'SPLIT_ARTICLE', 'REFUSE_DUPLICATE', 'MERGE_AUTHORS', 'SPLIT_AUTHOR'] as const;
export type ActKind = (typeof ACT_KINDS)[number];

/** What a person did at once: it decides about many pairs of records or authorships, and can be taken back as a whole. */
export interface Act {
  /** In the order of time. */
  id: string;
  kind: ActKind;
  /** ISO 8601, UTC. */
  at: string;
  /** Keys of the articles or authors that it was about, as they were then; merged ones lead to the survivor. */
  keys: string[];
  /** The decisions that it made, by their keys, and what had been decided about each pair before. */
  made: { key: string; before: Decision | null }[];
}

/** Collects the decisions of one act. */
export class Acting {
  private readonly rows = new Map<string, DecisionRow>();
  private readonly id: string;
  private readonly at: string;

  constructor(
    private readonly kind: ActKind,
    private readonly keys: readonly string[],
    now = new Date(),
  ) {
    this.at = now.toISOString();
    this.id = `${this.at.replace(/[-:.]/g, '')}-${randomBytes(4).toString('hex')}`;
  }

  /** The newest decision about a pair replaces an older one. */
  works(decision: Pick<WorkDecision, 'verdict' | 'a' | 'b'>): void {
    this.note(workDecisionRow({ ...decision, at: this.at, act: this.id }));
  }

  authors(decision: Pick<AuthorDecision, 'verdict' | 'a' | 'b'>): void {
    this.note(authorDecisionRow({ ...decision, at: this.at, act: this.id }));
  }

  private note(row: DecisionRow): void {
    this.rows.set(row.key, row);
  }

  async write(view: LedgerView): Promise<void> {
    const before = await view.get<Decision>(PRIMARY.decision, [...this.rows.keys()]);
    const made = [...this.rows.keys()].map((key) => ({ key, before: before.get(key)?.value ?? null }));
    for (const { key, value, tags } of this.rows.values()) view.put(PRIMARY.decision, key, value, tags);
    view.put<Act>(PRIMARY.act, this.id, { id: this.id, kind: this.kind, at: this.at, keys: [...this.keys], made });
  }
}

/** Takes an act back; answers the decisions that it had made. What was decided before holds again. Throws BAD_USER_INPUT. */
export async function takeBack(view: LedgerView, id: string): Promise<Decision[]> {
  const act = (await view.get<Act>(PRIMARY.act, [id])).get(id)?.value;
  if (!act) throw badInput(`There is no decision "${id.slice(0, 120)}"; it may have been taken back already.`);
  const rows = await view.get<Decision>(PRIMARY.decision, act.made.map(({ key }) => key)); // prettier-ignore
  const later = [...rows.values()].map(({ value }) => value.act).find((other) => other !== id);
  if (later !== undefined) throw badInput(`The decision ${later} stands on ${id}: take that one back first.`);
  for (const { key, before } of act.made) {
    if (before === null) view.remove(PRIMARY.decision, key);
    else view.put(PRIMARY.decision, key, before, rowOf(before).tags);
  }
  view.remove(PRIMARY.act, id);
  return [...rows.values()].map(({ value }) => value);
}

const rowOf = (decision: Decision): DecisionRow =>
  decision.about === 'work' ? workDecisionRow(decision) : authorDecisionRow(decision);

/** Null for a miss. */
export async function getActs(store: LedgerReads, ids: readonly string[]): Promise<(Act | null)[]> {
  return (await store.rows(PRIMARY.act, ids)).map((row) => row && (JSON.parse(row.value) as Act));
}

/** Acts in the order of time (backward: the newest first), at most `limit` behind the one with the id `after`. */
export async function listActs(
  store: LedgerReads,
  { after, limit, backward = false }: { after: string | null; limit: number; backward?: boolean },
): Promise<Act[]> {
  const rows = await store.scan({ collection: PRIMARY.act, after, limit, backward });
  return rows.map(({ value }) => JSON.parse(value) as Act);
}

export const countActs = (store: LedgerReads): Promise<number> => store.rowCount(PRIMARY.act);
