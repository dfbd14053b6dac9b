import { settleAll, type Settled } from '../derive/settle.js';
import { CodedError } from '../errors.js';
import type { SourceFile } from '../import/files.js';
import type { ImportOptions, ImportReport } from '../import/report.js';
import { importOfContent, mayBeKnown, putImport, type ImportNode } from '../ledger/imports.js';
import { keptRecords } from '../ledger/intake.js';
import { withWriter } from '../ledger/lock.js';
import { countPossible } from '../ledger/possible.js';
import { lastTexts } from '../ledger/text-row.js';
import { LedgerView } from '../ledger/view.js';
import { withScratchStore } from '../store/open.js';
import { overlay } from '../store/overlay.js';
import type { GraphStore } from '../store/store.js';
import { ReaderThread } from './reader-thread.js';
import { Reporter } from './reporter.js';
import { isStop, prepared, SourceIntake, type ItemSource, type PreparedSource } from './source-intake.js';

export type { ItemSource } from './source-intake.js';

/**
 * Imports files one after the other, then builds what they changed. Files that cannot be read, and records that are
 * refused, are data of the report. Throws CONFLICT while somebody else writes.
 */
export function importFiles(
  store: GraphStore,
  files: AsyncIterable<SourceFile>,
  options: ImportOptions = {},
): Promise<ImportReport> {
  return importing(store, options, async (run) => {
    const reader = new ReaderThread();
    try {
      for await (const file of files) {
        if (options.signal?.aborted) return;
        await run.file(file, reader);
      }
    } finally {
      await reader.close();
    }
  });
}

/** The same for items that come from elsewhere than a file. Throws BAD_SOURCE where the source as a whole is bad. */
export function importItems(store: GraphStore, source: ItemSource, options: ImportOptions = {}): Promise<ImportReport> {
  return importing(store, options, (run) => run.source({ ...source, items: prepared(source.items) }));
}

/** Builds what waits to be built after a run that was cut off. */
export function settle(
  store: GraphStore,
  options: Pick<ImportOptions, 'signal' | 'onProgress' | 'waitMs'> = {},
): Promise<Settled> {
  return withWriter(store, 'building of the graph', (own) => new Run(own, options).settle(), options);
}

async function importing(store: GraphStore, options: ImportOptions, work: (run: Run) => Promise<void>): Promise<ImportReport> {
  const imported = async (own: GraphStore): Promise<ImportReport> => {
    const run = new Run(own, options);
    const before = await countPossible(own);
    await work(run);
    const { finished } = options.dryRun ? { finished: !options.signal?.aborted } : await run.settle();
    return run.reporter.finish(finished, Math.max(0, (await countPossible(own)) - before));
  };
  // On trial all is done as ever, but for the graph, on a ledger that is thrown away: so the report is that of the import.
  if (options.dryRun) return withScratchStore((scratch) => imported(overlay(store, scratch)));
  return withWriter(store, 'an import', imported, options);
}

/** One run over any number of sources. */
class Run {
  readonly reporter: Reporter;
  private skip: number;
  private continues: string | null;

  constructor(
    private readonly store: GraphStore,
    private readonly options: ImportOptions,
  ) {
    this.reporter = new Reporter(options);
    this.skip = options.skip ?? 0;
    this.continues = options.continues ?? null;
  }

  async settle(): Promise<Settled> {
    const { signal, onProgress } = this.options;
    if (signal?.aborted) return { works: 0, finished: false };
    return settleAll(this.store, {
      ...(signal ? { signal } : {}),
      onAuthors: (done, total) => onProgress?.(this.reporter.making('AUTHORS', done, total)),
      onProgress: (done, total) => onProgress?.(this.reporter.making('BUILDING', done, total)),
    });
  }

  async file(file: SourceFile, reader: ReaderThread): Promise<void> {
    try {
      const known = await this.knownImport(file);
      if (known !== null) return await this.readAgain(file, known);
      await this.read(file, reader);
    } catch (error) {
      // Stopped before it was known what the file is: nothing of it was begun.
      if (isStop(error, this.options.signal)) return;
      const isOfFile = error instanceof CodedError && (error.code === 'BAD_SOURCE' || error.code === 'BAD_USER_INPUT');
      if (!isOfFile) throw error;
      this.reporter.refuseFile(file.name, error.message);
    }
  }

  private async read(file: SourceFile, reader: ReaderThread): Promise<void> {
    const { name, bytes } = file;
    const { format, signal, anew } = this.options;
    const onProgress = (bytesDone: number): void => this.reporter.bytes(bytesDone);
    const known = (keys: readonly string[]): Promise<boolean[]> => keptRecords(this.store, keys);
    const about = { ...(format === undefined ? {} : { format }), ...(signal ? { signal } : {}) };
    const texts = anew ? '' : await lastTexts(this.store);
    const reading = await reader.read({ name, bytes: file.openBytes(), onProgress, known, texts, ...about });
    try {
      await this.source({ name, format: reading.format, bytes, items: reading.items, sha256: () => reading.sha256() });
    } finally {
      reading.stop();
    }
  }

  async source(source: PreparedSource): Promise<void> {
    const { skip, continues } = this;
    this.continues = null;
    this.skip = await new SourceIntake(this.store, source, this.options, this.reporter).run(skip, continues);
  }

  /** The import of exactly this content, where it was read to its end before and is not to be read anew. */
  private async knownImport(file: SourceFile): Promise<ImportNode | null> {
    const { skip, format, anew } = this.options;
    if (skip || anew || file.bytes === null) return null;
    const view = new LedgerView(this.store);
    if (!(await mayBeKnown(view, file.bytes))) return null;
    const sha256 = await file.digest();
    const known = sha256 === null ? null : await importOfContent(view, sha256, file.name);
    return known === null || (format !== undefined && format !== known.format) ? null : known;
  }

  /** A file that was imported before, byte for byte, has nothing to tell: its records are there, or were refused. */
  private async readAgain(file: SourceFile, known: ImportNode): Promise<void> {
    const view = new LedgerView(this.store);
    const lastReadAt = (this.options.readAt ?? new Date()).toISOString();
    putImport(view, { ...known, timesRead: known.timesRead + 1, lastReadAt });
    await this.store.write({ ledger: view.drain() });
    this.reporter.again(file.name, known);
  }
}
