import type { GraphStore } from '../store/store.js';
import { walkRows } from '../store/walk.js';
import { KINDS, type Kind } from '../records.js';
import { workOfClaim, type AuthorRow } from './author-row.js';
import { DERIVED, PRIMARY } from './collections.js';
import { rowName } from './intake.js';
import { mentionOfRecord, recordOfMention, type Mention } from './mention.js';
import { problem, seen, type Problem, type Totals } from './problem.js';
import { isAsKept } from './record-row.js';
import { importsOf, type SupportRow } from './support.js';
import { LedgerView } from './view.js';
import type { WorkRow } from './work-row.js';

/** Checks of the ledger: its rows against each other, and against the graph that was made from them. */

const PAGE = 300;

/** Rows by key, parsed; those that are not there are left out. */
async function rowsOf<T>(store: GraphStore, collection: string, keys: Iterable<string>): Promise<Map<string, T>> {
  const list = [...new Set(keys)];
  const rows = list.length > 0 ? await store.rows(collection, list) : [];
  return new Map(rows.flatMap((row) => (row ? [[row.key, JSON.parse(row.value) as T] as const] : [])));
}

/** Which of these keys are there. */
async function present(store: GraphStore, collection: string, keys: Iterable<string>): Promise<Set<string>> {
  const list = [...new Set(keys)];
  const rows = list.length > 0 ? await store.rows(collection, list) : [];
  return new Set(rows.flatMap((row) => (row ? [row.key] : [])));
}

type Parsed<T> = { key: string; value: T };

async function* pagesOf<T>(store: GraphStore, collection: string, totals: Totals): AsyncIterable<Parsed<T>[]> {
  for await (const rows of walkRows(store, collection, PAGE)) {
    yield rows.map(({ key, value }) => ({ key, value: JSON.parse(value) as T }));
    totals.rows += rows.length;
    seen(totals, rows.length);
  }
}

/** Every work with records has its article, and every record that it names is there. */
async function* workProblems(store: GraphStore, totals: Totals): AsyncIterable<Problem> {
  for await (const works of pagesOf<WorkRow>(store, DERIVED.work, totals)) {
    const articles = await store.get('Article', works.map(({ key }) => key)); // prettier-ignore
    const records = await present(store, PRIMARY.record, works.flatMap(({ value }) => value.records)); // prettier-ignore
    for (const [i, { key, value }] of works.entries()) {
      if (articles[i]?.key !== key)
        yield problem('MISSING', `work ${key}`, `${value.records.length} records make it, but the graph has no such article`);
      for (const record of value.records)
        if (!records.has(record)) yield problem('LEDGER', `work ${key}`, `it names the record ${record}, which is not there`);
    }
  }
}

/** Every record is as it was read, was brought by an import, and belongs to the work that names it, unless its source has withdrawn it. */
async function* recordProblems(store: GraphStore, totals: Totals): AsyncIterable<Problem> {
  for await (const rows of walkRows(store, PRIMARY.record, PAGE)) {
    const keys = rows.map(({ key }) => key);
    const mentions = await rowsOf<Mention>(store, DERIVED.mention, keys.map(mentionOfRecord)); // prettier-ignore
    const works = await rowsOf<WorkRow>(store, DERIVED.work, [...mentions.values()].flatMap(({ work }) => work ?? [])); // prettier-ignore
    const supports = await importsOf(new LedgerView(store), keys.map((key) => rowName(PRIMARY.record, key))); // prettier-ignore
    for (const { key, value } of rows) {
      if (!isAsKept({ key, value })) yield problem('RECORD', `record ${key}`, 'its text is not the one that it is named by');
      if (supports.get(rowName(PRIMARY.record, key))!.length === 0)
        yield problem('LEDGER', `record ${key}`, 'no import supports it');
      const mention = mentions.get(mentionOfRecord(key));
      if (!mention) yield problem('MISSING', `record ${key}`, 'it was never looked at which work it is of');
      else if (mention.work !== null && !works.get(mention.work)?.records.includes(key))
        yield problem('MISSING', `record ${key}`, `the work ${mention.work} does not have it`);
    }
    totals.rows += rows.length;
    seen(totals, rows.length);
  }
}

async function* mentionProblems(store: GraphStore, totals: Totals): AsyncIterable<Problem> {
  for await (const mentions of pagesOf<Mention>(store, DERIVED.mention, totals)) {
    const named = mentions.flatMap(({ key }) => recordOfMention(key) ?? []);
    const records = await present(store, PRIMARY.record, named);
    for (const key of named) if (!records.has(key)) yield problem('LEDGER', `mention of ${key}`, 'there is no such record');
  }
}

/** Every author of the ledger is in the graph, and stands on works that are there. */
async function* identityProblems(store: GraphStore, totals: Totals): AsyncIterable<Problem> {
  for await (const authors of pagesOf<AuthorRow>(store, DERIVED.author, totals)) {
    const nodes = await store.get('Author', authors.map(({ key }) => key)); // prettier-ignore
    const works = await present(store, DERIVED.work, authors.flatMap(({ value }) => value.ids.map(workOfClaim))); // prettier-ignore
    for (const [i, { key, value }] of authors.entries()) {
      if (nodes[i]?.key !== key) yield problem('MISSING', `author ${key}`, 'the ledger has this author, but the graph does not');
      for (const id of value.ids)
        if (!works.has(workOfClaim(id)))
          yield problem('LEDGER', `author ${key}`, `an authorship is of ${workOfClaim(id)}, which is no work`);
    }
  }
}

/** Every import that supports something is there, and so is what it supports. */
async function* supportProblems(store: GraphStore, totals: Totals): AsyncIterable<Problem> {
  for await (const supports of pagesOf<SupportRow>(store, PRIMARY.support, totals)) {
    const imports = await present(store, PRIMARY.import, supports.map(({ value }) => value.import)); // prettier-ignore
    for (const [collection, keys] of byCollection(supports.flatMap(({ value }) => value.rows))) {
      const there = await present(store, collection, keys);
      for (const key of keys)
        if (!there.has(key)) yield problem('LEDGER', `support of ${collection} ${key}`, 'there is no such row');
    }
    for (const { key, value } of supports)
      if (!imports.has(value.import)) yield problem('LEDGER', `support ${key}`, `there is no import ${value.import}`);
  }
}

/** Keys of rows out of their names, as `rowName` makes them. */
function byCollection(names: readonly string[]): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const name of names) {
    const at = name.indexOf(' ');
    const keys = found.get(name.slice(0, at)) ?? new Set();
    found.set(name.slice(0, at), keys.add(name.slice(at + 1)));
  }
  return found;
}

/** Every key that a node once had leads to the node that it became, as long as that is there: an undo may have taken it back. */
async function* aliasProblems(store: GraphStore, totals: Totals): AsyncIterable<Problem> {
  for await (const aliases of pagesOf<{ kind: Kind; from: string; to: string }>(store, PRIMARY.alias, totals)) {
    for (const kind of KINDS) {
      const ours = aliases.filter(({ value }) => value.kind === kind);
      const [nodes, became] = await Promise.all([
        store.get<Kind>(kind, ours.map(({ value }) => value.from)),
        store.get<Kind>(kind, ours.map(({ value }) => value.to)),
      ]); // prettier-ignore
      for (const [i, { value }] of ours.entries())
        if (!nodes[i] && became[i])
          yield problem(
            'KEY',
            `${kind.toLowerCase()} ${value.from}`,
            `it was merged into ${value.to}, but its key leads nowhere`,
          );
    }
  }
}

const WAITING = 'derivations wait';

async function* waitingProblems(store: GraphStore): AsyncIterable<Problem> {
  for (const collection of [DERIVED.dirty, DERIVED.gone]) {
    const rows = await store.rowCount(collection);
    if (rows > 0) yield problem('WAITING', `ledger ${collection}`, `${rows} ${WAITING}`);
  }
}

export async function* ledgerProblems(store: GraphStore, totals: Totals): AsyncIterable<Problem> {
  yield* workProblems(store, totals);
  yield* recordProblems(store, totals);
  yield* mentionProblems(store, totals);
  yield* identityProblems(store, totals);
  yield* supportProblems(store, totals);
  yield* aliasProblems(store, totals);
  yield* waitingProblems(store);
}
