import type { BibReference } from '../import/record.js';
import { printedDoi } from '../import/reference-text.js';
import type { SourceRecord } from '../merge/precedence.js';
import type { Provenance, UnresolvedReference } from '../records.js';
import type { CitationEdge } from '../store/relation.js';
import type { Target, Targets } from '../ledger/targets.js';

export type Reference = { citedKey: string } & CitationEdge;

export interface Citations {
  /** In the order of position and key; a work that stands twice in a list is cited once, at its first place. */
  references: Reference[];
  unresolved: UnresolvedReference[];
  /** Works without a record that are cited, with their identifiers. */
  stubs: Target[];
}

const atEnd = (position: number | null): number => position ?? Number.MAX_SAFE_INTEGER;
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Each source once, with its newest reading. */
function joinProvenance(a: readonly Provenance[], b: Provenance): Provenance[] {
  const times = new Map(a.map(({ source, readAt }) => [source, readAt]));
  if (b.readAt > (times.get(b.source) ?? '')) times.set(b.source, b.readAt);
  return [...times].map(([source, readAt]) => ({ source, readAt })).sort((x, y) => compare(x.source, y.source));
}

/** The citations of one work, while they are gathered from its records and from those of works that it cites. */
export class CitationList {
  private readonly edges = new Map<string, Reference>();
  private readonly unresolved = new Map<string, UnresolvedReference>();
  private readonly stubs = new Map<string, Target>();

  constructor(
    private readonly work: string,
    private readonly targets: Targets,
  ) {}

  add(reference: BibReference, said: Provenance): void {
    const target = this.targets.target(reference);
    if (target === null) return this.leave(reference);
    if (target.key === this.work) return;
    if (target.stubIds !== null) this.stubs.set(target.key, target);
    this.cite(target.key, reference.position, said);
  }

  cite(citedKey: string, position: number | null, said: Provenance): void {
    const edge = this.edges.get(citedKey);
    const places = [edge?.position ?? null, position].filter((place) => place !== null);
    const provenance = joinProvenance(edge?.provenance ?? [], said);
    this.edges.set(citedKey, { citedKey, position: places.length > 0 ? Math.min(...places) : null, provenance });
  }

  private leave({ position, text, ids, year }: BibReference): void {
    if (text === null && year === null) return;
    const name = `${text ?? ''} ${year ?? ''}`;
    const before = this.unresolved.get(name);
    if (before === undefined || atEnd(position) < atEnd(before.position))
      this.unresolved.set(name, { position, text, doi: ids.doi ?? (text === null ? null : printedDoi(text)), year });
  }

  finish(): Citations {
    const order = (a: Reference, b: Reference) => atEnd(a.position) - atEnd(b.position) || compare(a.citedKey, b.citedKey);
    const open = [...this.unresolved.values()];
    open.sort((a, b) => atEnd(a.position) - atEnd(b.position) || compare(a.text ?? '', b.text ?? ''));
    return { references: [...this.edges.values()].sort(order), unresolved: open, stubs: [...this.stubs.values()] };
  }
}

/** What the records of a work say that it cites. */
export function ownCitations(work: string, records: readonly SourceRecord[], targets: Targets): CitationList {
  const list = new CitationList(work, targets);
  for (const { record, readAt } of records)
    for (const reference of record.references ?? []) list.add(reference, { source: record.source, readAt });
  return list;
}
