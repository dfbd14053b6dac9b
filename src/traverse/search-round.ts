import type { StoredArticle } from '../records.js';
import { compareKeys } from './ranking.js';
import type { Followed, FollowedLink } from './search-links.js';
import type { DirectionCounts, Link, LinkCounts, Round, StartCounts } from './search-outcome.js';

/** A work on the way to being a candidate. */
export interface Reached {
  key: string;
  /** Citations in the graph. */
  citations: number;
  /** 0 where unknown. */
  year: number;
  iteration: number;
  links: Link[];
  isKnown: boolean;
}

/** What is known of a search between its rounds. */
export interface Progress {
  seeds: ReadonlySet<string>;
  reached: Map<string, Reached>;
  /** Works that the filter leaves out. */
  filtered: Set<string>;
  knownBefore: ReadonlySet<string>;
  maxCandidates: number;
}

/** Works at the ends of links that were neither seeds nor met before: those with most links first, then the smallest keys. */
export function freshOf(followed: readonly Followed[], { seeds, reached, filtered }: Progress): string[] {
  const counts = new Map<string, number>();
  for (const { links } of followed)
    for (const { to } of links)
      if (!seeds.has(to) && !reached.has(to) && !filtered.has(to)) counts.set(to, (counts.get(to) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || compareKeys(a, b)).map(([key]) => key);
}

export interface RoundWorks {
  /** As of `freshOf`. */
  fresh: readonly string[];
  /** How many of them were looked at, from the first on. */
  looked: number;
  /** Of these the ones that the filter lets through. */
  fulfilling: readonly StoredArticle[];
}

/** Takes in what one round gave, and counts it. */
export function takeRound(
  iteration: number,
  starts: readonly string[],
  followed: readonly Followed[],
  { fresh, looked, fulfilling }: RoundWorks,
  progress: Progress,
): Round {
  const links = followed.flatMap((one) => one.links);
  const { reached, filtered, seeds, knownBefore } = progress;
  const ends = [...new Set(links.map(({ to }) => to))];
  const met = ends.filter((key) => seeds.has(key) || reached.has(key)).length;
  const byKey = new Map(fulfilling.map((article) => [article.key, article]));
  const passing = fresh.slice(0, looked).filter((key) => byKey.has(key) || (filtered.add(key), false));
  const kept = passing.slice(0, Math.max(0, progress.maxCandidates - reached.size)).map((key) => byKey.get(key)!);
  for (const { key, citedByCount: citations, date } of kept)
    reached.set(key, { key, citations, year: date?.year ?? 0, iteration, links: [], isKnown: knownBefore.has(key) });
  for (const { from, to, direction } of links) reached.get(to)?.links.push({ from, direction });
  const isNew = new Set(kept.flatMap(({ key }) => (knownBefore.has(key) ? [] : [key])));
  return {
    iteration,
    startedFrom: starts.length,
    ...countsOf(links, isNew),
    met,
    filtered: ends.filter((key) => filtered.has(key)).length,
    known: kept.length - isNew.size,
    leftOut: passing.length - kept.length + (fresh.length - looked),
    perDirection: followed.map((one): DirectionCounts => {
      const { direction, notFollowed, visited, of } = one;
      return { direction, ...countsOf(one.links, isNew), notFollowed, visited, of };
    }),
    perSeed: perSeed(starts, links, isNew),
  };
}

function countsOf(links: readonly FollowedLink[], isNew: ReadonlySet<string>): LinkCounts {
  const ends = new Set(links.map(({ to }) => to));
  return { raw: links.length, unique: ends.size, new: [...ends].filter((key) => isNew.has(key)).length };
}

function perSeed(starts: readonly string[], links: readonly FollowedLink[], isNew: ReadonlySet<string>): StartCounts[] {
  const byStart = new Map<string, FollowedLink[]>(starts.map((start) => [start, []]));
  for (const link of links) byStart.get(link.from)?.push(link);
  return [...byStart].map(([seed, own]) => ({ seed, ...countsOf(own, isNew) }));
}
