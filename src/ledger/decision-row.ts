import { PRIMARY } from './collections.js';
import type { LedgerView } from './view.js';

/** What a person decided about two records, named as in `recordName`; it holds for newer versions of them, too. */
export interface WorkDecision {
  about: 'work';
  verdict: 'SAME' | 'DIFFERENT';
  a: string;
  b: string;
  /** ISO 8601, UTC. */
  at: string;
  /** The act that it is part of (act.ts). */
  act?: string;
}

/** One place in the author list of a work, named so that it is found again after later imports. */
export interface ClaimName {
  /** An identifier of the work (`pmid:1`) or its key. */
  work: string;
  position: number;
  /** Block of the name (`nameBlock`): the place may move, the name does not. */
  block: string;
}

/** What a person decided about two authorships. */
export interface AuthorDecision {
  about: 'author';
  verdict: 'SAME' | 'DIFFERENT';
  a: ClaimName;
  b: ClaimName;
  at: string;
  act?: string;
}

export type Decision = WorkDecision | AuthorDecision;
export type DecisionRow = { key: string; value: Decision; tags: string[] };

/** Decisions about records of these names. */
export async function decisionsAbout(view: LedgerView, names: readonly string[]): Promise<WorkDecision[]> {
  const rows = await view.tagged<WorkDecision>(
    PRIMARY.decision,
    names.map((name) => `name:${name}`),
  );
  return rows.map(({ value }) => value);
}

export function workDecisionRow(decision: Omit<WorkDecision, 'about'>): DecisionRow {
  const [a, b] = [decision.a, decision.b].sort() as [string, string];
  return { key: `work ${a} ${b}`, value: { ...decision, about: 'work', a, b }, tags: [`name:${a}`, `name:${b}`] };
}

const claimText = ({ work, position, block }: ClaimName): string => `${work}#${position} ${block}`;

export function authorDecisionRow(decision: Omit<AuthorDecision, 'about'>): DecisionRow {
  const [a, b] = [decision.a, decision.b].sort((x, y) => (claimText(x) < claimText(y) ? -1 : 1)) as [ClaimName, ClaimName];
  const value: AuthorDecision = { ...decision, about: 'author', a, b };
  return { key: `author ${claimText(a)} ${claimText(b)}`, value, tags: [`block:${a.block}`, `block:${b.block}`] };
}

export async function authorDecisionsAbout(view: LedgerView, blocks: Iterable<string>): Promise<AuthorDecision[]> {
  const rows = await view.tagged<AuthorDecision>(PRIMARY.decision, [...blocks].map((block) => `block:${block}`)); // prettier-ignore
  return rows.map(({ value }) => value);
}
