import { badInput } from '../errors.js';
import { Acting } from '../ledger/act.js';
import { positionOfClaim, workOfClaim, type AuthorRow } from '../ledger/author-row.js';
import { DERIVED } from '../ledger/collections.js';
import { authorDecisionsAbout, type ClaimName } from '../ledger/decision-row.js';
import { Dirty } from '../ledger/dirty.js';
import { Targets } from '../ledger/targets.js';
import { LedgerView } from '../ledger/view.js';
import type { WorkRow } from '../ledger/work-row.js';
import type { StoredAuthor } from '../records.js';
import type { GraphStore } from '../store/store.js';
import { articles, deciding, finish } from './decisions.js';

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
  return deciding(store, 'merge of authors', async (own) => {
    const people = [...new Set((await authors(own, keys)).map(({ key }) => key))];
    if (people.length < 2) throw badInput('Name at least two different authors to merge.');
    const view = new LedgerView(own);
    const claims = await Promise.all(people.map((key) => claimNames(own, view, key)));
    const lead = claims[0]![0]!;
    const act = new Acting('MERGE_AUTHORS', people);
    for (const other of claims.flat().slice(1)) act.authors({ verdict: 'SAME', a: lead, b: other });
    await overrule(view, claims, act);
    await act.write(view);
    const dirty = new Dirty();
    dirty.add({ blocks: claims.flat().map(({ block }) => block) });
    await finish(own, view, dirty);
    return authorOf(own, lead);
  });
}

/** Earlier decisions that kept these people apart give way to the one that they are one. */
async function overrule(view: LedgerView, people: readonly ClaimName[][], act: Acting): Promise<void> {
  const decisions = await authorDecisionsAbout(view, new Set(people.flat().map(({ block }) => block)));
  const targets = new Targets(view);
  await targets.lookUp(decisions.flatMap(({ a, b }) => [a.work, b.work]));
  const personOf = ({ work, position, block }: ClaimName): number => {
    const key = targets.named([work])?.key ?? work;
    const isNamed = (claim: ClaimName): boolean => claim.work === key && claim.block === block;
    const all = people.flat().filter(isNamed);
    const meant = all.find((claim) => claim.position === position) ?? (all.length === 1 ? all[0] : undefined);
    return people.findIndex((claims) => meant !== undefined && claims.includes(meant));
  };
  for (const { verdict, a, b } of decisions) {
    const [one, other] = [personOf(a), personOf(b)];
    if (verdict === 'DIFFERENT' && one >= 0 && other >= 0 && one !== other) act.authors({ verdict: 'SAME', a, b });
  }
}

async function authorOf(store: GraphStore, { work, position }: ClaimName): Promise<string> {
  const [article] = await articles(store, [work]);
  return article!.authorships.find((one) => one.position === position)!.authorKey;
}

/** Records that these articles are another person's than the author's others. Answers the keys of the people afterwards. */
export function splitAuthor(store: GraphStore, key: string, articleKeys: readonly string[]): Promise<string[]> {
  return deciding(store, 'split of an author', async (own) => {
    const [author] = await authors(own, [key]);
    const leaving = new Set((await articles(own, articleKeys)).map((article) => article.key));
    const view = new LedgerView(own);
    const claims = await claimNames(own, view, author!.key);
    const [gone, kept] = [claims.filter(({ work }) => leaving.has(work)), claims.filter(({ work }) => !leaving.has(work))];
    if (gone.length === 0) throw badInput(`None of these articles is by the author ${key}.`);
    if (kept.length === 0) throw badInput(`All articles of the author ${key} are named; name those that are another person's.`);
    const act = new Acting('SPLIT_AUTHOR', [author!.key]);
    for (const a of gone) for (const b of kept) act.authors({ verdict: 'DIFFERENT', a, b });
    const [first, ...rest] = gone;
    for (const other of rest) act.authors({ verdict: 'SAME', a: first!, b: other });
    await act.write(view);
    const dirty = new Dirty();
    dirty.add({ blocks: claims.map(({ block }) => block) });
    await finish(own, view, dirty);
    return [...new Set(await Promise.all(claims.map((claim) => authorOf(own, claim))))].sort();
  });
}
