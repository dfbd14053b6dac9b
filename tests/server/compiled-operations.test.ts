import { expect, test } from '@jest/globals';
import { parse, type OperationDefinitionNode } from 'graphql';
import { createSchema } from '../../src/resolvers/schema.js';
import { CompiledOperations } from '../../src/server/compiled-operations.js';

const QUERY = `query ($first: Int, $from: Int, $authors: [ID!]) {
  articles(first: $first, filter: { publicationYear: { from: $from }, authors: $authors }) { nodes { title } }
}`;

function compiled() {
  const operations = new CompiledOperations(createSchema());
  const document = parse(QUERY);
  operations.learn(QUERY, null, { document, operation: document.definitions[0] as OperationDefinitionNode });
  return operations.find(QUERY, null)!;
}

test('what an operation costs is worked out again only where variables can change it', () => {
  const { measure } = compiled();
  const variables = { first: 10, from: 1990, authors: ['a'] };
  const measured = measure(variables);
  expect(measure({ ...variables, from: 2000, authors: ['b'] })).toBe(measured);
  expect(measure({ ...variables, first: 20 }).cost).toBeGreaterThan(measured.cost);
  expect(measure({ ...variables, authors: ['a', 'b'] }).cost).toBe(measured.cost + 1);
  expect(() => measure({ ...variables, first: 1_000_000 })).toThrow('1000000');
});
