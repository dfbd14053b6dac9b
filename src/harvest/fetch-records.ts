import { reloaded } from './graph-works.js';
import type { AskedWork } from './ask-about.js';
import type { HarvestSource } from './source.js';
import { put, settleQuestion, type HarvestRun, type Settled } from './question.js';
import { nameTheNameless, specsOf } from './round.js';

/** Sources whose records only ever come whole: where the graph has one of them, it need not be asked for again. */
const WHOLE = new Set(['pubmed-xml', 'crossref']);

export interface Fetched {
  settled: Settled[];
  /** Works of which no source gave a record. */
  without: AskedWork[];
}

/**
 * Fetches the record of each work from the first source, in the order of SOURCES, that takes one of its identifiers and
 * has it; a source that fails or does not know the work leaves it to the next.
 */
export async function fetchRecords(works: readonly AskedWork[], round: number, run: HarvestRun): Promise<Fetched> {
  const settled: Settled[] = [];
  let open = [...works];
  for (const source of run.sources) {
    const ask = source.asks.RECORDS;
    if (ask === undefined || open.length === 0) continue;
    const held = WHOLE.has(ask.says) ? await having(open, source, run) : new Set<string>();
    const askable = open.filter(({ key, ids }) => !held.has(key) && ask.idsOf(ids).length > 0);
    open = open.filter(({ key }) => !held.has(key));
    if (askable.length === 0) continue;
    const [spec] = specsOf(source, ['RECORDS'], askable, round);
    const one = await settleQuestion(await put(spec!, run), run, run.direction);
    one.report.held = held.size;
    settled.push(one);
    const known = new Set(one.known);
    open = await reloaded(run.store, open.filter(({ key }) => !known.has(key))); // prettier-ignore
  }
  // Records of OpenAlex name what they cite in their own way, too.
  settled.push(...(await nameTheNameless(settled, round, run)));
  return { settled, without: open };
}

/**
 * Works of which the graph has a record of this source that did not come by a harvest, from a file that is. What did is
 * in the cache, and read again: a harvest must come to the same whether it is the first or not.
 */
async function having(works: readonly AskedWork[], source: HarvestSource, run: HarvestRun): Promise<Set<string>> {
  const { store, asked, fetcher } = run;
  const ask = source.asks.RECORDS!;
  if (fetcher.freshSince > 0) return new Set();
  const articles = await store.get('Article', works.map(({ key }) => key)); // prettier-ignore
  const has = new Set<string>();
  for (const [i, { key, ids }] of works.entries()) {
    if (articles[i]?.provenance.every((one) => one.source !== ask.says) ?? true) continue;
    const before = await Promise.all(ask.idsOf(ids).map((id) => asked.find(source.id, ask.name, id)));
    if (before.every((line) => line === null)) has.add(key);
  }
  return has;
}
