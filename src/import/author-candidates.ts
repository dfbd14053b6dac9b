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

/** Claims by one kind of thing that they tell: a number of a value, or a text. */
type Lists<K> = Map<K, number[]>;

function put<K>(lists: Lists<K>, key: K, index: number): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [index]);
  // A claim that tells one thing twice is listed once.
  else if (list.at(-1) !== index) list.push(index);
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

type KeysOf = (lists: Lists<number>, profile: ClaimProfile) => Numbers;

/** Where a claim has many keys of one kind, it stays in the lists of the rarest only. */
function keepRarest(
  numbers: ValueNumbers,
  kind: readonly Lists<number>[],
  profiles: readonly ClaimProfile[],
  keysOf: KeysOf,
): void {
  const excess = profiles.flatMap((profile) => {
    const shared: { lists: Lists<number>; key: number; count: number }[] = [];
    for (const lists of kind)
      for (const key of keysOf(lists, profile)) {
        const count = lists.get(key)!.length;
        if (count > 1) shared.push({ lists, key, count });
      }
    shared.sort((a, b) => a.count - b.count || (numbers.text(a.key) < numbers.text(b.key) ? -1 : 1));
    return shared.slice(MAX_KEYS).map(({ lists, key }) => ({ lists, key, index: profile.index }));
  });
  for (const { lists, key, index } of excess) lists.set(key, lists.get(key)!.filter((one) => one !== index)); // prettier-ignore
}

/** Lists of claims that share something, by what they are listed under; a kind is one list of maps. */
function listsOf(block: Block): number[][] {
  const [coauthors, orcids, words, texts]: Lists<number>[] = Array.from({ length: 4 }, () => new Map());
  const [names, namesAndJournals]: Lists<string>[] = [new Map(), new Map()];
  for (const { index, form, signs, coauthorOrcids, affiliations, claim } of block.profiles) {
    for (const one of signs.coauthors) put(coauthors!, one, index);
    for (const one of coauthorOrcids) put(orcids!, one, index);
    for (const one of signs.words) put(words!, one, index);
    for (const one of affiliations) put(texts!, one, index);
    const name = wholeNameOf(block, form);
    if (name === null) continue;
    put(names!, name, index);
    put(namesAndJournals!, `${claim.journalKey} ${name}`, index);
  }
  const withMany = (size: (profile: ClaimProfile) => number): ClaimProfile[] =>
    block.profiles.filter((profile) => size(profile) > MAX_KEYS);
  const { numbers } = block;
  keepRarest(numbers, [coauthors!], withMany(({ signs }) => signs.coauthors.length), (_, { signs }) => signs.coauthors); // prettier-ignore
  keepRarest(numbers, [orcids!], withMany((profile) => profile.coauthorOrcids.length), (_, profile) => profile.coauthorOrcids); // prettier-ignore
  keepRarest(
    numbers,
    [words!, texts!],
    withMany(({ signs, affiliations }) => signs.words.length + affiliations.length),
    (lists, { signs, affiliations }) => (lists === words ? signs.words : affiliations),
  );
  const all = [coauthors!, orcids!, words!, texts!, names!, namesAndJournals!];
  return all.flatMap((lists) => [...lists.values()].filter((list) => list.length > 1));
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
    numbers.overlap(a.signs.words, b.signs.words) ||
    numbers.overlap(a.affiliations, b.affiliations) ||
    numbers.overlap(a.signs.coauthors, b.signs.coauthors) ||
    numbers.overlap(a.coauthorOrcids, b.coauthorOrcids);
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
    const orders = list.length <= WHOLE_LIST ? [byYear] : [byYear, byName];
    for (const order of orders) {
      const reach = list.length <= WHOLE_LIST ? list.length : NEIGHBOURS;
      const sorted = [...list].sort((a, b) => order[a]! - order[b]!);
      sorted.forEach((one, at) => {
        const end = Math.min(sorted.length, at + 1 + reach);
        for (let next = at + 1; next < end; next++) add(one, sorted[next]!);
      });
    }
  }
  for (const pair of found.sort((a, b) => a - b)) yield [Math.floor(pair / size), pair % size];
}
