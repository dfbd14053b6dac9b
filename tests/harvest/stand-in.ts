import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HarvestSettings, SourceId } from '../../src/harvest/settings.js';
import { answerOf, type Answer } from './services.js';
import type { World } from './world.js';

/** What goes wrong with a call: instead of the good answer, or with it. */
export type Failure =
  | { status: number; headers?: Record<string, string>; body?: string }
  /** The connection ends in the middle (SOCKET), or the text does though the call looks well (TEXT). */
  | { cut: 'SOCKET' | 'TEXT' }
  | { html: true }
  | { slowMs: number }
  /** A good answer that says something else. */
  | { change: (answer: never) => unknown }
  /** Whatever is sent by hand, byte for byte, knowing the text of the good answer. */
  | { raw: (response: ServerResponse, good: string) => void };

export interface Received {
  method: string;
  /** Path and query, as sent. */
  url: string;
  headers: IncomingMessage['headers'];
  at: number;
}

const PATHS: Record<SourceId, string> = {
  pubmed: 'eutils', icite: 'icite', 'europe-pmc': 'epmc', openalex: 'openalex', crossref: 'crossref', opencitations: 'oc', 'semantic-scholar': 's2',
}; // prettier-ignore

const HTML = '<!DOCTYPE html>\n<html><head><title>Service temporarily unavailable</title></head><body>Try later</body></html>';

/** A local server that answers as the seven services do, from a world, with failures on demand. */
export class StandIn {
  readonly received: Received[] = [];
  /** Answers that go before those from the world: real ones that were recorded. */
  recorded: (address: string) => Answer | null = () => null;
  private readonly once: { pattern: RegExp; failure: Failure }[] = [];
  private readonly always: { pattern: RegExp; failure: Failure }[] = [];
  private readonly server = createServer((request, response) => void this.handle(request, response));

  private constructor(public world: World) {}

  static async start(world: World): Promise<StandIn> {
    const standIn = new StandIn(world);
    await new Promise<void>((resolve) => standIn.server.listen(0, '127.0.0.1', resolve));
    return standIn;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  settings(cacheDir: string, facts: { contact?: string; keys?: Partial<Record<SourceId, string>> } = {}): HarvestSettings {
    const sources = Object.entries(PATHS).map(([id, path]) => [
      id,
      { url: `${this.url}/${path}`, key: facts.keys?.[id as SourceId] ?? null },
    ]);
    return { cacheDir, contact: facts.contact ?? null, sources: Object.fromEntries(sources) as HarvestSettings['sources'] };
  }

  /** The next calls to a path that fits fail, one after the other. */
  failNext(pattern: RegExp, ...failures: Failure[]): void {
    this.once.push(...failures.map((failure) => ({ pattern, failure })));
  }

  failAlways(pattern: RegExp, failure: Failure): void {
    this.always.push({ pattern, failure });
  }

  heal(): void {
    this.once.length = 0;
    this.always.length = 0;
  }

  /** Path and query of what was asked, without what tells who asks. */
  asked(pattern: RegExp = /./): string[] {
    return this.received.map(({ url }) => url).filter((url) => pattern.test(url));
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = request.url ?? '';
    this.received.push({ method: request.method ?? '', url, headers: request.headers, at: performance.now() });
    let sent = '';
    for await (const piece of request) sent += String(piece);
    const failure = this.failureFor(url);
    if (failure !== null && 'status' in failure)
      return reply(response, { status: failure.status, body: failure.body ?? '' }, failure.headers);
    if (failure !== null && 'html' in failure)
      return reply(response, { status: 200, body: HTML }, { 'content-type': 'text/html' });
    if (failure !== null && 'slowMs' in failure) await new Promise((resolve) => setTimeout(resolve, failure.slowMs).unref());
    const good = this.recorded(url) ?? answerOf(this.world, url, sent);
    if (failure !== null && 'raw' in failure) return failure.raw(response, textOf(good));
    if (failure !== null && 'change' in failure)
      return reply(response, { status: 200, body: failure.change(good.body as never) });
    if (failure !== null && 'cut' in failure) return cut(response, good, failure.cut);
    reply(response, good);
  }

  private failureFor(url: string): Failure | null {
    const at = this.once.findIndex(({ pattern }) => pattern.test(url));
    if (at >= 0) return this.once.splice(at, 1)[0]!.failure;
    return this.always.find(({ pattern }) => pattern.test(url))?.failure ?? null;
  }
}

const textOf = ({ body }: Answer): string => (typeof body === 'string' ? body : JSON.stringify(body));

function reply(response: ServerResponse, answer: Answer, headers: Record<string, string> = {}): void {
  const type = typeof answer.body === 'string' && answer.body.startsWith('<') ? 'text/xml; charset=utf-8' : 'application/json';
  response.writeHead(answer.status, { 'content-type': type, ...headers }).end(textOf(answer));
}

function cut(response: ServerResponse, answer: Answer, how: 'SOCKET' | 'TEXT'): void {
  const text = textOf(answer);
  const half = text.slice(0, Math.floor(text.length / 2));
  if (how === 'TEXT') return reply(response, { ...answer, body: half });
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  response.write(half, () => response.destroy());
}
