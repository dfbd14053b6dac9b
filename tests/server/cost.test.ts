import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Kind, Lexer, Source, TokenKind, getIntrospectionQuery, getVariableValues, parse, validate } from 'graphql';
import type { GraphQLObjectType, OperationDefinitionNode } from 'graphql';
import { createSchema } from '../../src/resolvers/schema.js';
import { PACKAGE_ROOT } from '../../src/root.js';
import { measure, type Measure } from '../../src/server/cost.js';
import { COSTLY_FIELDS, LONG_LISTS, TRAVERSAL_LISTS } from '../../src/server/list-size.js';
import { LIMITS } from '../../src/server/limits.js';
import { FIRST_QUERY, EXAMPLE_QUERIES, recipes } from '../documents.js';

const schema = createSchema();

function measured(text: string, variables: Record<string, unknown> = {}): Measure {
  const document = parse(text);
  expect(validate(schema, document)).toEqual([]);
  const operation = document.definitions.find((one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION)!;
  const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  expect(errors).toBeUndefined();
  return measure(schema, document, operation, coerced!);
}

const times = (n: number, text: string | ((i: number) => string)): string =>
  Array.from({ length: n }, (_, i) => (typeof text === 'string' ? text : text(i))).join(' ');

/** `levels` is odd: the article, pairs of `references` and `nodes` below it. */
function nested(levels: number, leaf: string): string {
  const pairs = (levels - 1) / 2;
  return `article(by: { pmid: 1 }) { ${'references(first: 1) { nodes { '.repeat(pairs)}${leaf}${' } }'.repeat(pairs)} }`;
}

describe('counts', () => {
  test('cost: each field counts once for each entry of the lists around it', () => {
    expect(
      measured('{ articles(first: 7) { totalCount pageInfo { hasNextPage } nodes { title journal { title } } } }').cost,
    ).toBe(1 + 1 + 1 + 1 + 1 + 7 + 7 + 7);
  });
  test('edges have the size of their connection as well', () => {
    expect(measured('{ articles(first: 7) { edges { cursor node { title } } } }').cost).toBe(1 + 1 + 7 + 7 + 7);
  });
  test('a page size that is not given counts as the default, also where the argument has one of its own', () => {
    expect(measured('{ articles { nodes { title } } }').cost).toBe(1 + 1 + 20);
    expect(measured('{ articles { facets { journals { count } } } }').cost).toBe(1 + 1 + 1 + 10);
    expect(measured('query ($n: Int) { articles(first: $n) { nodes { title } } }', { n: null }).cost).toBe(1 + 1 + 20);
  });
  test('variables and their defaults count as what they are', () => {
    const text = 'query ($n: Int = 30) { articles(last: $n) { nodes { title } } }';
    expect(measured(text).cost).toBe(1 + 1 + 30);
    expect(measured(text, { n: 50 }).cost).toBe(1 + 1 + 50);
  });
  test('a list without paging counts five, a list of what was named as many as were named', () => {
    expect(measured('{ article(by: { pmid: 1 }) { authors { name } } }').cost).toBe(1 + 1 + 5);
    expect(measured('{ nodes(ids: ["a", "b", "c"]) { id } }').cost).toBe(1 + 3);
    expect(measured('query ($i: [String!]!) { resolve(identifiers: $i) { input } }', { i: times(40, 'x').split(' ') }).cost).toBe(
      41,
    );
  });
  test('lists without paging that are often long count as what they usually are', () => {
    expect(measured('{ imports(first: 2) { nodes { refusals { reason line } } } }').cost).toBe(1 + 1 + 2 + 2 * 100 * 2);
    expect(measured('{ article(by: { pmid: 1 }) { unresolvedReferences { text } provenance { source } } }').cost).toBe(
      3 + 40 + 5,
    );
    expect(() => measured('{ imports(first: 100) { nodes { refusals { reason line } } } }')).toThrow(/the limit is 20,000/);
  });
  test('every list that has a size of its own is in the schema', () => {
    for (const name of Object.keys({ ...LONG_LISTS, ...TRAVERSAL_LISTS })) {
      const [type, field] = name.split('.') as [string, string];
      expect([name, String((schema.getType(type) as GraphQLObjectType).getFields()[field]?.type)]).toEqual([
        name,
        expect.stringMatching(/^\[/),
      ]);
    }
  });
  describe('traversals', () => {
    const subgraph = (input: string, selection: string) => measured(`{ subgraph(input: { ${input} }) { ${selection} } }`).cost;
    /** The field, the walk, one seed, and CITES, the relation unless another one is given. */
    const base = 1 + COSTLY_FIELDS['Query.subgraph']! + 1 + 1;
    test('nodes and edges of a subgraph are as many as may be shown', () => {
      const selection = 'nodes { distance node { id label } } edges { source target } notFound';
      expect(subgraph('seeds: ["1"]', selection)).toBe(base + 1 + 100 * 4 + 1 + 100 * 2 + 1);
      expect(subgraph('seeds: ["1"], maxNodes: 300', selection)).toBe(base + 1 + 300 * 4 + 1 + 300 * 2 + 1);
      expect(subgraph('seeds: ["1"]', 'nodes { seeds { id } }')).toBe(base + 1 + 100 + 100);
    });
    test('by variables as well, and inside fragments', () => {
      const text = `query ($input: SubgraphInput!) { subgraph(input: $input) { ...drawn } }
        fragment drawn on Subgraph { nodes { node { id } } }`;
      expect(measured(text, { input: { seeds: ['1'], maxNodes: 500 } }).cost).toBe(base + 1 + 500 * 2);
    });
    test('a thousand nodes may be drawn, but not with lists below them', () => {
      const drawn = `nodes { distance links { toSeeds } node { id label ... on Article { title publicationYear } } }
        edges { source target kind isSelfCitation }`;
      expect(subgraph('seeds: ["1"], maxNodes: 1000', drawn)).toBeLessThan(LIMITS.cost);
      const nested = 'nodes { node { ... on Article { authors { name } citedBy(first: 20) { nodes { id } } } } }';
      expect(subgraph('seeds: ["1"], maxNodes: 100', nested)).toBeLessThan(LIMITS.cost);
      expect(() => subgraph('seeds: ["1"], maxNodes: 1000', nested)).toThrow(/costs at least .*the limit is 20,000/);
    });
    test('nodes that are named count, for each is looked up', () => {
      const many = (n: number) => times(n, (i) => `"${i}"`);
      expect(subgraph(`seeds: ["1"], exclude: [${many(1000)}]`, 'notFound')).toBe(base + 1000 + 1);
      expect(subgraph(`among: [${many(1000)}], maxNodes: 1000`, 'nodes { distance }')).toBe(base - 1 + 1000 + 1 + 1000);
    });
    test('paths are as many as are listed, and as long as they may be', () => {
      const paths = (args: string, selection: string) => measured(`{ paths(from: "1", to: "2"${args}) { ${selection} } }`).cost;
      const walk = 1 + COSTLY_FIELDS['Query.paths']!;
      expect(paths('', 'count paths { nodes { id } }')).toBe(walk + 1 + 1 + 20 + 20 * 7);
      expect(paths(', first: 100, maxLength: 12', 'paths { nodes { id } }')).toBe(walk + 1 + 100 + 100 * 13);
      expect(paths(', first: 0', 'nodes { pathCount node { id } } edges { source }')).toBe(walk + 1 + 200 * 3 + 1 + 200);
      expect(() => paths(', maxNodes: 1000', 'nodes { node { ... on Article { authors { name affiliations } topics { name synonyms } } } }')).toThrow(/the limit is 20,000/); // prettier-ignore
    });
    test('twenty walks at once are too many', () => {
      const walks = (n: number) => times(n, (i) => `w${i}: paths(from: "1", to: "2") { length }`);
      expect(measured(`{ ${walks(19)} }`).cost).toBe(19 * (2 + COSTLY_FIELDS['Query.paths']!));
      expect(() => measured(`{ ${walks(20)} }`)).toThrow(/the limit is 20,000/);
    });
  });
  test('fields that look at many works count more, each time', () => {
    expect(measured('{ articles(first: 7) { nodes { coCited(first: 1) { totalCount } } } }').cost).toBe(1 + 1 + 7 * (1 + 50 + 1));
    expect(measured('{ relatedTo(seeds: ["a", "b"]) { totalCount } }').cost).toBe(501 + 1);
    for (const name of Object.keys(COSTLY_FIELDS)) {
      const [type, field] = name.split('.') as [string, string];
      expect([name, (schema.getType(type) as GraphQLObjectType).getFields()[field]?.name]).toEqual([name, field]);
    }
  });
  test('fragments are written out', () => {
    const text = `{ articles(first: 7) { ...list } } fragment list on ArticleConnection { nodes { ... on Article { title } ...more } }
      fragment more on Article { doi }`;
    expect(measured(text)).toMatchObject({ cost: 1 + 1 + 7 + 7, fields: 4, depth: 3 });
  });
  test('what is skipped costs nothing, even where its arguments could not be used', () => {
    const text =
      'query ($id: ID, $with: Boolean!) { graph { articleCount } article(by: { id: $id }) @include(if: $with) { title } }';
    expect(measured(text, { with: false }).cost).toBe(2);
    expect(() => measured(text, { with: true, id: null })).toThrow(/by/);
  });
  test.each(['include', 'skip'])('null from a variable with a default is no condition: the caller is told (@%s)', (directive) => {
    const text = `query ($with: Boolean = true) { graph { articleCount @${directive}(if: $with) } }`;
    expect(() => measured(text, { with: null })).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
  });
});

describe('limits: at the limit and one above', () => {
  const graphFields = (n: number) => `graph { ${times(n, 'articleCount')} }`;
  const cases: [keyof typeof LIMITS, string, string][] = [
    ['depth', `{ ${nested(11, 'title')} }`, `{ ${nested(11, 'journal { title }')} }`],
    [
      'introspectionDepth',
      `{ __schema { types { ${'ofType { '.repeat(13)}name${' }'.repeat(13)} } } }`,
      `{ __schema { types { ${'ofType { '.repeat(14)}name${' }'.repeat(14)} } } }`,
    ],
    [
      'aliases',
      `{ graph { ${times(30, (i) => `a${i}: articleCount`)} } }`,
      `{ graph { ${times(31, (i) => `a${i}: articleCount`)} } }`,
    ],
    ['rootFields', `{ ${times(20, '__typename')} }`, `{ ${times(21, '__typename')} }`],
    ['fields', `{ ${graphFields(499)} }`, `{ ${graphFields(500)} }`],
    [
      'fields',
      `{ ...a ...a } fragment a on Query { ${graphFields(249)} }`,
      `{ ...a ...a __typename } fragment a on Query { ${graphFields(249)} }`,
    ],
    [
      'directives',
      `{ graph { ${times(20, 'articleCount @include(if: true)')} } }`,
      `{ graph { ${times(20, 'articleCount @include(if: true)')} ... @include(if: true) { stubCount } } }`,
    ],
  ];
  test.each(cases)('%s', (name, good, bad) => {
    expect(measured(good)[name as keyof Measure]).toBe(LIMITS[name]);
    const limit = LIMITS[name].toLocaleString('en-GB');
    const above = (LIMITS[name] + 1).toLocaleString('en-GB');
    expect(() => measured(bad)).toThrow(new RegExp(`at least ${above} .*the limit is ${limit}`));
  });

  /** 200 n + 202 for the list, and as much as is left for the graph. */
  const list = (n: string, rest: number) =>
    `articles(first: 100) { nodes { references(first: ${n}) { nodes { id title } } } } ${graphFields(rest - 1)}`;
  const spread = (first: string, rest: number) =>
    `{ ...top } fragment top on Query { articles(first: 100) { nodes { ...rest } } ${graphFields(rest - 1)} }
     fragment rest on Article { references(first: ${first}) { nodes { ...leaf } } } fragment leaf on Article { id title }`;
  const defaults = (rest: number) =>
    `{ articles { nodes { ${times(17, 'id')} references { nodes { ${times(7, 'id')} citedBy { nodes { id title } } } } } } ${graphFields(rest - 1)} }`;
  const costs: [string, (rest: number) => Measure][] = [
    ['literals', (rest) => measured(`{ ${list('98', rest)} }`)],
    ['a variable', (rest) => measured(`query ($n: Int) { ${list('$n', rest)} }`, { n: 98 })],
    ['the default of a variable', (rest) => measured(`query ($n: Int = 98) { ${list('$n', rest)} }`)],
    ['fragments', (rest) => measured(spread('98', rest))],
  ];
  test.each(costs)('cost by %s', (_, run) => {
    expect(run(198).cost).toBe(20_000);
    expect(() => run(199)).toThrow(/costs at least 20,001; the limit is 20,000/);
  });
  test('cost by default page sizes', () => {
    expect(measured(defaults(18)).cost).toBe(20_000);
    expect(() => measured(defaults(19))).toThrow(/costs at least 20,001/);
  });

  test.each(['first', 'last'])('page size: %s', (argument) => {
    const page = (size: string) => measured(`query ($n: Int = ${size}) { articles(${argument}: $n) { nodes { title } } }`);
    expect(page('100').cost).toBe(102);
    expect(page('0').cost).toBe(2);
    expect(() => page('101')).toThrow(`\`${argument}\` of \`articles\` is 101; a page holds 0 to 100 entries.`);
    expect(() => page('-1')).toThrow(/is -1; a page holds 0 to 100/);
  });

  test('a walk ends on fragments that contain each other', () => {
    const document = parse('{ ...a } fragment a on Query { ...b } fragment b on Query { ...a __typename }');
    const [operation] = document.definitions;
    expect(measure(schema, document, operation as OperationDefinitionNode, {}).fields).toBe(1);
  });
});

describe('queries that people ask need half of each limit at most', () => {
  const all: [string, string][] = [
    ['the first query', FIRST_QUERY],
    ...EXAMPLE_QUERIES.map((text, i): [string, string] => [`example ${i + 1}`, text]),
    ...[...recipes(), ...recipes('docs/larger-graph')].map(({ name, text }): [string, string] => [name, text]),
  ];
  function tokens(text: string): number {
    const lexer = new Lexer(new Source(text));
    let count = 0;
    while (lexer.advance().kind !== TokenKind.EOF) count += 1;
    return count;
  }
  test.each(all)('%s', (_, text) => {
    const found = measured(text);
    for (const name of ['depth', 'aliases', 'rootFields', 'fields', 'directives', 'cost'] as const) {
      expect({ [name]: found[name] * 2 <= LIMITS[name] ? 'within half' : found[name] }).toEqual({ [name]: 'within half' });
    }
    expect(tokens(text) * 2).toBeLessThanOrEqual(LIMITS.tokens);
  });
  test("the playground's introspection; its depth has a limit of its own", () => {
    const text = getIntrospectionQuery({
      inputValueDeprecation: true,
      schemaDescription: true,
      specifiedByUrl: true,
      oneOf: true,
    });
    const found = measured(text);
    expect(found.fields * 2).toBeLessThanOrEqual(LIMITS.fields);
    expect(found.cost * 2).toBeLessThanOrEqual(LIMITS.cost);
    expect(found.introspectionDepth).toBeLessThan(LIMITS.introspectionDepth);
    expect(tokens(text) * 2).toBeLessThanOrEqual(LIMITS.tokens);
  });
  test('there are at least twelve recipes', () => {
    expect(recipes().length).toBeGreaterThanOrEqual(12);
    expect(readFileSync(join(PACKAGE_ROOT, 'cookbook', '01-first-look.graphql'), 'utf8')).toContain('33349761');
  });
});
