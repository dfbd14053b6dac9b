import { hostname } from 'node:os';
import { CodedError } from '../errors.js';
import { LISTED, type ImportProgress, type ImportReport, type Refusal } from '../import/report.js';
import type { JobStore } from './job-store.js';
import { addedUp, reachedAfter, type Job, type Runner } from './job.js';
import type { RunTask } from './tasks.js';

export interface RunSettings {
  jobs: JobStore;
  run: RunTask;
  log: { error(details: object, message: string): void };
  /** Where the file lies. */
  path: string;
  /** Takes the file away, which a finished job needs no more. */
  removeFile(): Promise<void>;
  /** Milliseconds between two notes of the progress in the ledger. */
  saveMs: number;
}

/** A job that goes on says so at least so often. */
const BEAT_MS = 10_000;
/** The row that says how a job ended is worth some tries: an import may hold the file of the graph for seconds. */
const LAST_TRIES = 5;

/** What a part came to: changes of its job, and the report of all parts if there is a new one. */
type Outcome = Partial<Job> & { report?: ImportReport };

const now = (): string => new Date().toISOString();
const thisProcess = (): Runner => ({ host: hostname(), pid: process.pid, at: now() });

/** One part of a job, from its claim to where it stops, fails or finishes. */
export class JobRun {
  readonly stop = new AbortController();
  readonly ended: Promise<void>;
  private readonly refused: Refusal[] = [];
  private saving: Promise<void> = Promise.resolve();
  private isSaved = true;

  /** Records of the parts before. */
  private get earlier(): number {
    return this.before?.read ?? 0;
  }

  private constructor(
    /** As it stands now; the ledger has it a moment later. */
    public job: Job,
    /** Report of the parts before. */
    private readonly before: ImportReport | null,
    private readonly settings: RunSettings,
  ) {
    const { fileName: file, bytes: bytesTotal } = job;
    const progress: ImportProgress = { stage: 'READING', done: this.earlier, total: null, file, bytesDone: 0, bytesTotal };
    this.job = { ...job, progress };
    this.ended = this.work();
  }

  /** Takes a job that waits; null where another server was quicker. */
  static async claim(queued: Job, settings: RunSettings): Promise<JobRun | null> {
    const begun: Partial<Job> = { status: 'RUNNING', startedAt: now(), finishedAt: null, error: null, waitsFor: null };
    const job = { ...queued, ...begun, runner: thisProcess() };
    try {
      await settings.jobs.put(job, { before: queued });
    } catch (error) {
      if (error instanceof CodedError && error.code === 'CONFLICT') return null;
      throw error;
    }
    return new JobRun(job, await settings.jobs.report(job.id), settings);
  }

  /** The first thousand records refused, of all parts. */
  get refusals(): Refusal[] {
    return [...(this.before?.refusals ?? []), ...this.refused].slice(0, LISTED);
  }

  private async work(): Promise<void> {
    const timer = setInterval(() => this.save(), this.settings.saveMs);
    const outcome = await this.part().catch((error: unknown) => this.failure(error));
    clearInterval(timer);
    await this.saving;
    const { report, ...changes } = outcome;
    const last = { ...this.job, ...changes, runner: null };
    await this.putLast(last, report);
    // After the row: a job that has no file and is not known to have finished could never be resumed.
    if (last.status === 'FINISHED') await this.settings.removeFile().catch((error: unknown) => this.complain(error));
    // Not before: whoever sees that it has ended asks for the report next, or looks for its file.
    this.job = last;
  }

  private async part(): Promise<Outcome> {
    const { fileName: name, format, reached } = this.job;
    const { path, run } = this.settings;
    const part = await run('importUpload', { path, name, format, ...reached }, {
      signal: this.stop.signal,
      onProgress: (progress) => this.progress(progress),
      onRefusal: (refusal) => this.refused.length < LISTED && this.refused.push(refusal),
    }); // prettier-ignore
    const report = addedUp(this.before, part, reached.continues);
    const status = part.finished ? 'FINISHED' : 'STOPPED';
    return { status, finishedAt: now(), reached: reachedAfter(reached, part), report };
  }

  /** What the part came to that has no report: it waits for another writer, was stopped before it began, or failed. */
  private failure(error: unknown): Outcome {
    if (this.stop.signal.aborted) return { status: 'STOPPED', finishedAt: now() };
    const isCoded = error instanceof CodedError;
    if (isCoded && error.code === 'CONFLICT') return { status: 'QUEUED', startedAt: null, waitsFor: error.message };
    this.complain(error);
    const message = isCoded
      ? error.message
      : 'The import failed for a reason that was not foreseen; the log of the server has it.';
    return { status: 'FAILED', finishedAt: now(), error: message };
  }

  private complain(error: unknown): void {
    this.settings.log.error({ err: error, job: this.job.id }, 'an import job failed');
  }

  private progress(progress: ImportProgress): void {
    const { stage, done } = progress;
    // While it is read, records count on from those of the parts before; while it is built, the bytes stay as they were.
    const isReading = stage === 'READING';
    const { bytesDone, bytesTotal } = isReading ? progress : (this.job.progress ?? progress);
    const counted = (isReading ? this.earlier : 0) + done;
    this.job = { ...this.job, progress: { ...progress, done: counted, bytesDone, bytesTotal } };
    this.isSaved = false;
  }

  /** Notes the progress, one note at a time. One that does not get through is made up for by the next. */
  private save(): void {
    const isBeat = Date.now() - Date.parse(this.job.runner!.at) > BEAT_MS;
    if (this.isSaved && !isBeat) return;
    this.isSaved = true;
    this.job = { ...this.job, runner: thisProcess() };
    const { job } = this;
    this.saving = this.saving.then(() => this.settings.jobs.put(job)).catch(() => void (this.isSaved = false));
  }

  private async putLast(job: Job, report: ImportReport | undefined): Promise<void> {
    for (let tries = 1; ; tries++) {
      try {
        return await this.settings.jobs.put(job, { report });
      } catch (error) {
        if (tries === LAST_TRIES) throw error;
        await new Promise((resolve) => setTimeout(resolve, 500 * tries));
      }
    }
  }
}
