import { numbersOf, type SignKind } from './author-chance.js';
import type { AuthorEvidence, EvidenceKind } from './author-claim.js';
import type { Cluster } from './author-clusters.js';
import type { Block, NameForms } from './author-profile.js';
import type { Frequency } from './frequent-names.js';

/**
 * Evidence that two clusters of claims are one person, as a sum of logarithms (base e) of how much likelier it is for
 * one person than for two: naive Bayes, as author disambiguation has been done since Torvik & Smalheiser (ACM TKDD 3:3,
 * 2009). The parts of the names that agree make the prior; coauthors, affiliations, journals, topics and years follow.
 */
/** From here on two clusters are one person: odds of about 30 to 1. */
export const JOIN_SCORE = 3.5;
/** From here on a pair that was not joined is worth a look by a human. */
export const POSSIBLE_SCORE = 2;

export const WEIGHTS = {
  /** Odds that two authors with one family name and first initial are one person, before anything else is known. */
  initials: { UNCOMMON: -0.5, FREQUENT: -3, VERY_FREQUENT: -5 } satisfies Record<Frequency, number>,
  /** First names written out and equal. */
  uncommonGiven: 3.0,
  frequentGiven: 2.5,
  /** Second given names agree: both written out, or as initials. */
  secondName: 3,
  secondInitial: 2,
  /** A group's name of three words or more is nearly an identifier. */
  groupName: 5,
  coauthorOrcid: 2,
  equalAffiliation: 2.5,
} as const;

/**
 * How often two clusters of one person are of one team, which part of the coauthors they then share, and which part
 * (and how many at least) where the person has changed teams; and the most that coauthors weigh.
 */
const COAUTHORS = { sameTeam: 0.7, teamRate: 0.5, movedRate: 0.05, movedBase: 0.3, most: 9 } as const;
type OtherSign = Exclude<SignKind, 'coauthors'>;
/**
 * For each other kind of sign: which part of them a person's works share, what each shared one counts of its logarithm,
 * and the least and most that all of them weigh.
 */
const SIGNS: Readonly<Record<OtherSign, { share: number; counts: number; least: number; most: number }>> = {
  words: { share: 0.6, counts: 0.6, least: -1.2, most: 4.5 },
  journals: { share: 0.4, counts: 1, least: 0, most: 2.5 },
  topics: { share: 0.5, counts: 1, least: 0, most: 2 },
};
/** How much more often than other names a coauthor's family name is met. */
const FREQUENT_COAUTHOR: Readonly<Record<Frequency, number>> = { UNCOMMON: 1, FREQUENT: 3, VERY_FREQUENT: 40 };
const USUAL_COAUTHORS = 3_000;
/** With so many family names to choose from, one and an initial are as likely two people's as one's. */
const FEW_FAMILIES = 200;

/** [years between the nearest works, weight]: the first that is not exceeded; no career is longer than the last. */
const YEAR_GAPS: readonly (readonly [number, number])[] = [
  [5, 0.4],
  [20, 0],
  [35, -1],
  [50, -2],
  [Infinity, -5],
];

const KINDS: Readonly<Record<OtherSign, [EvidenceKind, shared: string, none: string]>> = {
  words: ['AFFILIATION', 'like affiliations', 'affiliations have nothing in common'],
  journals: ['JOURNAL', 'same journal', ''],
  topics: ['TOPICS', 'shared topics', ''],
};
const MAX_NAMED = 5;

function named(values: readonly string[]): string {
  const rest = values.length - MAX_NAMED;
  return `${values.slice(0, MAX_NAMED).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

const round = (weight: number): number => Math.round(weight * 1000) / 1000;

/** Where the evidence is told; null where only its sum is wanted, as of most pairs. */
type Told = AuthorEvidence[] | null;

/** Notes what weighs something. */
function tell(told: Told, kind: EvidenceKind, weight: number, detail: () => string): void {
  if (told !== null && round(weight) !== 0) told.push({ kind, detail: detail(), weight: round(weight) });
}

/** What is known by the name before anything else. */
function priorOf(form: number, { forms, frequency }: NameForms): number {
  return forms[form]!.kind === 'GROUP' ? 0 : WEIGHTS.initials[frequency[form]!];
}

/** What the names add to it. */
function agreedOf(a: number, b: number, names: NameForms): number {
  const agreed = names.agreement(a, b);
  const { kind, family } = names.forms[a]!;
  if (agreed === null) return 0;
  if (kind === 'GROUP') return family.text.split(' ').length > 2 ? WEIGHTS.groupName : 0;
  const second = agreed.second === 'FULL' ? WEIGHTS.secondName : agreed.second === 'INITIAL' ? WEIGHTS.secondInitial : 0;
  if (agreed.first !== 'FULL') return second;
  return (names.frequentGiven[a]! ? WEIGHTS.frequentGiven : WEIGHTS.uncommonGiven) + second;
}

function agreedText(a: number, b: number, names: NameForms): string {
  const { kind, family, given } = names.forms[a]!;
  if (kind === 'GROUP') return family.text;
  const agreed = names.agreement(a, b);
  if (agreed === null) return '';
  return agreed.first === 'FULL' ? given.map(({ text }) => text).join(' ') : given.map(({ text }) => text[0]).join('');
}

function weighNames(a: Cluster, b: Cluster, { names, chances }: Block, told: Told): number {
  let [best, prior, agreed, own, others] = [-Infinity, 0, 0, -1, -1];
  for (const one of a.forms) {
    const before = priorOf(one, names);
    for (const other of b.forms) {
      const found = agreedOf(one, other, names);
      if (own >= 0 && found + before <= best) continue;
      [best, prior, agreed, own, others] = [found + before, before, found, one, other];
    }
  }
  // A block with many first names is one of many people, and so is any where few family names are met, whatever the lists say.
  const many = chances.givens > 1 ? Math.log(2 * chances.givens) : 0;
  const met = Math.min(prior, -many, -Math.log(1 + FEW_FAMILIES / chances.families));
  const [first] = a.forms;
  const isPerson = names.forms[first!]!.kind === 'PERSON';
  if (isPerson) tell(told, 'NAME', met, () => `only family name and initial: ${names.family[own]!}`);
  tell(told, 'FULL_NAME', agreed, () => `equal given names or initials: ${agreedText(own, others, names)}`);
  return isPerson ? met + agreed : agreed;
}

/**
 * Coauthors that two clusters share. One person's are shared as in one team, or as by one who has changed teams; two
 * people's by chance. All three are counts of rare events (Poisson), so that it matters how many could be shared:
 * one of thirty is little, one of two much. `least` is the smaller number of coauthors.
 */
function coauthorOdds(shared: number, least: number, byChance: number): number {
  const { sameTeam, teamRate, movedRate, movedBase } = COAUTHORS;
  const log = (weight: number, rate: number): number => Math.log(weight) + shared * Math.log(rate) - rate;
  const same = log(sameTeam, teamRate * least);
  const moved = log(1 - sameTeam, movedBase + movedRate * least);
  const most = Math.max(same, moved);
  return most + Math.log(Math.exp(same - most) + Math.exp(moved - most)) - log(1, byChance);
}

function weighCoauthors(a: Cluster, b: Cluster, { chances, numbers: { works: numbers } }: Block, told: Told): number {
  const [one, other] = [a.signs.coauthors, b.signs.coauthors];
  if (one.length === 0 || other.length === 0) return 0;
  const least = Math.min(one.length, other.length);
  const choices = chances.choices('coauthors');
  const byChance = (one.length * other.length) / choices;
  // In order, for a sum of fractions depends on it.
  const both = numbers.inOrder(numbers.shared(one, other));
  const none = coauthorOdds(0, least, byChance);
  if (both.length === 0) {
    tell(told, 'COAUTHORS', none, () => 'no coauthor in common');
    return none;
  }
  let frequent = 0;
  for (const value of both) {
    // How much more often than others a coauthor is met; in a block whose names are all frequent that is in its figures.
    const often = Math.max(1, (FREQUENT_COAUTHOR[numbers.frequencyOf(value)] * choices) / USUAL_COAUTHORS);
    frequent += Math.log(often * chances.spread('coauthors', value));
  }
  const total = Math.min(COAUTHORS.most, Math.max(none, coauthorOdds(both.length, least, byChance) - frequent));
  tell(told, 'COAUTHORS', total, () => `shared coauthors: ${named(numbers.sorted(both))}`);
  return total;
}

function weighSigns(kind: OtherSign, a: Cluster, b: Cluster, { chances, numbers: all }: Block, told: Told): number {
  const numbers = numbersOf(kind, all);
  const [one, other] = [a.signs[kind], b.signs[kind]];
  if (one.length === 0 || other.length === 0) return 0;
  const { share, counts, least, most } = SIGNS[kind];
  const [evidence, some, none] = KINDS[kind];
  const expected = share * Math.min(one.length, other.length);
  const missing = Math.max(least, -expected);
  const both = numbers.inOrder(numbers.shared(one, other));
  if (both.length === 0) {
    tell(told, evidence, missing, () => none);
    return missing;
  }
  const choices = chances.choices(kind);
  const each = Math.log((expected * choices) / (one.length * other.length));
  let total = missing;
  for (const value of both) {
    total += counts * Math.max(0, each - Math.log(chances.spread(kind, value)));
  }
  total = Math.min(most, total);
  tell(told, evidence, total, () => `${some}: ${named(numbers.sorted(both))}`);
  return total;
}

function weighAffiliations(a: Cluster, b: Cluster, { numbers: { claims: numbers } }: Block, told: Told): number {
  const shared = numbers.shared(a.affiliations, b.affiliations);
  if (shared.length === 0) return 0;
  const texts = numbers.sorted(shared).filter((text) => text.split(' ').length > 3);
  if (texts.length === 0) return 0;
  tell(told, 'AFFILIATION', WEIGHTS.equalAffiliation, () => `equal affiliations: ${texts[0]}`);
  return WEIGHTS.equalAffiliation;
}

function weighOrcids(a: Cluster, b: Cluster, { numbers: { claims: numbers } }: Block, told: Told): number {
  const orcids = numbers.shared(a.coauthorOrcids, b.coauthorOrcids);
  if (orcids.length === 0) return 0;
  tell(told, 'COAUTHOR_ORCIDS', WEIGHTS.coauthorOrcid, () => `shared ORCIDs of coauthors: ${named(numbers.sorted(orcids))}`);
  return WEIGHTS.coauthorOrcid;
}

function weighYears(a: Cluster, b: Cluster, told: Told): number {
  if (a.years === null || b.years === null) return 0;
  const gap = Math.max(0, a.years[0] - b.years[1], b.years[0] - a.years[1]);
  const weight = YEAR_GAPS.find(([years]) => gap <= years)![1];
  tell(told, 'YEARS', weight, () => `${gap} years apart`);
  return weight;
}

/** One addend after the other: in another order the sum would differ in its last digits. */
function weigh(a: Cluster, b: Cluster, block: Block, told: Told): number {
  let sum = weighNames(a, b, block, told);
  sum += weighCoauthors(a, b, block, told);
  sum += weighSigns('words', a, b, block, told);
  sum += weighSigns('journals', a, b, block, told);
  sum += weighSigns('topics', a, b, block, told);
  sum += weighAffiliations(a, b, block, told);
  sum += weighOrcids(a, b, block, told);
  return sum + weighYears(a, b, told);
}

/** The sum of the evidence. Names that do not agree are not looked for here: they are a conflict. */
export const scoreOf = (a: Cluster, b: Cluster, block: Block): number => round(weigh(a, b, block, null));

/** What the sum is made of, without what weighs nothing. */
export function evidenceOf(a: Cluster, b: Cluster, block: Block): AuthorEvidence[] {
  const evidence: AuthorEvidence[] = [];
  weigh(a, b, block, evidence);
  return evidence;
}
