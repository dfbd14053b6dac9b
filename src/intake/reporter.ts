import type { Taken } from '../ledger/intake.js';
import type { ImportNode } from '../ledger/imports.js';
import {
  LISTED,
  NO_COUNTS,
  type FileReport,
  type ImportCounts,
  type ImportOptions,
  type ImportProgress,
  type ImportReport,
  type Refusal,
  type Remark,
} from '../import/report.js';

const RESUME =
  'The run was stopped. What was read is kept; give the same command again to go on: records that are there already are passed over quickly.';

/** Gathers what a run tells, over all of its files. */
export class Reporter {
  private readonly report: ImportReport = {
    ...NO_COUNTS, refusals: [], warnings: [], warningCount: 0, merges: [], possibleDuplicates: 0, files: [], finished: false, resume: null,
  }; // prettier-ignore
  private file: { name: string; bytesDone: number; bytesTotal: number | null } = { name: '', bytesDone: 0, bytesTotal: null };
  /** Lengths of the lists as the file in hand was begun. */
  private before = { refusals: 0, warnings: 0, warningCount: 0, merges: 0 };

  constructor(private readonly options: ImportOptions) {}

  begin(name: string, format: string | null, bytes: number | null, importId: string | null): FileReport {
    this.file = { name, bytesDone: 0, bytesTotal: bytes };
    const id = this.options.dryRun ? null : importId;
    const file: FileReport = { ...NO_COUNTS, name, format, importId: id, sha256: null, problem: null };
    this.report.files.push(file);
    const { refusals, warnings, warningCount, merges } = this.report;
    this.before = { refusals: refusals.length, warnings: warnings.length, warningCount, merges: merges.length };
    return file;
  }

  bytes(done: number): void {
    this.file.bytesDone = done;
  }

  count(file: FileReport, outcome: Exclude<keyof ImportCounts, 'read'>): void {
    for (const counts of [file, this.report]) {
      counts.read += 1;
      counts[outcome] += 1;
    }
  }

  refuse(file: FileReport, refusal: Refusal): void {
    this.count(file, 'refused');
    if (this.report.refusals.length < LISTED) this.report.refusals.push(refusal);
    this.options.onRefusal?.(refusal);
  }

  warn(remark: Remark): void {
    this.report.warningCount += 1;
    if (this.report.warnings.length < LISTED) this.report.warnings.push(remark);
  }

  taken(file: FileReport, { item, outcome, merge }: Taken): void {
    this.count(file, outcome);
    if (merge === null || this.report.merges.length >= LISTED || item.kind !== 'record') return;
    this.report.merges.push({ record: item.prepared.name, into: merge.into, why: merge.why });
  }

  /** A file that was imported before: all that it held is there, or was refused. */
  again(name: string, known: ImportNode): void {
    const file = this.begin(name, known.format, known.bytes, known.id);
    const { read, refused } = known.counts;
    for (const counts of [file, this.report]) {
      counts.read += read;
      counts.refused += refused;
      counts.unchanged += read - refused;
    }
    file.sha256 = known.sha256;
    const refusals = known.refusals.map((refusal) => ({ ...refusal, file: name }));
    this.report.refusals.push(...refusals.slice(0, LISTED - this.report.refusals.length));
    for (const refusal of refusals) this.options.onRefusal?.(refusal);
  }

  /** A file that was refused as a whole: what was counted of it is taken back, for nothing of it is kept. */
  refuseFile(name: string, problem: string): void {
    const known = this.report.files.at(-1);
    const file = known?.name === name && known.problem === null ? known : this.begin(name, null, null, null);
    for (const count of Object.keys(NO_COUNTS) as (keyof ImportCounts)[]) {
      this.report[count] -= file[count];
      file[count] = 0;
    }
    const { refusals, warnings, warningCount, merges } = this.before;
    this.report.refusals.length = refusals;
    this.report.warnings.length = warnings;
    this.report.warningCount = warningCount;
    this.report.merges.length = merges;
    file.problem = problem;
    this.refuse(file, { file: name, line: null, record: null, reason: problem });
  }

  reading(): ImportProgress {
    const { name, bytesDone, bytesTotal } = this.file;
    return { stage: 'READING', done: this.report.read, total: null, file: name, bytesDone, bytesTotal };
  }

  making(stage: 'AUTHORS' | 'BUILDING', done: number, total: number): ImportProgress {
    return { stage, done, total, file: null, bytesDone: 0, bytesTotal: null };
  }

  finish(finished: boolean, possibleDuplicates: number): ImportReport {
    return { ...this.report, finished, possibleDuplicates, resume: finished ? null : RESUME };
  }
}
