import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A server that a bench has started as a process of its own. */
export interface ServerProcess {
  port: number;
  pid: number;
  /** Milliseconds until it said that it listens. */
  startMs: number;
  stop: () => Promise<void>;
}

/** The line by which `meded-graph serve` says where it listens. */
export const OUR_GREETING = /GraphQL +http:\S+:(\d+)\/graphql/;

/** What lines begin with that bench/serving/event-loop.ts writes from inside of a server. */
export const MEASURED = 'MEASURED ';

/**
 * Starts Node with these arguments and waits for the line that tells the port.
 *
 * @param onMeasured gets each line that begins with `MEASURED`, without that; what else it writes to standard error goes to ours
 */
export async function startServer(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  greeting: RegExp,
  onMeasured?: (text: string) => void,
): Promise<ServerProcess> {
  const began = performance.now();
  const server = spawn(process.execPath, args, {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // One that is left over would stand in the way of every later measure.
  const kill = (): void => void server.kill('SIGKILL');
  process.once('exit', kill);
  let isStopping = false;
  const ended = new Promise<void>((resolve) =>
    server.once('close', (code, signal) => {
      process.off('exit', kill);
      if (!isStopping) process.stderr.write(`A server has ended by itself: ${signal ?? `code ${code}`}\n`);
      resolve();
    }),
  );
  const complaints: string[] = [];
  createInterface(server.stderr).on('line', (line) => {
    if (line.startsWith(MEASURED)) onMeasured?.(line.slice(MEASURED.length));
    else process.stderr.write(`${line}\n`);
    complaints.push(line);
  });
  const port = await new Promise<number>((resolve, reject) => {
    let text = '';
    server.stdout.setEncoding('utf8').on('data', (piece: string) => {
      text += piece;
      const found = greeting.exec(text);
      if (found) resolve(Number(found[1]));
    });
    void ended.then(() => reject(new Error(`The server did not start: ${complaints.join('\n')}`)));
  });
  return {
    port,
    pid: server.pid!,
    startMs: performance.now() - began,
    stop: async () => {
      isStopping = true;
      server.kill('SIGTERM');
      await ended;
    },
  };
}
