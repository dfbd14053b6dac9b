import { CLOCK, type Clock } from './clock.js';

/**
 * Keeps the calls to one host apart: each has its turn, at least the spacing after the one before. What a host says of
 * its own limits is obeyed where it is stricter.
 */
export class Pacer {
  private readonly free = new Map<string, number>();
  private readonly asked = new Map<string, number>();

  constructor(private readonly clock: Clock = CLOCK) {}

  /** Waits for the turn of a call. */
  async turn(host: string, spacingMs: number, signal?: AbortSignal): Promise<void> {
    const now = this.clock.now();
    const at = Math.max(now, this.free.get(host) ?? 0);
    this.free.set(host, at + Math.max(spacingMs, this.asked.get(host) ?? 0));
    if (at > now) await this.clock.sleep(at - now, signal);
  }

  /** Nobody calls this host before a time: it asked for rest. */
  hold(host: string, until: number): void {
    this.free.set(host, Math.max(until, this.free.get(host) ?? 0));
  }

  /** Takes note of the limit that an answer states (`x-rate-limit-limit: 50`, `x-rate-limit-interval: 1s`). */
  observe(host: string, headers: Headers): void {
    const limit = Number(headers.get('x-rate-limit-limit'));
    const interval = /^(\d+)s?$/.exec(headers.get('x-rate-limit-interval') ?? '')?.[1];
    if (interval === undefined || !(limit > 0)) return;
    // A tenth less than is allowed, for clocks and networks are not exact.
    this.asked.set(host, Math.min((Number(interval) * 1100) / limit, 60_000));
  }
}
