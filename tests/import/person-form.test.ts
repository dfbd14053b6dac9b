import { describe, expect, test } from '@jest/globals';
import { agreement, canShareOrcid } from '../../src/import/person-compatible.js';
import { blockLinks, nameBlock, personForm } from '../../src/import/person-form.js';
import { parseName } from '../../src/import/person-name.js';
import { groupAuthor } from '../../src/import/person-parts.js';

const blockOf = (name: string): string => nameBlock(parseName(name));

describe('blocks', () => {
  test.each([
    ['brock|k', ['Van den Broeck K', 'van den Broeck, Kristin', 'Broeck K', 'Vandenbroeck K', 'Kristin VAN DEN BROECK']],
    ['obrien|j', ['OBrien J', "O'Brien J", 'O’Brien, John', 'O Brien, J']],
    ['macdonald|i', ['MacDonald I', 'Mac Donald, Ian', 'Macdonald IR']],
    ['muller|j', ['Müller J', 'Mueller J', 'Muller, Jürgen', 'MULLER J']],
    ['sorensen|o', ['Sørensen Ø', 'Soerensen, Øystein', 'Sorensen O']],
    ['cruz|m', ['de la Cruz M', 'Delacruz M', 'Cruz, Maria']],
    ['souza|a', ['de Souza A', 'Desouza, Ana', 'Souza A']],
    ['lopez|m', ['García López, María', 'Garcia-Lopez M', 'Lopez, Maria Garcia', 'Lopez MG']],
    ['sartre|j', ['Sartre, Jean-Paul', 'Sartre JP', 'Sartre, Jean Paul', 'Sartre, Jeanpaul', 'Sartre J.-P.']],
    ['cheng|y', ['Cheng Y', 'Cheng, Yan', 'Cheng, Yang', 'Cheng, Yu']],
    ['王小明|', ['王小明', '王 小明', '王, 小明']],
    ['plato|', ['Plato']],
  ])('%s', (block, names) => {
    expect(names.map(blockOf)).toEqual(names.map(() => block));
  });

  test('a group is a block of its own, whatever it is called', () => {
    expect(nameBlock(groupAuthor('The MIGRAINE Study Group'))).toBe('group:the migraine study group');
    expect(nameBlock({ ...parseName('Smith J'), familyName: 'Group' })).toBe('group|j');
  });

  test('a full name is bound to its swapped form, but not where both orders are names', () => {
    const link = (familyName: string, givenName: string, orcid: string | null = null): string[] =>
      blockLinks({ ...parseName(`${familyName}, ${givenName}`), orcid });
    expect(link('Wang', 'Xiaoming')).toEqual(link('Xiaoming', 'Wang'));
    expect(link('Wang', 'Xiaoming')).toHaveLength(1);
    expect(link('Ellaway', 'Rachel')).toEqual(link('Rachel', 'Ellaway'));
    expect(link('Cheng', 'Yan')).toEqual([]);
    expect(link('Ellaway', 'R.')).toEqual([]);
    expect(link('Cheng', 'Yan', '0000-0002-1825-0097')).toEqual(['orcid:0000-0002-1825-0097']);
  });
});

const agree = (a: string, b: string): string | null => {
  const found = agreement(personForm(parseName(a)), personForm(parseName(b)));
  expect(agreement(personForm(parseName(b)), personForm(parseName(a)))).toEqual(found);
  return found && `${found.first} ${found.second}`;
};

describe('names agree', () => {
  test.each([
    ['Smith, John', 'Smith J', 'INITIAL NONE'],
    ['Smith, John', 'SMITH, JOHN', 'FULL NONE'],
    ['Smith, John A.', 'Smith, John Adam', 'FULL INITIAL'],
    ['Smith JA', 'Smith, John Adam', 'INITIAL INITIAL'],
    ['Smith J', 'Smith JA', 'INITIAL NONE'],
    ['Croft, W. Bruce', 'Croft, William Bruce', 'INITIAL FULL'],
    ['Müller, Jürgen', 'Mueller, Juergen', 'FULL NONE'],
    ['Müller, Jürgen', 'Muller, Jurgen', 'FULL NONE'],
    ['van den Broeck K', 'Broeck, Kristin', 'INITIAL NONE'],
    ['Vandenbroeck K', 'van den Broeck K', 'INITIAL NONE'],
    ['Sartre, Jean-Paul', 'Sartre, Jean Paul', 'FULL FULL'],
    ['Sartre, Jean-Paul', 'Sartre, Jeanpaul', 'FULL NONE'],
    ['Sartre, Jean-Paul', 'Sartre, Jean P', 'FULL INITIAL'],
    ['Sartre, Jean-Paul', 'Sartre JP', 'INITIAL INITIAL'],
    ['Wang, Xiaoming', 'Wang, Xiao-Ming', 'FULL NONE'],
    ['Wang, Xiaoming', 'Wang XM', 'INITIAL NONE'],
    ['García López, María', 'Lopez, Maria Garcia', 'FULL NONE'],
    ['García López, María', 'Lopez MG', 'INITIAL NONE'],
    ['王小明', '王, 小明', 'NONE NONE'],
    ['King ML Jr', 'King ML', 'INITIAL INITIAL'],
  ])('%s and %s', (a, b, expected) => {
    expect(agree(a, b)).toBe(expected);
  });

  test.each([
    ['Cheng, Yan', 'Cheng, Yang'],
    ['Cheng, Yan', 'Cheng, Yu'],
    ['He, Qi', 'He, Qiang'],
    ['He, Xiao', 'He, Xiao-Ming'],
    ['Wang, Mei', 'Wang, Mei Ling'],
    ['Moulin, Jean', 'Moulin, Jean-Pierre'],
    ['Smith JA', 'Smith JB'],
    ['Smith, John Adam', 'Smith, John Alan'],
    ['Smith, John', 'Smith, Jane'],
    ['van den Berg J', 'van der Berg J'],
    ['Bauer J', 'Baur J'],
    ['Smith J', 'Smyth J'],
    ['King ML Jr', 'King ML Sr'],
    ['王小明', '王小红'],
    ['王小明', 'Wang, Xiaoming'],
  ])('%s and %s do not', (a, b) => {
    expect(agree(a, b)).toBeNull();
  });

  test('a group is no person', () => {
    expect(agreement(personForm(groupAuthor('Smith J')), personForm(parseName('Smith J')))).toBeNull();
  });

  test.each([
    ['Smith, Anna', 'Jones, Anna', true],
    ['Smith, Anna', 'Smith-Jones, Anna', true],
    ['Smith, Anna', 'Smith, Bertha', true],
    ['Cheng, Yan', 'Yan, Cheng', true],
    ['王小明', 'Wang, Xiaoming', true],
    ['Smith, Anna', 'Roe, Bertha', false],
    ['Smith, Anna', 'Roe, Albert', false],
    ['Smith A', 'Roe, Albert', false],
    ['Smith A', 'Jones, A', false],
    ['Smith', 'Jones, Anna', false],
    ['Smith AM', 'Jones AM', true],
    ['Smith, Anna Maria', 'Jones, Maria', true],
    ['Smith, Xiaoming', 'Wang, Xiao-Ming', true],
    ['Gonzalez, M', 'Gonzales, Maria', true],
    ['Smith, Anna', 'Smith', true],
  ])('one ORCID on %s and %s can be right: %s', (a, b, expected) => {
    expect(canShareOrcid(personForm(parseName(a)), personForm(parseName(b)))).toBe(expected);
  });
});
