import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';
import { MEASURED } from '../server-process.js';

/**
 * Loaded into a server by `--import`: measures how late its event loop comes. At SIGUSR2 it writes what was measured since
 * the last one to standard error, in milliseconds, and begins anew.
 */
export interface EventLoopDelay {
  p50: number;
  p99: number;
  longest: number;
}

/** How often it looks: a delay below that cannot be told from none. */
const RESOLUTION_MS = 5;

if (isMainThread) {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delays.enable();
  // What it measures is the time from look to look.
  const ms = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS);
  process.on('SIGUSR2', () => {
    const delay: EventLoopDelay = { p50: ms(delays.percentile(50)), p99: ms(delays.percentile(99)), longest: ms(delays.max) };
    process.stderr.write(`${MEASURED}${JSON.stringify(delay)}\n`);
    delays.reset();
  });
}
