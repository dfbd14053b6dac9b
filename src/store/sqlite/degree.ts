import type { Session } from './connection.js';

const STATEMENTS = {
  citedBy: 'UPDATE article SET cited_by_count = cited_by_count + ? WHERE id = ?',
  references: 'UPDATE article SET reference_count = reference_count + ? WHERE id = ?',
  author: 'UPDATE author SET article_count = article_count + ? WHERE id = ?',
  journal: 'UPDATE journal SET article_count = article_count + ? WHERE id = ?',
  topic: 'UPDATE topic SET article_count = article_count + ? WHERE id = ?',
};
export type Degree = keyof typeof STATEMENTS;

// First and last year also change with a date, when the number of articles does not: for all that were touched.
const YEARS = `UPDATE author SET
  first_year = coalesce((SELECT min(date) / 10000 FROM authorship WHERE author = author.id AND date >= 0), -1),
  last_year = coalesce((SELECT max(date) / 10000 FROM authorship WHERE author = author.id AND date >= 0), -1)
  WHERE id = ?`;

/** Counts on the nodes, kept by adding what a batch adds and takes away: a hub's edges are never counted anew. */
export class Degrees {
  private readonly changes: Record<Degree, Map<number, number>> = {
    citedBy: new Map(),
    references: new Map(),
    author: new Map(),
    journal: new Map(),
    topic: new Map(),
  };

  add(list: Degree, id: number, change: number): void {
    const changes = this.changes[list];
    changes.set(id, (changes.get(id) ?? 0) + change);
  }

  /** The count of a node that is new, which is then written with its row. Authors are still to get their years. */
  take(list: Degree, id: number): number {
    const count = this.changes[list].get(id) ?? 0;
    if (count !== 0) this.changes[list].set(id, 0);
    return count;
  }

  /** Nothing is left to count of a node that is taken out. */
  forgetArticle(id: number): void {
    this.changes.citedBy.delete(id);
    this.changes.references.delete(id);
  }

  apply(session: Session): void {
    for (const list of Object.keys(STATEMENTS) as Degree[]) {
      const update = session.prepare(STATEMENTS[list]);
      for (const [id, change] of this.changes[list]) if (change !== 0) update.run(change, id);
    }
    const years = session.prepare(YEARS);
    for (const id of this.changes.author.keys()) years.run(id);
  }
}
