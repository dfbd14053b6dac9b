import { isDeepStrictEqual } from 'node:util';
import { expect } from '@jest/globals';

/**
 * For files that compare long answers thousands of times, where Jest's own comparison is most of their work: what Node finds
 * strictly equal, Jest finds equal too, ten times as slowly. Of anything else (also of `expect.any`) Jest judges as ever.
 */
expect.addEqualityTesters([
  (one, other) => (typeof one === 'object' && one !== null && isDeepStrictEqual(one, other) ? true : undefined),
]);
