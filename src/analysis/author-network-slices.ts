import type { AnalysisContext } from './analysis.js';
import type { Relation, NetworkMaterial } from './author-network-material.js';
import type { Selection } from './author-network-occasions.js';
import { matchCommunities, type Membership } from './community-match.js';
import { makePart, type MadePart, type NetworkPart, type PartOptions } from './author-network-part.js';

/** The network of one period. Nodes are those of the whole network that the period has, where they stand there. */
export interface NetworkSlice extends NetworkPart {
  firstYear: number;
  lastYear: number;
  /** Nodes that no period before had. */
  newNodes: number;
}

/**
 * The same network by period: as many periods of equal length as asked for, the last one shorter where the years do not
 * divide. What dates a link is the joint work, the citing work, or of coupling both citing works. Communities are found in
 * each period and keep the number of that of the period before which they continue; new ones have new numbers.
 */
export function slicesOf(
  material: NetworkMaterial,
  selection: Selection,
  whole: MadePart,
  options: PartOptions & { timeSlices: number },
  context?: AnalysisContext,
): { slices: NetworkSlice[]; withoutYear: number } {
  if (options.timeSlices === 0) return { slices: [], withoutYear: 0 };
  const { years, mask } = datedBy(material, selection, options.relation);
  const withoutYear = years.reduce((sum, year, i) => sum + (year < 0 && mask[i] === 1 ? 1 : 0), 0);
  const positions = new Map(whole.part.nodes.map(({ key, position }) => [key, position]));
  const seen = new Set<string>();
  const slices: NetworkSlice[] = [];
  let before: Membership = new Map();
  let next = 1;
  for (const [firstYear, lastYear] of periodsOf(years, mask, options.timeSlices)) {
    const within = mask.map((one, i) => (one === 1 && years[i]! >= firstYear && years[i]! <= lastYear ? 1 : 0));
    const own = selectionOf(material, selection, options.relation, within);
    const present = unitsOf(material, own, options.relation, whole.chosen);
    const { part } = makePart(material, own, present, options, context);
    for (const node of part.nodes) node.position = positions.get(node.key) ?? null;
    ({ before, next } = renumber(part, before, next));
    const newNodes = part.nodes.reduce((sum, { key }) => sum + (seen.has(key) ? 0 : 1), 0);
    for (const { key } of part.nodes) seen.add(key);
    slices.push({ ...part, firstYear, lastYear, newNodes });
  }
  return { slices, withoutYear };
}

/** What has the year that decides: the works themselves, or the works that cite several together. */
function datedBy({ bylines, lists }: NetworkMaterial, { counted }: Selection, relation: Relation) {
  if (relation !== 'AUTHOR_CO_CITATION') return { years: bylines.years, mask: counted };
  return { years: lists!.years, mask: new Uint8Array(lists!.years.length).fill(1) };
}

/** First and last year of each period. */
export function periodsOf(years: Int32Array, mask: Uint8Array, count: number): [first: number, last: number][] {
  let [from, to] = [Infinity, -Infinity];
  years.forEach((year, i) => {
    if (mask[i] === 0 || year < 0) return;
    from = Math.min(from, year);
    to = Math.max(to, year);
  });
  if (to < from) return [];
  const length = Math.ceil((to - from + 1) / count);
  const periods: [number, number][] = [];
  for (let first = from; first <= to; first += length) periods.push([first, Math.min(to, first + length - 1)]);
  return periods;
}

function selectionOf(
  { lists }: NetworkMaterial,
  { counted, citable }: Selection,
  relation: Relation,
  within: Uint8Array,
): Selection {
  if (relation !== 'AUTHOR_CO_CITATION') return { counted: within, citable, lists: null };
  const { offsets, neighbours } = lists!.works;
  const cited = new Uint8Array(counted.length);
  for (let list = 0; list < within.length; list++)
    if (within[list] === 1)
      for (let i = offsets[list]!; i < offsets[list + 1]!; i++) cited[neighbours[i]!] = counted[neighbours[i]!]!;
  return { counted: cited, citable, lists: within };
}

/** Of the chosen units those that have a work in the period, or that such a work of theirs cites. */
function unitsOf(
  { bylines, lists }: NetworkMaterial,
  { counted, citable }: Selection,
  relation: Relation,
  units: Uint32Array,
): Uint32Array {
  const isPresent = new Uint8Array(bylines.keys.length);
  const isChosen = new Uint8Array(bylines.keys.length);
  for (const unit of units) isChosen[unit] = 1;
  const ofWork = (work: number) =>
    bylines.units.neighbours.subarray(bylines.units.offsets[work], bylines.units.offsets[work + 1]);
  counted.forEach((one, work) => {
    if (one === 0) return;
    for (const unit of ofWork(work)) isPresent[unit] = 1;
    if (relation !== 'AUTHOR_CITATION' || !ofWork(work).some((unit) => isChosen[unit] === 1)) return;
    for (let i = lists!.works.offsets[work]!; i < lists!.works.offsets[work + 1]!; i++) {
      const cited = lists!.works.neighbours[i]!;
      if (citable[cited] === 1) for (const unit of ofWork(cited)) isPresent[unit] = 1;
    }
  });
  return units.filter((unit) => isPresent[unit] === 1);
}

/** Gives communities the numbers of those of the period before which they continue. */
function renumber(part: NetworkPart, before: Membership, from: number): { before: Membership; next: number } {
  const members = (nodes: NetworkPart['nodes']): Map<string, number> =>
    new Map(nodes.flatMap(({ key, community }) => (community === null ? [] : [[key, community]])));
  const { numbers, next } = matchCommunities(before, members(part.nodes), from);
  for (const community of part.communities) community.number = numbers.get(community.number)!;
  for (const node of part.nodes) if (node.community !== null) node.community = numbers.get(node.community)!;
  return { before: members(part.nodes), next };
}
