import { clusterWorks } from '../import/work-clusters.js';
import { DERIVED, PRIMARY } from './collections.js';
import type { Dirty } from './dirty.js';
import { componentOf, type Component } from './work-components.js';
import { isCitedByCitation, recordOfMention, type Described, type Mention } from './mention.js';
import { putPossible } from './possible.js';
import { reachOf } from './prepare.js';
import { putWork, removeWork, type WorkRow } from './work-row.js';
import type { LedgerView } from './view.js';
import { wake } from './wake.js';

/** What became of a record: the work that it is of, and the other records of that work. */
export interface Assigned {
  work: string | null;
  /** Whether another record is of this work that was there before, or comes earlier among the same ones. */
  hasTwin: boolean;
  /** Why it was put together with another one. */
  why: string[];
}

/** Mentions of one work. */
interface Cluster {
  members: Described[];
  ids: string[];
}

const byKey = (a: Described, b: Described): number => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);

/** Every mention of the component in its cluster, records before bundles, each cluster in the order of its keys. */
function clustersOf(component: Component, withdrawn: ReadonlySet<string>): { clusters: Cluster[]; leftOut: Component['pairs'] } {
  const isThere = (key: string): boolean => !withdrawn.has(key);
  const pairs = component.pairs.filter(({ a, b }) => isThere(a) && isThere(b));
  const both = (pair: readonly [string, string]): boolean => pair.every(isThere);
  const decisions = { same: component.decisions.same.filter(both), different: component.decisions.different.filter(both) };
  const { clusters, leftOut } = clusterWorks(pairs, (key) => component.members.get(key)!.work(), decisions);
  const joined = new Set(clusters.flat());
  const alone = [...component.members.keys()].filter((key) => isThere(key) && !joined.has(key)).map((key) => [key]);
  const all = [...clusters, ...alone].map((keys) => {
    const members = keys.map((key) => component.members.get(key)!).sort(byKey);
    return { members, ids: identifiersOf(members) };
  });
  return { clusters: all.sort(byImportance), leftOut };
}

const hasRecord = ({ members }: Cluster): boolean => members.some(({ isRecord }) => isRecord);

/** In which order clusters may take identifiers that several have: those with most records first. */
function byImportance(a: Cluster, b: Cluster): number {
  return recordsIn(b) - recordsIn(a) || byKey(a.members[0]!, b.members[0]!);
}

const recordsIn = ({ members }: Cluster): number => members.filter(({ isRecord }) => isRecord).length;

/** Identifiers of all members: those that name a work best first, those of records before those of bundles. */
function identifiersOf(members: readonly Described[]): string[] {
  const tags = [...members.filter(({ isRecord }) => isRecord), ...members.filter(({ isRecord }) => !isRecord)];
  const all = new Set(tags.flatMap(({ idTags }) => idTags));
  const order = ['pmid', 'doi', 'pmcid', 'openalex', 's2', 'omid', 'cit'];
  const rank = (tag: string): number => order.indexOf(tag.slice(0, tag.indexOf(':')));
  return [...all].sort((x, y) => rank(x) - rank(y));
}

/** One identifier belongs to one work: the first cluster that has it. A work that is left without any is named by a record. */
function allocate(clusters: readonly Cluster[]): { cluster: Cluster; key: string; own: string[]; lost: string[] }[] {
  const taken = new Set<string>();
  return clusters.map((cluster) => {
    const own = cluster.ids.filter((id) => !taken.has(id));
    const lost = cluster.ids.filter((id) => taken.has(id));
    for (const id of own) taken.add(id);
    const key = own[0] ?? `rec:${recordOfMention(cluster.members[0]!.key) ?? cluster.members[0]!.key.slice(2)}`;
    return { cluster, key, own, lost };
  });
}

/** Records of PubMed whose PMID has been withdrawn. */
async function withdrawnOf(view: LedgerView, members: Iterable<Described>): Promise<Set<string>> {
  const pmidOf = ({ idTags }: Described): string | undefined => idTags.find((tag) => tag.startsWith('pmid:'))?.slice(5);
  const ofPubmed = [...members].filter(({ name }) => name !== null && WITHDRAWING.has(name.slice(0, name.indexOf(':'))));
  const rows = await view.get(PRIMARY.withdrawn, ofPubmed.flatMap((one) => pmidOf(one) ?? [])); // prettier-ignore
  return new Set(ofPubmed.filter((one) => rows.has(pmidOf(one) ?? '')).map(({ key }) => key));
}

/** Sources whose records NLM can withdraw. */
const WITHDRAWING: ReadonlySet<string> = new Set(['pubmed-xml', 'nbib']);

/**
 * Finds out anew which work these mentions, and all that hang together with them, are of; puts what has changed into
 * the view and notes what is to be derived. `lostRecords` are works of which a record was taken out. Answers what became
 * of each record among the seeds, by the mention's key.
 */
export async function assignWorks(
  view: LedgerView,
  seeds: readonly Described[],
  dirty: Dirty,
  lostRecords: ReadonlySet<string> = new Set(),
): Promise<Map<string, Assigned>> {
  const component = await componentOf(view, seeds);
  const withdrawn = await withdrawnOf(view, component.members.values());
  const { clusters, leftOut } = clustersOf(component, withdrawn);
  const allocated = allocate(clusters);
  const now = new Map<string, Mention>();
  for (const key of withdrawn) now.set(key, { work: null });
  for (const { cluster, key, own, lost } of allocated)
    for (const member of cluster.members) {
      const lostHere = lost.filter((id) => member.idTags.includes(id));
      const ids = hasRecord(cluster) ? {} : { ids: own };
      now.set(member.key, { work: key, ...(lostHere.length > 0 ? { lost: lostHere } : {}), ...ids });
    }
  const { joined, left, moved } = putMentions(view, component, now);
  await putWorks(view, allocated, { joined, left: new Set([...left, ...lostRecords]), dirty });
  putPossible(view, component, leftOut, now);
  dirty.add({ leftWorks: moved.flatMap(({ idTags, row }) => (isCitedByCitation(idTags) ? (row!.value.work ?? []) : [])) });
  const records = moved.flatMap(({ record }) => record() ?? []);
  await wake(view, records.map((record) => reachOf(record)), dirty); // prettier-ignore
  return answers(seeds, allocated, component);
}

/** Puts the mentions that say something new; answers those that were of another work, and the works that they came to and left. */
function putMentions(view: LedgerView, { members }: Component, now: ReadonlyMap<string, Mention>) {
  const joined = new Set<string>();
  const left = new Set<string>();
  const moved: Described[] = [];
  for (const [key, value] of now) {
    const { row, idTags } = members.get(key)!;
    if (row !== null && row.value.work !== value.work) moved.push(members.get(key)!);
    if (row !== null && JSON.stringify(row.value) === JSON.stringify(value)) continue;
    if (row?.value.work != null && row.value.work !== value.work) left.add(row.value.work);
    if (value.work !== null) joined.add(value.work);
    view.put<Mention>(DERIVED.mention, key, value, idTags);
  }
  return { joined, left, moved };
}

interface Changes {
  /** Works that a mention came to, or that know more identifiers or fewer. */
  joined: ReadonlySet<string>;
  left: ReadonlySet<string>;
  dirty: Dirty;
}

/** Whether only bundles came to the work, with identifiers that were its own: most references to a work say nothing new. */
function isAsBefore(key: string, { members }: Cluster, lost: readonly string[]): boolean {
  if (lost.length > 0) return false;
  const before = members.filter(({ row }) => row?.value.work === key);
  if (before.some(({ row }) => row!.value.lost !== undefined)) return false;
  const known = new Set(before.flatMap(({ idTags }) => idTags));
  const added = members.filter(({ row }) => row?.value.work !== key);
  return before.length > 0 && added.every(({ isRecord, idTags }) => !isRecord && idTags.every((tag) => known.has(tag)));
}

async function putWorks(
  view: LedgerView,
  allocated: ReturnType<typeof allocate>,
  { joined, left, dirty }: Changes,
): Promise<void> {
  const gone = new Set(left);
  for (const { key } of allocated) gone.delete(key);
  const changed = allocated.filter(
    ({ cluster, key, lost }) => left.has(key) || (joined.has(key) && !isAsBefore(key, cluster, lost)),
  );
  const before = await view.get<WorkRow>(DERIVED.work, [...changed.map(({ key }) => key), ...gone]);
  const remove = (key: string): void => {
    if (before.has(key)) removeWork(view, before.get(key)!, dirty);
  };
  for (const one of changed) {
    const { cluster, key } = one;
    // A stub is written when somebody cites it; one that changes has to be written anew. What has lost an identifier to another
    // work is cited by references that lead there, and may be cited already by an identifier that is left to it.
    const isNewStub = !hasRecord(cluster) && one.lost.length === 0 && cluster.members.every(({ row }) => row === null);
    if (!isNewStub) dirty.works.add(key);
    if (hasRecord(cluster)) putWork(view, one, before.get(key), dirty);
    else remove(key);
  }
  for (const key of gone) {
    dirty.works.add(key);
    remove(key);
  }
}

function answers(
  seeds: readonly Described[],
  allocated: ReturnType<typeof allocate>,
  component: Component,
): Map<string, Assigned> {
  const found = new Map<string, Assigned>();
  const order = new Map(seeds.map(({ key }, i) => [key, i]));
  for (const seed of seeds) found.set(seed.key, { work: null, hasTwin: false, why: [] });
  for (const { cluster, key } of allocated) {
    const records = cluster.members.filter(({ isRecord }) => isRecord);
    for (const { key: name } of records) {
      if (!found.has(name)) continue;
      // Of twins that come together the first is new, and the others join it.
      const others = records.filter((other) => (order.get(other.key) ?? -1) < order.get(name)!);
      const why = others.flatMap(
        ({ key: other }) => component.reasons.get(name < other ? `${name} ${other}` : `${other} ${name}`) ?? [],
      );
      found.set(name, { work: key, hasTwin: others.length > 0, why: [...new Set(why)] });
    }
  }
  return found;
}
