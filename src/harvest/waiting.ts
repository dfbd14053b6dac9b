/**
 * How long to wait before a call is tried again.
 */

const FIRST_MS = 1_000;
const LONGEST_MS = 60_000;

/**
 * `Retry-After`, in seconds or as an HTTP date, as milliseconds from now; null where there is none that can be read.
 * A date that has passed is 0.
 */
export function retryAfterMs(header: string | null, now: number): number | null {
  const text = header?.trim() ?? '';
  if (/^\d+(?:\.\d+)?$/.test(text)) return Number(text) * 1_000;
  const at = /[a-z]/i.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}

/**
 * Back-off: twice as long for each try that failed, and by chance up to half of it shorter, so that many who were
 * refused at once do not come back at once.
 * @param tries how many have failed, from 1
 * @param random from 0 to 1
 */
export function backOffMs(tries: number, random: number, firstMs = FIRST_MS): number {
  const full = Math.min(firstMs * 2 ** (tries - 1), LONGEST_MS);
  return full * (1 - random / 2);
}
