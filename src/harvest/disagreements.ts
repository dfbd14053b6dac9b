import type { StoredArticle } from '../records.js';
import type { CitationEdge } from '../store/relation.js';
import type { Place } from '../store/page.js';
import type { GraphStore } from '../store/store.js';
import { idsOfArticle } from './graph-works.js';
import type { Settled } from './question.js';
import type { Disagreements, NamedWork } from './report.js';
import type { Ask } from './source.js';

const EXAMPLES = 20;
const WORKS_AT_ONCE = 20;
const EDGES_AT_ONCE = 500;

type Side = 'REFERENCES' | 'CITED_BY';

/** Who was asked for a list of which works, by the source of the records: `icite` knows of these works what they cite. */
class AskedAbout {
  private readonly asks = new Map<string, { ask: Ask; works: Set<string> }>();

  constructor(settled: readonly Settled[], current: (key: string) => string) {
    for (const { spec, known } of settled) {
      for (const question of spec.questions) {
        if (question !== 'REFERENCES' && question !== 'CITED_BY') continue;
        const name = `${question} ${spec.ask.says}`;
        const entry = this.asks.get(name) ?? { ask: spec.ask, works: new Set() };
        this.asks.set(name, entry);
        for (const key of known) entry.works.add(current(key));
      }
    }
  }

  /** Sources that were asked for this list of the work, and could have named the neighbour in it. */
  of(side: Side, work: StoredArticle, neighbour: StoredArticle): string[] {
    const ids = idsOfArticle(neighbour);
    const names = [...this.asks].filter(
      ([name, { ask, works }]) => name.startsWith(`${side} `) && works.has(work.key) && ask.canName(ids),
    );
    return names.map(([, { ask }]) => ask.says);
  }

  works(side: Side): Set<string> {
    return new Set([...this.asks].flatMap(([name, { works }]) => (name.startsWith(`${side} `) ? [...works] : [])));
  }
}

/**
 * Looks at the citations of the works that were followed: which sources assert each, and which do not though they were
 * asked for a list in which it would stand. A source that could not name the work at the other end is not counted.
 */
export async function findDisagreements(settled: readonly Settled[], store: GraphStore): Promise<Disagreements> {
  const keys = [...new Set(settled.flatMap(({ known }) => known))];
  const articles = await store.get('Article', keys);
  // Works may have become one with others since they were asked about.
  const current = new Map(keys.map((key, i) => [key, articles[i]?.key ?? key]));
  const asked = new AskedAbout(settled, (key) => current.get(key) ?? key);
  const tally = new Tally();
  const seen = new Set<string>();
  for (const side of ['REFERENCES', 'CITED_BY'] as const) {
    for await (const { work, neighbour, edge } of edgesOf([...asked.works(side)], side, store)) {
      const [citing, cited] = side === 'REFERENCES' ? [work, neighbour] : [neighbour, work];
      const name = `${citing.key} ${cited.key}`;
      if (seen.has(name)) continue;
      seen.add(name);
      const could = new Set([...asked.of('REFERENCES', citing, cited), ...asked.of('CITED_BY', cited, citing)]);
      tally.add(citing, cited, edge.provenance.map(({ source }) => source), could); // prettier-ignore
    }
  }
  return tally.result();
}

async function* edgesOf(
  works: readonly string[],
  side: Side,
  store: GraphStore,
): AsyncIterable<{ work: StoredArticle; neighbour: StoredArticle; edge: CitationEdge }> {
  const relation = side === 'REFERENCES' ? 'references' : 'citedBy';
  for (let at = 0; at < works.length; at += WORKS_AT_ONCE) {
    const some = (await store.get('Article', works.slice(at, at + WORKS_AT_ONCE))).flatMap((work) => work ?? []);
    // The first pages of all together; lists that are longer go on by themselves.
    const lists = await pagesOf(some, null);
    for (const [i, list] of lists.entries()) {
      const work = some[i]!;
      for (let page = list; ;) {
        for (const { record, edge } of page.items) yield { work, neighbour: record, edge };
        if (!page.hasNext) break;
        page = (await pagesOf([work], page.items.at(-1)!.place))[0]!;
      }
    }
  }

  function pagesOf(parents: readonly StoredArticle[], after: Place | null) {
    const page = { from: 'start', size: EDGES_AT_ONCE, after, before: null } as const;
    return store.pages(relation, parents.map(({ key }) => key), { filter: null, order: { field: 'date', direction: 'ASC' }, page }); // prettier-ignore
  }
}

const named = ({ key, title }: StoredArticle): NamedWork => ({ key, title });

class Tally {
  private readonly counts = new Map<string, { lacks: number; alone: number }>();
  private compared = 0;
  private disputed = 0;
  private readonly examples: Disagreements['examples'] = [];

  add(citing: StoredArticle, cited: StoredArticle, asserts: readonly string[], could: ReadonlySet<string>): void {
    const lacks = [...could].filter((source) => !asserts.includes(source)).sort();
    if (new Set([...asserts, ...could]).size < 2) return;
    this.compared += 1;
    for (const source of lacks) this.count(source).lacks += 1;
    if (lacks.length === 0) return;
    this.disputed += 1;
    if (asserts.length === 1) this.count(asserts[0]!).alone += 1;
    if (this.examples.length < EXAMPLES)
      this.examples.push({ citing: named(citing), cited: named(cited), asserts: [...asserts].sort(), lacks });
  }

  result(): Disagreements {
    const { compared, disputed, examples } = this;
    const bySource = [...this.counts]
      .map(([source, counts]) => ({ source, ...counts }))
      .sort((a, b) => (a.source < b.source ? -1 : 1));
    return { compared, agreed: compared - disputed, disputed, bySource, examples };
  }

  private count(source: string): { lacks: number; alone: number } {
    const counts = this.counts.get(source) ?? { lacks: 0, alone: 0 };
    this.counts.set(source, counts);
    return counts;
  }
}
