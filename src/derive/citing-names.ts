import type { BibReference } from '../import/record.js';
import { referenceKeys } from '../import/reference-match.js';
import { DERIVED } from '../ledger/collections.js';
import { namesOf } from '../ledger/prepare.js';
import { Targets } from '../ledger/targets.js';
import type { LedgerView } from '../ledger/view.js';
import { recordsOfWorks, type WorkRow } from '../ledger/work-row.js';

/** Works whose records are in memory together. */
const AT_ONCE = 250;

/** Whether it has nothing but a text by which it may be of any work. */
const isByText = (reference: BibReference): boolean => namesOf(reference).length === 0 && referenceKeys(reference).length > 0;

/** A work that others cite, and where the identifiers lead by which they may do so. */
export interface Cited {
  key: string;
  citing: readonly string[];
  leads: ReadonlyMap<string, string | null>;
}

/**
 * Who cites each of these works, by the one work that the references lead to; left out are those that refer to several, to none,
 * by an identifier that leads nowhere, or by a text. Records are read, each once, and nothing is built.
 */
export async function byCited(view: LedgerView, works: readonly Cited[]): Promise<Map<string, Map<string, string[]>>> {
  const found = new Map(works.map(({ key }) => [key, new Map<string, string[]>()]));
  const citedBy = new Map<string, Cited[]>();
  for (const work of works) for (const citing of work.citing) add(citedBy, citing, work);
  const all = [...citedBy.keys()];
  for (let at = 0; at < all.length; at += AT_ONCE) {
    const rows = await view.get<WorkRow>(DERIVED.work, all.slice(at, at + AT_ONCE));
    for (const [citing, records] of await recordsOfWorks(view, [...rows.values()])) {
      const references = records.flatMap(({ record }) => record.references ?? []);
      if (references.some(isByText)) continue;
      const names = new Set(references.flatMap(namesOf));
      for (const { key, leads } of citedBy.get(citing)!) {
        const [only, ...others] = new Set([...leads].flatMap(([name, to]) => (names.has(name) ? [to] : [])));
        if (only !== undefined && only !== null && others.length === 0) add(found.get(key)!, only, citing);
      }
    }
  }
  return found;
}

/** Works of which records of these ones say that they cite them. */
export async function statedCiting(view: LedgerView, works: readonly string[]): Promise<Set<string>> {
  const rows = await view.get<WorkRow>(DERIVED.work, works);
  const stated = [...(await recordsOfWorks(view, [...rows.values()])).values()].flat().flatMap(({ record }) => record.citedBy);
  const targets = new Targets(view);
  await targets.lookUp(stated.flatMap(namesOf));
  return new Set(stated.flatMap((citing) => targets.named(namesOf(citing))?.key ?? []));
}

function add<T>(lists: Map<string, T[]>, name: string, item: T): void {
  const list = lists.get(name);
  if (list) list.push(item);
  else lists.set(name, [item]);
}
