import { beforeAll, describe, expect, test } from '@jest/globals';
import { parse, type FieldNode, type FragmentDefinitionNode, type GraphQLObjectType, type OperationDefinitionNode } from 'graphql'; // prettier-ignore
import { asksBrief } from '../../src/resolvers/brief.js';
import type { GraphStore } from '../../src/store/store.js';
import { describeEngines } from '../engines.js';
import { until } from '../jobs/fake-runner.js';
import { whileTimeStandsStill } from '../time.js';
import { fieldsOf } from './every-field.js';
import { ask, schema } from './execute.js';
import { fixture } from './fixture.js';

/** Articles that are read without what they have many of, where nothing of it is shown. */

describe('what is asked for', () => {
  const isBrief = (text: string): boolean => {
    const { definitions } = parse(text);
    const [operation] = definitions;
    const fragments = Object.fromEntries(
      definitions.slice(1).map((one) => [(one as FragmentDefinitionNode).name.value, one as FragmentDefinitionNode]),
    );
    const fieldNodes = (operation as OperationDefinitionNode).selectionSet.selections as FieldNode[];
    return asksBrief({ fieldNodes, fragments });
  };
  test.each([
    ['{ articles { nodes { title doi journal { title } } totalCount } }', true],
    ['{ articles { edges { cursor node { title } } facets { topics { values { count } } } } }', true],
    ['{ articles { nodes { citedBy { nodes { authors { name } } } } } }', true],
    ['{ articles { nodes { authors { name } } } }', false],
    ['{ articles { edges { node { short: label } } } }', false],
    ['{ articles { ...A } } fragment A on ArticleConnection { nodes { ...B } } fragment B on Article { topics { name } }', false],
    ['{ articles { ...A } } fragment A on ArticleConnection { nodes { ...B } } fragment B on Article { title }', true],
    ['{ articles { nodes { ... on Article { authorships { totalCount } } } } }', false],
    ['{ articles { nodes { title } } articles { nodes { authors { name } } } }', false],
    ['{ nodes { ... on Article { title } ... on Author { name } } }', true],
    ['{ articles { totalCount } }', true],
  ])('%s: %s', (text, expected) => expect(isBrief(text)).toBe(expected));
});

// By the statements of one engine: what a field needs is the same on each. What engines leave unread: the contract, and neo4j-brief.
describeEngines('fields of brief articles', ['sqlite'], ([engine]) => {
  let store: GraphStore;
  const sent: string[] = [];
  const ranks: string[] = [];
  const note = (text: string) => (text.includes('ORDER BY cited_by_count, key') ? ranks : sent).push(text);
  beforeAll(async () => {
    store = await engine!.openEmptyStore({ onStatement: note });
    await store.write(fixture);
    // After some lists by citations their order is read into memory, once and beside the answers: that statement is nobody's here.
    const ranked = 'citedBy(first: 1, orderBy: { field: CITATION_COUNT, direction: DESC }) { nodes { id } }';
    await until(async () => {
      await articles(ranked);
      return ranks.length > 0;
    });
  });

  async function articles(fields: string): Promise<{ found: Record<string, unknown>[]; reads: number }> {
    sent.length = 0;
    const text = `{ articles(first: 100) { nodes { ${fields} } } }`;
    const { articles: list } = await whileTimeStandsStill(() => ask(store, text));
    // Of the others some are asked together or apart, as threads happen to answer.
    return { found: list.nodes, reads: sent.filter((text) => /article_(record|lists)/.test(text)).length };
  }

  // What has many is read with the list then.
  const WHOLE = 'whole: topicAssignments { totalCount }';

  test.each(fieldsOf(schema.getType('Article') as GraphQLObjectType).map((text) => [text.split(/\W/)[0]!, text]))(
    '%s is the same, and reads nothing twice',
    async (_name, text) => {
      // Analyses of the whole graph are made once.
      await articles(text);
      const whole = await articles(`${WHOLE} ${text}`);
      const found = await articles(text);
      expect(found.found.length).toBeGreaterThan(3);
      expect(found.found).toEqual(whole.found.map(({ whole: _whole, ...rest }) => rest));
      expect(found.reads).toBe(whole.reads);
    },
  );

  test('an article by its id, and in a neighbourhood', async () => {
    const [first] = (await articles('id')).found as { id: string }[];
    const one = (fields: string) => ask(store, `{ nodes(ids: ["${first!.id}"]) { ... on Article { ${fields} } } }`);
    const around = (fields: string) =>
      ask(
        store,
        `{ subgraph(input: { seeds: ["${first!.id}"], depth: 2, direction: BOTH, relations: [CITES] }) {
        nodes { node { ... on Article { ${fields} } } seeds { ... on Article { ${fields} } } } } }`,
      );
    const without = (answer: object) =>
      JSON.parse(JSON.stringify(answer), (name, value) => (name === 'whole' ? undefined : value));
    const withLists = () => sent.filter((text) => text.includes('article_lists')).length;
    for (const [read, named] of [
      [one, 0],
      [around, 1],
    ] as const) {
      const found = await read('title doi citationCount { inGraph }');
      expect(JSON.stringify(found)).toContain('"title":"');
      expect(found).toEqual(without(await read(`title doi citationCount { inGraph } ${WHOLE}`)));
      expect(withLists()).toBeGreaterThan(named);
      sent.length = 0;
      await read('title');
      expect(sent.some((text) => text.includes('article_record'))).toBe(true);
      // What names a seed is looked up whole.
      expect(withLists()).toBe(named);
    }
  });
});
