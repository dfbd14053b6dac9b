import type { Filter } from '../filter.js';
import type { ArticleRelation, Facet } from '../store.js';
import type { AskedFacet } from './facet.js';

type FacetList = [relation: ArticleRelation, parents: readonly string[], filter: Filter<'Article'> | null];

/** Facets of one list that are asked for at once are counted in one statement, which looks for the list once. */
export class FacetsTogether {
  private readonly waiting = new Map<string, { asked: AskedFacet[]; found: Promise<Facet[][]> }>();

  /** `read`: called once for all that are asked of the list in one turn; answers for each facet those of all parents. */
  async ask(list: FacetList, facet: AskedFacet, read: (asked: AskedFacet[]) => Promise<Facet[][]>): Promise<Facet[]> {
    const name = JSON.stringify(list);
    let together = this.waiting.get(name);
    if (!together) {
      const asked: AskedFacet[] = [];
      const found = Promise.resolve().then(() => {
        this.waiting.delete(name);
        return read(asked);
      });
      this.waiting.set(name, (together = { asked, found }));
    }
    const at = together.asked.push(facet) - 1;
    return (await together.found)[at]!;
  }
}
