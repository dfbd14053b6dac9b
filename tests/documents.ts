import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../src/root.js';

/** Documents that must always run as they stand here. */

/** What a newcomer pastes first. */
export const FIRST_QUERY = `{ article(by: { pmid: "33349761" }) {
    title publicationYear journal { title }
    citationCount { inGraph reported }
    citedBy(first: 5, orderBy: { field: PUBLICATION_YEAR, direction: DESC }) {
      totalCount nodes { title pmid authors { name } journal { abbreviation } } }
    references(first: 10) { totalCount edges { position node { title doi publicationYear authors { name } } } } } }`;

/** The documents that state what the API answers. */
export const EXAMPLE_QUERIES = [
  `{ articles(filter: { publicationYear: { from: 2015, to: 2017 } }, orderBy: { field: PUBLICATION_YEAR, direction: ASC }, first: 2) {
    totalCount pageInfo { hasNextPage endCursor } nodes { title publicationYear }
    facets { years { year count } journals { journal { title } count } topics { topic { name } count } } } }`,
  `{ resolve(identifiers: ["https://doi.org/10.1186/S13643-017-0571-Y", "PMC5438064", "39948521", "10.9999/nope"]) { input kind normalized node { id __typename } problem } }`,
  `{ search(text: "peer mentoring", first: 5) { totalCount edges { score node { __typename ... on Article { title } ... on Author { name } ... on Topic { name } } } } suggest(prefix: "ment", first: 5) { text kind } }`,
  `{ authors(filter: { name: "Pethrick H" }, first: 1) { nodes { name articleCount coauthors(first: 10) { totalCount edges { weight node { name } } } } } }`,
  `{ graph { articleCount authorCount journalCount topicCount citationCount authorshipCount engine { name version } lastChangedAt } }`,
];

/** What a newcomer asks about a person. */
export const AUTHORS_QUERY = `{ authors(filter: { name: "Lorenzetti" }, first: 5) { nodes { id name articleCount metrics { hIndex } coauthors(first: 10, orderBy: { field: WEIGHT, direction: DESC }) { totalCount edges { weight fractionalWeight node { name } } } } } }`;

export interface Recipe {
  name: string;
  text: string;
}

/** The recipes of the cookbook, or the questions of docs/larger-graph.md, in their order. */
export function recipes(of: 'cookbook' | 'docs/larger-graph' = 'cookbook'): Recipe[] {
  const folder = join(PACKAGE_ROOT, of);
  return readdirSync(folder)
    .filter((file) => file.endsWith('.graphql'))
    .sort()
    .map((file) => ({ name: file.replace('.graphql', ''), text: readFileSync(join(folder, file), 'utf8') }));
}
