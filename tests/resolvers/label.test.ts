import { describe, expect, test } from '@jest/globals';
import { shortened } from '../../src/resolvers/label.js';

describe('shortened', () => {
  test.each([
    [
      'a text of sixty characters, which is just as long as it may be',
      'a text of sixty characters, which is just as long as it may…',
    ],
    [
      'a text of sixty characters, that is just as long as may be..',
      'a text of sixty characters, that is just as long as may be..',
    ],
    ['short', 'short'],
    [
      'a word that ends exactly at the fifty-ninth character of text and goes on',
      'a word that ends exactly at the fifty-ninth character of…',
    ],
    [`${'x'.repeat(59)} and more`, `${'x'.repeat(59)}…`],
    ['x'.repeat(61), `${'x'.repeat(59)}…`],
    ['😀'.repeat(61), `${'😀'.repeat(59)}…`],
    [
      'one two three four five six seven eight nine ten eleven, twelve',
      'one two three four five six seven eight nine ten eleven…',
    ],
  ])('%s', (text, expected) => {
    expect(shortened(text)).toBe(expected);
    expect([...shortened(text)].length).toBeLessThanOrEqual(60);
  });
});
