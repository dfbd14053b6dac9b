import {
  GraphQLError,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  Kind,
  OperationTypeNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLAbstractType,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js';
import { fieldOf } from './cost.js';
import type { CheckedOperation } from './compiled-operations.js';
import type { Call } from './call.js';
import type { Run } from './operation-run.js';

/**
 * How an operation is executed, worked out once: which fields of which types, and what their values become. It knows only what
 * goes well. Where something does not (an error, null where none may be, a value of another type), it throws, and Apollo,
 * which is asked then, says so in the usual way.
 */
export interface ObjectPlan {
  readonly type: GraphQLObjectType;
  readonly fields: readonly FieldPlan[];
}

/** What a value becomes in the answer. Throws what is thrown for anything but a right value. */
export type Complete = (value: unknown, run: Run) => unknown;

export interface FieldPlan {
  /** In the answer. */
  readonly key: string;
  /** In the schema. */
  readonly name: string;
  /** Null where the value is the parent's own of that name. */
  readonly resolve: GraphQLFieldResolver<unknown, Call> | null;
  /** Null where it takes no arguments. */
  readonly argumentsOf: { definition: GraphQLField<unknown, unknown>; node: FieldNode } | null;
  readonly info: GraphQLResolveInfo;
  readonly complete: Complete;
}

/** What was asked for cannot be answered here. */
export const notHere = (why: string): GraphQLError => new GraphQLError(why);

/** Makes the plan of one operation for these values of variables, which matter where a directive leaves something out. */
export class Planner {
  private readonly fragments: Record<string, FragmentDefinitionNode> = {};

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly checked: CheckedOperation,
    private readonly variables: Record<string, unknown>,
  ) {
    for (const definition of checked.document.definitions)
      if (definition.kind === Kind.FRAGMENT_DEFINITION) this.fragments[definition.name.value] = definition;
  }

  plan(): ObjectPlan {
    const type = this.schema.getRootType(OperationTypeNode.QUERY)!;
    const { selectionSet } = this.checked.operation;
    return this.objectOf(type, collectFields(this.schema, this.fragments, this.variables, type, selectionSet));
  }

  private objectOf(type: GraphQLObjectType, fields: ReadonlyMap<string, readonly FieldNode[]>): ObjectPlan {
    return { type, fields: [...fields].map(([key, nodes]) => this.fieldOf(type, key, nodes)) };
  }

  private fieldOf(type: GraphQLObjectType, key: string, nodes: readonly FieldNode[]): FieldPlan {
    const node = nodes[0]!;
    const name = node.name.value;
    const { schema, fragments } = this;
    const definition = fieldOf(type, name);
    if (!definition) throw notHere(`There is no ${type.name}.${name}.`);
    const { operation } = this.checked;
    // One for all requests and places: no resolver of ours asks for where in the answer it is, or for the variables of the operation.
    const path = { prev: undefined, key, typename: type.name };
    const info: GraphQLResolveInfo = { fieldName: name, fieldNodes: nodes, returnType: definition.type, parentType: type, path, schema, fragments, rootValue: undefined, operation, variableValues: {} }; // prettier-ignore
    return {
      key,
      name,
      resolve: (definition.resolve as FieldPlan['resolve']) ?? null,
      argumentsOf: definition.args.length === 0 ? null : { definition, node },
      info,
      complete: this.completeOf(definition.type, nodes, info),
    };
  }

  private completeOf(type: GraphQLOutputType, nodes: readonly FieldNode[], info: GraphQLResolveInfo): Complete {
    if (isNonNullType(type)) return needed(this.completeOf(type.ofType, nodes, info));
    if (isListType(type)) return listOf(this.completeOf(type.ofType, nodes, info));
    if (isLeafType(type)) return leafOf(type);
    if (isAbstractType(type)) return this.oneOf(type, nodes, info);
    if (type.isTypeOf) throw notHere(`Whether a value is a ${type.name} is not asked here.`);
    const plan = this.below(type, nodes);
    return (value, run) => (value === null || value === undefined ? null : run.object(plan, noError(value)));
  }

  private oneOf(type: GraphQLAbstractType, nodes: readonly FieldNode[], info: GraphQLResolveInfo): Complete {
    const { resolveType } = type;
    if (!resolveType) throw notHere(`Of which type a ${type.name} is, is not asked here.`);
    const plans = new Map<string, ObjectPlan>();
    const planOf = (name: unknown): ObjectPlan => {
      const found = typeof name === 'string' && this.schema.getPossibleTypes(type).find((one) => one.name === name);
      if (!found) throw notHere(`No type of ${type.name}.`);
      const plan = this.below(found, nodes);
      plans.set(found.name, plan);
      return plan;
    };
    return (value, run) => {
      if (value === null || value === undefined) return null;
      const name = resolveType(noError(value), run.context, info, type);
      return run.object(plans.get(name as string) ?? planOf(name), value);
    };
  }

  private below(type: GraphQLObjectType, nodes: readonly FieldNode[]): ObjectPlan {
    return this.objectOf(type, collectSubfields(this.schema, this.fragments, this.variables, type, nodes));
  }
}

function noError(value: unknown): unknown {
  if (value instanceof Error) throw value;
  return value;
}

const needed =
  (complete: Complete): Complete =>
  (value, run) => {
    const completed = complete(value, run);
    if (completed === null) throw notHere('Null where there may be none.');
    return completed;
  };

const listOf =
  (complete: Complete): Complete =>
  (value, run) => {
    if (value === null || value === undefined) return null;
    const items: ArrayLike<unknown> = Array.isArray(value) ? value : itemsOf(value);
    const list = new Array<unknown>(items.length);
    for (let i = 0; i < list.length; i++) {
      const item = items[i];
      if (isPromise(item)) run.later(item, complete, list, i);
      else list[i] = complete(item, run);
    }
    return list;
  };

function itemsOf(value: unknown): unknown[] {
  if (typeof value === 'object' && value !== null && Symbol.iterator in value) return [...(value as Iterable<unknown>)];
  throw notHere('No list.');
}

/** Values that are in the answer what they are: the others are asked of the type. */
const AS_THEY_ARE: Readonly<Record<string, (value: unknown) => boolean>> = {
  String: (value) => typeof value === 'string',
  ID: (value) => typeof value === 'string',
  Boolean: (value) => typeof value === 'boolean',
  Int: (value) => (value as number) === ((value as number) | 0),
};

function leafOf(type: GraphQLLeafType): Complete {
  const isAsItIs = AS_THEY_ARE[type.name] ?? (() => false);
  return (value) => {
    if (isAsItIs(value)) return value;
    if (value === null || value === undefined) return null;
    const told: unknown = type.serialize(noError(value));
    if (told === null || told === undefined) throw notHere(`No ${type.name}.`);
    return told;
  };
}

export const isPromise = (value: unknown): value is Promise<unknown> =>
  value instanceof Promise ||
  (typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function');
