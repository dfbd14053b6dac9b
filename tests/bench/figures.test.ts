import { describe, expect, test } from '@jest/globals';
import { chart } from '../../bench/serving/chart.js';
import { fallen, fallenText } from '../../bench/serving/check.js';
import { markdown } from '../../bench/serving/markdown.js';
import { geometricMean, ratiosOf, spreadOf } from '../../bench/serving/ratios.js';
import { resultOf, type BenchResult } from '../../bench/serving/result.js';
import type { Measurement, Plan } from '../../bench/serving/run.js';

describe('figures of several runs', () => {
  test('the middle one, with the least and the most', () => {
    expect(spreadOf([3, 1, 2])).toEqual({ median: 2, min: 1, max: 3 });
    expect(spreadOf([4, 1, 3, 2])).toEqual({ median: 2.5, min: 1, max: 4 });
    expect(spreadOf([7])).toEqual({ median: 7, min: 7, max: 7 });
  });

  test('ratios are of runs that follow each other, not of medians', () => {
    // Medians would say 20 / 10.
    expect(ratiosOf([10, 20, 60], [10, 40, 10])).toEqual({ median: 1, min: 0.5, max: 6 });
  });

  test('a geometric mean: half and double make one', () => {
    expect(geometricMean([0.5, 2])).toBeCloseTo(1);
    expect(geometricMean([1, 10, 100])).toBeCloseTo(10);
  });
});

const system = (name: string, engine: 'sqlite' | 'neo4j', isPeer: boolean) =>
  ({ name, engine, isPeer }) as Plan['systems'][number];
const PLAN: Plan = {
  shapes: [],
  systems: [system('us', 'sqlite', false), system('hand', 'sqlite', true), system('them', 'neo4j', true)],
  connections: [16],
  runs: 2,
  seconds: 1,
  warmKeys: 500,
  isStartedForShape: true,
};

function measured(name: string, run: number, requests: number, p95: number, cpuMs: number): Measurement {
  const load = { requests, seconds: 2, bytes: 1000 * requests, p50: 1, p95, p975: p95, p99: p95, longest: p95, refused: 0, failures: 0, failure: null, repeated: 0, cpu: 1 }; // prettier-ignore
  const delay = { p50: 0, p99: run, longest: run };
  const memory = { rss: 100 + run, anonymous: 60, file: 40, peak: 120 };
  return { system: name, shape: 'article', state: 'cold', connections: 16, run, load, cpuMs, delay, memory };
}

const MACHINE = { date: '2026-01-02', commit: 'abc', cpu: 'A processor', cores: 2, memoryGB: 8, node: 'v20', load: [0, 0, 0], versions: { graphql: '16' } }; // prettier-ignore

const result = (): BenchResult =>
  resultOf(
    [
      measured('us', 0, 400, 10, 2),
      measured('hand', 0, 800, 5, 1),
      measured('them', 0, 100, 40, 8),
      measured('us', 1, 600, 10, 2),
      measured('hand', 1, 600, 5, 1),
      measured('them', 1, 100, 60, 8),
    ],
    PLAN,
    { machine: MACHINE, size: { articles: 1_000, citations: 2_000, authorships: 3_000, seed: 1 }, facts: [] },
  );

describe('a result', () => {
  test('rates are for a second; each of ours stands beside each peer, the embedded one also beside those on Neo4j', () => {
    const { figures, ratios } = result();
    expect(figures.find((one) => one.system === 'us')).toMatchObject({
      requestsPerSecond: { median: 250, min: 200, max: 300 },
      answerBytes: 1000,
      cpuMs: 2,
      delayLongest: 1,
    });
    expect(ratios).toEqual([
      { ours: 'us', peer: 'hand', shape: 'article', state: 'cold', connections: 16, requestsPerSecond: { median: 0.75, min: 0.5, max: 1 }, p95: { median: 0.5, min: 0.5, max: 0.5 }, cpu: { median: 0.5, min: 0.5, max: 0.5 } },
      { ours: 'us', peer: 'them', shape: 'article', state: 'cold', connections: 16, requestsPerSecond: { median: 5, min: 4, max: 6 }, p95: { median: 5, min: 4, max: 6 }, cpu: { median: 4, min: 4, max: 4 } },
    ]); // prettier-ignore
  });

  test('memory under load is the most that was seen', () => {
    const rss = result().facts.filter(({ fact }) => fact === 'memory under load, resident');
    expect(rss.map(({ system: name, value }) => [name, value])).toEqual([
      ['us', 101],
      ['hand', 101],
      ['them', 101],
    ]);
  });

  test('as tables for the documentation', () => {
    const text = markdown(result());
    expect(text).toContain('| us / them | cold | 16 | 5.0 | 5.0 (article) | 5.0 | 4.0 |');
    expect(text).toContain('| article | 250 (200–300) · 10 ms | 350 (300–400) · 5.0 ms | 50 (50–50) · 50 ms |');
    expect(text).toContain('1,000 works, 2,000 citations, 3,000 authorships');
  });

  test('as a chart: a bar for each system, longer where more is answered', () => {
    const svg = chart(result(), 'cold', 16);
    const widths = [...svg.matchAll(/<rect x="90" y="\d+" width="([\d.]+)"/g)].map(([, width]) => Number(width));
    expect(widths).toHaveLength(3);
    expect(widths[1]).toBeGreaterThan(widths[0]!);
    expect(widths[0]).toBeGreaterThan(widths[2]!);
    expect(svg.match(/<svg /g)).toHaveLength(1);
  });
});

describe('against a result before', () => {
  const [first, second] = result().ratios as [BenchResult['ratios'][number], BenchResult['ratios'][number]];
  const at = (median: number) => ({ median, min: median, max: median });

  test('less than a fifth is borne, more is told', () => {
    const now = [{ ...first, requestsPerSecond: at(0.61) }, { ...second, requestsPerSecond: at(3.9), cpu: at(9) }]; // prettier-ignore
    const found = fallen([first, second], now);
    expect(found).toEqual({
      compared: 2,
      fallen: [{ ratio: 'us / them, article cold, 16 connections', measure: 'requests/s', before: 5, now: 3.9 }],
    });
    expect(fallenText('before.json', found)).toMatch(/us \/ them, article cold, 16 connections +requests\/s +5\.00 +3\.90/);
  });

  test('what was measured only once is not compared, and that is said', () => {
    const other = [{ ...first, connections: 64 }];
    expect(fallen([first], other)).toEqual({ compared: 0, fallen: [] });
    expect(fallenText('before.json', fallen([first], other))).toContain('nothing is compared');
  });
});
