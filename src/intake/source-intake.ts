import { basename, isAbsolute } from 'node:path';
import { CodedError } from '../errors.js';
import { takeOut } from '../derive/undo.js';
import type { ReadItem } from '../import/format.js';
import { LISTED, NO_COUNTS, type FileReport, type ImportCounts, type ImportOptions, type Refusal } from '../import/report.js';
import { Dirty, putDirty } from '../ledger/dirty.js';
import { beginImport, getImports, putImport, type ImportNode } from '../ledger/imports.js';
import { takeIn, type IntakeItem } from '../ledger/intake.js';
import { putSupport } from '../ledger/support.js';
import { putTexts, type ReadText } from '../ledger/text-row.js';
import { LedgerView } from '../ledger/view.js';
import type { GraphStore } from '../store/store.js';
import { prepareItem, type PreparedItem } from './reader-prepare.js';
import type { Reporter } from './reporter.js';

/** Items of one source, from a file or from the answers of a service. */
export interface ItemSource {
  name: string;
  /** Identifier of the format; also the source of authority data. */
  format: string;
  /** Null where it cannot be known. */
  bytes: number | null;
  items: AsyncIterable<ReadItem>;
  /** SHA-256 of the source, known once it was read to its end; null where it has none. */
  sha256(): string | null;
}

/** The same with the items made ready, some hundred at a time. */
export type PreparedSource = Omit<ItemSource, 'items'> & { items: AsyncIterable<readonly PreparedItem[]> };

/** Items that are taken in together, one transaction, unless the options say otherwise. */
const ITEMS_AT_ONCE = { usually: 500, costly: 1_000 } as const;

/** Makes items ready one by one, for a source that is not read in a thread of its own. */
export async function* prepared(items: AsyncIterable<ReadItem>): AsyncIterable<PreparedItem[]> {
  for await (const item of items) yield [prepareItem(item)];
}

/** Whether this is how a reading ends that was stopped. */
export const isStop = (error: unknown, signal: AbortSignal | undefined): boolean =>
  signal?.aborted === true && error === signal.reason;

/** The text that the item was read from, and as what, where that is known. */
function readText(item: IntakeItem): ReadText[] {
  if ((item.kind !== 'record' && item.kind !== 'known') || item.digest === undefined) return [];
  return [{ digest: item.digest, key: item.kind === 'record' ? item.prepared.key : item.key }];
}

/** The import is shown to everybody: where on the machine its file lay is nobody's concern. */
const shownName = (name: string): string => (isAbsolute(name) ? basename(name) : name);

/** Takes in the items of one source, portion by portion, under a node of its own. */
export class SourceIntake {
  private node: ImportNode;
  /** What an earlier part of the same import counted. */
  private before: ImportCounts = NO_COUNTS;
  private readonly file: FileReport;
  private items: IntakeItem[] = [];
  private readonly view: LedgerView;
  private readonly atOnce: number;
  /** The batch before, which is written while the next one is read. */
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: GraphStore,
    private readonly source: PreparedSource,
    private readonly options: ImportOptions,
    private readonly reporter: Reporter,
  ) {
    this.view = new LedgerView(store);
    this.atOnce = options.itemsAtOnce ?? ITEMS_AT_ONCE[store.can.costlyBatches ? 'costly' : 'usually'];
    const { name, format, bytes } = source;
    const fileName = shownName(name);
    this.node = beginImport({ fileName, format, bytes }, (options.readAt ?? new Date()).toISOString());
    this.file = reporter.begin(name, format, bytes, this.node.id);
  }

  /**
   * Reads the source to its end, passing over the first `skip` items, which the import `continues` has taken in (where
   * it was undone meanwhile, nothing is passed over). Throws what is wrong with the source as a whole; nothing of it is
   * kept then. Answers how many items are still to be passed over.
   */
  async run(skip: number, continues: string | null = null): Promise<number> {
    const goesOn = continues !== null && (await this.goOnWith(continues, skip));
    let left = continues === null || goesOn ? skip : 0;
    // Warnings may stand before and behind their records: those that were counted are passed over by their number.
    let warned = goesOn ? this.node.warningCount : 0;
    try {
      for await (const items of this.untilStopped()) {
        if (this.options.signal?.aborted) break;
        for (const item of items) {
          const isWarning = item.kind === 'warning';
          if (isWarning && warned > 0) warned -= 1;
          else if (left === 0) await this.add(item);
          else if (!isWarning) left -= 1;
        }
      }
      await this.flush();
    } catch (error) {
      await this.writing;
      await this.takeBack(error);
      throw error;
    }
    await this.end();
    return left;
  }

  /** A reading that waits for more ends by the signal; what it gave before stays. */
  private async *untilStopped(): AsyncIterable<readonly PreparedItem[]> {
    try {
      yield* this.source.items;
    } catch (error) {
      if (!isStop(error, this.options.signal)) throw error;
    }
  }

  /**
   * A run that was stopped and goes on is one import: the node of the part before counts on. One that has read more than
   * this was cut off behind that place, and is left as it is.
   */
  private async goOnWith(id: string, skip: number): Promise<boolean> {
    const [node] = await getImports(this.store, [id]);
    if (node?.status !== 'INTERRUPTED' || node.counts.read !== skip) return false;
    this.before = node.counts;
    this.node = { ...node, counts: { ...node.counts }, status: 'RUNNING', finishedAt: null, problem: null };
    this.file.importId = id;
    return true;
  }

  private async add(item: PreparedItem): Promise<void> {
    const { line, record } = item.place;
    const where = { file: this.source.name, line, record };
    if (item.kind === 'refused') this.refuse({ ...where, reason: item.reason });
    else if (item.kind === 'warning') {
      this.node.warningCount += 1;
      this.reporter.warn({ ...where, message: item.message });
    } else this.items.push(item);
    if (this.items.length >= this.atOnce) await this.flush();
  }

  private refuse(refusal: Refusal): void {
    if (this.node.refusals.length < LISTED) this.node.refusals.push({ ...refusal, file: this.node.fileName });
    this.reporter.refuse(this.file, refusal);
  }

  private async flush(): Promise<void> {
    const { items, node, view } = this;
    this.items = [];
    const dirty = new Dirty();
    const taken = await takeIn(items, { view, dirty, source: this.source.format, readAt: node.startedAt });
    for (const one of taken) this.reporter.taken(this.file, one);
    const rows = taken.map(({ row }) => row);
    const support = putSupport(view, node.id, rows);
    if (support !== null) putTexts(view, items.flatMap(readText), support); // prettier-ignore
    putDirty(view, dirty);
    await this.write();
    this.options.onProgress?.(this.reporter.reading());
  }

  /** Begins to write what changed, once the batch before is there; what went wrong is thrown to whoever waits next. */
  private async write(): Promise<void> {
    await this.written();
    const { before, file } = this;
    for (const name of Object.keys(NO_COUNTS) as (keyof ImportCounts)[]) this.node.counts[name] = before[name] + file[name];
    putImport(this.view, this.node);
    this.writing = this.store.write({ ledger: this.view.send() });
    this.writing.catch(() => {});
  }

  private async written(): Promise<void> {
    await this.writing;
    this.view.written();
  }

  private async end(): Promise<void> {
    const stopped = this.options.signal?.aborted ?? false;
    const sha256 = stopped ? null : this.source.sha256();
    this.file.sha256 = sha256;
    Object.assign(this.node, { finishedAt: new Date().toISOString(), status: stopped ? 'INTERRUPTED' : 'FINISHED', sha256 });
    await this.write();
    await this.written();
  }

  /** A source that turns out not to be what it should be leaves nothing but the note that it was refused. */
  private async takeBack(error: unknown): Promise<void> {
    if (!(error instanceof CodedError && error.code === 'BAD_SOURCE')) return;
    // What was read since the last batch goes with the rest.
    this.view.drain();
    await takeOut(this.store, this.node.id);
    const counts = { ...NO_COUNTS, read: 1, refused: 1 };
    Object.assign(this.node, {
      finishedAt: new Date().toISOString(),
      status: 'FAILED',
      problem: error.message.replaceAll(this.source.name, this.node.fileName),
      counts,
    });
    putImport(this.view, this.node);
    await this.store.write({ ledger: this.view.drain() });
  }
}
