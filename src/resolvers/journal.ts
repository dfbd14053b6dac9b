import type { JournalOrderField, JournalResolvers, Resolvers } from '../generated/graphql.js';
import { toGlobalId } from '../global-id.js';
import type { Order } from '../store/page.js';
import { ROOT } from '../store/relation.js';
import { articleList } from './article-list.js';
import { connectionFields, edgeFields, listConnection } from './connection.js';
import { yearTotals } from './facet.js';
import { journalFilter } from './filter/journal.js';
import { nodeBy } from './identifier.js';
import { orderOf } from './paging.js';
import { saidOfJournal } from './provenance.js';

const FIELDS: Record<JournalOrderField, Order<'Journal'>['field']> = { TITLE: 'title', ARTICLE_COUNT: 'articleCount' };

const Query: Resolvers['Query'] = {
  journal: (_, { by }, { loaders }) => nodeBy('Journal', by, loaders),
  journals: async (_, args, { loaders }) => {
    const order = orderOf<JournalOrderField, 'Journal'>(FIELDS, args.orderBy, { field: 'title', direction: 'ASC' });
    return listConnection(loaders.journal.all, { parent: ROOT, args, order, filter: await journalFilter(args.filter, loaders) });
  },
};

const Journal: JournalResolvers = {
  id: (journal) => toGlobalId('Journal', journal.key),
  label: (journal) => journal.abbreviation ?? journal.title,
  articles: (journal, args, context, info) => articleList(context.loaders.journal.articles, journal.key, args, context, info),
  articlesOverTime: (journal, _, { loaders }) => yearTotals(loaders.journal.articles, journal.key),
  provenance: (journal, _, { loaders }) => saidOfJournal(journal, loaders),
};

export const journalResolvers: Resolvers = { Query, Journal, JournalConnection: connectionFields, JournalEdge: edgeFields };
