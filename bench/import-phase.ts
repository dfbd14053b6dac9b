import { createReadStream } from 'node:fs';
import { SaxesParser } from 'saxes';
import { importFiles } from '../src/intake/run.js';
import { ReaderThread } from '../src/intake/reader-thread.js';
import { textInput } from '../src/import/file-bytes.js';
import { sourceFiles } from '../src/import/files.js';
import { formatById } from '../src/import/index.js';
import { openStore } from '../src/store/open.js';
import type { StoreSettings } from '../src/store/settings.js';
import type { GraphStore } from '../src/store/store.js';

/** One phase of the measure, in a process of its own, whose memory is then its own, too. Says what it came to as JSON. */
export interface PhaseResult {
  records: number;
  seconds: number;
  /** Seconds of processor time, of all threads: on a machine that does other things, too, the truer figure. */
  cpuSeconds: number;
  /** Largest resident set of the process, in megabytes. */
  peakMb: number;
  /** Seconds for each tenth of the records while they are read, and of the works while they are built. */
  reading: number[];
  building: number[];
  /** What each stage of an import came to, in their order. */
  stages: StageResult[];
  /** Calls of the store, and the seconds in which one at least was under way. */
  calls: number;
  callSeconds: number;
}

export interface StageResult {
  stage: string;
  cpuSeconds: number;
  /** Largest resident set until its end, in megabytes. */
  peakMb: number;
}

export type Phase = 'saxes' | 'reader' | 'thread' | 'import';

type Measured = Omit<PhaseResult, 'peakMb' | 'cpuSeconds'>;

/** As the reader has it. */
const PIECE = 256 * 1024;
const bytesOf = (file: string) => createReadStream(file, { highWaterMark: PIECE });

async function bareSaxes(file: string): Promise<number> {
  const parser = new SaxesParser({ xmlns: false, position: true });
  let [records, events] = [0, 0];
  parser.on('opentag', ({ name }) => {
    events++;
    if (name === 'PubmedArticle') records++;
  });
  parser.on('text', () => void events++);
  parser.on('cdata', () => void events++);
  parser.on('closetag', () => void events++);
  parser.on('error', (error) => {
    throw error;
  });
  const decoder = new TextDecoder();
  for await (const bytes of bytesOf(file)) parser.write(decoder.decode(bytes as Uint8Array, { stream: true }));
  parser.close();
  return events > 0 ? records : 0;
}

async function reader(file: string): Promise<number> {
  let records = 0;
  for await (const { kind } of formatById('pubmed-xml').read(textInput(file, bytesOf(file)))) if (kind === 'record') records++;
  return records;
}

/** What the import does in the thread that reads: reading, and all that depends on the record alone. */
async function thread(file: string): Promise<number> {
  const readers = new ReaderThread();
  const { items } = await readers.read({ name: file, bytes: bytesOf(file) });
  let records = 0;
  for await (const chunk of items) for (const { kind } of chunk) if (kind === 'record') records++;
  await readers.close();
  return records;
}

/** The time that each tenth of the way took; progress is told in steps, between which it is taken to be even. */
class Tenths {
  private readonly ends: number[] = [];
  private done = 0;
  private at = performance.now();
  private readonly started = this.at;

  note(done: number, total: number): void {
    const now = performance.now();
    for (let end = (this.ends.length + 1) * (total / 10); this.ends.length < 10 && done >= end; end += total / 10)
      this.ends.push(this.at + ((now - this.at) * (end - this.done)) / Math.max(1, done - this.done));
    this.done = done;
    this.at = now;
  }

  get seconds(): number[] {
    return this.ends.map((end, i) => (end - (this.ends[i - 1] ?? this.started)) / 1000);
  }
}

const used = (): { cpuSeconds: number; peakMb: number } => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  return { cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, peakMb: maxRSS / 1024 };
};

/** A stage lasts until the next one tells of its first progress. */
class Stages {
  readonly results: StageResult[] = [];
  private current: string | null = null;
  private before = used().cpuSeconds;

  note(stage: string): void {
    if (stage === this.current) return;
    this.end();
    this.current = stage;
  }

  end(): void {
    const { cpuSeconds, peakMb } = used();
    if (this.current === null) return;
    this.results.push({ stage: this.current, cpuSeconds: cpuSeconds - this.before, peakMb });
    this.before = cpuSeconds;
  }
}

/** Notes when calls of a store are under way. */
class Calls {
  made = 0;
  seconds = 0;
  private underWay = 0;
  private since = 0;

  private async noted<T>(call: Promise<T>): Promise<T> {
    this.made++;
    if (this.underWay++ === 0) this.since = performance.now();
    try {
      return await call;
    } finally {
      if (--this.underWay === 0) this.seconds += (performance.now() - this.since) / 1000;
    }
  }

  of(store: GraphStore): GraphStore {
    return new Proxy(store, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value !== 'function') return value;
        return (...given: unknown[]) => this.noted(Reflect.apply(value, target, given) as Promise<unknown>);
      },
    });
  }
}

async function importing(file: string, settings: StoreSettings, expected: number): Promise<Measured> {
  const calls = new Calls();
  const store = calls.of(await openStore(settings, { writesMuch: true }));
  const started = performance.now();
  const reading = new Tenths();
  let building: Tenths | null = null;
  const stages = new Stages();
  const report = await importFiles(store, sourceFiles([file]), {
    onProgress: ({ stage, done, total }) => {
      stages.note(stage);
      if (stage === 'READING') reading.note(done, expected);
      else if (stage === 'BUILDING') (building ??= new Tenths()).note(done, total ?? Infinity);
    },
  });
  const seconds = (performance.now() - started) / 1000;
  stages.end();
  const { made, seconds: callSeconds } = calls;
  await store.close();
  if (report.read !== expected || report.refused > 0 || !report.finished) throw new Error(`Not all was imported: ${JSON.stringify({ ...report, warnings: [] })}`); // prettier-ignore
  const tenths = { reading: reading.seconds, building: (building as Tenths | null)?.seconds ?? [] };
  return { records: report.read, seconds, ...tenths, stages: stages.results, calls: made, callSeconds };
}

async function run(phase: Phase, file: string, expected: number, settings: StoreSettings): Promise<Measured> {
  if (phase === 'import') return importing(file, settings, expected);
  const started = performance.now();
  const records = await { saxes: bareSaxes, reader, thread }[phase](file);
  if (records !== expected) throw new Error(`${phase} found ${records} records instead of ${expected}.`);
  return {
    records,
    seconds: (performance.now() - started) / 1000,
    reading: [],
    building: [],
    stages: [],
    calls: 0,
    callSeconds: 0,
  };
}

if (process.argv[1]?.endsWith('import-phase.js')) {
  const [phase, file, expected, settings] = process.argv.slice(2) as [Phase, string, string, string];
  const result = await run(phase, file, Number(expected), JSON.parse(settings) as StoreSettings);
  console.log(JSON.stringify({ ...result, ...used() } satisfies PhaseResult));
}
