import type { Adjacency } from '../analysis/citation-graph.js';
import type { ArticleLeaf } from '../store/filter.js';
import { foldName } from '../store/fold.js';
import { GROUPINGS, type Grouping, type GroupingScan } from '../store/grouping.js';
import { compareCodePoints } from '../store/sort-values.js';
import { sharedNumbers } from './shared-numbers.js';

/** One grouping of all works, both ways, by the numbers of works and values. */
export interface GroupArrays {
  /** Of each value its works. */
  readonly works: Adjacency;
  /** Of each work its values. */
  readonly values: Adjacency;
}

/** With the values that the numbers are of, in ascending order of code points. */
export interface Grouped extends GroupArrays {
  readonly names: readonly string[];
}

export type Groupings = Readonly<Record<Grouping, Grouped>>;

/** The value of each grouping's entry. */
export function perGrouping<T>(of: (grouping: Grouping) => T): Record<Grouping, T> {
  return Object.fromEntries(GROUPINGS.map((grouping) => [grouping, of(grouping)])) as Record<Grouping, T>;
}

/** @param nodes the store's own number of each work. One that is not among them came after these had been read. */
export function buildGroupings(nodes: Float64Array, scan: GroupingScan): Groupings {
  const numbers = new Map<number, number>();
  nodes.forEach((node, number) => numbers.set(node, number));
  return perGrouping((grouping) => {
    const { values: names, offsets, nodes: listed } = scan[grouping];
    const works = new Int32Array(listed.length);
    for (let i = 0; i < works.length; i++) works[i] = numbers.get(listed[i]!) ?? UNKNOWN;
    return { names, ...bothWays(works, offsets, nodes.length) };
  });
}

const UNKNOWN = -1;

/** Two counting sorts: over the lists of all values, and back over those of all works, which makes both ascending. */
function bothWays(listed: Int32Array, offsets: Uint32Array, size: number): GroupArrays {
  const known = listed.reduce((count, work) => count + Number(work !== UNKNOWN), 0);
  const values = { offsets: sharedNumbers(size + 1), neighbours: sharedNumbers(known) };
  const works = { offsets: sharedNumbers(offsets.length), neighbours: sharedNumbers(known) };
  for (const work of listed) if (work !== UNKNOWN) values.offsets[work + 1]!++;
  for (let work = 0; work < size; work++) values.offsets[work + 1]! += values.offsets[work]!;
  const next = values.offsets.slice(0, size);
  for (let value = 0; value + 1 < offsets.length; value++) {
    works.offsets[value + 1] = works.offsets[value]!;
    for (let at = offsets[value]!; at < offsets[value + 1]!; at++) {
      const work = listed[at]!;
      if (work === UNKNOWN) continue;
      values.neighbours[next[work]!++] = value;
      works.offsets[value + 1]!++;
    }
  }
  const free = works.offsets.slice();
  for (let work = 0; work < size; work++)
    for (let at = values.offsets[work]!; at < values.offsets[work + 1]!; at++)
      works.neighbours[free[values.neighbours[at]!]!++] = work;
  return { works, values };
}

/** Place of a value among the names; null where no work has it. */
export function numberOfName({ names }: Pick<Grouped, 'names'>, name: string): number | null {
  let [from, to] = [0, names.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (compareCodePoints(names[middle]!, name) < 0) from = middle + 1;
    else to = middle;
  }
  return names[from] === name ? from : null;
}

type GroupingLeaf = Extract<ArticleLeaf, { test: Grouping }>;

/** Numbers of the values that a condition names, each once; null where one is not known: a node may have been merged into another. */
export function valuesNamed(groupings: Groupings, leaf: GroupingLeaf): number[] | null {
  const grouped = groupings[leaf.test];
  if (leaf.test === 'publicationType') {
    const wanted = new Set(leaf.values.map(foldName));
    return [...foldedNames(grouped).entries()].flatMap(([number, folded]) => (wanted.has(folded) ? [number] : []));
  }
  const numbers = new Set(leaf.keys.map((key) => numberOfName(grouped, key)));
  return numbers.has(null) ? null : ([...numbers] as number[]);
}

const folded = new WeakMap<Grouped, readonly string[]>();

function foldedNames(grouped: Grouped): readonly string[] {
  const known = folded.get(grouped) ?? grouped.names.map(foldName);
  folded.set(grouped, known);
  return known;
}
