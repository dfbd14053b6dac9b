import type { ScoreAnalysis } from './analysis.js';
import { localCitations, scored } from './citation-counts.js';

export const LOCAL_CITATIONS: ScoreAnalysis = {
  id: 'LOCAL_CITATIONS',
  title: 'Local citations',
  description:
    'How many works of this graph cite a work. It tells what this literature builds on, and depends on which works were ' +
    'loaded and which of them have a known reference list. Older works had more time to be cited.',
  paper: 'Garfield 2004, Historiographic mapping of knowledge domains literature (local citation score)',
  parameters: [],
  outputs: [{ id: 'score', title: 'Citing works in this graph', of: 'ARTICLE' }],
  run: (graph) => scored(localCitations(graph)),
};
