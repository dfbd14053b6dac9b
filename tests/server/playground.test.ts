import { request, type IncomingHttpHeaders } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { recipes } from '../documents.js';
import { startServer, type StartedServer } from './start.js';

let at: StartedServer;
beforeAll(async () => {
  at = await startServer();
});
afterAll(() => at.stop());

async function get(path: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${at.url}${path}`, { headers });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** A request just as it is written: fetch() tidies paths up, and asks for a fresh copy beside a condition. */
function raw(path: string, headers: Record<string, string> = {}) {
  return new Promise<{ status?: number; headers: IncomingHttpHeaders; text: string }>((resolve, reject) => {
    const { hostname, port } = new URL(at.url);
    request({ hostname, port, path, headers, agent: false }, (response) => {
      let text = '';
      response.on('data', (chunk) => (text += chunk));
      response.once('end', () => resolve({ status: response.statusCode, headers: response.headers, text }));
    })
      .once('error', reject)
      .end();
  });
}

/** What a page or style sheet makes a browser load. */
const loads = (text: string) =>
  [...text.matchAll(/(?:src|href)="([^"]+)"|url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)/g)].map((m) => m[1] ?? m[2] ?? m[3]!);

describe('the playground', () => {
  test.each(['/', '/playground'])(
    '%s is the page, under a policy that allows no inline script and no other host',
    async (path) => {
      const { status, headers, text } = await get(path);
      expect([status, headers.get('content-type'), headers.get('x-content-type-options')]).toEqual([
        200,
        'text/html; charset=utf-8',
        'nosniff',
      ]);
      const policy = Object.fromEntries(
        headers
          .get('content-security-policy')!
          .split('; ')
          .map((part) => [part.slice(0, part.indexOf(' ')), part.slice(part.indexOf(' ') + 1)]),
      );
      expect(policy).toMatchObject({
        'default-src': "'none'",
        'script-src': "'self'",
        'worker-src': "'self'",
        'connect-src': "'self'",
        'frame-ancestors': "'none'",
      });
      expect(JSON.stringify(policy)).not.toMatch(/https?:/);
      expect(text).not.toMatch(/<script(?![^>]*\ssrc=)/);
    },
  );

  test('loads its own files only, and all of them are there', async () => {
    const page = await get('/');
    const style = await get('/playground/main.css');
    const script = await get('/playground/main.js');
    const wanted = [...loads(page.text), ...loads(style.text)].filter((url) => !url.startsWith('data:') && !url.startsWith('#'));
    expect(wanted).toEqual(expect.arrayContaining(['/playground/main.js', '/playground/main.css']));
    expect(wanted.filter((url) => !url.startsWith('/playground/'))).toEqual([]);
    // Nothing in the script fetches, imports or starts a worker from another host.
    expect(/(?:import\(|importScripts\(|new Worker\(|fetch\()\s*["'`]https?:/.exec(script.text)).toBeNull();
    for (const worker of ['editor', 'json', 'graphql']) wanted.push(`/playground/${worker}.worker.js`);
    for (const url of wanted) expect([url, (await get(url)).status]).toEqual([url, 200]);
  });

  test('on a narrow screen the answer stands below the query, and a wide table of analyses is scrolled by itself', async () => {
    const bare = async (url: string) => (await get(url)).text.replace(/\s/g, '');
    expect(await bare('/playground/main.css')).toMatch(
      /@media\((?:max-width:700px|width<=700px)\)\{#graphiql-session\{flex-direction:column;?\}/,
    );
    expect(await bare('/playground/analyses.css')).toMatch(/table\{[^}]*display:block;overflow-x:auto/);
  });

  test('a tab for each recipe', async () => {
    const { text } = await get('/playground/main.js');
    expect(recipes().length).toBeGreaterThanOrEqual(12);
    for (const recipe of recipes()) {
      const name = /^query (\w+)/m.exec(recipe.text)?.[1];
      expect([name, text.includes(`query ${name}`)]).toEqual([name, true]);
    }
  });

  test('files are checked again, not fetched again, and come packed', async () => {
    const ask = (headers: Record<string, string>) => raw('/playground/main.js', headers);
    const first = await ask({ 'accept-encoding': 'gzip' });
    expect([first.headers['content-encoding'], first.headers['cache-control']]).toEqual(['gzip', 'no-cache']);
    const again = await ask({ 'accept-encoding': 'gzip', 'if-none-match': String(first.headers.etag) });
    expect([again.status, again.text.length]).toEqual([304, 0]);
  });

  test.each([
    '/playground/../package.json',
    '/playground/%2e%2e/src/cli/main.js',
    '/playground/..%2f..%2fpackage.json',
    '/playground/',
  ])('nothing but the bundle: %s', async (path) => {
    const { status, text } = await raw(path);
    expect(status).toBe(404);
    expect(text.includes('dependencies')).toBe(false);
  });
});
