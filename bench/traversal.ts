import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openStore } from '../src/store/open.js';
import type { GraphStore } from '../src/store/store.js';
import { findPaths } from '../src/traverse/paths.js';
import type { NodeName } from '../src/traverse/step.js';
import { subgraph, type SubgraphQuestion } from '../src/traverse/subgraph.js';
import { HUB, keyOf, writeLiterature } from './citation-graph.js';
import { randomOf } from './random.js';

/** How long walks through an invented literature take on SQLite: subgraphs, paths, co-citation and coupling. */
const USAGE = `Usage: npm run bench:traversal -- [--articles 200000] [--references 15] [--hub 20000] [--runs 100] [--seed 1] [--folder FOLDER]

  --articles    works of the invented literature
  --references  mean length of a reference list
  --hub         works that cite one work, the hub
  --runs        questions of each kind, each about other works; the hub is asked about a tenth as often
  --folder      keeps the database there, and takes one that is there already`;

const work = (key: string): NodeName => ({ kind: 'Article', key });

const around: Omit<SubgraphQuestion, 'seeds'> = {
  relations: ['CITES'],
  direction: 'BOTH',
  depth: 2,
  filter: null,
  maxNodes: 300,
  rankBy: 'LINKS_TO_SEEDS',
  among: null,
  exclude: [],
};

interface Line {
  what: string;
  median: number;
  p95: number;
  /** Processor time of a question in all threads, a mean: tells more than the clock where others use the machine as well. */
  cpu: number;
  /** Milliseconds that the median should not pass; null for what is only told. */
  aim: number | null;
  note: string;
}

class Bench {
  readonly lines: Line[] = [];
  private readonly random: () => number;

  constructor(
    private readonly store: GraphStore,
    private readonly articles: number,
    seed: number,
  ) {
    this.random = randomOf(seed);
  }

  /** Any work but the oldest, which cite little. */
  anyWork(): NodeName {
    return work(keyOf(Math.floor(this.articles * (0.1 + 0.9 * this.random()))));
  }

  /** `ask` answers a number that is told beside the times, as a median. */
  async measure(what: string, aim: number | null, runs: number, unit: string, ask: () => Promise<number>): Promise<number> {
    const times: number[] = [];
    let used = process.cpuUsage();
    const sizes: number[] = [];
    for (let run = -Math.ceil(runs / 10); run < runs; run++) {
      if (run === 0) used = process.cpuUsage();
      const start = performance.now();
      const size = await ask();
      const time = performance.now() - start;
      if (run < 0) continue;
      times.push(time);
      sizes.push(size);
    }
    const { user, system } = process.cpuUsage(used);
    const at = (values: number[], part: number) => values.sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(part * values.length))]!; // prettier-ignore
    const line = {
      what,
      median: at(times, 0.5),
      p95: at(times, 0.95),
      cpu: (user + system) / 1000 / runs,
      aim,
      note: `${at(sizes, 0.5)} ${unit}`,
    };
    this.lines.push(line);
    process.stderr.write(`${what}: ${line.median.toFixed(1)} ms\n`);
    return line.median;
  }

  private async found(question: Partial<SubgraphQuestion>): Promise<number> {
    const { nodes, truncated } = await subgraph(this.store, { ...around, seeds: [], ...question });
    return nodes.length + truncated.nodesLeftOut;
  }

  async all(runs: number): Promise<void> {
    const { store } = this;
    const few = Math.max(3, Math.ceil(runs / 10));
    const typical = () => ({ seeds: [this.anyWork()] });
    const median = await this.measure('subgraph of 2 steps, 300 nodes', 20, runs, 'nodes found', () => this.found(typical()));
    await this.measure('subgraph of 2 references, 300 nodes', 20, runs, 'nodes found', () =>
      this.found({ ...typical(), direction: 'REFERENCES' }),
    );
    await this.measure('the same of 2 steps by citations', null, few, 'nodes found', () =>
      this.found({ ...typical(), rankBy: 'LOCAL_CITATIONS' }),
    );
    await this.measure('the same by year', null, few, 'nodes found', () => this.found({ ...typical(), rankBy: 'YEAR' }));
    const filter = { test: 'publicationYear' as const, range: { from: 2000, to: null } };
    await this.measure('the same filtered', null, few, 'nodes found', () => this.found({ ...typical(), filter }));
    const hub = { seeds: [work(HUB)] };
    await this.measure('1 step from the hub, 300 nodes', 20 * median, few, 'nodes found', () => this.found({ ...hub, depth: 1 }));
    await this.measure('2 steps from the hub, 300 nodes', 20 * median, few, 'nodes found', () => this.found(hub));
    const path = (direction: 'BOTH' | 'REFERENCES') => async () => {
      const ends = { from: this.anyWork(), to: this.anyWork(), avoid: [], via: [], detour: 0 as const };
      const found = await findPaths(store, { ...ends, along: 'CITATIONS', direction, maxLength: 6, first: 20, maxNodes: 200 });
      return found.length ?? -1;
    };
    await this.measure('all shortest paths of two works', 20, runs, 'edges long', path('BOTH'));
    await this.measure('all shortest paths back in time', 20, runs, 'edges long', path('REFERENCES'));
    for (const via of ['citedBy', 'references'] as const)
      await this.measure(via === 'citedBy' ? 'co-citation of a work' : 'coupling of a work', 2, runs, 'works', async () => {
        const [found] = await store.commonNeighbours({ via, parents: [this.anyWork().key], mostBetween: 1000 });
        return found!.neighbours.length;
      });
  }
}

function table(lines: readonly Line[]): string {
  const rows = lines.map(({ what, median, p95, cpu, aim, note }) => [
    what,
    median.toFixed(1),
    p95.toFixed(1),
    cpu.toFixed(1),
    aim === null ? '' : `${aim.toFixed(0)} ${median <= aim ? 'kept' : 'MISSED'}`,
    note,
  ]);
  const all = [['', 'median ms', 'p95 ms', 'cpu ms', 'aim', 'median of'], ...rows];
  const widths = all[0]!.map((_, i) => Math.max(...all.map((row) => row[i]!.length)));
  return all.map((row) => row.map((cell, i) => (i >= 1 && i <= 3 ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!))).join('  ').trimEnd()).join('\n'); // prettier-ignore
}

const load = (): string =>
  `load ${loadavg()
    .map((one) => one.toFixed(1))
    .join(' ')}`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      articles: { type: 'string', default: '200000' },
      references: { type: 'string', default: '15' },
      hub: { type: 'string', default: '20000' },
      runs: { type: 'string', default: '100' },
      seed: { type: 'string', default: '1' },
      folder: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return console.log(USAGE);
  const [articles, references, hub, runs, seed] = [values.articles, values.references, values.hub, values.runs, values.seed].map(Number) as [number, number, number, number, number]; // prettier-ignore
  const folder = values.folder ?? mkdtempSync(join(tmpdir(), 'meded-bench-'));
  const isThere = existsSync(join(folder, 'graph.sqlite'));
  mkdirSync(folder, { recursive: true });
  const store = await openStore({ engine: 'sqlite', dataDir: folder }, {});
  try {
    const start = performance.now();
    if (!isThere) await writeLiterature(store, { articles, references, hub, seed });
    const seconds = isThere ? 'there already' : `written in ${((performance.now() - start) / 1000).toFixed(0)} s`;
    const { counts } = await store.describe();
    const figure = (count: number): string => count.toLocaleString('en');
    const before = load();
    const bench = new Bench(store, articles, seed);
    await bench.all(runs);
    console.log(table(bench.lines));
    console.log(`\n${figure(counts.articles)} works, ${figure(counts.citations)} citations, ${seconds}`);
    console.log(`${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${(totalmem() / 2 ** 30).toFixed(0)} GB, Node ${process.version}, ${before} at the start, ${load()} at the end`); // prettier-ignore
  } finally {
    await store.close();
    if (values.folder === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

await main();
