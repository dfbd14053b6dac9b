import type { Resolvers } from '../generated/graphql.js';
import { toGlobalId } from '../global-id.js';
import { connectionFields, edgeFields, ledgerConnection } from './connection.js';

export const duplicateResolvers: Resolvers = {
  Query: {
    possibleDuplicates: (_, args, { loaders }) => ledgerConnection('possibleDuplicates', loaders.duplicate, args),
  },
  PossibleDuplicate: {
    id: ({ id }) => toGlobalId('PossibleDuplicate', id),
    works: async ({ works }, _, { loaders }) => {
      const found = await Promise.all(works.map((key) => loaders.article.byKey.load(key)));
      return found.filter((work) => work !== null);
    },
  },
  PossibleDuplicateConnection: connectionFields,
  PossibleDuplicateEdge: edgeFields,
};
