import { foldText } from '../store/fold.js';
import { COUNTRY_NAMES } from './country-names.js';
import { remember } from './remember.js';

/** Countries by code and by name. */

const ENGLISH = new Map<string, string>();
const BY_NAME = new Map<string, string>();

/** Letters and digits of a text, folded, with one blank between words; abbreviations lose their full stops: `U.S.A.` is `usa`. */
export const plainWords = remember(20_000, (text) =>
  foldText(text)
    .replace(/\b(\p{L})\.(?:\s?(?=\p{L}\.)|)/gu, '$1')
    .replaceAll("'", '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim(),
);

for (const line of COUNTRY_NAMES.trim().split('\n')) {
  const [code, english, ...others] = line.split('|') as [string, string, ...string[]];
  ENGLISH.set(code, english);
  for (const name of [english, ...others]) BY_NAME.set(plainWords(name), code);
}
/** The country and the state of the USA; what else the text says decides (country.ts). */
BY_NAME.delete('georgia');

/** Name in English; null for what is no code of a country. */
export const countryName = (code: string): string | null => ENGLISH.get(code) ?? null;

/** The code in capitals where it is that of a country, else null. */
export function countryCode(text: string | null | undefined): string | null {
  const code = text?.trim().toUpperCase() ?? '';
  return ENGLISH.has(code) ? code : null;
}

/** Code of the country that the whole text names, with or without an article; null where it names none, or may name another. */
export function countryNamed(text: string): string | null {
  const name = plainWords(text);
  return BY_NAME.get(name) ?? BY_NAME.get(name.replace(/^(?:the|la|el|le) /, '')) ?? null;
}
