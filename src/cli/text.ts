/** Texts for people: numbers, sizes and durations, and what comes out of files made fit for a terminal. */

/** `12,345`. */
export const number = (value: number): string => String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',');

/** `1 record`, `12,345 records`. */
export const count = (
  value: number,
  noun: string,
  plural = noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`,
): string => `${number(value)} ${value === 1 ? noun : plural}`;

const UNITS = ['kB', 'MB', 'GB', 'TB'];

/** Bytes in decimal units: `45.2 MB`. */
export function size(bytes: number): string {
  let value = bytes;
  let unit = 'bytes';
  for (const next of UNITS) {
    if (value < 1000) break;
    value /= 1000;
    unit = next;
  }
  return unit === 'bytes' ? count(bytes, 'byte') : `${value.toFixed(1)} ${unit}`;
}

/** `41 s`, `3 min 20 s`, `2 h 5 min`. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min ${whole % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Text of a file or a name of one: control characters could move the cursor or change the terminal's settings. */
export const shown = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(/\p{Cc}/gu, '\ufffd')
    .trim();

/** At most `length` characters. */
export function clipped(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).toWellFormed()}…`;
}

/** `file.ris, line 17, record 3`. */
export function placeOf({ file, line, record }: { file: string; line: number | null; record: number | null }): string {
  return [shown(file), ...(line === null ? [] : [`line ${line}`]), ...(record === null ? [] : [`record ${record}`])].join(', ');
}

/**
 * One line of CSV: fields that hold a comma, quote or line end stand in quotes (RFC 4180). A title that a spreadsheet would
 * take for a formula gets an apostrophe before it, which the import of tables takes away again.
 */
export const csvRow = (fields: readonly string[]): string =>
  fields
    .map((text) => (/^[=+@\t-]/.test(text) ? `'${text}` : text))
    .map((text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text))
    .join(',');
