import { isAbsolute, join, resolve } from 'node:path';
import { readAdminToken, readSize } from './admin-settings.js';
import { badSetting } from './errors.js';
import { readMemory, readSwitch } from './serving-settings.js';
import { readHarvestSettings } from './harvest/read-settings.js';
import type { HarvestSettings } from './harvest/settings.js';
import type { StoreSettings } from './store/settings.js';

/**
 * Settings from the environment: read once, checked one concern after the other, frozen. An empty value
 * counts as unset. A value that cannot be used is a `CodedError` BAD_SETTING whose one sentence names the
 * setting, what was given (never a password or token) and what is expected.
 */
export const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export interface Config {
  /** Address to listen on: 127.0.0.1 for this machine alone, 0.0.0.0 for a container or a network. */
  readonly host: string;
  /** TCP port; 0 lets the system choose a free one. */
  readonly port: number;
  readonly logLevel: LogLevel;
  readonly store: Readonly<StoreSettings>;
  /** Token of those who may change the graph through the server; null: nobody may. */
  readonly adminToken: string | null;
  /** Files that were uploaded to be imported: where they wait, and how large one may be. */
  readonly uploads: Readonly<UploadSettings>;
  /** Bytes of memory that an analysis of the whole graph may take. */
  readonly analysisMemory: number;
  /** Bytes of memory for the citations that walks go along (0: none). */
  readonly citationMemory: number;
  /** File in which these are kept for the next start; null: none. */
  readonly citationFile: string | null;
  /** Shortcuts of the server: whether queries that come again are compiled, and bytes of answers that are kept (0: none). */
  readonly fastPath: Readonly<{ compiled: boolean; answerMemory: number }>;
  /** Bytes that the embedded database may keep for searches; 0: none. */
  readonly searchMemory: number;
}

export interface UploadSettings {
  folder: string;
  maxBytes: number;
}

export type Environment = Readonly<Record<string, string | undefined>>;

export const DEFAULTS = {
  HOST: '127.0.0.1',
  PORT: '4000',
  DATA_DIR: './data',
  NEO4J_USER: 'neo4j',
  NEO4J_DATABASE: 'neo4j',
  LOG_LEVEL: 'warn',
  UPLOAD_LIMIT: '2GiB',
  ANALYSIS_MEMORY: '1GiB',
  ANSWER_MEMORY: '32MiB',
  CITATION_MEMORY: '256MiB',
  CITATION_FILE: 'on',
  SEARCH_MEMORY: '48MiB',
  COMPILED_QUERIES: 'on',
} as const;

/** `overrides` are options of the command line, under the names of the settings that they replace. */
export function readConfig(overrides: Environment = {}, environment: Environment = process.env): Config {
  const chosen = Object.entries(overrides).filter(([, value]) => value !== undefined);
  const env = { ...environment, ...Object.fromEntries(chosen) };
  refuseLookAlikes(env);
  return Object.freeze({
    host: readHost(env),
    port: readPort(env),
    logLevel: readLogLevel(env),
    store: Object.freeze(given(env, 'NEO4J_URI') ? readNeo4j(env) : readSqlite(env)),
    adminToken: readAdminToken(given(env, 'ADMIN_TOKEN')),
    uploads: Object.freeze({
      folder: join(dataDir(env), 'uploads'),
      maxBytes: readSize('UPLOAD_LIMIT', withDefault(env, 'UPLOAD_LIMIT')),
    }),
    analysisMemory: readSize('ANALYSIS_MEMORY', withDefault(env, 'ANALYSIS_MEMORY')),
    citationMemory: readMemory('CITATION_MEMORY', withDefault(env, 'CITATION_MEMORY')),
    citationFile: readSwitch('CITATION_FILE', withDefault(env, 'CITATION_FILE')) ? citationFile(env) : null,
    fastPath: Object.freeze({
      compiled: readSwitch('COMPILED_QUERIES', withDefault(env, 'COMPILED_QUERIES')),
      answerMemory: readMemory('ANSWER_MEMORY', withDefault(env, 'ANSWER_MEMORY')),
    }),
    searchMemory: readMemory('SEARCH_MEMORY', withDefault(env, 'SEARCH_MEMORY')),
  });
}

/** What a process that works for this one gets of the environment: all but the token, which it has no use for. */
export function environmentOfWorkers(environment: Environment = process.env): Record<string, string | undefined> {
  return { ...environment, ADMIN_TOKEN: undefined };
}

/** Settings of the harvest, which no other command needs: a wrong one must not keep the server from starting. */
export function readHarvestConfig(overrides: Environment = {}, environment: Environment = process.env): HarvestSettings {
  const chosen = Object.entries(overrides).filter(([, value]) => value !== undefined);
  const env = { ...environment, ...Object.fromEntries(chosen) };
  return readHarvestSettings((name) => given(env, name), withDefault(env, 'DATA_DIR'));
}

/** Whether a terminal may be written to in colours: not with NO_COLOR (no-color.org), nor where it can show none. */
export function wantsColour(environment: Environment = process.env): boolean {
  return !environment['NO_COLOR'] && environment['TERM'] !== 'dumb';
}

function given(env: Environment, name: string): string | undefined {
  const value = env[name]?.trim();
  return value === '' ? undefined : value;
}

const withDefault = (env: Environment, name: keyof typeof DEFAULTS): string => given(env, name) ?? DEFAULTS[name];

function readHost(env: Environment): string {
  const host = withDefault(env, 'HOST');
  if (/[\s/@]/.test(host) || /^[^:]+:\d+$/.test(host)) {
    throw badSetting(
      `HOST is "${host}", but must be an address or host name alone, such as 127.0.0.1 or 0.0.0.0, without http:// and port.`,
    );
  }
  return host.replace(/^\[(.*)\]$/, '$1');
}

function readPort(env: Environment): number {
  const text = withDefault(env, 'PORT');
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (!(port <= 65535)) {
    throw badSetting(`PORT is "${text}", but must be a whole number from 0 to 65535 (0: any free port).`);
  }
  return port;
}

function readLogLevel(env: Environment): LogLevel {
  const text = withDefault(env, 'LOG_LEVEL').toLowerCase();
  const level = LOG_LEVELS.find((name) => name === text);
  if (!level) throw badSetting(`LOG_LEVEL is "${text}", but must be one of ${LOG_LEVELS.join(', ')}.`);
  return level;
}

function dataDir(env: Environment): string {
  const folder = withDefault(env, 'DATA_DIR');
  return isAbsolute(folder) ? folder : resolve(folder);
}

/** One for each engine that the folder may serve. */
const citationFile = (env: Environment): string =>
  join(dataDir(env), `citations-${given(env, 'NEO4J_URI') ? 'neo4j' : 'sqlite'}.cache`);

const readSqlite = (env: Environment): StoreSettings => ({ engine: 'sqlite', dataDir: dataDir(env) });

const NEO4J_SCHEMES = ['neo4j', 'neo4j+s', 'neo4j+ssc', 'bolt', 'bolt+s', 'bolt+ssc'];

function readNeo4j(env: Environment): StoreSettings {
  return {
    engine: 'neo4j',
    uri: readNeo4jUri(given(env, 'NEO4J_URI')!),
    user: withDefault(env, 'NEO4J_USER'),
    password: readNeo4jPassword(env),
    database: readNeo4jDatabase(env),
  };
}

function readNeo4jUri(uri: string): string {
  const shown = uri.replace(/\/\/[^/]*@/, '//…@');
  const expected = `must look like neo4j://localhost:7687 (${NEO4J_SCHEMES.join(', ')})`;
  if (!URL.canParse(uri)) throw badSetting(`NEO4J_URI is "${shown}", but ${expected}.`);
  const url = new URL(uri);
  if (url.username !== '' || url.password !== '') {
    throw badSetting(`NEO4J_URI is "${shown}" with a user in it; give that as NEO4J_USER and NEO4J_PASSWORD instead.`);
  }
  if (!NEO4J_SCHEMES.includes(url.protocol.slice(0, -1)) || url.hostname === '') {
    throw badSetting(`NEO4J_URI is "${shown}", but ${expected}; http:// is Neo4j's web page, not its database port.`);
  }
  return uri;
}

/** The one value that is not trimmed: blanks may belong to a password. */
function readNeo4jPassword(env: Environment): string {
  const password = env['NEO4J_PASSWORD'];
  if (!password) throw badSetting('NEO4J_URI is set, but NEO4J_PASSWORD is not; set it to the password of NEO4J_USER.');
  return password;
}

function readNeo4jDatabase(env: Environment): string {
  const name = withDefault(env, 'NEO4J_DATABASE');
  if (!/^[a-z][a-z0-9.-]{2,62}$/i.test(name)) {
    throw badSetting(
      `NEO4J_DATABASE is "${name}", but must be a database name: 3 to 63 letters, digits, dots and dashes, beginning with a letter.`,
    );
  }
  return name;
}

/** Names that other tools use for the same things: silently ignored they would start the wrong engine or user. */
const LOOK_ALIKES = { NEO4J_URL: 'NEO4J_URI', NEO4J_USERNAME: 'NEO4J_USER', NEO4J_PASS: 'NEO4J_PASSWORD' } as const;

function refuseLookAlikes(env: Environment): void {
  for (const [wrong, right] of Object.entries(LOOK_ALIKES)) {
    if (given(env, wrong) && !given(env, right)) throw badSetting(`${wrong} is set, but the setting is called ${right}.`);
  }
}
