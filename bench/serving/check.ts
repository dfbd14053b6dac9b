import { aligned } from '../measure.js';
import type { Ratio } from './result.js';

/** A ratio that is told of when it has fallen below this part of the one before. */
const LEAST = 0.8;

export interface Fallen {
  ratio: string;
  measure: 'requests/s' | 'p95' | 'cpu';
  before: number;
  now: number;
}

const nameOf = ({ ours, peer, shape, state, connections }: Ratio): string =>
  `${ours} / ${peer}, ${shape} ${state}, ${connections} connections`;

const values = (ratio: Ratio): [Fallen['measure'], number | undefined][] => [
  ['requests/s', ratio.requestsPerSecond.median],
  ['p95', ratio.p95.median],
  ['cpu', ratio.cpu?.median],
];

/** What has fallen by more than a fifth, and how many ratios are in both results: what is in one alone cannot be compared. */
export function fallen(before: readonly Ratio[], now: readonly Ratio[]): { compared: number; fallen: Fallen[] } {
  const known = new Map(before.map((ratio) => [nameOf(ratio), new Map(values(ratio))]));
  const both = now.filter((ratio) => known.has(nameOf(ratio)));
  const found = both.flatMap((ratio) =>
    values(ratio).flatMap(([measure, value]): Fallen[] => {
      const old = known.get(nameOf(ratio))!.get(measure);
      const isFallen = old !== undefined && value !== undefined && value < LEAST * old;
      return isFallen ? [{ ratio: nameOf(ratio), measure, before: old, now: value }] : [];
    }),
  );
  return { compared: both.length, fallen: found };
}

export function fallenText(file: string, { compared, fallen: found }: ReturnType<typeof fallen>): string {
  if (compared === 0) return `${file} has no ratio of this run: nothing is compared.`;
  if (found.length === 0) return `None of ${compared} ratios has fallen by more than a fifth against ${file}.`;
  const rows = found.map(({ ratio, measure, before, now }) => [ratio, measure, before.toFixed(2), now.toFixed(2)]);
  const table = aligned([['ratio', 'of', 'before', 'now'], ...rows], [2, 3]);
  return `Fallen by more than a fifth against ${file} (${compared} ratios compared):\n${table}`;
}
