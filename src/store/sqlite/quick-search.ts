import { KINDS, type Kind } from '../../records.js';
import type { Place } from '../page.js';
import type { SearchQuery } from '../store.js';
import type { Session } from './connection.js';
import { filterCondition } from './filter.js';
import { nodeColumns, nodeJoins } from './noun.js';
import { scoreAt, scored, type Scored } from './search-score.js';
import { SearchIndex } from './search-index.js';
import { wordPlan, type WordPlan } from './search-plan.js';
import { join, name, NOTHING, sql, type Sql } from './sql.js';

/** An entry of a page of a search, its record as it is stored. */
export type Hit = [
  kind: number,
  key: string,
  score: number,
  record: string,
  c0: number | null,
  c1: number | null,
  c2: number | null,
];

export interface PackedSearch {
  hits: Hit[];
  hasNext: boolean;
  hasPrevious: boolean;
}

/** Searches of one version of the graph that FTS5 answers before anything is kept for the next: an import makes versions by the second. */
const SEARCHES_BEFORE = 8;
/** Best hits that are looked at beside those of the page, for the filter may not let all through; a second time many more. */
const SPARE = 16;
const MANY = 400;

interface Ranked {
  kind: Kind;
  scored: Scored;
}

/**
 * Searches for words, in the order in which FTS5 ranks them, without asking it about each of thousands of documents. Of the
 * best ones alone keys, filter and records are looked up. What it cannot do is null, and then FTS5 does it: phrases,
 * beginnings of words, pages from the end, and all where less memory is given than it needs.
 *
 * Before it answers for the first time of a version it is held against what FTS5 has answered; if that differs, as it may with
 * another version of SQLite, it is not used.
 */
export class QuickSearch {
  private version = -1;
  /** Searches that FTS5 has answered in this version. */
  private searches = 0;
  private isTrusted = true;
  private readonly indexes = new Map(KINDS.map((kind) => [kind, new SearchIndex(kind)]));

  /** `memory`: bytes that may be kept. */
  constructor(private readonly memory: number) {}

  /** The page; null where FTS5 is to answer. In a transaction, for it is several statements. */
  answer(session: Session, query: SearchQuery): PackedSearch | null {
    const plan = this.isTrusted && canAnswer(query) ? wordPlan(query.text) : null;
    if (!plan || !query.kinds.every((kind) => this.indexes.get(kind)!.isOf(this.version))) return null;
    const ranked = this.rank(session, query.kinds, plan);
    return ranked && pageOf(session, query, ranked);
  }

  /** After FTS5 has answered, in the same transaction. */
  learn(session: Session, query: SearchQuery, version: number, answered: PackedSearch): void {
    if (version !== this.version) {
      this.version = version;
      this.searches = 0;
    }
    if (++this.searches <= SEARCHES_BEFORE || !this.isTrusted || !canAnswer(query) || !wordPlan(query.text)) return;
    if (!query.kinds.every((kind) => this.prepare(session, kind))) {
      // Not tried again in this version.
      this.searches = -Infinity;
      return;
    }
    const found = this.answer(session, query);
    if (found) this.isTrusted = isSame(found, answered);
  }

  private prepare(session: Session, kind: Kind): boolean {
    const index = this.indexes.get(kind)!;
    if (index.isOf(this.version)) return true;
    const others = [...this.indexes.values()].filter((one) => one !== index && one.isOf(this.version));
    return index.prepare(session, this.version, this.memory - others.reduce((sum, { bytes }) => sum + bytes, 0));
  }

  private rank(session: Session, kinds: readonly Kind[], plan: WordPlan): Ranked[] | null {
    const words = [...new Set([...plan.all.flat(), ...plan.none])];
    const ranked: Ranked[] = [];
    for (const kind of kinds) {
      const found = this.indexes.get(kind)!.find(session, words);
      if (!found) return null;
      ranked.push({ kind, scored: scored(session, plan, found) });
    }
    return ranked;
  }
}

const canAnswer = ({ page }: SearchQuery): boolean => page.from === 'start' && page.before === null;

const isSame = (a: PackedSearch, b: PackedSearch): boolean =>
  a.hasNext === b.hasNext && JSON.stringify(a.hits) === JSON.stringify(b.hits);

/** Ids of those that may be on the page, by kind, with their scores. */
interface Candidates {
  byKind: Map<Kind, Map<number, number>>;
  areAll: boolean;
}

/** All that are as good as the hit at `place` behind `after`, and all of its score, among which the page may begin. */
function candidates(ranked: readonly Ranked[], after: Place | null, place: number): Candidates | null {
  const begin = after ? (after.value as number) : Infinity;
  const least = scoreAt(ranked.map(({ scored: { scores } }) => scores), place, begin); // prettier-ignore
  const byKind = new Map<Kind, Map<number, number>>();
  let count = 0;
  for (const {
    kind,
    scored: { ids, scores },
  } of ranked) {
    const chosen = new Map<number, number>();
    for (let i = 0; i < ids.length; i++) if (scores[i]! >= least && scores[i]! <= begin) chosen.set(ids[i]!, scores[i]!);
    byKind.set(kind, chosen);
    count += chosen.size;
    // Many that are equally good: where words are in all documents alike.
    if (count > place + MANY) return null;
  }
  return { byKind, areAll: least === -Infinity };
}

function rowsOf({ byKind }: Candidates, { filter }: SearchQuery): Sql {
  const parts = [...byKind].map(([kind, chosen]) => {
    const condition = kind === 'Article' && filter !== null ? sql`WHERE ${filterCondition(kind, filter)}` : NOTHING;
    return sql`SELECT ${name(String(KINDS.indexOf(kind)))}, t.id, t.key, ${nodeColumns(kind)}
      FROM json_each(${JSON.stringify([...chosen.keys()])}) p ${kind === 'Article' ? sql`CROSS JOIN article t ON t.id = p.value` : NOTHING}
      ${nodeJoins(kind, 'p.value')} ${condition}`;
  });
  return join(parts, ' UNION ALL ');
}

type Row = [kind: number, id: number, key: string, record: string, c0: number | null, c1: number | null, c2: number | null];

function hitsOf(session: Session, query: SearchQuery, found: Candidates): Hit[] {
  const scores = KINDS.map((kind) => found.byKind.get(kind));
  const hits = session
    .rows<Row>(rowsOf(found, query))
    .map(([kind, id, key, ...rest]): Hit => [kind, key, scores[kind]!.get(id)!, ...rest]);
  return hits.sort(inOrder);
}

/** Best first, then by kind and key. */
export const inOrder = ([kindA, keyA, scoreA]: Hit, [kindB, keyB, scoreB]: Hit): number =>
  scoreB - scoreA || kindA - kindB || Buffer.compare(Buffer.from(keyA), Buffer.from(keyB));

function pageOf(session: Session, query: SearchQuery, ranked: readonly Ranked[]): PackedSearch | null {
  const { size, after } = query.page;
  for (const spare of [SPARE, MANY]) {
    const found = candidates(ranked, after, size + spare);
    const hits = found && hitsOf(session, query, found);
    if (!hits) return null;
    const first = after ? hits.findIndex((hit) => inOrder(hit, hitAt(after)) > 0) : 0;
    const wanted = first < 0 ? [] : hits.slice(first);
    // Where none of those before the page is here, FTS5 is to say whether there are any.
    if (after && (first < 0 ? hits.length : first) === 0) return null;
    if (wanted.length > size || found.areAll)
      return { hits: wanted.slice(0, size), hasNext: wanted.length > size, hasPrevious: after !== null };
  }
  return null;
}

/** A place is the kind's index in KINDS, a colon, and the node's key. */
function hitAt({ value, key }: Place): Hit {
  const at = key.indexOf(':');
  return [Number(key.slice(0, at)), key.slice(at + 1), value as number, '', null, null, null];
}
