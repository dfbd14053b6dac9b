import { jobReports } from '../jobs/job-store.js';
import { onePerKey } from './by-key.js';
import type { Reads } from './reads.js';

/** Reports of import jobs, by the id of the job; null before a part of it has ended. */
export function jobLoaders(reads: Reads) {
  return { report: onePerKey((ids: readonly string[]) => jobReports(reads, ids)) };
}
