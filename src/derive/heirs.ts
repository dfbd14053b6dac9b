import { Targets } from '../ledger/targets.js';
import type { LedgerView } from '../ledger/view.js';
import type { StoredArticle, WorkIdentifier } from '../records.js';
import type { GraphStore, Heir } from '../store/store.js';
import { byCited, statedCiting, type Cited } from './citing-names.js';
import { linkedKeys } from './graph-reads.js';

export const tagOf = ({ scheme, value }: WorkIdentifier): string => `${scheme}:${value}`;

/** What an article, as the graph has it, could be cited by. */
const tagsOf = ({ key, identifiers }: StoredArticle): string[] => [...new Set([key, ...identifiers.map(tagOf)])];

/** What becomes of the citations of works of which identifiers lead elsewhere now. */
export interface Inheritance {
  /** In the order in which edges are led. */
  heirs: Heir[];
  /** Works that have to be built anew, for what they cite now is not told by this alone. */
  anew: string[];
}

/**
 * Who cites a work that became another one need not be built anew: the edge leads to that other one, with the same facts. Where
 * a work became several, or has lost a part of its identifiers, it is so for those who cite the one that most of them cite.
 * Of works that cited two that are one now, two edges become one, which only their records tell.
 * @param isUnfinished whether the article may be of an earlier state of the ledger than those that cite it
 */
export async function inheritance(
  store: GraphStore,
  view: LedgerView,
  articles: readonly StoredArticle[],
  isUnfinished: (key: string) => boolean,
): Promise<Inheritance> {
  const targets = new Targets(view);
  await targets.lookUp(articles.flatMap(tagsOf));
  const citers = new Map(await linkedKeys(store, 'citedBy', articles.map(({ key }) => key))); // prettier-ignore
  const cited = articles.flatMap((article): Cited[] => {
    const leads = new Map(tagsOf(article).map((tag) => [tag, targets.named([tag])?.key ?? null]));
    return citers.has(article.key) ? [{ key: article.key, citing: citers.get(article.key)!, leads }] : [];
  });
  const unfinished = cited.filter(({ key }) => isUnfinished(key));
  const led = await mostCited(view, cited.filter(({ key }) => !isUnfinished(key))); // prettier-ignore
  const heirs = led.flatMap(({ key, to }) => (to !== null && to !== key ? [{ from: key, to }] : []));
  for (const [to, list] of await citersOfHeirs(store, heirs)) citers.set(to, list);
  const anew = [...unfinished.map(({ citing }) => citing), ...led.map(({ others }) => others)].flat();
  const several = citingSeveral(heirs, citers);
  const { ordered, round } = inOrder(heirs);
  return { heirs: ordered, anew: [...anew, ...several, ...round.flatMap(({ from }) => citers.get(from) ?? [])] };
}

/**
 * What is cited by the identifiers that an heir had until now leaves before it inherits, or it would go on with that. Where works
 * exchange their identifiers all round, one of them cannot.
 */
function inOrder(heirs: readonly Heir[]): { ordered: Heir[]; round: Heir[] } {
  const next = new Map(heirs.map(({ from, to }) => [from, to]));
  const round = heirs.filter(({ from, to }) => {
    const seen = new Set<string>();
    for (let at: string | undefined = to; at !== undefined && !seen.has(at); at = next.get(at)) seen.add(at);
    return seen.has(from) && next.delete(from);
  });
  const ordered: Heir[] = [];
  const lead = (from: string): void => {
    const to = next.get(from);
    if (to === undefined) return;
    next.delete(from);
    lead(to);
    ordered.push({ from, to });
  };
  for (const { from } of heirs) lead(from);
  return { ordered, round };
}

/** To which work most of those refer who cite each of these, and the others, and those of whom it cannot be told. */
async function mostCited(view: LedgerView, cited: readonly Cited[]) {
  const sure = cited.flatMap(({ key, leads }) => {
    const [only, ...more] = new Set(leads.values());
    return only !== undefined && only !== null && more.length === 0 ? [{ key, to: only, others: [] }] : [];
  });
  const known = new Set(sure.map(({ key }) => key));
  const open = cited.filter(({ key }) => !known.has(key));
  const stated = await statedCiting(view, open.map(({ key }) => key)); // prettier-ignore
  const groups = await byCited(view, open.map((one) => ({ ...one, citing: one.citing.filter((key) => !stated.has(key)) }))); // prettier-ignore
  const parted = open.map(({ key, citing }) => {
    const [most] = [...groups.get(key)!].sort(([, a], [, b]) => b.length - a.length);
    const own = new Set(most?.[1]);
    return { key, to: most?.[0] ?? null, others: citing.filter((one) => !own.has(one)) };
  });
  return [...sure, ...parted];
}

/** Of those that are there: the key of one that is not yet may lead to a work that it was merged into, which has other citations. */
async function citersOfHeirs(store: GraphStore, heirs: readonly Heir[]): Promise<Map<string, readonly string[]>> {
  const keys = [...new Set(heirs.map(({ to }) => to))];
  const found = await store.get('Article', keys);
  return linkedKeys(store, 'citedBy', keys.filter((key, i) => found[i]?.key === key)); // prettier-ignore
}

/** Works that cite an heir and one whose heir it is, or two that have one heir, or are the heir themselves. */
function citingSeveral(heirs: readonly Heir[], citers: ReadonlyMap<string, readonly string[]>): string[] {
  const byHeir = new Map<string, string[]>();
  for (const { from, to } of heirs) byHeir.set(to, [...(byHeir.get(to) ?? [to]), from]);
  const several: string[] = [];
  for (const [to, keys] of byHeir) {
    const seen = new Set([to]);
    for (const key of keys)
      for (const citing of citers.get(key) ?? []) {
        if (seen.has(citing)) several.push(citing);
        seen.add(citing);
      }
  }
  return several;
}
