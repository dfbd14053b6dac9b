import type { Filter } from '../filter.js';
import type { ArticleRelation, Facet, FacetQuery } from '../store.js';
import type { Connection } from './connection.js';
import { counts } from './counts.js';
import { Statement } from './cypher.js';
import { areJoined, decodeFacet, ENDS, facetOf, facets, joinedAnswer, joinedValues, NO_FACET, type FacetPart } from './facets.js';
import { isNarrow, listOf } from './list.js';
import { inOrder, parentRows, parentsOf, scopeOf } from './parents.js';
import { count } from './record.js';

/** What is asked of one list at the same time: facets, and how long it is. */
interface Asked {
  relation: ArticleRelation;
  parents: readonly string[];
  filter: Filter<'Article'> | null;
  facets: FacetPart[];
  wantsTotal: boolean;
  answers: Promise<Tally[]>;
}

/** Of one parent: the facets in the order in which they were asked for. */
interface Tally {
  total: number;
  facets: Facet[];
}

/**
 * Facets and length of one list are asked for by fields of their own, at the same time. The list is read once for all of
 * them, where it may not be a whole kind: of that, each is counted without holding it.
 */
export class Tallies {
  private readonly waiting = new Map<string, Asked>();

  constructor(private readonly connection: Connection) {}

  async facets(relation: ArticleRelation, parents: readonly string[], query: FacetQuery): Promise<Facet[]> {
    const { filter, facet, size } = query;
    if (!isNarrow(relation, filter)) return facets(this.connection, relation, parents, query);
    const asked = this.asked(relation, parents, filter);
    const at = asked.facets.push({ facet, size }) - 1;
    return (await asked.answers).map((tally) => tally.facets[at]!);
  }

  /** With a filter: without one, the length is kept. */
  async counts(relation: ArticleRelation, parents: readonly string[], filter: Filter<'Article'>): Promise<number[]> {
    if (!isNarrow(relation, filter)) return counts(this.connection, relation, parents, filter as Filter);
    const asked = this.asked(relation, parents, filter);
    asked.wantsTotal = true;
    return (await asked.answers).map(({ total }) => total);
  }

  private asked(relation: ArticleRelation, parents: readonly string[], filter: Filter<'Article'> | null): Asked {
    const name = JSON.stringify([relation, parents, filter]);
    const known = this.waiting.get(name);
    if (known) return known;
    // Fields of one answer ask within one turn of the event loop.
    const answers = new Promise((resolve) => setImmediate(resolve)).then(() => {
      this.waiting.delete(name);
      return tallies(this.connection, asked);
    });
    const asked: Asked = { relation, parents, filter, facets: [], wantsTotal: false, answers };
    this.waiting.set(name, asked);
    return asked;
  }
}

async function tallies(connection: Connection, asked: Asked): Promise<Tally[]> {
  const { relation, parents, filter, facets: parts, wantsTotal } = asked;
  if (parts.length === 0)
    return (await counts(connection, relation, parents, filter as Filter | null)).map((total) => ({ total, facets: [] }));
  if (parts.length === 1 && !wantsTotal)
    return (await facets(connection, relation, parents, { ...parts[0]!, filter })).map((one) => ({ total: 0, facets: [one] }));
  return together(connection, asked);
}

async function together(connection: Connection, { relation, parents, filter, facets: parts }: Asked): Promise<Tally[]> {
  const none = (): Tally => ({ total: 0, facets: parts.map(() => NO_FACET) });
  const rows = parentsOf(relation, parents);
  if (rows.length === 0) return parents.map(none);
  const statement = new Statement();
  const { clauses } = listOf(relation, filter as Filter | null, statement);
  const isJoined = areJoined(parts);
  const each = parts.map((part, i) => {
    const values = isJoined ? joinedValues(part) : null;
    return values === null
      ? { call: `CALL (found) { UNWIND found AS n ${facetOf(part, statement)} AS facet${i} }`, answer: `facet${i}` }
      : { call: `CALL (ends) { ${values} AS facet${i} }`, answer: joinedAnswer(part, `facet${i}`, statement) };
  });
  const text = statement.text(`${parentRows(relation, rows, statement)}
CALL ${scopeOf(relation, statement)} { ${clauses()} RETURN collect(n) AS found }
${isJoined ? ENDS : ''}
${each.map(({ call }) => call).join('\n')}
RETURN given, size(found) AS total, [${each.map(({ answer }) => answer).join(', ')}] AS facets`);
  const tally = (row: Record<string, unknown>): Tally => ({
    total: count(row.total),
    facets: parts.map((part, i) => decodeFacet(part, (row.facets as unknown[])[i])),
  });
  return inOrder(parents, await connection.read(text, statement.parameters), tally, none);
}
