import type { Filter, Range } from '../store/filter.js';
import { ofYears, type NetworkReader } from './author-network-reads.js';

/** Whose network. */
export interface NetworkScope {
  /** ALL: works of the whole graph. WORKS: those around some works, a step being a citation, either way. AUTHORS: those of some authors and of their coauthors, a step being a joint work. */
  around: 'ALL' | 'WORKS' | 'AUTHORS';
  /** Keys of these works or authors. */
  seeds: readonly string[];
  /** Steps from the seeds; 0 takes only these. */
  depth: number;
  /** Which works are taken of all that are there or reached; null for all. */
  filter: Filter<'Article'> | null;
  years: Range | null;
}

/** The works of a network, and who may be its nodes. */
export interface ScopeWorks {
  works: string[];
  /** Null: everybody on their bylines. */
  authors: ReadonlySet<string> | null;
}

export async function worksOf(reader: NetworkReader, scope: NetworkScope): Promise<ScopeWorks> {
  const { around, seeds, depth, filter, years } = scope;
  const conditions = [...(filter ? [filter] : []), ...ofYears(years)];
  if (around === 'ALL') return { works: await reader.listed(conditions.length > 0 ? { all: conditions } : null), authors: null };
  const reached = await (around === 'AUTHORS' ? aroundAuthors : aroundWorks)(reader, seeds, depth);
  const taken = reader.bounded(reached.works);
  return { ...reached, works: conditions.length > 0 ? await reader.passing(taken, { all: conditions }) : taken };
}

interface Reached {
  works: Set<string>;
  authors: Set<string> | null;
}

async function aroundWorks(reader: NetworkReader, seeds: readonly string[], depth: number): Promise<Reached> {
  const met = new Set(seeds);
  let frontier: Iterable<string> = met;
  for (let step = 0; step < depth; step++) {
    const from = [...frontier];
    const found = [await reader.reached('references', from), await reader.reached('citedBy', from)];
    frontier = fresh(found, met);
  }
  return { works: met, authors: null };
}

/** All works of the authors that are reached: so the links among coauthors are there, too, and not only those with the seeds. */
async function aroundAuthors(reader: NetworkReader, seeds: readonly string[], depth: number): Promise<Reached> {
  const authors = new Set(seeds);
  const works = new Set<string>();
  let frontier: Iterable<string> = authors;
  for (let step = 0; step < depth; step++) {
    const joint = fresh([await reader.reached('authorArticles', frontier)], works);
    frontier = fresh([await reader.reached('authors', joint)], authors);
  }
  for (const work of await reader.reached('authorArticles', frontier)) works.add(work);
  return { works, authors };
}

/** Those that were not met before; notes them as met. */
function fresh(found: readonly Iterable<string>[], met: Set<string>): string[] {
  const news: string[] = [];
  for (const one of found)
    for (const key of one) {
      if (met.has(key)) continue;
      met.add(key);
      news.push(key);
    }
  return news;
}
