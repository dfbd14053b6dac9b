import type { Filter, Range } from '../store/filter.js';
import { LEFT_OUT, listsOf, NO_YEAR, type Ends, type Step } from '../store/neighbourhood.js';
import type { GraphStore } from '../store/store.js';

export type NetworkReads = Pick<GraphStore, 'reach' | 'articleKeys' | 'years' | 'counts' | 'get' | 'packedBylines'>;

/** What bounds the work for one network. */
export interface NetworkBounds {
  works: number;
  /** Authorships, citations and topics that are read. */
  edges: number;
}
export const NETWORK_BOUNDS: NetworkBounds = { works: 50_000, edges: 1_500_000 };

/** Nodes whose edges are asked for at once: what the main thread unpacks in one piece takes it some milliseconds. */
const NODES_AT_ONCE: Partial<Record<Step, number>> = { references: 400, citedBy: 400 };
const OTHERS_AT_ONCE = 1_000;
const WORKS_AT_ONCE = 5_000;
const RECORDS_AT_ONCE = 500;

/** Reads in portions and within the bounds, and counts what these leave out. */
export class NetworkReader {
  private edgesLeft: number;
  /** Edges that were not read, and works that were not taken. */
  edgesLeftOut = 0;
  worksLeftOut = 0;

  constructor(
    private readonly store: NetworkReads,
    private readonly bounds: NetworkBounds,
    private readonly signal?: AbortSignal,
  ) {
    this.edgesLeft = bounds.edges;
  }

  /** None where nobody waits any more. */
  private get reads(): NetworkReads {
    this.signal?.throwIfAborted();
    return this.store;
  }

  /** The edges of one step from these nodes: a list for each that has some, in the order of the keys. */
  async edges(step: Step, nodes: Iterable<string>): Promise<Ends[]> {
    const found: Ends[] = [];
    for (const from of portions([...nodes].sort(), NODES_AT_ONCE[step] ?? OTHERS_AT_ONCE)) {
      const reach = await this.reads.reach({ step, from, most: this.edgesLeft, filter: null, value: null });
      for (const list of listsOf(reach, from)) found.push(list);
      this.edgesLeft -= reach.seen;
      this.edgesLeftOut += reach.total - reach.seen;
    }
    return found;
  }

  /** Nodes at the end of a step, each once. */
  async reached(step: Step, nodes: Iterable<string>): Promise<Set<string>> {
    return endsOf(await this.edges(step, nodes));
  }

  /** No more works than are allowed, the first by their keys; the rest is counted. */
  bounded(works: Iterable<string>): string[] {
    const all = [...works].sort();
    this.worksLeftOut += Math.max(0, all.length - this.bounds.works);
    return all.slice(0, this.bounds.works);
  }

  /** Works of the whole graph that fulfil a filter, the newest first where there are more than are allowed. */
  async listed(filter: Filter<'Article'> | null): Promise<string[]> {
    const { keys, total } = await this.reads.articleKeys(filter, this.bounds.works);
    this.worksLeftOut += total - keys.length;
    return [...keys];
  }

  /** Those of some works that fulfil a filter. */
  async passing(works: readonly string[], filter: Filter<'Article'>): Promise<string[]> {
    const years = await this.years(works, filter);
    return works.filter((_, i) => years[i] !== LEFT_OUT);
  }

  /** In the order of the works; -1 where unknown. */
  async years(works: readonly string[], filter: Filter<'Article'> | null = null): Promise<Int32Array> {
    const years = new Int32Array(works.length);
    let at = 0;
    for (const keys of portions(works, WORKS_AT_ONCE)) {
      years.set(await this.reads.years(keys, filter), at);
      at += keys.length;
    }
    // Without a filter, one that is there no more is as one without a year.
    return filter ? years : years.map((year) => Math.max(year, NO_YEAR));
  }

  /** Citations in the graph, in the order of the works. */
  async citations(works: readonly string[]): Promise<Uint32Array> {
    const citations: number[] = [];
    for (const keys of portions(works, WORKS_AT_ONCE))
      for (const count of await this.reads.counts('citedBy', keys, null)) citations.push(count);
    return Uint32Array.from(citations);
  }

  /** What the bylines of works tell, in the order of the works; null for one that is there no more. */
  async packedBylines(works: readonly string[]): Promise<(string | null)[]> {
    const texts: (string | null)[] = [];
    for (const keys of portions(works, RECORDS_AT_ONCE))
      for (const text of await this.reads.packedBylines(keys)) texts.push(text);
    return texts;
  }

  /** Names of topics, in the order of the keys. */
  async topicNames(keys: readonly string[]): Promise<string[]> {
    const names: string[] = [];
    for (const some of portions(keys, RECORDS_AT_ONCE))
      for (const [i, record] of (await this.reads.get('Topic', some)).entries()) names.push(record?.name ?? some[i]!);
    return names;
  }
}

/** Nodes at the ends, each once. */
export function endsOf(lists: readonly Pick<Ends, 'to'>[]): Set<string> {
  const ends = new Set<string>();
  for (const { to } of lists) for (const key of to) ends.add(key);
  return ends;
}

function* portions<Item>(all: readonly Item[], size: number): Iterable<readonly Item[]> {
  for (let at = 0; at < all.length; at += size) yield all.slice(at, at + size);
}

/** Only works of these years; null for all. */
export const ofYears = (years: Range | null): Filter<'Article'>[] => (years ? [{ test: 'publicationYear', range: years }] : []);
