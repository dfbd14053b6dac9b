import { describe, expect, test } from '@jest/globals';
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLOutputType,
} from 'graphql';
import { createSchema } from '../src/resolvers/schema.js';

/** The conventions of the schema, checked on the schema that is served. */

const schema = createSchema();
const types = Object.values(schema.getTypeMap()).filter((type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type));
const objects = types.filter(isObjectType);
const connections = objects.filter((type) => type.name.endsWith('Connection'));
const nodes = schema.getPossibleTypes(schema.getType('Node') as never);

/** Every element of a type that can have a description, with its path. */
function elements(type: GraphQLNamedType): [string, string | null | undefined][] {
  const own: [string, string | null | undefined] = [type.name, type.description];
  if (isEnumType(type))
    return [
      own,
      ...type.getValues().map((value): [string, typeof value.description] => [`${type.name}.${value.name}`, value.description]),
    ];
  if (isInputObjectType(type))
    return [
      own,
      ...Object.values(type.getFields()).map((field): [string, typeof field.description] => [
        `${type.name}.${field.name}`,
        field.description,
      ]),
    ];
  if (!isObjectType(type) && !isInterfaceType(type)) return [own];
  const fields = Object.values(type.getFields()).flatMap((field): [string, string | null | undefined][] => [
    [`${type.name}.${field.name}`, field.description],
    ...field.args.map((arg): [string, string | null | undefined] => [`${type.name}.${field.name}(${arg.name})`, arg.description]),
  ]);
  return type.name === 'Query' ? fields : [own, ...fields];
}

const isPlural = (type: GraphQLOutputType): boolean => isListType(isNonNullType(type) ? type.ofType : type);

describe('schema', () => {
  test('describes every type, field, argument, enum value and input field', () => {
    const all = types.flatMap(elements);
    expect(all.length).toBeGreaterThan(300);
    expect(all.filter(([, description]) => !description?.trim()).map(([path]) => path)).toEqual([]);
  });

  test('gives every connection edges, nodes, pageInfo and totalCount, none of them null', () => {
    expect(connections.length).toBeGreaterThan(10);
    for (const type of connections) {
      const { edges, nodes: list, pageInfo, totalCount } = type.getFields();
      const element = schema.getType(type.name.replace(/Connection$/, 'Edge')) as GraphQLObjectType;
      expect([type.name, String(edges?.type)]).toEqual([type.name, `[${element.name}!]!`]);
      expect([type.name, String(list?.type)]).toEqual([type.name, `[${String(element.getFields().node?.type)}]!`]);
      expect([type.name, String(pageInfo?.type), String(totalCount?.type)]).toEqual([type.name, 'PageInfo!', 'Int!']);
      expect([element.name, String(element.getFields().cursor?.type)]).toEqual([element.name, 'String!']);
    }
  });

  test('gives every field that returns a connection the four paging arguments', () => {
    const fields = objects.flatMap((type) => Object.values(type.getFields()).map((field) => ({ type, field })));
    const lists = fields.filter(({ field }) => getNamedType(field.type).name.endsWith('Connection'));
    expect(lists.length).toBeGreaterThan(15);
    for (const { type, field } of lists) {
      const paging = field.args.filter((arg) => ['first', 'after', 'last', 'before'].includes(arg.name));
      expect([type.name, field.name, ...paging.map((arg) => `${arg.name}: ${String(arg.type)}`)]).toEqual([
        type.name,
        field.name,
        'first: Int',
        'after: String',
        'last: Int',
        'before: String',
      ]);
    }
  });

  test('gives every list of articles the same filter and order', () => {
    const lists = objects.flatMap((type) =>
      Object.values(type.getFields()).filter((field) => {
        const target = getNamedType(field.type);
        return isObjectType(target) && connections.includes(target) && 'facets' in target.getFields();
      }),
    );
    expect(lists.length).toBeGreaterThan(6);
    for (const field of lists) {
      const types = Object.fromEntries(field.args.map((arg) => [arg.name, String(arg.type)]));
      expect([field.name, types.filter, types.orderBy]).toEqual([field.name, 'ArticleFilter', 'ArticleOrder']);
    }
  });

  test.each(['title', 'name', 'label', 'id', 'cursor', 'totalCount'])(
    'gives `%s` one nullability in all nodes that have it',
    (name) => {
      const kinds = new Set(nodes.map((type) => String(type.getFields()[name]?.type ?? '')).filter(Boolean));
      expect(kinds.size).toBeLessThanOrEqual(1);
    },
  );

  test('returns several nodes as a connection, but for lists that are always short and lookups by id', () => {
    const plain = objects
      .filter((type) => !connections.includes(type))
      .flatMap((type) =>
        Object.values(type.getFields())
          .filter(
            (field) =>
              isPlural(field.type) && ['Node', 'GraphNode', ...nodes.map(String)].includes(getNamedType(field.type).name),
          )
          .map((field) => `${type.name}.${field.name}`),
      );
    expect(plain.sort()).toEqual([
      'Article.authors',
      'Article.topics',
      'AuthorNetworkCommunity.topAuthors',
      'Community.articles',
      'MainPath.nodes',
      // As long as the path, thirteen at most.
      'Path.nodes',
      'PossibleDuplicate.works',
      'Provenance.imports',
      'Query.nodes',
      'ReferenceYear.mostCited',
      'RefusePossibleDuplicatePayload.articles',
      'RelatedArticleEdge.seeds',
      'SplitArticlePayload.articles',
      'SplitAuthorPayload.authors',
      // Of those that the caller named.
      'SubgraphNode.seeds',
    ]);
  });

  test('gives every node an id and, where it can be drawn, a label', () => {
    const drawn = ['Article', 'Author', 'Journal', 'Topic'];
    expect(nodes.map(String).sort()).toEqual(['Article', 'Author', 'Import', 'Journal', 'PossibleDuplicate', 'Topic']);
    for (const type of nodes) expect(String(type.getFields().id?.type)).toBe('ID!');
    for (const type of nodes.filter(({ name }) => drawn.includes(name))) {
      expect(type.getInterfaces().map(String)).toContain('GraphNode');
      expect(String(type.getFields().label?.type)).toBe('String!');
    }
  });

  test('lets a single lookup miss: null, never an error', () => {
    const query = schema.getQueryType()!.getFields();
    for (const name of ['node', 'article', 'author', 'journal', 'topic', 'import'])
      expect([name, isNonNullType(query[name]!.type)]).toEqual([name, false]);
  });

  test('lets every lookup by identifier take exactly one', () => {
    for (const name of ['ArticleBy', 'AuthorBy', 'JournalBy', 'TopicBy']) {
      const type = schema.getType(name);
      expect([name, isInputObjectType(type) && type.isOneOf]).toEqual([name, true]);
    }
  });
});
