import type { StoredRecords } from '../records.js';
import { onePerKey } from './by-key.js';
import { articleListLoaders, listLoaders, wholeList, type ListLoaders } from './list.js';
import type { Reads } from './reads.js';
import { whenAsked } from './when-asked.js';

export const topicLoaders = whenAsked({
  /** Null for a miss. */
  byKey: (reads: Reads) => onePerKey((keys: readonly string[]) => reads.get('Topic', keys)),
  all: (reads) => listLoaders(reads, 'allTopics'),
  articles: (reads) => articleListLoaders(reads, 'topicArticles'),
  relatedTopics: (reads) => listLoaders(reads, 'relatedTopics'),
  broader: (reads) => listLoaders(reads, 'broader'),
  narrower: (reads) => listLoaders(reads, 'narrower'),
  withNarrower: (reads) => {
    const narrower = listLoaders(reads, 'narrower');
    return (topics: readonly StoredTopic[]) => withNarrower(narrower, topics);
  },
});

type StoredTopic = StoredRecords['Topic'];

/** A topic, and those of its places in the hierarchy that lie below a topic that was asked for. */
interface Reached {
  topic: StoredTopic;
  places: readonly string[];
}

/**
 * The topics and all below them, as an exploded MeSH term finds them: of a descriptor with several places only what stands
 * below the places that were reached. Eye is a part of the face and an organ of sense, the retina is below the latter alone
 * and no part of the face. One statement per level; a place that was met before is not followed again.
 */
async function withNarrower(narrower: ListLoaders<'narrower'>, topics: readonly StoredTopic[]): Promise<string[]> {
  const met = new Map<string, Set<string>>();
  let level = topics.flatMap((topic) => notMet({ topic, places: topic.treeNumbers }, met));
  while (level.length > 0) {
    const below = await Promise.all(level.map((reached) => oneStepBelow(narrower, reached)));
    level = below.flat().flatMap((reached) => notMet(reached, met));
  }
  return [...met.keys()];
}

/** What is new of it, which is noted as met; nothing when all of it was met before. */
function notMet({ topic, places }: Reached, met: Map<string, Set<string>>): Reached[] {
  const before = met.get(topic.key);
  const anew = places.filter((place) => !before?.has(place));
  if (before && anew.length === 0) return [];
  met.set(topic.key, new Set([...(before ?? []), ...anew]));
  return [{ topic, places: anew }];
}

async function oneStepBelow(narrower: ListLoaders<'narrower'>, { topic, places }: Reached): Promise<Reached[]> {
  const found = await wholeList(narrower, topic.key, { field: 'name', direction: 'ASC' });
  return found.flatMap(({ record }) => {
    const below = (above: readonly string[]): string[] => record.treeNumbers.filter((one) => above.includes(placeAbove(one)));
    // The curated vocabulary says it without places: then all of the topic is below.
    if (below(topic.treeNumbers).length === 0) return [{ topic: record, places: record.treeNumbers }];
    const reached = below(places);
    return reached.length > 0 ? [{ topic: record, places: reached }] : [];
  });
}

const placeAbove = (place: string): string => place.slice(0, Math.max(0, place.lastIndexOf('.')));
