import type { Block, ClaimProfile } from './author-profile.js';
import type { Numbers, ValueNumbers } from './value-numbers.js';

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

/** Claims that tell one thing, two at least. */
interface Shared {
  value: number;
  claims: number[];
}

/** What the claims of a block share of one kind: all of it, and what each claim that `hasMany` has of it. */
interface SharedOfKind {
  all: Shared[];
  of: (Shared[] | undefined)[];
}

/** Most values are told by one claim alone: those are noted without a list. */
function sharedOf(
  profiles: readonly ClaimProfile[],
  numbers: ValueNumbers,
  valuesOf: (profile: ClaimProfile) => Numbers,
  hasMany: boolean[],
): SharedOfKind {
  const lists = new Map<number, Shared>();
  const of: SharedOfKind['of'] = hasMany.map((many) => (many ? [] : undefined));
  const isFirst = numbers.firsts();
  const firstClaim = numbers.notes;
  for (const profile of profiles) {
    const { index } = profile;
    for (const value of valuesOf(profile)) {
      if (isFirst(value)) {
        firstClaim[value] = index;
        continue;
      }
      let shared = lists.get(value);
      if (shared === undefined) {
        const first = firstClaim[value]!;
        lists.set(value, (shared = { value, claims: [first] }));
        of[first]?.push(shared);
      }
      shared.claims.push(index);
      of[index]?.push(shared);
    }
  }
  return { all: [...lists.values()], of };
}

/** `B. Tommie` has no first name written out, but more than initials. */
function wholeNameOf({ names }: Block, form: number): string | null {
  const { kind, given } = names.forms[form]!;
  const family = names.family[form]!;
  if (kind === 'GROUP') return family;
  const written =
    names.given[form] ?? (given.some((word) => word.text.length > 1) ? given.map((word) => word.text).join(' ') : null);
  return written === null ? null : `${written} ${family}`;
}

/** All but the rarest of what a claim shares: what the fewest claims share is the rarest, then what comes first as a text. */
function beyondRarest(own: readonly Shared[], numbers: ValueNumbers): Shared[] {
  if (own.length <= MAX_KEYS) return [];
  const limit = Int32Array.from(own, ({ claims }) => claims.length).sort()[MAX_KEYS - 1]!;
  const equal = own.filter(({ claims }) => claims.length === limit);
  const fewer = own.reduce((count, { claims }) => (claims.length < limit ? count + 1 : count), 0);
  equal.sort((a, b) => (numbers.text(a.value) < numbers.text(b.value) ? -1 : 1));
  return [...equal.slice(MAX_KEYS - fewer), ...own.filter(({ claims }) => claims.length > limit)];
}

/** Lists of claims that share values of one kind. Where a claim has many, it stays in the lists of the rarest only. */
function listsByValue(
  profiles: readonly ClaimProfile[],
  numbers: ValueNumbers,
  kind: readonly ((profile: ClaimProfile) => Numbers)[],
): number[][] {
  const hasMany = profiles.map((profile) => kind.reduce((size, valuesOf) => size + valuesOf(profile).length, 0) > MAX_KEYS);
  const shared = kind.map((valuesOf) => sharedOf(profiles, numbers, valuesOf, hasMany));
  const leaving = new Map<Shared, Set<number>>();
  for (const { index } of profiles) {
    if (!hasMany[index]) continue;
    const own = shared.length === 1 ? shared[0]!.of[index]! : shared.flatMap(({ of }) => of[index]!);
    for (const one of beyondRarest(own, numbers)) {
      const indexes = leaving.get(one);
      if (indexes === undefined) leaving.set(one, new Set([index]));
      else indexes.add(index);
    }
  }
  // Only now, for what is rarest is told by the whole lists.
  return shared.flatMap(({ all }) =>
    all.map((one) => {
      const indexes = leaving.get(one);
      return indexes === undefined ? one.claims : one.claims.filter((index) => !indexes.has(index));
    }),
  );
}

/** Claims with one whole name, and those of them in one journal. */
function listsByName(block: Block): number[][] {
  const [names, namesAndJournals] = [new Map<string, number[]>(), new Map<string, number[]>()];
  const put = (lists: Map<string, number[]>, key: string, index: number): void => {
    const list = lists.get(key);
    if (list === undefined) lists.set(key, [index]);
    else list.push(index);
  };
  const wholeNames = block.names.forms.map((_, form) => wholeNameOf(block, form));
  for (const { index, form, claim } of block.profiles) {
    const name = wholeNames[form]!;
    if (name === null) continue;
    put(names, name, index);
    put(namesAndJournals, `${claim.journalKey} ${name}`, index);
  }
  return [...names.values(), ...namesAndJournals.values()];
}

/** Lists of claims that share something. */
function listsOf(block: Block): number[][] {
  const { profiles, numbers } = block;
  const lists = [
    ...listsByValue(profiles, numbers.works, [({ signs }) => signs.coauthors]),
    ...listsByValue(profiles, numbers.claims, [({ coauthorOrcids }) => coauthorOrcids]),
    ...listsByValue(profiles, numbers.claims, [({ signs }) => signs.words, ({ affiliations }) => affiliations]),
    ...listsByName(block),
  ];
  return lists.filter((list) => list.length > 1);
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

const agree = ({ profiles, names }: Block, a: number, b: number): boolean =>
  profiles[a]!.claim.workKey !== profiles[b]!.claim.workKey && names.agreement(profiles[a]!.form, profiles[b]!.form) !== null;

/** In a small block each is compared with each: lists would all be whole. */
function* pairsOfFew(block: Block): Iterable<[number, number]> {
  const { profiles, numbers } = block;
  const wholeNames = profiles.map(({ form }) => wholeNameOf(block, form));
  const share = (a: ClaimProfile, b: ClaimProfile): boolean =>
    (wholeNames[a.index] !== null && wholeNames[a.index] === wholeNames[b.index]) ||
    numbers.claims.overlap(a.signs.words, b.signs.words) ||
    numbers.claims.overlap(a.affiliations, b.affiliations) ||
    numbers.works.overlap(a.signs.coauthors, b.signs.coauthors) ||
    numbers.claims.overlap(a.coauthorOrcids, b.coauthorOrcids);
  for (const a of profiles)
    for (let other = a.index + 1; other < profiles.length; other++)
      if (agree(block, a.index, other) && share(a, profiles[other]!)) yield [a.index, other];
}

/** Pairs of indexes (the smaller first) whose names agree, each once, in order. */
export function candidatePairs(block: Block): Iterable<[number, number]> {
  return block.profiles.length <= WHOLE_LIST ? pairsOfFew(block) : pairsOfMany(block);
}

function* pairsOfMany(block: Block): Iterable<[number, number]> {
  const { profiles } = block;
  const { byYear, byName } = ranks(block);
  const size = profiles.length;
  const seen = new Set<number>();
  const found: number[] = [];
  const add = (a: number, b: number): void => {
    const pair = Math.min(a, b) * size + Math.max(a, b);
    if (seen.has(pair)) return;
    seen.add(pair);
    if (agree(block, a, b)) found.push(pair);
  };
  for (const list of listsOf(block)) {
    if (list.length <= WHOLE_LIST) {
      list.forEach((one, at) => {
        for (let next = at + 1; next < list.length; next++) add(one, list[next]!);
      });
      continue;
    }
    for (const order of [byYear, byName]) {
      const sorted = [...list].sort((a, b) => order[a]! - order[b]!);
      sorted.forEach((one, at) => {
        const end = Math.min(sorted.length, at + 1 + NEIGHBOURS);
        for (let next = at + 1; next < end; next++) add(one, sorted[next]!);
      });
    }
  }
  for (const pair of found.sort((a, b) => a - b)) yield [Math.floor(pair / size), pair % size];
}
