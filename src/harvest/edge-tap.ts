import { idKeys } from '../import/identity.js';
import type { BibRecord, BibReference, WorkIds } from '../import/record.js';
import type { AskedWork } from './ask-about.js';

export type Direction = 'BACKWARD' | 'FORWARD' | 'BOTH';

/** A work that a source names as cited by a followed one (BACKWARD) or as citing it (FORWARD). */
export interface Neighbour {
  followed: string;
  direction: 'BACKWARD' | 'FORWARD';
  ids: WorkIds;
  says: string;
}

/** Listens while answers are taken in: which works came, and which neighbours they give to those that are followed. */
export class EdgeTap {
  /** Identifiers of the works of which a record came. */
  readonly came = new Set<string>();
  /** Works that were named by an identifier of OpenAlex alone, which nobody else understands. */
  readonly nameless = new Set<string>();
  private readonly followed = new Map<string, string>();
  private readonly found = new Map<string, Neighbour>();

  constructor(
    works: readonly AskedWork[],
    private readonly direction: Direction | null,
  ) {
    for (const { key, ids } of works) for (const id of idKeys(ids)) this.followed.set(id, key);
  }

  get neighbours(): Neighbour[] {
    return [...this.found.values()];
  }

  record(record: BibRecord): void {
    const names = idKeys(record.ids);
    for (const name of names) this.came.add(name);
    if (this.direction === null) return;
    const own = this.workOf(record.ids);
    // A source may call a followed work by a name of its own, by which its neighbours then call it.
    if (own !== null) for (const name of names) this.followed.set(name, own);
    for (const cited of record.references ?? []) {
      const [name, ...others] = idKeys(cited.ids);
      if (name?.startsWith('openalex:') && others.length === 0) this.nameless.add(name);
      this.edge(record.ids, cited.ids, record.source);
    }
    for (const citing of record.citedBy) this.edge(citing.ids, record.ids, record.source);
  }

  private edge(citing: BibReference['ids'], cited: BibReference['ids'], says: string): void {
    const [from, to] = [this.workOf(citing), this.workOf(cited)];
    if (from !== null && this.direction !== 'FORWARD') this.add({ followed: from, direction: 'BACKWARD', ids: cited, says });
    if (to !== null && this.direction !== 'BACKWARD') this.add({ followed: to, direction: 'FORWARD', ids: citing, says });
  }

  private add(neighbour: Neighbour): void {
    const [name] = idKeys(neighbour.ids);
    // A reference that is known by its text alone is no work that can be asked about.
    if (name === undefined) return;
    this.found.set([neighbour.direction, neighbour.followed, name, neighbour.says].join(' '), neighbour);
  }

  private workOf(ids: WorkIds): string | null {
    for (const key of idKeys(ids)) {
      const work = this.followed.get(key);
      if (work !== undefined) return work;
    }
    return null;
  }
}
