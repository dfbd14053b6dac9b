import { createHash } from 'node:crypto';
import { CodedError } from '../errors.js';
import type { ReadItem } from '../import/format.js';
import { idKeys } from '../import/identity.js';
import { decodeUtf8 } from '../import/input.js';
import type { BibRecord } from '../import/record.js';
import { NO_COUNTS, type ImportCounts, type Refusal } from '../import/report.js';
import { importItems, type ItemSource } from '../intake/run.js';
import { importOfContent, type ImportNode } from '../ledger/imports.js';
import { LedgerView } from '../ledger/view.js';
import type { GraphStore } from '../store/store.js';
import type { KeptAnswer } from './answer-cache.js';
import type { Exchange } from './exchange.js';
import type { Fetcher } from './fetcher.js';
import type { Ask, HarvestSource } from './source.js';

export interface Intake {
  store: GraphStore;
  fetcher: Fetcher;
  source: HarvestSource;
  ask: Ask;
  /** As it is shown in the list of imports. */
  name: string;
  exchanges: readonly Exchange[];
  /** Identifiers of the works that are wanted: an answer of an earlier run may hold others, which are passed over. */
  wanted: ReadonlySet<string>;
  onRecord(record: BibRecord): void;
  signal?: AbortSignal;
  /** How long to wait for another writer. */
  waitMs: number;
}

export interface TakenIn {
  counts: ImportCounts;
  /** The first hundred. */
  refusals: Refusal[];
  warnings: number;
  finished: boolean;
}

const LISTED = 100;

interface Entry {
  ids: readonly string[];
  answer: KeptAnswer;
}

/**
 * Takes the answers of one source into the graph: one import for each day on which they came. Answers that are there
 * already, word for word, are only listened to.
 */
export async function takeIn(intake: Intake): Promise<TakenIn> {
  const total: TakenIn = { counts: { ...NO_COUNTS }, refusals: [], warnings: 0, finished: true };
  for (const entries of byDay(intake.exchanges)) {
    const known = await importOfContent(new LedgerView(intake.store), contentOf(entries, intake));
    if (known === null) await take(entries, intake, total);
    else await listen(entries, known, intake, total);
    if (!total.finished) break;
  }
  return total;
}

async function take(entries: readonly Entry[], intake: Intake, total: TakenIn): Promise<void> {
  const { signal, waitMs } = intake;
  const readAt = new Date(entries.at(-1)!.answer.fetchedAt);
  const report = await importItems(intake.store, itemSource(entries, intake), { readAt, signal, waitMs });
  add(total, report, report.refusals, report.warningCount);
  total.finished = report.finished;
}

/** What the answers say is in the graph: nothing is written, but whoever listens has to hear it again. */
async function listen(entries: readonly Entry[], known: ImportNode, intake: Intake, total: TakenIn): Promise<void> {
  for await (const item of read(entries, intake)) {
    if (item.kind !== 'warning') intake.signal?.throwIfAborted();
  }
  const { read: all, refused } = known.counts;
  add(total, { ...NO_COUNTS, read: all, refused, unchanged: all - refused }, known.refusals, known.warningCount);
}

function add(total: TakenIn, counts: ImportCounts, refusals: readonly Refusal[], warnings: number): void {
  for (const name of Object.keys(NO_COUNTS) as (keyof ImportCounts)[]) total.counts[name] += counts[name];
  total.refusals.push(...refusals.slice(0, LISTED - total.refusals.length));
  total.warnings += warnings;
}

/** Answers with something in them, those of one day together, in the order in which they came. */
function byDay(exchanges: readonly Exchange[]): Entry[][] {
  const entries = exchanges.flatMap(({ ids, answers }) =>
    answers.filter(({ isNone }) => !isNone).map((answer) => ({ ids, answer })),
  );
  const inOrder = entries.sort((a, b) => (a.answer.fetchedAt < b.answer.fetchedAt ? -1 : 1));
  const days = new Map<string, Entry[]>();
  for (const entry of inOrder) {
    const day = entry.answer.fetchedAt.slice(0, 10);
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  return [...days.values()];
}

function itemSource(entries: readonly Entry[], intake: Intake): ItemSource {
  return {
    name: intake.name,
    format: intake.ask.says,
    bytes: entries.reduce((sum, { answer }) => sum + answer.bytes, 0),
    items: read(entries, intake),
    sha256: () => contentOf(entries, intake),
  };
}

/** Digest of the answers, and of what in them is passed over. */
function contentOf(entries: readonly Entry[], { source, ask, wanted }: Intake): string {
  const hash = createHash('sha256').update(`${source.id} ${ask.name}\n`);
  for (const { ids, answer } of entries) hash.update(`${answer.sha256} ${ids.filter((id) => !wanted.has(id)).join(' ')}\n`);
  return hash.digest('hex');
}

async function* read(entries: readonly Entry[], intake: Intake): AsyncIterable<ReadItem> {
  let record = 0;
  for (const { ids, answer } of entries) {
    const body = await intake.fetcher.cache.read(intake.source.id, answer.name);
    const whence = `(answer to ${answer.url.length > 150 ? `${answer.url.slice(0, 150)}…` : answer.url})`;
    for await (const item of readAnswer(body, ids, intake)) {
      const place = { line: item.place.line, record: item.kind === 'warning' ? record : ++record };
      if (item.kind === 'refused') yield { ...item, place, reason: `${item.reason} ${whence}` };
      else if (item.kind === 'warning') yield { ...item, place, message: `${item.message} ${whence}` };
      else yield { ...item, place };
    }
  }
}

/** Items of one answer. One that cannot be read as a whole is one refusal: it must not take the others with it. */
async function* readAnswer(
  body: Buffer,
  ids: readonly string[],
  { source, ask, wanted, onRecord }: Intake,
): AsyncIterable<ReadItem> {
  const bytes = (async function* () {
    yield body;
  })();
  const unwanted = new Set(ids.filter((id) => !wanted.has(id)));
  const name = `an answer of ${source.label}`;
  try {
    for await (const item of ask.read({ name, chunks: decodeUtf8(name, bytes) }, { base: '', ids, page: null })) {
      if (item.kind === 'record') {
        if (unwanted.size > 0 && isUnwanted(item.record, unwanted, wanted)) continue;
        onRecord(item.record);
        if (saysNothing(item.record)) continue;
      }
      yield item;
    }
  } catch (error) {
    if (!(error instanceof CodedError && error.code === 'BAD_SOURCE')) throw error;
    yield { kind: 'refused', place: { line: null, record: 0 }, reason: error.message };
  }
}

/** A name that was asked for, given back: the source knows the work, and that is all. */
function saysNothing({ ids, title, references, citedBy }: BibRecord): boolean {
  return idKeys(ids).length === 1 && title === null && references === null && citedBy.length === 0;
}

function isUnwanted(record: BibRecord, unwanted: ReadonlySet<string>, wanted: ReadonlySet<string>): boolean {
  const keys = idKeys(record.ids);
  return keys.some((key) => unwanted.has(key)) && !keys.some((key) => wanted.has(key));
}
