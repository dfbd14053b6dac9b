import { describe, expect, test } from '@jest/globals';
import { abstractSections } from '../../src/import/abstract-sections.js';

describe('abstracts in one text', () => {
  test('labels in capitals part it, where it begins with one', () => {
    expect(abstractSections('BACKGROUND AND AIM: Why? MATERIALS & METHODS: How (n=3). RESULTS: 5%. CONCLUSION(S): So.')).toEqual([
      { label: 'BACKGROUND AND AIM', text: 'Why?' },
      { label: 'MATERIALS & METHODS', text: 'How (n=3).' },
      { label: 'RESULTS', text: '5%.' },
      { label: 'CONCLUSION(S)', text: 'So.' },
    ]);
  });

  test('Ovid puts a comma before each label, Dimensions a line end', () => {
    const labels = (text: string) => abstractSections(text).map(({ label }) => label);
    expect(labels('OBJECTIVE: One., RESULTS: Two.')).toEqual(['OBJECTIVE', 'RESULTS']);
    expect(labels('OBJECTIVE: One\nRESULTS: Two')).toEqual(['OBJECTIVE', 'RESULTS']);
  });

  test('what only looks like a label inside a text stays text', () => {
    const text = 'We studied cells. DNA: a word. And more: text';
    expect(abstractSections(text)).toEqual([{ label: null, text }]);
    expect(abstractSections('Aim: lower case is no label. RESULTS: none')).toHaveLength(1);
  });

  test('nothing is no section, a label without text is none', () => {
    expect(abstractSections(' \n ')).toEqual([]);
    expect(abstractSections('AIMS: \nRESULTS: Some.')).toEqual([{ label: 'RESULTS', text: 'Some.' }]);
  });
});
