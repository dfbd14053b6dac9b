import type { JobQueue } from '../jobs/queue.js';
import { ledgerLoaders } from './ledger-list.js';

/** Import jobs, the newest first: their ids are in the order in which they were made. */
export function jobLoaders(jobs: JobQueue) {
  return ledgerLoaders({
    get: (ids) => Promise.all(ids.map((id) => jobs.get(id))),
    walk: (from) => jobs.walk(from),
    count: () => jobs.count(),
    compare: (a, b) => (a > b ? -1 : a < b ? 1 : 0),
  });
}
