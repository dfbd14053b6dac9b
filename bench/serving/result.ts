import { aligned } from '../measure.js';
import type { Fact } from './facts.js';
import type { Machine } from './machine.js';
import type { Memory } from './process-facts.js';
import { geometricMean, ratiosOf, spreadOf, type Spread } from './ratios.js';
import type { Measurement, Plan, State } from './run.js';
import type { Engine } from './systems.js';

/** Figures of one system for one shape, over all runs. */
export interface Figures {
  system: string;
  engine: Engine;
  shape: string;
  state: State;
  connections: number;
  requestsPerSecond: Spread;
  /** Milliseconds; medians of the runs. */
  p50: number;
  p95: number;
  p975: number;
  p99: number;
  /** Share of the requests that were refused for the server had too much to do. */
  refused: number;
  answerBytes: number;
  /** Milliseconds of the server's processor time for one request. */
  cpuMs: number | null;
  /** Milliseconds that the event loop came late. */
  delayP99: number;
  delayLongest: number;
  /** Processor time of the process that sends the requests, as a share of the time. */
  loadCpu: number;
}

/** Ours against a peer: above 1, ours is better. */
export interface Ratio {
  ours: string;
  peer: string;
  shape: string;
  state: State;
  connections: number;
  requestsPerSecond: Spread;
  p95: Spread;
  /** Of the servers' processor time for one request; null where a system does not tell. */
  cpu: Spread | null;
}

export interface BenchResult {
  machine: Machine;
  size: { articles: number; citations: number; authorships: number; seed: number };
  plan: { connections: readonly number[]; runs: number; seconds: number; startedForEachShape: boolean };
  figures: Figures[];
  ratios: Ratio[];
  facts: Fact[];
}

const median = (values: readonly number[]): number => spreadOf(values).median;

type Group = { key: string; runs: Measurement[] };

function grouped(measurements: readonly Measurement[]): Group[] {
  const groups = new Map<string, Measurement[]>();
  for (const one of measurements) {
    const key = `${one.shape} ${one.state} ${one.connections} ${one.system}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups].map(([key, runs]) => ({ key, runs }));
}

const rate = ({ load }: Measurement): number => load.requests / load.seconds;

function figuresOf({ runs }: Group, { systems }: Plan): Figures {
  const { system, shape, state, connections } = runs[0]!;
  const of = (value: (one: Measurement) => number): number => median(runs.map(value));
  return {
    system,
    engine: systems.find(({ name }) => name === system)!.engine,
    shape,
    state,
    connections,
    requestsPerSecond: spreadOf(runs.map(rate)),
    p50: of(({ load }) => load.p50),
    p95: of(({ load }) => load.p95),
    p975: of(({ load }) => load.p975),
    p99: of(({ load }) => load.p99),
    refused: of(({ load }) => load.refused / (load.requests + load.refused)),
    answerBytes: Math.round(of(({ load }) => load.bytes / load.requests)),
    cpuMs: runs.some(({ cpuMs }) => cpuMs === null) ? null : of(({ cpuMs }) => cpuMs!),
    delayP99: of(({ delay }) => delay.p99),
    delayLongest: Math.max(...runs.map(({ delay }) => delay.longest)),
    loadCpu: of(({ load }) => load.cpu / load.seconds),
  };
}

/** Each of our systems against each peer: on the same engine, and the embedded one against those on Neo4j. */
function ratiosOfAll(groups: readonly Group[], { systems }: Plan): Ratio[] {
  const find = (like: Measurement, system: string) =>
    groups.find(({ runs: [one] }) => one!.system === system && one!.shape === like.shape && one!.state === like.state && one!.connections === like.connections); // prettier-ignore
  return systems
    .filter(({ isPeer }) => !isPeer)
    .flatMap((ours) =>
      systems
        .filter((peer) => peer.isPeer && (peer.engine === ours.engine || ours.engine === 'sqlite'))
        .flatMap((peer) =>
          groups
            .filter(({ runs }) => runs[0]!.system === ours.name)
            .flatMap(({ runs }): Ratio[] => {
              const theirs = find(runs[0]!, peer.name)?.runs;
              if (!theirs || theirs.length !== runs.length) return [];
              const { shape, state, connections } = runs[0]!;
              const rates = ratiosOf(runs.map(rate), theirs.map(rate));
              // Of times the smaller is better.
              const p95 = ratiosOf(theirs.map(({ load }) => load.p95), runs.map(({ load }) => load.p95)); // prettier-ignore
              const cpu = [...runs, ...theirs].some(({ cpuMs }) => !cpuMs) ? null : ratiosOf(theirs.map(({ cpuMs }) => cpuMs!), runs.map(({ cpuMs }) => cpuMs!)); // prettier-ignore
              return [{ ours: ours.name, peer: peer.name, shape, state, connections, requestsPerSecond: rates, p95, cpu }];
            }),
        ),
    );
}

/** The most that was seen of each system under load. Of what is mapped of files, the system may take it back at any time. */
function memoryFacts(measurements: readonly Measurement[]): Fact[] {
  const systems = [...new Set(measurements.map(({ system }) => system))];
  return systems.flatMap((system) => {
    const seen = measurements.flatMap((one) => (one.system === system && one.memory ? [one.memory] : []));
    if (seen.length === 0) return [];
    const most = (what: string, value: (one: Memory) => number): Fact => ({
      system,
      fact: `memory under load, ${what}`,
      value: Math.max(...seen.map(value)),
      unit: 'MiB',
    });
    return [
      most('resident', ({ rss }) => rss),
      most('its own', ({ anonymous }) => anonymous),
      most('mapped of files', ({ file }) => file),
      most('peak', ({ peak }) => peak),
    ];
  });
}

export function resultOf(
  measurements: readonly Measurement[],
  plan: Plan,
  rest: Pick<BenchResult, 'machine' | 'size' | 'facts'>,
): BenchResult {
  const groups = grouped(measurements);
  const { connections, runs, seconds, isStartedForShape } = plan;
  return {
    ...rest,
    plan: { connections, runs, seconds, startedForEachShape: isStartedForShape },
    figures: groups.map((group) => figuresOf(group, plan)),
    ratios: ratiosOfAll(groups, plan),
    facts: [...rest.facts, ...memoryFacts(measurements)],
  };
}

const spread = ({ median, min, max }: Spread, digits: number): string =>
  `${median.toFixed(digits)} (${min.toFixed(digits)}–${max.toFixed(digits)})`;

const FIGURES = ['shape', '', 'conn.', 'system', 'requests/s (min–max)', 'p50 ms', 'p95', 'p97.5', 'p99', 'kB', 'cpu ms', 'loop p99 ms', 'refused']; // prettier-ignore

export function figuresTable({ figures }: BenchResult): string {
  const rows = figures.map((one) => [
    one.shape,
    one.state,
    String(one.connections),
    one.system,
    spread(one.requestsPerSecond, 0),
    ...[one.p50, one.p95, one.p975, one.p99].map((ms) => ms.toFixed(1)),
    (one.answerBytes / 1000).toFixed(1),
    one.cpuMs?.toFixed(2) ?? '',
    one.delayP99.toFixed(1),
    one.refused > 0 ? `${(100 * one.refused).toFixed(1)} %` : '',
  ]);
  const order = (row: string[]) => [row[0], row[1], row[2]!.padStart(4)].join(' ');
  rows.sort((a, b) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0));
  return aligned([FIGURES, ...rows], [2, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
}

/** The means are geometric, over the shapes. */
export function ratiosTable({ ratios }: BenchResult): string {
  const pairs = [
    ...new Set(ratios.map(({ ours, peer, state, connections }) => JSON.stringify([ours, peer, state, connections]))),
  ];
  const rows = pairs.map((pair) => {
    const [ours, peer, state, connections] = JSON.parse(pair) as [string, string, State, number];
    const of = ratios.filter(
      (one) => one.ours === ours && one.peer === peer && one.state === state && one.connections === connections,
    );
    const mean = (value: (one: Ratio) => number) => geometricMean(of.map(value)).toFixed(2);
    const least = of.reduce((a, b) => (b.requestsPerSecond.median < a.requestsPerSecond.median ? b : a));
    return [
      `${ours} / ${peer}`,
      state,
      String(connections),
      mean((one) => one.requestsPerSecond.median),
      `${least.requestsPerSecond.median.toFixed(2)} ${least.shape}`,
      mean((one) => one.p95.median),
      mean((one) => one.cpu?.median ?? NaN),
      of.map((one) => `${one.shape} ${spread(one.requestsPerSecond, 2)}`).join('  '),
    ];
  });
  return aligned(
    [['ratio', '', 'conn.', 'requests/s', 'least', 'p95', 'cpu', 'by shape, with the spread of the runs'], ...rows],
    [2, 3, 5, 6],
  );
}

export function factsTable({ facts }: BenchResult): string {
  const rows = facts.map(({ system, fact, value, unit }) => [system, fact, value.toFixed(value < 10 ? 2 : 0), unit]);
  return aligned([['system', 'fact', 'value', ''], ...rows], [2]);
}
