import { NO_IDS, type WorkIds } from '../import/record.js';
import { idKeys } from '../import/identity.js';
import type { StoredArticle } from '../records.js';
import type { GraphStore, StoredIdentifier } from '../store/store.js';
import type { AskedWork } from './ask-about.js';
import { schemeOf, valueOf } from './source.js';

const AT_ONCE = 500;

/** The first identifier of each scheme that the graph knows of an article. */
export function idsOfArticle({ identifiers }: Pick<StoredArticle, 'identifiers'>): WorkIds {
  const ids = { ...NO_IDS };
  for (const { scheme, value } of identifiers) ids[scheme] ??= value;
  return ids;
}

export const workOf = (article: StoredArticle): AskedWork => ({ key: article.key, ids: idsOfArticle(article) });

/** The article of the graph that has one of the identifiers of each bundle, null where there is none. */
export async function findWorks(store: GraphStore, bundles: readonly WorkIds[]): Promise<(StoredArticle | null)[]> {
  const found: (StoredArticle | null)[] = [];
  for (let at = 0; at < bundles.length; at += AT_ONCE) {
    const keys = bundles.slice(at, at + AT_ONCE).map(idKeys);
    const flat = [...new Set(keys.flat())];
    const nodes = await store.find(
      flat.map((key): StoredIdentifier => ({ scheme: schemeOf(key) as keyof WorkIds, value: valueOf(key) })),
    );
    const byKey = new Map(flat.map((key, i) => [key, nodes[i]!] as const));
    for (const list of keys) {
      const node = list.map((key) => byKey.get(key)).find((one) => one?.kind === 'Article');
      found.push(node?.kind === 'Article' ? node.record : null);
    }
  }
  return found;
}

/** The same works with what the graph knows of them now; those that it does not have stay as they are. */
export async function reloaded(store: GraphStore, works: readonly AskedWork[]): Promise<AskedWork[]> {
  const articles = await findWorks(store, works.map(({ ids }) => ids)); // prettier-ignore
  const now = works.map((work, i) => (articles[i] == null ? work : workOf(articles[i])));
  return [...new Map(now.map((work) => [work.key, work])).values()];
}
