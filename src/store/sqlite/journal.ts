import type { JournalLeaf } from '../filter.js';
import { inRange } from './condition.js';
import type { Noun } from './table.js';

export const JOURNAL: Noun<JournalLeaf> = {
  counts: ['t.article_count'],
  use: 't.article_count',
  sorts: {
    title: { column: 'title_key', missing: null },
    articleCount: { column: 'article_count', missing: null },
  },
  leaf: (leaf) => inRange('t.article_count', leaf.range),
};
