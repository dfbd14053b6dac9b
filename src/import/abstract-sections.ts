import type { AbstractSection } from '../records.js';
import { cleanText, singleGaps } from './input.js';

/** `BACKGROUND: `, `MATERIALS AND METHODS: `: capitals, at least three letters, after the end of a sentence. */
const LABEL = /(?:^|[.?!)\]%][,;]?\s|\n)(\p{Lu}[\p{Lu}\p{N} ,&/()'’-]{1,70}[\p{Lu})]):(?=\s)/gu;

/**
 * An abstract that a format gives as one text. PubMed writes the labels of structured abstracts into it; they are
 * only taken for labels where the abstract begins with one, so that `DNA: a study` in running text stays text.
 */
export function abstractSections(text: string): AbstractSection[] {
  const whole = singleGaps(text.trim());
  const labels = [...whole.matchAll(LABEL)];
  if (labels.length === 0 || labels[0]!.index > 0 || labels[0]![0].startsWith('\n')) {
    const plain = cleanText(whole);
    return plain === '' ? [] : [{ label: null, text: plain }];
  }
  const sections = labels.map((match, i) => {
    const start = match.index + match[0].length;
    // The mark that closes the sentence before a label belongs to that sentence.
    const next = labels[i + 1];
    const end = next === undefined ? whole.length : next.index + next[0].indexOf(next[1]!);
    return { label: cleanText(match[1]!), text: cleanText(whole.slice(start, end)) };
  });
  return sections.filter((section) => section.text !== '');
}
