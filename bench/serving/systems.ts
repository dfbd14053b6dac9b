import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { PeerDatabase } from '../peers/settings.js';
import { OUR_GREETING, startServer, type ServerProcess } from '../server-process.js';
import type { Parameters, Shape } from '../shapes/shape.js';
import type { EventLoopDelay } from './event-loop.js';

/** What is measured: our server on an engine, or a peer beside it. */
export const ENGINES = ['sqlite', 'neo4j'] as const;
export type Engine = (typeof ENGINES)[number];

export interface System {
  name: string;
  about: string;
  engine: Engine;
  /** Peers are what ours is measured by. */
  isPeer: boolean;
  /** Path, and text before and after the variables of a request. */
  request: (shape: Shape) => { path: string; before: string; after: string };
  variables: (shape: Shape, parameters: Parameters) => Record<string, unknown>;
  answer: (shape: Shape, data: unknown) => unknown;
  start: () => Promise<Serving>;
}

/** A system that runs. */
export interface Serving extends ServerProcess {
  /** How late the event loop has come since the last time that this was asked. */
  eventLoopDelay: () => Promise<EventLoopDelay>;
}

const built = (name: string): string => fileURLToPath(new URL(`../${name}.js`, import.meta.url));

async function serving(args: readonly string[], env: NodeJS.ProcessEnv, greeting: RegExp): Promise<Serving> {
  let take: ((delay: EventLoopDelay) => void) | null = null;
  const server = await startServer(
    ['--import', built('serving/event-loop'), ...args],
    { ...env, NODE_ENV: 'production' },
    greeting,
    (text) => take?.(JSON.parse(text) as EventLoopDelay),
  );
  const eventLoopDelay = (): Promise<EventLoopDelay> =>
    new Promise((resolve) => {
      take = resolve;
      process.kill(server.pid, 'SIGUSR2');
    });
  return { ...server, eventLoopDelay };
}

const READY = /^READY (\d+)/m;

type Kind = Pick<System, 'request' | 'variables' | 'answer'>;

function byGraphql(which: 'ours' | 'neo4jGraphql', path: string): Kind {
  return {
    request: (shape) => ({
      path,
      before: `{"query":${JSON.stringify(shape[which].document)},"variables":`,
      after: '}',
    }),
    variables: (shape, parameters) => shape[which].variables(parameters),
    answer: (shape, data) => shape[which].answer(data),
  };
}

/** Answers in the form in which they are compared. */
const BY_HAND: Kind = {
  request: ({ name }) => ({ path: `/${name}`, before: '', after: '' }),
  variables: (_shape, parameters) => parameters,
  answer: (shape, data) => shape.byHand?.(data) ?? data,
};

const MAIN = fileURLToPath(new URL('../../src/cli/main.js', import.meta.url));

/** Refusals of an overloaded server are counted where they arrive. */
const OUR_SETTINGS = { PORT: '0', LOG_LEVEL: 'error' };

export function sqliteSystems(dataDir: string): System[] {
  const env = { ...OUR_SETTINGS, DATA_DIR: dataDir };
  return [
    {
      name: 'meded-graph/sqlite', about: 'MedEd Graph on its embedded database', engine: 'sqlite', isPeer: false,
      ...byGraphql('ours', '/graphql'), start: () => serving([MAIN, 'serve'], env, OUR_GREETING),
    },
    {
      name: 'better-sqlite3', about: 'statements by hand over the same file, behind node:http', engine: 'sqlite', isPeer: true,
      ...BY_HAND, start: () => serving([built('peers/sqlite-handler'), dataDir], {}, READY),
    },
  ]; // prettier-ignore
}

export function neo4jSystems(ours: PeerDatabase, peers: PeerDatabase): System[] {
  const env = ({ uri, user, password, database }: PeerDatabase) => ({ NEO4J_URI: uri, NEO4J_USER: user, NEO4J_PASSWORD: password, NEO4J_DATABASE: database }); // prettier-ignore
  return [
    {
      name: 'meded-graph/neo4j', about: 'MedEd Graph on Neo4j', engine: 'neo4j', isPeer: false,
      ...byGraphql('ours', '/graphql'), start: () => serving([MAIN, 'serve'], { ...OUR_SETTINGS, ...env(ours), DATA_DIR: tmpdir() }, OUR_GREETING),
    },
    {
      name: '@neo4j/graphql', about: '@neo4j/graphql 7 with Apollo on Fastify, the same Neo4j with plain properties', engine: 'neo4j', isPeer: true,
      ...byGraphql('neo4jGraphql', '/graphql'), start: () => serving([built('peers/neo4j-graphql')], env(peers), READY),
    },
    {
      name: 'neo4j-driver', about: 'one Cypher statement by hand for each question, over the same data, behind node:http', engine: 'neo4j', isPeer: true,
      ...BY_HAND, start: () => serving([built('peers/neo4j-driver')], env(peers), READY),
    },
  ]; // prettier-ignore
}
