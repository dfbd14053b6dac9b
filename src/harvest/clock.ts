import { setTimeout as after } from 'node:timers/promises';

/** Time, as far as the harvest depends on it: tests put their own in its place. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Ends early, with an error, when the signal says so. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** From 0 to 1. */
  random(): number;
}

export const CLOCK: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) => after(ms, undefined, { signal }),
  random: () => Math.random(),
};
