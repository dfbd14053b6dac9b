import { compareCodePoints } from '../store/sort-values.js';
import { BylineWalk, type BylineWalkReads } from './byline-walk.js';
import type { Bylines } from './bylines.js';
import { searchPaths, type Layers, type Search, type SearchPlan } from './path-search.js';
import { RELATIONS_ALONG } from './paths.js';
import { MOST_EDGES, stepsOf, Walker, type StepReads } from './step.js';
import { Walked } from './walked.js';

/** Chains of joint papers between two authors: paths along co-authorship, in which the papers of one step stand together. */

export interface CollaborationQuestion {
  /** Keys of authors. */
  from: string;
  to: string;
  /** Most joint papers in a row. */
  maxDistance: number;
  /** Chains that are listed. */
  first: number;
}

/** Keys of two authors who follow each other on a chain, and the number of their joint papers. */
export interface CollaborationStep {
  from: string;
  to: string;
  weight: number;
}

export interface Collaboration {
  /** Keys of the authors where the chains begin and end. */
  start: string;
  end: string;
  outcome: Search<unknown>['outcome'];
  /** Steps of the shortest chain; null where none was found. */
  distance: number | null;
  /** All shortest chains: those that differ in an author, not in a paper. */
  count: bigint;
  /** The first of them, by the keys of their authors (code points). */
  chains: CollaborationStep[][];
}

export type CollaborationReads = StepReads & BylineWalkReads;

/** Walked step by step in the store: by its numbers, and by keys where the graph changes meanwhile. */
export async function findCollaboration(
  store: CollaborationReads,
  question: CollaborationQuestion,
  mostEdges = MOST_EDGES,
): Promise<Collaboration> {
  // To oneself nothing is walked.
  const found = question.from === question.to ? null : await byNumbers(store, question, mostEdges);
  return found ?? byKeys(store, question, mostEdges);
}

/** Null where the graph changes meanwhile, and where one of the two is not there under this key. */
async function byNumbers(
  store: BylineWalkReads,
  { from, to, ...question }: CollaborationQuestion,
  mostEdges: number,
): Promise<Collaboration | null> {
  const walk = new BylineWalk(store, mostEdges);
  const [start, end] = await walk.authors([from, to]);
  if (typeof start !== 'number' || typeof end !== 'number') return null;
  const { expand, isCut } = walk;
  const found = await search({ from: start, to: end, expand, isCut, keysOf: (authors) => walk.keysOf(authors) }, question);
  return walk.hasChanged ? null : { start: from, end: to, ...found };
}

async function byKeys(
  store: StepReads,
  { from, to, ...question }: CollaborationQuestion,
  mostEdges: number,
): Promise<Collaboration> {
  const walked = new Walked(new Walker(store, mostEdges));
  const [start, end] = [from, to].map((key) => walked.met({ kind: 'Author', key }));
  const expand = walked.along(stepsOf(RELATIONS_ALONG.COAUTHORSHIP, 'BOTH'));
  const keysOf = (texts: readonly string[]): string[] => texts.map((text) => walked.nameOf(text).key);
  return { start: from, end: to, ...(await search({ from: start!, to: end!, expand, isCut: walked.isCut, keysOf }, question)) };
}

/** The same answer out of bylines in memory; null where they do not know one of the two. */
export async function collaborationIn(
  bylines: Bylines,
  { from, to, ...question }: CollaborationQuestion,
  mostEdges = MOST_EDGES,
): Promise<Collaboration | null> {
  const [start, end] = [bylines.numberOf(from), bylines.numberOf(to)];
  if (start === null || end === null) return null;
  const keysOf = (authors: readonly number[]): string[] => authors.map((author) => bylines.keys[author]!);
  return { start: from, end: to, ...(await search({ from: start, to: end, ...bylines.walk(mostEdges), keysOf }, question)) };
}

interface Ground<Node> extends Pick<SearchPlan<Node>, 'from' | 'to' | 'isCut'> {
  /** From authors to their papers and from papers to their authors. */
  expand: SearchPlan<Node>['onward'];
  keysOf: (authors: readonly Node[]) => Promise<readonly string[]> | readonly string[];
}

/** Authors are named when the chains are known, and put in order then. */
async function search<Node>(
  { expand, keysOf, ...ground }: Ground<Node>,
  { maxDistance, first }: Pick<CollaborationQuestion, 'maxDistance' | 'first'>,
): Promise<Omit<Collaboration, 'start' | 'end'>> {
  const plan = { ...ground, onward: expand, back: expand, maxLength: 2 * maxDistance, inOrder: () => 0 };
  const { outcome, layers } = await searchPaths(plan);
  if (outcome !== 'FOUND') return { outcome, distance: null, count: 0n, chains: [] };
  const [shortest] = layers as [Layers<Node>];
  const authors = [...new Set(shortest.places.filter((_, place) => place % 2 === 0).flatMap((place) => [...place.keys()]))];
  const keys = await keysOf(authors);
  const keyOf = new Map(authors.map((author, i) => [author, keys[i]!]));
  const steps = stepsByPlace(shortest, (a, b) => compareCodePoints(keyOf.get(a)!, keyOf.get(b)!));
  return {
    outcome,
    distance: steps.length,
    count: countChains(shortest, steps),
    chains: [...listed(shortest, steps, (author) => keyOf.get(author)!, first)],
  };
}

/** For each author at a place of the chain those who may follow, with the number of papers that lead there; in order. */
type Steps<Node> = ReadonlyMap<Node, ReadonlyMap<Node, number>>;

function stepsByPlace<Node>({ next, length }: Layers<Node>, inOrder: SearchPlan<Node>['inOrder']): Steps<Node>[] {
  const places: Steps<Node>[] = [];
  // Every second place is a paper's.
  for (let place = 0; place < length; place += 2) {
    const steps = new Map<Node, Map<Node, number>>();
    for (const [author, papers] of next[place]!) {
      const weights = new Map<Node, number>();
      for (const paper of papers)
        for (const target of next[place + 1]!.get(paper) ?? []) weights.set(target, (weights.get(target) ?? 0) + 1);
      steps.set(author, new Map([...weights].sort(([a], [b]) => inOrder(a, b))));
    }
    places.push(steps);
  }
  return places;
}

function countChains<Node>({ places }: Layers<Node>, steps: readonly Steps<Node>[]): bigint {
  let counts = new Map([...places[0]!.keys()].map((author) => [author, 1n]));
  for (const step of steps) {
    const further = new Map<Node, bigint>();
    for (const [author, count] of counts)
      for (const target of step.get(author)?.keys() ?? []) further.set(target, (further.get(target) ?? 0n) + count);
    counts = further;
  }
  return [...counts.values()].reduce((sum, count) => sum + count, 0n);
}

function* listed<Node>(
  { places }: Layers<Node>,
  steps: readonly Steps<Node>[],
  keyOf: (author: Node) => string,
  most: number,
): Iterable<CollaborationStep[]> {
  const walk = function* (author: Node, place: number): Iterable<CollaborationStep[]> {
    if (place === steps.length) return yield [];
    for (const [target, weight] of steps[place]!.get(author) ?? [])
      for (const rest of walk(target, place + 1)) yield [{ from: keyOf(author), to: keyOf(target), weight }, ...rest];
  };
  let left = most;
  for (const start of places[0]!.keys())
    for (const chain of walk(start, 0)) {
      if (left-- <= 0) return;
      yield chain;
    }
}
