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
  const works = new Set<string>();
  for (const { lists } of await walker.from(
    topics.map((key) => ({ kind: 'Topic', key })),
    ['topicArticles'],
  ))
    // prettier-ignore
    for (const { to } of lists) for (const work of to) works.add(work);
  const articles = new Map<string, number>();
  for (const { lists } of await walker.from(
    [...works].map((key) => ({ kind: 'Article', key })),
    ['authors'],
  ))
    // prettier-ignore
    for (const { to } of lists) for (const author of to) articles.set(author, (articles.get(author) ?? 0) + 1);
  return { articles, isComplete: !walker.isCut };
}
