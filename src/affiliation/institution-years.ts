import { keysOfInstitutions, mergedInstitution } from './same-institution.js';
import type { Institution } from './workplace.js';

/** An institution with the works that name it. */
export interface InstitutionYears extends Institution {
  key: string;
  works: number;
  firstYear: number | null;
  lastYear: number | null;
}

/** The institutions of some works together, each once: that of most works first, then the one named last, then by key. */
export function institutionYears(
  works: readonly { year: number | null; institutions: readonly Institution[] }[],
): InstitutionYears[] {
  const named = works.flatMap(({ institutions }, work) => institutions.map((institution) => ({ work, institution })));
  const keys = keysOfInstitutions(named.map(({ institution }) => institution));
  const groups = new Map<string, { works: Set<number>; same: Institution[] }>();
  named.forEach(({ work, institution }, i) => {
    const group = groups.get(keys[i]!) ?? { works: new Set(), same: [] };
    groups.set(keys[i]!, group);
    group.works.add(work);
    group.same.push(institution);
  });
  const found = [...groups].map(([key, group]): InstitutionYears => {
    const years = [...group.works].flatMap((work) => works[work]!.year ?? []).sort((a, b) => a - b);
    return {
      ...mergedInstitution(group.same),
      key,
      works: group.works.size,
      firstYear: years[0] ?? null,
      lastYear: years.at(-1) ?? null,
    };
  });
  return found.sort((a, b) => b.works - a.works || (b.lastYear ?? 0) - (a.lastYear ?? 0) || (a.key < b.key ? -1 : 1));
}
