import { countryName } from '../affiliation/countries.js';
import { institutionYears } from '../affiliation/institution-years.js';
import { keysOfInstitutions } from '../affiliation/same-institution.js';
import { workplacesOf, type Institution } from '../affiliation/workplace.js';
import type { InstitutionResolvers, Resolvers } from '../generated/graphql.js';
import { wholeList } from '../loaders/list.js';
import type { Authorship } from '../records.js';
import { withLists } from './brief.js';

/** Where authors worked: read from the authorships when it is asked for, so that nothing of it is stored. */

/** An institution with the key by which answers name it. */
export type KeyedInstitution = Institution & { key: string };

/** A code that a source states may be of no country that we know. */
export const countryOfCode = (code: string | null): { code: string; name: string } | null => {
  const name = code === null ? null : countryName(code);
  return name === null ? null : { code: code!, name };
};

const institutionsOf = (authorship: Authorship): KeyedInstitution[] => {
  const { institutions } = workplacesOf(authorship);
  const keys = keysOfInstitutions(institutions);
  return institutions.map((institution, i) => ({ ...institution, key: keys[i]! }));
};

function countriesOf(authorships: readonly Authorship[]) {
  const codes = new Set(authorships.flatMap((authorship) => workplacesOf(authorship).countries));
  return [...codes].flatMap((code) => countryOfCode(code) ?? []);
}

const fields = {
  id: ({ key }) => key,
  country: ({ country }) => countryOfCode(country),
  statedBySource: ({ isStated }) => isStated,
} satisfies InstitutionResolvers;

export const institutionResolvers: Resolvers = {
  Article: {
    countries: (article, _, { loaders }) => withLists(article, loaders, ({ authorships }) => countriesOf(authorships)),
  },
  Author: {
    institutions: async ({ key }, _, { loaders }) => {
      const works = await wholeList(loaders.author.articles, key, { field: 'date', direction: 'DESC' });
      return institutionYears(
        works.map(({ record, edge }) => ({ year: record.date?.year ?? null, institutions: workplacesOf(edge).institutions })),
      );
    },
  },
  AuthorshipEdge: { institutions: ({ record }) => institutionsOf(record.authorship) },
  AuthorArticleEdge: { institutions: ({ edge }) => institutionsOf(edge) },
  Institution: fields,
  AuthorInstitution: { ...fields, articleCount: ({ works }) => works },
};
