import type { Resolvers } from '../generated/graphql.js';
import type { ImportCounts } from '../import/report.js';

const countsOf = ({ read, new: fresh, merged, unchanged, refused }: ImportCounts): ImportCounts => ({
  read,
  new: fresh,
  merged,
  unchanged,
  refused,
});

export const importReportResolvers: Resolvers = {
  ImportMerge: { into: ({ into }, _, { loaders }) => loaders.article.byKey.load(into) },
  ImportedFile: {
    import: ({ importId }, _, { loaders }) => (importId === null ? null : loaders.import.byId.load(importId)),
    counts: countsOf,
  },
};
