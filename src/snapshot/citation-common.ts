import { taken } from '../columns.js';
import type { CommonAnswer, CommonNeighbours, CommonQuery, Keys } from '../store/neighbourhood.js';
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

function neighboursOf(citations: Citations, via: CommonQuery['via'], parent: number, middle: Uint32Array): CommonNeighbours {
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

/** Most shared first, then by key, which is by number: a counting sort of the works in ascending order. */
function inOrder(citations: Citations, tally: Tally, degreeOf: (work: number) => number): CommonNeighbours {
  const { marks } = citations;
  const { found } = tally;
  const next = placesByShared(tally);
  const [places, entries] = [new Uint32Array(found), new Uint32Array(found)];
  const [shared, degrees] = [new Uint32Array(found), new Uint32Array(found)];
  for (const work of ascending(marks, tally)) {
    const entry = marks[work]! - 1;
    const at = next[tally.shared[entry]!]!++;
    places[at] = work;
    entries[at] = entry;
    shared[at] = tally.shared[entry]!;
    degrees[at] = degreeOf(work);
  }
  return new Neighbours(citations, tally, entries, places, shared, degrees);
}

/** Columns that few measures look at are made when they do. */
class Neighbours implements CommonNeighbours {
  constructor(
    private readonly citations: Citations,
    private readonly tally: Tally,
    private readonly entries: Uint32Array,
    readonly places: Uint32Array,
    readonly shared: Uint32Array,
    readonly degrees: Uint32Array,
  ) {}

  get keys(): Keys {
    return this.citations.keys;
  }

  private logs: Float64Array | null = null;
  get sumOfLogs(): Float64Array {
    return (this.logs ??= taken(this.tally.logs, this.entries, new Float64Array(this.entries.length)));
  }

  private inverse: Float64Array | null = null;
  get sumOfInverseLogs(): Float64Array {
    return (this.inverse ??= taken(this.tally.inverse, this.entries, new Float64Array(this.entries.length)));
  }

  private yearsOf: Int32Array | null = null;
  get years(): Int32Array {
    return (this.yearsOf ??= taken(this.citations.years, this.places, new Int32Array(this.places.length)));
  }
}

/** Of each number that works share the place of the first work that shares so many. */
function placesByShared({ shared, found }: Tally): Uint32Array {
  let most = 0;
  for (let entry = 0; entry < found; entry++) most = Math.max(most, shared[entry]!);
  const places = new Uint32Array(most + 1);
  for (let entry = 0; entry < found; entry++) places[shared[entry]! - 1]!++;
  for (let many = most - 1; many >= 0; many--) places[many]! += places[many + 1]!;
  return places;
}

/** So many times as many works as were found are walked past about as fast as those found are sorted. */
const PAST = 16;

function ascending(marks: Uint32Array, { works, found }: Tally): Uint32Array {
  if (found * PAST < marks.length) return works.slice(0, found).sort();
  const all = new Uint32Array(found);
  let next = 0;
  for (let work = 0; next < found; work++) if (marks[work] !== 0) all[next++] = work;
  return all;
}
