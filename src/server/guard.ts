import type { ApolloServerPlugin } from '@apollo/server';
import { getVariableValues } from 'graphql';
import { badInput } from '../errors.js';
import type { Call } from './call.js';
import { measure, type Measure } from './cost.js';
import { LIMITS } from './limits.js';

/** Largest number of wrong variables that one answer lists. */
export const MAX_COERCION_ERRORS = 5;

/** What each answer tells of its cost. */
export interface ToldCost {
  requested: number;
  limit: number;
  depth: number;
  depthLimit: number;
  pageSizeLimit: number;
}

/** Waits for the operation's place in the gate. Throws where there is none. */
export async function admitted({ cost, depth }: Measure, call: Call): Promise<ToldCost> {
  await call.admit(cost);
  return { requested: cost, limit: LIMITS.cost, depth, depthLimit: LIMITS.depth, pageSizeLimit: LIMITS.pageSize };
}

/**
 * Holds the limits for each request, where the values of the variables are known. It cannot be a validation
 * rule: those see no variables, and their result is kept for a document and used again.
 */
export const guard: ApolloServerPlugin<Call> = {
  async requestDidStart() {
    let cost: ToldCost | null = null;
    return {
      async didResolveOperation({ schema, document, operation, request, contextValue }) {
        if (!operation) return;
        // The validator lets it through, and execution would call it the server's fault.
        if (!schema.getRootType(operation.operation))
          throw badInput(
            `There is no ${operation.operation} in this schema. Ask with \`query\`; \`dataVersion\` of \`graph\` tells when data have changed.`,
          );
        if (operation.operation === 'mutation') await contextValue.beginChange();
        const definitions = operation.variableDefinitions ?? [];
        const { coerced } = getVariableValues(schema, definitions, request.variables ?? {}, { maxErrors: MAX_COERCION_ERRORS });
        // Wrong variables: execution says so before it runs anything.
        if (coerced) cost = await admitted(measure(schema, document, operation, coerced), contextValue);
      },
      async willSendResponse({ response }) {
        if (!cost || response.body.kind !== 'single') return;
        response.body.singleResult.extensions = { ...response.body.singleResult.extensions, cost };
      },
    };
  },
};
