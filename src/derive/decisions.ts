import { settleAll } from './settle.js';
import { badInput } from '../errors.js';
import type { StoredArticle } from '../records.js';
import type { GraphStore } from '../store/store.js';
import { Acting, takeBack } from '../ledger/act.js';
import { DERIVED, PRIMARY } from '../ledger/collections.js';
import { decisionsAbout } from '../ledger/decision-row.js';
import { Dirty, putDirty } from '../ledger/dirty.js';
import { withWriter } from '../ledger/lock.js';
import { describeMentions, mentionOfRecord, recordOfMention, type Mention } from '../ledger/mention.js';
import { possibleRows } from '../ledger/possible.js';
import { recordName } from '../ledger/prepare.js';
import { recordOf } from '../ledger/record-row.js';
import { LedgerView } from '../ledger/view.js';
import { assignWorks } from '../ledger/work-assign.js';
import type { WorkRow } from '../ledger/work-row.js';

/** Articles by their keys; throws BAD_USER_INPUT for one that is not there. */
export async function articles(store: GraphStore, keys: readonly string[]): Promise<StoredArticle[]> {
  const found = await store.get('Article', keys);
  return found.map((article, i) => {
    if (article === null) throw badInput(`There is no article "${keys[i]!.slice(0, 120)}".`);
    return article;
  });
}

/** Names of the records of each work, by the keys of the records. */
async function namesOf(view: LedgerView, works: readonly string[]): Promise<Map<string, Map<string, string>>> {
  const rows = await view.get<WorkRow>(DERIVED.work, works);
  const records = await view.get<string>(PRIMARY.record, [...rows.values()].flatMap(({ value }) => value.records)); // prettier-ignore
  const nameOf = (key: string): string => recordName(recordOf(records.get(key)!).record, key);
  return new Map(works.map((work) => [work, new Map((rows.get(work)?.value.records ?? []).map((key) => [key, nameOf(key)]))]));
}

/** Looks anew at these records after a decision about them. */
async function reassign(view: LedgerView, recordKeys: readonly string[], dirty: Dirty): Promise<void> {
  const mentions = await view.get<Mention>(DERIVED.mention, recordKeys.map(mentionOfRecord)); // prettier-ignore
  await assignWorks(view, await describeMentions(view, [...mentions.values()]), dirty);
}

/**
 * Decides with the graph as it follows from the ledger: an import that was cut off may have left what waits, and who decides
 * names works and authors of the graph.
 */
export function deciding<T>(store: GraphStore, purpose: string, decide: (own: GraphStore) => Promise<T>): Promise<T> {
  return withWriter(store, purpose, async (own) => {
    await settleAll(own);
    return decide(own);
  });
}

/** Writes what was decided, and derives what follows from it. */
export async function finish(store: GraphStore, view: LedgerView, dirty: Dirty): Promise<void> {
  putDirty(view, dirty);
  await store.write({ ledger: view.drain() });
  await settleAll(store);
}

/** Records that these works are one, also where their identifiers differ. Answers the key of the one that is left. */
export function mergeWorks(store: GraphStore, keys: readonly string[]): Promise<string> {
  return deciding(store, 'merge of articles', async (own) => {
    const works = [...new Set((await articles(own, keys)).map(({ key }) => key))];
    if (works.length < 2) throw badInput('Name at least two different articles to merge.');
    const view = new LedgerView(own);
    const names = await namesOf(view, works);
    const lacking = works.find((work) => names.get(work)!.size === 0);
    if (lacking !== undefined)
      throw badInput(`The article ${lacking} is known by its identifier alone; import its record first, then merge it.`);
    const [first, ...others] = works;
    const lead = [...names.get(first!)!.values()][0]!;
    const act = new Acting('MERGE_ARTICLES', works);
    for (const other of others) for (const name of names.get(other)!.values()) act.works({ verdict: 'SAME', a: lead, b: name });
    await overrule(view, works.map((work) => [...names.get(work)!.values()]), act); // prettier-ignore
    await act.write(view);
    const dirty = new Dirty();
    await reassign(view, works.flatMap((work) => [...names.get(work)!.keys()]), dirty); // prettier-ignore
    await finish(own, view, dirty);
    return workOfRecord(own, [...names.get(first!)!.keys()][0]!);
  });
}

/** Earlier decisions that kept records of these works apart give way to the one that they are one. */
async function overrule(view: LedgerView, works: readonly string[][], act: Acting): Promise<void> {
  const workOf = new Map(works.flatMap((names, i) => names.map((name) => [name, i] as const)));
  for (const { verdict, a, b } of await decisionsAbout(view, [...workOf.keys()])) {
    const [one, other] = [workOf.get(a), workOf.get(b)];
    if (verdict === 'DIFFERENT' && one !== undefined && other !== undefined && one !== other)
      act.works({ verdict: 'SAME', a, b });
  }
}

async function workOfRecord(store: GraphStore, recordKey: string): Promise<string> {
  const mention = (await new LedgerView(store).get<Mention>(DERIVED.mention, [mentionOfRecord(recordKey)])).values().next();
  return (mention.value as { value: Mention }).value.work!;
}

/**
 * Records that these records of a work are not of one work with its others. Without any named, each record of the
 * work is a work of its own. Answers the keys of the works afterwards.
 */
export function splitWork(store: GraphStore, key: string, recordKeys: readonly string[] = []): Promise<string[]> {
  return deciding(store, 'split of an article', async (own) => {
    const [article] = await articles(own, [key]);
    const view = new LedgerView(own);
    const names = (await namesOf(view, [article!.key])).get(article!.key)!;
    const unknown = recordKeys.find((record) => !names.has(record));
    if (unknown !== undefined)
      throw badInput(`The article ${key} has no record "${unknown.slice(0, 60)}"; its records stand in its provenance.`);
    if (names.size < 2) throw badInput(`The article ${key} has only one record, which cannot be split.`);
    if (recordKeys.length === names.size)
      throw badInput(`The article ${key} would keep no record; name those that are to leave it.`);
    const leaving = recordKeys.length > 0 ? recordKeys : [...names.keys()];
    if (cannotPart(names, recordKeys))
      throw badInput(
        `Records of the article ${key} that should part are versions of one record of one source, which a decision cannot tell apart.`,
      );
    const act = new Acting('SPLIT_ARTICLE', [article!.key]);
    for (const one of leaving)
      for (const [other, name] of names)
        if (other !== one && (recordKeys.length === 0 || !recordKeys.includes(other)))
          if (names.get(one) !== name) act.works({ verdict: 'DIFFERENT', a: names.get(one)!, b: name });
    await act.write(view);
    const dirty = new Dirty();
    await reassign(view, [...names.keys()], dirty);
    await finish(own, view, dirty);
    return [...new Set(await Promise.all([...names.keys()].map((record) => workOfRecord(own, record))))].sort();
  });
}

/** Decisions name records by their sources' identifiers, which versions of one record share. */
function cannotPart(names: ReadonlyMap<string, string>, leaving: readonly string[]): boolean {
  if (leaving.length === 0) return new Set(names.values()).size < 2;
  const stays = new Set([...names].flatMap(([key, name]) => (leaving.includes(key) ? [] : [name])));
  return leaving.some((key) => stays.has(names.get(key)!));
}

/** Records that a possible duplicate is none; it is not listed again. */
export function refusePossible(store: GraphStore, id: string): Promise<void> {
  return deciding(store, 'decision about a possible duplicate', async (own) => {
    const view = new LedgerView(own);
    const rows = await possibleRows(view, id);
    const keys = [...new Set(rows.flatMap(({ a, b }) => [recordOfMention(a)!, recordOfMention(b)!]))];
    const records = await view.get<string>(PRIMARY.record, keys);
    const nameOf = (mention: string): string => {
      const key = recordOfMention(mention)!;
      return recordName(recordOf(records.get(key)!).record, key);
    };
    const mentions = await view.get<Mention>(DERIVED.mention, rows.flatMap(({ a, b }) => [a, b])); // prettier-ignore
    const act = new Acting('REFUSE_DUPLICATE', [...new Set([...mentions.values()].flatMap(({ value }) => value.work ?? []))]);
    for (const { key, a, b } of rows) {
      act.works({ verdict: 'DIFFERENT', a: nameOf(a), b: nameOf(b) });
      view.remove(DERIVED.possible, key);
    }
    await act.write(view);
    const dirty = new Dirty();
    await reassign(view, keys, dirty);
    await finish(own, view, dirty);
  });
}

/** Takes back what a person decided at once (the id of an act), and derives what it was about anew. Throws BAD_USER_INPUT. */
export function undoDecision(store: GraphStore, id: string): Promise<void> {
  return deciding(store, 'undoing of a decision', async (own) => {
    const view = new LedgerView(own);
    const decisions = await takeBack(view, id);
    const dirty = new Dirty();
    const names = decisions.flatMap((one) => (one.about === 'work' ? [`name:${one.a}`, `name:${one.b}`] : []));
    dirty.add({ blocks: decisions.flatMap((one) => (one.about === 'author' ? [one.a.block, one.b.block] : [])) });
    const records = await view.tagged<string>(PRIMARY.record, names);
    await reassign(view, records.map(({ key }) => key), dirty); // prettier-ignore
    await finish(own, view, dirty);
  });
}
