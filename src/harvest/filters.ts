import type { ArticleDetails, StoredArticle } from '../records.js';
import { singular, words } from '../store/fold.js';
import type { GraphStore } from '../store/store.js';
import type { LeftOut } from './report.js';

/** Which of the works that were found are followed further; they are kept in any case. Null and empty: no matter. */
export interface HarvestFilters {
  fromYear: number | null;
  toYear: number | null;
  /** One of these, as sources write them, in any case. */
  publicationTypes: readonly string[];
  /** Words that must follow each other in the title, the abstract, a keyword or a MeSH heading; singular and plural are one. */
  term: string | null;
}

export const NO_FILTERS: HarvestFilters = { fromYear: null, toYear: null, publicationTypes: [], term: null };

/** The works that pass, and how many fail each filter. A work of which nothing is known fails what it is asked for. */
export async function passing(
  articles: readonly StoredArticle[],
  filters: HarvestFilters,
  store: GraphStore,
): Promise<{ kept: StoredArticle[]; leftOut: Omit<LeftOut, 'cap'> }> {
  const leftOut = { years: 0, publicationTypes: 0, term: 0 };
  const details = filters.term === null ? [] : await store.details(articles.map(({ key }) => key));
  const kept = articles.filter((article, i) => {
    const fails = failing(article, details[i] ?? null, filters);
    if (fails !== null) leftOut[fails] += 1;
    return fails === null;
  });
  return { kept, leftOut };
}

function failing(
  article: StoredArticle,
  details: ArticleDetails | null,
  filters: HarvestFilters,
): keyof Omit<LeftOut, 'cap'> | null {
  const { fromYear, toYear, publicationTypes, term } = filters;
  const year = article.date?.year ?? null;
  const asksYear = fromYear !== null || toYear !== null;
  if (asksYear && (year === null || year < (fromYear ?? year) || year > (toYear ?? year))) return 'years';
  const wanted = new Set(publicationTypes.map((type) => type.toLowerCase()));
  if (wanted.size > 0 && !article.publicationTypes.some((type) => wanted.has(type.toLowerCase()))) return 'publicationTypes';
  return term === null || mentions(article, details, term) ? null : 'term';
}

const plain = (text: string): string => ` ${words(text).map(singular).join(' ')} `;

function mentions({ title }: StoredArticle, details: ArticleDetails | null, term: string): boolean {
  const { abstract = [], keywords = [], meshHeadings = [] } = details ?? {};
  const texts = [
    title,
    ...abstract.map(({ text }) => text),
    ...keywords.map(({ text }) => text),
    ...meshHeadings.map(({ descriptor }) => descriptor),
  ];
  const wanted = plain(term);
  return texts.some((text) => text !== null && plain(text).includes(wanted));
}
