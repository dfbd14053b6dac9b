import { DisjointSets } from './disjoint-sets.js';
import { citationKey, idKeys, referenceKey, workKey } from './identity.js';
import { badSource } from '../errors.js';
import { NO_IDS, type BibRecord, type BibReference, type WorkIds } from './record.js';

/** One work, with all records of the load that describe it; none for a work known by its identifier alone. */
export interface Work {
  key: string;
  /** Keys that the work would have if a source knew less of it: whoever kept one still finds the work. */
  otherKeys: string[];
  ids: WorkIds;
  /** In an order that does not depend on that of the input. */
  records: BibRecord[];
  /** Sources of the records and of the references that name the work. */
  sources: string[];
}

export interface Works {
  /** In the order of their keys. */
  list: Work[];
  /** The work at the other end of a citation. Throws BAD_SOURCE where nothing tells which it is. */
  cited(reference: BibReference, from: BibRecord): Work;
}

/** A record or reference names a work by these keys; whoever shares one with another names the same work. */
interface Mention {
  keys: string[];
  ids: WorkIds;
  source: string;
  record: BibRecord | null;
}

/** Records by their keys, and equal ones by all that they say. */
function inOrder(records: readonly BibRecord[]): BibRecord[] {
  const named = records.map((record) => ({ record, name: `${workKey(record)}\n${JSON.stringify(record)}` }));
  return named.sort((a, b) => (a.name < b.name ? -1 : 1)).map(({ record }) => record);
}

function keyOfReference(reference: BibReference, from: BibRecord): string {
  const key = referenceKey(reference);
  if (key !== null) return key;
  throw badSource(
    `${workKey(from)} (${from.source}): the reference "${reference.text ?? ''}" has neither an identifier nor a record; expected one of them.`,
  );
}

function mentionsOf(records: readonly BibRecord[]): Mention[] {
  return records.flatMap((record) => [
    { keys: [workKey(record), ...idKeys(record.ids)], ids: record.ids, source: record.source, record },
    ...[...(record.references ?? []), ...record.citedBy].map((reference) => ({
      keys: [keyOfReference(reference, record), ...idKeys(reference.ids)],
      ids: reference.ids,
      source: record.source,
      record: null,
    })),
  ]);
}

/** The first identifier of each kind: of records before references, each in their order. */
function mergeIds(all: readonly WorkIds[]): WorkIds {
  const ids = { ...NO_IDS };
  for (const one of all) for (const scheme of Object.keys(ids) as (keyof WorkIds)[]) ids[scheme] ??= one[scheme];
  return ids;
}

function toWork(root: string, mentions: readonly Mention[]): Work {
  const records = mentions.flatMap(({ record }) => (record ? [record] : []));
  const references = mentions.filter(({ record }) => record === null).map(({ ids }) => ids);
  const sorted = references.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  const ids = mergeIds([...records.map((record) => record.ids), ...sorted]);
  const first = records[0];
  if (!first && idKeys(ids).length === 0)
    throw badSource(`A reference names the record ${root}, which is not among those read; expected it in the same load.`);
  const key = idKeys(ids)[0] ?? workKey(first!);
  const cited = mentions.flatMap(({ keys }) => keys).filter((one) => one.startsWith('cit:'));
  const otherKeys = [...new Set([...idKeys(ids), ...cited])].filter((one) => one !== key);
  return { key, otherKeys, ids, records, sources: [...new Set(mentions.map(({ source }) => source))].sort() };
}

/** A record without identifiers is of the one work with identifiers that has the same citation, word for word. */
function joinByCitation(mentions: readonly Mention[], sets: DisjointSets): void {
  const records = mentions.flatMap(({ record }) =>
    record && record.title !== null && record.authors.length > 0 ? [record] : [],
  );
  const roots = new Map<string, Set<string>>();
  for (const record of records.filter(({ ids }) => idKeys(ids).length > 0)) {
    const citation = citationKey(record);
    roots.set(citation, (roots.get(citation) ?? new Set()).add(sets.find(workKey(record))));
  }
  for (const record of records.filter(({ ids }) => idKeys(ids).length === 0)) {
    const [only, ...others] = roots.get(workKey(record)) ?? [];
    if (only !== undefined && others.length === 0) sets.unionAll([workKey(record), only]);
  }
}

/** Finds the works of a load: records and references with a common identifier are one. */
export function groupWorks(records: readonly BibRecord[]): Works {
  const mentions = mentionsOf(inOrder(records));
  const sets = new DisjointSets();
  for (const { keys } of mentions) sets.unionAll(keys);
  joinByCitation(mentions, sets);
  const groups = new Map<string, Mention[]>();
  for (const mention of mentions) {
    const root = sets.find(mention.keys[0]!);
    const group = groups.get(root);
    if (group) group.push(mention);
    else groups.set(root, [mention]);
  }
  const byRoot = new Map([...groups].map(([root, group]) => [root, toWork(root, group)]));
  const workAt = (key: string): Work => byRoot.get(sets.find(key))!;
  return {
    list: [...byRoot.values()].sort((a, b) => (a.key < b.key ? -1 : 1)),
    cited: (reference, from) => workAt(keyOfReference(reference, from)),
  };
}
