import { descriptorSources, journalSources } from '../ledger/authority-support.js';
import { citationSources, type CitationName, type CitationSource } from '../ledger/citation-support.js';
import { workSources } from '../ledger/support.js';
import { onePerKey } from './by-key.js';
import type { Reads } from './reads.js';

/** Which source records stand behind what the graph holds. */
export function provenanceLoaders(reads: Reads) {
  return {
    /** The records of a work, in the order in which they are asked; none for a stub. */
    ofWork: onePerKey((keys: readonly string[]) => workSources(reads, keys)),
    /** Lists of journals that name one, and MeSH files that have a descriptor. */
    ofJournal: onePerKey((keys: readonly string[]) => journalSources(reads, keys)),
    ofDescriptor: onePerKey((meshIds: readonly string[]) => descriptorSources(reads, meshIds)),
    /** The records that state a citation. */
    ofCitation: onePerKey<CitationName, CitationSource[]>((citations) => citationSources(reads, citations)),
  };
}
