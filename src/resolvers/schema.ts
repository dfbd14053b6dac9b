import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { isObjectType, type GraphQLSchema } from 'graphql';
import { PACKAGE_ROOT } from '../root.js';
import { resolvers } from './index.js';
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from './paging.js';

/** The schema as text: all of schema/*.graphql in the order of the file names. */
export function readTypeDefs(): string {
  const folder = join(PACKAGE_ROOT, 'schema');
  const files = readdirSync(folder).filter((name) => name.endsWith('.graphql'));
  return files
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
}

/** The schema that the server serves and the tests execute. A resolver of a field that the schema lacks is refused. */
export function createSchema(): GraphQLSchema {
  const schema = makeExecutableSchema({
    typeDefs: readTypeDefs(),
    resolvers,
    resolverValidationOptions: { requireResolversToMatchSchema: 'error', requireResolversForResolveType: 'error' },
  });
  describePaging(schema);
  return schema;
}

/** What the arguments of every connection mean: said once here, for all that have no words of their own. */
const PAGING: Readonly<Record<string, string>> = {
  first: `How many from the start of the list (or after \`after\`): 0 to ${MAX_PAGE_SIZE}, ${DEFAULT_PAGE_SIZE} when neither \`first\` nor \`last\` is given.`,
  after: 'Cursor: the page begins behind this entry.',
  last: `How many from the end of the list (or before \`before\`): 0 to ${MAX_PAGE_SIZE}. Not together with \`first\`.`,
  before: 'Cursor: the page ends before this entry.',
};

function describePaging(schema: GraphQLSchema): void {
  const fields = Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) ? Object.values(type.getFields()) : [],
  );
  const paged = fields.filter(({ args }) => args.some(({ name }) => name === 'after'));
  for (const { args } of paged) for (const argument of args) argument.description ??= PAGING[argument.name];
}
