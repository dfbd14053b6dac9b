import type { StoredRecords } from '../../records.js';
import { KnownRecords, type FewKind } from '../known-records.js';
import type { Versioned } from './version.js';

/**
 * How long a version of the graph has to last before records of it are kept, in milliseconds. A commit of Neo4j shows node by
 * node: right after a version is first seen, a record may still be that of the version before.
 */
const SETTLED_MS = 1_000;

/**
 * Journals and topics that were read before. Whoever asks says which version of the graph it has seen since its request
 * began; of another one nothing is given, so that a write by any process counts at once for requests that begin after it.
 */
export class Few {
  private readonly known = new KnownRecords();
  private seenAt = 0;

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** A version that the graph has now. */
  note(version: number): void {
    if (version === this.known.version) return;
    this.known.hold(version);
    this.seenAt = this.now();
  }

  /** What is known of these keys; null for the others. */
  of<K extends FewKind>(kind: K, keys: readonly string[], version: number | null): (StoredRecords[K] | null)[] {
    const isSame = version !== null && version === this.known.version;
    return keys.map((key) => (isSame ? this.known.get(kind, key) : null));
  }

  /** Reads records and keeps them. */
  async read<K extends FewKind>(
    kind: K,
    ask: () => Promise<Versioned<(StoredRecords[K] | null)[]>>,
  ): Promise<Versioned<(StoredRecords[K] | null)[]>> {
    const begun = this.now();
    const read = await ask();
    this.note(read.version);
    if (begun - this.seenAt < SETTLED_MS) return read;
    for (const record of read.answer) if (record) this.known.put(kind, record);
    return read;
  }
}
