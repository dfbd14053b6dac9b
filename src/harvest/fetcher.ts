import { AnswerCache, type KeptAnswer } from './answer-cache.js';
import { CLOCK, type Clock } from './clock.js';
import { Pacer } from './pacer.js';
import { NoReply, send, type Sent } from './send.js';
import type { HarvestSettings } from './settings.js';
import type { Ask, HarvestSource, ServiceRequest } from './source.js';
import { judge, type Verdict } from './verdict.js';
import { backOffMs, retryAfterMs } from './waiting.js';

/**
 * What became of a call, all its tries together. `shutOut`: nothing else need be asked of this source now. `refused`: the
 * source understood the call and does not want it, however often it is made.
 */
export type Outcome =
  | { kind: 'ANSWER'; answer: KeptAnswer; json: unknown }
  | { kind: 'NONE'; answer: KeptAnswer }
  | { kind: 'FAILED'; problem: string; shutOut: boolean; refused: boolean };

export interface FetcherLimits {
  tries: number;
  /** For one try, from the call to the last byte. */
  tryMs: number;
  /** For a call, with all its tries and the waits between them. */
  callMs: number;
  /** The first wait between two tries. */
  firstWaitMs: number;
  /** Least time between two calls to a source; as the source asks unless given. */
  spacingMs: number | null;
}

export const FETCHER_LIMITS: FetcherLimits = { tries: 5, tryMs: 60_000, callMs: 300_000, firstWaitMs: 1_000, spacingMs: null };

export interface FetcherOptions {
  settings: HarvestSettings;
  limits?: Partial<FetcherLimits>;
  clock?: Clock;
  signal?: AbortSignal;
  /** Answers from before this time (milliseconds since 1970) are asked for anew. */
  freshSince?: number;
}

/** What a call needs beside its request. */
export interface CallOptions {
  source: HarvestSource;
  ask: Pick<Ask, 'none' | 'problem'>;
}

/**
 * Makes calls to the services: from the cache where the answer is there, else politely, with a few tries. A call that
 * fails in the end is an outcome, not an error; what is thrown is the end of the run (`signal`) or of the cache.
 */
export class Fetcher {
  readonly cache: AnswerCache;
  /** Calls that went out, tries counted each, by source; and answers that were there. */
  readonly sent = new Map<string, number>();
  readonly reused = new Map<string, number>();
  readonly freshSince: number;
  private readonly limits: FetcherLimits;
  private readonly clock: Clock;
  private readonly pacer: Pacer;

  constructor(private readonly options: FetcherOptions) {
    this.cache = new AnswerCache(options.settings.cacheDir);
    this.limits = { ...FETCHER_LIMITS, ...options.limits };
    this.clock = options.clock ?? CLOCK;
    this.pacer = new Pacer(this.clock);
    this.freshSince = options.freshSince ?? 0;
  }

  now(): string {
    return new Date(this.clock.now()).toISOString();
  }

  isFresh(fetchedAt: string): boolean {
    return Date.parse(fetchedAt) >= this.freshSince;
  }

  async call(request: ServiceRequest, options: CallOptions): Promise<Outcome> {
    const { source, ask } = options;
    const kept = await this.cache.get(source.id, request);
    if (kept !== null && this.isFresh(kept.fetchedAt)) {
      const text = kept.isNone ? '' : (await this.cache.read(source.id, kept.name)).toString('utf8');
      const verdict: Verdict = kept.isNone ? { kind: 'NONE' } : judge({ ...kept, text }, request.expects, ask);
      // An answer that was taken for good by an earlier version may not be good enough for this one.
      if (verdict.kind === 'GOOD' || verdict.kind === 'NONE') {
        count(this.reused, source.id);
        return verdict.kind === 'NONE' ? { kind: 'NONE', answer: kept } : { kind: 'ANSWER', answer: kept, json: verdict.json };
      }
    }
    return this.fetch(request, options);
  }

  private async fetch(request: ServiceRequest, options: CallOptions): Promise<Outcome> {
    const { tries, callMs } = this.limits;
    const until = this.clock.now() + callMs;
    for (let tried = 1; ; tried++) {
      const attempt = await this.attempt(request, options);
      if ('outcome' in attempt) return attempt.outcome;
      const { problem } = attempt;
      if (tried === tries)
        return { kind: 'FAILED', problem: `${problem} (tried ${tries} times)`, shutOut: false, refused: false };
      const wait = attempt.waitMs ?? backOffMs(tried, this.clock.random(), this.limits.firstWaitMs);
      if (this.clock.now() + wait > until) {
        const asked = attempt.waitMs === null ? '' : `, and asks for ${Math.ceil(wait / 1000).toLocaleString('en')} s of rest`;
        // Who asks for a long rest asks it for every call.
        return {
          kind: 'FAILED',
          problem: `${problem}${asked} (tried ${tried === 1 ? 'once' : `${tried} times`})`,
          shutOut: attempt.waitMs !== null,
          refused: false,
        };
      }
      this.pacer.hold(hostOf(request), this.clock.now() + wait);
    }
  }

  /** One try. Answers the outcome where that is final, else what went wrong and what wait the service asks for. */
  private async attempt(
    request: ServiceRequest,
    { source, ask }: CallOptions,
  ): Promise<{ outcome: Outcome } | { problem: string; waitMs: number | null }> {
    const { settings, signal } = this.options;
    const own = settings.sources[source.id];
    const host = hostOf(request);
    await this.pacer.turn(host, this.limits.spacingMs ?? source.spacingMs(own), signal);
    signal?.throwIfAborted();
    count(this.sent, source.id);
    let reply: Sent;
    try {
      reply = await send(request, source.caller(own, settings.contact), this.limits.tryMs, signal);
    } catch (error) {
      if (error instanceof NoReply) return { problem: error.message, waitMs: null };
      throw error;
    }
    this.pacer.observe(host, reply.headers);
    const verdict = judge(reply, request.expects, ask);
    if (verdict.kind === 'AGAIN') {
      return {
        problem: this.scrubbed(source, verdict.problem),
        waitMs: retryAfterMs(reply.headers.get('retry-after'), this.clock.now()),
      };
    }
    return { outcome: await this.final(request, source, reply, verdict) };
  }

  private async final(
    request: ServiceRequest,
    source: HarvestSource,
    reply: Sent,
    verdict: Exclude<Verdict, { kind: 'AGAIN' }>,
  ): Promise<Outcome> {
    if (verdict.kind === 'USELESS') {
      const hint = verdict.shutOut && source.refusalHint !== undefined ? ` (${source.refusalHint})` : '';
      const { shutOut } = verdict;
      return { kind: 'FAILED', problem: `${this.scrubbed(source, verdict.problem)}${hint}`, shutOut, refused: !shutOut };
    }
    const isNone = verdict.kind === 'NONE';
    const { status, contentType, body } = reply;
    const answer = await this.cache.put(source.id, request, body, { status, contentType, fetchedAt: this.now(), isNone });
    return isNone ? { kind: 'NONE', answer } : { kind: 'ANSWER', answer, json: verdict.json };
  }

  /** The service's own words may repeat who called. */
  private scrubbed(source: HarvestSource, text: string): string {
    const { sources, contact } = this.options.settings;
    return [sources[source.id].key, contact].reduce<string>(
      (clean, secret) => (secret === null ? clean : clean.replaceAll(secret, '…')),
      text,
    );
  }
}

const hostOf = ({ url }: ServiceRequest): string => new URL(url).host;

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
