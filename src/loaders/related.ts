import DataLoader from 'dataloader';
import { CodedError } from '../errors.js';
import type { Filter } from '../store/filter.js';
import { edgeCount, LEFT_OUT, type CommonAnswer } from '../store/neighbourhood.js';
import { ROOT } from '../store/relation.js';
import { mostBetween, type Via } from '../traverse/related.js';
import { worksNamed } from '../traverse/works-named.js';
import { onePerKey, perParent } from './by-key.js';
import { perFilter } from './matching.js';
import type { Reads } from './reads.js';

/** Two works, and on which side of them what they share is. */
export interface SharedBy {
  via: Via;
  a: string;
  b: string;
}

/** What is related to what. Each loader answers any number of works with a fixed number of statements. */
export function relatedLoaders(reads: Reads) {
  let works: Promise<number> | null = null;
  return {
    /** Works that share citing works or references with each; `question.seeds`: for how many works it is asked together. */
    common: perParent<{ via: Via; seeds: number }, CommonAnswer>((parents, { via, seeds }) =>
      reads.commonNeighbours({ via, parents, mostBetween: mostBetween(seeds) }),
    ),
    /** Keys of the works that both cite, or that cite both. */
    shared: onePerKey((pairs: readonly SharedBy[]) => sharedWorks(reads, pairs)),
    /** Whether works fulfil a filter, in the order of their keys: there may be tens of thousands. */
    matching: perFilter((filter: Filter<'Article'>) =>
      perList(async (keys) => Array.from(await reads.years(keys, filter), (year) => year !== LEFT_OUT)),
    ),
    /** Publication years of works, in the order of their keys; 0 for none. */
    years: perList(async (keys) => Array.from(await reads.years(keys, null), (year) => Math.max(0, year))),
    /** Number of all works of the graph, stubs among them. */
    works: () => (works ??= reads.counts('allArticles', [ROOT], null).then(([count]) => count!)),
    named: (inputs: readonly string[]) => worksNamed(reads, inputs),
  };
}

/** Answers for lists of keys, in their order: those that are asked about at the same time share a statement. */
function perList<Answer>(
  fetch: (keys: readonly string[]) => Promise<readonly Answer[]>,
): DataLoader<readonly string[], readonly Answer[]> {
  return new DataLoader(
    async (lists) => {
      const answers = await fetch(lists.flat());
      let at = 0;
      return lists.map((list) => answers.slice(at, (at += list.length)));
    },
    { cache: false },
  );
}

/** Citations that are read for all pairs together; what needs more is asked for in parts. */
const MOST_EDGES = 500_000;

async function sharedWorks(reads: Reads, pairs: readonly SharedBy[]): Promise<string[][]> {
  const found = new Array<string[]>(pairs.length);
  for (const via of ['citedBy', 'references'] as const) {
    const own = pairs.flatMap((pair, at) => (pair.via === via ? [{ ...pair, at }] : []));
    if (own.length === 0) continue;
    const ofFirst = await neighboursOf(reads, via, own.map(({ a }) => a), null); // prettier-ignore
    const between = [...new Set([...ofFirst.values()].flatMap((keys) => [...keys]))];
    const ofSecond = await neighboursOf(reads, via, own.map(({ b }) => b), between); // prettier-ignore
    for (const { a, b, at } of own) {
      const mine = ofFirst.get(a) ?? new Set();
      found[at] = [...(ofSecond.get(b) ?? [])].filter((key) => mine.has(key));
    }
  }
  return found;
}

async function neighboursOf(
  reads: Reads,
  step: Via,
  from: readonly string[],
  to: readonly string[] | null,
): Promise<Map<string, Set<string>>> {
  const { lists, total } = await reads.steps({ step, from: [...new Set(from)], to, most: MOST_EDGES });
  if (total > edgeCount({ lists }))
    throw new CodedError(
      'QUERY_TOO_COMPLEX',
      `The works in the middle of these works have ${total} citations; at most ${MOST_EDGES} are read at once. Ask for \`sharedArticles\` of fewer works.`,
    );
  return new Map(lists.map((list) => [list.from, new Set(list.to)]));
}
