/** Identifiers that databases give to works, and ROR to institutions: every spelling becomes one normal form, null what is none. */

/** `https://openalex.org/W123` → `W123`. */
export function normalizeOpenAlexId(text: string): string | null {
  const match = /^(?:https?:\/\/(?:api\.)?openalex\.org\/(?:works\/)?|openalex\s*:\s*)?(W[1-9]\d{0,15})$/i.exec(text.trim());
  return match ? match[1]!.toUpperCase() : null;
}

/** Semantic Scholar's paper id: 40 hexadecimal digits, also as our own lists write it, `s2:…`. */
export function normalizeS2Id(text: string): string | null {
  const match = /^(?:s2\s*:\s*|https?:\/\/(?:www\.|api\.)?semanticscholar\.org\/(?:paper\/)?(?:[^/]*\/)?)?([0-9a-f]{40})$/i.exec(
    text.trim(),
  );
  return match ? match[1]!.toLowerCase() : null;
}

/** OpenCitations Meta's id of a work: `omid:br/06101` → `br/06101`. */
export function normalizeOmid(text: string): string | null {
  const match = /^(?:omid\s*:\s*|https?:\/\/w3id\.org\/oc\/meta\/)?(br\/\d{1,30})$/i.exec(text.trim());
  return match ? match[1]!.toLowerCase() : null;
}

/** Letters and digits that ROR ids are made of, in the order of their values (Crockford's base 32). */
const ROR_DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';

/** `https://ror.org/0161xgx34` → `0161xgx34`; the last two digits are a check (ISO 7064, MOD 97-10). */
export function normalizeRor(text: string): string | null {
  const match = /^(?:https?:\/\/(?:www\.)?ror\.org\/|ror(?:\.org\/|\s*:\s*))?(0[a-hj-km-np-tv-z\d]{6}\d{2})\/?$/i.exec(
    text.trim(),
  );
  if (!match) return null;
  const ror = match[1]!.toLowerCase();
  const value = [...ror.slice(0, 7)].reduce((sum, letter) => sum * 32 + ROR_DIGITS.indexOf(letter), 0);
  return 98 - ((value * 100) % 97) === Number(ror.slice(7)) ? ror : null;
}
