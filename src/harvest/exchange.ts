import { createHash } from 'node:crypto';
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
  /** The call itself was refused: one about fewer works may not be. */
  refused: boolean;
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
  const result: Exchange = { ids, answers: [], problem: null, shutOut: false, refused: false, short: null };
  const seen = new Set<string>();
  const entries = new Entries();
  for (let page: string | null = null; ;) {
    const call: Call = { base, ids, page };
    const { rows, emptyPages } = entries;
    const outcome = await fetcher.call(ask.request(call), {
      source,
      ask: { ...ask, problem: (answer) => problemOf(answer, call, { rows, emptyPages }, ask) },
    });
    if (outcome.kind === 'FAILED') {
      const { problem, shutOut, refused } = outcome;
      return { ...result, problem, shutOut, refused };
    }
    result.answers.push(outcome.answer);
    if (outcome.kind === 'NONE' || !ask.page) return result;
    const facts = ask.page(outcome.json, call);
    entries.take(facts.entries);
    const isEnough = facts.stated !== null && entries.different >= facts.stated;
    if (facts.next === null || isEnough) return { ...result, short: shortOf(entries.different, facts) };
    if (facts.next === page || seen.has(facts.next)) return await cursorRepeats(result, entries, facts, { fetcher, source });
    seen.add(facts.next);
    page = facts.next;
  }
}

/** What has come of a list. A service that lists an entry twice has mostly left out another one, which its number hides. */
class Entries {
  /** As they came, and in a row without any. */
  rows = 0;
  emptyPages = 0;
  private readonly digests = new Set<string>();

  get different(): number {
    return this.digests.size;
  }

  take(entries: readonly unknown[]): void {
    this.rows += entries.length;
    this.emptyPages = entries.length === 0 ? this.emptyPages + 1 : 0;
    for (const entry of entries) this.digests.add(createHash('sha1').update(JSON.stringify(entry)).digest('base64'));
  }
}

/** So many empty pages in a row, each with a next one, are no list. */
const MOST_EMPTY_PAGES = 3;

const shortOf = (got: number, { stated }: Pick<PageFacts, 'stated'>): Exchange['short'] =>
  stated !== null && got < stated ? { got, stated } : null;

/** An empty page where more is stated to come is no end of the list. */
function problemOf(
  answer: unknown,
  call: Call,
  { rows, emptyPages }: Pick<Entries, 'rows' | 'emptyPages'>,
  ask: Ask,
): string | null {
  const problem = ask.problem?.(answer) ?? null;
  if (problem !== null || !ask.page) return problem;
  const { entries, stated, next } = ask.page(answer, call);
  if (entries.length > 0) return null;
  if (stated !== null && stated > rows) return `a page is empty, though ${rows} of ${stated} entries have come`;
  return next !== null && emptyPages >= MOST_EMPTY_PAGES ? `page after page is empty; ${rows} entries have come` : null;
}

/**
 * A cursor that leads back to a page that was read: for some services that is the end of the list. Where entries are
 * missing, or nobody says how many there are, it is not, and the page that said so is asked for anew the next time.
 */
async function cursorRepeats(
  result: Exchange,
  { rows, different }: Entries,
  { stated }: PageFacts,
  { fetcher, source }: Pick<Asking, 'fetcher' | 'source'>,
): Promise<Exchange> {
  if (stated !== null && rows >= stated) return { ...result, short: shortOf(different, { stated }) };
  await fetcher.cache.drop(source.id, result.answers.at(-1)!.name);
  return {
    ...result,
    problem: `its cursor leads back to a page that was read, though ${different}${stated === null ? '' : ` of ${stated}`} entries have come`,
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
