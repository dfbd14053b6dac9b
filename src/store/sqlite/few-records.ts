import type { StoredRecord } from '../../records.js';
import { KnownRecords, type FewKind } from '../known-records.js';
import type { DataVersion } from './describe.js';
import type { RecordsOfVersion } from './lookup.js';

/** What is asked of the file. */
export interface FewReads {
  version(): Promise<DataVersion>;
  get(kind: FewKind, keys: readonly string[]): Promise<RecordsOfVersion>;
}

/** Journals and topics, from memory where they were read before in the version of the graph that the file has now. */
export class FewRecords {
  private readonly known = new KnownRecords();

  constructor(private readonly reads: FewReads) {}

  /** One statement: for what is not known, or for the version. A second one where a write came after what is known. */
  async get(kind: FewKind, keys: readonly string[]): Promise<(StoredRecord | null)[]> {
    const { known } = this;
    const { version } = known;
    const found: (StoredRecord | null)[] = keys.map((key) => known.get(kind, key));
    const missing = keys.filter((_, i) => found[i] === null);
    if (missing.length === 0) {
      const { graphVersion } = await this.reads.version();
      known.hold(graphVersion);
      return graphVersion === version ? found : this.get(kind, keys);
    }
    const read = await this.reads.get(kind, missing);
    known.hold(read.version);
    for (const record of read.records) if (record) known.put(kind, record);
    if (read.version !== version && missing.length < keys.length) return this.get(kind, keys);
    let at = 0;
    return found.map((record) => record ?? read.records[at++]!);
  }
}
