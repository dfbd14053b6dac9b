import { badInput } from '../errors.js';
import type { Resolvers } from '../generated/graphql.js';
import { identify } from '../ids.js';
import type { Loaders } from '../loaders/index.js';
import type { Kind, StoredRecord } from '../records.js';
import { nodeOf } from './identifier.js';

export const MAX_NODES = 100;

/**
 * The kind of a record. Records do not name their kind; each kind has a field that no other has, which the
 * compiler checks here: the last line only compiles while nothing but a topic is left.
 */
export function kindOf(record: StoredRecord): Kind {
  if ('authorships' in record) return 'Article';
  if ('initials' in record) return 'Author';
  if ('issns' in record) return 'Journal';
  return record.synonyms && 'Topic';
}

async function recordOf(text: string, loaders: Loaders): Promise<StoredRecord | null> {
  const identifier = identify(text);
  const node = identifier && (await nodeOf(identifier, loaders));
  return node?.record ?? null;
}

export const nodeResolvers: Resolvers = {
  Query: {
    node: (_, { id }, { loaders }) => recordOf(id, loaders),
    nodes: (_, { ids }, { loaders }) => {
      if (ids.length > MAX_NODES)
        throw badInput(`\`ids\` has ${ids.length} entries; at most ${MAX_NODES} are allowed. Ask in several requests.`);
      return Promise.all(ids.map((id) => recordOf(id, loaders)));
    },
  },
  Node: { __resolveType: kindOf },
  GraphNode: { __resolveType: kindOf },
};
