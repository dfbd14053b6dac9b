import type { AbstractSection, AuthorRecord, JournalRecord, TopicRecord, ArticleRecord } from '../records.js';
import { EVERY_DOCUMENT, indexPersonName, indexProse } from './fold.js';

/**
 * What is indexed of a node, in three fields of descending weight, already cut into stored tokens. A query
 * `within: 'label'` looks at `label` only; `everything` at all three. Both engines store these strings.
 */
export interface SearchDocument {
  /** Title of an article or journal, every name of an author or topic. Weight 4. */
  label: string;
  /** Names that hang on the node: authors, journal, topics of an article. Weight 2. */
  names: string;
  /** Abstract. Weight 1. */
  body: string;
}

/** Names of an article's neighbours, which its document holds too. */
export interface NeighbourNames {
  journal: readonly string[];
  topics: readonly string[];
}

/** Stands between two texts of one field, so that no phrase runs from one into the next. */
const TEXT_BREAK = ' qbreakz ';

function joined(texts: readonly (string | null)[], index: (text: string) => string): string {
  return texts.flatMap((text) => (text ? [index(text)] : [])).join(TEXT_BREAK);
}

function labelOnly(label: string): SearchDocument {
  return { label: `${EVERY_DOCUMENT} ${label}`, names: '', body: '' };
}

export function articleDocument(
  record: ArticleRecord,
  abstract: readonly AbstractSection[],
  names: NeighbourNames,
): SearchDocument {
  const people = joined(
    record.authorships.map((authorship) => authorship.nameAsWritten),
    indexPersonName,
  );
  return {
    label: `${EVERY_DOCUMENT} ${joined([record.title], indexProse)}`,
    names: [people, joined([...names.journal, ...names.topics], indexProse)].join(TEXT_BREAK),
    body: joined(
      abstract.map((section) => section.text),
      indexProse,
    ),
  };
}

export function authorDocument(record: AuthorRecord): SearchDocument {
  return labelOnly(joined([...new Set([record.name, ...record.names])], indexPersonName));
}

export function journalDocument(record: JournalRecord): SearchDocument {
  return labelOnly(joined([...new Set([record.title, record.abbreviation, ...record.names])], indexProse));
}

export function topicDocument(record: TopicRecord): SearchDocument {
  return labelOnly(joined([...new Set([record.name, ...record.synonyms])], indexProse));
}
