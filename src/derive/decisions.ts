import { settleAll } from './settle.js';
import { badInput } from '../errors.js';
import type { StoredArticle, StoredAuthor } from '../records.js';
import type { GraphStore } from '../store/store.js';
import { DERIVED, PRIMARY } from '../ledger/collections.js';
import { putAuthorDecision, putWorkDecision, type ClaimName } from '../ledger/decision-row.js';
import { Dirty, putDirty } from '../ledger/dirty.js';
import { positionOfClaim, workOfClaim, type AuthorRow } from '../ledger/author-row.js';
import { withWriter } from '../ledger/lock.js';
import { describeMentions, mentionOfRecord, recordOfMention, type Mention } from '../ledger/mention.js';
import { possibleRows } from '../ledger/possible.js';
import { recordName } from '../ledger/prepare.js';
import { recordOf } from '../ledger/record-row.js';
import { LedgerView } from '../ledger/view.js';
import { assignWorks } from '../ledger/work-assign.js';
import type { WorkRow } from '../ledger/work-row.js';

/** Articles by their keys; throws BAD_USER_INPUT for one that is not there. */
async function articles(store: GraphStore, keys: readonly string[]): Promise<StoredArticle[]> {
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

async function finish(store: GraphStore, view: LedgerView, dirty: Dirty): Promise<void> {
  putDirty(view, dirty);
  await store.write({ ledger: view.drain() });
  await settleAll(store);
}

const now = (): string => new Date().toISOString();

/** Records that these works are one, also where their identifiers differ. Answers the key of the one that is left. */
export function mergeWorks(store: GraphStore, keys: readonly string[]): Promise<string> {
  return withWriter(store, 'merge of articles', async (own) => {
    const works = [...new Set((await articles(own, keys)).map(({ key }) => key))];
    if (works.length < 2) throw badInput('Name at least two different articles to merge.');
    const view = new LedgerView(own);
    const names = await namesOf(view, works);
    const lacking = works.find((work) => names.get(work)!.size === 0);
    if (lacking !== undefined)
      throw badInput(`The article ${lacking} is known by its identifier alone; import its record first, then merge it.`);
    const [first, ...others] = works;
    const lead = [...names.get(first!)!.values()][0]!;
    for (const other of others)
      for (const name of names.get(other)!.values()) putWorkDecision(view, { verdict: 'SAME', a: lead, b: name, at: now() });
    const dirty = new Dirty();
    await reassign(view, works.flatMap((work) => [...names.get(work)!.keys()]), dirty); // prettier-ignore
    await finish(own, view, dirty);
    return workOfRecord(own, [...names.get(first!)!.keys()][0]!);
  });
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
  return withWriter(store, 'split of an article', async (own) => {
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
    for (const one of leaving)
      for (const [other, name] of names)
        if (other !== one && (recordKeys.length === 0 || !recordKeys.includes(other)))
          if (names.get(one) !== name) putWorkDecision(view, { verdict: 'DIFFERENT', a: names.get(one)!, b: name, at: now() });
    const dirty = new Dirty();
    await reassign(view, [...names.keys()], dirty);
    await finish(own, view, dirty);
    return [...new Set(await Promise.all([...names.keys()].map((record) => workOfRecord(own, record))))].sort();
  });
}

/** Records that a possible duplicate is none; it is not listed again. */
export function refusePossible(store: GraphStore, id: string): Promise<void> {
  return withWriter(store, 'decision about a possible duplicate', async (own) => {
    const view = new LedgerView(own);
    const rows = await possibleRows(view, id);
    const keys = [...new Set(rows.flatMap(({ a, b }) => [recordOfMention(a)!, recordOfMention(b)!]))];
    const records = await view.get<string>(PRIMARY.record, keys);
    const nameOf = (mention: string): string => {
      const key = recordOfMention(mention)!;
      return recordName(recordOf(records.get(key)!).record, key);
    };
    for (const { key, a, b } of rows) {
      putWorkDecision(view, { verdict: 'DIFFERENT', a: nameOf(a), b: nameOf(b), at: now() });
      view.remove(DERIVED.possible, key);
    }
    const dirty = new Dirty();
    await reassign(view, keys, dirty);
    await finish(own, view, dirty);
  });
}

async function authors(store: GraphStore, keys: readonly string[]): Promise<StoredAuthor[]> {
  const found = await store.get('Author', keys);
  return found.map((author, i) => {
    if (author === null) throw badInput(`There is no author "${keys[i]!.slice(0, 120)}".`);
    return author;
  });
}

/** The authorships of each author, named so that they are found again after later imports. */
async function claimNames(store: GraphStore, view: LedgerView, key: string): Promise<ClaimName[]> {
  const row = (await view.get<AuthorRow>(DERIVED.author, [key])).get(key);
  const ids = row?.value.ids ?? (await loneClaim(store, key));
  const works = await view.get<WorkRow>(DERIVED.work, ids.map(workOfClaim)); // prettier-ignore
  return ids.map((id) => {
    const position = positionOfClaim(id);
    return { work: workOfClaim(id), position, block: works.get(workOfClaim(id))!.value.authors[position - 1]!.block };
  });
}

/** Of an author with one article: the claim is the place on it. */
async function loneClaim(store: GraphStore, key: string): Promise<string[]> {
  const [page] = await store.pages('authorArticles', [key], {
    filter: null,
    order: { field: 'date', direction: 'DESC' },
    page: { from: 'start', size: 100, after: null, before: null },
  });
  return page!.items.map(({ record, edge }) => `${record.key}#${edge.position}`);
}

/** Records that these authors are one person. Answers the key of the one that is left. */
export function mergeAuthors(store: GraphStore, keys: readonly string[]): Promise<string> {
  return withWriter(store, 'merge of authors', async (own) => {
    const people = [...new Set((await authors(own, keys)).map(({ key }) => key))];
    if (people.length < 2) throw badInput('Name at least two different authors to merge.');
    const view = new LedgerView(own);
    const claims = await Promise.all(people.map((key) => claimNames(own, view, key)));
    const lead = claims[0]![0]!;
    for (const other of claims.flat().slice(1)) putAuthorDecision(view, { verdict: 'SAME', a: lead, b: other, at: now() });
    const dirty = new Dirty();
    dirty.add({ blocks: claims.flat().map(({ block }) => block) });
    await finish(own, view, dirty);
    return authorOf(own, lead);
  });
}

async function authorOf(store: GraphStore, { work, position }: ClaimName): Promise<string> {
  const [article] = await articles(store, [work]);
  return article!.authorships.find((one) => one.position === position)!.authorKey;
}

/** Records that these articles are another person's than the author's others. Answers the keys of the people afterwards. */
export function splitAuthor(store: GraphStore, key: string, articleKeys: readonly string[]): Promise<string[]> {
  return withWriter(store, 'split of an author', async (own) => {
    const [author] = await authors(own, [key]);
    const leaving = new Set((await articles(own, articleKeys)).map((article) => article.key));
    const view = new LedgerView(own);
    const claims = await claimNames(own, view, author!.key);
    const [gone, kept] = [claims.filter(({ work }) => leaving.has(work)), claims.filter(({ work }) => !leaving.has(work))];
    if (gone.length === 0) throw badInput(`None of these articles is by the author ${key}.`);
    if (kept.length === 0) throw badInput(`All articles of the author ${key} are named; name those that are another person's.`);
    for (const a of gone) for (const b of kept) putAuthorDecision(view, { verdict: 'DIFFERENT', a, b, at: now() });
    const [first, ...rest] = gone;
    for (const other of rest) putAuthorDecision(view, { verdict: 'SAME', a: first!, b: other, at: now() });
    const dirty = new Dirty();
    dirty.add({ blocks: claims.map(({ block }) => block) });
    await finish(own, view, dirty);
    return [...new Set(await Promise.all(claims.map((claim) => authorOf(own, claim))))].sort();
  });
}
