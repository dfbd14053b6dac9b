import type { FastifyInstance } from 'fastify';
import type { GraphStore } from '../store/store.js';

/** Readiness answers within this time, also when the database hangs. */
const READY_MS = 1_500;

/**
 * `/healthz`: the process answers. `/readyz`: the store answers a real query, and the server is not about to stop;
 * else 503 with `Retry-After`. Neither may be cached. When the server stops, its port closes at once: a refused
 * connection is then the signal, and 503 for those who still have one open.
 */
export function addHealth(app: FastifyInstance, store: GraphStore, isStopping: () => boolean): void {
  app.get('/healthz', (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'ok' }));

  app.get('/readyz', async (request, reply) => {
    reply.header('cache-control', 'no-store');
    try {
      if (isStopping()) throw new Error('stopping');
      const { dataVersion, lastChangedAt, counts, engine } = await within(READY_MS, store.describe());
      return { status: 'ready', engine: engine.name, dataVersion, lastChangedAt, articles: counts.articles };
    } catch (error) {
      const status = isStopping() ? 'stopping' : 'store unavailable';
      if (status !== 'stopping') request.log.warn({ err: error }, 'not ready');
      return reply.code(503).header('retry-after', '5').send({ status });
    }
  });
}

function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
