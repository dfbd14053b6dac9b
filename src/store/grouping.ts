/** What articles share, and are counted by: their journals, topics and publication types. */
export const GROUPINGS = ['journal', 'topic', 'publicationType'] as const;
export type Grouping = (typeof GROUPINGS)[number];
export const isGrouping = (name: string): name is Grouping => (GROUPINGS as readonly string[]).includes(name);

/** The articles of each value of a grouping. */
export interface GroupScan {
  /**
   * Keys of journals or topics, or publication types as they are written: those that some article has, each once, in ascending
   * order of code points, so that a number means the same value on every engine.
   */
  readonly values: readonly string[];
  /** The articles of value i are those of `nodes` from `offsets[i]` to `offsets[i + 1]`, each once, in any order. */
  readonly offsets: Uint32Array;
  /** By the store's own numbers, as in `CitationScan.nodes`. */
  readonly nodes: Float64Array;
}

export type GroupingScan = Readonly<Record<Grouping, GroupScan>>;

/** The scan out of the lists of all values, in their order. Values without articles are left out. */
export function groupScanOf(lists: readonly (readonly [value: string, nodes: ArrayLike<number>])[]): GroupScan {
  const some = lists.filter(([, { length }]) => length > 0);
  const offsets = new Uint32Array(some.length + 1);
  some.forEach(([, { length }], i) => (offsets[i + 1] = offsets[i]! + length));
  const nodes = new Float64Array(offsets.at(-1)!);
  some.forEach(([, list], i) => nodes.set(list, offsets[i]));
  return { values: some.map(([value]) => value), offsets, nodes };
}
