import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { reindex } from '../derive/reindex.js';
import { workKey } from '../import/identity.js';
import { parsePubmedPage } from '../import/pubmed-page.js';
import { PUBMED_PAGE } from '../import/pubmed-page-citation.js';
import type { BibRecord } from '../import/record.js';
import { fromSeedFolder, readSeedFile } from '../import/vocabulary.js';
import { PACKAGE_ROOT } from '../root.js';
import type { GraphStore } from '../store/store.js';
import { importItems } from './run.js';
import type { ReadItem } from '../import/format.js';

/** A page as the seed folder has it; its first record is that of its own article. */
export interface SeedPage {
  name: string;
  records: BibRecord[];
}

const FOLDER = join(PACKAGE_ROOT, 'seed');

/** Records of each seed page, in the order of the file names. */
async function readPages(): Promise<SeedPage[]> {
  const names = (await fromSeedFolder('', readdir(FOLDER))).filter((name) => name.endsWith('.txt')).sort();
  return Promise.all(
    names.map(async (name) => ({ name: `seed/${name}`, records: parsePubmedPage(await readSeedFile(name), `seed/${name}`) })),
  );
}

/**
 * Imports the seed pages when the graph lacks the article of one of them. `articles` is the number of articles that
 * the graph has afterwards. Doing it again changes nothing.
 */
export async function loadSeed(store: GraphStore, readAt = new Date()): Promise<{ loaded: boolean; articles: number }> {
  return loadPages(store, await readPages(), readAt);
}

export async function loadPages(
  store: GraphStore,
  pages: readonly SeedPage[],
  readAt: Date,
): Promise<{ loaded: boolean; articles: number }> {
  if (await holds(store, pages)) return { loaded: false, articles: 0 };
  for (const { name, records } of pages) {
    const items = pageItems(records);
    await importItems(store, { name, format: PUBMED_PAGE, bytes: null, items, sha256: () => null }, { readAt, waitMs: 10_000 });
  }
  // The records were there already, but not what is made of them.
  if (!(await holds(store, pages))) await reindex(store);
  return { loaded: true, articles: (await store.describe()).counts.articles };
}

async function holds(store: GraphStore, pages: readonly SeedPage[]): Promise<boolean> {
  const held = await store.get('Article', pages.map(({ records }) => workKey(records[0]!))); // prettier-ignore
  return held.every((article) => article?.status === 'FULL');
}

async function* pageItems(records: readonly BibRecord[]): AsyncIterable<ReadItem> {
  for (const [i, record] of records.entries()) yield { kind: 'record', place: { line: null, record: i + 1 }, record };
}
