import { NO_IDS } from '../import/record.js';
import type { StoredArticle } from '../records.js';
import { findWorks, reloaded, workOf } from './graph-works.js';
import type { AskedWork } from './ask-about.js';
import type { Neighbour } from './edge-tap.js';
import { putAll, settleQuestion, type HarvestRun, type QuestionSpec, type Settled } from './question.js';
import { valueOf, type HarvestSource, type Question } from './source.js';

/** A work next to some that were followed. */
export interface Found {
  article: StoredArticle;
  /** Followed works that cite it or that it cites. */
  links: number;
}

export interface Expansion {
  settled: Settled[];
  /** Works found, the best linked first, then in the order of their keys. */
  found: Found[];
}

/**
 * Asks every source what the works cite and what cites them, and takes the answers in.
 * @param records how the records of the works came: some, those of PubMed above all, have lists of references themselves
 */
export async function expand(
  works: readonly AskedWork[],
  round: number,
  run: HarvestRun,
  records: readonly Settled[],
): Promise<Expansion> {
  const settled = await askInTurn(run.sources.flatMap((source) => firstQuestions(source, works, round, run)), run); // prettier-ignore
  // Some sources can only be asked by a name of their own, which the first answers have brought.
  const now = await reloaded(run.store, works);
  settled.push(...(await askInTurn(run.sources.flatMap((source) => laterQuestions(source, now, round, run)), run))); // prettier-ignore
  settled.push(...(await nameTheNameless(settled, round, run)));
  const all = settled.flatMap((of) => of.tap.neighbours.map((neighbour) => ({ neighbour, of })));
  const own = (await neighboursIn(records, now, run)).map((neighbour) => ({ neighbour, of: null }));
  return { settled, found: await foundWorks([...all, ...own], run) };
}

/** Neighbours that the records of these works name; others of the same answers are not followed. */
async function neighboursIn(
  records: readonly Settled[],
  works: readonly AskedWork[],
  { store }: HarvestRun,
): Promise<Neighbour[]> {
  const all = records.flatMap(({ tap }) => tap.neighbours);
  const keys = [...new Set(all.map(({ followed }) => followed))];
  const articles = await store.get('Article', keys);
  const current = new Map(keys.map((key, i) => [key, articles[i]?.key ?? key]));
  const wanted = new Set(works.map(({ key }) => key));
  return all
    .map((neighbour) => ({ ...neighbour, followed: current.get(neighbour.followed)! }))
    .filter(({ followed }) => wanted.has(followed));
}

async function askInTurn(specs: QuestionSpec[], run: HarvestRun): Promise<Settled[]> {
  const settled: Settled[] = [];
  for (const one of await putAll(specs, run)) settled.push(await settleQuestion(one, run, run.direction));
  return settled;
}

const isLater = ({ asks }: HarvestSource): boolean => asks.IDENTIFIERS !== undefined;

function firstQuestions(
  source: HarvestSource,
  works: readonly AskedWork[],
  round: number,
  { direction }: HarvestRun,
): QuestionSpec[] {
  const wanted: Question[] = direction === 'FORWARD' ? [] : ['REFERENCES'];
  if (direction !== 'BACKWARD' && !isLater(source)) wanted.push('CITED_BY');
  const specs = specsOf(source, wanted, works, round);
  if (direction !== 'FORWARD' || !isLater(source)) return specs;
  const unnamed = works.filter(({ ids }) => source.asks.CITED_BY?.idsOf(ids).length === 0);
  return unnamed.length === 0 ? specs : specsOf(source, ['IDENTIFIERS'], unnamed, round);
}

function laterQuestions(
  source: HarvestSource,
  works: readonly AskedWork[],
  round: number,
  { direction }: HarvestRun,
): QuestionSpec[] {
  return direction === 'BACKWARD' || !isLater(source) ? [] : specsOf(source, ['CITED_BY'], works, round);
}

/** Questions that the source can answer; those with the same answers are one. */
export function specsOf(
  source: HarvestSource,
  wanted: readonly Question[],
  works: readonly AskedWork[],
  round: number,
): QuestionSpec[] {
  const specs: QuestionSpec[] = [];
  for (const question of wanted) {
    const ask = source.asks[question];
    const same = specs.find((spec) => spec.ask.name === ask?.name);
    if (same) same.questions.push(question);
    else if (ask) specs.push({ round, source, ask, questions: [question], works });
  }
  return specs;
}

/** Works that one source only names in its own way would stand beside the same works of the others: it is asked who they are. */
export async function nameTheNameless(settled: readonly Settled[], round: number, run: HarvestRun): Promise<Settled[]> {
  const names = [...new Set(settled.flatMap(({ tap }) => [...tap.nameless]))];
  const source = run.sources.find(({ asks }) => asks.IDENTIFIERS !== undefined);
  if (names.length === 0 || source === undefined) return [];
  const articles = await findWorks(run.store, names.map((name) => ({ ...NO_IDS, openalex: valueOf(name) }))); // prettier-ignore
  const nameless = articles.filter((article) => article?.identifiers.every(({ scheme }) => scheme === 'openalex'));
  const works = new Map(nameless.map((article) => [article!.key, workOf(article!)]));
  if (works.size === 0) return [];
  const specs = specsOf(source, ['IDENTIFIERS'], [...works.values()], round);
  const named: Settled[] = [];
  for (const one of await putAll(specs, run)) named.push(await settleQuestion(one, run, null));
  return named;
}

/** The works that the sources name, as the graph has them; the report of each question (`of`) gets its own count. */
async function foundWorks(all: readonly { neighbour: Neighbour; of: Settled | null }[], { store }: HarvestRun): Promise<Found[]> {
  const articles = await findWorks(store, all.map(({ neighbour }) => neighbour.ids)); // prettier-ignore
  const found = new Map<string, { article: StoredArticle; from: Set<string> }>();
  const bySettled = new Map<Settled, Set<string>>();
  all.forEach(({ neighbour, of }, i) => {
    const article = articles[i];
    if (article == null) return;
    const entry = found.get(article.key) ?? { article, from: new Set() };
    found.set(article.key, entry);
    entry.from.add(neighbour.followed);
    if (of !== null) bySettled.set(of, (bySettled.get(of) ?? new Set()).add(article.key));
  });
  for (const [one, keys] of bySettled) {
    one.report.found = keys.size;
    one.foundKeys = keys;
  }
  const list = [...found.values()].map(({ article, from }): Found => ({ article, links: from.size }));
  return list.sort((a, b) => b.links - a.links || (a.article.key < b.article.key ? -1 : 1));
}
