/** Counts over the whole graph and what the engine is. */
export interface StoreDescription {
  engine: { name: string; version: string };
  /** Grows with every write. */
  dataVersion: number;
  lastChangedAt: string | null;
  counts: {
    /** Full records: stubs are counted apart. */
    articles: number;
    stubs: number;
    authors: number;
    journals: number;
    topics: number;
    citations: number;
    authorships: number;
    topicAssignments: number;
    publishedIn: number;
  };
  /** Full records (not stubs) that have the part: `hasReferenceList`, at least one authorship, `hasAbstract`, at least one topic. */
  completeness: { withReferences: number; withAuthors: number; withAbstract: number; withTopics: number };
}
