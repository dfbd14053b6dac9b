import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { CodedError } from '../errors.js';
import type { LedgerWrite } from '../store/ledger.js';
import type { GraphStore, WriteBatch } from '../store/store.js';
import { noteCutOff } from './imports.js';

const NAME = { collection: 'lock', key: 'writer' } as const;
/** Whoever has not said for so long that they are still writing has gone. */
const STALE_MS = 60_000;
const BEAT_MS = 10_000;

interface Lease {
  token: string;
  purpose: string;
  host: string;
  pid: number;
  since: string;
}

interface Beat {
  token: string;
  at: string;
}

const BEAT = { collection: 'lock', key: 'beat' } as const;

/**
 * One writer at a time, over all processes that use the graph. The lease is a row of the ledger; every write of its
 * holder expects it there, so that one who was taken for gone cannot write over somebody else's work.
 */
export async function withWriter<T>(
  store: GraphStore,
  purpose: string,
  work: (store: GraphStore) => Promise<T>,
  { waitMs = 0 }: { waitMs?: number } = {},
): Promise<T> {
  if (LEASED.has(store)) return work(store);
  const value = await acquire(store, purpose, Date.now() + waitMs);
  const beat = setInterval(() => void putBeat(store, value).catch(() => {}), BEAT_MS);
  beat.unref();
  try {
    const own = leased(store, value);
    await noteCutOff(own);
    return await work(own);
  } finally {
    clearInterval(beat);
    await release(store, value);
  }
}

async function acquire(store: GraphStore, purpose: string, until: number): Promise<string> {
  const lease: Lease = {
    token: randomBytes(12).toString('hex'),
    purpose,
    host: hostname(),
    pid: process.pid,
    since: new Date().toISOString(),
  };
  const value = JSON.stringify(lease);
  for (;;) {
    const [held] = await store.rows(NAME.collection, [NAME.key]);
    if (!held || (await isStale(store, JSON.parse(held.value) as Lease))) {
      try {
        const beat = {
          ...BEAT,
          value: JSON.stringify({ token: lease.token, at: new Date().toISOString() } satisfies Beat),
          tags: [],
        };
        await store.write({
          ledger: { expect: [{ ...NAME, value: held?.value ?? null }], put: [{ ...NAME, value, tags: [] }, beat] },
        });
        return value;
      } catch (error) {
        // Another one was quicker: look again at who it is.
        if (!(error instanceof CodedError && error.code === 'CONFLICT')) throw error;
        continue;
      }
    }
    if (Date.now() >= until) throw busy(JSON.parse(held.value) as Lease);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

/** Who writes now, in a sentence; null when nobody does. */
export async function writerNow(store: GraphStore): Promise<string | null> {
  const [held] = await store.rows(NAME.collection, [NAME.key]);
  const lease = held ? (JSON.parse(held.value) as Lease) : null;
  return lease === null || (await isStale(store, lease)) ? null : busy(lease).message;
}

function busy({ purpose, since, pid, host }: Lease): CodedError {
  return new CodedError(
    'CONFLICT',
    `The graph is being written to: ${purpose}, since ${since} (process ${pid} on ${host}). Wait until that has ended, then try again.`,
  );
}

/** A process of this machine that is no more has gone at once; others when they have been silent for a minute. */
async function isStale(store: GraphStore, { token, host, pid }: Lease): Promise<boolean> {
  if (host === hostname() && !isRunning(pid)) return true;
  const [row] = await store.rows(BEAT.collection, [BEAT.key]);
  const beat = row ? (JSON.parse(row.value) as Beat) : null;
  return beat?.token !== token || Date.now() - Date.parse(beat.at) > STALE_MS;
}

/** Whether there is such a process on this machine. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function putBeat(store: GraphStore, value: string): Promise<void> {
  const { token } = JSON.parse(value) as Lease;
  const beat = { ...BEAT, value: JSON.stringify({ token, at: new Date().toISOString() } satisfies Beat), tags: [] };
  return store.write({ ledger: { expect: [{ ...NAME, value }], put: [beat] } });
}

async function release(store: GraphStore, value: string): Promise<void> {
  try {
    await store.write({ ledger: { expect: [{ ...NAME, value }], remove: [NAME, BEAT] } });
  } catch (error) {
    if (!(error instanceof CodedError && error.code === 'CONFLICT')) throw error;
  }
}

/** Stores whose writes expect a lease: what runs under one does not ask for another. */
const LEASED = new WeakSet<GraphStore>();

/** The same store, whose every write is refused once the lease is another's. */
function leased(store: GraphStore, value: string): GraphStore {
  const own = new Proxy(store, {
    get(target, property) {
      if (property === 'write')
        return (batch: WriteBatch) => target.write({ ...batch, ledger: expecting(batch.ledger ?? {}, value) });
      const member: unknown = Reflect.get(target, property, target);
      return typeof member === 'function' ? (member.bind(target) as unknown) : member;
    },
  });
  LEASED.add(own);
  return own;
}

function expecting(ledger: LedgerWrite, value: string): LedgerWrite {
  return { ...ledger, expect: [...(ledger.expect ?? []), { ...NAME, value }] };
}
