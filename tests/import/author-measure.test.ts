import { expect, test } from '@jest/globals';
import { generateWorks } from '../../bench/author-generator.js';
import { claimsOf, measure } from '../../bench/author-measure.js';

test('generated works are the same at every run of a seed', () => {
  expect(generateWorks({ people: 40, seed: 5 })).toEqual(generateWorks({ people: 40, seed: 5 }));
  expect(generateWorks({ people: 40, seed: 5 })).not.toEqual(generateWorks({ people: 40, seed: 6 }));
});

test('people of a field are told apart', () => {
  const { claims, truePairs, precision, recall } = measure(claimsOf(generateWorks({ people: 500, seed: 21 })));
  expect(claims).toBeGreaterThan(4000);
  expect(truePairs).toBeGreaterThan(20_000);
  expect(precision).toBeGreaterThan(0.98);
  expect(recall).toBeGreaterThan(0.88);
});
