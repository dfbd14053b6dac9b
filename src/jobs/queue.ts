import type { Readable } from 'node:stream';
import { CodedError, badInput } from '../errors.js';
import type { Refusal } from '../import/report.js';
import { writerNow } from '../ledger/lock.js';
import type { GraphStore } from '../store/store.js';
import { JobRun, type RunSettings } from './job-run.js';
import { JobStore } from './job-store.js';
import { hasGone, newJob, type Job } from './job.js';
import type { Spool } from './spool.js';

export interface QueueSettings extends Pick<RunSettings, 'run' | 'log'> {
  store: GraphStore;
  spool: Spool;
  /** Milliseconds between two tries while somebody else writes. */
  retryMs?: number;
  saveMs?: number;
}

/** Jobs of processes that have gone are looked for so often. */
const LOOK_MS = 30_000;
/** How long an answer waits for a job that is told to stop. */
const STOP_WAIT_MS = 5_000;

const now = (): string => new Date().toISOString();

/**
 * Runs uploaded files as jobs, one at a time and in their order. A job is a row of the ledger, so that it outlives this
 * process: one that was running then is found STOPPED, and goes on when it is resumed.
 */
export class JobQueue {
  private readonly jobs: JobStore;
  private running: JobRun | null = null;
  private working: Promise<void> | null = null;
  private isWoken = false;
  private closing = false;
  private readonly begun = new Date();
  private looking: NodeJS.Timeout | null = null;
  private retry: NodeJS.Timeout | null = null;

  constructor(private readonly settings: QueueSettings) {
    this.jobs = new JobStore(settings.store);
  }

  /** Finds what a crash has left, and begins to work. */
  async open(): Promise<void> {
    await this.settings.spool.tidy(async (id) => ((await this.jobs.get(id))?.status ?? 'FINISHED') !== 'FINISHED');
    await this.look();
    this.looking = setInterval(() => void this.look().catch((error: unknown) => this.complain(error)), LOOK_MS).unref();
  }

  /** Stops the job in hand after its batch; it is STOPPED then, and what waits stays QUEUED. */
  async close(): Promise<void> {
    this.closing = true;
    for (const timer of [this.looking, this.retry]) if (timer) clearTimeout(timer);
    this.running?.stop.abort();
    await this.working;
  }

  /** Streams a file to the disk and makes a job of it. Throws what the spool throws; nothing is left then. */
  async receive(source: Readable, about: Pick<Job, 'fileName' | 'format'>, signal?: AbortSignal): Promise<Job> {
    const arrival = await this.settings.spool.receive(source, signal);
    const job = newJob({ ...about, bytes: arrival.bytes }, new Date());
    try {
      // The row first: a file without one would be taken for a leftover.
      await this.jobs.put(job);
      await arrival.keep(job.id);
    } catch (error) {
      await arrival.drop();
      await this.jobs.remove(job.id).catch(() => {});
      throw error;
    }
    this.wake();
    return job;
  }

  async get(id: string): Promise<Job | null> {
    return this.runOf(id)?.job ?? this.jobs.get(id);
  }

  /** The newest jobs, the newest first. */
  async newest(limit: number): Promise<Job[]> {
    return (await this.jobs.newest(limit)).map((job) => this.runOf(job.id)?.job ?? job);
  }

  /** Records that a job which runs here has refused until now, the first thousand; null of one whose report has them. */
  refusalsSoFar(id: string): Refusal[] | null {
    return this.runOf(id)?.refusals ?? null;
  }

  /** Stops a job after the batch in hand; one that stands already is left as it is. Throws BAD_USER_INPUT. */
  async stop(id: string): Promise<Job> {
    const run = this.runOf(id);
    if (run) {
      run.stop.abort();
      await Promise.race([run.ended, new Promise((resolve) => setTimeout(resolve, STOP_WAIT_MS).unref())]);
      return run.job;
    }
    const job = await this.known(id);
    if (job.status === 'QUEUED') return this.change(job, { status: 'STOPPED', finishedAt: now(), waitsFor: null });
    if (job.status !== 'RUNNING') return job;
    throw badInput(`The job is run by another server (process ${job.runner?.pid} on ${job.runner?.host}); stop it there.`);
  }

  /** Lets a job that was stopped or failed go on where it stood. Throws BAD_USER_INPUT. */
  async resume(id: string): Promise<Job> {
    const job = await this.known(id);
    if (job.status !== 'STOPPED' && job.status !== 'FAILED')
      throw badInput(`The job is ${job.status}; only one that is STOPPED or FAILED can be resumed.`);
    if (!(await this.settings.spool.has(id)))
      throw badInput('The file of this job is not on this server any more; send it again.');
    const queued = await this.change(job, { status: 'QUEUED', finishedAt: null, error: null });
    this.wake();
    return queued;
  }

  /** Forgets a job, and takes its file away. What it has imported stays. Throws BAD_USER_INPUT. */
  async remove(id: string): Promise<void> {
    const job = await this.known(id);
    if (job.status === 'RUNNING') throw badInput('The job is RUNNING; stop it first.');
    await this.jobs.remove(id);
    await this.settings.spool.remove(id);
  }

  private async known(id: string): Promise<Job> {
    const job = await this.get(id);
    if (!job) throw badInput(`There is no import job "${id.slice(0, 60)}"; \`importJobs\` lists those that there are.`);
    return job;
  }

  private runOf(id: string): JobRun | null {
    return this.running?.job.id === id ? this.running : null;
  }

  private async change(job: Job, changes: Partial<Job>): Promise<Job> {
    const changed = { ...job, ...changes };
    await this.jobs.put(changed, { before: job });
    return changed;
  }

  /** Jobs whose process has gone are stopped; then whatever waits is worked at. */
  private async look(): Promise<void> {
    for await (const job of this.jobs.all()) {
      if (job.status !== 'RUNNING' || this.runOf(job.id) || !hasGone(job.runner, this.begun)) continue;
      await this.change(job, { status: 'STOPPED', finishedAt: now(), runner: null }).catch(passOverConflict);
    }
    this.wake();
  }

  private wake(): void {
    if (this.closing) return;
    this.isWoken = true;
    this.working ??= this.work().finally(() => {
      this.working = null;
      if (this.isWoken) this.wake();
    });
  }

  private async work(): Promise<void> {
    try {
      while (this.isWoken && !this.closing) {
        this.isWoken = false;
        for (let job = await this.next(); job !== null && !this.closing; job = await this.next()) {
          if ((await this.runOne(job)) === 'QUEUED') return this.later();
        }
      }
    } catch (error) {
      // The store is out of reach: what goes wrong in a job ends that job alone.
      this.complain(error);
      this.later();
    }
  }

  /** The job that has waited longest, of those whose file is here. */
  private async next(): Promise<Job | null> {
    for await (const job of this.jobs.all()) {
      if (job.status === 'QUEUED' && (await this.settings.spool.has(job.id))) return job;
    }
    return null;
  }

  /** Answers what became of it; null where another server has taken it. */
  private async runOne(queued: Job): Promise<Job['status'] | null> {
    const { store, spool, run, log, saveMs = 1_000 } = this.settings;
    const waitsFor = await writerNow(store);
    if (waitsFor !== null) {
      if (waitsFor !== queued.waitsFor) await this.change(queued, { waitsFor }).catch(passOverConflict);
      return 'QUEUED';
    }
    const [path, removeFile] = [spool.pathOf(queued.id), () => spool.remove(queued.id)];
    this.running = await JobRun.claim(queued, { jobs: this.jobs, run, log, path, removeFile, saveMs });
    if (!this.running) return null;
    if (this.closing) this.running.stop.abort();
    try {
      await this.running.ended;
      return this.running.job.status;
    } finally {
      this.running = null;
    }
  }

  private later(): void {
    const { retryMs = 2_000 } = this.settings;
    if (!this.closing) this.retry = setTimeout(() => this.wake(), retryMs).unref();
  }

  private complain(error: unknown): void {
    this.settings.log.error({ err: error }, 'the queue of import jobs failed');
  }
}

/** Another server was quicker. */
function passOverConflict(error: unknown): void {
  if (!(error instanceof CodedError && error.code === 'CONFLICT')) throw error;
}
