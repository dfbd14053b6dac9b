import type { Adjacency } from '../analysis/citation-graph.js';
import type { CitationScan } from '../store/neighbourhood.js';
import { sharedNumbers } from './shared-numbers.js';

/** All citations both ways, by the numbers of the works, those of a work by itself among them: what local questions walk along. */
export interface CitationArrays {
  readonly references: Adjacency;
  /** Places in the reference lists, beside `references.neighbours`. */
  readonly positions: Int32Array;
  readonly citedBy: Adjacency;
}

/** What the thread that builds them is told. */
export type Citing = Pick<CitationScan, 'citing' | 'cited' | 'positions'> & { size: number };

/** Two counting sorts, into memory that threads share. */
export function buildCitationArrays({ size, citing, cited, positions }: Citing): CitationArrays {
  const offsets = offsetsOf(size, cited);
  // By the work that is cited, in any order; walking over these in turn meets each citing work's references in ascending order.
  const byCited = sharedNumbers(citing.length);
  const places = new Int32Array(citing.length);
  const next = offsets.slice(0, size);
  for (let i = 0; i < citing.length; i++) {
    const at = next[cited[i]!]!++;
    byCited[at] = citing[i]!;
    places[at] = positions[i]!;
  }
  const references = { offsets: offsetsOf(size, citing), neighbours: sharedNumbers(citing.length) };
  const ordered = new Int32Array(new SharedArrayBuffer(citing.length * Int32Array.BYTES_PER_ELEMENT));
  next.set(references.offsets.subarray(0, size));
  for (let work = 0; work < size; work++)
    for (let i = offsets[work]!; i < offsets[work + 1]!; i++) {
      const at = next[byCited[i]!]!++;
      references.neighbours[at] = work;
      ordered[at] = places[i]!;
    }
  return { references, positions: ordered, citedBy: { offsets, neighbours: ascending(references, offsets, byCited) } };
}

/** The citing works of each in ascending order: walking along all references in turn meets them so. */
function ascending(references: Adjacency, offsets: Uint32Array, into: Uint32Array): Uint32Array {
  const next = offsets.slice();
  for (let work = 0; work + 1 < offsets.length; work++)
    for (let i = references.offsets[work]!; i < references.offsets[work + 1]!; i++)
      into[next[references.neighbours[i]!]!++] = work;
  return into;
}

function offsetsOf(size: number, from: Uint32Array): Uint32Array {
  const offsets = sharedNumbers(size + 1);
  for (let i = 0; i < from.length; i++) offsets[from[i]! + 1]!++;
  for (let work = 0; work < size; work++) offsets[work + 1]! += offsets[work]!;
  return offsets;
}
