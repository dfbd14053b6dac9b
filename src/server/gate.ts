import { CodedError } from '../errors.js';

/**
 * Lets a few costly operations run at once and a bounded queue wait for a short time; all others are refused at
 * once, so that cheap operations and health checks stay quick under load.
 */
export interface GateSettings {
  /** Operations that run at once. */
  slots: number;
  /** Operations that wait. */
  queue: number;
  /** Milliseconds that one waits at most. */
  waitMs: number;
}

export const GATE: GateSettings = { slots: 4, queue: 64, waitMs: 2_000 };
/** Operations that cost no more than this pass without a slot. */
export const GATE_FREE_COST = 100;

export type Release = () => void;

export const overloaded = (): CodedError =>
  new CodedError('OVERLOADED', 'The server has too much to do right now. Try again in a few seconds.');

export class Gate {
  private free: number;
  /** In the order of arrival. */
  private readonly waiting = new Set<(release: Release) => void>();

  constructor(private readonly settings: GateSettings = GATE) {
    this.free = settings.slots;
  }

  /** Resolves when a slot is free; rejects with OVERLOADED, or with the signal's reason when that is aborted first. */
  enter(signal: AbortSignal): Promise<Release> {
    if (signal.aborted) return Promise.reject(signal.reason);
    if (this.free > 0) {
      this.free -= 1;
      return Promise.resolve(this.releaser());
    }
    if (this.waiting.size >= this.settings.queue) return Promise.reject(overloaded());
    return new Promise((resolve, reject) => {
      // A waiter leaves the set exactly once: here when it gives up, or in `next` when it is granted the slot.
      const giveUp = (reason: unknown) => {
        if (this.waiting.delete(grant)) leave(() => reject(reason));
      };
      const onAbort = () => giveUp(signal.reason);
      const timer = setTimeout(() => giveUp(overloaded()), this.settings.waitMs);
      const leave = (then: () => void) => {
        clearTimeout(timer);
        signal.removeEventListener('abort', onAbort);
        then();
      };
      const grant = (release: Release) => leave(() => resolve(release));
      signal.addEventListener('abort', onAbort);
      this.waiting.add(grant);
    });
  }

  /** Gives the slot on, once. Not at once: sockets are to be read between two costly operations. */
  private releaser(): Release {
    let released = false;
    return () => {
      if (released) return;
      released = true;
      setImmediate(() => this.next());
    };
  }

  private next(): void {
    const [grant] = this.waiting;
    if (!grant) {
      this.free += 1;
      return;
    }
    this.waiting.delete(grant);
    grant(this.releaser());
  }
}
