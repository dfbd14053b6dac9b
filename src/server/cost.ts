import {
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isObjectType,
  isInterfaceType,
  typeFromAST,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { badInput } from '../errors.js';
import { hold } from './limits.js';
import {
  COSTLY_FIELDS,
  LONG_LISTS,
  TRAVERSAL_LISTS,
  UNPAGED_LIST,
  entriesOfInputs,
  longestList,
  pageSize,
  type Variables,
} from './list-size.js';

/**
 * How big an operation is, known before it runs: counts of fields, levels, aliases and directives, and its
 * cost. Fragments are written out and variables and defaults put in, so that nothing hides.
 *
 * cost = sum over the selected fields of the product of the sizes of the lists around them (more for `COSTLY_FIELDS`). The size of a
 * list is its page size (`first`, `last`, their default), else the number of values that its list argument
 * names (`ids`, `identifiers`), else what `LONG_LISTS` says, else `UNPAGED_LIST`. `edges` and `nodes` have the page size of their connection;
 * `totalCount`, `pageInfo` and `facets` stand beside the page and are not multiplied by it. The lists of a traversal
 * have the sizes that its arguments allow, and what looks at much of the graph counts as `COSTLY_FIELDS` says. Introspection reads no data and
 * counts once for each field.
 */
export interface Measure {
  depth: number;
  introspectionDepth: number;
  aliases: number;
  rootFields: number;
  fields: number;
  directives: number;
  cost: number;
}

/** Where the walk stands. */
interface Level {
  type: GraphQLCompositeType;
  depth: number;
  /** Product of the sizes of the lists around. */
  times: number;
  /** Page size of the connection that these fields belong to. */
  page: number | null;
  /** Arguments of the field at the root. */
  root: Variables;
  introspection: boolean;
  /** Fragments around, so that a cycle ends. */
  within: readonly string[];
}

/** Walks the operation and stops with QUERY_TOO_COMPLEX or BAD_USER_INPUT where a limit is passed. */
export function measure(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): Measure {
  const type = schema.getRootType(operation.operation);
  const walk = new Walk(schema, document, variables);
  if (type) {
    walk.directives(operation);
    walk.selections(operation.selectionSet, { type, depth: 0, times: 1, page: null, root: {}, introspection: false, within: [] });
  }
  return walk.total;
}

class Walk {
  readonly total: Measure = {
    depth: 0,
    introspectionDepth: 0,
    aliases: 0,
    rootFields: 0,
    fields: 0,
    directives: 0,
    cost: 0,
  };
  private readonly fragments = new Map<string, FragmentDefinitionNode>();

  constructor(
    private readonly schema: GraphQLSchema,
    document: DocumentNode,
    private readonly variables: Variables,
  ) {
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) this.fragments.set(definition.name.value, definition);
    }
  }

  selections(set: SelectionSetNode, level: Level): void {
    for (const node of set.selections) {
      this.directives(node);
      if (!this.isIncluded(node)) continue;
      if (node.kind === Kind.FIELD) this.field(node, level);
      else if (node.kind === Kind.INLINE_FRAGMENT) this.fragment(node, level);
      else {
        const name = node.name.value;
        const fragment = this.fragments.get(name);
        if (!fragment || level.within.includes(name)) continue;
        this.directives(fragment);
        this.fragment(fragment, { ...level, within: [...level.within, name] });
      }
    }
  }

  directives(node: { directives?: readonly unknown[] }): void {
    this.add('directives', node.directives?.length ?? 0);
  }

  private fragment(
    node: { typeCondition?: FragmentDefinitionNode['typeCondition']; selectionSet: SelectionSetNode },
    level: Level,
  ) {
    const type = node.typeCondition ? typeFromAST(this.schema, node.typeCondition) : level.type;
    if (isCompositeType(type)) this.selections(node.selectionSet, { ...level, type });
  }

  private field(node: FieldNode, level: Level): void {
    const name = node.name.value;
    const depth = level.depth + 1;
    const introspection = level.introspection || name === '__schema' || name === '__type';
    this.add('fields', 1);
    if (node.alias) this.add('aliases', 1);
    if (level.depth === 0) this.add('rootFields', 1);
    this.reach(introspection ? 'introspectionDepth' : 'depth', depth);
    this.add('cost', level.times);
    this.add('cost', level.times * (COSTLY_FIELDS[`${level.type.name}.${name}`] ?? 0));
    const field = fieldOf(level.type, name);
    if (!field) return;
    const { times, page, root } = introspection ? level : this.sizes(field, node, level);
    const type = getNamedType(field.type);
    if (node.selectionSet && isCompositeType(type)) {
      this.selections(node.selectionSet, { ...level, type, depth, times, page, root, introspection });
    }
  }

  /** What the fields below a field are multiplied by. */
  private sizes(field: GraphQLField<unknown, unknown>, node: FieldNode, level: Level): Pick<Level, 'times' | 'page' | 'root'> {
    const values = this.argumentsOf(field, node);
    const own = pageSize(field, values);
    const name = `${level.type.name}.${field.name}`;
    this.add('cost', entriesOfInputs(values));
    const root = level.depth === 0 ? values : level.root;
    if (!isListType(getNullableType(field.type))) return { times: level.times, page: own, root };
    const size = TRAVERSAL_LISTS[name]?.(root) ?? own ?? level.page ?? longestList(values) ?? LONG_LISTS[name] ?? UNPAGED_LIST;
    return { times: level.times * size, page: null, root };
  }

  private argumentsOf(field: GraphQLField<unknown, unknown>, node: FieldNode): Variables {
    return field.args.length === 0 ? {} : usable(() => getArgumentValues(field, node, this.variables));
  }

  private isIncluded(node: SelectionNode): boolean {
    if (!node.directives?.length) return true;
    const value = (directive: typeof GraphQLSkipDirective) =>
      usable(() => getDirectiveValues(directive, node, this.variables))?.['if'];
    return value(GraphQLSkipDirective) !== true && value(GraphQLIncludeDirective) !== false;
  }

  private add(name: Exclude<keyof Measure, 'depth' | 'introspectionDepth'>, count: number): void {
    this.total[name] += count;
    hold(name, this.total[name]);
  }

  private reach(name: 'depth' | 'introspectionDepth', depth: number): void {
    this.total[name] = Math.max(this.total[name], depth);
    hold(name, depth);
  }
}

/** Values that execution would stumble over, such as null from a variable in a place that takes none, are the caller's doing. */
function usable<Values>(read: () => Values): Values {
  try {
    return read();
  } catch (error) {
    throw badInput(error instanceof Error ? error.message : String(error));
  }
}

/** A field of a type, those that every schema has among them. */
export function fieldOf(type: GraphQLCompositeType, name: string): GraphQLField<unknown, unknown> | undefined {
  if (name === '__schema') return SchemaMetaFieldDef;
  if (name === '__type') return TypeMetaFieldDef;
  if (name === '__typename') return TypeNameMetaFieldDef;
  return isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
}
