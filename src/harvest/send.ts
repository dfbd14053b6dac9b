import { isUtf8 } from 'node:buffer';
import type { Caller, ServiceRequest } from './source.js';
import type { Reply } from './verdict.js';

/** The largest answer that is read; what is larger is no answer of these services. */
const MAX_BYTES = 256 * 1024 * 1024;
const MAX_REDIRECTS = 3;

/** A try that brought no reply; the message says why, without the address. */
export class NoReply extends Error {}

export interface Sent extends Reply {
  body: Uint8Array;
  headers: Headers;
}

/**
 * One try: sends the request with what tells who calls, and reads the whole reply. Throws NoReply when none came in
 * time, or the error of `signal` when the run was stopped.
 */
export async function send(request: ServiceRequest, caller: Caller, timeoutMs: number, signal?: AbortSignal): Promise<Sent> {
  const deadline = AbortSignal.timeout(timeoutMs);
  const either = signal === undefined ? deadline : AbortSignal.any([deadline, signal]);
  try {
    const response = await follow(request, caller, either);
    const contentType = response.headers.get('content-type') ?? '';
    const body = inUtf8(await bodyOf(response), contentType);
    return { status: response.status, contentType, headers: response.headers, body, text: new TextDecoder().decode(body) };
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof NoReply) throw error;
    if (deadline.aborted) throw new NoReply(`no whole answer came within ${Math.round(timeoutMs / 100) / 10} s`);
    throw new NoReply(reasonOf(error));
  }
}

/** A key must not follow a redirect to another host. */
async function follow(request: ServiceRequest, caller: Caller, signal: AbortSignal): Promise<Response> {
  let url = withQuery(request.url, caller.query);
  for (let hop = 0; ; hop++) {
    const response = await fetch(url, { ...initOf(request, caller), signal, redirect: 'manual' });
    const location = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null;
    if (location === null) return response;
    await response.body?.cancel();
    const next = new URL(location, url);
    if (next.origin !== url.origin) throw new NoReply(`it sends on to another server (${next.origin}), which is not followed`);
    if (hop === MAX_REDIRECTS) throw new NoReply('it sends on from one address to the next without end');
    url = withQuery(next.href, caller.query);
  }
}

function initOf({ body, expects }: ServiceRequest, { headers }: Caller): RequestInit {
  const accept = expects === 'JSON' ? 'application/json' : 'application/xml, text/xml;q=0.9';
  const common = { accept, 'user-agent': 'meded-graph', ...headers };
  return body === undefined
    ? { method: 'GET', headers: common }
    : { method: 'POST', body, headers: { ...common, 'content-type': 'application/json' } };
}

function withQuery(address: string, query: Readonly<Record<string, string>>): URL {
  const url = new URL(address);
  // Appended as text: to set them through searchParams would write the rest of the query anew.
  const more = Object.entries(query).filter(([name]) => !url.searchParams.has(name));
  const text = more.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  if (text !== '') url.search = url.search === '' ? text : `${url.search}&${text}`;
  return url;
}

async function bodyOf(response: Response): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of response.body ?? []) {
    pieces.push(piece as Uint8Array);
    size += (piece as Uint8Array).length;
    if (size > MAX_BYTES) throw new NoReply(`the answer has more than ${MAX_BYTES / 1024 / 1024} MB`);
  }
  return Buffer.concat(pieces, size);
}

/**
 * Answers are UTF-8, whatever some servers say of them. One that is not, and says what it is, is written in UTF-8: so it
 * can be read, and kept. Where neither helps it stays as it came, and each record with such letters is refused by itself.
 */
function inUtf8(body: Uint8Array, contentType: string): Uint8Array {
  const charset = /;\s*charset\s*=\s*"?([\w.:-]+)/i.exec(contentType)?.[1];
  if (charset === undefined || isUtf8(body)) return body;
  try {
    return new TextEncoder().encode(new TextDecoder(charset).decode(body));
  } catch {
    return body;
  }
}

const KNOWN: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nobody listens at its address',
  ECONNRESET: 'the connection was cut',
  UND_ERR_SOCKET: 'the connection was cut',
  ENOTFOUND: 'its host has no address; is there a connection to the internet?',
  EAI_AGAIN: 'its host cannot be looked up; is there a connection to the internet?',
  ETIMEDOUT: 'it cannot be reached',
  UND_ERR_CONNECT_TIMEOUT: 'it cannot be reached',
  ERR_INVALID_URL: 'it sends on to what is no address',
  Z_DATA_ERROR: 'the answer is not compressed as it says',
  Z_BUF_ERROR: 'the compressed answer is cut off',
};

/** What fetch hides behind "fetch failed"; never its own words, which may hold the address with the key. */
function reasonOf(error: unknown): string {
  const { cause = error } = error as { cause?: unknown };
  const code = (cause as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? (KNOWN[code] ?? `the call failed (${code})`) : 'the connection was cut';
}
