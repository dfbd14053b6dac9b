import type { KeptAnswer } from './answer-cache.js';
import type { AskedBefore } from './asked.js';
import type { Fetcher } from './fetcher.js';
import { schemeOf, type Ask, type Call, type HarvestSource, type PageFacts } from './source.js';

/** One question about some works with the answers to it, page after page. */
export interface Exchange {
  /** Identifiers that were asked about, as keys. */
  ids: readonly string[];
  answers: KeptAnswer[];
  /** Why the last of the answers is missing; null where all came. */
  problem: string | null;
  /** The source will not answer other questions either. */
  shutOut: boolean;
  /** Entries that came, and those that the source says there are, where fewer came than it says. */
  short: { got: number; stated: number } | null;
}

export interface Asking {
  fetcher: Fetcher;
  asked: AskedBefore;
  base: string;
  source: HarvestSource;
  ask: Ask;
}

/** Asks about works in one call, and for all pages of the answer. */
export async function exchange(ids: readonly string[], asking: Asking): Promise<Exchange> {
  const { fetcher, asked, source, ask } = asking;
  const result = await pages(ids, asking);
  if (result.problem === null) {
    const answers = result.answers.map(({ name }) => name);
    const short = result.short === null ? {} : { short: result.short };
    await asked.add(source.id, { ask: ask.name, ids: [...ids], answers, ...short, at: fetcher.now() });
  }
  return result;
}

async function pages(ids: readonly string[], { fetcher, base, source, ask }: Asking): Promise<Exchange> {
  const result: Exchange = { ids, answers: [], problem: null, shutOut: false, short: null };
  const seen = new Set<string>();
  let got = 0;
  for (let page: string | null = null; ;) {
    const call: Call = { base, ids, page };
    const before = got;
    const outcome = await fetcher.call(ask.request(call), {
      source,
      ask: { ...ask, problem: (answer) => problemOf(answer, call, before, ask) },
    });
    if (outcome.kind === 'FAILED') return { ...result, problem: outcome.problem, shutOut: outcome.shutOut };
    result.answers.push(outcome.answer);
    if (outcome.kind === 'NONE' || !ask.page) return result;
    const facts = ask.page(outcome.json, call);
    got += facts.rows;
    const isEnough = facts.stated !== null && got >= facts.stated;
    if (facts.next === null || isEnough) return { ...result, short: shortOf(got, facts) };
    if (facts.next === page || seen.has(facts.next)) return await cursorRepeats(result, got, facts, { fetcher, source });
    seen.add(facts.next);
    page = facts.next;
  }
}

const shortOf = (got: number, { stated }: PageFacts): Exchange['short'] =>
  stated !== null && got < stated ? { got, stated } : null;

/** An empty page where more is stated to come is no end of the list. */
function problemOf(answer: unknown, call: Call, got: number, ask: Ask): string | null {
  const problem = ask.problem?.(answer) ?? null;
  if (problem !== null || !ask.page) return problem;
  const { rows, stated } = ask.page(answer, call);
  return rows === 0 && stated !== null && stated > got ? `a page is empty, though ${got} of ${stated} entries have come` : null;
}

/**
 * A cursor that leads back to a page that was read: for some services that is the end of the list. Where entries are
 * missing it is not, and the page that said so is asked for anew the next time.
 */
async function cursorRepeats(
  result: Exchange,
  got: number,
  facts: PageFacts,
  { fetcher, source }: Pick<Asking, 'fetcher' | 'source'>,
): Promise<Exchange> {
  if (facts.stated === null || got >= facts.stated) return result;
  await fetcher.cache.drop(source.id, result.answers.at(-1)!.name);
  return {
    ...result,
    problem: `its cursor leads back to a page that was read, though ${got} of ${facts.stated} entries have come`,
  };
}

/** Works by the calls in which they are asked about: of one scheme, in a fixed order, so that a later run has the same. */
export function inBatches(ids: readonly string[], { batch, alone }: Ask): string[][] {
  const batches: string[][] = [];
  const open = new Map<string, string[]>();
  for (const id of [...new Set(ids)].sort()) {
    if (alone?.(id)) {
      batches.push([id]);
      continue;
    }
    const list = open.get(schemeOf(id));
    if (list !== undefined && list.length < batch) list.push(id);
    else {
      const next = [id];
      open.set(schemeOf(id), next);
      batches.push(next);
    }
  }
  return batches;
}
