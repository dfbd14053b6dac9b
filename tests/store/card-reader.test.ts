import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ArticleRecord, BriefArticle } from '../../src/records.js';
import { packCard } from '../../src/store/article-card.js';
import { CardReader } from '../../src/store/card-reader.js';
import { unpackBriefs } from '../../src/store/packed-article.js';
import { articles } from '../resolvers/fixture.js';

/** Reads so many values of a list. */
function read(json: string, count: number): unknown[] {
  const reader = new CardReader(json, 1);
  return Array.from({ length: count }, () => reader.value());
}

const HOSTILE = [
  '',
  '"',
  '\\',
  '\\\\',
  '\\"',
  '],["',
  '],{"lists":{',
  'a"b\\',
  '\u2028',
  '\ud83d\ude00',
  '\ud83d',
  '\u0000',
  '0',
  '-1',
  '[',
  '{}',
];

describe('reads what JSON.parse reads', () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...HOSTILE), fc.array(fc.constantFrom(...HOSTILE)).map((all) => all.join(''))); // prettier-ignore
  const value = fc.oneof(
    text,
    fc.integer(),
    fc.constantFrom(0, -1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER),
    fc.array(text, { minLength: 1 }),
    fc.array(fc.record({ scheme: text, value: text, count: fc.integer(), more: fc.array(text) })),
  );
  test('of any texts, numbers and lists', () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 1 }), (values) => {
        expect(read(JSON.stringify(values), values.length)).toEqual(values);
        // A card is open at its end.
        expect(read(JSON.stringify(values).slice(0, -1), values.length)).toEqual(values);
      }),
      { numRuns: 500 },
    );
  });
});

test('null stands for a number that is not there', () => {
  const reader = new CardReader('12,,-3,["a"', 0);
  expect([reader.number(), reader.number(), reader.number()]).toEqual([12, null, -3]);
  reader.skip();
  expect(reader.value()).toBe('a');
});

describe('brief articles of one text', () => {
  const briefs = (records: readonly ArticleRecord[]) => {
    const texts = records.map((record, i) => `${JSON.stringify(packCard(record)).slice(0, -1)},${i},${i + 1},${100 + i}]`);
    const found: [number, BriefArticle][] = [];
    unpackBriefs(`[${texts.join(',')}]`, (number, article) => found.push([number, article]));
    return found;
  };

  test('are the records without their lists', () => {
    const records = articles.map(({ record }) => record);
    records.push({ ...records[0]!, title: '"],["', doi: '10.1/\\"', publicationTypes: ['a', '"', '\\'], reportedCitations: [{ source: ']"', count: 3, readAt: '' }] }); // prettier-ignore
    const expected = records.map((record, i) => {
      const { authorships, topics, provenance, journalProvenance, ...card } = record;
      expect([authorships, topics, provenance, journalProvenance]).not.toContain(undefined);
      return [100 + i, { ...card, citedByCount: i, referenceCount: i + 1 }];
    });
    expect(briefs(records)).toEqual(expected);
  });

  test('are none of an empty list', () => {
    expect(briefs([])).toEqual([]);
  });
});

describe('a card that is not whole', () => {
  const open = articles.slice(0, 3).map(({ record }) => JSON.stringify(packCard(record)).slice(0, -1));
  const take = (...cards: string[]) => unpackBriefs(`[${cards.map((one, i) => `${one},0,1,${i}]`).join(',')}]`, () => undefined);

  test('is none of these', () => {
    expect(() => take(...open)).not.toThrow();
  });

  // Of a last number, digits may be missing unnoticed; of these cards the last values are single digits.
  test.each([0, 1, 2])('is an error wherever it ends, and no endless search for its end: %i', (which) => {
    const whole = open[which]!;
    for (let end = 1; end < whole.length; end++) {
      const cut = whole.slice(0, end);
      for (const cards of [[cut], [cut, ...open], [open[1]!, cut, open[2]!]]) expect(() => take(...cards)).toThrow(SyntaxError);
    }
  });

  test.each(['1.5', '1e21', 'null', 'true', ''])('is one with a value that no card has: %s', (value) => {
    const [before, behind] = [packCard(articles[0]!.record).slice(0, 9), packCard(articles[0]!.record).slice(10)];
    const card = `${JSON.stringify(before).slice(0, -1)},${value},${JSON.stringify(behind).slice(1, -1)}`;
    expect(() => take(card)).toThrow(SyntaxError);
    expect(() => take(card, ...open)).toThrow(SyntaxError);
  });
});
