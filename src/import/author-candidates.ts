import type { Block, ClaimProfile } from './author-profile.js';

/**
 * Which claims of a block are compared at all: those that share a coauthor, a coauthor's ORCID, a word of an
 * affiliation, or the name written out. Lists of claims that share one thing are compared whole while they are
 * short; in a long list each with its neighbours only, in two orders ("sorted neighbourhood", Hernández & Stolfo,
 * SIGMOD 1995), so that the work grows with the list and not with its square. What is one joins along the list.
 */
const WHOLE_LIST = 24;
const NEIGHBOURS = 8;
/** Things of one kind that a claim is listed under: those that the fewest claims share. Papers have up to thousands of authors. */
const MAX_KEYS = 40;

/** What a claim is listed under, by kind. The letters keep the kinds apart. */
function candidateKeys({ form, claim, signs, coauthorOrcids, affiliations }: ClaimProfile, { names }: Block): string[][] {
  const { kind, given } = names.forms[form]!;
  const first = names.given[form]!;
  const family = names.family[form]!;
  // `B. Tommie` has no first name written out, but more than initials.
  const written = first ?? (given.some((word) => word.text.length > 1) ? given.map((word) => word.text).join(' ') : null);
  const whole = kind === 'GROUP' ? [family] : written === null ? [] : [`${written} ${family}`];
  return [
    [...signs.coauthors].map((block) => `c ${block}`),
    [...coauthorOrcids].map((orcid) => `o ${orcid}`),
    [...[...signs.words].map((word) => `w ${word}`), ...[...affiliations].map((text) => `a ${text}`)],
    whole.flatMap((name) => [`n ${name}`, `j ${claim.journalKey} ${name}`]),
  ];
}

function listsOf(block: Block): number[][] {
  const keys = block.profiles.map((profile) => candidateKeys(profile, block));
  const counts = new Map<string, number>();
  for (const key of keys.flat(2)) counts.set(key, (counts.get(key) ?? 0) + 1);
  const lists = new Map<string, number[]>();
  keys.forEach((kinds, index) => {
    for (const all of kinds) {
      const shared = [...new Set(all)].filter((key) => counts.get(key)! > 1);
      const rarest =
        shared.length > MAX_KEYS ? shared.sort((a, b) => counts.get(a)! - counts.get(b)! || (a < b ? -1 : 1)) : shared;
      for (const key of rarest.slice(0, MAX_KEYS)) {
        const list = lists.get(key);
        if (list) list.push(index);
        else lists.set(key, [index]);
      }
    }
  });
  return [...lists.values()].filter((list) => list.length > 1);
}

/** Position of each claim by its year, and by its first name and year; claims are in the order of their ids. */
function ranks({ profiles, names }: Block): { byYear: number[]; byName: number[] } {
  const rank = (compare: (a: ClaimProfile, b: ClaimProfile) => number): number[] => {
    const ranked: number[] = [];
    [...profiles].sort((a, b) => compare(a, b) || a.index - b.index).forEach(({ index }, at) => (ranked[index] = at));
    return ranked;
  };
  const years = (a: ClaimProfile, b: ClaimProfile): number => (a.claim.year ?? 0) - (b.claim.year ?? 0);
  const given = (profile: ClaimProfile): string => names.given[profile.form] ?? '';
  return { byYear: rank(years), byName: rank((a, b) => (given(a) < given(b) ? -1 : given(a) > given(b) ? 1 : years(a, b))) };
}

/** Pairs of indexes (the smaller first) whose names agree, each once, in order. */
export function* candidatePairs(block: Block): Iterable<[number, number]> {
  const { profiles, names } = block;
  const { byYear, byName } = ranks(block);
  const size = profiles.length;
  const found = new Set<number>();
  const add = (a: number, b: number): void => {
    if (names.agreement(profiles[a]!.form, profiles[b]!.form) === null) return;
    if (profiles[a]!.claim.workKey !== profiles[b]!.claim.workKey) found.add(Math.min(a, b) * size + Math.max(a, b));
  };
  for (const list of listsOf(block)) {
    const orders = list.length <= WHOLE_LIST ? [byYear] : [byYear, byName];
    for (const order of orders) {
      const reach = list.length <= WHOLE_LIST ? list.length : NEIGHBOURS;
      const sorted = [...list].sort((a, b) => order[a]! - order[b]!);
      sorted.forEach((one, at) => {
        for (const other of sorted.slice(at + 1, at + 1 + reach)) add(one, other);
      });
    }
  }
  for (const pair of [...found].sort((a, b) => a - b)) yield [Math.floor(pair / size), pair % size];
}
