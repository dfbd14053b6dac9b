import { graphql, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { CodedError } from '../../src/errors.js';
import { createContext, type Admin } from '../../src/resolvers/context.js';
import { createSchema } from '../../src/resolvers/schema.js';
import { Snapshots } from '../../src/snapshot/snapshots.js';
import type { GraphStore } from '../../src/store/store.js';

/** Executes documents on the schema that the server serves, without the server. */

export const schema = createSchema();

// Answers are looked into field by field, as a client would; their types are the schema's.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Answer = any;

const SNAPSHOTS = new WeakMap<GraphStore, Snapshots>();

/** Those that all documents on a store are executed with. */
export function snapshotsOf(store: GraphStore): Snapshots {
  const known = SNAPSHOTS.get(store) ?? new Snapshots(store, 2 ** 30);
  SNAPSHOTS.set(store, known);
  return known;
}

export function execute(
  store: GraphStore,
  source: string,
  variableValues: Record<string, unknown> = {},
  on: GraphQLSchema = schema,
  admin: Admin | null = null,
): Promise<ExecutionResult> {
  const contextValue = createContext({ store, snapshots: snapshotsOf(store) }, new AbortController().signal, admin);
  return graphql({ schema: on, source, variableValues, contextValue });
}

/** The data of a document that must be answered without any error. */
export async function ask(
  store: GraphStore,
  source: string,
  variables?: Record<string, unknown>,
  on?: GraphQLSchema,
  admin?: Admin,
): Promise<Answer> {
  const { data, errors } = await execute(store, source, variables, on, admin);
  if (errors) throw new Error(`${errors.map((error) => `${error.path?.join('.')}: ${error.message}`).join('\n')}\nin ${source}`);
  // Plain objects, so that they compare equal to literals.
  return JSON.parse(JSON.stringify(data));
}

/** Code and message of the only error that a document must give. */
export async function refusal(
  store: GraphStore,
  source: string,
  variables?: Record<string, unknown>,
): Promise<{ code: string; message: string }> {
  const { errors = [] } = await execute(store, source, variables);
  if (errors.length !== 1) throw new Error(`${errors.length} errors instead of one for ${source}: ${errors.join('; ')}`);
  const { originalError, message } = errors[0]!;
  return { code: originalError instanceof CodedError ? originalError.code : 'not a CodedError', message };
}
