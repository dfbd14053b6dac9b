import type { Heir } from '../store.js';
import { refusal, type Batch } from './batch.js';
import type { ArticleEdges } from './write-edge.js';

/**
 * Citations that are another article's from now on. Row by row in the order of the edges: none is read that does not go.
 * @param articles those that the batch writes: whom they cite is laid by write-edge.ts
 */
export function leadToHeirs(batch: Batch, heirs: readonly Heir[], articles: readonly ArticleEdges[]): void {
  if (heirs.length === 0) return;
  const { session, degrees } = batch;
  const written = new Set(articles.map(({ id }) => id));
  const citersOf = session.prepare<{ citing: number }>('SELECT citing FROM citation WHERE cited = ?');
  const cites = session.prepare('SELECT 1 FROM citation WHERE citing = ? AND cited = ?');
  const lead = session.prepare('UPDATE citation SET cited = ? WHERE citing = ? AND cited = ?');
  for (const { from, to } of heirs) {
    const heir = batch.id('Article', to);
    if (heir === null) throw refusal(`The heir ${to} of ${from} is neither in the store nor in the batch.`);
    const old = batch.id('Article', from);
    if (old === null || old === heir) continue;
    for (const { citing } of citersOf.all(old)) {
      if (written.has(citing) || citing === heir || cites.get(citing, heir) !== undefined) continue;
      lead.run(heir, citing, old);
      degrees.add('citedBy', old, -1);
      degrees.add('citedBy', heir, 1);
    }
  }
}
