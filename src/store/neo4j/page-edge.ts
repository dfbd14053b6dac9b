import type { Authorship, Provenance, StoredRecord, TopicAssignment } from '../../records.js';
import type { Place } from '../page.js';
import type { Relation } from '../relation.js';

/** What the entries of a list carry beside their node, and how that becomes the edge of an item. */
interface PageEdge {
  /** The numbers that are returned of an entry, as expressions. */
  returned: readonly string[];
  /** The edge; `sources` are the lists of provenance by their numbers. */
  decode: (numbers: Numbers, record: StoredRecord, sources: Sources) => object;
  /** Whether it stands in the lists of the record: these are read then, and it is made only when somebody asks for it. */
  isInRecord?: true;
}

type Numbers = readonly (number | null)[];
export type Sources = ReadonlyMap<number, Provenance[]>;

const CITATION: PageEdge = {
  returned: ['e.position', 'e.source'],
  decode: ([position, source], _, sources) => ({ position: position!, provenance: sources.get(source!)! }),
};

/** An edge that the article's record has whole, which is unpacked for it when somebody asks. */
const inRecord = (list: 'authorships' | 'topics'): PageEdge => ({
  returned: ['e.place'],
  decode: ([place], record) => (record as unknown as Record<typeof list, (Authorship | TopicAssignment)[]>)[list][place!]!,
  isInRecord: true,
});

const STORED: Partial<Record<Relation, PageEdge>> = {
  references: CITATION,
  citedBy: CITATION,
  authorArticles: inRecord('authorships'),
  topicArticles: inRecord('topics'),
};

const NONE: PageEdge = { returned: [], decode: () => ({}) };

/** Of a computed edge, its values. */
const computed = (carries: readonly string[]): PageEdge => ({
  returned: carries,
  decode: (numbers) => Object.fromEntries(carries.map((name, i): [string, Place['value']] => [name, numbers[i]!])),
});

/** @param carries variables beside `n` that the list has (list.ts) */
export function pageEdge(relation: Relation, carries: readonly string[]): PageEdge {
  if (carries[0] === 'e') return STORED[relation]!;
  return carries.length > 0 ? computed(carries) : NONE;
}

/** The numbers of the lists of provenance that the entries of a page have: an aggregate, so that an empty page is a row as well. */
export function sourcesIn(relation: Relation, carries: readonly string[]): string {
  return pageEdge(relation, carries) === CITATION ? 'collect(DISTINCT e.source)' : 'collect(null)';
}

/** From `used`, the lists of numbers of all `pages`, to the lists of provenance `[number, list]`, each once. */
export function sourcesOf(relation: Relation, carries: readonly string[]): string {
  if (pageEdge(relation, carries) !== CITATION) return 'WITH pages, [] AS sources';
  return `CALL (used) {
  UNWIND used AS numbers
  UNWIND numbers AS number
  WITH DISTINCT number
  MATCH (s:SourceList {number: number}) USING INDEX SEEK s:SourceList(number)
  RETURN collect([s.number, s.list]) AS sources
}`;
}
