import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../src/root.js';

export interface Run {
  child: ChildProcess;
  /** What was written so far. */
  output: { out: string; err: string };
  /** Exit code, or the signal that ended it. */
  ended: Promise<number | string | null>;
}

const running = new Set<ChildProcess>();

/** Ends what a failed test has left running: it would keep the test run from ending. */
export function endAll(): void {
  for (const child of running) child.kill('SIGKILL');
}

/** The program as people start it, with no setting but those given. */
export function run(args: string[], env: Record<string, string> = {}, stdin: 'ignore' | 'pipe' = 'ignore'): Run {
  const child = spawn(process.execPath, [join(PACKAGE_ROOT, 'dist', 'src', 'cli', 'main.js'), ...args], {
    env: { PATH: process.env.PATH, ...env },
    stdio: [stdin, 'pipe', 'pipe'],
  });
  running.add(child);
  child.once('close', () => running.delete(child));
  const output = { out: '', err: '' };
  child.stdout!.on('data', (chunk) => (output.out += chunk));
  child.stderr!.on('data', (chunk) => (output.err += chunk));
  const ended = new Promise<number | string | null>((resolve) => child.once('close', (code, signal) => resolve(code ?? signal)));
  return { child, output, ended };
}

/** Runs to the end. */
export async function finish(args: string[], env?: Record<string, string>) {
  const started = run(args, env);
  const code = await started.ended;
  return { code, ...started.output };
}

/** Starts `serve` on a free port and answers its address when it is ready. */
export async function startServe(env: Record<string, string>): Promise<Run & { url: string }> {
  const started = run(['serve'], { PORT: '0', ...env });
  const url = await new Promise<string>((resolve, reject) => {
    started.child.stdout!.on('data', () => {
      const found = /Playground {2}(http:\S+)\//.exec(started.output.out);
      if (found) resolve(found[1]!);
    });
    void started.ended.then((code) => reject(new Error(`ended with ${code}: ${started.output.err}`)));
  });
  return { ...started, url };
}
