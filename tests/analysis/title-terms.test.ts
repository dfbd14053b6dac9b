import { describe, expect, it } from '@jest/globals';
import { titleTerms, usualForms } from '../../src/analysis/title-terms.js';

describe('terms of a title', () => {
  it('are words and pairs without stop words and numbers, in the singular', () => {
    const terms = titleTerms('The effect of simulations on clinical reasoning in 2020: clinical skills');
    expect([...terms.keys()]).toEqual(['simulation', 'clinical', 'reasoning', 'clinical reasoning', 'skill', 'clinical skill']);
    expect(terms.get('clinical skill')).toBe('clinical skills');
  });

  it('pair no words that a stop word parts', () => {
    expect([...titleTerms('Teaching of ethics').keys()]).toEqual(['teaching', 'ethic']);
    expect([...titleTerms('').keys()]).toEqual([]);
  });

  it('are shown in the form that most titles have, else the first', () => {
    const titles = ['Clinical skills', 'Clinical skills', 'Clinical skill', null, 'A mentor', 'Mentors'];
    expect(usualForms(titles, new Set(['clinical skill', 'mentor']))).toEqual(
      new Map([['clinical skill', 'clinical skills'], ['mentor', 'mentor']]), // prettier-ignore
    );
  });
});
