import { loadNamed } from '../loaders/by-key.js';
import type { Loaders } from '../loaders/index.js';
import type { StoredArticle, StoredAuthor } from '../records.js';

/** Short texts to write beside a node in a drawing. */

const MAX_LABEL = 60;

/** `Boone et al. 2025`, `Asim & Alberto 2024`, `Parrott 2006`; without authors the title or an identifier. */
export async function articleLabel(article: StoredArticle, loaders: Loaders): Promise<string> {
  if (article.authorships.length === 0) return titleLabel(article);
  const keys = article.authorships.slice(0, 2).map((authorship) => authorship.authorKey);
  const [first, second] = (await loadNamed(loaders.author.byKey, keys)).map(familyName);
  const isWhole = article.authorsStatus === 'COMPLETE' && article.authorships.length <= 2;
  const names = !isWhole ? `${first} et al.` : second ? `${first} & ${second}` : first!;
  return article.date ? `${names} ${article.date.year}` : names;
}

const familyName = (author: StoredAuthor): string => author.familyName ?? author.name;

function titleLabel({ title, pmid, doi, pmcid }: StoredArticle): string {
  if (title) return shortened(title);
  if (pmid) return `PMID ${pmid}`;
  return doi ?? pmcid ?? 'Work without a title';
}

/** At most 60 characters with the ellipsis, cut between words where there are any. */
export function shortened(text: string): string {
  const characters = [...text];
  if (characters.length <= MAX_LABEL) return text;
  const cut = characters.slice(0, MAX_LABEL - 1).join('');
  const atWord = /\s/.test(characters[MAX_LABEL - 1]!) ? cut : cut.replace(/\s+\S*$/, '');
  return `${atWord.replace(/[\s.,;:–-]+$/, '')}…`;
}
