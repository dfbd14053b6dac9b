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
