import { once } from 'node:events';

/** Standard output of the commands: what can be long waits for its reader, and what nobody reads ends quietly. */

/** `meded-graph identifiers | head` closes the pipe when it has enough: that is no failure. */
export function endQuietlyWithReader(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
      throw error;
    });
}

/** Writes lines as fast as they are read, so that a long list never piles up in memory. */
export async function printLines(lines: AsyncIterable<string>): Promise<void> {
  for await (const line of lines) if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain');
}

export function print(...lines: readonly string[]): void {
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
}

/** One JSON value, indented for a person who looks at it. */
export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2));
}
