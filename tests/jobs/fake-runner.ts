import { CodedError } from '../../src/errors.js';
import { NO_COUNTS, type ImportReport } from '../../src/import/report.js';
import type { RunTask, TaskHooks, UploadTask } from '../../src/jobs/tasks.js';

/** A part of a job that the test plays: it ends when the test says so. */
export interface PlayedPart {
  task: UploadTask;
  hooks: TaskHooks;
  finish(report: ImportReport): void;
  fail(error: Error): void;
}

/** Runs nothing: hands each part of a job to the test. */
export class FakeRunner {
  readonly parts: PlayedPart[] = [];
  private waiting: (() => void)[] = [];
  private isOver = false;

  readonly run = ((_name: string, task: UploadTask, hooks: TaskHooks) =>
    new Promise<ImportReport>((finish, fail) => {
      this.parts.push({ task, hooks, finish, fail });
      if (this.isOver) this.end();
      for (const go of this.waiting.splice(0)) go();
    })) as unknown as RunTask;

  /** Whatever a test has left at work stops, now and later, so that the queue can close. */
  end(): void {
    this.isOver = true;
    for (const part of this.parts) part.finish(reportOf(0, { finished: false }));
  }

  /** The part with this number, from 0, once it has begun. */
  async part(number: number): Promise<PlayedPart> {
    while (this.parts.length <= number) await new Promise<void>((resolve) => this.waiting.push(resolve));
    return this.parts[number]!;
  }
}

/** A report of one file with so many new records, and so many refused ones. */
export function reportOf(fresh: number, { refused = 0, finished = true, importId = 'import-1' } = {}): ImportReport {
  const counts = { ...NO_COUNTS, read: fresh + refused, new: fresh, refused };
  const file = { ...counts, name: 'a.ris', format: 'ris', importId, sha256: finished ? 'f'.repeat(64) : null, problem: null };
  const refusals = Array.from({ length: refused }, (_, i) => ({ file: 'a.ris', line: i + 1, record: i + 1, reason: 'wrong' }));
  return {
    ...counts, refusals, warnings: [], warningCount: 0, merges: [], possibleDuplicates: 0, files: [file], finished,
    resume: finished ? null : 'again',
  }; // prettier-ignore
}

export const conflict = (): CodedError => new CodedError('CONFLICT', 'The graph is being written to: an import.');

/** Waits until a question is answered with yes. */
export async function until(isSo: () => Promise<boolean> | boolean, ms = 20_000): Promise<void> {
  for (const end = Date.now() + ms; !(await isSo());) {
    if (Date.now() > end) throw new Error('It did not happen in time.');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
