import { cpus, loadavg, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { buildCitationGraph, degree, type CitationGraph } from '../src/analysis/citation-graph.js';
import { strongComponents, weakComponents } from '../src/analysis/components.js';
import { historiograph } from '../src/analysis/historiograph.js';
import { SCORE_ANALYSES } from '../src/analysis/index.js';
import { mainPath, PATH_SEARCHES } from '../src/analysis/main-path.js';
import { readParameters } from '../src/analysis/parameters.js';
import { percentile } from '../src/analysis/percentile.js';
import { PATH_WEIGHTS } from '../src/analysis/search-paths.js';
import { generateCitations } from './citation-generator.js';

/** How long each analysis takes on an invented literature, with its default settings, once each. */
const USAGE = `Usage: node dist/bench/analysis.js [--graphs 20000:300000,200000:3000000] [--seed 1] [--only PAGERANK] [--json]

  --graphs  articles:citations of each graph, one after the other
  --only    analyses whose name has this text
  --json    prints the result as JSON`;

interface Line {
  what: string;
  milliseconds: number;
  /** Of all threads; on a machine that does other things it says more. */
  processorMilliseconds: number;
  notes: string;
}

function timed<T>(run: () => T): { result: T; milliseconds: number; processorMilliseconds: number } {
  const [start, before] = [performance.now(), process.cpuUsage()];
  const result = run();
  const { user, system } = process.cpuUsage(before);
  return { result, milliseconds: performance.now() - start, processorMilliseconds: (user + system) / 1000 };
}

class Bench {
  readonly lines: Line[] = [];

  constructor(
    private readonly size: string,
    private readonly only: string,
  ) {}

  time<T>(what: string, run: () => T, notesOf: (result: T) => unknown = () => ''): T | undefined {
    if (!what.includes(this.only)) return undefined;
    const { result, ...times } = timed(run);
    const notes = notesOf(result);
    const text = typeof notes === 'string' ? notes : JSON.stringify(notes);
    this.lines.push({ what: `${what}, ${this.size}`, ...times, notes: text });
    process.stderr.write(`${what}, ${this.size}: ${times.milliseconds.toFixed(0)} ms\n`);
    return result;
  }

  all(graph: CitationGraph): void {
    for (const { id, parameters, run } of SCORE_ANALYSES)
      this.time(id, () => run(graph, readParameters(parameters), { checkpoint: () => {} }), ({ notes }) => notes); // prettier-ignore
    const counts = Float64Array.from(graph.keys, (_, v) => degree(graph.citedBy, v));
    this.time('percentile ranks', () => percentile(counts));
    this.time(
      'weak components',
      () => weakComponents(graph),
      ({ sizes }) => `${sizes.length}, the largest ${sizes[0]}`,
    );
    this.time(
      'strong components',
      () => strongComponents(graph.references),
      ({ sizes }) => `${sizes.length}`,
    );
    for (const search of PATH_SEARCHES)
      for (const weights of PATH_WEIGHTS) {
        const run = () => mainPath(graph, { search, weights, keyCitations: 10 });
        this.time(`MAIN_PATH ${search} ${weights}`, run, ({ works, tied, total, cycles }) =>
          `${works.length} works, ${tied} tied, of e^${(total.toString(2).length * Math.LN2).toFixed(0)} paths, ${cycles.dropped.length} citations dropped`); // prettier-ignore
      }
    for (const isReduced of [false, true])
      this.time(`historiograph of 100${isReduced ? ', reduced' : ''}`, () => historiograph(graph, { top: 100, isReduced }), ({ citations }) => `${citations.length} citations`); // prettier-ignore
  }
}

function machine(): string {
  const [first] = cpus();
  const load = loadavg().map((one) => one.toFixed(1));
  return `${cpus().length} × ${first?.model ?? 'unknown processor'}, ${(totalmem() / 2 ** 30).toFixed(0)} GB, Node ${process.version}, load ${load.join(' ')}`;
}

function table(lines: readonly Line[]): string {
  const rows = lines.map((line) => [line.what, line.milliseconds.toFixed(0), line.processorMilliseconds.toFixed(0), line.notes]);
  const all = [['', 'ms', 'processor ms', ''], ...rows];
  const widths = all[0]!.map((_, i) => Math.max(...all.map((row) => row[i]!.length)));
  return all.map((row) => row.map((cell, i) => (i === 0 || i === 3 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  ').trimEnd()).join('\n'); // prettier-ignore
}

function shapeOf(graph: CitationGraph): string {
  const citers = graph.keys.map((_, v) => degree(graph.citedBy, v)).sort((a, b) => b - a);
  const uncited = citers.filter((count) => count === 0).length;
  return `${graph.references.neighbours.length} citations; the most cited: ${citers.slice(0, 5).join(' ')}; ${uncited} never cited`;
}

function main(): void {
  const options = {
    graphs: { type: 'string', default: '20000:300000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  } as const;
  const { values } = parseArgs({ options });
  if (values.help) return console.log(USAGE);
  const lines: Line[] = [];
  for (const size of values.graphs.split(',')) {
    const [articles, citations] = size.split(':').map(Number);
    const bench = new Bench(`${articles! / 1000}k/${citations! / 1000}k`, values.only);
    const scan = generateCitations({ articles: articles!, citations: citations!, seed: Number(values.seed) });
    const { result: graph, ...times } = timed(() => buildCitationGraph(scan));
    bench.lines.push({ what: `build, ${size}`, ...times, notes: shapeOf(graph) });
    bench.all(graph);
    lines.push(...bench.lines);
  }
  if (values.json) console.log(JSON.stringify({ machine: machine(), lines }, null, 2));
  else console.log([table(lines), '', machine()].join('\n'));
}

main();
