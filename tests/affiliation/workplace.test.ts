import { expect, test } from '@jest/globals';
import { keysOfInstitutions, mergedInstitution } from '../../src/affiliation/same-institution.js';
import { workplacesOf, type Institution } from '../../src/affiliation/workplace.js';

const nothing = { name: null, ror: null, country: null, affiliation: null };
const read = (name: string, country: string | null): Institution => ({ name, country, ror: null, isStated: false });

test('affiliations are read where no source names institutions', () => {
  expect(
    workplacesOf({
      affiliations: ['Dept, University of Oslo, Norway.', 'Univ. of Oslo, Oslo, Norway', 'Box 12, Lyon, France', 'Some words'],
    }),
  ).toEqual({ institutions: [read('University of Oslo', 'NO')], countries: ['NO', 'FR'] });
  expect(workplacesOf({ affiliations: [] })).toEqual({ institutions: [], countries: [] });
});

test('what a source names counts alone', () => {
  const { institutions, countries } = workplacesOf({
    affiliations: ['Centro Dino Ferrari, University of Milan, Milan, Italy'],
    institutions: [{ ...nothing, name: 'University of Milan', ror: '00wjc7c48', country: 'IT' }],
  });
  expect(institutions).toEqual([{ name: 'University of Milan', country: 'IT', ror: '00wjc7c48', isStated: true }]);
  expect(countries).toEqual(['IT']);
  const unplaced = {
    affiliations: ['Public Knowledge Project, Canada'],
    institutions: [{ ...nothing, name: 'Public Knowledge Project' }],
  };
  expect(workplacesOf(unplaced).countries).toEqual(['CA']);
});

test('an identifier beside an affiliation is that of its institution; the others are read', () => {
  const first = 'Department of Tea, University of Leeds, Leeds, UK.';
  expect(
    workplacesOf({
      affiliations: [first, 'University of Oslo, Norway', 'The University of Leeds, United Kingdom'],
      institutions: [{ ...nothing, ror: '024mrxd33', affiliation: first }],
    }),
  ).toEqual({
    institutions: [
      { name: 'University of Leeds', country: 'GB', ror: '024mrxd33', isStated: true },
      read('University of Oslo', 'NO'),
    ],
    countries: ['GB', 'NO'],
  });
  const bare = { affiliations: [], institutions: [{ ...nothing, ror: '024mrxd33' }] };
  expect(workplacesOf(bare).institutions[0]!.name).toBe('https://ror.org/024mrxd33');
});

test('institutions are one by ROR id, or by name and country; never by likeness', () => {
  const stated = { ...read('University of Newcastle', 'AU'), ror: '00eae9z71', isStated: true };
  const all = [
    stated,
    read('The Univ. of Newcastle', 'AU'),
    read('University of Newcastle', 'GB'),
    read('University of Newcastle', null),
  ];
  const keys = keysOfInstitutions(all);
  expect(keys).toEqual(['ror:00eae9z71', 'ror:00eae9z71', 'name:university of newcastle|GB', 'name:university of newcastle|']);
  const other = { ...stated, ror: '01kj2bm70' };
  // Two ROR ids of one name and country: which one the text means nobody knows.
  expect(keysOfInstitutions([stated, other, all[1]!])).toEqual([
    'ror:00eae9z71',
    'ror:01kj2bm70',
    'name:university of newcastle|AU',
  ]);
  expect(mergedInstitution([all[1]!, stated])).toEqual(stated);
});

test('a name is one, however its dash is written', () => {
  const forms = [' – ', ' - ', ' — ', '-', '–', ' '].map((dash) => `Charité${dash}Universitätsmedizin Berlin, Berlin, Germany`);
  expect(workplacesOf({ affiliations: forms }).institutions).toEqual([read('Charité – Universitätsmedizin Berlin', 'DE')]);
});
