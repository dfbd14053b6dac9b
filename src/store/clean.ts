/**
 * Text as both engines can store it: NUL, which ends strings in some of their code, is taken out, and halves
 * of surrogate pairs, which UTF-8 cannot hold, become U+FFFD. Sources do contain both.
 */
export function cleanText(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}

function isClean(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}

function cleanList(list: readonly unknown[]): readonly unknown[] {
  let cleaned: unknown[] | null = null;
  for (let i = 0; i < list.length; i++) {
    const one = clean(list[i]);
    if (one !== list[i]) (cleaned ??= [...list])[i] = one;
  }
  return cleaned ?? list;
}

function cleanRecord(record: Record<string, unknown>): Record<string, unknown> {
  let cleaned: Record<string, unknown> | null = null;
  for (const name in record) {
    const one = clean(record[name]);
    if (one !== record[name]) (cleaned ??= { ...record })[name] = one;
  }
  return cleaned ?? record;
}

/** The same value with every string in it cleaned; itself where there is nothing to clean, as is usual. */
export function clean<T>(value: T): T {
  if (typeof value === 'string') return (isClean(value) ? value : cleanText(value)) as T;
  if (value === null || typeof value !== 'object') return value;
  return (Array.isArray(value) ? cleanList(value) : cleanRecord(value as Record<string, unknown>)) as T;
}
