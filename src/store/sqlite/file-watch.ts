import { statSync } from 'node:fs';
import { databaseUnavailable } from '../../errors.js';

/** The file is looked at no more often than this, in milliseconds. */
const LOOK_MS = 250;

/**
 * Whether the file that was opened is still the one of its name. One that was removed or replaced goes on to be read by whoever
 * has it open, while other processes write another one: answers would be of a graph that is no more, without a word.
 */
export class FileWatch {
  private readonly opened: string | null;
  private lookAt = 0;
  private isTheSame = true;

  constructor(private readonly file: string) {
    this.opened = identityOf(file);
  }

  /** Throws DATABASE_UNAVAILABLE where it is not. */
  check(): void {
    const now = performance.now();
    if (now >= this.lookAt) {
      this.lookAt = now + LOOK_MS;
      this.isTheSame = identityOf(this.file) === this.opened;
    }
    if (this.isTheSame) return;
    throw databaseUnavailable(
      'The graph file was taken away or replaced while it was open: put it back, or start the server again.',
    );
  }
}

/** Null where there is no file, or none that this process may see. */
function identityOf(file: string): string | null {
  try {
    const { dev, ino } = statSync(file, { bigint: true });
    return `${dev} ${ino}`;
  } catch {
    return null;
  }
}
