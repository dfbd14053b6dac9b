import type { Kind } from '../../records.js';
import { RELATIONS, splitPair, type Relation } from '../relation.js';
import { name, sql, type Sql } from './sql.js';
import { nodesOfKeys, table } from './table.js';

/** Where the list of each relation lies: the rows that belong to `parent`, a row (slot, id, other) of `parents`. */
export interface Source {
  /** FROM clause without the node's own row, unless `isNode`. */
  from: Sql;
  where: Sql;
  /** Id of the node at the other end. */
  id: Sql;
  /** Key of that node where it lies on the edge. */
  key?: Sql;
  /** Sort values that lie on the edge, so that the node's row need not be read for them. */
  values?: Record<string, Sql>;
  /** Fields by which a page is read from an index, or from a list that is never long. */
  ready: readonly string[];
  /** The list is made of the nodes' own rows, named `t`. */
  isNode?: boolean;
}

function weighted(list: Sql): Source {
  return { from: sql`(${list}) w`, where: name('1'), id: name('w.id'), values: { weight: name('w.weight') }, ready: [] };
}

function ownRows(kind: Kind, where: Sql, ready: readonly string[]): Source {
  return { from: sql`${table(kind)} t`, where, id: name('t.id'), key: name('t.key'), isNode: true, ready };
}

function articlesOf(edges: string, parent: string): Source {
  return {
    from: name(`${edges} e`),
    where: name(`e.${parent} = parent.id`),
    id: name('e.article'),
    key: name('e.article_key'),
    values: { date: name('e.date') },
    ready: ['date'],
  };
}

const ALL = name('1');

export const SOURCES: Record<Relation, Source> = {
  allArticles: ownRows('Article', ALL, ['date', 'title', 'citedByCount', 'referenceCount']),
  allAuthors: ownRows('Author', ALL, ['name', 'articleCount']),
  allJournals: ownRows('Journal', ALL, ['title', 'articleCount']),
  allTopics: ownRows('Topic', ALL, ['name', 'articleCount']),
  references: {
    from: name('citation e'),
    where: name('e.citing = parent.id'),
    id: name('e.cited'),
    values: { position: name('e.position') },
    ready: ['position'],
  },
  citedBy: {
    from: name('citation e'),
    where: name('e.cited = parent.id'),
    id: name('e.citing'),
    key: name('e.citing_key'),
    values: { date: name('e.date'), position: name('e.position') },
    ready: ['date'],
  },
  authorArticles: {
    ...articlesOf('authorship', 'author'),
    values: { date: name('e.date'), position: name('e.position') },
  },
  journalArticles: ownRows('Article', name('t.journal = parent.id'), ['date']),
  topicArticles: articlesOf('about', 'topic'),
  sharedArticles: {
    ...articlesOf('authorship', 'author'),
    from: name('authorship e CROSS JOIN authorship o ON o.article = e.article AND o.author = parent.other'),
    ready: [],
  },
  coauthors: weighted(
    name(`SELECT o.author AS id, count(*) AS weight FROM authorship e CROSS JOIN authorship o ON o.article = e.article
      WHERE e.author = parent.id AND o.author <> parent.id GROUP BY o.author`),
  ),
  authorTopics: weighted(
    name(`SELECT o.topic AS id, count(*) AS weight FROM authorship e CROSS JOIN about o ON o.article = e.article
      WHERE e.author = parent.id GROUP BY o.topic`),
  ),
  relatedTopics: weighted(
    name(`SELECT o.topic AS id, count(*) AS weight FROM about e CROSS JOIN about o ON o.article = e.article
      WHERE e.topic = parent.id AND o.topic <> parent.id GROUP BY o.topic`),
  ),
  broader: {
    from: name('broader e'),
    where: name('e.narrower = parent.id'),
    id: name('e.broader'),
    ready: ['name', 'articleCount'],
  },
  narrower: {
    from: name('broader e'),
    where: name('e.broader = parent.id'),
    id: name('e.narrower'),
    ready: ['name', 'articleCount'],
  },
};

/** Whether a page in the order of this field costs no more than its entries. */
export const isReady = (relation: Relation, field: string): boolean => SOURCES[relation].ready.includes(field);

/** Number of the whole list, where the parent's row has it. */
export const STORED_COUNTS: Partial<Record<Relation, string>> = {
  references: 'reference_count',
  citedBy: 'cited_by_count',
  authorArticles: 'article_count',
  journalArticles: 'article_count',
  topicArticles: 'article_count',
};

/** Rows (slot, id, other) of the parents that there are; slot is the place in `keys`. */
export function parents(relation: Relation, keys: readonly string[]): Sql {
  const { from } = RELATIONS[relation];
  if (from === null)
    return sql`SELECT p.key AS slot, 0 AS id, 0 AS other FROM json_each(${JSON.stringify(keys)}) p WHERE p.value = ''`;
  if (relation !== 'sharedArticles') return sql`SELECT slot, id, 0 AS other FROM (${nodesOfKeys(from, keys)})`;
  const pairs = keys.map(splitPair);
  const ends = [0, 1].map((end) => nodesOfKeys(from, pairs.map((pair) => pair[end]!))); // prettier-ignore
  return sql`SELECT a.slot, a.id, b.id AS other FROM (${ends[0]!}) a JOIN (${ends[1]!}) b ON b.slot = a.slot`;
}

/** The weight of each entry, for relations that have one. */
export const weightOf = (relation: Relation): Sql | null => SOURCES[relation].values?.weight ?? null;
