import type { StoreDescription } from '../store/description.js';
import type { GraphStore } from '../store/store.js';
import { canonicalHash } from './canonical.js';
import { withWriter } from './lock.js';
import { noTotals, problem, type Problem, type Totals } from './problem.js';
import { cutRestore } from './restore-mark.js';
import { articleProblems } from './verify-article.js';
import { ledgerProblems } from './verify-ledger.js';
import { authorProblems, journalProblems, topicProblems } from './verify-neighbour.js';

export interface VerifyOptions {
  onProblem: (problem: Problem) => void;
  /** `part` is what is looked at: `articles`. */
  onProgress?: (part: string, done: number) => void;
  signal?: AbortSignal;
}

export interface Verified {
  /** As counted on the way. */
  counts: StoreDescription['counts'];
  /** Rows of the ledger that were looked at. */
  rows: number;
  /** SHA-256 of the canonical export; null where not all of it can be read. */
  hash: string | null;
}

/**
 * Checks every invariant of a graph through the port alone, a page at a time. Nobody writes meanwhile (CONFLICT where
 * somebody does already). Throws the signal's reason when it is aborted.
 */
export async function verifyGraph(
  graph: GraphStore,
  { onProblem, onProgress = () => {}, signal }: VerifyOptions,
): Promise<Verified> {
  return withWriter(graph, 'verify', async (store) => {
    const totals = noTotals();
    const parts: [string, AsyncIterable<Problem>][] = [
      ['files', engineProblems(store)],
      ['articles', articleProblems(store, totals)],
      ['authors', authorProblems(store, totals)],
      ['journals', journalProblems(store, totals)],
      ['topics', topicProblems(store, totals)],
      ['totals', totalProblems(store, totals)],
      ['ledger', ledgerProblems(store, totals)],
    ];
    let isCut = false;
    for (const [part, problems] of parts) {
      totals.watch = () => {
        signal?.throwIfAborted();
        onProgress(part, totals.done);
      };
      totals.watch();
      // Totals of what was not looked at to its end say nothing.
      if (part === 'totals' && isCut) continue;
      const isWhole = await readable(part, onProblem, async () => {
        for await (const one of problems) onProblem(one);
        return true;
      });
      if (!isWhole) isCut = true;
    }
    onProgress('hash', totals.done);
    const hash = await readable('hash', onProblem, () => canonicalHash(store, signal));
    return { counts: totals.counts, rows: totals.rows, hash };
  });
}

/** What is kept is JSON: text that is none is a problem of the part that was looked at, which ends there. */
async function readable<T>(part: string, onProblem: (problem: Problem) => void, work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    const found = [error, (error as Error).cause].find((one) => one instanceof Error && one.name === 'SyntaxError');
    if (!found) throw error;
    onProblem(problem('UNREADABLE', part, `${(found as Error).message}; what comes after it was not looked at`));
    return null;
  }
}

async function* engineProblems(store: GraphStore): AsyncIterable<Problem> {
  for (const fault of await store.faults()) yield problem('ENGINE', 'the engine', fault);
}

/** What the engine says of itself against what was counted, and the two ends of every edge against each other. */
async function* totalProblems(store: GraphStore, totals: Totals): AsyncIterable<Problem> {
  const { counts, completeness } = await store.describe();
  const pairs: [string, number, number][] = [];
  for (const name of Object.keys(counts) as (keyof typeof counts)[]) pairs.push([name, counts[name], totals.counts[name]]);
  for (const name of Object.keys(completeness) as (keyof typeof completeness)[])
    pairs.push([name, completeness[name], totals.completeness[name]]);
  for (const [name, said, counted] of pairs)
    if (said !== counted) yield problem('COUNT', 'the graph', `it says ${name} ${said}, but ${counted} were counted`);
  if (totals.citedBy !== totals.counts.citations)
    yield problem(
      'EDGE_WITHOUT_END',
      'the graph',
      `${totals.counts.citations} citations from citing works, ${totals.citedBy} from cited ones`,
    );
  if (totals.authored !== totals.counts.authorships)
    yield problem(
      'EDGE_WITHOUT_END',
      'the graph',
      `${totals.counts.authorships} authorships from articles, ${totals.authored} from authors`,
    );
  const since = await cutRestore(store);
  if (since !== null) yield problem('RESTORE', 'the graph', `a restore that began ${since} did not come to its end`);
}
