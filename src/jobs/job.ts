import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import {
  LISTED,
  NO_COUNTS,
  type FileReport,
  type ImportCounts,
  type ImportProgress,
  type ImportReport,
} from '../import/report.js';
import { isRunning } from '../ledger/lock.js';

/**
 * QUEUED waits for its turn. STOPPED was stopped by a person, by the end of the server or by a crash, and FAILED ended
 * by an outage: both can be resumed. FINISHED read its file to the end, whatever was refused in it.
 */
export type JobStatus = 'QUEUED' | 'RUNNING' | 'STOPPED' | 'FINISHED' | 'FAILED';

/** An uploaded file that is being imported. */
export interface Job {
  /** Ids in the order in which jobs were made. */
  id: string;
  status: JobStatus;
  /** As its sender named it. */
  fileName: string;
  bytes: number;
  /** Null: look what it is. */
  format: string | null;
  createdAt: string;
  /** Of the part that began last. */
  startedAt: string | null;
  /** When it came to stand: finished, failed or stopped. */
  finishedAt: string | null;
  progress: ImportProgress | null;
  /** Why it waits though it is its turn: who else is writing. */
  waitsFor: string | null;
  /** Why it failed. */
  error: string | null;
  /** How far the parts that ended have come: where the next one begins. */
  reached: Reached;
  /** The process that runs it, and when that last said so. */
  runner: Runner | null;
}

export interface Runner {
  host: string;
  pid: number;
  at: string;
}

/** Files done, records taken in of the next one, and the import that has them. */
export interface Reached {
  filesDone: number;
  skip: number;
  continues: string | null;
}

export const NOTHING_REACHED: Reached = { filesDone: 0, skip: 0, continues: null };

export function newJob(about: Pick<Job, 'fileName' | 'bytes' | 'format'>, now: Date): Job {
  const createdAt = now.toISOString();
  const id = `${createdAt.replace(/[-:.]/g, '')}-${randomBytes(8).toString('hex')}`;
  return {
    id, status: 'QUEUED', ...about, createdAt, startedAt: null, finishedAt: null, progress: null, waitsFor: null, error: null,
    reached: NOTHING_REACHED, runner: null,
  }; // prettier-ignore
}

/** Who has not said for so long that they are at work has gone. */
const STALE_MS = 60_000;

/**
 * Whether a process runs its job no more. One of this machine that has ended has gone at once, also one that had our
 * number before we `began`; others have when they are silent.
 */
export function hasGone(runner: Runner | null, began: Date): boolean {
  if (runner === null) return true;
  const at = Date.parse(runner.at);
  const isOver = runner.pid === process.pid ? at < began.getTime() : !isRunning(runner.pid);
  return (runner.host === hostname() && isOver) || Date.now() - at > STALE_MS;
}

/** A file that was stopped in the middle has neither a hash nor a reason why it was refused. */
const isOpen = ({ sha256, problem }: FileReport): boolean => sha256 === null && problem === null;

/** Where the next part begins, after one that was stopped with this report. */
export function reachedAfter(before: Reached, part: ImportReport): Reached {
  const [first, last] = [part.files[0], part.files.at(-1)];
  if (!first || !last) return before;
  if (!isOpen(last)) return { ...NOTHING_REACHED, filesDone: before.filesDone + part.files.length };
  const earlier = last === first && last.importId === before.continues ? before.skip : 0;
  return { filesDone: before.filesDone + part.files.length - 1, skip: earlier + last.read, continues: last.importId };
}

/** The report of all parts until now. `continues` is the import that the later part went on with. */
export function addedUp(before: ImportReport | null, part: ImportReport, continues: string | null): ImportReport {
  if (before === null) return part;
  const earlier = before.files.at(-1);
  const first = part.files[0];
  const goesOn = continues !== null && earlier?.importId === continues && first !== undefined;
  // Refused as a whole, or undone meanwhile: what the part before had of this file is not there any more.
  const isReplaced = goesOn && (first.importId !== continues || first.problem !== null);
  const kept = goesOn ? before.files.slice(0, -1) : before.files;
  const joined = goesOn && !isReplaced ? [{ ...first, ...sum([earlier, first]) }, ...part.files.slice(1)] : part.files;
  const files = [...kept, ...joined];
  const refusals = isReplaced ? before.refusals.filter(({ file }) => file !== first.name) : before.refusals;
  return {
    ...part,
    ...sum(files),
    files,
    refusals: [...refusals, ...part.refusals].slice(0, LISTED),
    warnings: [...before.warnings, ...part.warnings].slice(0, LISTED),
    warningCount: before.warningCount + part.warningCount,
    merges: [...(isReplaced ? [] : before.merges), ...part.merges].slice(0, LISTED),
    possibleDuplicates: before.possibleDuplicates + part.possibleDuplicates,
  };
}

function sum(all: readonly ImportCounts[]): ImportCounts {
  const total = { ...NO_COUNTS };
  for (const counts of all) for (const name of Object.keys(total) as (keyof ImportCounts)[]) total[name] += counts[name];
  return total;
}
