import type { AuthorLeaf } from '../filter.js';
import { inList, inRange, isTrue } from './condition.js';
import type { Noun } from './table.js';

export const AUTHOR: Noun<AuthorLeaf> = {
  counts: ['t.article_count', 'nullif(t.first_year, -1)', 'nullif(t.last_year, -1)'],
  use: 't.article_count',
  sorts: {
    name: { column: 'name_key', missing: null },
    articleCount: { column: 'article_count', missing: null },
    firstYear: { column: 'first_year', missing: -1 },
    lastYear: { column: 'last_year', missing: -1 },
  },
  leaf(leaf) {
    switch (leaf.test) {
      case 'kind':
        return inList('t.kind', leaf.values);
      case 'hasOrcid':
        return isTrue('t.has_orcid', leaf.value);
      case 'articleCount':
        return inRange('t.article_count', leaf.range);
    }
  },
};
