import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Clock } from '../../src/harvest/clock.js';
import { Fetcher, type FetcherOptions } from '../../src/harvest/fetcher.js';
import { Pacer } from '../../src/harvest/pacer.js';
import type { ServiceRequest } from '../../src/harvest/source.js';
import { icite } from '../../src/harvest/sources/icite.js';
import { backOffMs, retryAfterMs } from '../../src/harvest/waiting.js';
import { StandIn } from './stand-in.js';
import { worldOfSeed } from './world.js';

/** A clock that stands still but for sleeping, which takes no time. */
class FastClock implements Clock {
  time = Date.parse('2026-03-01T12:00:00Z');
  readonly slept: number[] = [];
  now = (): number => this.time;
  random = (): number => 0.5;
  sleep(ms: number): Promise<void> {
    this.slept.push(ms);
    this.time += ms;
    return Promise.resolve();
  }
}

let standIn: StandIn;
let folder: string;
let clock: FastClock;
beforeEach(async () => {
  standIn = await StandIn.start(worldOfSeed());
  folder = mkdtempSync(join(tmpdir(), 'meded-fetcher-'));
  clock = new FastClock();
});
afterEach(async () => {
  await standIn.stop();
  rmSync(folder, { recursive: true, force: true });
});

const request = (n = 1): ServiceRequest => ({ url: `${standIn.url}/icite/pubs?pmids=${n}`, expects: 'JSON' });
const fetcher = (facts: Partial<FetcherOptions> = {}): Fetcher =>
  new Fetcher({ settings: standIn.settings(folder), clock, ...facts });
const get = (one: Fetcher, n = 1) => one.call(request(n), { source: icite, ask: { none: 'UNKNOWN' } });

describe('waiting', () => {
  test('calls to one host have the spacing that the source asks for', async () => {
    const one = fetcher();
    for (const n of [1, 2, 3]) await get(one, n);
    clock.time += 400;
    await get(one, 4);
    expect(clock.slept).toEqual([1000, 1000, 600]);
  });

  test('Retry-After is obeyed, in seconds and as a date', async () => {
    standIn.failNext(
      /./,
      { status: 429, headers: { 'retry-after': '17' } },
      { status: 503, headers: { 'retry-after': 'Sun, 01 Mar 2026 12:01:00 GMT' } },
    );
    expect((await get(fetcher())).kind).toBe('ANSWER');
    // 17 s, then what is left of the minute.
    expect(clock.slept).toEqual([17_000, 43_000]);
  });

  test('else each wait is twice the one before, shortened by chance', async () => {
    standIn.failAlways(/./, { status: 500 });
    expect(await get(fetcher())).toEqual({
      kind: 'FAILED',
      problem: 'it answered with status 500 (tried 5 times)',
      shutOut: false,
      refused: false,
    });
    expect(clock.slept).toEqual([1000, 1500, 3000, 6000]);
    expect(standIn.received).toHaveLength(5);
  });

  test('a call has an end, whatever the tries', async () => {
    standIn.failAlways(/./, { status: 500 });
    expect(await get(fetcher({ limits: { callMs: 2_500 } }))).toMatchObject({
      problem: 'it answered with status 500 (tried 3 times)',
    });
    standIn.failAlways(/./, { status: 500 });
    expect(await get(fetcher({ limits: { tries: 1 } }), 2)).toMatchObject({
      problem: 'it answered with status 500 (tried 1 times)',
    });
  });

  test('a rest that is asked for holds for all calls to the host', async () => {
    standIn.failNext(/pmids=1/, { status: 429, headers: { 'retry-after': '30' } });
    const one = fetcher();
    await get(one, 1);
    const before = clock.time;
    await get(one, 2);
    expect(clock.time - before).toBe(1000);
  });

  test.each<[string | null, number | null]>([
    ['120', 120_000], ['0', 0], ['1.5', 1_500], ['Sun, 01 Mar 2026 12:00:30 GMT', 30_000], ['Sun, 01 Mar 2026 11:00:00 GMT', 0],
    [null, null], ['', null], ['soon', null], ['-5', null],
  ])('Retry-After %j', (header, expected) => expect(retryAfterMs(header, Date.parse('2026-03-01T12:00:00Z'))).toBe(expected)); // prettier-ignore

  test('back-off: from half to the whole of 1, 2, 4 … 60 seconds', () => {
    expect([1, 2, 3, 7, 20].map((tries) => backOffMs(tries, 0))).toEqual([1_000, 2_000, 4_000, 60_000, 60_000]);
    expect([1, 2, 3, 7].map((tries) => backOffMs(tries, 1))).toEqual([500, 1_000, 2_000, 30_000]);
  });

  test('a limit that the answers state is obeyed where it is stricter', async () => {
    const pacer = new Pacer(clock);
    await pacer.turn('host', 100);
    pacer.observe('host', new Headers({ 'x-rate-limit-limit': '2', 'x-rate-limit-interval': '1s' }));
    await pacer.turn('host', 100);
    await pacer.turn('host', 100);
    await pacer.turn('another', 100);
    expect(clock.slept).toEqual([100, 550]);
  });
});

describe('the cache', () => {
  test('keeps the answer byte for byte, with what was asked and when', async () => {
    const outcome = await get(fetcher(), 33349761);
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(?:json|body)$/.test(name))
      .sort();
    expect(files).toHaveLength(2);
    const [body, facts] = files.map((name) => readFileSync(join(folder, name), 'utf8'));
    expect(JSON.parse(facts!)).toMatchObject({
      url: `${standIn.url}/icite/pubs?pmids=33349761`,
      status: 200,
      fetchedAt: '2026-03-01T12:00:00.000Z',
      bytes: body!.length,
      isNone: false,
    });
    expect(JSON.parse(body!)).toEqual((outcome as { json: unknown }).json);
  });

  test('answers the same call again, also that there is nothing; failures are not kept', async () => {
    standIn.failNext(/pmids=2/, { status: 404 });
    standIn.failNext(/pmids=3/, { status: 400 });
    for (let round = 0; round < 2; round++) {
      const one = fetcher();
      const kinds = [await get(one, 1), await get(one, 2), await get(one, 3)].map(({ kind }) => kind);
      expect(kinds).toEqual(['ANSWER', 'NONE', round === 0 ? 'FAILED' : 'ANSWER']);
    }
    expect(standIn.received).toHaveLength(4);
  });

  test('an answer that was harmed, or is older than is wanted, is asked for again', async () => {
    await get(fetcher());
    const [body] = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.body'));
    writeFileSync(join(folder, body!), '{"data":[');
    expect((await get(fetcher())).kind).toBe('ANSWER');
    expect(standIn.received).toHaveLength(2);
    expect((await get(fetcher({ freshSince: clock.time }))).kind).toBe('ANSWER');
    expect(standIn.received).toHaveLength(2);
    await get(fetcher({ freshSince: clock.time + 1 }));
    expect(standIn.received).toHaveLength(3);
  });

  test('a folder that cannot be written to is a wrong setting', async () => {
    writeFileSync(join(folder, 'file'), '');
    const settings = standIn.settings(join(folder, 'file'));
    await expect(get(fetcher({ settings }))).rejects.toMatchObject({
      code: 'BAD_SETTING',
      message: expect.stringMatching(/^HARVEST_CACHE is ".*", in which answers cannot be kept \(ENOTDIR\)/) as unknown,
    });
  });
});

describe('what a call may do', () => {
  test('a redirect within the host is followed, one to another host is not: a key must not go there', async () => {
    standIn.failNext(/pmids=1$/, { status: 301, headers: { location: '/icite/pubs?pmids=33349761' } });
    expect(await get(fetcher())).toMatchObject({ kind: 'ANSWER' });
    standIn.failAlways(/pmids=2$/, { status: 302, headers: { location: 'http://other.example/steal' } });
    expect(await get(fetcher(), 2)).toMatchObject({
      kind: 'FAILED',
      problem: expect.stringMatching(/another server \(http:\/\/other\.example\)/) as unknown,
    });
  });

  test('nobody there', async () => {
    const settings = standIn.settings(folder);
    await standIn.stop();
    expect(await new Fetcher({ settings, clock }).call({ url: `${settings.sources.icite.url}/pubs`, expects: 'JSON' }, { source: icite, ask: {} })).toMatchObject({
      kind: 'FAILED', problem: 'nobody listens at its address (tried 5 times)',
    }); // prettier-ignore
    standIn = await StandIn.start(worldOfSeed());
  });

  test('a stopped run ends the wait and the call', async () => {
    const stop = new AbortController();
    standIn.failAlways(/./, { slowMs: 5_000 });
    const waiting = get(fetcher({ signal: stop.signal }));
    setTimeout(() => stop.abort(), 50);
    await expect(waiting).rejects.toThrow(/abort/i);
  });
});
