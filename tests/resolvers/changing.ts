import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JobQueue } from '../../src/jobs/queue.js';
import { Spool } from '../../src/jobs/spool.js';
import { inThisProcess } from '../../src/jobs/tasks.js';
import type { Admin } from '../../src/resolvers/context.js';
import { createSchema } from '../../src/resolvers/schema.js';
import type { GraphStore } from '../../src/store/store.js';
import { allFields, watchFields } from './every-field.js';
import { ask, type Answer } from './execute.js';

/** What the holder of the token can do, on records that are really imported. */

export const record = (lines: string) => `TY  - JOUR\n${lines.trim()}\nER  - \n`;
export const MENTORING = `
TI  - Mentoring of residents in surgery: a qualitative study
AU  - Okafor, Ngozi
AU  - Lindqvist, Erik
PY  - 2015
JO  - Medical Teacher
VL  - 37
SP  - 1401
EP  - 1409
DO  - 10.5555/mentoring
`;
/** By the same two people. */
export const BURNOUT = `
TI  - Burnout among residents in surgery: a survey of two hospitals
AU  - Okafor, Ngozi
AU  - Lindqvist, Erik
PY  - 2016
JO  - Medical Teacher
DO  - 10.5555/burnout
`;
/** A record without an identifier and a title. */
export const BROKEN = record('');

export const REPORT = `read new merged unchanged refused finished possibleDuplicates warningCount
  refusals { file line record reason } warnings { file line record message } merges { record why into { title } }
  files { name format sha256 problem import { id } counts { read new merged unchanged refused } }`;
export const ERRORS = 'userErrors { field message }';

/** A schema that notes the fields which gave something, and the holder of the token, on one store. */
export class Changing {
  readonly seen = new Set<string>();
  readonly schema = watchFields(createSchema(), this.seen);
  readonly admin: Admin;
  private readonly folder = mkdtempSync(join(tmpdir(), 'meded-change-'));

  constructor(readonly store: GraphStore) {
    const run = inThisProcess(store);
    const spool = new Spool(this.folder, 1_000_000);
    const jobs = new JobQueue({ store, run, spool, log: { error: () => {} }, retryMs: 50, saveMs: 50 });
    this.admin = { run, jobs, requireToken: async () => {} };
  }

  ask(document: string, variables: Record<string, unknown> = {}): Promise<Answer> {
    return ask(this.store, document, variables, this.schema, this.admin);
  }

  /** Fields of the mutations and payloads with such names that were never seen with a value. */
  unseen(names: RegExp): string[] {
    const own = allFields(this.schema).filter(({ type, field }) => names.test(type === 'Mutation' ? field.name : type));
    return own.map(({ type, field }) => `${type}.${field.name}`).filter((name) => !this.seen.has(name));
  }

  async close(): Promise<void> {
    await this.admin.jobs.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
