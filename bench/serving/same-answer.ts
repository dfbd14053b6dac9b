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

/** Of two lists that are ranked by scores, so many have to be in both: scores hang on what an index counts, which differs in small things. */
const LEAST_COMMON = 0.8;

/** The same of lists of works whose order is the index's own: as many, most of them in both, and these the same. */
export function differenceOfRanked(a: readonly { doi: string }[], b: readonly { doi: string }[]): string | null {
  if (a.length !== b.length) return `the number: ${a.length} against ${b.length}`;
  const others = new Map(b.map((one) => [one.doi, one]));
  const common = a.filter(({ doi }) => others.has(doi));
  if (common.length < LEAST_COMMON * a.length) return `only ${common.length} of ${a.length} are in both`;
  for (const one of common) {
    const found = difference(one, others.get(one.doi), one.doi);
    if (found) return found;
  }
  return null;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
