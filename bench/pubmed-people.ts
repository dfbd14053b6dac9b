import { CULTURES, DEPARTMENTS, ENDINGS, NUCLEI, ONSETS, PLACES } from './names.js';
import { randomOf } from './random.js';

/** An invented person. The same number gives the same person in every work. */
export interface Person {
  family: string;
  given: string;
  initials: string;
  orcid: string | null;
  affiliation: string;
}

/** People who write together: a laboratory has this many. */
const LAB = 16;
/** Works, on average, that one laboratory writes. */
const WORKS_OF_A_LAB = 4;
const GUESTS = 0.08;
const WITH_ORCID = 0.03;
const WITH_MIDDLE = 0.35;

/**
 * Shares of authorships, roughly as in PubMed of these years: a fifth to names of East and South Asia, of which the
 * most frequent one has 1.7 in a hundred; an eighth to frequent names of elsewhere; the rest to a long tail.
 */
const FREQUENT_ASIAN = 0.22;
const FREQUENT_WESTERN = 0.34;
const TAIL = 40_000;

const SYLLABLES =
  'Yan Yu Ying Xin Xiao Jing Jia Jun Hui Hong Hao Li Lin Ling Lei Zhi Zhen Wei Wen Ming Min Mei Qi Qing Fang Fei Feng Guo Gang Bo Bin Chao Cheng Chun Dan Dong Hai Jian Jie Jin Juan Kai Kun Lan Long Mao Na Nan Ping Rong Rui Shan Shu Tao Ting Xia Xiang Xue Yang Yi Yong Yuan Yun Ze'.split(
    ' ',
  );

type Random = () => number;

const pick = <T>(list: readonly T[], random: Random): T => list[Math.floor(random() * list.length)]!;
/** The first ones of the list more often, as family names are distributed: the weight of rank r is 1/(r + 6). */
const frequent = <T>(list: readonly T[], random: Random): T =>
  list[Math.min(list.length - 1, Math.floor(6 * ((1 + list.length / 6) ** random() - 1)))]!;

function tailName(random: Random): string {
  // Squared: the tail, too, has names that are more frequent than others.
  const names = randomOf(Math.floor(TAIL * random() ** 2) + 7_919);
  const name = `${pick(ONSETS, names)}${pick(NUCLEI, names)}${pick(ONSETS, names)}${pick(NUCLEI, names)}${pick(ENDINGS, names)}`;
  return name[0]!.toUpperCase() + name.slice(1);
}

function nameOf(random: Random): { family: string; given: string } {
  const at = random();
  if (at < FREQUENT_ASIAN) {
    const family = frequent(CULTURES[2]!.family, random);
    if (random() < 0.3) return { family, given: pick(CULTURES[2]!.given, random) };
    return { family, given: pick(SYLLABLES, random) + (random() < 0.7 ? pick(SYLLABLES, random).toLowerCase() : '') };
  }
  const culture = random() < 0.6 ? CULTURES[0]! : CULTURES[1]!;
  const middle = random() < WITH_MIDDLE ? ` ${String.fromCharCode(65 + Math.floor(random() * 20))}` : '';
  const family = at < FREQUENT_WESTERN ? frequent(culture.family, random) : tailName(random);
  return { family, given: frequent(culture.given, random) + middle };
}

/** An ORCID with its check character (ISO 7064 MOD 11-2). */
function orcidOf(number: number): string {
  const digits = `0000000${String(200_000_000 + number)}`.slice(-15).padStart(15, '0');
  let total = 0;
  for (const digit of digits) total = (total + Number(digit)) * 2;
  const check = (12 - (total % 11)) % 11;
  return `${digits}${check === 10 ? 'X' : check}`.replace(/(.{4})(?=.)/g, '$1-');
}

function labAffiliation(lab: number, seed: number): string {
  const random = randomOf(seed * 31 + lab * 613);
  return `Department of ${pick(DEPARTMENTS, random)}, Unit ${1 + Math.floor(random() * 90)}, University of ${pick(PLACES, random)}, ${pick(PLACES, random)}, Somewhere.`;
}

export class People {
  private readonly labs: number;

  constructor(
    private readonly seed: number,
    works: number,
  ) {
    this.labs = Math.max(1, Math.ceil(works / WORKS_OF_A_LAB));
  }

  person(number: number): Person {
    const random = randomOf(this.seed * 101 + number * 2_654_435);
    const { family, given } = nameOf(random);
    const initials = given.split(/[- ]/).map((part) => part[0]!.toUpperCase());
    const orcid = random() < WITH_ORCID ? orcidOf(number) : null;
    const lab = Math.floor(number / LAB);
    return { family, given, initials: initials.join(''), orcid, affiliation: labAffiliation(lab, this.seed) };
  }

  /** Numbers of the people of one work, the first of them its leader: one laboratory, at times with guests, and guests alone beyond its size. */
  team(random: Random): (position: number) => number {
    const all = this.labs * LAB;
    const lab = Math.floor(this.labs * random() ** 1.5) * LAB;
    const [start, far] = [Math.floor(random() * LAB), Math.floor(random() * all)];
    return (position) => {
      if (position >= LAB) return (far + position) % all;
      // 5 and 16 have no common factor: one after the other comes each once.
      return random() < GUESTS ? Math.floor(random() * all) : lab + ((start + position * 5) % LAB);
    };
  }
}
