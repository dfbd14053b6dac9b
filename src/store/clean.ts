/**
 * Text as both engines can store it: NUL, which ends strings in some of their code, is taken out, and halves
 * of surrogate pairs, which UTF-8 cannot hold, become U+FFFD. Sources do contain both.
 */
export function cleanText(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}

/** The same value with every string in it cleaned. */
export function clean<T>(value: T): T {
  if (typeof value === 'string') return cleanText(value) as T;
  if (Array.isArray(value)) return value.map((item) => clean<unknown>(item)) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, clean<unknown>(part)])) as T;
}
