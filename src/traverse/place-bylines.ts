import { countryName } from '../affiliation/countries.js';
import { keysOfInstitutions, mergedInstitution } from '../affiliation/same-institution.js';
import { workplacesOf, type Institution, type Workplaces } from '../affiliation/workplace.js';
import type { BylineReading, Standing } from './author-network.js';

/** Institutions or countries in place of authors, for networks of them. */
export type PlaceKind = 'INSTITUTIONS' | 'COUNTRIES';

/** What is told of a node: an institution, or a country under its own name. */
export type Place = Institution;

/** One authorship with where it says that its author worked. */
interface Placed {
  work: number;
  /** Whether the author is one of those that the network is about. */
  isOwn: boolean;
  places: Workplaces;
}

/** Reads who stands on bylines as institutions or countries, and keeps what is told of them. */
export class PlaceBylines {
  /** What each key of a unit stands for. */
  readonly places = new Map<string, Place>();
  /** Authorships that were looked at, and those of them that tell no place. */
  authorships = 0;
  unplaced = 0;

  constructor(private readonly kind: PlaceKind) {}

  readonly read: BylineReading = async (reader, works, authors) => {
    const numbers = new Map(works.map((key, number) => [key, number]));
    const placed: Placed[] = [];
    for await (const { key, authorships } of reader.records(works)) {
      const work = numbers.get(key);
      // A work that was merged into another one meanwhile.
      if (work === undefined) continue;
      for (const authorship of authorships)
        placed.push({ work, isOwn: !authors || authors.has(authorship.authorKey), places: workplacesOf(authorship) });
    }
    const keys = this.kind === 'COUNTRIES' ? countryKeys(placed, this.places) : institutionKeys(placed, this.places);
    placed.forEach(({ isOwn }, i) => {
      if (!isOwn) return;
      this.authorships++;
      if (keys[i]!.length === 0) this.unplaced++;
    });
    return standing(works, placed, keys);
  };
}

function countryKeys(placed: readonly Placed[], names: Map<string, Place>): (readonly string[])[] {
  return placed.map(({ places: { countries } }) => {
    const known = countries.filter((code) => countryName(code) !== null);
    for (const code of known) names.set(code, { name: countryName(code)!, country: code, ror: null, isStated: false });
    return known;
  });
}

function institutionKeys(placed: readonly Placed[], names: Map<string, Place>): (readonly string[])[] {
  const all = placed.flatMap(({ places }) => places.institutions);
  const keys = keysOfInstitutions(all);
  const same = new Map<string, Institution[]>();
  keys.forEach((key, i) => {
    const group = same.get(key);
    if (group) group.push(all[i]!);
    else same.set(key, [all[i]!]);
  });
  for (const [key, group] of same) names.set(key, mergedInstitution(group));
  let at = 0;
  return placed.map(({ places }) => keys.slice(at, (at += places.institutions.length)));
}

function standing(works: readonly string[], placed: readonly Placed[], keys: readonly (readonly string[])[]): Standing {
  const own = works.map(() => new Set<string>());
  const whole = works.map(() => new Set<string>());
  placed.forEach(({ work, isOwn }, i) => {
    for (const key of keys[i]!) {
      whole[work]!.add(key);
      if (isOwn) own[work]!.add(key);
    }
  });
  const lists = works.flatMap((from, work) => (own[work]!.size > 0 ? [{ from, to: [...own[work]!] }] : []));
  return { lists, lengths: Uint32Array.from(whole, ({ size }) => size) };
}
