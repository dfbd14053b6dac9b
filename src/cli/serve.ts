import type { AddressInfo } from 'node:net';
import { DEFAULTS, readConfig, type Config } from '../config.js';
import { badSetting } from '../errors.js';
import { loadSeed } from '../intake/seed.js';
import { inChildProcess } from '../jobs/child.js';
import type { Server } from '../server/app.js';
import { prepareForServing } from '../long-work.js';
import { openStore } from '../store/open.js';
import type { StoreDescription } from '../store/description.js';
import type { GraphStore } from '../store/store.js';
import type { Command } from './command.js';
import { onStopSignals } from './signals.js';
import { STORE_OPTIONS } from './store.js';

export const serve: Command = {
  name: 'serve',
  summary: 'Start the GraphQL server with its playground.',
  options: {
    host: { value: 'ADDRESS', about: `Address to listen on (HOST, default ${DEFAULTS.HOST}; 0.0.0.0 for all networks).` },
    port: { value: 'NUMBER', about: `Port to listen on (PORT, default ${DEFAULTS.PORT}; 0 for any free one).` },
    ...STORE_OPTIONS,
  },
  notes: [
    'Settings are environment variables; an option goes before its variable. With NEO4J_URI (and NEO4J_USER,',
    'NEO4J_PASSWORD, NEO4J_DATABASE) the graph is kept in Neo4j 5 instead of the embedded database.',
    'LOG_LEVEL is silent, error, warn (default), info or debug. With ADMIN_TOKEN (32 characters or more) those who send it can',
    `change the graph; UPLOAD_LIMIT (default ${DEFAULTS.UPLOAD_LIMIT}) is the largest file that they can send.`,
    `ANALYSIS_MEMORY (default ${DEFAULTS.ANALYSIS_MEMORY}) is the memory that an analysis of the whole graph may take.`,
    `ANSWER_MEMORY (default ${DEFAULTS.ANSWER_MEMORY}; off for none) is kept for answers that are asked for again while the data stays as it is;`,
    `CITATION_MEMORY (default ${DEFAULTS.CITATION_MEMORY}; off for none) may be taken by citations and topics, for walks, lists and facets;`,
    `CITATION_FILE=off does not keep these in a file of the data folder, from which they are read soon after a start;`,
    `SEARCH_MEMORY (default ${DEFAULTS.SEARCH_MEMORY}; off for none) is what the embedded database may keep to answer searches quickly;`,
    'COMPILED_QUERIES=off leaves queries that come again to Apollo, too.',
  ],
  examples: [
    'meded-graph serve',
    'meded-graph serve --port 8080 --data-dir /var/lib/meded-graph',
    'NEO4J_URI=neo4j://localhost:7687 NEO4J_PASSWORD=… meded-graph serve',
  ],
  async run(given) {
    // Not above: no other command needs the server, and loading it takes half a second.
    const { createServer } = await import('../server/app.js');
    prepareForServing();
    const config = readConfig({ HOST: given.text('host'), PORT: given.text('port'), DATA_DIR: given.text('data-dir') });
    const store = await openStore(config.store, { searchMemory: config.searchMemory });
    try {
      await loadSeed(store);
      const { logLevel, adminToken, uploads, analysisMemory, citationMemory, citationFile, fastPath } = config;
      const server = await createServer({
        store,
        logLevel,
        adminToken,
        uploads,
        analysisMemory,
        citationMemory,
        citationFile,
        fastPath,
        run: inChildProcess(config.store),
      });
      await listen(server, config);
      stopOnSignals(server, store);
      console.log(greeting(config, (server.app.server.address() as AddressInfo).port, await store.describe()));
    } catch (error) {
      await store.close();
      throw error;
    }
  },
};

async function listen(server: Server, { host, port }: Config): Promise<void> {
  try {
    await server.listen(host, port);
  } catch (error) {
    switch ((error as NodeJS.ErrnoException).code) {
      case 'EADDRINUSE':
        throw badSetting(`Port ${port} on ${host} is in use; stop the program that has it, or set PORT to another number.`);
      case 'EACCES':
        throw badSetting(`Port ${port} on ${host} may not be opened by this user; set PORT to a number from 1024 on.`);
      case 'EADDRNOTAVAIL':
      case 'ENOTFOUND':
      case 'EAI_AGAIN':
        throw badSetting(`HOST is "${host}", which is no address of this machine; try 127.0.0.1 or 0.0.0.0.`);
      default:
        throw error;
    }
  }
}

function greeting({ host, store }: Config, port: number, { counts, engine }: StoreDescription): string {
  const shown = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  const url = `http://${shown}:${port}`;
  const { articles, authors, journals, topics, citations } = counts;
  const place = store.engine === 'sqlite' ? `data in ${store.dataDir}` : `at ${store.uri}`;
  return [
    'MedEd Graph is running.',
    '',
    `  Playground  ${url}/`,
    `  GraphQL     ${url}/graphql`,
    `  Graph       ${articles} articles, ${authors} authors, ${journals} journals, ${topics} topics, ${citations} citations`,
    `  Engine      ${engine.name} ${engine.version}, ${place}`,
    '',
    'Ctrl-C stops it.',
  ].join('\n');
}

/** Requests have 10 s to finish; what hangs longer than this ends with the process. */
const HARD_STOP_MS = 12_000;

/** The first signal ends the server when all that was accepted is answered; a second one ends it at once. */
function stopOnSignals(server: Server, store: GraphStore): void {
  const stop = async () => {
    setTimeout(() => process.exit(1), HARD_STOP_MS).unref();
    await server.stop();
    await store.close();
    process.exit(0);
  };
  onStopSignals(
    () => void stop(),
    () => process.exit(1),
  );
}
