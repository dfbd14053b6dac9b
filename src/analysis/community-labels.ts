import { membersByGroup } from './aggregate.js';
import type { Checkpoint } from './analysis.js';
import { titleSubjects, topicSubjects, type SubjectList, type Subjects } from './subjects.js';

/** A topic or term that tells a community from the others. */
export interface LabelTerm {
  name: string;
  /** Articles of the community that have it. */
  articles: number;
  /** Their share of the community · ln(1 + all articles / all articles that have it). */
  score: number;
}

export interface CommunityLabel {
  topics: LabelTerm[];
  terms: LabelTerm[];
  /** The best three topics, or terms where there is no topic; null where neither is. */
  label: string | null;
}

export interface LabelOptions {
  /** Topics, and terms, of each community. */
  most: number;
  /** Fewer articles of a community tell nothing about it. */
  minimumArticles: number;
}

export const DEFAULT_LABELS: LabelOptions = { most: 5, minimumArticles: 2 };

/**
 * What the articles of each community are about more than those of others. tf-idf with a community for a document and
 * articles for words, after M. Grootendorst, "BERTopic", arXiv:2203.05794, 2022. `community` is -1 for articles in none;
 * the shares are of articles that have topics, or titles, at all.
 */
export function labelCommunities(
  community: ArrayLike<number>,
  count: number,
  subjects: Subjects,
  options: LabelOptions = DEFAULT_LABELS,
  checkpoint?: Checkpoint,
): CommunityLabel[] {
  // Those in none are the last group.
  const group = Uint32Array.from(community, (c) => (c < 0 ? count : c));
  const topics = bestOf(topicSubjects(subjects, checkpoint), group, count, options);
  const terms = bestOf(titleSubjects(subjects, checkpoint), group, count, options);
  return topics.map((best, c) => {
    const named = best.length > 0 ? best : terms[c]!;
    const label = named
      .slice(0, 3)
      .map(({ name }) => name)
      .join(', ');
    return { topics: best, terms: terms[c]!, label: label || null };
  });
}

function bestOf(list: SubjectList, group: Uint32Array, count: number, options: LabelOptions): LabelTerm[][] {
  const { starts, order } = membersByGroup(group, count + 1);
  const inGroup = (from: number, to: number) => countKeys(list, order.subarray(from, to));
  const all = inGroup(0, starts[count]!);
  const best = Array.from({ length: count }, (_, c) => {
    const { articles, counts } = inGroup(starts[c]!, starts[c + 1]!);
    const terms = [...counts].filter(([, n]) => n >= options.minimumArticles);
    const scored = terms.map(([name, n]) => {
      return { name, articles: n, score: (n / articles) * Math.log(1 + all.articles / all.counts.get(name)!) };
    });
    scored.sort((a, b) => b.score - a.score || b.name.length - a.name.length || (a.name < b.name ? -1 : 1));
    return list.overlap ? withoutRepetition(scored, options.most) : scored.slice(0, options.most);
  });
  const names = list.names(new Set(best.flatMap((terms) => terms.map(({ name }) => name))));
  return best.map((terms) => terms.map((term) => ({ ...term, name: names.get(term.name)! })));
}

function countKeys(list: SubjectList, members: Uint32Array): { articles: number; counts: Map<string, number> } {
  const counts = new Map<string, number>();
  let articles = 0;
  for (const article of members) {
    const keys = list.of(article);
    if (keys === null) continue;
    articles++;
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return { articles, counts };
}

/** The first ones, but none whose words are all in one before it, or that has all words of one before it. */
function withoutRepetition(terms: readonly LabelTerm[], most: number): LabelTerm[] {
  const kept: { term: LabelTerm; words: string[] }[] = [];
  const isWithin = (words: string[], others: string[]) => words.every((word) => others.includes(word));
  for (const term of terms) {
    if (kept.length === most) break;
    const words = term.name.split(' ');
    if (!kept.some((other) => isWithin(words, other.words) || isWithin(other.words, words))) kept.push({ term, words });
  }
  return kept.map(({ term }) => term);
}
