import { randomUUID } from 'node:crypto';
import type { Settings, Stage } from '../analysis/analysis.js';
import type { Analysis } from '../analysis/index.js';
import { CodedError } from '../errors.js';
import { Waiters } from './waiters.js';

/** QUEUED waits for its turn, for an analysis runs alone. FAILED could not be computed, as with settings that ask for too much. */
export const RUN_STATUSES = ['QUEUED', 'RUNNING', 'FINISHED', 'STOPPED', 'FAILED'] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

export interface RunProgress {
  stage: Stage;
  done: number;
  /** Null where nobody can know it. */
  total: number | null;
}

const now = (): string => new Date().toISOString();

/** One analysis with its settings, computed once for all who ask for it. It ends when it is stopped, or when nobody waits any more. */
export class AnalysisRun {
  readonly id = randomUUID();
  readonly askedAt = now();
  startedAt: string | null = null;
  finishedAt: string | null = null;
  status: RunStatus = 'QUEUED';
  progress: RunProgress | null = null;
  /** Why it failed. */
  error: string | null = null;
  /** Was started as a job: runs to its end whether or not somebody waits. */
  isJob = false;
  /** Aborted when it is to stop. */
  readonly stopping = new AbortController();
  /** Settled when it has ended. */
  readonly answer: Promise<unknown>;
  private settle!: { resolve: (result: unknown) => void; reject: (error: Error) => void };
  private readonly waiters: Waiters<unknown>;

  constructor(
    readonly analysis: Analysis,
    readonly settings: Settings,
    /** Whether the graph is still that which it computes over. */
    readonly isCurrent: () => boolean,
  ) {
    this.answer = new Promise((resolve, reject) => (this.settle = { resolve, reject }));
    // Whoever waits is told; a job may have nobody.
    this.answer.catch(() => {});
    this.waiters = new Waiters(this.answer, () => this.isJob || this.isOver || this.stop());
  }

  get isOver(): boolean {
    return this.finishedAt !== null;
  }

  /** Requests that wait for the answer. */
  get waiting(): number {
    return this.isOver ? 0 : this.waiters.count;
  }

  /** The answer; rejects with the reason of the signal when that is aborted first, and ends the run if it was the last who waited. */
  wait(signal?: AbortSignal): Promise<unknown> {
    return this.waiters.wait(signal);
  }

  /** Asks it to end; `answer` tells when it has. */
  stop(): void {
    this.stopping.abort(stopped());
  }

  begin(): void {
    this.status = 'RUNNING';
    this.startedAt = now();
  }

  finish(result: unknown): void {
    this.end('FINISHED');
    this.settle.resolve(result);
  }

  fail(error: Error): void {
    const isStopped = error instanceof CodedError && error.code === 'STOPPED';
    this.end(isStopped ? 'STOPPED' : 'FAILED');
    if (!isStopped) this.error = error instanceof CodedError ? error.message : 'It broke off for a reason that the log has.';
    this.settle.reject(isStopped ? stopped() : error);
  }

  private end(status: RunStatus): void {
    this.status = status;
    this.finishedAt = now();
  }
}

export const stopped = (): CodedError =>
  new CodedError('STOPPED', 'The analysis was stopped before its end. Ask again to have it computed.');
