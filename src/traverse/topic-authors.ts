import { MOST_EDGES, Walker, type StepReads } from './step.js';

export interface TopicAuthors {
  /** Keys of the authors, each with how many works on the topics they have. */
  articles: ReadonlyMap<string, number>;
  /** False where so many edges would have to be looked at that the work was cut off. */
  isComplete: boolean;
}

/** Who wrote on some topics. */
export async function authorsOnTopics(
  store: StepReads,
  topics: readonly string[],
  mostEdges = MOST_EDGES,
): Promise<TopicAuthors> {
  const walker = new Walker(store, mostEdges);
  const [onTopics] = await walker.from(topics.map((key) => ({ kind: 'Topic', key })), ['topicArticles']); // prettier-ignore
  const works = onTopics?.keys ?? [];
  const [bylines] = await walker.from(works.map((key) => ({ kind: 'Article', key })), ['authors']); // prettier-ignore
  const articles = new Map<string, number>(bylines?.keys.map((key) => [key, 0]));
  for (const author of bylines?.to ?? []) {
    const key = bylines!.keys[author]!;
    articles.set(key, articles.get(key)! + 1);
  }
  return { articles, isComplete: !walker.isCut };
}
