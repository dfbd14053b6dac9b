import type { HarvestProgress } from '../harvest/question.js';

const EVERY_MS = { terminal: 100, log: 5_000 } as const;

/** `Round 1: asking icite, 200 of 431 works`. */
export function progressText({ round, stage, source, done, total }: HarvestProgress): string {
  const figure = done.toLocaleString('en');
  if (stage === 'TAKING_IN') return `Round ${round}: taking in ${source}, ${figure} records`;
  return `Round ${round}: asking ${source}, ${figure} of ${(total ?? 0).toLocaleString('en')} works`;
}

/** Shows where a harvest is: on a terminal one line that is written over, elsewhere a plain line every few seconds. */
export class HarvestShow {
  private last = -Infinity;
  private isOpen = false;

  constructor(private readonly screen: Pick<NodeJS.WriteStream, 'write'> & { isTTY?: boolean }) {}

  show(progress: HarvestProgress): void {
    const now = performance.now();
    if (now - this.last < (this.screen.isTTY === true ? EVERY_MS.terminal : EVERY_MS.log)) return;
    this.last = now;
    if (this.screen.isTTY !== true) return void this.screen.write(`${progressText(progress)}\n`);
    this.screen.write(`\r\u001b[K${progressText(progress).slice(0, 78)}`);
    this.isOpen = true;
  }

  say(text: string): void {
    this.end();
    this.screen.write(`${text}\n`);
  }

  end(): void {
    if (this.isOpen) this.screen.write('\r\u001b[K');
    this.isOpen = false;
  }
}
