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

export const descriptorKey = ({ source, descriptor }: Pick<DescriptorRow, 'source' | 'descriptor'>): string =>
  `${source} ${descriptor.id}`;

function descriptorTags({ descriptor }: DescriptorRow): string[] {
  return [
    `id:${descriptor.id}`,
    ...new Set([descriptor.name, ...descriptor.entryTerms].map((term) => `name:${folded(term)}`)),
    ...descriptor.treeNumbers.map((number) => `tree:${number}`),
    ...parentsOf(descriptor).map((number) => `under:${number}`),
  ];
}

const saidBy = ({ listOf: _, ...said }: BibDescriptor): string => JSON.stringify(said);

/**
 * Whether the one holds against the other: that of the newer list; of lists of one day, or of none, always the same one,
 * whichever was read first.
 */
export function isNewer(one: BibDescriptor, other: BibDescriptor): boolean {
  const [day, otherDay] = [one.listOf ?? '', other.listOf ?? ''];
  return day === otherDay ? saidBy(one) > saidBy(other) : day > otherDay;
}

/** Descriptors of the same source and id replace each other where the newer list says something else. */
export async function putDescriptor(view: LedgerView, row: DescriptorRow, dirty: Dirty): Promise<'new' | 'merged' | 'unchanged'> {
  const key = descriptorKey(row);
  const before = (await view.get<DescriptorRow>(PRIMARY.descriptor, [key])).get(key);
  if (before && !isNewer(row.descriptor, before.value.descriptor)) return 'unchanged';
  if (before && saidBy(before.value.descriptor) === saidBy(row.descriptor)) {
    // The newer list says the same: that it does is all that is noted, for older ones that are read later.
    view.put(PRIMARY.descriptor, key, { ...row, at: before.value.at }, before.tags);
    return 'unchanged';
  }
  view.put(PRIMARY.descriptor, key, row, descriptorTags(row));
  const { descriptor } = row;
  // What the older list said is looked at anew, too: names that are gone, topics below places that are gone.
  const both = [descriptor, ...(before ? [before.value.descriptor] : [])];
  const names = both.flatMap(({ name, entryTerms }) => [name, ...entryTerms]);
  const places = new Set(both.flatMap(({ treeNumbers }) => treeNumbers));
  const below = await view.tagged<DescriptorRow>(
    PRIMARY.descriptor,
    [...places].map((number) => `under:${number}`),
  );
  dirty.add({
    topics: [
      topicKey({ name: descriptor.name, meshId: descriptor.id }),
      ...names.map((name) => topicKey({ name, meshId: null })),
      ...below.map(({ value }) => topicKey({ name: value.descriptor.name, meshId: value.descriptor.id })),
    ],
  });
  const headings = await view.tagged<HeadingRow>(PRIMARY.heading, [`id:${descriptor.id}`]);
  return before || headings.length > 0 ? 'merged' : 'new';
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
