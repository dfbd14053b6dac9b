import { expect } from '@jest/globals';
import type { GroupingScan, GroupScan } from '../../src/store/grouping.js';
import {
  edgesOf,
  type BylineScan,
  type CitationScan,
  type CommonAnswer,
  type Reach,
  type StepAnswer,
  type StepEdge,
} from '../../src/store/neighbourhood.js';

/** Answers in a form in which they can be compared. */

const rounded = (sum: number): number => Math.round(sum * 1e9) / 1e9;

/** Edge by edge. */
export const listed = (answer: StepAnswer): { edges: StepEdge[]; total: number } => ({
  edges: edgesOf(answer),
  total: answer.total,
});

/** Edges with their ends' keys and what is told of the nodes, in one order. */
export function reachSpelledOut({ from, to, keys, values, ...rest }: Reach, starts: readonly string[]) {
  const edges = Array.from(from, (slot, i) => `${slot} ${starts[slot]} → ${keys[to[i]!]}`).sort();
  const told = keys.map((key, i) => `${key} ${values === null ? null : values[i]}`).sort();
  const lengths = [to.length, values === null ? null : values.length === keys.length];
  return { ...rest, edges, told, lengths };
}

export interface CommonNeighbour {
  key: string;
  shared: number;
  sumOfLogs: number;
  sumOfInverseLogs: number;
  degree: number;
}
export type CommonList = Omit<CommonAnswer, 'neighbours'> & { neighbours: CommonNeighbour[] };

/** With an object for each work. */
export function commonSpelledOut({ neighbours, ...rest }: CommonAnswer): CommonList {
  const { keys, places, shared, sumOfLogs, sumOfInverseLogs, degrees, years } = neighbours;
  for (const column of [shared, sumOfLogs, sumOfInverseLogs, degrees, years ?? shared])
    expect(column).toHaveLength(places.length);
  const list = Array.from(places, (place, i) => ({
    key: keys.at(place)!,
    shared: shared[i]!,
    sumOfLogs: sumOfLogs[i]!,
    sumOfInverseLogs: sumOfInverseLogs[i]!,
    degree: degrees[i]!,
  }));
  return { ...rest, neighbours: list };
}

/** With sums to the ninth digit: engines add in different orders. */
export function comparable(answers: readonly CommonList[]): CommonList[] {
  return answers.map(({ neighbours, ...rest }) => ({
    ...rest,
    neighbours: neighbours.map((one) => ({
      ...one,
      sumOfLogs: rounded(one.sumOfLogs),
      sumOfInverseLogs: rounded(one.sumOfInverseLogs),
    })),
  }));
}

/** All authors, and the bylines with their keys, in one order. */
export function bylinesSpelledOut({ keys, offsets, authors }: BylineScan) {
  const bylines = Array.from({ length: offsets.length - 1 }, (_, work) =>
    Array.from(authors.subarray(offsets[work], offsets[work + 1]), (one) => keys[one]!)
      .sort()
      .join(', '),
  );
  return { authors: [...keys], bylines: bylines.sort(), length: authors.length };
}

/** Years, dates and whether they are stubs by keys, and all citations with their ends' keys and positions, in one order. */
export function spelledOut({ keys, years, dates, stubs, nodes, citing, cited, positions }: CitationScan) {
  return {
    articles: keys.map((key, i) => ({ key, year: years[i], date: dates[i], isStub: stubs[i] === 1 })),
    citations: Array.from(citing, (one, i) => `${keys[one]} → ${keys[cited[i]!]} at ${positions[i]}`).sort(),
    lengths: [years.length, dates.length, stubs.length, nodes.length, cited.length, positions.length],
  };
}

/** Each value with the keys of its articles. */
export function groupingsSpelledOut(scan: GroupingScan, { keys, nodes }: Pick<CitationScan, 'keys' | 'nodes'>) {
  const keyOf = new Map(Array.from(nodes, (node, i) => [node, keys[i]]));
  const lists = ({ values, offsets, nodes: articles }: GroupScan) => ({
    values: values.map((value, i) => ({
      value,
      articles: Array.from(articles.subarray(offsets[i], offsets[i + 1]), (node) => keyOf.get(node)).sort(),
    })),
    length: articles.length - offsets.at(-1)!,
  });
  return { journal: lists(scan.journal), topic: lists(scan.topic), publicationType: lists(scan.publicationType) };
}
