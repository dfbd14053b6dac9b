import {
  transposed,
  type CitedLists,
  type LeftOut,
  type NetworkMaterial,
  type Relation,
} from '../analysis/author-network-material.js';
import type { Adjacency } from '../analysis/citation-graph.js';
import type { Ends } from '../store/neighbourhood.js';
import { endsOf, NETWORK_BOUNDS, NetworkReader, type NetworkBounds, type NetworkReads } from './author-network-reads.js';
import { worksOf, type NetworkScope } from './author-network-scope.js';

/** What a network of authors is computed from. */
export interface GatheredMaterial {
  material: NetworkMaterial;
  /** What the bounds on the work left out. */
  leftOut: LeftOut[];
}

/** Who stands on the bylines of some works. */
export interface Standing {
  /** Those that may be nodes, of each work that has some, each once. */
  lists: readonly Ends[];
  /** How many stand on the whole byline of each work, in the order of the works. */
  lengths: Uint32Array;
}

/** Reads bylines; of these authors alone, where some are given. */
export type BylineReading = (
  reader: NetworkReader,
  works: readonly string[],
  authors: ReadonlySet<string> | null,
) => Promise<Standing>;

const authorsStanding: BylineReading = async (reader, works, allowed) => {
  const all = await reader.edges('authors', works);
  const lists = allowed ? all.map(({ from, to }) => ({ from, to: to.filter((key) => allowed.has(key)) })) : all;
  return { lists, lengths: lengthsOf(all, works) };
};

export interface Gathering {
  bounds?: NetworkBounds;
  /** Who the nodes are: the authors unless something else is given (place-bylines.ts). */
  standing?: BylineReading | undefined;
  /** When it is aborted no read begins any more, and the reason is thrown. */
  signal?: AbortSignal;
}

/** Reads what a network is made from: who wrote which works, and for the relations by citation what these cite. */
export async function gatherMaterial(
  store: NetworkReads,
  scope: NetworkScope,
  relation: Relation,
  { bounds = NETWORK_BOUNDS, standing = authorsStanding, signal }: Gathering = {},
): Promise<GatheredMaterial> {
  const reader = new NetworkReader(store, bounds, signal);
  const found = await worksOf(reader, scope);
  const citations = relation === 'CO_AUTHORSHIP' ? null : await reader.edges('references', found.works);
  const isOfCited = relation === 'AUTHOR_CO_CITATION';
  const works = isOfCited ? reader.bounded(endsOf(citations!)) : found.works.sort();
  // Who is cited is not among those who were named.
  const on = await standing(reader, works, isOfCited ? null : found.authors);
  const { topicNames, ...bylines } = await bylinesOf(reader, works, on);
  const named = new Set(scope.around === 'AUTHORS' ? scope.seeds : []);
  const material: NetworkMaterial = {
    bylines,
    lists: citations && (await listsOf(reader, relation, citations, works)),
    topicNames,
    named: Uint32Array.from(bylines.keys.flatMap((key, unit) => (named.has(key) ? [unit] : []))),
  };
  const { worksLeftOut, edgesLeftOut } = reader;
  return { material, leftOut: [{ reason: 'WORK_BOUND', units: 0, works: worksLeftOut, links: edgesLeftOut }] };
}

/** What is read is put into numbers at once, so that the event loop has a turn between one list and the next. */
async function bylinesOf(reader: NetworkReader, works: readonly string[], { lists, lengths }: Standing) {
  const keys = [...endsOf(lists)].sort();
  const years = await reader.years(works);
  const units = pairsOf(lists, works, keys);
  const citations = await reader.citations(works);
  const topics = await reader.edges('topics', works);
  const topicKeys = [...endsOf(topics)].sort();
  const topicNames = await reader.topicNames(topicKeys);
  return { keys, units, lengths, years, citations, topics: pairsOf(topics, works, topicKeys), topicNames };
}

async function listsOf(
  reader: NetworkReader,
  relation: Relation,
  citations: readonly Ends[],
  works: readonly string[],
): Promise<CitedLists> {
  if (relation === 'AUTHOR_CITATION') return { works: pairsOf(citations, works, works), years: new Int32Array(0) };
  // Of coupling the lists are the references, with those who cite them; of co-citation the citing works, with what they cite.
  const isCoupling = relation === 'AUTHOR_COUPLING';
  const own = isCoupling ? [...endsOf(citations)].sort() : citations.map(({ from }) => from);
  return {
    works: isCoupling ? transposed(pairsOf(citations, works, own), own.length) : pairsOf(citations, own, works),
    years: await reader.years(own),
  };
}

const numbered = (keys: readonly string[]): Map<string, number> => new Map(keys.map((key, number) => [key, number]));

/** The edges between these, as numbers; those of each start ascend. */
function pairsOf(lists: readonly Ends[], starts: readonly string[], ends: readonly string[]): Adjacency {
  const [startOf, endOf] = [numbered(starts), numbered(ends)];
  const rows: number[][] = starts.map(() => []);
  for (const { from, to } of lists) {
    const start = startOf.get(from);
    if (start === undefined) continue;
    for (const key of to) {
      const end = endOf.get(key);
      if (end !== undefined) rows[start]!.push(end);
    }
  }
  const offsets = new Uint32Array(starts.length + 1);
  rows.forEach((row, i) => (offsets[i + 1] = offsets[i]! + row.length));
  const neighbours = new Uint32Array(offsets[starts.length]!);
  rows.forEach((row, i) =>
    neighbours.set(
      row.sort((a, b) => a - b),
      offsets[i],
    ),
  );
  return { offsets, neighbours };
}

function lengthsOf(lists: readonly Ends[], works: readonly string[]): Uint32Array {
  const numbers = numbered(works);
  const lengths = new Uint32Array(works.length);
  for (const { from, to } of lists) if (numbers.has(from)) lengths[numbers.get(from)!] = to.length;
  return lengths;
}
