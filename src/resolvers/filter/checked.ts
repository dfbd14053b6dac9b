import { coerceInputValue, type GraphQLInputType } from 'graphql';
import { badInput } from '../../errors.js';
import type { ArticleFilter } from '../../generated/graphql.js';
import type { Loaders } from '../../loaders/index.js';
import type { Filter } from '../../store/filter.js';
import { createSchema } from '../schema.js';
import { articleFilter } from './article.js';

/** A filter that did not come by way of a request: checked against the schema as if it had. Throws BAD_USER_INPUT. */
export async function checkedArticleFilter(value: unknown, loaders: Loaders): Promise<Filter<'Article'> | null> {
  const type = createSchema().getType('ArticleFilter') as GraphQLInputType;
  const input = coerceInputValue(value, type, (path, _value, error) => {
    throw badInput(`The filter is wrong${path.length > 0 ? ` at ${path.join('.')}` : ''}: ${error.message}`);
  });
  return articleFilter(input as ArticleFilter, loaders);
}
