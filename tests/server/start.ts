import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSeed } from '../../src/intake/seed.js';
import { createSchema } from '../../src/resolvers/schema.js';
import { createServer, type Server, type ServerOptions } from '../../src/server/app.js';
import { openStore } from '../../src/store/open.js';
import type { GraphStore } from '../../src/store/store.js';

export interface StartedServer {
  server: Server;
  store: GraphStore;
  /** Where uploaded files wait. */
  uploads: string;
  /** Address without a path. */
  url: string;
  /** Lines of the log, as JSON. */
  log: Record<string, unknown>[];
  /** Posts a document and reads the answer. */
  ask(query: string, variables?: object, headers?: Record<string, string>): Promise<Answer>;
  stop(): Promise<void>;
}

export interface Answer {
  status: number;
  headers: Headers;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers of any query
  body: any;
}

export interface StartOptions extends Partial<Omit<ServerOptions, 'uploads'>> {
  /** Bytes of the largest upload. */
  maxUpload?: number;
}

/** One for all servers of a file: none of them changes it, and making it is most of what starting a server takes. */
const schema = createSchema();

/** The server on a free port, over the seed graph in an embedded store of its own. */
export async function startServer({ maxUpload = 100 * 2 ** 20, ...options }: StartOptions = {}): Promise<StartedServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'meded-server-'));
  const store = await openStore({ engine: 'sqlite', dataDir });
  await loadSeed(store);
  const log: Record<string, unknown>[] = [];
  const server = await createServer({
    store,
    logLevel: 'warn',
    uploads: { folder: join(dataDir, 'uploads'), maxBytes: maxUpload },
    analysisMemory: 2 ** 30,
    citationMemory: 2 ** 26,
    fastPath: { compiled: true, answerMemory: 2 ** 25 },
    log: { write: (line) => log.push(JSON.parse(line)) },
    schema,
    ...options,
  });
  const url = await server.listen('127.0.0.1', 0);
  return {
    server,
    store,
    uploads: join(dataDir, 'uploads'),
    url,
    log,
    async ask(query, variables, headers) {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query, variables }),
      });
      return { status: response.status, headers: response.headers, body: await response.json() };
    },
    async stop() {
      await server.stop();
      await store.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
