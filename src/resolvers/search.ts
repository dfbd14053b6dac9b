import { createHash } from 'node:crypto';
import type { NodeKind, Resolvers } from '../generated/graphql.js';
import type { Loaders } from '../loaders/index.js';
import { KINDS, type Kind, type StoredRecord } from '../records.js';
import { singular, words } from '../store/fold.js';
import type { SearchQuery } from '../store/store.js';
import { prefixQuery, type TextQuery } from '../store/text.js';
import { connectionFields, edgeFields } from './connection.js';
import { toCursor, type CursorScope } from './cursor.js';
import { wholeGraphFilter } from './filter/article.js';
import { checkedText, textQuery } from './filter/condition.js';
import { articleLabel } from './label.js';
import { checkedSize, pageRequest, type PagingArgs } from './paging.js';
import type { SearchConnectionSource } from './sources.js';

const NODE_KINDS: Record<Kind, NodeKind> = { Article: 'ARTICLE', Author: 'AUTHOR', Journal: 'JOURNAL', Topic: 'TOPIC' };

function searchConnection(query: Omit<SearchQuery, 'page'>, args: PagingArgs, loaders: Loaders): SearchConnectionSource {
  const scope = scopeOf(query.text);
  const page = pageRequest(args, scope);
  return {
    page: async () => {
      const { items, hasNext, hasPrevious } = await loaders.search.page.load({ ...query, page });
      const edges = items.map(({ node, score, place }) => ({
        cursor: toCursor(scope, place),
        record: node.record,
        edge: { score },
        parent: '',
      }));
      return { edges, hasNext, hasPrevious };
    },
    totalCount: () => loaders.search.count.load(query),
  };
}

/** Scores mean nothing for another text, so its cursors are refused. */
function scopeOf(text: TextQuery): CursorScope {
  const digest = createHash('sha256').update(JSON.stringify(text)).digest('base64url').slice(0, 12);
  return { name: `search:${digest}`, valueType: 'number' };
}

/** What has been typed so far: whole words, and the last one as the beginning of a word. */
function typedText(prefix: string): TextQuery {
  const typed = words(prefix);
  const last = typed.pop();
  if (last === undefined) return { nothing: true };
  const before = typed.map((word): TextQuery => ({ tokens: [...new Set([word, singular(word)])] }));
  return before.length > 0 ? { all: [...before, prefixQuery(last)] } : prefixQuery(last);
}

async function suggestionText(record: StoredRecord, loaders: Loaders): Promise<string> {
  if ('authorsStatus' in record) return record.title ?? articleLabel(record, loaders);
  return 'title' in record ? record.title : record.name;
}

export const searchResolvers: Resolvers = {
  Query: {
    search: async (_, args, { loaders }) => {
      const text = textQuery('text', args.text);
      const kinds = KINDS.filter((kind) => !args.kinds || args.kinds.includes(NODE_KINDS[kind]));
      return searchConnection({ text, kinds, filter: await wholeGraphFilter(args.filter, loaders) }, args, loaders);
    },
    suggest: async (_, { prefix, first }, { loaders }) => {
      const query = checkedText('prefix', prefix, typedText);
      return 'nothing' in query ? [] : loaders.search.suggest.load({ prefix: query, first: checkedSize('first', first) });
    },
  },
  SearchConnection: connectionFields,
  SearchEdge: { ...edgeFields, score: ({ edge }) => edge.score },
  Suggestion: {
    kind: ({ kind }) => NODE_KINDS[kind],
    node: ({ record }): StoredRecord => record,
    text: ({ record }, _, { loaders }) => suggestionText(record, loaders),
  },
};
