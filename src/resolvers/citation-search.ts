import { badInput } from '../errors.js';
import type {
  CitationCandidateEdgeResolvers,
  CitationSearchInput,
  CitationSearchResolvers,
  Resolvers,
} from '../generated/graphql.js';
import { savedSearch } from '../ledger/saved-search.js';
import { citationSearch, DEFAULT_SEARCH, RANKED_BY } from '../traverse/citation-search.js';
import { rankedEntries, Ranking } from '../traverse/ranking.js';
import { flowOf } from '../traverse/search-flow.js';
import { totalsOf, type Candidate, type SearchOutcome } from '../traverse/search-outcome.js';
import { renderReport } from '../traverse/search-render.js';
import { connectionFields, edgeFields, ledgerConnection } from './connection.js';
import { asHolder, change, type Context } from './context.js';
import { articleFilter } from './filter/article.js';
import { rankedConnection } from './ranked-connection.js';
import type { CitationSearchSource } from './sources.js';
import { payload } from './user-errors.js';

async function search(input: CitationSearchInput, { store, loaders, signal }: Context): Promise<SearchOutcome> {
  const { filter = null, included = null, known } = input;
  const asked = {
    ...DEFAULT_SEARCH,
    ...input,
    filter: await articleFilter(filter, loaders),
    filterText: filter === null ? null : JSON.stringify(filter),
    included,
    known: { included: known?.included ?? [], excluded: known?.excluded ?? [] },
  };
  return citationSearch(store, asked, { signal });
}

const MAX_NAME = 200;
/** Everything else names no saved search. */
const SAVED_ID = /^[\w-]{1,100}$/;

const Query: Resolvers['Query'] = {
  citationSearch: async (_, { input }, context) => ({ outcome: await search(input, context), isSaved: false }),
  savedCitationSearch: (_, { id }, { store }) => (SAVED_ID.test(id) ? savedSearch<SearchOutcome>(store, id) : null),
  savedCitationSearches: (_, args, { loaders }) => ledgerConnection('savedCitationSearches', loaders.savedSearch, args),
};

const Mutation: Resolvers['Mutation'] = {
  saveCitationSearch: (_, { input, name }, context) =>
    payload(async () => {
      await asHolder(context);
      const length = [...name.trim()].length;
      if (length < 1 || length > MAX_NAME) throw badInput(`\`name\` has ${length} characters; it must have 1 to ${MAX_NAME}.`);
      const outcome = await search(input, context);
      const id = await change(context, 'saveCitationSearch', { name: name.trim(), outcome });
      return { savedSearch: await savedSearch<SearchOutcome>(context.store, id) };
    }),
  deleteCitationSearch: (_, { id }, context) =>
    payload(async () => {
      await asHolder(context);
      // What is no id names none.
      await change(context, 'deleteCitationSearch', { id: SAVED_ID.test(id) ? id : '-' });
      return { deletedId: id };
    }),
};

/** Only works of a saved search can be gone. */
async function present({ outcome, isSaved }: CitationSearchSource, { loaders }: Context): Promise<Candidate[]> {
  if (!isSaved) return outcome.candidates;
  const records = await Promise.all(outcome.candidates.map(({ key }) => loaders.article.byKey.load(key)));
  return outcome.candidates.filter((_, i) => records[i] !== null);
}

const CitationSearch: CitationSearchResolvers = {
  searchedAt: ({ outcome }) => outcome.searchedAt,
  seeds: ({ outcome }) => outcome.seeds,
  seedsNotFound: ({ outcome }) => outcome.seedsNotFound,
  includedNotFound: ({ outcome }) => outcome.included?.notFound ?? [],
  includedNotReached: ({ outcome }) => outcome.included?.notReached ?? null,
  knownNotFound: ({ outcome }) => outcome.known.notFound,
  rounds: ({ outcome }) => outcome.rounds,
  totals: ({ outcome }) => totalsOf(outcome),
  candidates: (source, { includeKnown, minLinks, ...args }, context) => {
    const rank = async () => {
      const wanted = (await present(source, context)).filter(
        ({ isKnown, links }) => (includeKnown || !isKnown) && links.length >= minLinks,
      );
      const years = new Map(wanted.map(({ key, year }) => [key, year]));
      return new Ranking(rankedEntries(wanted, RANKED_BY, async (keys) => keys.map((key) => years.get(key)!)));
    };
    let ranking: ReturnType<typeof rank> | null = null;
    return rankedConnection({ name: 'candidates', numbers: 2 }, args, context.loaders.article.byKey, () => (ranking ??= rank()));
  },
  candidatesGone: async (source, _, context) => source.outcome.candidates.length - (await present(source, context)).length,
  stoppedBecause: ({ outcome }) => outcome.stoppedBecause,
  data: ({ outcome }) => outcome.data,
  report: ({ outcome }, { format }) => renderReport(outcome, format),
  flow: ({ outcome }) => flowOf(outcome),
};

const CitationCandidateEdge: CitationCandidateEdgeResolvers = {
  ...edgeFields,
  rank: ({ edge }) => edge.rank,
  links: ({ edge }) => edge.links.length,
  iteration: ({ edge }) => edge.iteration,
  seeds: ({ edge }) => edge.links,
  isKnown: ({ edge }) => edge.isKnown,
};

export const citationSearchResolvers: Resolvers = {
  Query,
  Mutation,
  CitationSearch,
  CitationSearchSeed: {
    again: ({ again = [] }) => again,
    article: ({ key }, _, { loaders }) => loaders.article.byKey.load(key),
  },
  CitationSeedCounts: { seed: ({ seed }, _, { loaders }) => loaders.article.byKey.load(seed) },
  CitationLink: { work: ({ from }, _, { loaders }) => loaders.article.byKey.load(from) },
  CitationCandidateConnection: connectionFields,
  CitationCandidateEdge,
  SavedCitationSearchConnection: connectionFields,
  SavedCitationSearchEdge: edgeFields,
  SavedCitationSearch: {
    search: async ({ id, outcome }, _, { store }) => {
      const found = outcome ?? (await savedSearch<SearchOutcome>(store, id))?.outcome;
      if (!found) throw badInput('The saved search was deleted meanwhile.');
      return { outcome: found, isSaved: true };
    },
  },
};
