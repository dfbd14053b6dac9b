import type { TopicLeaf } from '../filter.js';
import { inRange, isTrue } from './condition.js';
import type { Noun } from './table.js';

export const TOPIC: Noun<TopicLeaf> = {
  counts: ['t.article_count'],
  use: 't.article_count',
  sorts: {
    name: { column: 'name_key', missing: null },
    articleCount: { column: 'article_count', missing: null },
  },
  leaf(leaf) {
    switch (leaf.test) {
      case 'hasMeshId':
        return isTrue('t.has_mesh', leaf.value);
      case 'articleCount':
        return inRange('t.article_count', leaf.range);
    }
  },
};
