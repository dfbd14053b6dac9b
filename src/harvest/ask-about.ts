import type { WorkIds } from '../import/record.js';
import type { AskedLine } from './asked.js';
import { exchange, inBatches, type Asking, type Exchange } from './exchange.js';

/** A work to ask about: its key in the graph (or what stands for it), and its identifiers. */
export interface AskedWork {
  key: string;
  ids: WorkIds;
}

/** Works about which a source gave no answer, or not a whole one, and why. */
export interface Failure {
  ids: string[];
  problem: string;
}

/** What became of one question to one source about some works. */
export interface Answers {
  exchanges: Exchange[];
  /** By the identifier that it was asked by, the key of each work about which the answer came to its end. */
  answered: Map<string, string>;
  /** Keys of works that the source has no means of being asked about. */
  notAskable: string[];
  failures: Failure[];
  /** Keys of works of which an answer is missing. */
  failed: string[];
}

/** After so many calls in a row that failed, a source is left alone for this question. */
const MOST_FAILURES = 3;
/** The same where calls about many works are refused: identifiers that a source does not take stand side by side. */
const MOST_REFUSALS = 20;

/**
 * Asks a source about works: about those that it was not asked about before, in as few calls as it takes. Failures are
 * part of the answer. Works are asked about one after the other; other sources can be asked meanwhile.
 * @param onProgress works that are done with, of all
 */
export async function askAbout(
  works: readonly AskedWork[],
  asking: Asking,
  onProgress?: (done: number, total: number) => void,
): Promise<Answers> {
  const result: Answers = { exchanges: [], answered: new Map(), notAskable: [], failures: [], failed: [] };
  const { known, open } = await sortOut(works, asking, result);
  for (const one of known) result.exchanges.push(one);
  const total = result.answered.size + open.size;
  const report = (): void => onProgress?.(total - open.size, total);
  report();
  let inARow = 0;
  const batches = inBatches([...open.keys()], asking.ask);
  for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) {
    const done = await exchange(batch, asking);
    if (done.refused && batch.length > 1) {
      batches.unshift(...halves(batch));
      continue;
    }
    if (done.answers.length > 0) result.exchanges.push(done);
    if (done.problem === null) for (const id of batch) result.answered.set(id, open.get(id)!);
    else fail(result, batch, done.problem, open);
    for (const id of batch) open.delete(id);
    report();
    inARow = done.problem === null ? 0 : inARow + 1;
    const most = done.refused && asking.ask.batch > 1 ? MOST_REFUSALS : MOST_FAILURES;
    if (open.size > 0 && (done.shutOut || inARow >= most)) {
      const why = done.shutOut
        ? 'the service is not asked further'
        : `the service is not asked further after ${inARow} failures in a row`;
      fail(result, [...open.keys()], `${why}: ${done.problem}`, open);
      break;
    }
  }
  return result;
}

/** One identifier that a source does not take can be why a call about many was refused: the others must not go with it. */
const halves = (batch: readonly string[]): string[][] => {
  const middle = Math.ceil(batch.length / 2);
  return [batch.slice(0, middle), batch.slice(middle)];
};

function fail(result: Answers, ids: readonly string[], problem: string, open: ReadonlyMap<string, string>): void {
  const known = result.failures.find((failure) => failure.problem === problem);
  if (known) known.ids.push(...ids);
  else result.failures.push({ ids: [...ids], problem });
  result.failed.push(...ids.map((id) => open.get(id)!));
}

/** Works that were asked about before, whose answers are still there, and those that are open. */
async function sortOut(
  works: readonly AskedWork[],
  { fetcher, asked, source, ask }: Asking,
  result: Answers,
): Promise<{ known: Exchange[]; open: Map<string, string> }> {
  const known = new Map<string, Exchange | null>();
  const open = new Map<string, string>();
  for (const { key, ids } of works) {
    const names = ask.idsOf(ids);
    if (names.length === 0) result.notAskable.push(key);
    let before: string | null = null;
    for (const name of names) {
      const line = await asked.find(source.id, ask.name, name);
      if (line === null || !fetcher.isFresh(line.at)) continue;
      const id = line.answers.join(' ') || line.ids.join(' ');
      if (!known.has(id)) known.set(id, await restore(line, { fetcher, source }));
      if (known.get(id) !== null) before = name;
      if (before !== null) break;
    }
    if (before !== null) result.answered.set(before, key);
    else if (names.length > 0) open.set(names[0]!, key);
  }
  return { known: [...known.values()].filter((one) => one !== null), open };
}

/** An exchange of an earlier run out of the cache; null where an answer is gone. */
async function restore(line: AskedLine, { fetcher, source }: Pick<Asking, 'fetcher' | 'source'>): Promise<Exchange | null> {
  const answers = [];
  for (const name of line.answers) {
    const answer = await fetcher.cache.named(source.id, name);
    if (answer === null) return null;
    answers.push(answer);
    fetcher.reused.set(source.id, (fetcher.reused.get(source.id) ?? 0) + 1);
  }
  return { ids: line.ids, answers, problem: null, shutOut: false, refused: false, short: line.short ?? null };
}
