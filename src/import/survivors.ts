import type { StoredArticle } from '../records.js';
import type { GraphStore, WriteBatch } from '../store/store.js';

/** Authors of an article that goes, each with the author who stands there under the same name on the one that stays. */
function authorAliases(gone: StoredArticle, batch: WriteBatch, survivor: string) {
  const places = batch.articles!.find(({ record }) => record.key === survivor)!.record.authorships;
  const written = new Set(batch.authors!.map(({ key }) => key));
  return gone.authorships.flatMap(({ authorKey, nameAsWritten }) => {
    const same = places.find((place) => place.nameAsWritten === nameAsWritten);
    return same && !written.has(authorKey) ? [{ kind: 'Author' as const, from: authorKey, to: same.authorKey }] : [];
  });
}

/**
 * The batch for a graph that may hold some of its works under a key that they had when less was known of them: those
 * nodes go, and their ids lead to the survivors, as do those of their authors.
 */
export async function withSurvivors(store: GraphStore, batch: WriteBatch): Promise<WriteBatch> {
  const aliases = batch.aliases ?? [];
  const held = await store.get(
    'Article',
    aliases.map(({ from }) => from),
  );
  const gone = aliases.flatMap(({ from, to }, i) => (held[i]?.key === from ? [{ article: held[i], to }] : []));
  const authors = gone.flatMap(({ article, to }) => authorAliases(article, batch, to));
  return {
    ...batch,
    aliases: [...aliases, ...authors],
    remove: [
      ...gone.map(({ article }) => ({ kind: 'Article' as const, key: article.key })),
      ...authors.map(({ kind, from }) => ({ kind, key: from })),
    ],
  };
}
