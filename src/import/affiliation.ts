import { cleanText } from './input.js';

/** A text without these marks at its end. A loop, for a pattern would go back and forth in a long row of marks. */
export function trimMarks(text: string, marks: string): string {
  let end = text.length;
  while (end > 0 && marks.includes(text[end - 1]!)) end--;
  return text.slice(0, end);
}

const ANNOUNCEMENT = /\b(?:electronic address|e-?mail(?: address)?)$/i;

/**
 * An affiliation as the source writes it, but without e-mail addresses: those are personal data that nobody
 * needs in a graph of literature. Null where nothing else is left.
 */
export function affiliationText(text: string): string | null {
  return withoutAddresses(cleanText(text));
}

/** As `affiliationText`, for a text that is clean. */
export function withoutAddresses(text: string): string | null {
  let clean = text;
  if (clean.includes('@')) {
    const words = clean.split(' ').filter((word) => !word.includes('@'));
    clean = trimMarks(words.join(' '), ' ;,:(');
    const announcement = ANNOUNCEMENT.exec(clean.slice(-20));
    if (announcement) clean = trimMarks(clean.slice(0, clean.length - announcement[0].length), ' ;,:(');
  }
  return clean === '' || clean === '.' ? null : clean;
}
