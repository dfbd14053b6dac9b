import type { Provenance } from '../records.js';
import type { CitationEdge } from '../store/relation.js';
import type { Works } from './works.js';

export type Reference = { citedKey: string } & CitationEdge;

const atEnd = (position: number | null): number => position ?? Number.MAX_SAFE_INTEGER;

function mergeEdge(edge: Reference | undefined, next: Reference): Reference {
  if (!edge) return next;
  const positions = [edge.position, next.position].filter((position) => position !== null);
  const added = next.provenance.filter(({ source }) => edge.provenance.every((known) => known.source !== source));
  return {
    citedKey: edge.citedKey,
    position: positions.length > 0 ? Math.min(...positions) : null,
    provenance: [...edge.provenance, ...added],
  };
}

/**
 * References by the key of the citing work, from reference lists and from lists of citing works, in the
 * order of position and key. A work that stands twice in a list is cited once, at its first place.
 */
export function collectCitations(works: Works, saidBy: (source: string) => Provenance): Map<string, Reference[]> {
  const edges = new Map<string, Map<string, Reference>>();
  const add = (citing: string, citedKey: string, position: number | null, source: string): void => {
    const list = edges.get(citing) ?? new Map<string, Reference>();
    list.set(citedKey, mergeEdge(list.get(citedKey), { citedKey, position, provenance: [saidBy(source)] }));
    edges.set(citing, list);
  };
  for (const work of works.list)
    for (const record of work.records) {
      for (const reference of record.references ?? [])
        add(work.key, works.cited(reference, record).key, reference.position, record.source);
      for (const citer of record.citedBy) add(works.cited(citer, record).key, work.key, null, record.source);
    }
  const order = (a: Reference, b: Reference) => atEnd(a.position) - atEnd(b.position) || (a.citedKey < b.citedKey ? -1 : 1);
  return new Map([...edges].map(([citing, list]) => [citing, [...list.values()].sort(order)]));
}
