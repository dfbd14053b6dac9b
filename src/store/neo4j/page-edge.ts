import type { Authorship, Provenance, StoredRecord, TopicAssignment } from '../../records.js';
import type { Place } from '../page.js';
import type { Relation } from '../relation.js';
import { number } from './record.js';

/** What the entries of a list carry beside their node, and how that becomes the edge of an item. */
interface PageEdge {
  /** What is returned of an entry, as an expression. */
  returned: string;
  /** The edge; `sources` are the lists of provenance by their numbers. */
  decode: (carried: unknown, record: StoredRecord, sources: Sources) => object;
}

export type Sources = ReadonlyMap<unknown, Provenance[]>;

const CITATION: PageEdge = {
  returned: '[e.position, e.source]',
  decode: (carried, _, sources) => {
    const [position, source] = carried as [unknown, unknown];
    return { position: number(position), provenance: sources.get(source)! };
  },
};

/** An edge that the article's record has whole, which is unpacked for it when somebody asks. */
const inRecord = (list: 'authorships' | 'topics'): PageEdge => ({
  returned: 'e.place',
  decode: (place, record) => (record as unknown as Record<typeof list, (Authorship | TopicAssignment)[]>)[list][number(place)!]!,
});

const STORED: Partial<Record<Relation, PageEdge>> = {
  references: CITATION,
  citedBy: CITATION,
  authorArticles: inRecord('authorships'),
  topicArticles: inRecord('topics'),
};

const NONE: PageEdge = { returned: 'null', decode: () => ({}) };

/** Of a computed edge, its values. */
const computed = (carries: readonly string[]): PageEdge => ({
  returned: `[${carries.join(', ')}]`,
  decode: (carried) =>
    Object.fromEntries(carries.map((name, i): [string, Place['value']] => [name, number((carried as unknown[])[i])])),
});

/** @param carries variables beside `n` that the list has (list.ts) */
export function pageEdge(relation: Relation, carries: readonly string[]): PageEdge {
  if (carries[0] === 'e') return STORED[relation]!;
  return carries.length > 0 ? computed(carries) : NONE;
}

/** Lists of provenance that the citations of all `pages` have, `[number, list]`, each once. */
export function sourcesOf(relation: Relation, carries: readonly string[]): string {
  if (pageEdge(relation, carries) !== CITATION) return 'WITH pages, [] AS sources';
  return `CALL (pages) {
  UNWIND pages AS page
  UNWIND page[1] AS item
  WITH DISTINCT item[0][1] AS number
  MATCH (s:SourceList {number: number}) USING INDEX SEEK s:SourceList(number)
  RETURN collect([s.number, s.list]) AS sources
}`;
}
