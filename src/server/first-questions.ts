import { graphql, type GraphQLSchema } from 'graphql';
import type { Context } from '../resolvers/context.js';

/** No more questions are begun after so many milliseconds. */
const PATIENCE_MS = 5_000;

/** What most visitors ask in some form: records, lists below lists, search, counts. Small, whatever the graph holds. */
export const FIRST_QUESTIONS: readonly string[] = [
  `{ article(by: { pmid: "33349761" }) { id title publicationYear abstract journal { title } authors { name }
    citationCount { inGraph reported } topics { name }
    citedBy(first: 3) { totalCount nodes { title authors { name } journal { title } } }
    references(first: 3) { totalCount edges { node { title publicationYear authors { name } } } } } }`,
  `{ articles(first: 3) { totalCount pageInfo { hasNextPage endCursor } edges { cursor node { id title
    citedBy(first: 3) { totalCount edges { node { title } } } references(first: 3) { totalCount edges { node { title } } } } } } }`,
  `{ search(text: "peer mentoring", first: 3) { totalCount edges { score node { __typename label } } }
    suggest(prefix: "ment", first: 3) { text kind } }`,
  `{ resolve(identifiers: ["33349761"]) { node { id label } }
    articles(filter: { publicationYear: { from: 2017, to: 2017 } }, first: 3) { totalCount nodes { title }
      facets { years { year count } topics { topic { name } count } } } }`,
  `{ articles(first: 3) { nodes { title authors { name } journal { title } } }
    authors(first: 3) { totalCount nodes { name articles(first: 3) { totalCount nodes { title } }
    coauthors(first: 3) { totalCount edges { weight node { name } } } } } }`,
  `{ journals(first: 3) { totalCount nodes { title articles(first: 3) { totalCount nodes { title } } } }
    topics(first: 3) { totalCount nodes { name articles(first: 3) { totalCount nodes { title } } } } }`,
];

/**
 * Asks these when the server starts, one by one, so that an engine that plans each new text of a statement (a tenth of a
 * second and more, for a dozen texts in one question) has done so before many visitors ask at once. What goes wrong will go
 * wrong again, and be told then.
 *
 * @param isWanted no more are asked when it says no
 */
export async function askFirstQuestions(
  schema: GraphQLSchema,
  context: () => Context,
  isWanted: () => boolean,
  patienceMs = PATIENCE_MS,
): Promise<void> {
  const end = performance.now() + patienceMs;
  for (const source of FIRST_QUESTIONS) {
    if (performance.now() > end || !isWanted()) return;
    await graphql({ schema, source, contextValue: context() });
  }
}
