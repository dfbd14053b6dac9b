import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CodedError, badInput } from '../errors.js';
import { formatById } from '../import/index.js';
import { cleanText } from '../import/input.js';
import type { JobQueue } from '../jobs/queue.js';
import type { Spool } from '../jobs/spool.js';
import type { TokenCheck } from './token.js';

/** An upload of which nothing arrives for so long is cut off. */
const SILENCE_MS = 60_000;
/** A sender that was refused has so long to notice, before the connection is cut. */
const LINGER_MS = 5_000;
const MAX_NAME = 255;

const HOW = '`curl -T FILE -H "Authorization: Bearer $ADMIN_TOKEN" …/imports/` does that.';

export const isUpload = (url: string): boolean => /^\/imports(?:[/?]|$)/.test(url);

export interface UploadParts {
  tokens: TokenCheck;
  jobs: JobQueue;
  spool: Spool;
  /** Aborted when the server cannot wait any longer. */
  signal: AbortSignal;
}

/** `POST /imports` and `PUT /imports/NAME`: the file is the body as it is, of any type. Both answer 202 with the job. */
export async function addUploads(app: FastifyInstance, parts: UploadParts): Promise<void> {
  await app.register(async (own) => {
    own.removeAllContentTypeParsers();
    // The body is left where it is: the handler reads it as a stream.
    own.addContentTypeParser('*', (_request, _payload, done) => done(null));
    own.addHook('onRequest', async (request) => parts.tokens.require(request.headers.authorization, request.ip));
    own.addHook('onResponse', async (request) => linger(request));
    const handler = (request: FastifyRequest, reply: FastifyReply) => upload(request, reply, parts);
    own.route({ method: ['POST', 'PUT'], url: '/imports', handler });
    own.route({ method: ['POST', 'PUT'], url: '/imports/:name', handler });
  });
}

async function upload(request: FastifyRequest, reply: FastifyReply, { jobs, spool, signal }: UploadParts): Promise<FastifyReply> {
  const about = aboutFile(request);
  const declared = Number(request.headers['content-length'] ?? 0);
  if (/^multipart\//i.test(request.headers['content-type'] ?? ''))
    throw badInput(`Send the file itself as the body, not a form. ${HOW}`);
  await spool.expect(declared);
  request.raw.setTimeout(SILENCE_MS);
  try {
    const { id, status, fileName, format, bytes } = await jobs.receive(request.raw, about, signal);
    return reply.code(202).header('cache-control', 'no-store').send({ id, status, fileName, format, bytes });
  } catch (error) {
    if (error instanceof CodedError && error.code === 'STORAGE_FULL')
      request.log.warn({ requestId: request.id, cause: error.cause }, error.message);
    throw signal.aborted ? new CodedError('OVERLOADED', 'The server is stopping; send the file again when it is back.') : error;
  } finally {
    request.raw.socket.setTimeout(0);
  }
}

/** `?format=` and `?name=`, or the name in the path. */
function aboutFile({ query, params }: FastifyRequest): { fileName: string; format: string | null } {
  const given = { ...(query as Record<string, unknown>), ...(params as Record<string, unknown>) };
  for (const name of ['format', 'name']) if (Array.isArray(given[name])) throw badInput(`\`${name}\` is given more than once.`);
  const format = given['format'] ? formatById(String(given['format'])).id : null;
  const fileName = fileNameOf(String(given['name'] ?? ''));
  return { fileName, format };
}

/** The last part of a path, fit to be shown. It names nothing on this server's disk. */
export function fileNameOf(text: string): string {
  const name = cleanText(text.split(/[/\\]/).at(-1)!);
  if (name.length > MAX_NAME)
    throw badInput(`The name of the file has ${name.length} characters; at most ${MAX_NAME} are allowed.`);
  return name === '' ? 'upload' : name;
}

/** What still arrives of a refused upload is thrown away for a while, so that its sender sees the answer. */
function linger({ raw }: FastifyRequest): void {
  if (raw.complete || raw.destroyed) return;
  raw.resume();
  setTimeout(() => void (raw.complete || raw.socket.destroy()), LINGER_MS).unref();
}
