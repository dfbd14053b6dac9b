import {
  defaultFieldResolver,
  getNamedType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

/** Documents that ask for every field, and the record of the fields that really gave something. */

const MOST = 'first: 100';

/** Arguments of fields that cannot be asked for without. */
const NEEDED: Readonly<Record<string, string>> = { collaborationDistance: '(to: "0000-0002-1825-0097")' };

/** Arguments that a generated document gives; lists are asked for whole. */
function argumentsOf(field: GraphQLField<unknown, unknown>): string {
  if (NEEDED[field.name]) return NEEDED[field.name]!;
  return field.args.some((arg) => arg.name === 'last') ? `(${MOST})` : '';
}

/**
 * All fields of a type, and of all types below it as far as the next node: a node is named there by its id
 * only, for its fields are asked for by documents of their own.
 */
export function selectionOf(type: GraphQLNamedType): string {
  if (isLeafType(type)) return '';
  if (isInterfaceType(type)) return '{ __typename id }';
  if (!isObjectType(type)) throw new Error(`No selection for ${type.name}`);
  const isNode = type.getInterfaces().some(({ name }) => name === 'Node');
  const label = 'label' in type.getFields() ? 'label' : '';
  return isNode ? `{ __typename id ${label} }` : `{ __typename ${fieldsOf(type).join(' ')} }`;
}

const isConnection = (field: GraphQLField<unknown, unknown>): boolean => getNamedType(field.type).name.endsWith('Connection');

/** Each field of a type as it is asked for, with its arguments and what is below it. */
export function fieldsOf(type: GraphQLObjectType, wanted = (_: GraphQLField<unknown, unknown>): boolean => true): string[] {
  return Object.values(type.getFields())
    .filter(wanted)
    .map((field) => `${field.name}${argumentsOf(field)} ${selectionOf(getNamedType(field.type))}`);
}

/** All fields of a node with what is below them: its connections one by one, for each is dozens of statements. */
export function selectionsOf(type: GraphQLObjectType): string[] {
  return [fieldsOf(type, (field) => !isConnection(field)).join(' '), ...fieldsOf(type, isConnection)];
}

const isSomething = (value: unknown): boolean =>
  value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0);

/** Notes in `seen` each field (`Type.field`) whose resolver gave a value; an empty list or null does not count. */
export function watchFields(schema: GraphQLSchema, seen: Set<string>): GraphQLSchema {
  for (const { type, field } of allFields(schema)) {
    const resolve = field.resolve ?? defaultFieldResolver;
    field.resolve = async (...args) => {
      const value: unknown = await resolve(...args);
      if (isSomething(value)) seen.add(`${type}.${field.name}`);
      return value;
    };
  }
  return schema;
}

/** Types that answers below a type can hold, itself among them. */
function reachable(schema: GraphQLSchema, from: GraphQLNamedType, met = new Set<GraphQLNamedType>()): Set<GraphQLNamedType> {
  if (met.has(from)) return met;
  met.add(from);
  if (isInterfaceType(from)) for (const type of schema.getPossibleTypes(from)) reachable(schema, type, met);
  if (isObjectType(from)) for (const field of Object.values(from.getFields())) reachable(schema, getNamedType(field.type), met);
  return met;
}

/** All fields of the schema, or those that can be asked for from a type on. */
export function allFields(
  schema: GraphQLSchema,
  from?: GraphQLObjectType,
): { type: string; field: GraphQLField<unknown, unknown> }[] {
  const types = from ? [...reachable(schema, from)] : Object.values(schema.getTypeMap());
  return types
    .filter(isObjectType)
    .filter((type) => !type.name.startsWith('__'))
    .flatMap((type) => Object.values(type.getFields()).map((field) => ({ type: type.name, field })));
}
