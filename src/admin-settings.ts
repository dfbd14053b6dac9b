import { badSetting } from './errors.js';

/** Settings of what only the holder of the token may do. */

export const MIN_TOKEN_LENGTH = 32;

/** What can stand behind `Bearer` (RFC 6750, b64token): anything else would not arrive as it was set. */
const TOKEN = /^[A-Za-z0-9._~+/-]+=*$/;

/** The token; null where none is set. The message names the rule and never the token. */
export function readAdminToken(text: string | undefined): string | null {
  if (text === undefined) return null;
  if (text.length >= MIN_TOKEN_LENGTH && TOKEN.test(text)) return text;
  throw badSetting(
    `ADMIN_TOKEN must be at least ${MIN_TOKEN_LENGTH} characters long, letters, digits and - . _ ~ + / (= at the end) only; ` +
      'make one with `openssl rand -hex 32`.',
  );
}

const UNITS: Readonly<Record<string, number>> = { '': 1, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30, TiB: 2 ** 40 };
const SIZE = /^(\d{1,15})(?:\s*([KMGT]iB))?$/;

/** Bytes of `500MiB`, `2GiB` or `1073741824`; `name` is that of the setting. */
export function readSize(name: string, text: string): number {
  const [, digits = '', unit = ''] = SIZE.exec(text) ?? [];
  const bytes = Number(digits) * UNITS[unit]!;
  if (bytes >= 1 && Number.isSafeInteger(bytes)) return bytes;
  throw badSetting(`${name} is "${text}", but must be a size such as 500MiB, 2GiB or a number of bytes.`);
}

/** `2 GiB`, as messages say it; rounded down, so that what is said to fit does. */
export function sizeText(bytes: number): string {
  const [unit, size] = Object.entries(UNITS).findLast(([, size]) => bytes >= size) ?? ['', 1];
  return unit === '' ? `${bytes} bytes` : `${Math.floor((bytes / size) * 10) / 10} ${unit}`;
}
