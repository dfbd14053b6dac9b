import type { Authorship, AuthorRecord } from '../src/records.js';
import type { ArticleWrite, GraphStore } from '../src/store/store.js';
import { affiliationOf } from './affiliation-text.js';
import { keyOf, work } from './citation-graph.js';
import { randomOf } from './random.js';

/**
 * An invented literature with bylines, written through the port. Works of a topic are written by one to eight people; each
 * is new or, in proportion to the works that they have, one who wrote on the topic before (cumulative advantage), so that few
 * authors have many works and coauthors come together again.
 */
export interface BylineLiterature {
  articles: number;
  /** Authors and authorships, about. */
  authors: number;
  authorships: number;
  /** Mean length of a reference list. */
  references: number;
  /** Works of the first topic; the others have what is left, in equal parts. */
  topicArticles: number;
  topics: number;
  seed: number;
}

export const authorKey = (number: number): string => `claim:${String(number).padStart(7, '0')}`;
export const topicKey = (number: number): string => `topic:${number}`;

const AT_ONCE = 500;
const YEARS = 50;
const LAST_YEAR = 2024;

/** Answers the number of authorships. */
export async function writeBylines(store: GraphStore, shape: BylineLiterature): Promise<number> {
  const random = randomOf(shape.seed);
  await store.write({ topics: Array.from({ length: shape.topics }, (_, i) => ({ key: topicKey(i), name: `Topic ${i}`, meshId: null, synonyms: [], broaderKeys: [], treeNumbers: [], scopeNote: null, provenance: [] })) }); // prettier-ignore
  /** For each topic its authors, each as often as they have works. */
  const places: number[][] = Array.from({ length: shape.topics }, () => []);
  let authors = 0;
  for (let from = 0; from < shape.articles; from += AT_ONCE) {
    const first = authors;
    const articles: ArticleWrite[] = [];
    for (let number = from; number < Math.min(shape.articles, from + AT_ONCE); number++) {
      const topic = random() < shape.topicArticles / shape.articles ? 0 : 1 + Math.floor(random() * (shape.topics - 1));
      const byline = new Set<number>();
      const length = 1 + Math.floor(random() * (2 * (shape.authorships / shape.articles) - 1) + 0.5);
      for (let tries = 0; byline.size < length && tries < 4 * length; tries++) {
        const own = places[topic]!;
        if (own.length === 0 || random() < shape.authors / shape.authorships) byline.add(authors++);
        else byline.add(own[Math.floor(random() ** 1.5 * own.length)]!);
      }
      for (const author of byline) places[topic]!.push(author);
      articles.push(withByline(number, topic, [...byline], citedBy(random, number, shape.references)));
    }
    await store.write({ authors: Array.from({ length: authors - first }, (_, i) => author(first + i)), articles });
  }
  return (await store.describe()).counts.authorships;
}

function citedBy(random: () => number, number: number, mean: number): number[] {
  const list = new Set<number>();
  const length = Math.min(number, Math.round(2 * mean * random()));
  for (let tries = 0; list.size < length && tries < 4 * length; tries++) list.add(Math.floor(random() ** 0.5 * number));
  return [...list];
}

function withByline(number: number, topic: number, byline: number[], cited: number[]): ArticleWrite {
  const article = work(number, LAST_YEAR - YEARS + Math.floor((number * YEARS) / 200_000), cited);
  const authorships = byline.map((one, i): Authorship => ({
    authorKey: authorKey(one), position: i + 1, nameAsWritten: `Author ${one}`, affiliations: [affiliationOf(one)], isCorresponding: null,
    equalContribution: null, provenance: [],
  })); // prettier-ignore
  const topics = [
    { topicKey: topicKey(topic), method: 'MESH_INDEXING' as const, isMajor: true, matchedText: null, provenance: [] },
  ];
  return { ...article, record: { ...article.record, authorsStatus: 'COMPLETE', authorships, topics } };
}

const author = (number: number): AuthorRecord => ({
  key: authorKey(number), kind: 'PERSON', name: `Author ${number}`, familyName: `Author${number}`, givenName: null, initials: 'A',
  suffix: null, names: [`Author ${number}`], orcid: null, affiliations: [], provenance: [],
}); // prettier-ignore

export { keyOf };
