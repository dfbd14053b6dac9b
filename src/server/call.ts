import { setMaxListeners } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { FastifyRequest } from 'fastify';
import { CodedError } from '../errors.js';
import { createContext, type Admin, type Context } from '../resolvers/context.js';
import type { JobQueue } from '../jobs/queue.js';
import type { RunTask } from '../jobs/tasks.js';
import type { Snapshots } from '../snapshot/snapshots.js';
import type { GraphStore } from '../store/store.js';
import { GATE_FREE_COST, type Gate, type Release } from './gate.js';
import type { CheckedOperation } from './compiled-operations.js';
import type { TokenCheck } from './token.js';

/** Milliseconds for a change of the graph. */
const CHANGE_MS = 60_000;
const LATE_CHANGE = `The change takes longer than ${CHANGE_MS / 1000} s. It is not undone: it goes on to its end.`;

/** Nobody waits for the answer any more: the reason for which its reads stop. */
export class ClientGone extends CodedError {
  constructor() {
    super('TIMEOUT', 'The client has gone.');
  }
}

/** One request to the endpoint: the context of its resolvers, its deadline and its place in the gate. */
export interface Call extends Context {
  /** Also in the log, so that a user's report leads to its line. */
  requestId: string;
  /** Waits for a slot if the operation is costly; asked again, it is the same slot or refusal. */
  admit(cost: number): Promise<void>;
  /** What became of it; an object of its own, for Apollo makes a copy of the context. */
  outcome: { checked: CheckedOperation | null };
  /** Before a mutation: asks for the token (UNAUTHENTICATED), then gives it the time that changes need. */
  beginChange(): Promise<void>;
}

export interface OpenCall {
  call: Call;
  /** Rejects with TIMEOUT at the deadline. */
  deadline: Promise<never>;
  end(): void;
}

export interface Surroundings {
  store: GraphStore;
  snapshots: Snapshots;
  gate: Gate;
  tokens: TokenCheck;
  run: RunTask;
  jobs: JobQueue;
  /** Milliseconds after which an operation answers TIMEOUT. */
  operationMs: number;
}

export function openCall(around: Surroundings, request: FastifyRequest, response: ServerResponse): OpenCall {
  const { gate, operationMs } = around;
  const controller = new AbortController();
  // As many fields wait for an answer as the query asks for; Node warns of a leak from eleven on.
  setMaxListeners(0, controller.signal);
  let release: Release | null = null;
  let ended = false;
  const onClose = () => controller.abort(new ClientGone());
  response.once('close', onClose);

  const limit = deadlineOf(controller);
  limit.set(
    operationMs,
    `The operation took longer than ${operationMs / 1000} s. Ask for less in one request; a long analysis can be started as a job (\`startAnalysis\`).`,
  );
  let admitted: Promise<void> | null = null;
  const enter = async () => {
    const granted = await gate.enter(controller.signal);
    if (ended) granted();
    else release = granted;
  };
  const admit = async (cost: number) => {
    if (cost > GATE_FREE_COST) await (admitted ??= enter());
  };
  const end = () => {
    ended = true;
    limit.clear();
    response.off('close', onClose);
    release?.();
  };
  const admin = adminOf(around, request);
  const beginChange = async () => {
    await admin.requireToken();
    limit.set(CHANGE_MS, LATE_CHANGE);
  };
  const context = createContext(around, controller.signal, admin);
  return {
    call: { ...context, requestId: request.id, outcome: { checked: null }, admit, beginChange },
    deadline: limit.passed,
    end,
  };
}

/** What only the holder of the token may use; the token is looked at once for each request, when something asks for it. */
function adminOf({ tokens, run, jobs }: Surroundings, { headers, ip }: FastifyRequest): Admin {
  let checked: Promise<void> | null = null;
  return { run, jobs, requireToken: () => (checked ??= tokens.require(headers.authorization, ip)) };
}

/** Aborts with TIMEOUT when the time that was set last is over. */
function deadlineOf(controller: AbortController) {
  let timer: NodeJS.Timeout;
  let pass: (reason: CodedError) => void;
  const passed = new Promise<never>((_, reject) => (pass = reject));
  // A request that is answered in time leaves this promise alone.
  passed.catch(() => {});
  const set = (ms: number, message: string) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const reason = new CodedError('TIMEOUT', message);
      pass(reason);
      controller.abort(reason);
    }, ms);
  };
  return { passed, set, clear: () => clearTimeout(timer) };
}
