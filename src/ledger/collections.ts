/**
 * What the ledger holds, one line for each collection. The primary ones are what sources and people said: from them
 * everything else, and the whole graph, can be made anew. They are what a backup keeps.
 */
export const PRIMARY = {
  /** Source records, by the digest of their content. */
  record: 'record',
  /** Records that their source has withdrawn, by the PMID. */
  withdrawn: 'withdrawn',
  /** Statements about journals: those of records and those of authority lists. */
  journal: 'journal',
  /** MeSH descriptors as authority lists give them. */
  descriptor: 'descriptor',
  /** MeSH headings as records give them: descriptor and name. */
  heading: 'heading',
  /** Imports, by their ids. */
  import: 'import',
  /** Which records an import brought or met again, some hundred to a row. */
  support: 'support',
  /** Decisions by hand about works and authors. */
  decision: 'decision',
  /** What a person did at once: the decisions that were made together, by the id of the act. */
  act: 'act',
  /** Keys that nodes once had, so that whoever kept one still finds the node. */
  alias: 'alias',
  /** Citation searches that somebody saved, by their ids. */
  search: 'search',
} as const;

export const DERIVED = {
  /** What names a work (a record, or several identifiers in one reference) and which work that is. */
  mention: 'mention',
  /** Works that have records: which records, and what author identity needs of them. */
  work: 'work',
  /** Authors who have more than one claim, an ORCID, or were decided by hand. */
  author: 'author',
  /** Keys of likeness that too many records share. */
  common: 'common',
  /** Pairs of records that may be of one work. */
  possible: 'possible',
  /** What waits to be derived. */
  dirty: 'dirty',
  /** Nodes that may have lost all that they were for. */
  gone: 'gone',
  /** Which record a text of a file was read as. */
  text: 'text',
  /** Headings that perhaps no record gives any more. */
  unsaid: 'unsaid',
} as const;
