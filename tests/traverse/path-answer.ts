import type { PathQuestion } from '../../src/traverse/paths.js';
import { work } from './links.js';

/** A question that leaves everything as it is by default. */
export const plainPaths: PathQuestion = {
  from: work('a'),
  to: work('a'),
  along: 'CITATIONS',
  direction: 'BOTH',
  maxLength: 6,
  avoid: [],
  via: [],
  detour: 0,
  first: 20,
  maxNodes: 1000,
};
