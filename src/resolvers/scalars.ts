import { GraphQLScalarType } from 'graphql';
import type { Resolvers } from '../generated/graphql.js';

/** Every time in the records is ISO 8601 text already; what is not one is a fault in the data and must show. */
function utcText(value: unknown): string {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(time)) throw new TypeError(`Not a point in time: ${String(value)}`);
  return new Date(time).toISOString();
}

export const scalarResolvers: Resolvers = {
  DateTime: new GraphQLScalarType({ name: 'DateTime', serialize: utcText, parseValue: utcText }),
};
