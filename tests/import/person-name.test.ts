import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { looksLikeGroup, namesByComma, parseName } from '../../src/import/person-name.js';
import { initialsOf, personFromParts, shortName } from '../../src/import/person-parts.js';

describe('names of persons', () => {
  test.each([
    // as written, family name, given name, initials, suffix
    ['Last, First M., Jr.', 'Last', 'First M.', 'FM', 'Jr'],
    ['Smith, Jr., John A.', 'Smith', 'John A.', 'JA', 'Jr'],
    ['Smith, John A. Jr.', 'Smith', 'John A.', 'JA', 'Jr'],
    ['King, Martin Luther, III', 'King', 'Martin Luther', 'ML', '3rd'],
    ['Last, F. M.', 'Last', null, 'FM', null],
    ['Rizeei, HM', 'Rizeei', null, 'HM', null],
    ['van Raaij, M J', 'van Raaij', null, 'MJ', null],
    ['Raaij, M. J. van', 'van Raaij', null, 'MJ', null],
    ['da Silva Dias, João Carlos', 'da Silva Dias', 'João Carlos', 'JC', null],
    ['Sartre, Jean-Paul', 'Sartre', 'Jean-Paul', 'JP', null],
    ['Liu, Chia‐Liang', 'Liu', 'Chia‐Liang', 'CL', null],
    ['Coelho, Micheline S Z S', 'Coelho', 'Micheline S Z S', 'MSZS', null],
    ['SMITH, ANN', 'SMITH', 'ANN', 'A', null],
    ['Silva, MRBM', 'Silva', null, 'MRBM', null],
    ['Doe, Jane, MD, PhD', 'Doe', 'Jane', 'J', null],
    ['Doe,', 'Doe', null, null, null],
    ['van den Broeck K', 'van den Broeck', null, 'K', null],
    ['Van den Broeck K', 'Van den Broeck', null, 'K', null],
    ['Oddone Paolucci E', 'Oddone Paolucci', null, 'E', null],
    ['OBrien J', 'OBrien', null, 'J', null],
    ['Ivanov II', 'Ivanov', null, 'II', null],
    ['Ivanov, II', 'Ivanov', null, 'II', null],
    ['de la Cruz JR', 'de la Cruz', null, 'JR', null],
    ['SMITH JA JR', 'SMITH', null, 'JA', 'Jr'],
    ['Smith, Jr', 'Smith', null, null, 'Jr'],
    ['Smith JA Jr', 'Smith', null, 'JA', 'Jr'],
    ['King ML 3rd', 'King', null, 'ML', '3rd'],
    ['Smith J.-A.', 'Smith', null, 'JA', null],
    ['Smith J A', 'Smith', null, 'JA', null],
    ['SMITH JA', 'SMITH', null, 'JA', null],
    ['Kristin Van den Broeck', 'Van den Broeck', 'Kristin', 'K', null],
    ['Ludwig van Beethoven', 'van Beethoven', 'Ludwig', 'L', null],
    ['Jean-Pierre de la Fontaine', 'de la Fontaine', 'Jean-Pierre', 'JP', null],
    ['J. A. Smith', 'Smith', null, 'JA', null],
    ['A. Author-One', 'Author-One', null, 'A', null],
    ['John Smith III', 'Smith', 'John', 'J', '3rd'],
    ['Jane Doe, PhD', 'Doe', 'Jane', 'J', null],
    ['Jane Doe PhD', 'Doe', 'Jane', 'J', null],
    ['Jane Doe, MD, PhD', 'Doe', 'Jane', 'J', null],
    ['John Q. Smith, MD', 'Smith', 'John Q.', 'JQ', null],
    ['John Smith Jr., MD', 'Smith', 'John', 'J', 'Jr'],
    ['Martin Luther King, Jr.', 'King', 'Martin Luther', 'ML', 'Jr'],
    ['van der Berg, Jr.', 'van der Berg', null, null, 'Jr'],
    ['García Pérez, MD', 'García Pérez', null, 'MD', null],
    ['Anh Do', 'Do', 'Anh', 'A', null],
    ['Dr. Jane Doe', 'Doe', 'Jane', 'J', null],
    ['Prof. Dr. Hans Müller', 'Müller', 'Hans', 'H', null],
    ['Plato', 'Plato', null, null, null],
    ['Author 1', 'Author 1', null, null, null],
    ['王, 小明', '王', '小明', null, null],
    ['王 小明', '王', '小明', null, null],
    ['王小明', '王小明', null, null, null],
  ])('%s', (asWritten, familyName, givenName, initials, suffix) => {
    expect(parseName(asWritten)).toMatchObject({
      kind: 'PERSON',
      nameAsWritten: asWritten,
      familyName,
      givenName,
      initials,
      suffix,
    });
  });

  test('parts win over what could be read from the given name', () => {
    const author = personFromParts({ family: 'Raaij', given: 'Mark Johan van', initials: 'M.J.', suffix: 'Jr.' });
    expect(author).toMatchObject({
      nameAsWritten: 'van Raaij MJ Jr',
      familyName: 'van Raaij',
      givenName: 'Mark Johan',
      initials: 'MJ',
      suffix: 'Jr',
    });
  });

  test('an unknown suffix is kept as written, a lone given name is the family name', () => {
    expect(personFromParts({ family: 'Doe', given: 'Jane', suffix: 'Esq.' }).suffix).toBe('Esq.');
    expect(personFromParts({ family: null, given: 'Suharto' })).toMatchObject({ familyName: 'Suharto', givenName: null });
  });

  test('initials parted as IEEE does, and none from scripts that have none', () => {
    expect(parseName('W. -C. Chen')).toMatchObject({ familyName: 'Chen', givenName: null, initials: 'WC' });
    expect(parseName('Li, Wei (李伟)')).toMatchObject({ familyName: 'Li', givenName: 'Wei (李伟)', initials: 'W' });
  });

  test('degrees behind a name are no initials', () => {
    expect(parseName('Made, Anna, MD, PhD, FRCPC')).toMatchObject({ familyName: 'Made', givenName: 'Anna', initials: 'A' });
    expect(parseName('Made, Do, MD')).toMatchObject({ givenName: 'Do', initials: 'D' });
  });

  test('O’Connor and D’Souza without their apostrophes', () => {
    expect(parseName('O Connor MA')).toMatchObject({ familyName: 'O Connor', initials: 'MA' });
    expect(parseName('D Souza R')).toMatchObject({ familyName: 'D Souza', initials: 'R' });
    expect(parseName('D A Smith')).toMatchObject({ familyName: 'Smith', initials: 'DA' });
    expect(parseName('O Connor')).toMatchObject({ familyName: 'Connor', initials: 'O' });
  });
});

describe('names of groups', () => {
  test.each([
    ['{World Health Organization}', 'World Health Organization'],
    ['{{Smith, Jones and Partners}}', 'Smith, Jones and Partners'],
    ['The MIGRAINE Study Group', 'The MIGRAINE Study Group'],
    ['Name of a Research Center', 'Name of a Research Center'],
    ['ISCHEMIA Investigators', 'ISCHEMIA Investigators'],
    ['Université de Montréal', 'Université de Montréal'],
  ])('%s', (text, name) => {
    expect(parseName(text)).toMatchObject({
      kind: 'GROUP',
      nameAsWritten: name,
      familyName: null,
      givenName: null,
      initials: null,
    });
  });

  test.each(['Anna Forsberg', 'Group J', 'John Board', 'Robert College', 'Society'])(
    '%s is no group by its words alone',
    (text) => {
      expect(looksLikeGroup(text) && !text.endsWith(' J')).toBe(false);
    },
  );
});

describe('properties', () => {
  const family = fc.constantFrom(
    'Smith',
    'van den Broeck',
    'Oddone Paolucci',
    'OBrien',
    "O'Brien",
    'Müller',
    'de la Cruz',
    'Al-Rashid',
  );
  const given = fc.constantFrom('Jean-Pierre', 'Anna', 'Maria Luisa', 'Élodie', 'Søren K.', 'J. Robert');
  const suffix = fc.constantFrom(null, 'Jr', '3rd');

  test('the short form of a name is read back into the same parts', () => {
    fc.assert(
      fc.property(family, given, suffix, (last, first, end) => {
        const long = personFromParts({ family: last, given: first, suffix: end });
        const short = parseName(shortName(long.familyName!, long.initials, long.suffix));
        expect(short).toMatchObject({ familyName: long.familyName, initials: long.initials, suffix: long.suffix });
      }),
    );
  });

  test('family name first and given name first agree where the family name is one word or has a particle', () => {
    const marked = family.filter((name) => name !== 'Oddone Paolucci');
    fc.assert(
      fc.property(marked, given, (last, first) => {
        const inverted = parseName(`${last}, ${first}`);
        expect({ ...parseName(`${first} ${last}`), nameAsWritten: inverted.nameAsWritten }).toEqual(inverted);
      }),
    );
  });

  test('initials are capital letters only, and no text makes a reader fail or a name without any part', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        expect(initialsOf(text) ?? 'A').toMatch(/^[^\s.,-]+$/u);
        const author = parseName(text);
        if (/\p{L}/u.test(author.nameAsWritten) && author.kind === 'PERSON') expect(author.familyName).not.toBeNull();
      }),
      { numRuns: 500 },
    );
  });
});

test.each([
  ['Smith J, Van den Broeck KA', ['Smith J', 'Van den Broeck KA']],
  ['J. Smith, A.-B. van Doe', ['J. Smith', 'A.-B. van Doe']],
  ['Smith, J', null],
  ['Smith, John', null],
  ['Last, First, Jr.', null],
  ['John Smith, Jane Doe', null],
])('several names with commas between them: %s', (text, names) => {
  expect(namesByComma(text)).toEqual(names);
});
