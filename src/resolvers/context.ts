import { CodedError } from '../errors.js';
import type { JobQueue } from '../jobs/queue.js';
import type { RunTask, TaskArgs, TaskName, TaskResult } from '../jobs/tasks.js';
import { createLoaders, type Loaders } from '../loaders/index.js';
import type { Snapshots } from '../snapshot/snapshots.js';
import type { GraphStore } from '../store/store.js';

/** What every resolver gets: made anew for each request. */
export interface Context {
  store: GraphStore;
  /** Made anew after a change, for they remember what they have read. */
  loaders: Loaders;
  /** The whole graph, for analyses: one for all requests. */
  snapshots: Snapshots;
  /** Aborted when the request is over or has taken too long; no read begins after that. */
  signal: AbortSignal;
  /** Only to be had through `asHolder`; null where the graph can only be read. */
  admin: Admin | null;
}

/** What only the holder of the token may use. */
export interface Admin {
  /** Runs what changes the graph. */
  run: RunTask;
  jobs: JobQueue;
  /** Throws UNAUTHENTICATED unless the request has the token. Mutations are asked before any of them begins, too. */
  requireToken(): Promise<void>;
}

export function createContext(
  { store, snapshots }: Pick<Context, 'store' | 'snapshots'>,
  signal: AbortSignal,
  admin: Admin | null = null,
): Context {
  return { store, snapshots, loaders: createLoaders(store, signal, (own) => snapshots.walks(own)), signal, admin };
}

export async function asHolder({ admin }: Context): Promise<Admin> {
  if (admin === null) throw new CodedError('UNAUTHENTICATED', 'The graph can only be read here.');
  await admin.requireToken();
  return admin;
}

/** Runs what changes the graph; what the request reads afterwards it reads anew. */
export async function change<N extends TaskName>(context: Context, name: N, args: TaskArgs<N>): Promise<TaskResult<N>> {
  const { run } = await asHolder(context);
  return afresh(context, () => run(name, args));
}

/** Does what changes what the loaders have read. */
export async function afresh<T>(context: Context, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } finally {
    context.loaders = createLoaders(context.store, context.signal, (own) => context.snapshots.walks(own));
  }
}
