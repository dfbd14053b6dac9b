import type { Filter } from '../filter.js';
import type { ArticleRelation, Facet } from '../store.js';
import type { CountsBesidePages } from './count-beside.js';
import type { AskedFacet, CountedFacets } from './facet.js';

type FacetList = [relation: ArticleRelation, parents: readonly string[], filter: Filter<'Article'> | null];

/** Facets of one list that are asked for at once are counted in one statement, which looks for the list once; it tells its length, too, where that is asked for. */
export class FacetsTogether {
  private readonly waiting = new Map<string, { asked: AskedFacet[]; found: Promise<CountedFacets> }>();

  constructor(private readonly counts: CountsBesidePages) {}

  /** `read`: called once for all that are asked of the list in one turn; answers for each facet those of all parents. */
  async ask(
    list: FacetList,
    facet: AskedFacet,
    read: (asked: AskedFacet[], isCounted: boolean) => Promise<CountedFacets>,
  ): Promise<Facet[]> {
    const name = JSON.stringify(list);
    let together = this.waiting.get(name);
    if (!together) {
      const asked: AskedFacet[] = [];
      const found = this.counts.waiter([...list, null]).then((tell) => {
        this.waiting.delete(name);
        const answer = read(asked, tell !== null);
        // A count that gets no answer here asks for itself, and meets the same fault.
        tell?.(answer.then(({ totals }) => totals).catch(() => null));
        return answer;
      });
      this.waiting.set(name, (together = { asked, found }));
    }
    const at = together.asked.push(facet) - 1;
    return (await together.found).facets[at]!;
  }
}
