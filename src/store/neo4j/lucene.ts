import type { Kind } from '../../records.js';
import { EVERY_DOCUMENT, storedToken } from '../fold.js';
import type { TextQuery } from '../text.js';

/**
 * Text queries in Lucene's syntax. Only stored tokens (a to z and digits) and the operators written here
 * reach the parser, and every field is named: no text of a user can mean anything else.
 */
export const TEXT_INDEX = 'node_text';

/** Properties that hold a node's document, with their weight; `textKind` holds the kind as a token. */
const FIELDS = { textLabel: 4, textNames: 2, textBody: 1 } as const;
type Field = keyof typeof FIELDS;
const ALL_FIELDS = Object.keys(FIELDS) as Field[];
export const TEXT_PROPERTIES = ['textKind', ...ALL_FIELDS];

const EVERYTHING = `textLabel:${EVERY_DOCUMENT}^0`;
const NOTHING = `(+${EVERYTHING} -${EVERYTHING})`;

export function kindToken(kind: Kind): string {
  return kind.toLowerCase();
}

function anyOf(parts: readonly string[]): string {
  return parts.length === 0 ? NOTHING : `(${parts.join(' ')})`;
}

/** A leaf matches in any field, so that the parts of `a AND b` may stand in different fields. */
function leaf(fields: readonly Field[], terms: readonly string[]): string {
  return anyOf(fields.flatMap((field) => terms.map((term) => `${field}:${term}^${FIELDS[field]}`)));
}

function translated(query: TextQuery, fields: readonly Field[]): string {
  if ('all' in query) {
    const parts = query.all.map((part) => translated(part, fields));
    return `(+${(parts.length > 0 ? parts : [EVERYTHING]).join(' +')})`;
  }
  if ('any' in query) return anyOf(query.any.map((part) => translated(part, fields)));
  // Lucene takes away from what else matches: a `not` alone needs something to take from.
  if ('not' in query) return `(+${EVERYTHING} -${translated(query.not, fields)})`;
  if ('nothing' in query) return NOTHING;
  if ('phrases' in query) return leaf(fields, query.phrases.map((phrase) => `"${phrase.map(storedToken).join(' ')}"`)); // prettier-ignore
  const tokens = query.tokens.map(storedToken);
  return leaf(fields, 'prefix' in query ? [`${storedToken(query.prefix)}*`, ...tokens] : tokens);
}

/** The query over nodes of these kinds. */
export function luceneQuery(query: TextQuery, kinds: readonly Kind[], within: 'label' | 'everything'): string {
  const fields: readonly Field[] = within === 'label' ? ['textLabel'] : ALL_FIELDS;
  const ofKinds = anyOf(kinds.map((kind) => `textKind:${kindToken(kind)}^0`));
  return `+${ofKinds} +${translated(query, fields)}`;
}
