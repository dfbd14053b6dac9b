import { describe, expect, test } from '@jest/globals';
import { difference, differenceOfRanked } from '../../bench/serving/same-answer.js';

describe('the first difference of two answers', () => {
  test('there is none where fields stand in another order, or nothing stands for null', () => {
    expect(difference({ a: 1, b: [{ c: null }] }, { b: [{}], a: 1 })).toBeNull();
  });

  test('the order of a list counts', () => {
    expect(difference({ works: ['x', 'y'] }, { works: ['y', 'x'] })).toBe('.works[0]: "x" against "y"');
  });

  test('a field that only one has, in either of them', () => {
    expect(difference({ a: { b: 1 } }, { a: {} })).toBe('.a.b: 1 against nothing');
    expect(difference({ a: {} }, { a: { b: 1 } })).toBe('.a.b: nothing against 1');
  });

  test('lists of other lengths, other kinds of value', () => {
    expect(difference([1, 2], [1])).toBe('[1]: 2 against nothing');
    expect(difference({ a: [] }, { a: {} })).toBe('.a: [] against {}');
    expect(difference({ a: 1 }, { a: '1' })).toBe('.a: 1 against "1"');
    expect(difference(null, [])).toBe('the whole: null against []');
  });

  test('the last digits of a sum do not count', () => {
    expect(difference(0.1 + 0.2, 0.3)).toBeNull();
    expect(difference(1, 1.000001)).not.toBeNull();
  });
});

describe('lists whose order is the index’s own', () => {
  const works = (...dois: string[]) => dois.map((doi) => ({ doi, title: `Title ${doi}` }));

  test('another order, and one of five that only one has, are borne', () => {
    expect(differenceOfRanked(works('a', 'b', 'c', 'd', 'e'), works('c', 'b', 'a', 'e', 'f'))).toBeNull();
  });

  test('other hits, another number and other facts of one hit are not', () => {
    expect(differenceOfRanked(works('a', 'b', 'c', 'd', 'e'), works('a', 'b', 'c', 'f', 'g'))).toBe('only 3 of 5 are in both');
    expect(differenceOfRanked(works('a'), [])).toBe('the number: 1 against 0');
    expect(differenceOfRanked(works('a'), [{ doi: 'a', title: 'Other' } as { doi: string }])).toContain('a.title');
  });
});
