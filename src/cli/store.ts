import { DEFAULTS, readConfig, type Config } from '../config.js';
import { isThere, openStore, withScratchStore } from '../store/open.js';
import type { OpenOptions } from '../store/settings.js';
import type { GraphStore } from '../store/store.js';
import type { Given, OptionSpec } from './command.js';

/** Which graph a command works on: an option of every command. */
export const STORE_OPTIONS: Readonly<Record<'data-dir', OptionSpec>> = {
  'data-dir': { value: 'FOLDER', about: `Folder of the embedded database (DATA_DIR, default ${DEFAULTS.DATA_DIR}).` },
};

export const JSON_OPTION: Readonly<Record<'json', OptionSpec>> = {
  json: { about: 'Answer with one JSON object on standard output, for scripts.' },
};

/** Line of the help about the other engine. */
export const STORE_NOTE = 'With NEO4J_URI (and NEO4J_USER, NEO4J_PASSWORD, NEO4J_DATABASE) the graph is the one in that Neo4j.';

/** For commands that write much. */
export const WRITES_MUCH: OpenOptions = { writesMuch: true };

/**
 * Opens the graph, works, and closes it, however the work ends.
 *
 * @param options `onTrial`: for work that writes nothing; a graph that is not there is not made, an empty one stands in for it
 */
export async function withStore<T>(
  given: Given,
  work: (store: GraphStore, config: Config) => Promise<T>,
  { onTrial = false, ...options }: OpenOptions & { onTrial?: boolean } = {},
): Promise<T> {
  const config = readConfig({ DATA_DIR: given.text('data-dir') });
  if (onTrial && !(await isThere(config.store))) return withScratchStore((store) => work(store, config));
  const store = await openStore(config.store, options);
  try {
    return await work(store, config);
  } finally {
    await store.close();
  }
}
