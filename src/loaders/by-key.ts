import DataLoader from 'dataloader';
import { CodedError } from '../errors.js';

/**
 * The helpers that all loaders are made with. A loader lives for one request: it collects the keys that
 * fields ask for at the same time, fetches them together, and gives the same key the same answer again.
 */

/** One value per key, or why there is none; `fetch` answers in the order of the keys. Keys that are no strings are compared by their JSON. */
export function onePerKey<Key, Value>(
  fetch: (keys: readonly Key[]) => Promise<readonly (Value | Error)[]>,
): DataLoader<Key, Value, string> {
  return new DataLoader(fetch, { cacheKeyFn: (key) => (typeof key === 'string' ? key : JSON.stringify(key)) });
}

/** A question put to one parent: the page, count or facet of its list. */
export interface Asked<Question> {
  parent: string;
  question: Question;
  /** The question as text: where many parents are asked the same, whoever asks gives it to all. */
  name?: string;
}

/**
 * One answer per parent and question. `fetch` is called once for each different question, with all parents
 * that ask it: below N parents a field costs one statement. A question that fails does not harm the others.
 */
export function perParent<Question, Answer>(
  fetch: (parents: readonly string[], question: Question) => Promise<readonly Answer[]>,
): DataLoader<Asked<Question>, Answer, string> {
  // The text of a question is long, and would be a part of the name of each parent.
  const numbers = new Map<string, number>();
  const numberOf = (name: string): number => {
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    return number;
  };
  return new DataLoader<Asked<Question>, Answer, string>(
    async (asked) => {
      const answers = new Array<Answer | Error>(asked.length);
      const groups = new Map<string, number[]>();
      asked.forEach((one, at) => {
        const group = groups.get(nameOf(one));
        if (group) group.push(at);
        else groups.set(nameOf(one), [at]);
      });
      await Promise.all([...groups.values()].map((group) => answerGroup(asked, group, fetch, answers)));
      return answers;
    },
    { cacheKeyFn: (asked) => `${numberOf(nameOf(asked))} ${asked.parent}` },
  );
}

const nameOf = <Question>(asked: Asked<Question>): string => (asked.name ??= JSON.stringify(asked.question));

async function answerGroup<Question, Answer>(
  asked: readonly Asked<Question>[],
  group: readonly number[],
  fetch: (parents: readonly string[], question: Question) => Promise<readonly Answer[]>,
  answers: (Answer | Error)[],
): Promise<void> {
  try {
    const parents = group.map((at) => asked[at]!.parent);
    const found = await fetch(parents, asked[group[0]!]!.question);
    group.forEach((at, i) => (answers[at] = found[i]!));
  } catch (error) {
    for (const at of group) answers[at] = error instanceof Error ? error : new Error(String(error));
  }
}

/** Records of keys that other records name. The store keeps such names whole, so a miss is a fault and not an answer. */
export function loadNamed<Value>(loader: DataLoader<string, Value | null, string>, keys: readonly string[]): Promise<Value[]> {
  return Promise.all(
    keys.map(async (key) => {
      const value = await loader.load(key);
      if (value === null) {
        throw new CodedError('INTERNAL_SERVER_ERROR', `A record names ${key}, which is not in the graph. Load its source again.`);
      }
      return value;
    }),
  );
}
