import {
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  visit,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { Call } from './call.js';
import { measure, type Measure } from './cost.js';
import { Planner, type ObjectPlan } from './operation-plan.js';
import { Run } from './operation-run.js';

/** Operations whose plans are kept; those used longest ago make room. Each takes some ten kilobytes. */
const MOST_OPERATIONS = 200;
/** Characters of a document that is worth keeping: queries of programs are shorter. */
const LONGEST_DOCUMENT = 20_000;
/** Outlines of variables of one operation whose cost is known; and the characters of one that is kept, for callers choose them. */
const MOST_OUTLINES = 100;
const LONGEST_OUTLINE = 500;
/** Plans of one operation, of which each set of values of the variables in its directives has its own. */
const MOST_PLANS = 16;

/** A query that was answered before, so that its document is known to be right. */
export interface CheckedOperation {
  document: DocumentNode;
  operation: OperationDefinitionNode;
}

export interface CompiledOperation extends CheckedOperation {
  /** How big it is with these variables. Throws where a limit is passed. */
  measure(variables: Record<string, unknown>): Measure;
  /** The data; null where it has to be told what is wrong. `variables`: as `getVariableValues` of graphql-js gives them. */
  execute(context: Call, variables: Record<string, unknown>): Promise<Record<string, unknown> | null>;
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
 * Queries with a plan of their execution (operation-plan.ts). A document comes here after Apollo has parsed, checked and
 * answered it, so nothing is checked twice. A plan is made when the query comes the second time.
 */
export class CompiledOperations {
  private readonly known = new Map<string, CheckedOperation | CompiledOperation>();

  constructor(private readonly schema: GraphQLSchema) {}

  find(query: string, operationName: string | null): CompiledOperation | null {
    const name = nameOf(query, operationName);
    const found = this.known.get(name);
    if (!found) return null;
    const compiled = 'execute' in found ? found : compiledOf(this.schema, found);
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
}

function compiledOf(schema: GraphQLSchema, checked: CheckedOperation): CompiledOperation {
  const deciding = decidingVariables(checked.document);
  const plans = new Map<string, ObjectPlan>();
  const planFor = (variables: Record<string, unknown>): ObjectPlan => {
    const name = deciding.length === 0 ? '' : JSON.stringify(deciding.map((one) => variables[one]));
    let plan = plans.get(name);
    if (plan === undefined) {
      if (plans.size === MOST_PLANS) plans.clear();
      plans.set(name, (plan = new Planner(schema, checked, variables).plan()));
    }
    return plan;
  };
  return {
    ...checked,
    measure: measuring(schema, checked),
    execute: async (context, variables) => Run.of(planFor(variables), context, variables),
    asksStored: asksStored(checked),
  };
}

/** The size of an operation does not depend on its texts, nor on the numbers of its filters, so that most requests have one that is known. */
function measuring(schema: GraphQLSchema, { document, operation }: CheckedOperation): CompiledOperation['measure'] {
  const known = new Map<string, Measure>();
  const sizes = sizeVariables(document);
  return (variables) => {
    let isSize = true;
    const outline = JSON.stringify(variables, function (this: unknown, name: string, value: unknown) {
      if (this === variables) isSize = sizes.has(name);
      return typeof value === 'string' || (typeof value === 'number' && !isSize) ? '' : value;
    });
    const found = known.get(outline);
    if (found !== undefined) return found;
    const measured = measure(schema, document, operation, variables);
    if (outline.length <= LONGEST_OUTLINE) {
      if (known.size === MOST_OUTLINES) known.clear();
      known.set(outline, measured);
    }
    return measured;
  };
}

/** Arguments of which only the lengths of lists count: what is in them chooses among nodes. */
const FILTERS: ReadonlySet<string> = new Set(['filter', 'scope']);

/** Variables whose numbers the size of an operation may depend on. */
function sizeVariables(document: DocumentNode): Set<string> {
  const found = new Set<string>();
  visit(document, {
    VariableDefinition: () => false,
    Argument: ({ name }) => (FILTERS.has(name.value) ? false : undefined),
    Variable: ({ name }) => void found.add(name.value),
  });
  return found;
}

/** Variables on which it depends what is asked for at all. */
function decidingVariables(document: DocumentNode): string[] {
  const found = new Set<string>();
  const isDeciding = (name: string) => name === GraphQLSkipDirective.name || name === GraphQLIncludeDirective.name;
  visit(document, {
    Directive: ({ name, arguments: values = [] }) => {
      if (isDeciding(name.value)) for (const { value } of values) if (value.kind === Kind.VARIABLE) found.add(value.name.value);
    },
  });
  return [...found];
}

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
