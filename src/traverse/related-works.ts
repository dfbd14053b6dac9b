import { taken } from '../columns.js';
import { NO_YEAR, type CommonNeighbours } from '../store/neighbourhood.js';
import type { Ranked } from './ranking.js';
import { VIAS, type RelatedMeasure, type RelatedWork, type SeedNeighbours } from './related.js';
import { similarityOf, steady, strengthOf, type Overlap } from './relatedness.js';

/** Works that are related to one work or to several seeds together, in no order: in columns, for there may be tens of thousands. */
export interface RelatedWorks {
  readonly length: number;
  /** As of `RelatedWork`. */
  readonly counts: Float64Array;
  readonly strengths: Float64Array;
  /** As of `CommonNeighbours`. */
  readonly years: Int32Array | null;
  keyAt(place: number): string;
  workAt(place: number): RelatedWork;
}

/** The seeds themselves are not among them. */
export function relatedWorks(seeds: readonly SeedNeighbours[], measure: RelatedMeasure): RelatedWorks {
  const { by } = measure;
  if (seeds.length !== 1) return relatedToMany(seeds, measure);
  const [{ seed }] = seeds as [SeedNeighbours];
  const { strengths: sums, ...found } = relatedToOne(seeds[0]!, measure);
  const { counts, length } = found;
  const strengths = new Float64Array(length);
  for (let place = 0; place < length; place++) strengths[place] = steady(sums[place]!);
  const workAt = (place: number): RelatedWork =>
    ({ key: found.keyAt(place), count: counts[place]!, strength: strengths[place]!, seeds: [seed], by }); // prettier-ignore
  return { ...found, strengths, workAt };
}

function relatedToMany(seeds: readonly SeedNeighbours[], measure: RelatedMeasure): RelatedWorks {
  const { by } = measure;
  const found = new Map<string, RelatedWork>();
  for (const neighbours of seeds) {
    const { seed } = neighbours;
    const { length, counts, strengths, keyAt } = relatedToOne(neighbours, measure);
    for (let place = 0; place < length; place++) {
      const [key, count, strength] = [keyAt(place), counts[place]!, strengths[place]!];
      const work = found.get(key);
      if (work === undefined) found.set(key, { key, count, strength, seeds: [seed], by });
      else {
        work.count += count;
        work.strength += strength;
        work.seeds.push(seed);
      }
    }
  }
  for (const { seed } of seeds) found.delete(seed);
  const works = [...found.values()];
  for (const work of works) work.strength = steady(work.strength);
  return {
    length: works.length,
    counts: Float64Array.from(works, ({ count }) => count),
    strengths: Float64Array.from(works, ({ strength }) => strength),
    years: null,
    keyAt: (place) => works[place]!.key,
    workAt: (place) => works[place]!,
  };
}

type Related = Omit<RelatedWorks, 'workAt'>;

/** With strengths that are not rounded yet. */
function relatedToOne({ answers }: SeedNeighbours, measure: RelatedMeasure): Related {
  const { by, strength, works } = measure;
  if (by === 'SIMILARITY') return similarToOne(answers, measure);
  const { neighbours, between, visited } = answers[VIAS[by][0]!]!;
  const { keys, places, shared, years } = neighbours;
  const overlap = new OverlapAt(neighbours);
  const strengthAt = (place: number): number =>
    strength === 'SHARE' ? shared[place]! / visited : strengthOf(strength, overlap.move(place), between, works);
  const strengths = new Float64Array(shared.length);
  for (let place = 0; place < shared.length; place++) strengths[place] = strengthAt(place);
  return {
    length: places.length,
    counts: new Float64Array(shared),
    strengths,
    years,
    keyAt: (place) => keys.at(places[place]!)!,
  };
}

/** Works that share references, then, of the cosines, those that are only cited together with it. */
function similarToOne(answers: SeedNeighbours['answers'], { strength }: RelatedMeasure): Related {
  const [coupling, coCitation] = [answers.references!, answers.citedBy!];
  const [coupled, coCited] = [coupling.neighbours, coCitation.neighbours];
  const own = { references: coupling.between, citedBy: coCitation.between };
  const found = new Found(coupled, coCited);
  const [ofCoupled, ofCoCited] = [new OverlapAt(coupled), new OverlapAt(coCited)];
  const isCoupled = new Uint8Array(coCited.places.length);
  placesIn(coCited, coupled).forEach((other, place) => {
    const overlap = ofCoupled.move(place);
    const further = other === NOWHERE ? undefined : ofCoCited.move(other);
    if (further) isCoupled[other] = 1;
    const value = strength === 'ADAMIC_ADAR' ? overlap.sumOfInverseLogs : similarityOf(overlap, further, own);
    found.add(place, overlap.shared + (further?.shared ?? 0), value);
  });
  if (strength === 'ADAMIC_ADAR') return found.related();
  isCoupled.forEach((is, place) => {
    if (is === 1) return;
    const overlap = ofCoCited.move(place);
    found.add(coupled.places.length + place, overlap.shared, similarityOf(undefined, overlap, own));
  });
  return found.related();
}

/** What is shared with one work of a list after the other: one object for all, which are too many for one each. */
class OverlapAt implements Overlap {
  private place = 0;

  constructor(private readonly list: CommonNeighbours) {}

  move(place: number): this {
    this.place = place;
    return this;
  }

  get shared(): number {
    return this.list.shared[this.place]!;
  }
  get sumOfLogs(): number {
    return this.list.sumOfLogs[this.place]!;
  }
  get sumOfInverseLogs(): number {
    return this.list.sumOfInverseLogs[this.place]!;
  }
  get degree(): number {
    return this.list.degrees[this.place]!;
  }
}

const NOWHERE = -1;

/** Of each work of the other list its place in this one. */
function placesIn(list: CommonNeighbours, other: CommonNeighbours): Int32Array {
  const found = new Int32Array(other.places.length);
  if (list.keys === other.keys) {
    const places = new Int32Array(list.keys.length).fill(NOWHERE);
    for (let place = 0; place < list.places.length; place++) places[list.places[place]!] = place;
    return taken(places, other.places, found);
  }
  const places = new Map(Array.from(list.places, (key, place) => [list.keys.at(key)!, place]));
  for (let place = 0; place < found.length; place++) found[place] = places.get(other.keys.at(other.places[place]!)!) ?? NOWHERE;
  return found;
}

/** Works of two lists, which are numbered as if one stood behind the other. */
class Found {
  private length = 0;
  private readonly places: Uint32Array;
  private readonly counts: Float64Array;
  private readonly strengths: Float64Array;

  constructor(
    private readonly first: CommonNeighbours,
    private readonly second: CommonNeighbours,
  ) {
    const most = first.places.length + second.places.length;
    [this.places, this.counts, this.strengths] = [new Uint32Array(most), new Float64Array(most), new Float64Array(most)];
  }

  /** Only where there is a strength. */
  add(place: number, count: number, strength: number): void {
    if (!(strength > 0)) return;
    this.places[this.length] = place;
    this.counts[this.length] = count;
    this.strengths[this.length++] = strength;
  }

  related(): Related {
    const { first, second, length, places } = this;
    const before = first.places.length;
    const keyAt = (at: number): string => {
      const place = places[at]!;
      return place < before ? first.keys.at(first.places[place]!)! : second.keys.at(second.places[place - before]!)!;
    };
    const [a, b] = [first.years, second.years];
    const years = a && b && new Int32Array(length);
    for (let at = 0; years && at < length; at++) {
      const place = places[at]!;
      years[at] = place < before ? a[place]! : b[place - before]!;
    }
    return { length, counts: this.counts.subarray(0, length), strengths: this.strengths.subarray(0, length), years, keyAt };
  }
}

/** Those of the works that are let through, told by their places. */
export function chosenOf(works: RelatedWorks, isIn: (place: number) => boolean): RelatedWorks {
  const all = new Uint32Array(works.length);
  let length = 0;
  for (let place = 0; place < all.length; place++) if (isIn(place)) all[length++] = place;
  if (length === works.length) return works;
  const places = all.subarray(0, length);
  const { counts, strengths, years } = works;
  return {
    length,
    counts: taken(counts, places, new Float64Array(length)),
    strengths: taken(strengths, places, new Float64Array(length)),
    years: years && taken(years, places, new Int32Array(length)),
    keyAt: (at) => works.keyAt(places[at]!),
    workAt: (at) => works.workAt(places[at]!),
  };
}

/** The strongest first, then those with the highest counts. `yearsOf`: asked where the works do not tell their years. */
export const rankedWorks = (
  works: RelatedWorks,
  yearsOf: (keys: readonly string[]) => Promise<ArrayLike<number>>,
): Ranked<RelatedWork> => ({
  length: works.length,
  numbers: [works.strengths, works.counts],
  entryAt: (place) => works.workAt(place),
  keyAt: (place) => works.keyAt(place),
  yearsAt: async (places) => {
    const { years } = works;
    if (years === null) return yearsOf(Array.from(places, (place) => works.keyAt(place)));
    return Array.from(places, (place) => (years[place] === NO_YEAR ? 0 : years[place]!));
  },
});
