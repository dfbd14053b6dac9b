import { listsOf, type Step } from '../store/neighbourhood.js';
import { MOST_EDGES, Walker, type StepReads } from './step.js';
import type { Kind } from '../records.js';

/** Authors who are joined to one by citations, by keys alone. */

export const AUTHOR_TIES = ['CITED', 'CITING', 'COUPLING', 'CO_CITATION'] as const;
/** CITED and CITING: whom the author's works cite, and who cites them. The others join two authors by works in the middle. */
export type AuthorTie = (typeof AUTHOR_TIES)[number];

export interface RelatedAuthor {
  key: string;
  /**
   * CITED, CITING: citations, one for each pair of works. COUPLING: summed over the references of both, the product of how
   * many works of each cite it. CO_CITATION: works that cite both.
   */
  weight: number;
  /** CITED, CITING: of `weight`, those between works of which the asked author wrote both. */
  selfCitations: number;
  /** Different works: of the other author (CITED, CITING), or in the middle. */
  works: number;
}

export interface RelatedAuthors {
  /** In no order; the author is not among them. */
  authors: RelatedAuthor[];
  /** CITED, CITING: citations between works of the author, one for each pair of works. */
  selfCitations: number;
  /** False where so many edges would have to be looked at that the work was cut off: counts are lower bounds then. */
  isComplete: boolean;
}

/**
 * For each author, in the order of the keys, with one statement for each step. Where all together are too much for one walk,
 * each author is walked from alone, so that an answer does not depend on who else is asked for.
 */
export async function relatedAuthors(
  store: StepReads,
  keys: readonly string[],
  tie: AuthorTie,
  mostEdges = MOST_EDGES,
): Promise<RelatedAuthors[]> {
  const walker = new Walker(store, mostEdges);
  const found = await walk(walker, keys, tie);
  if (!walker.isCut) return keys.map((key) => found(key));
  const answers: RelatedAuthors[] = [];
  for (const key of keys) {
    const alone = new Walker(store, mostEdges);
    const one = await walk(alone, [key], tie);
    answers.push({ ...one(key), isComplete: !alone.isCut });
  }
  return answers;
}

type Lists = ReadonlyMap<string, readonly string[]>;
type WorkStep = 'references' | 'citedBy';

/** From the works of the author to those at the other end. */
const WAYS: Record<AuthorTie, readonly WorkStep[]> = {
  CITED: ['references'],
  CITING: ['citedBy'],
  COUPLING: ['references', 'citedBy'],
  CO_CITATION: ['citedBy', 'references'],
};

async function walk(walker: Walker, keys: readonly string[], tie: AuthorTie): Promise<(key: string) => RelatedAuthors> {
  const own = await next(walker, 'Author', keys, 'authorArticles');
  const ways: Lists[] = [];
  let works = endsOf(own);
  for (const step of WAYS[tie]) {
    ways.push(await next(walker, 'Article', works, step));
    works = endsOf(ways.at(-1)!);
  }
  const authors = await next(walker, 'Article', works, 'authors');
  const count = WAYS[tie].length === 1 ? countCitations : tie === 'COUPLING' ? countCoupling : countCoCitation;
  return (key) => count(key, own.get(key) ?? [], ways, authors);
}

async function next(walker: Walker, kind: Kind, keys: readonly string[], step: Step): Promise<Lists> {
  const reached = await walker.from(keys.map((key) => ({ kind, key })), [step]); // prettier-ignore
  return new Map(reached.flatMap((one) => listsOf(one, keys).map(({ from, to }) => [from, to])));
}

const endsOf = (lists: Lists): string[] => [...new Set([...lists.values()].flat())];

interface Tally {
  weight: number;
  selfCitations: number;
  works: Set<string>;
}

class Tallies {
  private readonly found = new Map<string, Tally>();

  constructor(private readonly self: string) {}

  add(author: string, work: string, weight: number, selfCitations = 0): void {
    if (author === this.self) return;
    const known = this.found.get(author) ?? { weight: 0, selfCitations: 0, works: new Set() };
    this.found.set(author, known);
    known.weight += weight;
    known.selfCitations += selfCitations;
    known.works.add(work);
  }

  answer(selfCitations = 0): RelatedAuthors {
    const authors = [...this.found].map(([key, tally]) => ({ key, ...tally, works: tally.works.size }));
    return { authors, selfCitations, isComplete: true };
  }
}

type Count = (author: string, own: readonly string[], ways: readonly Lists[], authors: Lists) => RelatedAuthors;

const countCitations: Count = (author, own, [others], authors) => {
  const tallies = new Tallies(author);
  let selfCitations = 0;
  for (const work of own)
    for (const other of others!.get(work) ?? []) {
      const signed = authors.get(other) ?? [];
      const isSelf = signed.includes(author) ? 1 : 0;
      selfCitations += isSelf;
      for (const one of signed) tallies.add(one, other, 1, isSelf);
    }
  return tallies.answer(selfCitations);
};

/** How often each end is met from these works. */
function timesOf(works: readonly string[], lists: Lists): Map<string, number> {
  const times = new Map<string, number>();
  for (const work of works) for (const end of lists.get(work) ?? []) times.set(end, (times.get(end) ?? 0) + 1);
  return times;
}

const countCoupling: Count = (author, own, [references, citing], authors) => {
  const tallies = new Tallies(author);
  for (const [reference, times] of timesOf(own, references!))
    for (const work of citing!.get(reference) ?? [])
      for (const one of authors.get(work) ?? []) tallies.add(one, reference, times);
  return tallies.answer();
};

const countCoCitation: Count = (author, own, [citing, references], authors) => {
  const tallies = new Tallies(author);
  for (const work of timesOf(own, citing!).keys()) {
    const together = new Set((references!.get(work) ?? []).flatMap((reference) => authors.get(reference) ?? []));
    for (const one of together) tallies.add(one, work, 1);
  }
  return tallies.answer();
};
