import { Worker } from 'node:worker_threads';
import { CodedError } from '../errors.js';
import type { CitationScan } from '../store/neighbourhood.js';
import type { GraphStore } from '../store/store.js';
import { readTold, type SubjectReads } from './subject-reads.js';
import { readsRecords, type Settings, type TaskName, type TaskResult } from './task.js';
import type { FromThread, ToThread } from './worker.js';

/** What an analysis may take of memory unless told otherwise, in bytes. */
export const MEMORY_ALLOWED = 1024 ** 3;
/** Of each article: its key (in both threads), years, offsets, and what measures keep beside. Of each citation: both directions and a copy while it is built. */
const BYTES = { article: 400, citation: 24 };
/** Answers that are kept; the one that was asked for longest ago goes. */
const KEPT = 32;
/** How long a request may have a snapshot in hand before it asks something of it. */
const IN_HAND_MS = 30_000;

type Waiting = { resolve: (result: unknown) => void; reject: (error: Error) => void };

/** The citations of one version of a graph, in a thread that computes over them. */
class Snapshot {
  readonly keys: readonly string[];
  /** 1 for each work that is more than an identifier. */
  readonly full: Uint8Array;
  /** Which works fulfil a filter, by its text. */
  private readonly masks = new Map<string, Promise<Uint8Array>>();
  /** Numbers of the works by their keys; made when first asked for. */
  private numbers: Map<string, number> | null = null;
  private readonly worker: Worker;
  private readonly waiting = new Map<number, Waiting>();
  private readonly answers = new Map<string, Promise<unknown>>();
  private asked = 0;
  /** Questions that are not answered yet, also those whose material is still read. */
  private pending = 0;
  /** Whether the thread is there no more. */
  private isLost = false;

  /** Read and sent to the thread when the first analysis wants to know what the works are about. */
  private told: Promise<void> | null = null;

  constructor(
    scan: CitationScan,
    private readonly store: SubjectReads,
    private readonly onLost: () => void,
  ) {
    this.keys = scan.keys;
    this.full = scan.stubs.map((isStub) => 1 - isStub);
    this.worker = new Worker(new URL('./worker.js', import.meta.url), { execArgv: [] });
    this.worker.on('message', (message: FromThread) => this.hear(message));
    this.worker.on('error', (error) => this.lose(error));
    this.worker.on('exit', () => this.lose(new Error('The thread of the analyses has ended.')));
    this.worker.unref();
    const { years, stubs, citing, cited } = scan;
    const buffers = [years, stubs, citing, cited].map(({ buffer }) => buffer as ArrayBuffer);
    this.worker.postMessage({ kind: 'graph', scan } satisfies ToThread, [...new Set(buffers)]);
  }

  numberOf(key: string): number | null {
    this.numbers ??= new Map(this.keys.map((one, number) => [one, number]));
    return this.numbers.get(key) ?? null;
  }

  /** Which works are among those that `read` gives, 1 for each; read once for each name. */
  mask(name: string, read: () => AsyncIterable<string>): Promise<Uint8Array> {
    const known = this.masks.get(name) ?? this.readMask(read);
    this.masks.delete(name);
    this.masks.set(name, known);
    known.catch(() => this.masks.delete(name));
    if (this.masks.size > KEPT) this.masks.delete(this.masks.keys().next().value!);
    return known;
  }

  private async readMask(read: () => AsyncIterable<string>): Promise<Uint8Array> {
    const mask = new Uint8Array(this.keys.length);
    for await (const key of read()) {
      const number = this.numberOf(key);
      if (number !== null) mask[number] = 1;
    }
    return mask;
  }

  /** Computed once for each task and settings. */
  run<N extends TaskName>(task: N, settings: Settings): Promise<TaskResult<N>> {
    const name = JSON.stringify([task, Object.entries(settings).sort()]);
    const known = this.answers.get(name) ?? this.compute(task, settings);
    this.answers.delete(name);
    this.answers.set(name, known);
    // One that failed may succeed the next time.
    known.catch(() => this.answers.delete(name));
    if (this.answers.size > KEPT) this.answers.delete(this.answers.keys().next().value!);
    return known as Promise<TaskResult<N>>;
  }

  private async compute(task: TaskName, settings: Settings): Promise<unknown> {
    this.pending += 1;
    try {
      if (readsRecords(task, settings)) await (this.told ??= this.readTold());
      // A thread that is gone would never answer.
      if (this.isLost) throw brokenOff();
      const id = ++this.asked;
      this.worker.ref();
      this.worker.postMessage({ kind: 'run', id, task, settings } satisfies ToThread);
      return await new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject }));
    } finally {
      this.pending -= 1;
    }
  }

  private async readTold(): Promise<void> {
    try {
      const told = await readTold(this.store, this.keys.length, (key) => this.numberOf(key));
      this.worker.postMessage({ kind: 'told', told } satisfies ToThread);
    } catch (error) {
      this.told = null;
      throw error;
    }
  }

  private hear(message: FromThread): void {
    const { resolve, reject } = this.waiting.get(message.id)!;
    this.waiting.delete(message.id);
    if (this.waiting.size === 0) this.worker.unref();
    if ('result' in message) return resolve(message.result);
    const { code, message: text, stack } = message.error;
    reject(code === null ? Object.assign(new Error(text), { stack: stack ?? text }) : new CodedError(code, text));
  }

  private lose(error: Error): void {
    this.isLost = true;
    this.onLost();
    for (const { reject } of this.waiting.values()) reject(brokenOff(error));
    this.waiting.clear();
    this.answers.clear();
  }

  /** A newer one has taken its place. Whoever has this one in hand is still answered: the thread ends when it has been idle for a while. */
  end(): void {
    const ending = setInterval(() => {
      if (this.pending > 0) return;
      clearInterval(ending);
      void this.worker.terminate();
    }, IN_HAND_MS);
    ending.unref();
  }
}

const brokenOff = (cause?: unknown): CodedError =>
  new CodedError('INTERNAL_SERVER_ERROR', 'The analysis broke off: ask again.', { cause });

export type { Snapshot };

/** The newest snapshot of one store. */
export class Snapshots {
  private current: { version: number; snapshot: Promise<Snapshot> } | null = null;

  constructor(
    private readonly store: Pick<GraphStore, 'graphVersion' | 'describe' | 'scanCitations'> & SubjectReads,
    private readonly allowed: number = MEMORY_ALLOWED,
  ) {}

  /** The snapshot of the graph as it is now. Throws TOO_LARGE where it would take more memory than is allowed. */
  async now(): Promise<Snapshot> {
    const version = await this.store.graphVersion();
    if (this.current?.version !== version) {
      void this.current?.snapshot.then((old) => old.end(), () => {}); // prettier-ignore
      const current = { version, snapshot: this.read(() => this.forget(version)) };
      this.current = current;
      current.snapshot.catch(() => this.forget(version));
    }
    return this.current!.snapshot;
  }

  /** What could not be read, or whose thread has died, is read anew the next time. */
  private forget(version: number): void {
    if (this.current?.version === version) this.current = null;
  }

  private async read(onLost: () => void): Promise<Snapshot> {
    const { counts } = await this.store.describe();
    const articles = counts.articles + counts.stubs;
    const needed = articles * BYTES.article + counts.citations * BYTES.citation;
    if (needed > this.allowed)
      throw new CodedError(
        'TOO_LARGE',
        `An analysis of ${articles} works and ${counts.citations} citations takes about ${megabytes(needed)} of memory; this server allows ${megabytes(this.allowed)}.`,
      );
    return new Snapshot(await this.store.scanCitations(), this.store, onLost);
  }
}

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1e6)} MB`;

const OF_STORES = new WeakMap<GraphStore, Snapshots>();

/** The snapshots of a store: one for all requests. */
export function snapshotsOf(store: GraphStore): Snapshots {
  let known = OF_STORES.get(store);
  if (!known) OF_STORES.set(store, (known = new Snapshots(store)));
  return known;
}
