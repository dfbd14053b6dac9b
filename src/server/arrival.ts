import type { FastifyReply, FastifyRequest } from 'fastify';

/** Milliseconds within which a body has to arrive, so that half-open requests do not pile up. */
export const ARRIVAL_MS = 30_000;

const TIMEOUT = 'HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';

const hasBody = ({ headers }: FastifyRequest): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/**
 * Cuts off a request whose body has not arrived in time. Node's own time limit holds for a whole server, and a large
 * upload may take as long as it needs (see upload.ts).
 */
export function holdArrival(request: FastifyRequest, reply: FastifyReply, ms: number): void {
  if (!hasBody(request)) return;
  const { raw } = request;
  const timer = setTimeout(() => {
    if (!raw.complete) raw.socket.end(TIMEOUT, () => raw.socket.destroy());
  }, ms).unref();
  const done = () => clearTimeout(timer);
  raw.once('end', done);
  reply.raw.once('close', done);
}
