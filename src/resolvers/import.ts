import type { Resolvers } from '../generated/graphql.js';
import { fromLedgerId, toGlobalId } from '../global-id.js';
import { connectionFields, edgeFields, ledgerConnection } from './connection.js';

/** As the command line shows them; everything else names no import. */
const BARE_ID = /^[\w-]{1,100}$/;

/** Key of an import from its id here or on the command line; null for what can be none. */
export function importKey(id: string): string | null {
  const entry = fromLedgerId(id);
  if (entry) return entry.kind === 'Import' ? entry.key : null;
  return BARE_ID.test(id) ? id : null;
}

export const importResolvers: Resolvers = {
  Query: {
    imports: (_, args, { loaders }) => ledgerConnection('imports', loaders.import, args),
    import: (_, { id }, { loaders }) => {
      const key = importKey(id);
      return key === null ? null : loaders.import.byId.load(key);
    },
  },
  Import: { id: ({ id }) => toGlobalId('Import', id) },
  ImportConnection: connectionFields,
  ImportEdge: edgeFields,
};
