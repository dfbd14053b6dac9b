import { createReadStream, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { openStore } from '../../src/store/open.js';
import type { StoreSettings } from '../../src/store/settings.js';
import type { StoreDescription } from '../../src/store/description.js';
import { SCHEMA_VERSION } from '../../src/store/sqlite/schema.js';
import { loadPeers } from '../peers/neo4j-load.js';
import type { PeerDatabase } from '../peers/settings.js';
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

/** Of a file, or of all below a folder; a file that goes meanwhile has none. */
function bytesOf(path: string): number {
  const facts = statSync(path, { throwIfNoEntry: false });
  if (!facts?.isDirectory()) return facts?.size ?? 0;
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

/** A Neo4j that runs, over a folder that is kept. */
export interface KeptNeo4j extends PeerDatabase {
  pid: number;
  stop: () => Promise<void>;
}

async function startNeo4j(folder: string): Promise<KeptNeo4j> {
  mkdirSync(folder, { recursive: true });
  // The script is no part of what is built.
  const { startNeo4j } = (await import(new URL('../../../scripts/neo4j-server.mjs', import.meta.url).href)) as {
    startNeo4j(options: { forSpeed: boolean; keep: string }): Promise<KeptNeo4j | { missing: string }>;
  };
  const server = await startNeo4j({ forSpeed: true, keep: folder });
  if ('missing' in server) throw new Error(`There is no Neo4j: ${server.missing}. --engines sqlite leaves it out.`);
  return server;
}

/** What is there, and how to start a server over it. */
interface Kept<T> {
  built: T & { bytes: number };
  start: () => Promise<KeptNeo4j>;
}

/** Where nothing is there, it is written first. */
async function keptNeo4j<T extends object>(
  folder: string,
  isAnew: boolean,
  write: (server: KeptNeo4j) => Promise<T>,
): Promise<Kept<T>> {
  const data = join(folder, 'data');
  const built = await buildOnce(folder, isAnew, async () => {
    const server = await startNeo4j(data);
    const facts = await write(server).finally(() => server.stop());
    // Now all of it is in its files. Beside them, Neo4j keeps its log of transactions for as long as it is set to.
    return { ...facts, bytes: bytesOf(join(data, 'data', 'databases')) };
  });
  const start = async (): Promise<KeptNeo4j> => {
    await readThrough(join(data, 'data', 'databases'));
    return startNeo4j(data);
  };
  return { built, start };
}

/** So that the system has the files in memory, and the first questions are not about how quick the disk is. */
async function readThrough(path: string): Promise<void> {
  if (statSync(path).isDirectory()) for (const name of readdirSync(path)) await readThrough(join(path, name));
  else await finished(createReadStream(path, { highWaterMark: 2 ** 22 }).resume());
}

/** Our engine's Neo4j. One of another layout is refused by the engine itself: `--anew` makes it again. */
export function buildNeo4j(literature: Literature, isAnew: boolean): Promise<Kept<Omit<Built, 'bytes'>>> {
  const folder = join(cacheFolder(literature.size), 'neo4j');
  return keptNeo4j(folder, isAnew, ({ uri, user, password, database }) =>
    writeLiterature({ engine: 'neo4j', uri, user, password, database }, literature),
  );
}

/** That of the peers: the same program with the same settings, in a process of its own. */
export function buildPeers(literature: Literature, isAnew: boolean): Promise<Kept<object>> {
  return keptNeo4j(join(cacheFolder(literature.size), 'neo4j-peers'), isAnew, async (server) => {
    await loadPeers(server, literature);
    return {};
  });
}
