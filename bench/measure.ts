import { cpus, loadavg, totalmem } from 'node:os';

/** Times of questions that are asked many times, as a table. */

export interface Line {
  what: string;
  median: number;
  p95: number;
  /** Processor time of this process for one question, in all threads, a mean: tells more than the clock where others use the machine as well. */
  cpu: number;
  /** Milliseconds that the median should not pass; null for what is only told. */
  aim: number | null;
  /** Where the aim is a multiple of another line: how many times its median this median is. */
  ratio: number | null;
  note: string;
}

export interface Question {
  what: string;
  runs: number;
  /** Answers a number that is told beside the times, as a median, and what it counts. */
  ask: () => Promise<number>;
  unit: string;
  aim?: number | null;
  /** The median shall be at most so many times that of a line before. */
  atMost?: { times: number; of: Line };
}

/** Of `values`, which it puts in order. */
const at = (values: number[], part: number): number =>
  values.sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(part * values.length))]!;

export class Measures {
  readonly lines: Line[] = [];

  /** A tenth of the runs go before those that count: the first ones find nothing in any cache. */
  async take({ what, runs, ask, unit, aim = null, atMost }: Question): Promise<Line> {
    for (let run = 0; run < Math.ceil(runs / 10); run++) await ask();
    const [times, sizes]: [number[], number[]] = [[], []];
    const before = process.cpuUsage();
    for (let run = 0; run < runs; run++) {
      const start = performance.now();
      sizes.push(await ask());
      times.push(performance.now() - start);
    }
    const { user, system } = process.cpuUsage(before);
    const median = at(times, 0.5);
    const line: Line = {
      what,
      median,
      p95: at(times, 0.95),
      cpu: (user + system) / 1000 / runs,
      aim: atMost ? atMost.times * atMost.of.median : aim,
      ratio: atMost ? median / atMost.of.median : null,
      note: `${at(sizes, 0.5)} ${unit}`,
    };
    this.lines.push(line);
    process.stderr.write(`${what}: ${median.toFixed(1)} ms\n`);
    return line;
  }

  table(): string {
    const rows = this.lines.map(({ what, median, p95, cpu, aim, ratio, note }) => [
      what,
      median.toFixed(1),
      p95.toFixed(1),
      cpu.toFixed(1),
      ratio === null ? '' : `${ratio.toFixed(1)}x`,
      aim === null ? '' : `${aim.toFixed(0)} ${median <= aim ? 'kept' : 'MISSED'}`,
      note,
    ]);
    return aligned([['', 'median ms', 'p95 ms', 'cpu ms', 'ratio', 'aim', 'median of'], ...rows], [1, 2, 3, 4]);
  }
}

/** @param right columns that stand at the right, such as numbers */
export function aligned(rows: readonly string[][], right: readonly number[]): string {
  const widths = rows[0]!.map((_, i) => Math.max(...rows.map((row) => row[i]!.length)));
  const cell = (text: string, i: number) => (right.includes(i) ? text.padStart(widths[i]!) : text.padEnd(widths[i]!));
  return rows.map((row) => row.map(cell).join('  ').trimEnd()).join('\n');
}

/** Mean numbers of processes that want a processor, over 1, 5 and 15 minutes. */
export const load = (): string =>
  `load ${loadavg()
    .map((one) => one.toFixed(1))
    .join(' ')}`;

export const machine = (): string =>
  `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${(totalmem() / 2 ** 30).toFixed(0)} GB, Node ${process.version}`;
