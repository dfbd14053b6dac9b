/** Identifiers that databases of citations give to works: every spelling becomes one normal form, null what is none. */

/** `https://openalex.org/W123` → `W123`. */
export function normalizeOpenAlexId(text: string): string | null {
  const match = /^(?:https?:\/\/(?:api\.)?openalex\.org\/(?:works\/)?|openalex\s*:\s*)?(W[1-9]\d{0,15})$/i.exec(text.trim());
  return match ? match[1]!.toUpperCase() : null;
}

/** Semantic Scholar's paper id: 40 hexadecimal digits. */
export function normalizeS2Id(text: string): string | null {
  const match = /^(?:https?:\/\/(?:www\.|api\.)?semanticscholar\.org\/(?:paper\/)?(?:[^/]*\/)?)?([0-9a-f]{40})$/i.exec(
    text.trim(),
  );
  return match ? match[1]!.toLowerCase() : null;
}

/** OpenCitations Meta's id of a work: `omid:br/06101` → `br/06101`. */
export function normalizeOmid(text: string): string | null {
  const match = /^(?:omid\s*:\s*|https?:\/\/w3id\.org\/oc\/meta\/)?(br\/\d{1,30})$/i.exec(text.trim());
  return match ? match[1]!.toLowerCase() : null;
}
