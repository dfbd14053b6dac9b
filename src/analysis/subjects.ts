import type { Checkpoint } from './analysis.js';
import { titleTerms, usualForms } from './title-terms.js';

/** What articles are said to be about; one entry for each article, in the order of the graph's numbers. */
export interface Subjects {
  /** Names of topics; empty where an article has none. */
  readonly topics: readonly (readonly string[])[];
  readonly titles: readonly (string | null)[];
}

/** Topics, or terms of titles, by one way of asking. */
export interface SubjectList {
  /** Keys of the subjects of an article, each once; null if it has nothing to read them from. */
  of(article: number): readonly string[] | null;
  /** Whether one key may be words of another. */
  overlap: boolean;
  /** How the keys are shown. */
  names(keys: ReadonlySet<string>): Map<string, string>;
}

export function topicSubjects({ topics }: Subjects, checkpoint?: Checkpoint): SubjectList {
  const asked = counter(checkpoint);
  return {
    of(article) {
      asked();
      return topics[article]!.length > 0 ? [...new Set(topics[article])] : null;
    },
    overlap: false,
    names: (keys) => new Map([...keys].map((key) => [key, key])),
  };
}

export function titleSubjects({ titles }: Subjects, checkpoint?: Checkpoint): SubjectList {
  const asked = counter(checkpoint);
  return {
    of(article) {
      asked();
      return titles[article] ? [...titleTerms(titles[article]).keys()] : null;
    },
    overlap: true,
    names: (keys) => usualForms(titles, keys, asked),
  };
}

/** Works are looked at more than once, nobody knows how often beforehand. */
function counter(checkpoint: Checkpoint | undefined): () => void {
  let asked = 0;
  return () => {
    if (++asked % 2048 === 0) checkpoint?.(asked, null, 'SUBJECTS');
  };
}
