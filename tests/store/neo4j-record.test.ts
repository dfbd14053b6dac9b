import { expect, test } from '@jest/globals';
import type { ArticleRecord } from '../../src/records.js';
import { decodeText } from '../../src/store/neo4j/record.js';
import { halves } from '../../src/store/packed-article.js';
import { packRecord } from '../../src/store/packed-record.js';
import { articles } from '../resolvers/fixture.js';
import { briefOf } from './oracle-store.js';

/** As the statement of a page tells an entry: its edge's numbers and the node's, then the card. */
const said = (record: ArticleRecord, numbers: string) => `${numbers}${halves(packRecord('Article', record))[0]}`;

test.each(articles.map(({ record }) => record))('a brief article is read as a whole one is: $key', (record) => {
  for (const [numbers, expected] of [['3,,7,5', [3, null]], [',12,0,1', [null, 12]]] as const) {
    const text = said(record, numbers);
    const brief = decodeText('Article', text, 2, true);
    const whole = decodeText('Article', text, 2);
    expect(brief.numbers).toEqual(expected);
    expect(whole.numbers.slice(0, 2)).toEqual(expected);
    expect(briefOf(brief.record)).toEqual(briefOf(whole.record));
    expect(brief.record.title).toBe(record.title);
  }
}); // prettier-ignore

test('a number that is not exact is an error', () => {
  const text = said(articles[0]!.record, '9007199254740993,1,2,3');
  expect(() => decodeText('Article', text, 2, true)).toThrow('too large to be exact');
});

test('a card that is cut is an error', () => {
  const text = said(articles[0]!.record, '3,,7,5');
  for (let end = text.indexOf('[') + 1; end < text.length; end++)
    expect(() => decodeText('Article', text.slice(0, end), 2, true)).toThrow(SyntaxError);
});
