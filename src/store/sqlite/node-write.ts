import type { ArticleRecord, AuthorRecord, JournalRecord, Kind, TopicRecord } from '../../records.js';
import { packDetails } from '../details.js';
import { articleTexts, authorTexts, journalTexts, topicTexts, type DocumentTexts } from '../document.js';
import { articleIdentifiers, authorIdentifiers, journalIdentifiers, topicIdentifiers } from '../identifiers.js';
import { SORT_VALUES } from '../sort-values.js';
import type { ArticleWrite, StoredIdentifier, WriteBatch } from '../store.js';
import { encodeValue, NOUNS } from './noun.js';
import { halves, packArticle } from '../packed-article.js';
import { packRecord } from '../packed-record.js';
import type { SqlValue } from './sql.js';
import type { SortColumn } from './table.js';

/** A node as its tables will have it. Made of the batch alone; what the store knows is write-node.ts's business. */
export interface NodeWrite {
  kind: Kind;
  key: string;
  /** Of an article its card alone. */
  record: string;
  /** The rest of an article's record; null of others. */
  lists: string | null;
  columns: Record<string, SqlValue>;
  identifiers: StoredIdentifier[];
  texts: DocumentTexts;
  /** Null where there are none; of articles only. */
  details: string | null;
}

const flag = (value: boolean): number => (value ? 1 : 0);

/** The value by which a record is ordered, as its column has it. The counts, which records lack here, are not asked for. */
function sortColumn(kind: Kind, field: string, record: object): number | string {
  const sort = (NOUNS[kind].sorts as Record<string, SortColumn>)[field]!;
  const valueOf = (SORT_VALUES[kind] as Record<string, (record: never) => number | string | null>)[field]!;
  return encodeValue(sort, valueOf(record as never));
}

/** Date as it lies in the article's row and on its edges. */
export const storedDate = (record: ArticleRecord): number => sortColumn('Article', 'date', record) as number;

function articleNode({ record, details, indexedNames }: ArticleWrite): NodeWrite {
  const columns = {
    status: record.status,
    date: storedDate(record),
    title_key: sortColumn('Article', 'title', record),
    authors_status: record.authorsStatus,
    has_abstract: flag(record.hasAbstract),
    has_reference_list: flag(record.hasReferenceList),
    has_authors: flag(record.authorships.length > 0),
    has_topics: flag(record.topics.length > 0),
    is_retracted: flag(record.isRetracted),
  };
  const [card, lists] = halves(packArticle(record));
  return {
    kind: 'Article',
    key: record.key,
    record: card,
    lists,
    columns,
    identifiers: articleIdentifiers(record),
    texts: articleTexts(record, details, indexedNames),
    details: packDetails(details),
  };
}

function authorNode(record: AuthorRecord): NodeWrite {
  return {
    kind: 'Author',
    key: record.key,
    record: packRecord('Author', record),
    lists: null,
    columns: { kind: record.kind, has_orcid: flag(record.orcid !== null), name_key: sortColumn('Author', 'name', record) },
    identifiers: authorIdentifiers(record),
    texts: authorTexts(record),
    details: null,
  };
}

function journalNode(record: JournalRecord): NodeWrite {
  return {
    kind: 'Journal',
    key: record.key,
    record: packRecord('Journal', record),
    lists: null,
    columns: { title_key: sortColumn('Journal', 'title', record) },
    identifiers: journalIdentifiers(record),
    texts: journalTexts(record),
    details: null,
  };
}

function topicNode(record: TopicRecord): NodeWrite {
  return {
    kind: 'Topic',
    key: record.key,
    record: packRecord('Topic', record),
    lists: null,
    columns: { name_key: sortColumn('Topic', 'name', record), has_mesh: flag(record.meshId !== null) },
    identifiers: topicIdentifiers(record),
    texts: topicTexts(record),
    details: null,
  };
}

/** All nodes of a batch. */
export function* nodesOf({ journals = [], topics = [], authors = [], articles = [] }: WriteBatch): Generator<NodeWrite> {
  for (const record of journals) yield journalNode(record);
  for (const record of topics) yield topicNode(record);
  for (const record of authors) yield authorNode(record);
  for (const article of articles) yield articleNode(article);
}
