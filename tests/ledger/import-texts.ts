import { createHash } from 'node:crypto';
import type { SourceFile } from '../../src/import/files.js';
import type { ImportOptions, ImportReport } from '../../src/import/report.js';
import { importFiles } from '../../src/intake/run.js';
import type { GraphStore } from '../../src/store/store.js';

async function* once<T>(value: T): AsyncIterable<T> {
  yield value;
}

async function* files(texts: Readonly<Record<string, string>>): AsyncIterable<SourceFile> {
  for (const [name, text] of Object.entries(texts)) {
    const sha256 = createHash('sha256').update(text).digest('hex');
    yield {
      name,
      bytes: Buffer.byteLength(text),
      sha256,
      digest: () => Promise.resolve(sha256),
      open: () => ({ name, chunks: once(text) }),
      openBytes: () => once(Buffer.from(text)),
    };
  }
}

/** Imports texts as if they were files of these names. */
export function importTexts(
  store: GraphStore,
  texts: Readonly<Record<string, string>>,
  options: ImportOptions = {},
): Promise<ImportReport> {
  return importFiles(store, files(texts), options);
}

/** Two works with authors, journal and MeSH, one of which cites the other and a third that has no record. */
export const TWO_WORKS = `PMID- 101
TI  - Peer mentoring in residency.
FAU - Boone, Sara
AU  - Boone S
FAU - An, Jin
AU  - An J
DP  - 2019 Jan
TA  - Med Teach
JT  - Medical teacher
IS  - 0142-159X (Print)
MH  - Mentors
AB  - Residents mentor each other.
AID - 10.1000/one [doi]

PMID- 102
TI  - Mentors of students.
FAU - Boone, Sara
AU  - Boone S
AUID- ORCID: 0000-0002-1825-0097
DP  - 2021
TA  - Med Teach
JT  - Medical teacher
AID - 10.1000/two [doi]
`;

export const CITATIONS = `{"id":"https://openalex.org/W2","doi":"https://doi.org/10.1000/two","title":"Mentors of students","publication_year":2021,"referenced_works":["https://openalex.org/W1","https://openalex.org/W3"]}
{"id":"https://openalex.org/W1","doi":"https://doi.org/10.1000/one","title":"Peer mentoring in residency","publication_year":2019,"referenced_works":[]}
`;

export const SMALL_LIBRARY = { 'two.nbib': TWO_WORKS, 'citations.jsonl': CITATIONS };
