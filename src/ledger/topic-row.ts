import { createHash } from 'node:crypto';
import { folded, topicKey } from '../import/identity.js';
import type { BibDescriptor } from '../import/format.js';
import { PRIMARY } from './collections.js';
import type { Dirty } from './dirty.js';
import type { PreparedRecord } from './prepare.js';
import type { LedgerView, Row } from './view.js';

/** A MeSH heading as the records of one source name it. */
export interface HeadingRow {
  source: string;
  id: string | null;
  name: string;
  /** When the source was first read with it, ISO 8601. */
  at: string;
}

/** A descriptor of an authority list. */
export interface DescriptorRow {
  source: string;
  descriptor: BibDescriptor;
  at: string;
}

const parentOf = (treeNumber: string): string | null => {
  const at = treeNumber.lastIndexOf('.');
  return at < 0 ? null : treeNumber.slice(0, at);
};

export const parentsOf = ({ treeNumbers }: BibDescriptor): string[] => [
  ...new Set(treeNumbers.flatMap((one) => parentOf(one) ?? [])),
];

export const headingKey = (source: string, id: string | null, name: string): string => `${source} ${id ?? ''} ${name}`;

/** Notes the headings of records that their source has not named before. */
export async function putHeadings(
  view: LedgerView,
  records: readonly Pick<PreparedRecord, 'source' | 'headings'>[],
  at: string,
  dirty: Dirty,
): Promise<void> {
  const wanted = new Map<string, HeadingRow>();
  for (const { source, headings } of records)
    for (const { id, name } of headings) wanted.set(headingKey(source, id, name), { source, id, name, at });
  const known = await view.get<HeadingRow>(PRIMARY.heading, [...wanted.keys()]);
  for (const [key, row] of wanted) {
    if (known.has(key)) continue;
    const name = folded(row.name);
    view.put(PRIMARY.heading, key, row, [`name:${name}`, ...(row.id === null ? [] : [`id:${row.id}`])]);
    dirty.add({
      topics: [
        topicKey({ name: row.name, meshId: row.id }),
        ...(row.id === null ? [] : [topicKey({ name: row.name, meshId: null })]),
      ],
    });
  }
}

/** A list keeps a row for each descriptor, so that what an older one said is there when a newer one is taken back. */
const descriptorKey = ({ source, descriptor }: DescriptorRow): string =>
  `${source} ${descriptor.id} ${descriptor.listOf ?? ''} ${createHash('sha256').update(saidBy(descriptor)).digest('hex').slice(0, 16)}`;

/** By these all find the one row that holds. */
function descriptorTags({ descriptor }: DescriptorRow): string[] {
  return [
    `id:${descriptor.id}`,
    ...new Set([descriptor.name, ...descriptor.entryTerms].map((term) => `name:${folded(term)}`)),
    ...descriptor.treeNumbers.map((number) => `tree:${number}`),
    ...parentsOf(descriptor).map((number) => `under:${number}`),
  ];
}

/** By this alone a row is found that does not hold. */
export const supersededTag = (id: string): string => `superseded:${id}`;

const saidBy = ({ listOf: _, ...said }: BibDescriptor): string => JSON.stringify(said);

/**
 * Whether the one holds against the other: that of the newer list; of lists of one day, or of none, always the same one,
 * whichever was read first.
 */
export function isNewer(one: BibDescriptor, other: BibDescriptor): boolean {
  const [day, otherDay] = [one.listOf ?? '', other.listOf ?? ''];
  return day === otherDay ? saidBy(one) > saidBy(other) : day > otherDay;
}

const putSuperseded = (view: LedgerView, key: string, row: DescriptorRow): void =>
  view.put(PRIMARY.descriptor, key, row, [supersededTag(row.descriptor.id)]);

/** Of the same source and descriptor the row that holds, if any, and those that do not. */
async function descriptorRows(view: LedgerView, source: string, id: string) {
  const all = await view.tagged<DescriptorRow>(PRIMARY.descriptor, [`id:${id}`, supersededTag(id)]);
  const own = all.filter(({ value }) => value.source === source);
  const isOld = ({ tags }: Row<DescriptorRow>): boolean => tags.includes(supersededTag(id));
  return { holds: own.find((row) => !isOld(row)), superseded: own.filter(isOld) };
}

/** Keeps what a list says of a descriptor; what the newest list says holds. Answers the key of the row, too. */
export async function putDescriptor(
  view: LedgerView,
  row: DescriptorRow,
  dirty: Dirty,
): Promise<{ key: string; outcome: 'new' | 'merged' | 'unchanged' }> {
  const { source, descriptor } = row;
  const { holds, superseded } = await descriptorRows(view, source, descriptor.id);
  const same = [...(holds ? [holds] : []), ...superseded].find(
    ({ value }) => value.descriptor.listOf === descriptor.listOf && saidBy(value.descriptor) === saidBy(descriptor),
  );
  if (same) return { key: same.key, outcome: 'unchanged' };
  const key = descriptorKey(row);
  if (holds && !isNewer(descriptor, holds.value.descriptor)) {
    putSuperseded(view, key, row);
    return { key, outcome: 'unchanged' };
  }
  if (holds) putSuperseded(view, holds.key, holds.value);
  const isSaid = holds !== undefined && saidBy(holds.value.descriptor) === saidBy(descriptor);
  view.put(PRIMARY.descriptor, key, isSaid ? { ...row, at: holds.value.at } : row, descriptorTags(row));
  if (isSaid) return { key, outcome: 'unchanged' };
  await doubtTopics(view, holds ? [descriptor, holds.value.descriptor] : [descriptor], dirty);
  const headings = await view.tagged<HeadingRow>(PRIMARY.heading, [`id:${descriptor.id}`]);
  return { key, outcome: holds || headings.length > 0 ? 'merged' : 'new' };
}

/** Takes out what a list says of a descriptor; then what the newest of the lists that are left says holds. */
export async function removeDescriptor(view: LedgerView, row: Row<DescriptorRow>, dirty: Dirty): Promise<void> {
  const { source, descriptor } = row.value;
  const { holds } = await descriptorRows(view, source, descriptor.id);
  view.remove(PRIMARY.descriptor, row.key);
  if (holds?.key !== row.key) return;
  const { superseded } = await descriptorRows(view, source, descriptor.id);
  const [first, ...rest] = superseded;
  if (first === undefined) return;
  const next = rest.reduce((best, one) => (isNewer(one.value.descriptor, best.value.descriptor) ? one : best), first);
  view.put(PRIMARY.descriptor, next.key, next.value, descriptorTags(next.value));
  await doubtTopics(view, [descriptor, next.value.descriptor], dirty);
}

/** What both the list before and the one that holds now said is looked at anew: names that are gone, topics below places that are gone. */
async function doubtTopics(view: LedgerView, said: readonly BibDescriptor[], dirty: Dirty): Promise<void> {
  const names = said.flatMap(({ name, entryTerms }) => [name, ...entryTerms]);
  const places = new Set(said.flatMap(({ treeNumbers }) => treeNumbers));
  const below = await view.tagged<DescriptorRow>(
    PRIMARY.descriptor,
    [...places].map((number) => `under:${number}`),
  );
  dirty.add({
    topics: [
      topicKey({ name: said[0]!.name, meshId: said[0]!.id }),
      ...names.map((name) => topicKey({ name, meshId: null })),
      ...below.map(({ value }) => topicKey({ name: value.descriptor.name, meshId: value.descriptor.id })),
    ],
  });
}

/** What the ledger says of the descriptors with these ids or names. */
export async function statementsAbout(
  view: LedgerView,
  tags: readonly string[],
): Promise<{ headings: Row<HeadingRow>[]; descriptors: Row<DescriptorRow>[] }> {
  const headings = await view.tagged<HeadingRow>(PRIMARY.heading, tags);
  const descriptors = await view.tagged<DescriptorRow>(PRIMARY.descriptor, tags);
  return { headings, descriptors };
}
