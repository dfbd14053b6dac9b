import type { Kind } from '../../records.js';
import type { Filter } from '../filter.js';
import { FRACTION_UNITS, RELATIONS, splitPair, type Relation } from '../relation.js';
import { filterCondition } from './filter.js';
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
  /** Columns of whole numbers that an entry's edge is made of. */
  edge?: readonly string[];
}

/** A list of rows (id and these values), which are of the edge. */
function computed(list: Sql, values: readonly string[] = ['weight']): Source {
  const columns = Object.fromEntries(values.map((value) => [value, name(`w.${value}`)]));
  return {
    from: sql`(${list}) w`,
    where: name('1'),
    id: name('w.id'),
    values: columns,
    ready: [],
    edge: values.map((value) => `w.${value}`),
  };
}

/** Rows of the author's authorships, of the articles that count. */
const authored = (over: Filter<'Article'> | null): Sql =>
  over === null
    ? name('authorship e')
    : sql`authorship e CROSS JOIN article t ON t.id = e.article AND ${filterCondition('Article', over, 'e.date')}`;

/** Of the earliest and the latest date, once for each group of rows: to look for the year in each row takes twice as long. */
const YEARS = `coalesce(min(nullif(e.date, -1)) / 10000, -1) AS since,
  CASE WHEN max(e.date) >= 0 THEN max(e.date) / 10000 ELSE -1 END AS until`;

function coauthors(over: Filter<'Article'> | null): Source {
  const works = sql`SELECT e.article, e.date, (SELECT count(*) FROM authorship x WHERE x.article = e.article) - 1 AS others
    FROM ${authored(over)} WHERE e.author = parent.id`;
  return computed(
    sql`SELECT o.author AS id, count(*) AS weight, sum(${FRACTION_UNITS} / e.others) AS fraction, ${name(YEARS)}
      FROM (${works}) e CROSS JOIN authorship o ON o.article = e.article
      WHERE o.author <> parent.id GROUP BY o.author`,
    ['weight', 'fraction', 'since', 'until'],
  );
}

function authorTopics(over: Filter<'Article'> | null): Source {
  return computed(
    sql`SELECT o.topic AS id, count(*) AS weight, ${name(YEARS)} FROM ${authored(over)} CROSS JOIN about o ON o.article = e.article
      WHERE e.author = parent.id GROUP BY o.topic`,
    ['weight', 'since', 'until'],
  );
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
/** A place of -1 is unknown. */
const CITATION = ['e.position', 'e.provenance'];

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
    edge: CITATION,
    ready: ['position'],
  },
  citedBy: {
    from: name('citation e'),
    where: name('e.cited = parent.id'),
    id: name('e.citing'),
    key: name('e.citing_key'),
    values: { date: name('e.date'), position: name('e.position') },
    edge: CITATION,
    ready: ['date'],
  },
  authorArticles: {
    ...articlesOf('authorship', 'author'),
    values: { date: name('e.date'), position: name('e.position') },
    edge: ['e.position', 'e.place'],
  },
  journalArticles: ownRows('Article', name('t.journal = parent.id'), ['date']),
  topicArticles: { ...articlesOf('about', 'topic'), edge: ['e.place'] },
  sharedArticles: {
    ...articlesOf('authorship', 'author'),
    from: name('authorship e CROSS JOIN authorship o ON o.article = e.article AND o.author = parent.other'),
    ready: [],
  },
  coauthors: coauthors(null),
  authorTopics: authorTopics(null),
  relatedTopics: computed(
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

/** Other works of an author that has one, about: each is looked at for coauthors and topics. */
const WORKS_TO_ROWS = 10;
const BEHIND: Partial<Record<Relation, string>> = {
  ...STORED_COUNTS,
  coauthors: `article_count * ${WORKS_TO_ROWS}`,
  authorTopics: `article_count * ${WORKS_TO_ROWS}`,
};

/** Whether it is known, before it is read, how many rows a list without a filter is made of. */
export const isCounted = (relation: Relation): boolean => relation in BEHIND;

/** How many they are, of all parents (`asked`) together. */
export const rowsBehind = (relation: Relation): Sql =>
  sql`(SELECT coalesce(sum(${name(BEHIND[relation]!)}), 0) FROM asked CROSS JOIN ${table(RELATIONS[relation].from!)} n ON n.id = asked.id)`;

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

/** The source of a relation of which some articles alone count. */
export function sourceOver(relation: Relation, over: Filter<'Article'> | null): Source {
  if (over === null) return SOURCES[relation];
  return relation === 'coauthors' ? coauthors(over) : authorTopics(over);
}

/** Names of the values of each computed edge, in the order of the columns of its source's `edge`. */
export const COMPUTED: Partial<Record<Relation, readonly string[]>> = Object.fromEntries(
  (['coauthors', 'authorTopics', 'relatedTopics'] as const).map((relation) => [relation, Object.keys(SOURCES[relation].values!)]),
);

/** Numbers that an entry of a list has beside its id. */
export const edgeWidth = (relation: Relation): number => SOURCES[relation].edge?.length ?? 0;
