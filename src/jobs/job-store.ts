import type { ImportReport } from '../import/report.js';
import type { GraphStore } from '../store/store.js';
import type { Job } from './job.js';

/** Jobs are rows of the ledger; a report, which may be long, has a row of its own that is written once for each part. */
const JOB = 'job';
const REPORT = 'job-report';

/** Rows that one read takes. */
const AT_ONCE = 500;

/** What the parts of each job that have ended took in; null for a job of which none has. */
export async function jobReports(store: Pick<GraphStore, 'rows'>, ids: readonly string[]): Promise<(ImportReport | null)[]> {
  const rows = await store.rows(REPORT, ids);
  return rows.map((row) => (row ? (JSON.parse(row.value) as ImportReport) : null));
}

export class JobStore {
  constructor(private readonly store: GraphStore) {}

  async get(id: string): Promise<Job | null> {
    const [row] = await this.store.rows(JOB, [id]);
    return row ? (JSON.parse(row.value) as Job) : null;
  }

  /** The newest jobs, the newest first. */
  newest(limit: number): Promise<Job[]> {
    return this.scan({ after: null, limit, backward: true });
  }

  /** All jobs, the oldest first. */
  async *all(): AsyncIterable<Job> {
    for (let after: string | null = null; ;) {
      const jobs: Job[] = await this.scan({ after, limit: AT_ONCE, backward: false });
      yield* jobs;
      if (jobs.length < AT_ONCE) return;
      after = jobs.at(-1)!.id;
    }
  }

  /** Ids are in the order in which jobs were made. */
  private async scan(from: { after: string | null; limit: number; backward: boolean }): Promise<Job[]> {
    const rows = await this.store.scan({ collection: JOB, ...from });
    return rows.map(({ value }) => JSON.parse(value) as Job);
  }

  async report(id: string): Promise<ImportReport | null> {
    return (await jobReports(this.store, [id]))[0]!;
  }

  /**
   * Writes the job, and its report if there is a new one. With `before` it throws CONFLICT unless the job is still as
   * it was read: two servers on one graph must not take the same job.
   */
  async put(job: Job, { report, before }: { report?: ImportReport | undefined; before?: Job } = {}): Promise<void> {
    const row = (collection: string, value: unknown) => ({ collection, key: job.id, value: JSON.stringify(value), tags: [] });
    const put = [row(JOB, job), ...(report ? [row(REPORT, report)] : [])];
    const expect = before ? [{ collection: JOB, key: job.id, value: JSON.stringify(before) }] : [];
    await this.store.write({ ledger: { put, expect } });
  }

  async remove(id: string): Promise<void> {
    await this.store.write({ ledger: { remove: [JOB, REPORT].map((collection) => ({ collection, key: id })) } });
  }
}
