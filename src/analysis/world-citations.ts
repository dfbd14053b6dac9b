import type { ScoreAnalysis } from './analysis.js';
import { countsOf, scored } from './citation-counts.js';

export const WORLD_CITATIONS: ScoreAnalysis = {
  id: 'WORLD_CITATIONS',
  title: 'Citations in the world',
  description:
    'How many works in the whole world cite a work, as the best of its sources states: the global citation score, beside the ' +
    'local one of this graph. A work with far more here than there is known outside of this literature. Works whose sources ' +
    'state no number have no value, and numbers of different sources and days do not compare well.',
  paper: 'Garfield 2004, Historiographic mapping of knowledge domains literature (global citation score)',
  parameters: [],
  outputs: [{ id: 'score', title: 'Citing works in the world', of: 'ARTICLE' }],
  reads: () => ['WORLD_COUNTS'],
  run: (graph, _settings, _context, facts) => scored(countsOf(graph, 'WORLD', facts)),
};
