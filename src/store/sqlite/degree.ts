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
  private readonly years = new Map<number, [first: number, last: number]>();

  add(list: Degree, id: number, change: number): void {
    const changes = this.changes[list];
    changes.set(id, (changes.get(id) ?? 0) + change);
  }

  /** The count of a node that is new, which is then written with its row. */
  take(list: Degree, id: number): number {
    const count = this.changes[list].get(id) ?? 0;
    this.changes[list].delete(id);
    return count;
  }

  /** Notes the date of an article of an author; -1 where it is unknown. */
  addDate(author: number, date: number): void {
    if (date < 0) return;
    const year = Math.floor(date / 10_000);
    const known = this.years.get(author);
    if (!known) this.years.set(author, [year, year]);
    else if (year < known[0]) known[0] = year;
    else if (year > known[1]) known[1] = year;
  }

  /** First and last year of an author who is new, as all articles are in the batch; -1 where they are unknown. */
  yearsOf(author: number): [first: number, last: number] {
    return this.years.get(author) ?? [-1, -1];
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
