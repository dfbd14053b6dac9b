import { countryName } from '../affiliation/countries.js';
import { keysOfInstitutions, mergedInstitution } from '../affiliation/same-institution.js';
import { workplacesOf, type Institution, type Workplaces } from '../affiliation/workplace.js';
import type { AnalysisContext } from '../analysis/analysis.js';
import type { NetworkMaterial } from '../analysis/author-network-material.js';
import { authorshipsIn } from '../store/packed-article.js';
import type { BylineReading } from './author-network.js';

/** Institutions or countries in place of authors, for networks of them. */
export type PlaceKind = 'INSTITUTIONS' | 'COUNTRIES';

/** What is told of a node: an institution, or a country under its own name. */
export type Place = Institution;

/** What the bylines of the works of a network tell. */
export interface PlaceMaterial {
  kind: PlaceKind;
  /** Of each work, as the store has it packed; null for one that is there no more. */
  bylines: readonly (string | null)[];
  /** Authors whom the network is about; null for all. */
  authors: ReadonlySet<string> | null;
}

/** Leaves to a thread what bylines tell: unpacking them and reading an affiliation take a part of a millisecond each. */
export class PlaceBylines {
  material: PlaceMaterial;

  constructor(kind: PlaceKind) {
    this.material = { kind, bylines: [], authors: null };
  }

  readonly read: BylineReading = async (reader, works, authors) => {
    this.material = { ...this.material, bylines: await reader.packedBylines(works), authors };
    return { lists: [], lengths: new Uint32Array(works.length) };
  };
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

/** Authorships of all works in their order. */
interface Told {
  /** Of each authorship the number of its work, whether the network is about its author, and where in `workplaces` its place is. */
  work: number[];
  isOwn: boolean[];
  place: number[];
  /** Where authors worked, read once from what tells it: most authors tell the same in all of their works. */
  workplaces: Workplaces[];
}

function toldIn({ bylines, authors }: PlaceMaterial, context?: AnalysisContext): Told {
  const told: Told = { work: [], isOwn: [], place: [], workplaces: [] };
  const known = new Map<string, number>();
  bylines.forEach((byline, work) => {
    if (work % 256 === 0) context?.checkpoint(work, bylines.length, 'READING');
    for (const authorship of byline === null ? [] : authorshipsIn(byline)) {
      const text = textOf(authorship);
      let place = known.get(text);
      if (place === undefined) known.set(text, (place = told.workplaces.push(workplacesOf(authorship)) - 1));
      told.work.push(work);
      told.isOwn.push(authors === null || authors.has(authorship.authorKey));
      told.place.push(place);
    }
  });
  return told;
}

/** Another one for each that tells something else. That of the most frequent kind is no JSON, which takes long to write. */
function textOf({ affiliations, institutions }: Parameters<typeof workplacesOf>[0]): string {
  return affiliations.length === 1 && !institutions ? `=${affiliations[0]}` : JSON.stringify([affiliations, institutions]);
}

/** Who stands on the bylines as institutions or countries. */
export function placedBylines(material: PlaceMaterial, context?: AnalysisContext): PlacedBylines {
  const { work, isOwn, place, workplaces } = toldIn(material, context);
  const places = new Map<string, Place>();
  const keys = material.kind === 'COUNTRIES' ? countryKeys(workplaces, places) : institutionKeys(workplaces, places);
  const own = material.bylines.map(() => new Set<string>());
  const whole = own.map(() => new Set<string>());
  let [authorships, unplaced] = [0, 0];
  work.forEach((at, i) => {
    const found = keys[place[i]!]!;
    for (const key of found) whole[at]!.add(key);
    if (!isOwn[i]) return;
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
