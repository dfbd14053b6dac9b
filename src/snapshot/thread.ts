import { builtFile } from '../root.js';
import type { CitationScan } from '../store/neighbourhood.js';
import { ComputingThread } from './computing-thread.js';
import type { ToldRecord } from './record-reads.js';
import type { AnalysisRun } from './run.js';
import type { RunTask, ToThread } from './worker.js';

/** The thread that computes over one graph, seen from the thread that answers requests. */
export class AnalysisThread {
  private readonly thread: ComputingThread;

  constructor(scan: CitationScan, onLost: () => void) {
    this.thread = new ComputingThread(builtFile('snapshot/worker.js'), onLost);
    const { keys, years, stubs, citing, cited } = scan;
    const buffers = [years, stubs, citing, cited].map(({ buffer }) => buffer as ArrayBuffer);
    const packed = { keys: keys.join('\n'), years, stubs, citing, cited };
    this.thread.post({ kind: 'graph', scan: packed } satisfies ToThread, buffers);
  }

  tellRecords(records: ToldRecord[]): void {
    this.thread.post({ kind: 'records', records } satisfies ToThread);
  }

  tellTopics(names: [key: string, name: string][]): void {
    this.thread.post({ kind: 'topics', names } satisfies ToThread);
  }

  /** Computes; rejects with STOPPED soon after the run is told to stop. One at a time. */
  compute(run: AnalysisRun): Promise<unknown> {
    const task: RunTask = { analysis: run.analysis.id, settings: run.settings };
    return this.thread.compute(task, (progress) => (run.progress = progress), run.stopping.signal);
  }

  end(): Promise<void> {
    return this.thread.end();
  }
}
