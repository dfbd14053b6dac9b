import { DERIVED } from './collections.js';
import type { LedgerView } from './view.js';

/**
 * What has to be derived anew. It is written with the change that makes it so, and taken away with what was derived,
 * so that nothing is forgotten however a run ends.
 */
export class Dirty {
  /** Keys of works whose article has to be derived. */
  readonly works = new Set<string>();
  /** Those of them that are known to cite others, and are built when these are there. */
  readonly citing = new Set<string>();
  /** Blocks of names whose claims changed. */
  readonly blocks = new Set<string>();
  /** ORCIDs of which a claim has gone: those of other names who have them, and were denied them, may be others now. */
  readonly orcids = new Set<string>();
  /** Keys of journals and topics whose statements changed. */
  readonly journals = new Set<string>();
  readonly topics = new Set<string>();
  /** Keys of journals that a statement was about and is no more: some of their articles are another one's now. */
  readonly leftJournals = new Set<string>();
  /** Keys of journals to which statements came that were about several journals, or about one with others. */
  readonly joinedJournals = new Set<string>();
  /** Keys of works that a record left which may be cited by its citation alone: who cites those may cite another one now. */
  readonly leftWorks = new Set<string>();
  /** Keys of authors whose name or affiliations changed. */
  readonly authors = new Set<string>();

  get isEmpty(): boolean {
    return LISTS.every((list) => this[list].size === 0);
  }

  add(other: Partial<Record<DirtyList, Iterable<string>>>): void {
    for (const list of LISTS) for (const name of other[list] ?? []) this[list].add(name);
  }
}

const LISTS = [
  'works',
  'citing',
  'blocks',
  'orcids',
  'journals',
  'topics',
  'leftJournals',
  'joinedJournals',
  'leftWorks',
  'authors',
] as const;
export type DirtyList = (typeof LISTS)[number];
/** Lists without anything may lack. */
export type DirtyRow = Record<'works' | 'authors', string[]> & Partial<Record<DirtyList, string[]>>;

let sequence = 0;

/** Names rows in the order in which they were written, by whichever process. */
export function nextName(): string {
  sequence += 1;
  return `${new Date().toISOString()} ${process.pid} ${String(sequence).padStart(8, '0')}`;
}

export function putDirty(view: LedgerView, dirty: Dirty): void {
  if (dirty.isEmpty) return;
  const row = Object.fromEntries(LISTS.map((list) => [list, [...dirty[list]]])) as DirtyRow;
  view.put(DERIVED.dirty, nextName(), row);
}
