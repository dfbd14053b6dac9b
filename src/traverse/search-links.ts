import { edgesOf, type CommonAnswer } from '../store/neighbourhood.js';
import type { GraphStore } from '../store/store.js';
import { mostBetween } from './related.js';
import type { Direction } from './search-outcome.js';

export interface FollowedLink {
  from: string;
  to: string;
  direction: Direction;
}

/** What one direction gave from all starting works. */
export interface Followed {
  direction: Direction;
  links: FollowedLink[];
  notFollowed: number;
  visited: number;
  of: number;
}

/** Links of one direction and one round that are followed at most; what is beyond is counted. */
export const MOST_LINKS = 200_000;
/** Works whose neighbours are held in memory at the same time. */
const AT_ONCE = 50;

const STEP = { BACKWARD: 'references', FORWARD: 'citedBy' } as const;
const VIA = { CO_CITED: 'citedBy', CO_CITING: 'references' } as const;

export type LinkReads = Pick<GraphStore, 'steps' | 'commonNeighbours'>;

/** All links of one direction, in the order of the starting works. */
export async function follow(store: LinkReads, direction: Direction, starts: readonly string[]): Promise<Followed> {
  return direction === 'BACKWARD' || direction === 'FORWARD'
    ? followCitations(store, direction, starts)
    : followCommon(store, direction, starts);
}

async function followCitations(
  store: LinkReads,
  direction: 'BACKWARD' | 'FORWARD',
  starts: readonly string[],
): Promise<Followed> {
  const answer = await store.steps({ step: STEP[direction], from: starts, to: null, most: MOST_LINKS });
  const links = edgesOf(answer).map(({ from, to }) => ({ from, to, direction }));
  return { direction, links, notFollowed: answer.total - links.length, visited: links.length, of: answer.total };
}

async function followCommon(store: LinkReads, direction: 'CO_CITED' | 'CO_CITING', starts: readonly string[]): Promise<Followed> {
  const found: Followed = { direction, links: [], notFollowed: 0, visited: 0, of: 0 };
  const question = { via: VIA[direction], mostBetween: mostBetween(starts.length) };
  for (let at = 0; at < starts.length; at += AT_ONCE) {
    const parents = starts.slice(at, at + AT_ONCE);
    const answers = await store.commonNeighbours({ ...question, parents });
    answers.forEach((answer, i) => takeCommon(found, parents[i]!, answer));
  }
  return found;
}

function takeCommon(found: Followed, from: string, { neighbours, visited, between }: CommonAnswer): void {
  const room = MOST_LINKS - found.links.length;
  const { keys, places } = neighbours;
  for (const place of places.subarray(0, room)) found.links.push({ from, to: keys.at(place)!, direction: found.direction });
  found.notFollowed += Math.max(0, places.length - room);
  found.visited += visited;
  found.of += between;
}
