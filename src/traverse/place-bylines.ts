import { countryName } from '../affiliation/countries.js';
import { keysOfInstitutions, mergedInstitution } from '../affiliation/same-institution.js';
import { workplacesOf, type Institution, type Workplaces } from '../affiliation/workplace.js';
import type { AnalysisContext } from '../analysis/analysis.js';
import type { NetworkMaterial } from '../analysis/author-network-material.js';
import type { Authorship } from '../records.js';
import type { BylineReading } from './author-network.js';

/** Institutions or countries in place of authors, for networks of them. */
export type PlaceKind = 'INSTITUTIONS' | 'COUNTRIES';

/** What is told of a node: an institution, or a country under its own name. */
export type Place = Institution;

/** All authorships of the works of a network. */
export interface PlaceMaterial {
  kind: PlaceKind;
  works: number;
  /** Of each authorship the number of its work, whether its author is one whom the network is about, and which of the texts it has. */
  work: Uint32Array;
  isOwn: Uint8Array;
  text: Uint32Array;
  /** What authorships tell of where their authors worked, as JSON, each once: most authors tell the same in all of their works. */
  texts: string[];
}

type Told = Pick<Authorship, 'affiliations' | 'institutions'>;

/** Reads authorships, and leaves to a thread what these tell: reading an affiliation takes a part of a millisecond. */
export class PlaceBylines {
  private readonly work: number[] = [];
  private readonly isOwn: boolean[] = [];
  private readonly text: number[] = [];
  private readonly texts = new Map<string, number>();
  private works = 0;

  constructor(private readonly kind: PlaceKind) {}

  readonly read: BylineReading = async (reader, works, authors) => {
    this.works = works.length;
    const numbers = new Map(works.map((key, number) => [key, number]));
    for await (const { key, authorships } of reader.records(works)) {
      const work = numbers.get(key);
      // A work that was merged into another one meanwhile.
      if (work === undefined) continue;
      for (const { authorKey, affiliations, institutions } of authorships) {
        this.work.push(work);
        this.isOwn.push(!authors || authors.has(authorKey));
        this.text.push(this.numberOf(JSON.stringify({ affiliations, institutions } satisfies Told)));
      }
    }
    return { lists: [], lengths: new Uint32Array(works.length) };
  };

  private numberOf(text: string): number {
    const known = this.texts.get(text) ?? this.texts.size;
    this.texts.set(text, known);
    return known;
  }

  get material(): PlaceMaterial {
    const { kind, works } = this;
    return {
      kind,
      works,
      work: Uint32Array.from(this.work),
      isOwn: Uint8Array.from(this.isOwn, Number),
      text: Uint32Array.from(this.text),
      texts: [...this.texts.keys()],
    };
  }
}

/** What is told of the nodes of a network of places. */
export interface NetworkPlaces {
  /** What each key of a unit stands for. */
  places: Map<string, Place>;
  /** Authorships that were looked at, and those of them that tell no place. */
  authorships: number;
  unplaced: number;
}

export interface PlacedBylines extends NetworkPlaces {
  bylines: Pick<NetworkMaterial['bylines'], 'keys' | 'units' | 'lengths'>;
}

/** Who stands on the bylines as institutions or countries. */
export function placedBylines(material: PlaceMaterial, context?: AnalysisContext): PlacedBylines {
  const { kind, work, isOwn, text, texts } = material;
  const told = texts.map((one, i) => {
    if (i % 256 === 0) context?.checkpoint(i, texts.length, 'READING');
    return workplacesOf(JSON.parse(one) as Told);
  });
  const places = new Map<string, Place>();
  const keys = kind === 'COUNTRIES' ? countryKeys(told, places) : institutionKeys(told, places);
  const own = Array.from({ length: material.works }, () => new Set<string>());
  const whole = own.map(() => new Set<string>());
  let [authorships, unplaced] = [0, 0];
  work.forEach((at, i) => {
    const found = keys[text[i]!]!;
    for (const key of found) whole[at]!.add(key);
    if (isOwn[i] === 0) return;
    for (const key of found) own[at]!.add(key);
    authorships++;
    if (found.length === 0) unplaced++;
  });
  return { places, authorships, unplaced, bylines: { ...unitsOf(own), lengths: Uint32Array.from(whole, ({ size }) => size) } };
}

function unitsOf(own: readonly ReadonlySet<string>[]): Pick<NetworkMaterial['bylines'], 'keys' | 'units'> {
  const keys = [...new Set(own.flatMap((one) => [...one]))].sort();
  const numbers = new Map(keys.map((key, number) => [key, number]));
  const rows = own.map((one) => Uint32Array.from(one, (key) => numbers.get(key)!).sort());
  const offsets = new Uint32Array(rows.length + 1);
  rows.forEach((row, i) => (offsets[i + 1] = offsets[i]! + row.length));
  const neighbours = new Uint32Array(offsets[rows.length]!);
  rows.forEach((row, i) => neighbours.set(row, offsets[i]));
  return { keys, units: { offsets, neighbours } };
}

function countryKeys(told: readonly Workplaces[], names: Map<string, Place>): (readonly string[])[] {
  return told.map(({ countries }) => {
    const known = countries.filter((code) => countryName(code) !== null);
    for (const code of known) names.set(code, { name: countryName(code)!, country: code, ror: null, isStated: false });
    return known;
  });
}

function institutionKeys(told: readonly Workplaces[], names: Map<string, Place>): (readonly string[])[] {
  const all = told.flatMap(({ institutions }) => institutions);
  const keys = keysOfInstitutions(all);
  const same = new Map<string, Institution[]>();
  keys.forEach((key, i) => {
    const group = same.get(key);
    if (group) group.push(all[i]!);
    else same.set(key, [all[i]!]);
  });
  for (const [key, group] of same) names.set(key, mergedInstitution(group));
  let at = 0;
  return told.map(({ institutions }) => keys.slice(at, (at += institutions.length)));
}
