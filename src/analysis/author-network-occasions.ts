import type { Bylines, NetworkMaterial, Relation } from './author-network-material.js';
import type { Adjacency } from './citation-graph.js';

/** Which works and lists a network counts, 1 for each. */
export interface Selection {
  /** Works whose units are the nodes, for the figures of the nodes; of AUTHOR_CITATION also those that cite. */
  readonly counted: Uint8Array;
  /** Works that may be cited: all that are not left out, whatever the period. */
  readonly citable: Uint8Array;
  /** Lists of AUTHOR_CO_CITATION that count; null for all. */
  readonly lists: Uint8Array | null;
}

/**
 * Lists of units that stand together: the byline of a joint work, those who cite one reference, those whom one work cites.
 * `units` has each unit of an occasion once, ascending.
 */
export interface Occasions {
  readonly units: Adjacency;
  /** How many times each of `units` stands there: its works that cite the reference; else 1. */
  readonly times: Uint32Array;
  /** How many stand on each occasion, each as many times; also those that are not among `units`. */
  readonly totals: Uint32Array;
  readonly years: Int32Array;
}

/** The occasions of a relation without direction. */
export function occasionsOf(relation: Relation, { bylines, lists }: NetworkMaterial, selection: Selection): Occasions {
  if (relation === 'CO_AUTHORSHIP') return jointWorks(bylines, selection);
  const gathered = new Gathering(bylines);
  const { offsets, neighbours } = lists!.works;
  const isCoupling = relation === 'AUTHOR_COUPLING';
  const mask = isCoupling ? selection.counted : selection.citable;
  for (let list = 0; list < offsets.length - 1; list++) {
    if (!isCoupling && selection.lists && selection.lists[list] === 0) continue;
    for (let i = offsets[list]!; i < offsets[list + 1]!; i++) if (mask[neighbours[i]!] === 1) gathered.add(neighbours[i]!);
    gathered.end(lists!.years[list]!, isCoupling);
  }
  return gathered.occasions();
}

/** Works of one author join nobody: they are no occasion (so Salton's cosine divides by joint works). */
function jointWorks(bylines: Bylines, { counted }: Selection): Occasions {
  const gathered = new Gathering(bylines);
  for (let work = 0; work < counted.length; work++) {
    if (counted[work] === 0 || bylines.lengths[work]! < 2) continue;
    gathered.add(work);
    gathered.end(bylines.years[work]!, true);
  }
  return gathered.occasions();
}

class Gathering {
  private readonly offsets: number[] = [0];
  private readonly units: number[] = [];
  private readonly times: number[] = [];
  private readonly totals: number[] = [];
  private readonly years: number[] = [];
  private readonly seen: Uint32Array;
  private met: number[] = [];
  private total = 0;

  constructor(private readonly bylines: Bylines) {
    this.seen = new Uint32Array(bylines.keys.length);
  }

  /** Those of a work's byline stand on the occasion. */
  add(work: number): void {
    const { units, lengths } = this.bylines;
    this.total += lengths[work]!;
    for (let i = units.offsets[work]!; i < units.offsets[work + 1]!; i++)
      if (this.seen[units.neighbours[i]!]!++ === 0) this.met.push(units.neighbours[i]!);
  }

  /** @param isRepeated whether one who was added several times stands there so often */
  end(year: number, isRepeated: boolean): void {
    const { met, seen } = this;
    if (met.length > 0) {
      met.sort((a, b) => a - b);
      for (const unit of met) {
        this.units.push(unit);
        this.times.push(isRepeated ? seen[unit]! : 1);
        seen[unit] = 0;
      }
      this.offsets.push(this.units.length);
      this.totals.push(isRepeated ? this.total : met.length);
      this.years.push(year);
      this.met = [];
    }
    this.total = 0;
  }

  occasions(): Occasions {
    return {
      units: { offsets: Uint32Array.from(this.offsets), neighbours: Uint32Array.from(this.units) },
      times: Uint32Array.from(this.times),
      totals: Uint32Array.from(this.totals),
      years: Int32Array.from(this.years),
    };
  }
}

/** The occasions with the chosen units alone, numbered by their places; totals stay. `place` is -1 for others. */
export function amongChosen({ units, times, totals, years }: Occasions, place: Int32Array): Occasions {
  const offsets = new Uint32Array(totals.length + 1);
  const nodes: number[] = [];
  const often: number[] = [];
  for (let one = 0; one < totals.length; one++) {
    const own: [node: number, times: number][] = [];
    for (let i = units.offsets[one]!; i < units.offsets[one + 1]!; i++) {
      const node = place[units.neighbours[i]!]!;
      if (node >= 0) own.push([node, times[i]!]);
    }
    for (const [node, count] of own.sort(([a], [b]) => a - b)) {
      nodes.push(node);
      often.push(count);
    }
    offsets[one + 1] = nodes.length;
  }
  return { units: { offsets, neighbours: Uint32Array.from(nodes) }, times: Uint32Array.from(often), totals, years };
}
