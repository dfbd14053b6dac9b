import { access, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { badInput } from '../errors.js';
import type { StoredArticle } from '../records.js';
import type { GraphStore } from '../store/store.js';
import { flowOf } from '../traverse/search-flow.js';
import type { SearchOutcome } from '../traverse/search-outcome.js';
import { renderReport } from '../traverse/search-render.js';
import { csvRow } from './text.js';

/**
 * Writes report, picture and candidates of a citation search into a folder, which is made where it is not there.
 * Answers the paths. Throws BAD_USER_INPUT where one of them is there already, unless forced, or cannot be written.
 */
export async function writeSearch(
  store: Pick<GraphStore, 'get'>,
  outcome: SearchOutcome,
  folder: string,
  force: boolean,
): Promise<string[]> {
  const texts: Record<string, string> = {
    'report.md': renderReport(outcome, 'MARKDOWN'),
    'report.html': renderReport(outcome, 'HTML'),
    'report.json': renderReport(outcome, 'JSON'),
    'flow.svg': `${flowOf(outcome)}\n`,
    'candidates.csv': await candidateTable(store, outcome),
  };
  const paths = Object.keys(texts).map((name) => join(folder, name));
  for (const path of paths)
    if (!force && (await isThere(path)))
      throw badInput(`${path} is there already; give another folder, or --force to write over it.`);
  try {
    await mkdir(folder, { recursive: true });
    for (const [name, text] of Object.entries(texts)) await writeFile(join(folder, name), text);
  } catch {
    throw badInput(`Nothing can be written to ${folder}; give a folder that this user may write to.`);
  }
  return paths;
}

const isThere = (path: string): Promise<boolean> => access(path).then(() => true, () => false); // prettier-ignore

/** What there is to screen: candidates that were not known before. */
async function candidateTable(store: Pick<GraphStore, 'get'>, { candidates }: SearchOutcome): Promise<string> {
  const fresh = candidates.filter(({ isKnown }) => !isKnown);
  const keys = [...new Set(fresh.flatMap(({ key, links }) => [key, ...links.map(({ from }) => from)]))];
  const records = await store.get('Article', keys);
  const byKey = new Map(keys.map((key, i) => [key, records[i] ?? null]));
  const rows = fresh.map(({ key, rank, links, iteration }) => {
    const article = byKey.get(key) ?? null;
    const seeds = links.map(({ from, direction }) => `${nameOf(from, byKey.get(from) ?? null)} ${direction}`);
    const identifiers = article?.identifiers.map(({ scheme, value }) => `${scheme}:${value}`) ?? [];
    const numbers = [rank, links.length, iteration].map(String);
    return csvRow([...numbers, identifiers.join(' '), article?.title ?? '', String(article?.date?.year ?? ''), seeds.join('; ')]);
  });
  return [csvRow(['rank', 'links', 'iteration', 'identifiers', 'title', 'year', 'seeds']), ...rows, ''].join('\n');
}

function nameOf(key: string, article: StoredArticle | null): string {
  const first = article?.identifiers[0];
  return first ? `${first.scheme}:${first.value}` : key;
}
