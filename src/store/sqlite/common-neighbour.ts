import { NO_NEIGHBOURS, type CommonAnswer, type CommonNeighbours, type CommonQuery } from '../neighbourhood.js';
import type { Session } from './connection.js';
import { numbersOf, readNumbers, type Numbers } from './number-list.js';
import { name, sql, type Sql } from './sql.js';
import { nodesOfKeys } from './table.js';

/** Columns of a citation `e` at the parent's side and in the middle, and the kept numbers of a parent's and a middle work's edges. */
const SIDES = {
  citedBy: { outer: 'cited', inner: 'citing', size: 'cited_by_count', length: 'reference_count' },
  references: { outer: 'citing', inner: 'cited', size: 'reference_count', length: 'cited_by_count' },
} as const;

/** Ids of the works in the middle of the node `parent`: the newest ones. */
const newest = (via: CommonQuery['via'], most: number): Sql =>
  via === 'citedBy'
    ? sql`SELECT e.citing AS id FROM citation e WHERE e.cited = parent.id ORDER BY e.date DESC, e.citing_key LIMIT ${most}`
    : sql`SELECT e.cited AS id FROM citation e CROSS JOIN article a ON a.id = e.cited
        WHERE e.citing = parent.id ORDER BY a.date DESC, a.key LIMIT ${most}`;

/**
 * From each parent to the works in the middle, from these to the works at the other end, by their ids. Goes no further where
 * more than `limit` edges would have to be read.
 *
 * Rows: for each slot its parent and the parent's number of works in the middle; for each of these its parent, the number of
 * its edges and the ids where they lead; at last one without parent, with ids, keys and degrees of all works at the other end
 * in the order of their keys. Lists come as one text, which costs less than half of as many rows; what is shared is counted
 * from them, for sums that are no whole numbers take longer to be written and read than to be summed. Exported so that a test
 * can look at its plan.
 */
export function commonStatement({ via, parents, mostBetween }: CommonQuery, limit: number): Sql {
  const { outer, inner, size, length } = SIDES[via];
  const onward = name(`e.${outer}`);
  return sql`WITH given AS MATERIALIZED (${nodesOfKeys('Article', parents)}),
    parent AS MATERIALIZED (SELECT a.id, ${name(`a.${size}`)} AS size
      FROM (SELECT DISTINCT id FROM given) g CROSS JOIN article a ON a.id = g.id),
    middle AS MATERIALIZED (SELECT parent.id AS parent, a.id, ${name(`a.${length}`)} AS length
      FROM parent CROSS JOIN json_each((SELECT json_group_array(id) FROM (${newest(via, mostBetween)}))) m
      CROSS JOIN article a ON a.id = m.value
      WHERE (SELECT sum(min(size, ${mostBetween})) FROM parent) <= ${limit}),
    followed AS MATERIALIZED (SELECT * FROM middle WHERE (SELECT sum(length) FROM middle) <= ${limit})
    SELECT given.slot, given.id AS parent, parent.size AS count, NULL AS ids, NULL AS keys, NULL AS degrees
      FROM given CROSS JOIN parent ON parent.id = given.id
    UNION ALL SELECT NULL, parent, length,
        (SELECT group_concat(${onward}) FROM citation e WHERE ${name(`e.${inner}`)} = followed.id), NULL, NULL FROM followed
    UNION ALL SELECT NULL, NULL, (SELECT coalesce(sum(length), 0) FROM middle),
        group_concat(id), group_concat(key, ${BETWEEN}), group_concat(size)
      FROM (SELECT t.id, t.key, ${name(`t.${size}`)} AS size FROM article t WHERE t.id IN (
        SELECT ${onward} FROM followed CROSS JOIN citation e ON ${name(`e.${inner}`)} = followed.id) ORDER BY t.key)`;
}

const BETWEEN = '\n';

type Row =
  | [slot: number, parent: number, between: number, ...none: null[]]
  | [slot: null, parent: number, length: number, others: string, ...none: null[]]
  | [slot: null, parent: null, edges: number, ids: string | null, keys: string | null, degrees: string | null];

/** Neighbours of all parents, one parent after the other, as columns. */
export interface PackedCommon {
  given: { slot: number; parent: number; between: number }[];
  /** Ids of the parents, and the number of neighbours of each. */
  parents: { id: number; count: number }[];
  /** Keys of all works that are anybody's neighbours in one text, and their degrees. */
  keys: string;
  degrees: Numbers;
  /** Of each neighbour its place among the keys. */
  places: Numbers;
  shared: Numbers;
  logs: Float64Array<ArrayBuffer>;
  inverse: Float64Array<ArrayBuffer>;
}

/** The answers that were packed. A parent that is asked for twice has one list. */
export function unpackCommon({ given, parents, ...columns }: PackedCommon, query: CommonQuery): CommonAnswer[] {
  const answers = query.parents.map((): CommonAnswer => ({ neighbours: NO_NEIGHBOURS, between: 0, visited: 0 }));
  const keys = columns.keys.split(BETWEEN);
  const lists = new Map<number, CommonNeighbours>();
  let at = 0;
  for (const { id, count } of parents) {
    const end = at + count;
    const places = columns.places.subarray(at, end);
    lists.set(id, {
      keys,
      places,
      shared: columns.shared.subarray(at, end),
      sumOfLogs: columns.logs.subarray(at, end),
      sumOfInverseLogs: columns.inverse.subarray(at, end),
      degrees: places.map((place) => columns.degrees[place]!),
      years: null,
    });
    at = end;
  }
  for (const { slot, parent, between } of given)
    answers[slot] = { neighbours: lists.get(parent) ?? NO_NEIGHBOURS, between, visited: Math.min(between, mostOf(query)) };
  return answers;
}

const mostOf = ({ mostBetween }: CommonQuery): number => Math.max(0, mostBetween);

/** What one parent has in common with others, in the order in which they were met. */
class Tally {
  readonly ids: number[] = [];
  readonly shared: number[] = [];
  readonly logs: number[] = [];
  readonly inverse: number[] = [];
  private readonly places = new Map<number, number>();

  constructor(private readonly parent: number) {}

  /** Takes in one work in the middle, with the number of its edges and where they lead. */
  add(length: number, others: string): void {
    const log = Math.log(length);
    const inverse = length > 1 ? 1 / log : 0;
    readNumbers(others, (id) => {
      if (id === this.parent) return;
      const known = this.places.get(id);
      if (known === undefined) {
        this.places.set(id, this.ids.push(id) - 1);
        this.shared.push(1);
        this.logs.push(log);
        this.inverse.push(inverse);
        return;
      }
      this.shared[known]! += 1;
      this.logs[known]! += log;
      this.inverse[known]! += inverse;
    });
  }
}

/** The answers, or null where more than `limit` edges would have to be read. */
function commonWithin(session: Session, asked: CommonQuery, limit: number): PackedCommon | null {
  const query = { ...asked, mostBetween: mostOf(asked) };
  const given: PackedCommon['given'] = [];
  const tallies = new Map<number, Tally>();
  for (const row of session.lists<Row>(commonStatement(query, limit)))
    if (row[0] !== null) {
      const [slot, parent, between] = row;
      given.push({ slot, parent, between });
      tallies.set(parent, new Tally(parent));
    } else if (row[1] !== null) tallies.get(row[1])!.add(row[2], row[3]);
    else {
      const visited = new Map(given.map(({ parent, between }) => [parent, Math.min(between, query.mostBetween)]));
      const read = Math.max(row[2], [...visited.values()].reduce((sum, one) => sum + one, 0)); // prettier-ignore
      if (read <= limit) return { given, ...packed(tallies, numbersOf(row[3])), keys: row[4] ?? '', degrees: numbersOf(row[5]) };
    }
  return null;
}

/** @param ids of all works that are anybody's neighbours, or a parent, in the order of their keys */
function packed(tallies: ReadonlyMap<number, Tally>, ids: Numbers): Omit<PackedCommon, 'given' | 'keys' | 'degrees'> {
  const places = new Map<number, number>();
  ids.forEach((id, place) => places.set(id, place));
  const parents = [...tallies].map(([id, tally]) => ({ id, count: tally.ids.length }));
  const size = parents.reduce((sum, { count }) => sum + count, 0);
  const columns = { places: new Uint32Array(size), shared: new Uint32Array(size), logs: new Float64Array(size), inverse: new Float64Array(size) }; // prettier-ignore
  // Of the tally at hand the entry of the work at each place.
  const entries = new Uint32Array(places.size);
  let next = 0;
  for (const { ids, shared, logs, inverse } of tallies.values()) {
    // Most shared first, then in the order of the keys: as one number each, for these are sorted without a function.
    const order = Float64Array.from(ids, (id, entry) => {
      const place = places.get(id)!;
      entries[place] = entry;
      return place - shared[entry]! * places.size;
    }).sort();
    for (const number of order) {
      const place = number - Math.floor(number / places.size) * places.size;
      const entry = entries[place]!;
      columns.places[next] = place;
      columns.shared[next] = shared[entry]!;
      columns.logs[next] = logs[entry]!;
      columns.inverse[next++] = inverse[entry]!;
    }
  }
  return { parents, ...columns };
}

export function commonNeighbours(session: Session, query: CommonQuery): PackedCommon {
  return commonWithin(session, query, Number.MAX_SAFE_INTEGER)!;
}

/** Edges that `commonFew` reads at most: some milliseconds. */
const FEW_EDGES = 2_000;

/** The same, or null where many edges would be read. */
export function commonFew(session: Session, query: CommonQuery): PackedCommon | null {
  return commonWithin(session, query, FEW_EDGES);
}
