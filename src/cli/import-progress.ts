import { sourceFiles, STANDARD_INPUT } from '../import/files.js';
import type { ImportProgress } from '../import/report.js';
import type { Progress } from './progress.js';

/** How much there is to read; `bytes` is null where a part of it has no known size. */
export interface Plan {
  files: number;
  bytes: number | null;
}

/** Looks at names and sizes alone; a file that cannot be read is told of when its turn comes. */
export async function planOf(paths: readonly string[]): Promise<Plan> {
  const plan: Plan = { files: 0, bytes: 0 };
  const nothing = (async function* () {})();
  for await (const { bytes } of sourceFiles(paths, nothing)) {
    plan.files += 1;
    plan.bytes = plan.bytes === null || bytes === null ? null : plan.bytes + bytes;
  }
  return paths.includes(STANDARD_INPUT) ? { ...plan, bytes: null } : plan;
}

/** Turns the progress of an import, which knows one file at a time, into that of all files. */
export function wholeProgress(plan: Plan | null): (progress: ImportProgress) => Progress {
  let file: string | null = null;
  let ordinal = 0;
  let bytesBefore = 0;
  let bytesOfFile = 0;
  return (progress) => {
    const { stage, done, total, bytesDone } = progress;
    if (stage !== 'READING')
      return { stage, done, total, noun: stage === 'AUTHORS' ? 'name' : 'work', file: null, bytesDone: 0, bytesTotal: null };
    if (progress.file !== file) {
      file = progress.file;
      ordinal += 1;
      bytesBefore += bytesOfFile;
    }
    bytesOfFile = bytesDone;
    const whole = plan
      ? { bytesDone: bytesBefore + bytesDone, bytesTotal: plan.bytes }
      : { bytesDone, bytesTotal: progress.bytesTotal };
    const named = file !== null && plan !== null && plan.files > 1 ? `${file} (${ordinal} of ${plan.files})` : file;
    return { stage, done, total, noun: 'record', file: named, ...whole };
  };
}
