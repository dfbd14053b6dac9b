import type { Screen } from './terminal.js';
import { clipped, count, duration, number, shown, size } from './text.js';

/** How far a command is; null is what it cannot know. */
export interface Progress {
  /** In capitals, as `READING`. */
  stage: string;
  done: number;
  total: number | null;
  /** What is counted: `record`, `work`. */
  noun: string;
  /** The file that is read, and how far. */
  file?: string | null;
  bytesDone?: number;
  bytesTotal?: number | null;
}

const LINE_EVERY_MS = 100;
const PLAIN_EVERY_MS = 5_000;

/**
 * Progress on a terminal is one line that is written over; elsewhere (a log, a pipe) a plain line comes every five
 * seconds, and one with the last count when a stage ends.
 */
export class ProgressShow {
  private stage: string | null = null;
  private began = 0;
  private doneAtStart = 0;
  private lastShown = -Infinity;
  private last: Progress | null = null;
  private isLineOpen = false;

  constructor(
    private readonly screen: Screen,
    private readonly clock: () => number = () => performance.now(),
  ) {}

  show(progress: Progress): void {
    const now = this.clock();
    if (progress.stage !== this.stage) this.enter(progress, now);
    this.last = progress;
    if (now - this.lastShown < (this.screen.isTTY ? LINE_EVERY_MS : PLAIN_EVERY_MS)) return;
    this.lastShown = now;
    this.write(this.line(progress, now));
  }

  /** A line of its own between the others. */
  say(text: string): void {
    this.clear();
    this.screen.write(`${text}\n`);
  }

  /** The last count; on a terminal the line is wiped off, for a report follows. */
  end(): void {
    this.leave();
    this.stage = null;
  }

  private enter(progress: Progress, now: number): void {
    this.leave();
    this.stage = progress.stage;
    this.began = now;
    this.doneAtStart = progress.done;
    this.lastShown = this.screen.isTTY ? -Infinity : now;
  }

  private leave(): void {
    if (this.screen.isTTY) this.clear();
    else if (this.last) this.write(this.line(this.last, this.clock()));
    this.last = null;
  }

  private write(line: string): void {
    if (!this.screen.isTTY) this.screen.write(`${line}\n`);
    else {
      this.screen.write(`\r\u001b[K${clipped(line, (this.screen.columns ?? 80) - 1)}`);
      this.isLineOpen = true;
    }
  }

  private clear(): void {
    if (this.isLineOpen) this.screen.write('\r\u001b[K');
    this.isLineOpen = false;
  }

  private line(progress: Progress, now: number): string {
    return progressLine(progress, (now - this.began) / 1000, progress.done - this.doneAtStart);
  }
}

/** Rates of the first moments mean nothing. */
const RATE_AFTER_S = 1;

/**
 * `READING 12,340 records, 1,820/s, 45.2 MB of 120.0 MB (38 %), 41 s left, articles.xml`
 *
 * @param seconds since the stage began
 * @param doneSince how many of `done` were done in them
 */
export function progressLine(progress: Progress, seconds: number, doneSince = progress.done): string {
  const { stage, done, total, noun, file = null, bytesDone = 0, bytesTotal = null } = progress;
  const rate = seconds >= RATE_AFTER_S ? doneSince / seconds : null;
  const parts = [total === null ? count(done, noun) : `${number(done)} of ${count(total, noun)}`];
  if (rate !== null) parts.push(`${rate < 10 ? rate.toFixed(1) : number(rate)}/s`);
  if (total === null && bytesDone > 0) parts.push(bytesPart(bytesDone, bytesTotal));
  const left = rate === null ? null : secondsLeft(progress, seconds, rate);
  if (left !== null) parts.push(`${duration(left)} left`);
  if (file !== null) parts.push(shown(file));
  return `${stage} ${parts.join(', ')}`;
}

function bytesPart(done: number, total: number | null): string {
  if (total === null || total <= 0) return size(done);
  return `${size(done)} of ${size(total)} (${Math.min(100, Math.floor((done / total) * 100))} %)`;
}

function secondsLeft({ done, total, bytesDone = 0, bytesTotal = null }: Progress, seconds: number, rate: number): number | null {
  if (total !== null) return rate > 0 ? Math.max(0, total - done) / rate : null;
  if (bytesTotal === null || bytesDone <= 0) return null;
  return (Math.max(0, bytesTotal - bytesDone) * seconds) / bytesDone;
}
