/**
 * A pure function of a text that remembers its last answers: the same places and institutions come again and again. When
 * `most` are remembered all are forgotten. Answers are shared, so nobody may change them.
 */
export function remember<Answer>(most: number, answer: (text: string) => Answer): (text: string) => Answer {
  const known = new Map<string, Answer>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const made = answer(text);
    if (known.size >= most) known.clear();
    known.set(text, made);
    return made;
  };
}
