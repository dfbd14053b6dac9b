/**
 * Works that will be built in this run and are not yet: whoever notes one again need not have it built twice. Of a run that
 * builds very many nothing is kept, so that it takes no more memory.
 */
export class Waiting {
  private works = new Set<string>();

  constructor(private readonly most = 100_000) {}

  /** What waits at the beginning of the run. */
  begin(works: ReadonlySet<string>): void {
    this.works = new Set(works.size <= this.most ? works : []);
  }

  /** Those that do not wait yet; from now on they do. */
  added(works: readonly string[]): string[] {
    const added = [...new Set(works)].filter((work) => !this.works.has(work));
    if (this.works.size + added.length <= this.most) for (const work of added) this.works.add(work);
    return added;
  }

  /** The building of these begins. What is noted of them from here on has them built anew. */
  taken(works: readonly string[]): void {
    for (const work of works) this.works.delete(work);
  }
}
