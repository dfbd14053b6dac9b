import type { ImportOptions, ImportReport } from '../import/report.js';
import type { Given } from './command.js';
import { wholeProgress, type Plan } from './import-progress.js';
import { exitCodeOfReport, printReport, printReportJson } from './import-report.js';
import { ProgressShow } from './progress.js';
import { RefusalLog } from './refusal-log.js';
import { stoppable } from './stop.js';

/**
 * Runs what ends in the report of an import: progress on the error output, Ctrl-C stops it, and the report comes on
 * standard output, for people or (`--json`) for scripts. Answers the exit code.
 */
export async function runImport(
  given: Given,
  plan: Plan | null,
  options: Pick<ImportOptions, 'format' | 'dryRun' | 'anew'>,
  run: (options: ImportOptions) => Promise<ImportReport>,
): Promise<number> {
  const show = new ProgressShow(process.stderr);
  const refusals = new RefusalLog();
  const whole = wholeProgress(plan);
  try {
    const report = await stoppable(show, 'Stopped. The same command again goes on.', (signal) =>
      run({
        ...options,
        signal,
        onProgress: (progress) => show.show(whole(progress)),
        onRefusal: (refusal) => refusals.add(refusal),
      }),
    );
    if (given.flag('json')) await printReportJson(report, refusals);
    else printReport(report, options.dryRun === true);
    return exitCodeOfReport(report);
  } finally {
    refusals.close();
  }
}
