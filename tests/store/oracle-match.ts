import type { Kind } from '../../src/records.js';
import type { SearchDocument } from '../../src/store/document.js';
import type {
  AmongKeys,
  ArticleLeaf,
  AuthorLeaf,
  Condition,
  Filter,
  JournalLeaf,
  Range,
  TopicLeaf,
} from '../../src/store/filter.js';
import { foldName, storedToken } from '../../src/store/fold.js';
import type { TextQuery } from '../../src/store/text.js';

/** Filters and text queries of the reference store, one node at a time. */

type AnyLeaf = ArticleLeaf | AuthorLeaf | JournalLeaf | TopicLeaf;

/** What a filter may ask of one node; the reference store fills it in from its graph. */
export interface Facts {
  key: string;
  document: SearchDocument;
  /** Keys of neighbours. */
  neighbours: { journal: string[]; author: string[]; topic: string[] };
  /** The stored record, with its counts. */
  record: Record<string, unknown>;
  year: number | null;
}

function within(range: Range, value: number | null): boolean {
  return value !== null && (range.from === null || value >= range.from) && (range.to === null || value <= range.to);
}

type Follow = (kind: Kind, key: string) => string | null;
const KIND_OF = { journal: 'Journal', author: 'Author', topic: 'Topic' } as const;

function leafHolds(leaf: AnyLeaf, kind: Kind, node: Facts, follow: Follow): boolean {
  const among = (list: AmongKeys['keys'], ofKind: Kind, keys: readonly string[]) =>
    list.some((key) => keys.includes(follow(ofKind, key) ?? ''));
  switch (leaf.test) {
    case 'among':
      return among(leaf.keys, kind, [node.key]);
    case 'text':
      return textHolds(leaf.query, leaf.within === 'label' ? [node.document.label] : Object.values(node.document));
    case 'publicationYear':
      return within(leaf.range, node.year);
    case 'citedByCount':
    case 'referenceCount':
    case 'articleCount':
      return within(leaf.range, node.record[leaf.test] as number);
    case 'status':
    case 'authorsStatus':
    case 'kind':
      return (leaf.values as readonly unknown[]).includes(node.record[leaf.test]);
    case 'hasAbstract':
    case 'isRetracted':
      return node.record[leaf.test] === leaf.value;
    case 'hasOrcid':
      return (node.record.orcid !== null) === leaf.value;
    case 'hasMeshId':
      return (node.record.meshId !== null) === leaf.value;
    case 'publicationType':
      return (node.record.publicationTypes as string[]).some((type) => leaf.values.map(foldName).includes(foldName(type)));
    case 'journal':
    case 'author':
    case 'topic':
      return among(leaf.keys, KIND_OF[leaf.test], node.neighbours[leaf.test]);
  }
}

export function filterHolds<K extends Kind>(filter: Filter<K>, kind: K, node: Facts, follow: Follow): boolean {
  const condition = filter as Condition<AnyLeaf>;
  if ('all' in condition) return condition.all.every((part) => filterHolds(part as Filter<K>, kind, node, follow));
  if ('any' in condition) return condition.any.some((part) => filterHolds(part as Filter<K>, kind, node, follow));
  if ('not' in condition) return !filterHolds(condition.not as Filter<K>, kind, node, follow);
  return leafHolds(condition, kind, node, follow);
}

/** Whether one field (stored tokens, parted by blanks) has what a word, phrase or prefix asks for. */
function fieldHas(field: string, query: TextQuery): boolean {
  const tokens = field.split(' ');
  const has = (word: string) => tokens.includes(storedToken(word));
  if ('prefix' in query)
    return tokens.some((token) => token.startsWith(storedToken(query.prefix))) || query.tokens.some((word) => has(word));
  if ('tokens' in query) return query.tokens.some(has);
  if ('phrases' in query)
    return query.phrases.some((phrase) =>
      tokens.some((_, at) => phrase.every((word, offset) => tokens[at + offset] === storedToken(word))),
    );
  return false;
}

export function textHolds(query: TextQuery, fields: readonly string[]): boolean {
  if ('all' in query) return query.all.every((part) => textHolds(part, fields));
  if ('any' in query) return query.any.some((part) => textHolds(part, fields));
  if ('not' in query) return !textHolds(query.not, fields);
  return fields.some((field) => fieldHas(field, query));
}

/** Any number will do that is the same each time: the weights of the fields that each part is found in. */
export function textScore(query: TextQuery, { label, names, body }: SearchDocument): number {
  if ('all' in query) return query.all.reduce((sum, part) => sum + textScore(part, { label, names, body }), 0);
  if ('any' in query) return query.any.reduce((sum, part) => sum + textScore(part, { label, names, body }), 0);
  if ('not' in query) return 0;
  return (fieldHas(label, query) ? 4 : 0) + (fieldHas(names, query) ? 2 : 0) + (fieldHas(body, query) ? 1 : 0);
}
