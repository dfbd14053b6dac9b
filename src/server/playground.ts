import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { PACKAGE_ROOT } from '../root.js';

/** Where scripts/build-playground.mjs puts the bundle. */
export const PLAYGROUND_FOLDER = join(PACKAGE_ROOT, 'dist', 'playground');

/**
 * Everything comes from this server: scripts, workers, fonts, styles. No inline script is allowed. Styles are,
 * because the Monaco editor writes `<style>` elements for its colours and sets style attributes.
 */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const NOT_BUILT = 'The playground is not built. Run `npm run build` once, then start the server again.';

/** GraphiQL at `/` and `/playground`, its files below `/playground/`. */
export async function addPlayground(app: FastifyInstance, folder = PLAYGROUND_FOLDER): Promise<void> {
  const index = join(folder, 'index.html');
  if (!existsSync(index)) {
    for (const url of ['/', '/playground']) app.get(url, (_request, reply) => reply.code(404).type('text/plain').send(NOT_BUILT));
    return;
  }
  const page = readFileSync(index);
  for (const url of ['/', '/playground']) {
    app.get(url, (_request, reply) =>
      reply
        .headers({ 'content-security-policy': PAGE_POLICY, 'cache-control': 'no-cache' })
        .type('text/html; charset=utf-8')
        .send(page),
    );
  }
  await app.register(fastifyStatic, {
    root: folder,
    prefix: '/playground/',
    // Only the files that are there now: no path from outside is ever looked up on disk.
    wildcard: false,
    index: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply) => {
      // A worker runs under the policy of its own file.
      reply.setHeader('content-security-policy', PAGE_POLICY);
      reply.setHeader('cache-control', 'no-cache');
    },
  });
}
