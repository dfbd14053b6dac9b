import type { Filter } from '../filter.js';
import type { Relation } from '../relation.js';

/** A list of which the length is asked for. */
export type Counted = [relation: Relation, parents: readonly string[], filter: Filter | null, over: Filter<'Article'> | null];

/** Tells the lengths; null where they are not known. */
type Tell = (totals: Promise<number[] | null>) => void;

/**
 * Lengths of lists of which a page, or a facet, is asked for in the same turn of the event loop, whichever comes first: its
 * statement tells them, for it has to look at the whole list as well.
 */
export class CountsBesidePages {
  /** Counts that wait for a page, and how they are told what it answers. */
  private readonly waiting = new Map<string, Tell>();

  /** The lengths where a page tells them; null where they are to be counted. */
  async count(list: Counted): Promise<number[] | null> {
    const name = JSON.stringify(list);
    if (this.waiting.has(name)) return null;
    const told = new Promise<number[] | null>((resolve) => this.waiting.set(name, resolve));
    // Once for this one, and once for a page that was asked for after it and waits for it in turn.
    await null;
    await null;
    return this.waiting.delete(name) ? null : told;
  }

  /** Before a page or a facet is read: how to tell those who wait for the length of its list; null where nobody does. */
  async waiter(list: Counted): Promise<Tell | null> {
    await null;
    if (this.waiting.size === 0) return null;
    const name = JSON.stringify(list);
    const tell = this.waiting.get(name) ?? null;
    this.waiting.delete(name);
    return tell;
  }
}
