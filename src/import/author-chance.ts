/** What a work tells about its author besides the name, as sets of values. */
export interface Signs {
  /** Blocks of the coauthors. */
  coauthors: ReadonlySet<string>;
  /** Words of the affiliations that tell. */
  words: ReadonlySet<string>;
  journals: ReadonlySet<string>;
  topics: ReadonlySet<string>;
}
export type SignKind = keyof Signs;
export const KINDS_OF_SIGN: readonly SignKind[] = ['coauthors', 'words', 'journals', 'topics'];

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
/** The family name in a block of names. */
export function familyOfBlock(block: string): string {
  const at = block.indexOf('|');
  return at < 0 ? block : block.slice(0, at);
}
/** First names that share more of their values than this are likely forms of one name (`Tom`, `Thomas`). */
const NO_STRANGERS = 0.25;
/** First names that are compared with each other; the most frequent ones of a block. */
const MAX_GIVENS = 150;

/**
 * How much people share by chance, learnt from those of the block who are certainly different: those whose first
 * names, written out, differ. In a block of strangers with frequent names and few journals, sharing means little.
 */
export class Chances {
  /** With which first names a value goes; most go with one. Each kind is learnt when it is first asked for. */
  readonly #values = new Map<SignKind, Map<string, string | Set<string>>>();
  /** Number of claims with each first name. */
  readonly #claims = new Map<string, number>();
  readonly #choices = new Map<SignKind, number>();
  #families: number | null = null;

  /** @param strangers claims with a first name written out, alone with the block's name on their works */
  constructor(
    private readonly all: readonly Signs[],
    private readonly strangers: readonly { signs: Signs; given: string }[],
  ) {
    for (const { given } of strangers) this.#claims.set(given, (this.#claims.get(given) ?? 0) + 1);
  }

  #valuesOf(kind: SignKind): ReadonlyMap<string, string | ReadonlySet<string>> {
    let values = this.#values.get(kind);
    if (values !== undefined) return values;
    this.#values.set(kind, (values = new Map()));
    for (const { signs, given } of this.strangers)
      for (const value of signs[kind]) {
        const known = values.get(value);
        if (known === undefined) values.set(value, given);
        else if (typeof known !== 'string') known.add(given);
        else if (known !== given) values.set(value, new Set([known, given]));
      }
    return values;
  }

  /**
   * How many family names there are to choose from, in effect: the inverse of the chance that two different coauthors
   * met in the block have one family name.
   */
  get families(): number {
    if (this.#families !== null) return this.#families;
    const coauthors = new Set<string>();
    for (const signs of this.all) for (const block of signs.coauthors) coauthors.add(block);
    const sizes = new Map<string, number>();
    for (const block of coauthors) {
      const family = familyOfBlock(block);
      sizes.set(family, (sizes.get(family) ?? 0) + 1);
    }
    const all = coauthors.size;
    let equal = 0;
    for (const size of sizes.values()) equal += (size * (size - 1)) / 2;
    this.#families = ((all * (all - 1)) / 2 + FAMILIES.pairs) / (equal + FAMILIES.pairs / FAMILIES.usual);
    return this.#families;
  }

  /** Number of different first names in the block; at least 1. */
  get givens(): number {
    return Math.max(1, this.#claims.size);
  }

  /** With how many different first names a value goes; at least 1. */
  spread(kind: SignKind, value: string): number {
    const givens = this.#valuesOf(kind).get(value);
    return givens === undefined || typeof givens === 'string' ? 1 : givens.size;
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

  #estimate(kind: SignKind): number {
    const ranked = [...this.#claims].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).slice(0, MAX_GIVENS);
    const numbers = new Map(ranked.map(([given], number) => [given, number]));
    // One name alone has nobody to be compared with.
    const size = ranked.length > 1 ? ranked.length : 0;
    const sizes = new Uint32Array(size);
    // Of each two first names how many values they share; the smaller number is the row.
    const shared = new Uint32Array(size * size);
    for (const givens of size > 0 ? this.#valuesOf(kind).values() : []) {
      if (typeof givens === 'string') {
        if (numbers.has(givens)) sizes[numbers.get(givens)!]!++;
        continue;
      }
      const here: number[] = [];
      for (const given of givens) if (numbers.has(given)) here.push(numbers.get(given)!);
      here.sort((a, b) => a - b);
      here.forEach((a, at) => {
        sizes[a]!++;
        for (let next = at + 1; next < here.length; next++) shared[a * size + here[next]!]!++;
      });
    }
    const { usual, least } = CHOICES[kind];
    let [comparisons, hits] = [usual * PRIOR, PRIOR];
    sizes.forEach((own, a) => {
      for (let b = a + 1; b < size; b++) {
        const both = shared[a * size + b]!;
        // Only coauthors tell the forms of one name from strangers: all authors of a field share journals.
        if (kind === 'coauthors' && both > 1 && both > NO_STRANGERS * Math.min(own, sizes[b]!)) continue;
        comparisons += own * sizes[b]!;
        hits += both;
      }
    });
    const most = kind === 'coauthors' ? this.families * FAMILIES.initials : Infinity;
    return Math.max(least, Math.min(most, comparisons / hits));
  }
}
