/** Identifiers as people paste them: what the copying adds is taken away before they are read. */

/** Links are pasted encoded twice or three times, never more often. */
const MOST_DECODINGS = 4;

/** Until nothing is left to decode, for a normal form must be its own; empty for what is encoded more often than links are. */
export function decodePercent(text: string): string {
  let decoded = text;
  for (let round = 0; /%[0-9a-f]{2}/i.test(decoded); round++) {
    if (round === MOST_DECODINGS) return '';
    try {
      const next = decodeURIComponent(decoded);
      if (next === decoded) break;
      decoded = next;
    } catch {
      break;
    }
  }
  return decoded;
}

/** Longer than any identifier, also when it is encoded. */
export const MAX_LENGTH = 4096;
/** What people copy along: `<https://doi.org/…>`, `"33349761"`, `(PMC5438064)`, `33349761[uid]`. */
const WRAPPING = /^(?:<([^<>]*)>|"([^"]*)"|'([^']*)'|“([^”]*)”|\(([^()]*)\)|\[([^[\]]*)\])$/u;
const FIELD_TAG = /\s*\[(?:uid|pmid|doi|aid|pmcid)\]$/i;

/** Without what pasting adds: characters that nobody sees, wrapping and blanks. Empty for what is too long to be read. */
export function visible(text: string): string {
  if (text.length > MAX_LENGTH) return '';
  const seen = text.replace(/\p{Cf}/gu, '').trim();
  const inner = WRAPPING.exec(seen)
    ?.slice(1)
    .find((part) => part !== undefined);
  return (inner ?? seen).replace(FIELD_TAG, '').trim();
}

/** For identifiers made of letters, digits and hyphens: full-width forms and dashes of print become plain ones. */
export function plain(text: string): string {
  return decodePercent(visible(text).normalize('NFKC'))
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .trim()
    .replace(/[\s.,;]+$/, '');
}

export const WEB = String.raw`(?:https?:\/\/)?(?:www\.)?`;
/** What may stand behind an identifier in a link. */
export const LINK_END = String.raw`(?:\/?(?:[?#].*)?)$`;
