import type { NamedAuthor } from './person-form.js';
import { shortName } from './person-parts.js';

/** How a person is named, out of all that the works say. */
export interface AuthorDescription {
  kind: NamedAuthor['kind'];
  /** Family name first, as PubMed writes it: `Van den Broeck K`. */
  displayName: string;
  familyName: string | null;
  givenName: string | null;
  initials: string | null;
  suffix: string | null;
  /** Every form of the name seen, the display name first. */
  names: string[];
}

/** Some sources write names in capitals alone, which is no spelling of its own. */
const isShouted = (text: string): boolean => text.length > 2 && text === text.toUpperCase() && text !== text.toLowerCase();

/** The value that most claims have, on ties one with small letters, the longest, the smallest; null where none has one. */
function mostCommon(values: readonly (string | null)[]): string | null {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== null && value !== '') counts.set(value, (counts.get(value) ?? 0) + 1);
  const ranked = [...counts].sort(
    ([a, m], [b, n]) => n - m || Number(isShouted(a)) - Number(isShouted(b)) || b.length - a.length || (a < b ? -1 : 1),
  );
  return ranked[0]?.[0] ?? null;
}

const longest = (values: readonly (string | null)[]): string | null =>
  [...values].sort((a, b) => (b?.length ?? 0) - (a?.length ?? 0) || ((a ?? '') < (b ?? '') ? -1 : 1))[0] ?? null;

/** The claims of one person as one name; their order does not matter. */
export function describeAuthor(claims: readonly NamedAuthor[]): AuthorDescription {
  const { kind } = claims[0]!;
  const familyName = mostCommon(claims.map((claim) => claim.familyName));
  // Given name and initials of one source belong together, and only with the family name that is shown.
  const own = claims.filter((claim) => claim.familyName === familyName);
  const givenName = longest(own.map((claim) => claim.givenName));
  const initials = longest(own.map((claim) => claim.initials));
  const suffix = mostCommon(own.map((claim) => claim.suffix));
  const asWritten = claims.map((claim) => claim.nameAsWritten);
  const displayName = familyName === null ? mostCommon(asWritten)! : shortName(familyName, initials ?? givenName, suffix);
  const names = [displayName, ...[...new Set(asWritten)].sort()];
  return { kind, displayName, familyName, givenName, initials, suffix, names: [...new Set(names)] };
}
