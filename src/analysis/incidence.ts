import type { Adjacency } from './citation-graph.js';

/** Which names are in which lists, in both directions; names in ascending order of code units. */
export interface Incidence {
  names: string[];
  /** Numbers of the names of each list. */
  members: Adjacency;
  /** Numbers of the lists of each name. */
  lists: Adjacency;
  /** Names in fewer lists than asked. */
  rareNames: number;
}

/** A name that a list has twice counts once; names in fewer than `minimum` lists are left out and counted. */
export function incidence(all: readonly (readonly string[])[], minimum: number): Incidence {
  const counts = new Map<string, number>();
  for (const list of all) for (const name of new Set(list)) counts.set(name, (counts.get(name) ?? 0) + 1);
  const names = [...counts.keys()].filter((name) => counts.get(name)! >= minimum).sort();
  const numbers = new Map(names.map((name, number) => [name, number]));
  const rows = all.map((list) => [...new Set(list)].flatMap((name) => numbers.get(name) ?? []).sort((a, b) => a - b));
  const columns: number[][] = names.map(() => []);
  rows.forEach((row, list) => row.forEach((number) => columns[number]!.push(list)));
  return { names, members: compressed(rows), lists: compressed(columns), rareNames: counts.size - names.length };
}

function compressed(rows: readonly (readonly number[])[]): Adjacency {
  const offsets = new Uint32Array(rows.length + 1);
  rows.forEach((row, i) => (offsets[i + 1] = offsets[i]! + row.length));
  const neighbours = new Uint32Array(offsets[rows.length]!);
  rows.forEach((row, i) => neighbours.set(row, offsets[i]));
  return { offsets, neighbours };
}
