import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import cors from '@fastify/cors';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { LogLevel, UploadSettings } from '../config.js';
import { CodedError } from '../errors.js';
import { JobQueue } from '../jobs/queue.js';
import { Spool } from '../jobs/spool.js';
import { inThisProcess, type RunTask } from '../jobs/tasks.js';
import { createSchema } from '../resolvers/schema.js';
import { CitationFile } from '../snapshot/citation-file.js';
import { Snapshots } from '../snapshot/snapshots.js';
import type { GraphStore } from '../store/store.js';
import { addAnalysesPage } from './analyses-page.js';
import { ARRIVAL_MS, holdArrival } from './arrival.js';
import { RETRY_AFTER, STATUS, errorBody, maskedBody } from './errors.js';
import { FastPath, type FastPathSettings } from './fast-path.js';
import { Gate } from './gate.js';
import { addGraphql, createApollo } from './graphql.js';
import { addHealth } from './health.js';
import { LIMITS } from './limits.js';
import { addPlayground } from './playground.js';
import { TokenCheck } from './token.js';
import { addUploads, isUpload } from './upload.js';

export interface ServerOptions {
  store: GraphStore;
  logLevel: LogLevel;
  uploads: UploadSettings;
  /** Bytes of memory that an analysis of the whole graph may take. */
  analysisMemory: number;
  /** Bytes of memory for the citations that walks go along (0: none). */
  citationMemory: number;
  /** File in which these are kept for the next start; none unless given. */
  citationFile?: string | null;
  fastPath: FastPathSettings;
  /** Token of those who may change the graph; nobody may unless given. */
  adminToken?: string | null;
  /** Runs what changes the graph: in this process unless given. */
  run?: RunTask;
  /** Where log lines go; the error output unless given. */
  log?: { write(line: string): unknown };
  /** Another schema than the product's, over the same context. */
  schema?: GraphQLSchema;
  /** Another deadline for an operation than the usual one. */
  operationMs?: number;
  /** Another time within which a body has to arrive. */
  arrivalMs?: number;
}

export interface Server {
  app: FastifyInstance;
  /** Begins to listen and tells the address, such as `http://127.0.0.1:4000`. */
  listen(host: string, port: number): Promise<string>;
  /** Takes no new request, lets those accepted finish (10 s at most), then resolves. The store stays open. */
  stop(): Promise<void>;
}

/** Characters of a part of an address: more than any name of a file has, for which uploads have a limit and words of their own. */
const MAX_PATH_PART = 4_096;
/** How long an upload may still arrive when the server stops. */
const LAST_ARRIVALS_MS = 5_000;

export async function createServer(options: ServerOptions): Promise<Server> {
  const { store, uploads, schema = createSchema(), run = inThisProcess(store), operationMs = LIMITS.operationMs } = options;
  let stopping = false;
  const app = createApp(options);
  const tokens = new TokenCheck(options.adminToken ?? null);
  const spool = new Spool(uploads.folder, uploads.maxBytes);
  const { analysisMemory, citationMemory, citationFile } = options;
  const snapshots = new Snapshots(store, analysisMemory, citationMemory, citationFile ? new CitationFile(citationFile) : null);
  const jobs = new JobQueue({ store, run, spool, log: app.log });
  const cutUploads = new AbortController();
  // Reading from any origin is allowed, never with credentials: there is nothing to steal and no cookie.
  await app.register(cors, {
    origin: '*',
    methods: ['GET', 'POST'],
    exposedHeaders: ['retry-after', 'x-request-id'],
    maxAge: 86_400,
  });
  const fast = new FastPath(schema, store, options.fastPath);
  const apollo = createApollo(schema, app);
  await apollo.start();
  const around = { store, snapshots, gate: new Gate(), tokens, run, jobs, operationMs };
  addGraphql(app, { apollo, fast, schema, around });
  await addUploads(app, { tokens, jobs, spool, signal: cutUploads.signal });
  addHealth(app, store, () => stopping);
  await addPlayground(app);
  addAnalysesPage(app);
  await jobs.open();

  return {
    app,
    listen: (host, port) => app.listen({ host, port }),
    async stop() {
      stopping = true;
      const stopped = jobs.close();
      const cut = setTimeout(() => cutUploads.abort(), LAST_ARRIVALS_MS);
      await apollo.stop();
      await app.close();
      clearTimeout(cut);
      await snapshots.end();
      await stopped;
    },
  };
}

function createApp({ logLevel, log = process.stderr, arrivalMs = ARRIVAL_MS }: ServerOptions): FastifyInstance {
  const app = Fastify({
    logger: { level: logLevel, stream: log },
    genReqId: () => randomUUID(),
    bodyLimit: LIMITS.bodyBytes,
    routerOptions: { maxParamLength: MAX_PATH_PART },
    frameworkErrors: handleError,
  });
  app.server.headersTimeout = ARRIVAL_MS;
  // Forms and plain text are what a page of another origin can send without asking; only uploads, which need the token, take them.
  app.removeContentTypeParser('text/plain');
  readJsonAsUtf8(app);
  app.addHook('onRequest', async (request, reply) => {
    if (!isUpload(request.url)) holdArrival(request, reply, arrivalMs);
  });
  app.addHook('onSend', async (request, reply) => addHeaders(request, reply));
  app.setErrorHandler(handleError);
  app.setNotFoundHandler(handleMiss);
  return app;
}

/** JSON is UTF-8. Bytes that are not would become marks of broken text, which nothing finds and some mutations keep. */
function readJsonAsUtf8(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    if (isUtf8(body)) return parse(request, body.toString(), done);
    done(Object.assign(new Error('its body is not UTF-8, in which JSON is written'), { statusCode: 400 }));
  });
}

async function addHeaders(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  reply.headers({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'x-request-id': request.id });
  if (!reply.hasHeader('content-security-policy')) {
    reply.header('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
  }
}

/** Errors that arise before GraphQL or around it: a body that is no JSON or too large, a deadline, too many requests. */
function handleError(error: FastifyError | CodedError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error instanceof CodedError && error.code !== 'INTERNAL_SERVER_ERROR') {
    const retryAfter = RETRY_AFTER[error.code];
    if (retryAfter) reply.header('retry-after', retryAfter);
    if (error.code === 'UNAUTHENTICATED') reply.header('www-authenticate', 'Bearer');
    return reply.code(STATUS[error.code] ?? 500).send(errorBody(error.code, error.message));
  }
  const status = 'statusCode' in error ? (error.statusCode ?? 500) : 500;
  if (status >= 400 && status < 500) return reply.code(status).send(errorBody('BAD_REQUEST', requestProblem(error, status)));
  request.log.error({ requestId: request.id, err: error }, 'internal error');
  return reply.code(500).send(maskedBody(request.id));
}

function requestProblem(error: Error, status: number): string {
  if (status === 413) return `The request body is larger than ${LIMITS.bodyBytes / 1024} KiB, which is the limit.`;
  if (status === 415) return 'The request body must be JSON, sent with `Content-Type: application/json`.';
  if (status === 414) return `A part of the address is longer than ${MAX_PATH_PART} characters, which is the limit.`;
  return `The request cannot be read: ${error.message}.`.replace(/\.+$/, '.');
}

function handleMiss(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const path = request.url.split('?', 1)[0]!.slice(0, 100);
  const message = `There is nothing at ${request.method} ${path}. GraphQL is at /graphql, the playground at /, the analyses at /analyses, the schema at /schema.graphql; files to import are sent to /imports.`;
  return reply.code(404).send(errorBody('NOT_FOUND', message));
}
