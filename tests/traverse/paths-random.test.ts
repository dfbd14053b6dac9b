import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { GraphStore } from '../../src/store/store.js';
import { findPaths, kindsAlong, type Along, type Paths } from '../../src/traverse/paths.js';
import { textOf, type LinkRelation, type NodeName } from '../../src/traverse/step.js';
import { describeEachEngine, type EngineName } from '../engines.js';
import { record } from '../store/random-graph.js';
import { graphs, linksWritten, naiveDistances, neighbours, type Links } from './links.js';

/** A failure prints its seed: SEED=… runs it again, and with SHRINK=1 looks for a smaller case. */
const RUNS = Number(process.env.RUNS ?? 1);
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const GRAPHS: Record<EngineName, number> = { sqlite: 40 * RUNS, neo4j: 10 * RUNS };
const QUESTIONS: Record<EngineName, number> = { sqlite: 25, neo4j: 8 };
const PATIENCE_MS = 5 * 60_000 * RUNS;

const RELATIONS: Record<Along, LinkRelation[]> = {
  CITATIONS: ['CITES'],
  CITATIONS_AUTHORS_JOURNALS: ['CITES', 'AUTHORED', 'PUBLISHED_IN'],
  COAUTHORSHIP: ['AUTHORED'],
};

const choices = record({
  from: fc.nat(100),
  to: fc.nat(100),
  along: fc.constantFrom(...(Object.keys(RELATIONS) as Along[])),
  direction: fc.constantFrom('REFERENCES' as const, 'CITED_BY' as const, 'BOTH' as const, 'BOTH' as const),
  maxLength: fc.constantFrom(1, 2, 3, 4, 30),
  avoid: fc.oneof(fc.constant<number[]>([]), fc.array(fc.nat(100), { maxLength: 2 })),
  via: fc.oneof({ weight: 3, arbitrary: fc.constant<number[]>([]) }, { weight: 1, arbitrary: fc.array(fc.nat(100), { minLength: 1, maxLength: 2 }) }), // prettier-ignore
  detour: fc.constantFrom(0 as const, 1 as const),
}); // prettier-ignore
type Choice = typeof choices extends fc.Arbitrary<infer T> ? T : never;

/** Every path of at most so many edges that meets no node twice, found by going everywhere. */
function simplePaths(from: string, to: string, most: number, lead: (text: string) => string[]): string[][] {
  const found: string[][] = [];
  const go = (path: string[]): void => {
    const last = path.at(-1)!;
    if (last === to) return void found.push(path);
    if (path.length > most) return;
    for (const next of lead(last)) if (!path.includes(next)) go([...path, next]);
  };
  go([from]);
  return found;
}

/** All paths through the stations, each stretch as short as it can be. */
function expectedPaths(stations: readonly string[], slack: number, most: number, lead: (text: string) => string[]) {
  let paths: string[][] = [[stations[0]!]];
  let left = most;
  let shortest = 0;
  const distances = stations.slice(1).map((to, i) => naiveDistances([stations[i]!], lead).get(to));
  if (distances.includes(undefined)) return { outcome: 'NONE', paths: [], shortest: null };
  for (const [i, to] of stations.slice(1).entries()) {
    const distance = distances[i]!;
    if (distance > left) return { outcome: 'NOT_WITHIN', paths: [], shortest: null };
    const ways = simplePaths(stations[i]!, to, Math.min(distance + (distance > 0 ? slack : 0), left), lead);
    paths = paths.flatMap((path) => ways.map((way) => [...path, ...way.slice(1)]));
    left -= distance;
    shortest += distance;
  }
  return { outcome: 'FOUND', paths, shortest };
}

function expectRight(found: Paths, { outcome, paths, shortest }: ReturnType<typeof expectedPaths>): void {
  expect([found.outcome, found.length, found.count]).toEqual([outcome, shortest, BigInt(paths.length)]);
  const sorted = paths.map((path) => [String(path.length).padStart(3), ...path].join('\n')).sort();
  const listed = found.paths.map(({ length, nodes }) => [String(length + 1).padStart(3), ...nodes.map(textOf)].join('\n'));
  expect(listed.sort()).toEqual(sorted);
  const lengths = found.paths.map(({ length }) => length);
  expect(lengths).toEqual([...lengths].sort((a, b) => a - b));
  const met = [...new Set(paths.flat())].map((text) => ({
    text,
    distance: Math.min(...paths.map((path) => path.indexOf(text)).filter((at) => at >= 0)),
    pathCount: BigInt(paths.filter((path) => path.includes(text)).length),
  }));
  const nodes = found.nodes.map((one) => ({ text: textOf(one), distance: one.distance, pathCount: one.pathCount }));
  const byText = (a: { text: string }, b: { text: string }) => (a.text < b.text ? -1 : 1);
  expect(nodes.sort(byText)).toEqual(met.sort(byText));
  const steps = new Set(paths.flatMap((path) => path.slice(1).map((text, i) => `${path[i]} → ${text}`)));
  expect(found.steps.map(({ from, to }) => `${textOf(from)} → ${textOf(to)}`).sort()).toEqual([...steps].sort());
}

describeEachEngine('Paths of random graphs', (openEmptyStore, { name }) => {
  it(
    'are all those that going everywhere finds, and no others',
    async () => {
      let last: GraphStore | null = null;
      const asked = fc.array(choices, { minLength: QUESTIONS[name], maxLength: QUESTIONS[name] });
      await fc.assert(
        fc.asyncProperty(graphs, asked, async (batches, list) => {
          await last?.close();
          const store = (last = await openEmptyStore());
          const graph = await linksWritten(store, batches);
          for (const choice of list) await expectPaths(store, graph, choice);
        }),
        { numRuns: GRAPHS[name], seed, endOnFailure: process.env.SHRINK === undefined },
      );
    },
    PATIENCE_MS,
  );

  async function expectPaths(store: GraphStore, { nodes, links }: Links, choice: Choice): Promise<void> {
    const { along, direction, maxLength } = choice;
    const ends = nodes.filter(({ kind }) => kindsAlong(along).has(kind));
    if (ends.length === 0) return;
    const at = (number: number): NodeName => ends[number % ends.length]!;
    const [from, to, via] = [at(choice.from), at(choice.to), choice.via.map(at)];
    const stations = [from, ...via, to].map(textOf);
    const avoid = choice.avoid.map(at).filter((name) => !stations.includes(textOf(name)));
    const avoided = new Set(avoid.map(textOf));
    const all = neighbours(links, RELATIONS[along], direction);
    const lead = (text: string): string[] => all(text).filter((next) => !avoided.has(next));
    const detour = via.length > 0 ? 0 : choice.detour;
    const found = await findPaths(store, {
      from,
      to,
      along,
      direction,
      maxLength,
      avoid,
      via,
      detour,
      first: 1e6,
      maxNodes: 1000,
    });
    expectRight(found, expectedPaths(stations, detour, maxLength, lead));
  }
});
