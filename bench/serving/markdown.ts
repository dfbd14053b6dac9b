import { geometricMean, type Spread } from './ratios.js';
import type { BenchResult, Figures, Ratio } from './result.js';

/** The result as the tables of docs/performance.md. */
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [row(head), row(head.map((_, i) => (i < 2 ? '---' : '--:'))), ...rows.map(row)].join('\n');
}

const number = (value: number): string => (value < 10 ? value.toFixed(1) : value.toFixed(0));
const spread = ({ median, min, max }: Spread): string => `${number(median)} (${number(min)}–${number(max)})`;

/** One table for each state and number of connections: a row for each shape, a column for each system. */
function figures({ figures: all }: BenchResult, state: string, connections: number): string {
  const of = all.filter((one) => one.state === state && one.connections === connections);
  const systems = [...new Set(of.map(({ system }) => system))];
  const shapes = [...new Set(of.map(({ shape }) => shape))];
  const cell = (shape: string, system: string): string => {
    const one: Figures | undefined = of.find((figure) => figure.shape === shape && figure.system === system);
    return one ? `${spread(one.requestsPerSecond)} · ${number(one.p95)} ms` : '';
  };
  const rows = shapes.map((shape) => [shape, ...systems.map((system) => cell(shape, system))]);
  return `**${state}, ${connections} at a time:** requests a second (least–most of the runs) · 95 % within\n\n${table(['Question', ...systems], rows)}`;
}

function ratios({ ratios: all }: BenchResult): string {
  const groups = new Map<string, Ratio[]>();
  for (const one of all) {
    const name = JSON.stringify([`${one.ours} / ${one.peer}`, one.state, String(one.connections)]);
    groups.set(name, [...(groups.get(name) ?? []), one]);
  }
  const rows = [...groups].map(([name, of]) => {
    const mean = (value: (one: Ratio) => number) => geometricMean(of.map(value)).toFixed(1);
    const least = of.reduce((a, b) => (b.requestsPerSecond.median < a.requestsPerSecond.median ? b : a));
    const leastCell = `${least.requestsPerSecond.median.toFixed(1)} (${least.shape})`;
    return [...(JSON.parse(name) as string[]), mean((one) => one.requestsPerSecond.median), leastCell, mean((one) => one.p95.median), mean((one) => one.cpu?.median ?? NaN)]; // prettier-ignore
  });
  return table(['Ratio', 'State', 'At a time', 'Requests/s', 'Least', 'p95', 'Processor time'], rows);
}

export function markdown(result: BenchResult): string {
  const { machine, size, plan, facts } = result;
  const versions = Object.entries(machine.versions).map(([name, version]) => `${name} ${version}`).join(', '); // prettier-ignore
  const count = (one: number) => one.toLocaleString('en-GB');
  const parts = [
    `${count(size.articles)} works, ${count(size.citations)} citations, ${count(size.authorships)} authorships; ${machine.cores} × ${machine.cpu}, ${machine.memoryGB} GB, Node ${machine.node}, ${versions}; ${machine.date}, commit ${machine.commit}, ${plan.runs} runs of ${plan.seconds} s by turns, load ${machine.load.join(' ')} at the start.`,
    `Geometric means over the questions; above 1, MedEd Graph is ahead.\n\n${ratios(result)}`,
    ...['cold', 'warm'].flatMap((state) => plan.connections.map((one) => figures(result, state, one))),
  ];
  if (facts.length > 0)
    parts.push(
      table(['System', 'Fact', 'Value'], facts.map(({ system, fact, value, unit }) => [system, fact, `${number(value)} ${unit}`])), // prettier-ignore
    );
  return parts.join('\n\n');
}
