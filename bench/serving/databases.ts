import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../src/store/open.js';
import type { StoreSettings } from '../../src/store/settings.js';
import type { StoreDescription } from '../../src/store/store.js';
import { SCHEMA_VERSION } from '../../src/store/sqlite/schema.js';
import { GENERATOR_VERSION, type Literature, type LiteratureSize } from './literature.js';

/** How a database came to be: kept beside it, for it is made once. */
export interface Built {
  seconds: number;
  articlesPerSecond: number;
  counts: StoreDescription['counts'];
  bytes: number;
}

/** Databases are kept here, one folder for each size and version of the generator. */
export function cacheFolder({ articles, citations, authorships, seed }: LiteratureSize): string {
  return join(tmpdir(), 'meded-bench-serving', `v${GENERATOR_VERSION}-${articles}-${citations}-${authorships}-seed${seed}`);
}

export const sqliteFolder = (size: LiteratureSize): string => join(cacheFolder(size), `sqlite-layout${SCHEMA_VERSION}`);

export function bytesOf(path: string): number {
  if (!statSync(path).isDirectory()) return statSync(path).size;
  return readdirSync(path).reduce((sum, name) => sum + bytesOf(join(path, name)), 0);
}

/** Makes what stands in the folder, unless it is whole already: the file that tells how it went is written last. */
export async function buildOnce<T>(folder: string, isAnew: boolean, build: () => Promise<T>): Promise<T> {
  const file = join(folder, 'built.json');
  if (existsSync(file) && !isAnew) return JSON.parse(readFileSync(file, 'utf8')) as T;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const built = await build();
  writeFileSync(file, JSON.stringify(built));
  return built;
}

/** Writes all of it through the port: what an import ends with, without the finding out of who is who. */
export async function writeLiterature(settings: StoreSettings, literature: Literature): Promise<Omit<Built, 'bytes'>> {
  const store = await openStore(settings);
  try {
    const began = performance.now();
    await store.write({ journals: [...literature.journals()], topics: [...literature.allTopics()] });
    let done = 0;
    for (const { authors, articles } of literature.blocks()) {
      await store.write({ authors, articles });
      done += articles.length;
      if (done % 20_000 === 0) process.stderr.write(`  ${settings.engine}: ${done} works written\n`);
    }
    const seconds = (performance.now() - began) / 1000;
    return { seconds, articlesPerSecond: done / seconds, counts: (await store.describe()).counts };
  } finally {
    await store.close();
  }
}

export function buildSqlite(literature: Literature, isAnew: boolean): Promise<Built> {
  const dataDir = sqliteFolder(literature.size);
  return buildOnce(dataDir, isAnew, async () => {
    const built = await writeLiterature({ engine: 'sqlite', dataDir }, literature);
    return { ...built, bytes: bytesOf(dataDir) };
  });
}
