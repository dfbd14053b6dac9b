import {
  GraphQLScalarType,
  GraphQLSchema,
  Kind,
  specifiedScalarTypes,
  visit,
  type DocumentNode,
  type ExecutionResult,
  type NamedTypeNode,
  type OperationDefinitionNode,
  type TypeNode,
} from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import type { Call } from './call.js';

/** Operations that are kept compiled; those used longest ago make room. Each takes some hundred kilobytes. */
const MOST_OPERATIONS = 200;
/** Characters of a document that is worth keeping: queries of programs are shorter. */
const LONGEST_DOCUMENT = 20_000;

/** A query that was answered before, so that its document is known to be right. */
export interface CheckedOperation {
  document: DocumentNode;
  operation: OperationDefinitionNode;
}

export interface CompiledOperation extends CheckedOperation {
  /** `variables`: as `getVariableValues` of graphql-js gives them. */
  execute(context: Call, variables: Record<string, unknown>): Promise<ExecutionResult>;
  /** Asks for nothing but what is stored: see `STORED`. */
  asksStored: boolean;
}

/**
 * Root fields whose answers depend on what is stored alone. The others tell of runs and jobs, which go on without a write,
 * or when they were asked.
 */
const STORED: ReadonlySet<string> = new Set([
  'article', 'articles', 'author', 'authors', 'journal', 'journals', 'topic', 'topics', 'node', 'nodes', 'search', 'suggest',
  'resolve', 'subgraph', 'paths', 'relatedTo', 'rankings', 'mainPath', 'historiograph', 'components', 'communities', 'bursts',
  'referenceYears', 'topicMap', 'thematicMap', 'authorNetwork', 'institutionNetwork', 'countryNetwork', 'collaborationPaths',
  'bridges', 'gaps', '__typename',
]); // prettier-ignore

/**
 * The type that the library sees of variables, but for those of the standard scalars. It would write code for each type of
 * input, without end for a filter that holds filters (graphql-jit, issue 81). The values come coerced, so nothing is left to
 * be done to them.
 */
const COERCED = new GraphQLScalarType({ name: 'CoercedVariable' });
const COERCED_NODE: NamedTypeNode = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: COERCED.name } };

/**
 * Queries as code (graphql-jit). One is compiled when it comes the second time: compiling takes longer than executing a
 * query once. A document comes here after Apollo has parsed, checked and answered it, so nothing is checked twice.
 */
export class CompiledOperations {
  private readonly known = new Map<string, CheckedOperation | CompiledOperation | null>();

  /** The same types, and that of the variables. */
  private readonly schema: GraphQLSchema;

  constructor(schema: GraphQLSchema) {
    const config = schema.toConfig();
    this.schema = new GraphQLSchema({ ...config, types: [...config.types, COERCED] });
  }

  find(query: string, operationName: string | null): CompiledOperation | null {
    const name = nameOf(query, operationName);
    const found = this.known.get(name);
    if (!found) return null;
    const compiled = 'execute' in found ? found : this.compile(found, operationName);
    this.known.delete(name);
    this.known.set(name, compiled);
    return compiled;
  }

  learn(query: string, operationName: string | null, checked: CheckedOperation): void {
    const name = nameOf(query, operationName);
    if (query.length > LONGEST_DOCUMENT || checked.operation.operation !== 'query' || this.known.has(name)) return;
    this.known.set(name, checked);
    if (this.known.size > MOST_OPERATIONS) this.known.delete(this.known.keys().next().value!);
  }

  /** Null, and remembered as that, where the library cannot. */
  private compile(checked: CheckedOperation, operationName: string | null): CompiledOperation | null {
    try {
      const document = withCoercedVariables(checked.document);
      const compiled = compileQuery(this.schema, document, operationName ?? undefined, { disablingCapturingStackErrors: true });
      if (!isCompiledQuery(compiled)) return null;
      return {
        ...checked,
        execute: async (context, variables) => compiled.query(undefined, context, variables),
        asksStored: asksStored(checked),
      };
    } catch {
      return null;
    }
  }
}

/** What is coerced already is the same when it is coerced again; `@skip` and `@include` must see that theirs is a Boolean. */
const STANDARD: ReadonlySet<string> = new Set(specifiedScalarTypes.map(({ name }) => name));

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

const withCoercedVariables = (document: DocumentNode): DocumentNode =>
  visit(document, {
    VariableDefinition: (definition) =>
      STANDARD.has(namedType(definition.type)) ? undefined : { ...definition, type: COERCED_NODE, defaultValue: undefined },
  });

/** No two requests have one name: an empty name of an operation is another than none, and may hold any character. */
const nameOf = (query: string, operationName: string | null): string => JSON.stringify([operationName, query]);

/** Looks at every field of the root, in fragments as well: a name that is none of a root field is in no such list. */
function asksStored({ document, operation }: CheckedOperation): boolean {
  const roots = new Set<string>();
  const add = (set: OperationDefinitionNode['selectionSet']): void => {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) roots.add(selection.name.value);
      else if (selection.kind === Kind.INLINE_FRAGMENT) add(selection.selectionSet);
    }
  };
  add(operation.selectionSet);
  visit(document, {
    FragmentDefinition: ({ typeCondition, selectionSet }) => {
      if (typeCondition.name.value === 'Query') add(selectionSet);
    },
  });
  return [...roots].every((name) => STORED.has(name));
}
