import { countryNamed } from './countries.js';
import { countryOf } from './country.js';
import { institutionsOf } from './institution.js';
import { remember } from './remember.js';

/** What an affiliation tells of where somebody worked; null is what it does not tell for certain. */
export interface Place {
  institution: string | null;
  /** ISO 3166-1 alpha-2. */
  country: string | null;
}

/** A mark or number before an affiliation: `1`, `a)`, `*`, `[2]`. */
const LABEL = /^(?:[*†‡§#¶]+|\[\d{1,2}\]|\(?\d{1,2}[).]|\d{1,2}\s(?=\p{Lu})|\(?[a-z][).])\s*/u;

/** A country, and behind it the next affiliation: `Sweden and Department of X`, `Japan. Department of Y`. */
const NEXT = /^(.+?)(?:\.\s+|\.?\s+(?:and|und|et|y)\s+|\s*[/&]\s*)(\p{Lu}\S.{6,})$/u;

const nextBehind = remember(20_000, (piece): readonly [string, string] | null => {
  const next = NEXT.exec(piece);
  return next !== null && countryNamed(next[1]!) !== null && countryNamed(piece) === null ? [next[1]!, next[2]!] : null;
});

/** The affiliations of a text, each in its parts between commas. */
function affiliationsOf(text: string): string[][] {
  const found: string[][] = [];
  for (const one of text.split(';')) {
    let parts: string[] = [];
    // `, Inc.` belongs to the name before it.
    const pieces = one.trim().replace(LABEL, '').replace(/,\s?(?=(?:inc|ltd|llc|co|corp|gmbh)\b)/gi, ' ').split(/[,，]/); // prettier-ignore
    for (const untrimmed of pieces) {
      const piece = untrimmed.trim();
      const next = nextBehind(piece);
      if (next !== null) {
        found.push([...parts, next[0]]);
        parts = [next[1]];
      } else if (piece !== '') parts.push(piece);
    }
    if (parts.length > 0) found.push(parts);
  }
  return found;
}

/** The texts are long only by mistake; what follows is not read. */
const MOST = 2_000;

/**
 * The institutions and countries that an affiliation text names, in its order; places of which nothing is known are left out.
 *
 * Several affiliations in one text are parted by semicolons, or by `and` or a full stop behind a country. Which part is the
 * institution: institution.ts; what tells the country: country.ts. Nothing is looked up in a list of institutions, and
 * nothing is guessed: what the text does not tell for certain is null.
 */
export const placesOf = remember(20_000, (text): readonly Readonly<Place>[] => {
  const places: Place[] = [];
  for (const parts of affiliationsOf(text.slice(0, MOST))) {
    const found = countryOf(parts);
    const before = institutionsOf(parts, found?.at ?? parts.length);
    // Some write the place first.
    const institutions = before.length === 0 && found !== null ? institutionsOf(parts, parts.length) : before;
    const country = found?.code ?? null;
    // Of two universities in one affiliation the country is certain for the one that stands beside it.
    institutions.forEach((institution, i) =>
      places.push({ institution, country: i === institutions.length - 1 ? country : null }),
    );
    if (institutions.length === 0 && country !== null) places.push({ institution: null, country });
  }
  return places;
});
