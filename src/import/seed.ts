import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError } from '../errors.js';
import { PACKAGE_ROOT } from '../root.js';
import type { GraphStore } from '../store/store.js';
import { buildGraph } from './build.js';
import { workKey } from './identity.js';
import { withSurvivors } from './survivors.js';
import { parsePubmedPage } from './pubmed-page.js';
import type { BibRecord } from './record.js';
import { readVocabulary, type Vocabulary } from './topics.js';

const FOLDER = join(PACKAGE_ROOT, 'seed');
const VOCABULARY_FILE = 'medical-education-topics.json';

/** The program cannot start without its seed; the message must not hold the folder. */
async function fromFolder<T>(name: string, read: Promise<T>): Promise<T> {
  try {
    return await read;
  } catch (cause) {
    const message = `seed/${name} cannot be read; expected it in the folder of the program. Get a whole copy of the program.`;
    throw new CodedError('BAD_SOURCE', message, { cause });
  }
}

const readSeedFile = (name: string): Promise<string> => fromFolder(name, readFile(join(FOLDER, name), 'utf8'));

/** The curated topics that come with the program. */
export async function loadVocabulary(): Promise<Vocabulary> {
  return readVocabulary(await readSeedFile(VOCABULARY_FILE), `seed/${VOCABULARY_FILE}`);
}

/** Records of each seed page, in the order of the file names. The first record of a page is its article. */
async function readPages(): Promise<BibRecord[][]> {
  const names = (await fromFolder('', readdir(FOLDER))).filter((name) => name.endsWith('.txt')).sort();
  return Promise.all(names.map(async (name) => parsePubmedPage(await readSeedFile(name), `seed/${name}`)));
}

/**
 * Writes the seed pages when the graph lacks one of them, all of them in one batch, for a page may tell more of a work
 * than another one; a page is held when the record of its own article is. `articles` is the number of full records
 * written. Doing it again changes nothing.
 */
export async function loadSeed(store: GraphStore, readAt = new Date()): Promise<{ loaded: boolean; articles: number }> {
  return loadPages(store, await readPages(), readAt);
}

export async function loadPages(
  store: GraphStore,
  pages: readonly BibRecord[][],
  readAt: Date,
): Promise<{ loaded: boolean; articles: number }> {
  const keys = pages.map(([article]) => workKey(article!));
  const held = await store.get('Article', keys);
  if (held.every((article) => article?.status === 'FULL')) return { loaded: false, articles: 0 };
  const batch = buildGraph(pages.flat(), await loadVocabulary(), readAt);
  await store.write(await withSurvivors(store, batch));
  return { loaded: true, articles: batch.articles!.filter(({ record }) => record.status === 'FULL').length };
}
