/**
 * The first difference between two answers, as a path and what stands there on either side; null where there is none.
 * The order of lists counts, that of fields does not; null and a missing field are the same.
 */
export function difference(a: unknown, b: unknown, path = ''): string | null {
  if (a === b || (a ?? null) === (b ?? null)) return null;
  if (isObject(a) && isObject(b) && Array.isArray(a) === Array.isArray(b)) {
    for (const name of new Set([...Object.keys(a), ...Object.keys(b)])) {
      const found = difference(a[name], b[name], Array.isArray(a) ? `${path}[${name}]` : `${path}.${name}`);
      if (found) return found;
    }
    return null;
  }
  // Means of many numbers may differ in the last digits by the order in which they were added.
  if (typeof a === 'number' && typeof b === 'number' && Math.abs(a - b) <= 1e-9 * Math.abs(a)) return null;
  return `${path || 'the whole'}: ${shown(a)} against ${shown(b)}`;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
