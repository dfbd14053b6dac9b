import { Kind, visit, type DocumentNode, type ExecutionResult, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
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
 * Queries as code (graphql-jit). One is compiled when it comes the second time: compiling takes longer than executing a
 * query once. A document comes here after Apollo has parsed, checked and answered it, so nothing is checked twice.
 */
export class CompiledOperations {
  private readonly known = new Map<string, CheckedOperation | CompiledOperation | null>();

  constructor(private readonly schema: GraphQLSchema) {}

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
    const compiled = compileQuery(this.schema, checked.document, operationName ?? undefined, {
      disablingCapturingStackErrors: true,
    });
    if (!isCompiledQuery(compiled)) return null;
    return {
      ...checked,
      execute: async (context, variables) => compiled.query(undefined, context, variables),
      asksStored: asksStored(checked),
    };
  }
}

const nameOf = (query: string, operationName: string | null): string => `${operationName ?? ''}\n${query}`;

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
