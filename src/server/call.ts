import type { ServerResponse } from 'node:http';
import { CodedError } from '../errors.js';
import { createContext, type Context } from '../resolvers/context.js';
import type { GraphStore } from '../store/store.js';
import { GATE_FREE_COST, type Gate, type Release } from './gate.js';

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
  /** Waits for a slot if the operation is costly. */
  admit(cost: number): Promise<void>;
}

export interface OpenCall {
  call: Call;
  /** Rejects with TIMEOUT at the deadline. */
  deadline: Promise<never>;
  end(): void;
}

export interface Surroundings {
  store: GraphStore;
  gate: Gate;
  /** Milliseconds after which an operation answers TIMEOUT. */
  operationMs: number;
}

export function openCall({ store, gate, operationMs }: Surroundings, requestId: string, response: ServerResponse): OpenCall {
  const controller = new AbortController();
  let release: Release | null = null;
  let ended = false;
  const onClose = () => controller.abort(new ClientGone());
  response.once('close', onClose);

  let timer: NodeJS.Timeout;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const reason = new CodedError(
        'TIMEOUT',
        `The operation took longer than ${operationMs / 1000} s. Ask for less in one request.`,
      );
      reject(reason);
      controller.abort(reason);
    }, operationMs);
  });
  // A request that is answered in time leaves this promise alone.
  deadline.catch(() => {});

  const admit = async (cost: number) => {
    if (cost <= GATE_FREE_COST) return;
    const granted = await gate.enter(controller.signal);
    if (ended) granted();
    else release = granted;
  };
  const end = () => {
    ended = true;
    clearTimeout(timer);
    response.off('close', onClose);
    release?.();
  };
  return { call: { ...createContext(store, controller.signal), requestId, admit }, deadline, end };
}
