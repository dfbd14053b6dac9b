import { countryNamed, plainWords } from './countries.js';
import { countryOfPostcode, countryOfRegion, isZipOf } from './regions.js';
import { remember } from './remember.js';

/** What tells the country in one affiliation, and where. */
export interface CountryFound {
  code: string;
  /** The part, counted from 0, that tells it. */
  at: number;
}

/** Territories with a code of their own, which affiliations name before the state that they belong to. */
const WITHIN: Readonly<Record<string, string>> = {
  HK: 'CN', MO: 'CN', TW: 'CN', PR: 'US', GU: 'US', VI: 'US', AS: 'US', MP: 'US', RE: 'FR', GP: 'FR', MQ: 'FR', GF: 'FR', YT: 'FR',
  NC: 'FR', PF: 'FR', GL: 'DK', FO: 'DK', AX: 'FI', AW: 'NL', CW: 'NL', SX: 'NL', BQ: 'NL', JE: 'GB', GG: 'GB', IM: 'GB', GI: 'GB',
  BM: 'GB', KY: 'GB', VG: 'GB', FK: 'GB', MS: 'GB', TC: 'GB', AI: 'GB', NF: 'AU', CX: 'AU', CK: 'NZ', SJ: 'NO',
}; // prettier-ignore

/** Words before a country's name that make it another name, or an address. */
const NO_CITY =
  /\b(?:new|north|south|east|west|northern|southern|eastern|western|of|de|du|des|del|della|di|the|la|le|and|und|et|y|for|in|via|rue|calle|avenida|avenue|road|street|strasse|plaza|piazza|square|boulevard|universi\p{L}*|hospital|institut\p{L}*|college|school|cent(?:er|re)|department|bank|embassy|fort|port|little|saint|st|san|santa|gulf|lake|mount)\b/u;

/** What people write behind the country: digits, postal codes, `and`. */
const isAppendix = (plain: string): boolean =>
  plain === '' || plain === 'and' || plain === 'west indies' || !/\p{L}{3}/u.test(plain);

/** `06100 Turkey`, `Japan 162-8480`: what stands before or behind the digits is the name. */
function besideDigits(part: string): string | null {
  const digits = /^([^\d]*?)[\s-]*\d[\d\s-]*\d[\s-]*([^\d]*)$/u.exec(part);
  return digits && (countryNamed(digits[2]!) ?? (digits[2]!.trim() === '' ? countryNamed(digits[1]!) : null));
}

/** `Lund Sweden`: a place of at most three words and a country, with no comma between them. */
function behindPlace(part: string): string | null {
  const words = part.replace(/^[\d\s-]+/, '').split(/\s+/);
  for (let size = Math.min(4, words.length - 1); size > 0; size--) {
    const code = countryNamed(words.slice(-size).join(' '));
    if (code === null) continue;
    const place = words.slice(0, -size).join(' ');
    const plain = plainWords(place);
    return words.length - size <= 3 && !/\d/.test(place) && !NO_CITY.test(plain) ? code : null;
  }
  return null;
}

function withZip(part: string): string | null {
  const zip = /^(.*?)[\s-]+(\d{5})(?:-?\d{4})?$/.exec(part);
  return zip && isZipOf(plainWords(zip[1]!), zip[2]!) ? 'US' : null;
}

/** Georgia is a country and a state; Lebanon, New Hampshire, has a medical school. Names of places in the text decide. */
function byPlaces(plain: string, whole: () => string): string | null {
  if (plain === 'georgia') {
    if (/\b(?:tbilisi|batumi|kutaisi|rustavi|javakhishvili|ilia state|georgian)\b/.test(whole())) return 'GE';
    const isState = /\b(?:atlanta|athens|augusta|savannah|macon|decatur|statesboro|kennesaw|emory|morehouse|mercer|university of georgia|medical college of georgia|georgia state|georgia institute of technology|georgia southern)\b/; // prettier-ignore
    return isState.test(whole()) ? 'US' : null;
  }
  return plain === 'lebanon' && /\b(?:dartmouth|hitchcock|geisel)\b/.test(whole()) ? 'US' : null;
}

interface Told {
  plain: string;
  code: string | null;
  /** The country behind a place without a comma, which counts in the last part alone. */
  city: string | null;
}

/** What a part tells by itself. */
const told = remember(20_000, (text): Told => {
  const part = text.replace(/[\s.]+$/, '');
  const code = countryNamed(part) ?? withZip(part) ?? countryOfRegion(text) ?? besideDigits(part) ?? countryOfPostcode(part);
  return { plain: plainWords(part), code, city: code === null ? behindPlace(part) : null };
});

/** `IL, 60637`: the state stands in the part before. */
const zipBehind = (state: string | undefined, part: string): string | null =>
  state !== undefined && /^\d{5}(?:-\d{4})?\.?$/.test(part) ? withZip(`${state} ${part.replace(/\.$/, '')}`) : null;

/**
 * The country of one affiliation, given in its parts between commas; null where nothing tells it for certain.
 *
 * From the end backwards the first part counts that is the name of a country (behind or before a postal code, or behind a
 * place without a comma); a state or province that only one country has; a state of the USA with a ZIP code that it has; a
 * postal code of a form that only one country has. Names inside other names do not count: `Indiana University`, `American
 * University of Beirut`, `New Jersey`. A territory that has a code of its own counts before the state that it belongs to.
 */
export function countryOf(parts: readonly string[]): CountryFound | null {
  const whole = (): string => plainWords(parts.join(' '));
  let isLast = true;
  for (let at = parts.length - 1; at >= 0; at--) {
    const part = parts[at]!;
    const { plain, code: own, city } = told(part);
    const code = byPlaces(plain, whole) ?? own ?? (isLast ? city : null) ?? zipBehind(parts[at - 1], part);
    if (code !== null) return territoryBefore({ code, at }, parts);
    isLast &&= isAppendix(plain);
  }
  return null;
}

function territoryBefore(found: CountryFound, parts: readonly string[]): CountryFound {
  const before = found.at > 0 ? countryNamed(parts[found.at - 1]!.replace(/[\d\s-]+$/, '')) : null;
  return before !== null && WITHIN[before] === found.code ? { code: before, at: found.at - 1 } : found;
}
