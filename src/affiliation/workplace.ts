import type { Authorship, StatedInstitution } from '../records.js';
import { placesOf } from './affiliation.js';
import { keysOfInstitutions, mergedInstitution } from './same-institution.js';

/** An institution that an author worked at. */
export interface Institution {
  name: string;
  /** ISO 3166-1 alpha-2; null where nothing tells it for certain. */
  country: string | null;
  /** ROR id without the link. */
  ror: string | null;
  /** Whether a source names it or gives its identifier, rather than our reading of the affiliation. */
  isStated: boolean;
}

export interface Workplaces {
  /** Each once. */
  institutions: readonly Institution[];
  /** Codes, each once: those of the institutions, and those of affiliations in which no institution was found. */
  countries: readonly string[];
}

const NOWHERE: Workplaces = { institutions: [], countries: [] };

/**
 * Where an authorship says that its author worked. What a source states counts before what affiliations say: where it names
 * institutions of the author (OpenAlex) these are all; an identifier beside an affiliation (PubMed, Crossref, JATS) stands
 * for the institution of that affiliation, and only the other affiliations are read.
 */
export function workplacesOf({
  affiliations,
  institutions: stated = [],
}: Pick<Authorship, 'affiliations' | 'institutions'>): Workplaces {
  if (affiliations.length === 0 && stated.length === 0) return NOWHERE;
  const named = stated.filter(({ affiliation }) => affiliation === null);
  if (named.length > 0) {
    const institutions = each(named.map((one) => statedInstitution(one)));
    const countries = countriesIn(institutions);
    return { institutions, countries: countries.length > 0 ? countries : countriesIn(affiliations.flatMap(placesOf)) };
  }
  const tied = new Map<string, StatedInstitution[]>();
  for (const one of stated) tied.set(one.affiliation!, [...(tied.get(one.affiliation!) ?? []), one]);
  const institutions: Institution[] = [...tied.values()].flat().map(statedInstitution);
  const countries = countriesIn(institutions);
  for (const text of affiliations) {
    if (tied.has(text)) continue;
    for (const { institution: name, country } of placesOf(text)) {
      if (name !== null) institutions.push({ name, country, ror: null, isStated: false });
      if (country !== null && !countries.includes(country)) countries.push(country);
    }
  }
  return { institutions: each(institutions), countries };
}

/** A name or a country that the source leaves out is read from the affiliation beside it, where that names one institution. */
function statedInstitution({ name, ror, country, affiliation }: StatedInstitution): Institution {
  const places = affiliation === null ? [] : placesOf(affiliation);
  const [only] = places.length === 1 ? places : [];
  return {
    name: name ?? only?.institution ?? affiliation ?? `https://ror.org/${ror}`,
    country: country ?? only?.country ?? null,
    ror,
    isStated: true,
  };
}

const countriesIn = (places: readonly { country: string | null }[]): string[] => [
  ...new Set(places.flatMap(({ country }) => country ?? [])),
];

function each(institutions: readonly Institution[]): Institution[] {
  if (institutions.length < 2) return [...institutions];
  const groups = new Map<string, Institution[]>();
  keysOfInstitutions(institutions).forEach((key, i) => groups.set(key, [...(groups.get(key) ?? []), institutions[i]!]));
  return [...groups.values()].map(mergedInstitution);
}
