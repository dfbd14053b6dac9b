import { SUBJECT_BURSTS } from '../analysis/subject-bursts.js';
import { COMMUNITIES, type Community } from '../analysis/communities.js';
import { LOCAL_CITATIONS } from '../analysis/local-citations.js';
import { readTexts } from '../analysis/parameters.js';
import { SPECTROSCOPY } from '../analysis/rpys.js';
import { THEMATIC_MAP } from '../analysis/thematic-map.js';
import { TOPIC_MAP } from '../analysis/topic-map.js';
import { badInput } from '../errors.js';
import type { Resolvers } from '../generated/graphql.js';
import { loadNamed } from '../loaders/by-key.js';
import { ROOT } from '../store/relation.js';
import { connectionFields, wholeListConnection } from './connection.js';
import type { Context } from './context.js';
import type { CommunitySource, CommunityConnectionSource } from './sources.js';
import type { PagingArgs } from './paging.js';
import type { AnalysisSettingInput } from '../generated/graphql.js';

/** Analyses whose answer is no number for each work: communities, bursts and maps. */

function upTo(name: string, value: number, most: number): number {
  if (value < 0 || value > most) throw badInput(`\`${name}\` is ${value}; it must be between 0 and ${most}.`);
  return value;
}

type Given = readonly AnalysisSettingInput[] | null | undefined;

async function communities(
  args: PagingArgs & { settings?: Given },
  { snapshots, signal }: Context,
): Promise<CommunityConnectionSource> {
  const snapshot = await snapshots.now();
  const found = await snapshot.run(COMMUNITIES, readTexts(COMMUNITIES.parameters, args.settings), signal);
  const entries = found.communities.map((one: Community, i: number): CommunitySource => ({
    ...one,
    number: i + 1,
    keysOf: async (first) => {
      const { order } = await snapshot.rank(LOCAL_CITATIONS, {}, signal);
      const own: string[] = [];
      for (const work of order) {
        if (own.length >= first) break;
        if (found.community[work] === i && snapshot.full[work] === 1) own.push(snapshot.keys[work]!);
      }
      return own;
    },
  }));
  return { ...wholeListConnection('communities', ROOT, entries, args), notes: found.notes };
}

async function bursts(given: Given, first: number, { snapshots, signal }: Context) {
  const snapshot = await snapshots.now();
  const found = await snapshot.run(SUBJECT_BURSTS, readTexts(SUBJECT_BURSTS.parameters, given), signal);
  const listed = found.bursts.slice(0, upTo('first', first, 100));
  return {
    ...found,
    bursts: listed.map(({ articles, ...one }) => ({ ...one, articleCount: articles })),
    count: found.burstCount,
  };
}

async function referenceYears({ snapshots, signal }: Context) {
  const snapshot = await snapshots.now();
  const { years, referencesWithoutYear } = await snapshot.run(SPECTROSCOPY, {}, signal);
  return {
    citationsWithoutYear: referencesWithoutYear,
    years: years.map(({ references, articles, mostCited, ...one }) => ({
      ...one,
      citationCount: references,
      articleCount: articles,
      keys: mostCited.map((work) => snapshot.keys[work]!),
    })),
  };
}

async function topicMap(given: Given, mostLinks: number, { snapshots, signal }: Context) {
  const snapshot = await snapshots.now();
  const found = await snapshot.run(TOPIC_MAP, readTexts(TOPIC_MAP.parameters, given), signal);
  const { topics, links, linkCount, communities: groupCount, quality } = found;
  const strongest = links.slice(0, upTo('mostLinks', mostLinks, 1000));
  return {
    topics: topics.map(({ name, articles, community }) => ({ name, articleCount: articles, group: community + 1 })),
    links: strongest.map(({ articles, ...link }) => ({ ...link, articleCount: articles })),
    linksLeftOut: linkCount - strongest.length,
    groupCount,
    quality,
  };
}

async function thematicMap(given: Given, { snapshots, signal }: Context) {
  const snapshot = await snapshots.now();
  const { themes, ...medians } = await snapshot.run(THEMATIC_MAP, readTexts(THEMATIC_MAP.parameters, given), signal);
  return { ...medians, themes: themes.map(({ articles, ...one }) => ({ ...one, articleCount: articles })) };
}

export const structureResolvers: Resolvers = {
  Query: {
    communities: (_, args, context) => communities(args, context),
    bursts: (_, { settings, first }, context) => bursts(settings, first, context),
    referenceYears: (_, _args, context) => referenceYears(context),
    topicMap: (_, { settings, mostLinks }, context) => topicMap(settings, mostLinks, context),
    thematicMap: (_, { settings }, context) => thematicMap(settings, context),
  },
  CommunityConnection: {
    ...connectionFields,
    notes: ({ notes }) => Object.entries(notes).map(([id, value]) => ({ id, value: String(value) })),
  },
  CommunityEdge: { node: ({ record }) => record },
  Community: {
    id: ({ number }) => String(number),
    size: ({ articles }) => articles,
    articles: async ({ keysOf }, { first }, { loaders }) => loadNamed(loaders.article.byKey, await keysOf(upTo('first', first, 100))), // prettier-ignore
  },
  CommunityTerm: { articleCount: ({ articles }) => articles },
  ReferenceYear: { mostCited: ({ keys }, _, { loaders }) => loadNamed(loaders.article.byKey, keys) },
};
