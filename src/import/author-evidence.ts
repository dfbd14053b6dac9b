import { familyOfBlock, type SignKind } from './author-chance.js';
import type { AuthorEvidence, EvidenceKind } from './author-claim.js';
import type { Cluster } from './author-clusters.js';
import type { Block, NameForms } from './author-profile.js';
import { familyFrequency, type Frequency } from './frequent-names.js';

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

function sharedOf(a: ReadonlySet<string>, b: ReadonlySet<string>): string[] {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  const found: string[] = [];
  for (const value of small) if (large.has(value)) found.push(value);
  return found.length > 1 ? found.sort() : found;
}

type Add = (kind: EvidenceKind, weight: number, detail: () => string) => void;

/** The prior, and what the names add to it. */
function weighForms(a: number, b: number, names: NameForms): { prior: number; agreed: number; what: string } {
  const agreed = names.agreement(a, b);
  const form = names.forms[a]!;
  if (form.kind === 'GROUP') {
    const isTelling = form.family.text.split(' ').length > 2;
    return { prior: 0, agreed: agreed !== null && isTelling ? WEIGHTS.groupName : 0, what: form.family.text };
  }
  const prior = WEIGHTS.initials[names.frequency[a]!];
  if (agreed === null) return { prior, agreed: 0, what: '' };
  const initials = form.given.map((word) => word.text[0]).join('');
  const second = { FULL: WEIGHTS.secondName, INITIAL: WEIGHTS.secondInitial, NONE: 0 }[agreed.second];
  if (agreed.first !== 'FULL') return { prior, agreed: second, what: initials };
  const first = names.frequentGiven[a]! ? WEIGHTS.frequentGiven : WEIGHTS.uncommonGiven;
  return { prior, agreed: first + second, what: form.given.map((word) => word.text).join(' ') };
}

function weighNames(a: Cluster, b: Cluster, { names, chances }: Block, add: Add): void {
  let best: ReturnType<typeof weighForms> | null = null;
  let family = '';
  for (const one of a.forms) {
    for (const other of b.forms) {
      const found = weighForms(one, other, names);
      if (best !== null && found.agreed + found.prior <= best.agreed + best.prior) continue;
      best = found;
      family = names.family[one]!;
    }
  }
  const { prior, agreed, what } = best!;
  // A block with many first names is one of many people, and so is any where few family names are met, whatever the lists say.
  const many = chances.givens > 1 ? Math.log(2 * chances.givens) : 0;
  const met = Math.min(prior, -many, -Math.log(1 + FEW_FAMILIES / chances.families));
  if (names.forms[[...a.forms][0]!]!.kind === 'PERSON') add('NAME', met, () => `only family name and initial: ${family}`);
  add('FULL_NAME', agreed, () => `equal given names or initials: ${what}`);
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

function weighCoauthors(a: Cluster, b: Cluster, { chances }: Block, add: Add): void {
  const [one, other] = [a.signs.coauthors, b.signs.coauthors];
  if (one.size === 0 || other.size === 0) return;
  const least = Math.min(one.size, other.size);
  const choices = chances.choices('coauthors');
  const byChance = (one.size * other.size) / choices;
  const both = sharedOf(one, other);
  const none = coauthorOdds(0, least, byChance);
  if (both.length === 0) return add('COAUTHORS', none, () => 'no coauthor in common');
  const frequent = both.reduce(
    (sum, value) => sum + Math.log(frequencyOf(value, choices) * chances.spread('coauthors', value)),
    0,
  );
  const total = Math.max(none, coauthorOdds(both.length, least, byChance) - frequent);
  add('COAUTHORS', Math.min(COAUTHORS.most, total), () => `shared coauthors: ${named(both)}`);
}

function weighSigns(kind: OtherSign, a: Cluster, b: Cluster, { chances }: Block, add: Add): void {
  const [one, other] = [a.signs[kind], b.signs[kind]];
  if (one.size === 0 || other.size === 0) return;
  const { share, counts, least, most } = SIGNS[kind];
  const [evidence, some, none] = KINDS[kind];
  const expected = share * Math.min(one.size, other.size);
  const missing = Math.max(least, -expected);
  const both = sharedOf(one, other);
  if (both.length === 0) return add(evidence, missing, () => none);
  const choices = chances.choices(kind);
  const each = Math.log((expected * choices) / (one.size * other.size));
  let total = missing;
  for (const value of both) {
    total += counts * Math.max(0, each - Math.log(chances.spread(kind, value)));
  }
  add(evidence, Math.min(most, total), () => `${some}: ${named(both)}`);
}

/** How much more often than others a coauthor is met; in a block whose names are all frequent that is in its figures. */
function frequencyOf(block: string, choices: number): number {
  const often = FREQUENT_COAUTHOR[familyFrequency(familyOfBlock(block))];
  return Math.max(1, (often * choices) / USUAL_COAUTHORS);
}

function weigh(a: Cluster, b: Cluster, block: Block, add: Add): void {
  weighNames(a, b, block, add);
  weighCoauthors(a, b, block, add);
  for (const kind of ['words', 'journals', 'topics'] as const) weighSigns(kind, a, b, block, add);
  const texts = sharedOf(a.affiliations, b.affiliations).filter((text) => text.split(' ').length > 3);
  if (texts.length > 0) add('AFFILIATION', WEIGHTS.equalAffiliation, () => `equal affiliations: ${texts[0]}`);
  const orcids = sharedOf(a.coauthorOrcids, b.coauthorOrcids);
  if (orcids.length > 0) add('COAUTHOR_ORCIDS', WEIGHTS.coauthorOrcid, () => `shared ORCIDs of coauthors: ${named(orcids)}`);
  if (a.years === null || b.years === null) return;
  const gap = Math.max(0, a.years[0] - b.years[1], b.years[0] - a.years[1]);
  add('YEARS', YEAR_GAPS.find(([years]) => gap <= years)![1], () => `${gap} years apart`);
}

const round = (weight: number): number => Math.round(weight * 1000) / 1000;

/** The sum of the evidence. Names that do not agree are not looked for here: they are a conflict. */
export function scoreOf(a: Cluster, b: Cluster, block: Block): number {
  let score = 0;
  weigh(a, b, block, (_kind, weight) => (score += weight));
  return round(score);
}

/** What the sum is made of, without what weighs nothing. */
export function evidenceOf(a: Cluster, b: Cluster, block: Block): AuthorEvidence[] {
  const evidence: AuthorEvidence[] = [];
  weigh(a, b, block, (kind, weight, detail) => {
    if (round(weight) !== 0) evidence.push({ kind, detail: detail(), weight: round(weight) });
  });
  return evidence;
}
