import type { Numberings, Numbers, ValueNumbers } from './value-numbers.js';

/** What a work tells about its author besides the name, as numbers of values. */
export interface Signs {
  /** Blocks of the coauthors. */
  coauthors: Numbers;
  /** Words of the affiliations that tell. */
  words: Numbers;
  journals: Numbers;
  topics: Numbers;
}
export type SignKind = keyof Signs;

/** Where the values of a kind have their numbers. */
export const numbersOf = (kind: SignKind, { works, claims }: Numberings): ValueNumbers => (kind === 'words' ? claims : works);

/**
 * How many values of a kind there are to choose from, before a block tells: two strangers with m and n of them share
 * m·n divided by this. `least` holds where a block seems to tell that there are fewer.
 */
const CHOICES: Readonly<Record<SignKind, { usual: number; least: number }>> = {
  coauthors: { usual: 3_000, least: 300 },
  words: { usual: 150, least: 10 },
  journals: { usual: 25, least: 2 },
  topics: { usual: 12, least: 3 },
};
/** The block's own figures count fully once they rest on this many comparisons, as a part of the usual number. */
const PRIOR = 0.1;
/** Family names to choose from before a block tells, how many pairs of coauthors that is worth, and initials for each. */
const FAMILIES = { usual: 1_000, pairs: 200, initials: 15 } as const;
/** First names that share more of their values than this are likely forms of one name (`Tom`, `Thomas`). */
const NO_STRANGERS = 0.25;
/** First names that are compared with each other; the most frequent ones of a block. */
const MAX_GIVENS = 150;

/** What the claims of strangers tell of one kind of sign. */
interface Learnt {
  /** Numbers of the first names with which a value goes, where it goes with several. */
  several: Map<number, number[]>;
  /** How many values go with each first name. */
  sizes: Uint32Array;
}

/**
 * How much people share by chance, learnt from those of the block who are certainly different: those whose first
 * names, written out, differ. In a block of strangers with frequent names and few journals, sharing means little.
 */
export class Chances {
  /** Each kind is learnt when it is first asked for. */
  readonly #learnt = new Map<SignKind, Learnt>();
  /** The first names in the order in which they are met, and how many claims there are with each. */
  readonly #givens = new Map<string, number>();
  readonly #claims: number[] = [];
  /** Claims of one first name stand together, so that whether a value was met with it is told by the last one met. */
  readonly #byGiven: { signs: Signs; given: number }[] = [];
  readonly #choices = new Map<SignKind, number>();
  #families: number | null = null;

  /** @param strangers claims with a first name written out, alone with the block's name on their works */
  constructor(
    private readonly numbers: Numberings,
    private readonly all: readonly Signs[],
    strangers: readonly { signs: Signs; given: string }[],
  ) {
    for (const { signs, given: name } of strangers) {
      const given = this.#givens.get(name) ?? this.#givens.size;
      this.#givens.set(name, given);
      this.#claims[given] = (this.#claims[given] ?? 0) + 1;
      this.#byGiven.push({ signs, given });
    }
    this.#byGiven.sort((a, b) => a.given - b.given);
  }

  #about(kind: SignKind): Learnt {
    const known = this.#learnt.get(kind);
    if (known !== undefined) return known;
    const several = new Map<number, number[]>();
    const sizes = new Uint32Array(this.#givens.size);
    const numbers = numbersOf(kind, this.numbers);
    const isFirst = numbers.firsts();
    const firstGiven = numbers.notes;
    for (const { signs, given } of this.#byGiven) {
      for (const value of signs[kind]) {
        if (isFirst(value)) firstGiven[value] = given;
        else {
          const list = several.get(value);
          if ((list === undefined ? firstGiven[value] : list.at(-1)) === given) continue;
          if (list === undefined) several.set(value, [firstGiven[value]!, given]);
          else list.push(given);
        }
        sizes[given]!++;
      }
    }
    const learnt = { several, sizes };
    this.#learnt.set(kind, learnt);
    return learnt;
  }

  /**
   * How many family names there are to choose from, in effect: the inverse of the chance that two different coauthors
   * met in the block have one family name.
   */
  get families(): number {
    if (this.#families !== null) return this.#families;
    const numbers = numbersOf('coauthors', this.numbers);
    const blocks: number[] = [];
    const isNew = numbers.firsts();
    for (const { coauthors } of this.all) for (const block of coauthors) if (isNew(block)) blocks.push(block);
    const names = blocks.map((block) => numbers.familyOf(block));
    const [isFirst, sizes] = [numbers.firsts(), numbers.notes];
    let equal = 0;
    for (const name of names) {
      // Each makes a pair with each of its name that was met before.
      if (isFirst(name)) sizes[name] = 1;
      else equal += sizes[name]!++;
    }
    const all = blocks.length;
    this.#families = ((all * (all - 1)) / 2 + FAMILIES.pairs) / (equal + FAMILIES.pairs / FAMILIES.usual);
    return this.#families;
  }

  /** Number of different first names in the block; at least 1. */
  get givens(): number {
    return Math.max(1, this.#givens.size);
  }

  /** With how many different first names a value goes; at least 1. */
  spread(kind: SignKind, value: number): number {
    return this.#about(kind).several.get(value)?.length ?? 1;
  }

  /** Values of a kind to choose from, in effect. */
  choices(kind: SignKind): number {
    let known = this.#choices.get(kind);
    if (known === undefined) {
      known = this.#estimate(kind);
      this.#choices.set(kind, known);
    }
    return known;
  }

  /** Numbers of the first names that most claims have. One name alone has nobody to be compared with. */
  #compared(): number[] {
    const names = [...this.#givens].map(([given, number]) => ({ given, number, claims: this.#claims[number]! }));
    if (names.length < 2) return [];
    names.sort((a, b) => b.claims - a.claims || (a.given < b.given ? -1 : 1));
    return names.slice(0, MAX_GIVENS).map(({ number }) => number);
  }

  #estimate(kind: SignKind): number {
    const compared = this.#compared();
    const { several, sizes } = this.#about(kind);
    const size = compared.length;
    const places = new Int32Array(this.#givens.size).fill(-1);
    compared.forEach((given, place) => (places[given] = place));
    // Of each two first names how many values they share; the smaller place is the row.
    const shared = new Uint32Array(size * size);
    for (const givens of size > 0 ? several.values() : []) {
      const here = givens.map((given) => places[given]!).filter((place) => place >= 0);
      here.sort((a, b) => a - b);
      here.forEach((a, at) => {
        for (let next = at + 1; next < here.length; next++) shared[a * size + here[next]!]!++;
      });
    }
    const { usual, least } = CHOICES[kind];
    let [comparisons, hits] = [usual * PRIOR, PRIOR];
    for (let a = 0; a < size; a++) {
      const own = sizes[compared[a]!]!;
      for (let b = a + 1; b < size; b++) {
        const [other, both] = [sizes[compared[b]!]!, shared[a * size + b]!];
        // Only coauthors tell the forms of one name from strangers: all authors of a field share journals.
        if (kind === 'coauthors' && both > 1 && both > NO_STRANGERS * Math.min(own, other)) continue;
        comparisons += own * other;
        hits += both;
      }
    }
    const most = kind === 'coauthors' ? this.families * FAMILIES.initials : Infinity;
    return Math.max(least, Math.min(most, comparisons / hits));
  }
}
