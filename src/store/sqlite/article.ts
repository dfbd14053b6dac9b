import type { ArticleLeaf } from '../filter.js';
import { foldName } from '../fold.js';
import { inList, inRange, isTrue } from './condition.js';
import { idsOfKeys, type Noun } from './table.js';
import { sql } from './sql.js';

export const ARTICLE: Noun<ArticleLeaf> = {
  counts: ['r.cited_by_count', 'r.reference_count'],
  use: 't.cited_by_count',
  sorts: {
    date: { column: 'date', missing: -1 },
    title: { column: 'title_key', missing: '', encode: (value) => ` ${value}`, decode: (stored) => String(stored).slice(1) },
    citedByCount: { column: 'cited_by_count', missing: null },
    referenceCount: { column: 'reference_count', missing: null },
  },
  leaf(leaf, date) {
    switch (leaf.test) {
      case 'publicationYear': {
        const { from, to } = leaf.range;
        return inRange(date, {
          from: Math.max(0, from ?? 0) * 10_000,
          to: to === null ? null : to * 10_000 + 9_999,
        });
      }
      case 'citedByCount':
        return inRange('t.cited_by_count', leaf.range);
      case 'referenceCount':
        return inRange('t.reference_count', leaf.range);
      case 'status':
        return inList('t.status', leaf.values);
      case 'authorsStatus':
        return inList('t.authors_status', leaf.values);
      case 'hasAbstract':
        return isTrue('t.has_abstract', leaf.value);
      case 'isRetracted':
        return isTrue('t.is_retracted', leaf.value);
      case 'publicationType':
        return sql`t.id IN (SELECT article FROM article_type WHERE ${inList('folded', leaf.values.map(foldName))})`;
      case 'journal':
        return sql`(t.journal IS NOT NULL AND t.journal IN (${idsOfKeys('Journal', leaf.keys)}))`;
      case 'author':
        return sql`t.id IN (SELECT article FROM authorship WHERE author IN (${idsOfKeys('Author', leaf.keys)}))`;
      case 'topic':
        return sql`t.id IN (SELECT article FROM about WHERE topic IN (${idsOfKeys('Topic', leaf.keys)}))`;
    }
  },
};
