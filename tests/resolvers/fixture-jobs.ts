import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImportReport } from '../../src/import/report.js';
import { JobStore } from '../../src/jobs/job-store.js';
import { newJob, type Job } from '../../src/jobs/job.js';
import { JobQueue } from '../../src/jobs/queue.js';
import { Spool } from '../../src/jobs/spool.js';
import { inThisProcess } from '../../src/jobs/tasks.js';
import type { Admin } from '../../src/resolvers/context.js';
import type { GraphStore } from '../../src/store/store.js';
import { IMPORTS } from './fixture-ledger.js';

/** Jobs in three states, and the report of one: between them every field of a job has a value. */

function job(minute: number, facts: Partial<Job>): Job {
  return {
    ...newJob({ fileName: 'export.ris', bytes: 120, format: 'ris' }, new Date(Date.UTC(2026, 4, 4, 9, minute))),
    ...facts,
  };
}

const progress: Job['progress'] = { stage: 'BUILDING', done: 2, total: 5, file: 'export.ris', bytesDone: 120, bytesTotal: 120 };

export const jobs: Job[] = [
  job(1, { status: 'FINISHED', startedAt: '2026-05-04T09:01:01.000Z', finishedAt: '2026-05-04T09:01:09.000Z', progress }),
  job(2, { status: 'FAILED', error: 'The database was out of reach.' }),
  job(3, { status: 'QUEUED', waitsFor: 'an import since 2026-05-04T09:00:00.000Z' }),
];

const counts = { read: 3, new: 1, merged: 1, unchanged: 0, refused: 1 };

const report: ImportReport = {
  ...counts,
  refusals: [{ file: 'export.ris', line: 7, record: 3, reason: 'A record without a title.' }],
  warnings: [{ file: 'export.ris', line: 2, record: 1, message: 'The DOI was put right.' }],
  warningCount: 1,
  merges: [{ record: 'pmid:33349761', into: 'review', why: ['same PMID'] }],
  possibleDuplicates: 2,
  files: [
    { ...counts, name: 'export.ris', format: 'ris', importId: IMPORTS[1], sha256: 'b'.repeat(64), problem: null },
    { ...counts, name: 'notes.txt', format: null, importId: null, sha256: null, problem: 'The format is not known.' },
  ],
  finished: true,
  resume: null,
};

/** What the holder of the token may use, on a store that gets the jobs. Nothing works at them. */
export async function fixtureAdmin(store: GraphStore): Promise<Admin> {
  const rows = new JobStore(store);
  for (const one of jobs) await rows.put(one, { report: one.status === 'FINISHED' ? report : undefined });
  const run = inThisProcess(store);
  const spool = new Spool(join(tmpdir(), 'meded-graph-no-uploads'), 0);
  return { run, jobs: new JobQueue({ store, run, spool, log: { error: () => {} } }), requireToken: async () => {} };
}
