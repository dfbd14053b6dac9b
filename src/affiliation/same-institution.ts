import { normalName } from './institution-name.js';
import { remember } from './remember.js';
import type { Institution } from './workplace.js';

const normal = remember(50_000, normalName);

/** Name in normal form and country. One whose country is not known is none that is. */
const nameKey = ({ name, country }: Institution): string => `${normal(name)}|${country ?? ''}`;

/**
 * Keys of institutions, in their order: those with the same key are one. A ROR id is the key of whatever has it, and of what
 * has the same name (in normal form) and country; where two ROR ids have one name and country, or none has, the name and the
 * country are the key. Like names are never held to be one.
 */
export function keysOfInstitutions(institutions: readonly Institution[]): string[] {
  const rors = new Map<string, string | null>();
  for (const one of institutions) {
    if (one.ror === null) continue;
    const key = nameKey(one);
    rors.set(key, rors.has(key) && rors.get(key) !== one.ror ? null : one.ror);
  }
  return institutions.map((one) => {
    const key = nameKey(one);
    const ror = one.ror ?? rors.get(key) ?? null;
    return ror === null ? `name:${key}` : `ror:${ror}`;
  });
}

/** One out of several with the same key: what is stated counts before what was read, what comes first before what follows. */
export function mergedInstitution(same: readonly Institution[]): Institution {
  const best = same.find(({ isStated }) => isStated) ?? same[0]!;
  const known = <F extends 'country' | 'ror'>(field: F): string | null =>
    best[field] ?? same.find((one) => one[field] !== null)?.[field] ?? null;
  return { name: best.name, country: known('country'), ror: known('ror'), isStated: best.isStated };
}
