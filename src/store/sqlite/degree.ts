import type { Session } from './connection.js';

/** Counts on the nodes, kept by adding what a batch adds and takes away: a hub's edges are never counted anew. */
export class Degrees {
  private readonly changes = {
    citedBy: new Map<number, number>(),
    references: new Map<number, number>(),
    author: new Map<number, number>(),
    journal: new Map<number, number>(),
    topic: new Map<number, number>(),
  };

  add(list: keyof Degrees['changes'], id: number, change: 1 | -1): void {
    const changes = this.changes[list];
    changes.set(id, (changes.get(id) ?? 0) + change);
  }

  /** Nothing is left to count of a node that is taken out. */
  forgetArticle(id: number): void {
    this.changes.citedBy.delete(id);
    this.changes.references.delete(id);
  }

  apply(session: Session): void {
    const statements = {
      citedBy: 'UPDATE article SET cited_by_count = cited_by_count + ? WHERE id = ?',
      references: 'UPDATE article SET reference_count = reference_count + ? WHERE id = ?',
      author: 'UPDATE author SET article_count = article_count + ? WHERE id = ?',
      journal: 'UPDATE journal SET article_count = article_count + ? WHERE id = ?',
      topic: 'UPDATE topic SET article_count = article_count + ? WHERE id = ?',
    };
    for (const list of Object.keys(statements) as (keyof typeof statements)[]) {
      const update = session.prepare(statements[list]);
      for (const [id, change] of this.changes[list]) if (change !== 0) update.run(change, id);
    }
    // First and last year also change with a date, when the number of articles does not: for all that were touched.
    const years = session.prepare(`UPDATE author SET
      first_year = coalesce((SELECT min(date) / 10000 FROM authorship WHERE author = author.id AND date >= 0), -1),
      last_year = coalesce((SELECT max(date) / 10000 FROM authorship WHERE author = author.id AND date >= 0), -1)
      WHERE id = ?`);
    for (const id of this.changes.author.keys()) years.run(id);
  }
}
