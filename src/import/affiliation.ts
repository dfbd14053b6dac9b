import { cleanText } from './input.js';

/**
 * An affiliation as the source writes it, but without e-mail addresses: those are personal data that nobody
 * needs in a graph of literature. Null where nothing else is left.
 */
export function affiliationText(text: string): string | null {
  let clean = cleanText(text);
  if (clean.includes('@')) {
    clean = clean
      .split(' ')
      .filter((word) => !word.includes('@'))
      .join(' ')
      .replace(/[\s;,(]*\b(?:electronic address|e-?mail(?: address)?)\s*[:.]?[\s;,.)]*$/i, '')
      .replace(/[\s;,:(]+$/, '');
  }
  return clean === '' || clean === '.' ? null : clean;
}
