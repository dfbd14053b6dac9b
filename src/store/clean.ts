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

/** The same value with every string in it cleaned; itself where there is nothing to clean, as is usual. */
export function clean<T>(value: T): T {
  if (typeof value === 'string') return (isClean(value) ? value : cleanText(value)) as T;
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) {
    const items = value.map((item) => clean<unknown>(item));
    return (items.some((item, i) => item !== value[i]) ? items : value) as T;
  }
  let cleaned: Record<string, unknown> | null = null;
  for (const [name, part] of Object.entries(value)) {
    const one = clean<unknown>(part);
    if (one !== part) cleaned = { ...(cleaned ?? value), [name]: one };
  }
  return (cleaned ?? value) as T;
}
