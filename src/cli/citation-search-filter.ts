import { createLoaders } from '../loaders/index.js';
import type { GraphStore } from '../store/store.js';
import type { SearchInput } from '../traverse/search-outcome.js';
import type { Given, OptionSpec } from './command.js';

/** Which works are candidates: the usual wishes as options, all others as the API's `ArticleFilter` in JSON. */

export const FILTER_OPTIONS: Readonly<Record<string, OptionSpec>> = {
  'from-year': { value: 'YEAR', about: 'Only candidates of this year or later.' },
  'to-year': { value: 'YEAR', about: 'Only candidates of this year or earlier.' },
  type: { value: 'TYPE', about: 'Only candidates of this publication type, such as Review, or another one given.', repeated: true }, // prettier-ignore
  journal: { value: 'JOURNAL', about: 'Only candidates of this journal (ISSN, title, abbreviation), or another one given.', repeated: true }, // prettier-ignore
  topic: { value: 'TOPIC', about: 'Only candidates about this topic or a narrower one, or another one given.', repeated: true },
  words: { value: 'TEXT', about: 'Only candidates with these words, as in `search` of the API.' },
  filter: { value: 'JSON', about: 'Any filter of the API besides, such as \'{"isRetracted": false, "hasAbstract": true}\'.' },
};

type Wish = Record<string, unknown>;

function wishOf(given: Given): Wish {
  const { from, to } = given.years();
  const named = (field: string, option: string): Wish => (given.list(option).length > 0 ? { [field]: given.list(option) } : {});
  const text = given.text('words')?.trim();
  return {
    ...(from !== undefined || to !== undefined ? { publicationYear: { from, to } } : {}),
    ...named('publicationTypes', 'type'),
    ...named('journals', 'journal'),
    ...named('topics', 'topic'),
    ...(given.list('topic').length > 0 ? { includeNarrower: true } : {}),
    ...(text ? { text } : {}),
  };
}

function jsonOf(given: Given): Wish {
  const text = given.text('filter');
  if (text === undefined) return {};
  try {
    const value: unknown = JSON.parse(text);
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) return value as Wish;
  } catch {
    // Said below.
  }
  throw given.wrong('--filter must be a JSON object of fields of ArticleFilter, such as {"hasAbstract": true}');
}

/** The filter that is asked for, and its text for the report; null where none is. Throws UsageError or BAD_USER_INPUT. */
export async function readFilter(given: Given, store: GraphStore): Promise<Pick<SearchInput, 'filter' | 'filterText'>> {
  const [wish, json] = [wishOf(given), jsonOf(given)];
  const twice = Object.keys(wish).find((field) => field in json);
  if (twice) throw given.wrong(`--filter has ${twice}, which an option of its own gives, too`);
  const asked = { ...json, ...wish };
  if (Object.keys(asked).length === 0) return { filter: null, filterText: null };
  // Not above: no other search needs the schema, and making it takes half a second.
  const { checkedArticleFilter } = await import('../resolvers/filter/checked.js');
  const loaders = createLoaders(store, new AbortController().signal);
  return { filter: await checkedArticleFilter(asked, loaders), filterText: JSON.stringify(asked) };
}
