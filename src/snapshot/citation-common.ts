import type { CommonAnswer, CommonNeighbour, CommonQuery } from '../store/neighbourhood.js';
import type { Citations } from './citations.js';

/** Edges that are looked at for one question: some milliseconds of the thread that answers requests. */
const MOST_EDGES = 500_000;

/** Co-citation and bibliographic coupling out of memory; null where that would hold up other requests. */
export function commonNeighbours(
  citations: Citations,
  parents: readonly number[],
  { via, mostBetween }: CommonQuery,
): CommonAnswer[] | null {
  const most = Math.max(0, mostBetween);
  const between = new Map(parents.map((parent) => [parent, middleOf(citations, via, parent, most)]));
  const backOf = via === 'citedBy' ? citations.referenceCount : citations.citedByCount;
  let edges = 0;
  for (const middle of between.values()) for (const work of middle) edges += backOf(work);
  if (edges > MOST_EDGES) return null;
  const size = via === 'citedBy' ? citations.citedByCount : citations.referenceCount;
  const answers = new Map<number, CommonAnswer>();
  for (const [parent, middle] of between)
    answers.set(parent, {
      neighbours: neighboursOf(citations, via, parent, middle),
      between: size(parent),
      visited: middle.length,
    });
  return parents.map((parent) => answers.get(parent)!);
}

/** The newest works in the middle; of one date those with the smallest keys. */
function middleOf({ arrays, dates }: Citations, via: CommonQuery['via'], parent: number, most: number): Uint32Array {
  const { offsets, neighbours } = arrays[via];
  const all = neighbours.subarray(offsets[parent], offsets[parent + 1]);
  if (all.length <= most) return all;
  return Uint32Array.from([...all].sort((a, b) => dates[b]! - dates[a]! || a - b).slice(0, most));
}

/** The other works that the works in the middle lead to: most shared first, then by key. */
function neighboursOf(citations: Citations, via: CommonQuery['via'], parent: number, middle: Uint32Array): CommonNeighbour[] {
  const { keys, marks, arrays } = citations;
  const { offsets, neighbours } = arrays[via === 'citedBy' ? 'references' : 'citedBy'];
  const degreeOf = via === 'citedBy' ? citations.citedByCount : citations.referenceCount;
  const works: number[] = [];
  const found: CommonNeighbour[] = [];
  for (const work of middle) {
    const [start, end] = [offsets[work]!, offsets[work + 1]!];
    const log = Math.log(end - start);
    const inverse = end - start > 1 ? 1 / log : 0;
    for (let i = start; i < end; i++) {
      const other = neighbours[i]!;
      if (other === parent) continue;
      if (marks[other] === 0) {
        marks[other] = works.push(other);
        found.push({ key: keys[other]!, shared: 0, sumOfLogs: 0, sumOfInverseLogs: 0, degree: degreeOf(other) });
      }
      const one = found[marks[other]! - 1]!;
      one.shared += 1;
      one.sumOfLogs += log;
      one.sumOfInverseLogs += inverse;
    }
  }
  for (const other of works) marks[other] = 0;
  return inOrder(found, works, keys.length);
}

/** As one number each, for these are sorted without a function: what is shared, turned round, and the number of the work. */
function inOrder(found: readonly CommonNeighbour[], works: readonly number[], size: number): CommonNeighbour[] {
  const entries = new Map(works.map((work, entry) => [work, entry]));
  const order = Float64Array.from(found, ({ shared }, entry) => works[entry]! - shared * size).sort();
  return Array.from(order, (both) => found[entries.get(both - Math.floor(both / size) * size)!]!);
}
