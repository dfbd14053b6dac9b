import { edgesOf, type CitationScan, type CommonAnswer, type StepAnswer, type StepEdge } from '../../src/store/neighbourhood.js';
import { compareCodePoints } from '../../src/store/sort-values.js';

/** Answers in a form in which they can be compared. */

const rounded = (sum: number): number => Math.round(sum * 1e9) / 1e9;

/** Edge by edge. */
export const listed = (answer: StepAnswer): { edges: StepEdge[]; total: number } => ({
  edges: edgesOf(answer),
  total: answer.total,
});

/** The same with each node's edges in order, which bare ones need not be. */
export function inOrder({ lists, total }: StepAnswer): StepAnswer {
  return { lists: lists.map((list) => ({ ...list, to: [...list.to].sort(compareCodePoints) })), total };
}

/** With sums to the ninth digit: engines add in different orders. */
export function comparable(answers: readonly CommonAnswer[]): CommonAnswer[] {
  return answers.map(({ neighbours, ...rest }) => ({
    ...rest,
    neighbours: neighbours.map((one) => ({
      ...one,
      sumOfLogs: rounded(one.sumOfLogs),
      sumOfInverseLogs: rounded(one.sumOfInverseLogs),
    })),
  }));
}

/** Years and whether they are stubs by keys, and all citations with their ends' keys, in one order. */
export function spelledOut({ keys, years, stubs, citing, cited }: CitationScan) {
  return {
    articles: keys.map((key, i) => ({ key, year: years[i], isStub: stubs[i] === 1 })),
    citations: Array.from(citing, (one, i) => `${keys[one]} → ${keys[cited[i]!]}`).sort(),
    lengths: [years.length, stubs.length, cited.length],
  };
}
