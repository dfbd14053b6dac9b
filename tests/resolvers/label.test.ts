import { describe, expect, test } from '@jest/globals';
import { NO_DETAILS } from '../../src/records.js';
import { shortened } from '../../src/resolvers/label.js';
import { describeEachEngine } from '../engines.js';
import { ask } from './execute.js';
import { articles, authors, journals } from './fixture.js';

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

describeEachEngine('label of an article whose author list was cut', (openEmptyStore) => {
  test('never looks like a whole list, however short', async () => {
    const store = await openEmptyStore();
    const { record } = articles.find((one) => one.record.key === 'protocol')!;
    const cut = { ...record, topics: [], authorsStatus: 'POSSIBLY_TRUNCATED' as const };
    const indexedNames = { journal: [], topics: [] };
    await store.write({ authors, journals, articles: [{ record: cut, details: NO_DETAILS, indexedNames, references: [] }] });
    expect(await ask(store, '{ articles { nodes { label } } }')).toEqual({
      articles: { nodes: [{ label: 'Adler et al. 2017' }] },
    });
  });
});
