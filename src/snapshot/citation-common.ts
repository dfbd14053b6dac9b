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

/** The other works that the works in the middle lead to, in columns, for a hub leads to tens of thousands. */
interface Tally {
  works: Uint32Array;
  shared: Uint32Array;
  logs: Float64Array;
  inverse: Float64Array;
  /** How many there are. The mark of each is its entry more one. */
  found: number;
}

function neighboursOf(citations: Citations, via: CommonQuery['via'], parent: number, middle: Uint32Array): CommonNeighbour[] {
  const tally = tallied(citations, via, parent, middle);
  const answer = inOrder(citations, tally, via === 'citedBy' ? citations.citedByCount : citations.referenceCount);
  for (let entry = 0; entry < tally.found; entry++) citations.marks[tally.works[entry]!] = 0;
  return answer;
}

function tallied({ marks, arrays }: Citations, via: CommonQuery['via'], parent: number, middle: Uint32Array): Tally {
  const { offsets, neighbours } = arrays[via === 'citedBy' ? 'references' : 'citedBy'];
  let edges = 0;
  for (const work of middle) edges += offsets[work + 1]! - offsets[work]!;
  const [works, shared] = [new Uint32Array(edges), new Uint32Array(edges)];
  const [logs, inverse] = [new Float64Array(edges), new Float64Array(edges)];
  let found = 0;
  for (const work of middle) {
    const [start, end] = [offsets[work]!, offsets[work + 1]!];
    const log = Math.log(end - start);
    const inverseLog = end - start > 1 ? 1 / log : 0;
    for (let i = start; i < end; i++) {
      const other = neighbours[i]!;
      if (other === parent) continue;
      if (marks[other] === 0) {
        works[found] = other;
        marks[other] = ++found;
      }
      const entry = marks[other]! - 1;
      shared[entry]! += 1;
      logs[entry]! += log;
      inverse[entry]! += inverseLog;
    }
  }
  return { works, shared, logs, inverse, found };
}

/** Most shared first, then by key: as one number each (what is shared, turned round, and the work), for these are sorted without a function. */
function inOrder({ keys, marks }: Citations, tally: Tally, degreeOf: (work: number) => number): CommonNeighbour[] {
  const size = keys.length;
  const order = new Float64Array(tally.found);
  for (let entry = 0; entry < order.length; entry++) order[entry] = tally.works[entry]! - tally.shared[entry]! * size;
  order.sort();
  const answer = new Array<CommonNeighbour>(order.length);
  for (let i = 0; i < order.length; i++) {
    const work = order[i]! - Math.floor(order[i]! / size) * size;
    const entry = marks[work]! - 1;
    answer[i] = {
      key: keys[work]!,
      shared: tally.shared[entry]!,
      sumOfLogs: tally.logs[entry]!,
      sumOfInverseLogs: tally.inverse[entry]!,
      degree: degreeOf(work),
    };
  }
  return answer;
}
