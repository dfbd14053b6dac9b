import { randomBytes } from 'node:crypto';
import { badInput } from '../errors.js';
import type { GraphStore, LedgerReads } from '../store/store.js';
import { PRIMARY } from './collections.js';
import { withWriter } from './lock.js';

/** A citation search that was kept as it was answered; the ledger knows nothing of what is in the outcome. */
export interface SavedSearch<Outcome> {
  id: string;
  name: string;
  /** ISO 8601, UTC. */
  savedAt: string;
  outcome: Outcome;
}

/** What a list tells of one. */
export type SearchName = Omit<SavedSearch<never>, 'outcome'>;

/** Characters: what a row of the ledger should not be longer than. */
const MAX_LENGTH = 16 * 1024 * 1024;

/** Answers the id under which it is kept: ids are in the order of time. */
export function saveSearch<Outcome>(store: GraphStore, name: string, outcome: Outcome, now = new Date()): Promise<string> {
  return withWriter(store, 'saving of a citation search', async (own) => {
    const savedAt = now.toISOString();
    const id = `${savedAt.replace(/[-:.]/g, '')}-${randomBytes(4).toString('hex')}`;
    const value = JSON.stringify({ id, name, savedAt, outcome } satisfies SavedSearch<Outcome>);
    if (value.length > MAX_LENGTH)
      throw badInput('The answer is too long to be kept. Search with fewer `maxCandidates`, or with a narrower `filter`.');
    await own.write({ ledger: { put: [{ collection: PRIMARY.search, key: id, value, tags: [] }] } });
    return id;
  });
}

/** Null for a miss. */
export async function savedSearch<Outcome>(store: Pick<LedgerReads, 'rows'>, id: string): Promise<SavedSearch<Outcome> | null> {
  const [row] = await store.rows(PRIMARY.search, [id]);
  return row ? (JSON.parse(row.value) as SavedSearch<Outcome>) : null;
}

/** Names of searches, the newest first, after (older than) an id; with `backward` the oldest first, after (newer than) an id. */
export async function listSearches(
  store: Pick<LedgerReads, 'scan'>,
  { after, limit, backward = false }: { after: string | null; limit: number; backward?: boolean },
): Promise<SearchName[]> {
  const names: SearchName[] = [];
  // One by one: a row can be as long as a book, and only its name is kept.
  for (let last = after; names.length < limit; last = names.at(-1)!.id) {
    const [row] = await store.scan({ collection: PRIMARY.search, after: last, limit: 1, backward: !backward });
    if (!row) break;
    const { id, name, savedAt } = JSON.parse(row.value) as SearchName;
    names.push({ id, name, savedAt });
  }
  return names;
}

export function countSearches(store: Pick<LedgerReads, 'rowCount'>): Promise<number> {
  return store.rowCount(PRIMARY.search);
}

/** Throws BAD_USER_INPUT where there is none. */
export function deleteSearch(store: GraphStore, id: string): Promise<void> {
  return withWriter(store, 'deletion of a citation search', async (own) => {
    if ((await savedSearch(store, id)) === null)
      throw badInput('There is no saved search with this id; `savedCitationSearches` lists them.');
    await own.write({ ledger: { remove: [{ collection: PRIMARY.search, key: id }] } });
  });
}
