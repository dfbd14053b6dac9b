/**
 * A pure function of a text that remembers its last answers: names and affiliations come again and again. It forgets all
 * when they are too many, so that memory does not grow.
 */
export function memo<T>(compute: (text: string) => T, most = 5_000): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    let value = known.get(text);
    if (value === undefined) {
      if (known.size >= most) known.clear();
      known.set(text, (value = compute(text)));
    }
    return value;
  };
}
