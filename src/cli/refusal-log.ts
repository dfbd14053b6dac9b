import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Refusal } from '../import/report.js';

/** Refusals that are kept in memory; what is above waits in a temporary file. */
const IN_MEMORY = 1_000;

/** Every refusal of a run, however many: a report for scripts leaves none out, and memory does not grow with them. */
export class RefusalLog {
  private readonly first: string[] = [];
  private file: { folder: string; path: string; fd: number } | null = null;

  add(refusal: Refusal): void {
    const { file, line, record, reason } = refusal;
    const text = JSON.stringify({ file, line, record, reason });
    if (this.first.length < IN_MEMORY) this.first.push(text);
    else writeSync(this.rest().fd, `${text}\n`);
  }

  private rest() {
    if (!this.file) {
      const folder = mkdtempSync(join(tmpdir(), 'meded-refusals-'));
      const path = join(folder, 'refusals.jsonl');
      this.file = { folder, path, fd: openSync(path, 'w') };
    }
    return this.file;
  }

  /** Each as JSON text, in the order in which they came. */
  async *all(): AsyncIterable<string> {
    yield* this.first;
    if (!this.file) return;
    const lines = await open(this.file.path);
    try {
      yield* lines.readLines();
    } finally {
      await lines.close();
    }
  }

  close(): void {
    if (!this.file) return;
    closeSync(this.file.fd);
    rmSync(this.file.folder, { recursive: true, force: true });
    this.file = null;
  }
}
