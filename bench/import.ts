import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { StoreSettings } from '../src/store/settings.js';
import { childJson } from './child-json.js';
import type { Phase, PhaseResult } from './import-phase.js';
import { aligned, machine } from './measure.js';
import { onNeo4j } from './neo4j-database.js';
import { writePubmed } from './pubmed-generator.js';
import type { LoadResult } from './unwind-load.js';

/**
 * How fast PubMed XML is imported: records per second and peak memory, beside what the same machine does at the same
 * time without us. Every phase is a process of its own.
 */
const USAGE = `Usage: node dist/bench/import.js [--records 10000,100000] [--templates FOLDER] [--seed 1] [--neo4j 10000] [--no-sqlite] [--json]

  --records    sizes to measure, one after the other, each on a graph that is empty at its start
  --templates  folder of PubMed XML whose records are the templates of the generated ones; our fixture unless given
  --neo4j      also measures Neo4j, with so many records: the server that NEO4J_TEST_URI names (its
               database has to be empty, and is left empty), Docker, or Java with Maven
  --json       prints the result as JSON`;

interface Line {
  what: string;
  result: PhaseResult;
  /** Records per second against the line that it is measured by, and what that is. */
  ratio: number | null;
  against: string;
}

/** A server as people run it: one that is set up for tests compiles less, and has a cache for pages that no graph fits. */
const AS_ASKED = { forSpeed: true };

const rate = ({ records, seconds }: { records: number; seconds: number }): number => records / seconds;

class Bench {
  readonly lines: Line[] = [];
  readonly notes: string[] = [];

  constructor(
    private readonly folder: string,
    private readonly templates: string | null,
    private readonly seed: number,
  ) {}

  private async phase(
    what: string,
    phase: Phase,
    file: string,
    records: number,
    settings: StoreSettings,
    by?: Line,
  ): Promise<Line> {
    const result = await childJson<PhaseResult>('import-phase.js', phase, file, String(records), JSON.stringify(settings));
    const line = { what, result, ratio: by ? rate(result) / rate(by.result) : null, against: by?.what ?? '' };
    this.lines.push(line);
    process.stderr.write(`${what}: ${rate(result).toFixed(0)} records/s\n`);
    return line;
  }

  async file(records: number, revised: number | null = null): Promise<string> {
    const path = join(this.folder, `${records}${revised === null ? '' : '-revised'}.xml`);
    const made = await writePubmed(path, { records, seed: this.seed, templates: this.templates, revised });
    if (revised === null)
      this.notes.push(
        `${records.toLocaleString('en')} records: ${(made.bytes / 1e6).toFixed(0)} MB, ${(made.bytes / records / 1000).toFixed(1)} kB and ${(made.references / records).toFixed(1)} references a record, of ${made.templates} templates`,
      );
    return path;
  }

  /** Bare saxes is measured again for each size, for the machine is not the same at every time. */
  async sqlite(records: number): Promise<void> {
    const name = records.toLocaleString('en');
    const settings: StoreSettings = { engine: 'sqlite', dataDir: join(this.folder, `sqlite-${records}`) };
    mkdirSync(settings.dataDir);
    const file = await this.file(records);
    const saxes = await this.phase(`bare saxes, ${name}`, 'saxes', file, records, settings);
    await this.phase(`our reader, ${name}`, 'reader', file, records, settings, saxes);
    await this.phase(`the reading thread, ${name}`, 'thread', file, records, settings, saxes);
    const first = await this.phase(`SQLite, import, ${name}`, 'import', file, records, settings, saxes);
    await this.phase(`SQLite, the same file again, ${name}`, 'import', file, records, settings, saxes);
    rmSync(file);
    const revised = await this.file(records, Math.floor(records / 2));
    await this.phase(`SQLite, one record differs, ${name}`, 'import', revised, records, settings, saxes);
    rmSync(revised);
    rmSync(settings.dataDir, { recursive: true, force: true });
    const tenths = (seconds: number[]): string => seconds.map((one) => (records / 10 / one).toFixed(0)).join(' ');
    this.notes.push(`${name} into SQLite, records/s in each tenth of reading: ${tenths(first.result.reading)}`);
    this.notes.push(`${name} into SQLite, works/s in each tenth of building: ${tenths(first.result.building)}`);
    const stages = first.result.stages.map(
      ({ stage, cpuSeconds, peakMb }) =>
        `${stage.toLowerCase()} ${((1000 * cpuSeconds) / records).toFixed(2)} ms (${peakMb.toFixed(0)} MB)`,
    );
    this.notes.push(
      `${name} into SQLite, processor time a record in each stage, and peak memory until then: ${stages.join(', ')}`,
    );
  }

  async neo4j(records: number): Promise<void> {
    const file = await this.file(records);
    const name = records.toLocaleString('en');
    const loaded = await onNeo4j((settings) => childJson<LoadResult>('unwind-load.js', file, JSON.stringify(settings)), AS_ASKED);
    const { seconds, nodes, edges, ledgerRows } = loaded;
    const result = {
      records,
      seconds,
      cpuSeconds: 0,
      peakMb: 0,
      reading: [],
      building: [],
      stages: [],
      calls: 0,
      callSeconds: 0,
    };
    const by = { what: `Neo4j, UNWIND load, ${name}`, result, ratio: null, against: '' };
    this.lines.push(by);
    this.notes.push(`UNWIND load of ${name}: ${nodes} nodes, ${edges} edges, ${ledgerRows} rows of the ledger`);
    await onNeo4j(async (settings) => {
      const { result: whole } = await this.phase(`Neo4j, import, ${name}`, 'import', file, records, settings, by);
      this.notes.push(
        `import of ${name} into Neo4j: ${whole.seconds.toFixed(1)} s, with ${whole.calls} calls of the store, of which one at least was under way for ${whole.callSeconds.toFixed(1)} s; ${whole.cpuSeconds.toFixed(1)} s of the importer's processor time`,
      );
      await this.phase(`Neo4j, the same file again, ${name}`, 'import', file, records, settings, by);
    }, AS_ASKED);
    rmSync(file);
  }
}

function table(lines: readonly Line[]): string {
  const rows = lines.map(({ what, result, ratio, against }) => [
    what,
    rate(result).toFixed(0),
    result.cpuSeconds > 0 ? ((result.cpuSeconds / result.records) * 1e6).toFixed(0) : '',
    result.peakMb > 0 ? result.peakMb.toFixed(0) : '',
    ratio === null ? '' : `${ratio.toFixed(2)} of ${against}`,
  ]);
  return aligned([['', 'records/s', 'µs of processor', 'peak MB', 'ratio'], ...rows], [1, 2, 3]);
}

async function main(): Promise<void> {
  const options = {
    records: { type: 'string', default: '10000' },
    templates: { type: 'string' },
    seed: { type: 'string', default: '1' },
    neo4j: { type: 'string' },
    'no-sqlite': { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  } as const;
  const { values } = parseArgs({ options });
  if (values.help) return console.log(USAGE);
  const folder = mkdtempSync(join(tmpdir(), 'meded-bench-'));
  const bench = new Bench(folder, values.templates ?? null, Number(values.seed));
  try {
    if (!values['no-sqlite']) for (const size of values.records.split(',')) await bench.sqlite(Number(size));
    if (values.neo4j !== undefined) await bench.neo4j(Number(values.neo4j));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const { lines, notes } = bench;
  if (values.json) console.log(JSON.stringify({ machine: machine(), lines, notes }, null, 2));
  else console.log([table(lines), '', ...notes, machine()].join('\n'));
}

await main();
