/** A value that is computed when it is first asked for: most records are never compared with another. */
export function once<T>(compute: () => T): () => T {
  let found: { value: T } | null = null;
  return () => (found ??= { value: compute() }).value;
}
