import type { ScoreAnalysis, Settings } from '../analysis/analysis.js';
import type { Analysis } from '../analysis/index.js';
import type { StructureAnalysis } from '../analysis/structure-analysis.js';
import type { CitationScan } from '../store/neighbourhood.js';
import { AnalysisRun } from './run.js';
import { readTold, type SubjectReads } from './subject-reads.js';
import { readsRecords, type Ranking } from './task.js';
import { AnalysisThread } from './thread.js';

/** Answers that are kept; the one that was asked for longest ago goes. */
const KEPT = 32;
/** How long a request may have a snapshot in hand before it asks something of it. */
const IN_HAND_MS = 30_000;

export interface SnapshotHooks {
  /** A run that nobody has asked for before. */
  onRun(run: AnalysisRun): void;
  /** The thread has died. */
  onLost(): void;
  isCurrent(): boolean;
}

/** The citations of one version of a graph, in a thread that computes over them: one run after the other. */
export class Snapshot {
  /** Settled when the graph is read; whoever got the snapshot from `Snapshots.now` need not wait. */
  readonly isRead: Promise<void>;
  /** 1 for each work that is more than an identifier. Like `keys` there once the graph is read. */
  full: Uint8Array = new Uint8Array(0);
  keys: readonly string[] = [];
  /** Which works fulfil a filter, by its text. */
  private readonly masks = new Map<string, Promise<Uint8Array>>();
  /** Numbers of the works by their keys; made when first asked for. */
  private numbers: Map<string, number> | null = null;
  private thread: AnalysisThread | null = null;
  /** By analysis and settings. */
  private readonly runs = new Map<string, AnalysisRun>();
  private readonly queue: AnalysisRun[] = [];
  private running: AnalysisRun | null = null;
  /** Read and sent to the thread when the first analysis wants to know what the works are about. */
  private told: Promise<void> | null = null;

  constructor(
    read: () => Promise<CitationScan>,
    private readonly store: SubjectReads,
    private readonly hooks: SnapshotHooks,
  ) {
    this.isRead = this.read(read);
    // Whoever waits is told.
    this.isRead.catch(() => {});
  }

  private async read(scan: () => Promise<CitationScan>): Promise<void> {
    const found = await scan();
    this.keys = found.keys;
    this.full = found.stubs.map((isStub) => 1 - isStub);
    this.thread = new AnalysisThread(found, () => {
      this.runs.clear();
      this.hooks.onLost();
    });
  }

  numberOf(key: string): number | null {
    this.numbers ??= new Map(this.keys.map((one, number) => [one, number]));
    return this.numbers.get(key) ?? null;
  }

  /** Which works are among those that `read` gives, 1 for each; read once for each name. */
  mask(name: string, read: () => AsyncIterable<string>): Promise<Uint8Array> {
    const known = this.masks.get(name) ?? this.readMask(read);
    kept(this.masks, name, known);
    known.catch(() => this.masks.delete(name));
    return known;
  }

  private async readMask(read: () => AsyncIterable<string>): Promise<Uint8Array> {
    const mask = new Uint8Array(this.keys.length);
    for await (const key of read()) {
      const number = this.numberOf(key);
      if (number !== null) mask[number] = 1;
    }
    return mask;
  }

  /** The answer of an analysis, computed once. Rejects with STOPPED when it is stopped, and with the signal's reason. */
  run<Result>(analysis: StructureAnalysis<Result>, settings: Settings, signal?: AbortSignal): Promise<Result> {
    return this.ask(analysis as Analysis, settings).wait(signal) as Promise<Result>;
  }

  /** The same of a measure. */
  rank(measure: ScoreAnalysis, settings: Settings, signal?: AbortSignal): Promise<Ranking> {
    return this.ask(measure, settings).wait(signal) as Promise<Ranking>;
  }

  /** The run of an analysis with these settings: the one that is there, or a new one. */
  ask(analysis: Analysis, settings: Settings): AnalysisRun {
    const name = JSON.stringify([analysis.id, Object.entries(settings).sort()]);
    const known = this.runs.get(name);
    const run = known && !known.stopping.signal.aborted ? known : this.newRun(name, analysis, settings);
    kept(this.runs, name, run);
    return run;
  }

  private newRun(name: string, analysis: Analysis, settings: Settings): AnalysisRun {
    const run = new AnalysisRun(analysis, settings, this.hooks.isCurrent);
    // One that failed may succeed the next time.
    run.answer.catch(() => this.runs.get(name) === run && this.runs.delete(name));
    // One that waits for its turn need not wait for it to be stopped.
    run.stopping.signal.addEventListener('abort', () => this.queue.includes(run) && this.drop(run));
    this.hooks.onRun(run);
    this.queue.push(run);
    if (!this.running) void this.work();
    return run;
  }

  private drop(run: AnalysisRun): void {
    this.queue.splice(this.queue.indexOf(run), 1);
    run.fail(run.stopping.signal.reason as Error);
  }

  private async work(): Promise<void> {
    for (let run = this.queue.shift(); run; run = this.queue.shift()) {
      this.running = run;
      run.begin();
      try {
        run.finish(await this.compute(run));
      } catch (error) {
        run.fail(error as Error);
      }
    }
    this.running = null;
  }

  private async compute(run: AnalysisRun): Promise<unknown> {
    run.progress = { stage: 'READING', done: 0, total: null };
    await unlessStopped(run, this.isRead);
    if (readsRecords(run.analysis, run.settings)) await unlessStopped(run, (this.told ??= this.readTold(run)));
    return this.thread!.compute(run);
  }

  private async readTold(run: AnalysisRun): Promise<void> {
    try {
      const onRead = (done: number): void => void (run.progress = { stage: 'READING', done, total: this.keys.length });
      this.thread!.tell(await readTold(this.store, this.keys.length, (key) => this.numberOf(key), onRead));
    } catch (error) {
      this.told = null;
      throw error;
    }
  }

  /** A newer one has taken its place. Whoever has this one in hand is still answered: the thread ends when it has been idle for a while. */
  retire(): void {
    const ending = setInterval(() => {
      if (this.running) return;
      clearInterval(ending);
      void this.thread?.end();
    }, IN_HAND_MS);
    ending.unref();
  }

  /** Stops what runs, and the thread. */
  async end(): Promise<void> {
    for (const run of [...this.queue, ...(this.running ? [this.running] : [])]) run.stop();
    await Promise.allSettled([this.isRead, this.running?.answer]);
    await this.thread?.end();
  }
}

/** What others wait for as well goes on when the run is stopped; the run itself does not wait for it. */
async function unlessStopped(run: AnalysisRun, work: Promise<void>): Promise<void> {
  const { signal } = run.stopping;
  let onStop = (): void => {};
  const stopped = new Promise<never>((_, reject) => {
    onStop = () => reject(signal.reason as Error);
    if (signal.aborted) onStop();
    signal.addEventListener('abort', onStop);
  });
  await Promise.race([work, stopped]).finally(() => signal.removeEventListener('abort', onStop));
}

/** Puts an entry to the end of what is kept; beyond the number that is kept the first one goes. */
function kept<Entry>(entries: Map<string, Entry>, name: string, entry: Entry): void {
  entries.delete(name);
  entries.set(name, entry);
  if (entries.size > KEPT) entries.delete(entries.keys().next().value!);
}
