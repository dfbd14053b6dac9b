import { expect, test } from '@jest/globals';
import { describeEachEngine } from '../engines.js';
import { ask } from './execute.js';
import { fixture } from './fixture.js';

const GRAPH = `{ graph {
  articleCount stubCount authorCount journalCount topicCount citationCount authorshipCount topicAssignmentCount publishedInCount
  engine { name version } dataVersion lastChangedAt completeness { withReferences withAuthors withAbstract withTopics } } }`;

describeEachEngine('graph', (openEmptyStore, engine) => {
  test('counts what is there, says what it stands in and when it changed', async () => {
    const store = await openEmptyStore();
    const { graph: empty } = await ask(store, GRAPH);
    expect([empty.articleCount, empty.stubCount, empty.citationCount]).toEqual([0, 0, 0]);

    const before = Date.now();
    await store.write(fixture);
    const { graph } = await ask(store, GRAPH);
    expect(graph).toMatchObject({
      articleCount: 7,
      stubCount: 2,
      authorCount: 5,
      journalCount: 3,
      topicCount: 5,
      citationCount: 16,
      authorshipCount: 12,
      topicAssignmentCount: 11,
      publishedInCount: 6,
      completeness: { withReferences: 6, withAuthors: 6, withAbstract: 2, withTopics: 6 },
      engine: { name: engine.name, version: expect.stringMatching(/^\d+\.\d+/) },
    });
    expect(graph.dataVersion).toBeGreaterThan(empty.dataVersion);
    expect(Date.parse(graph.lastChangedAt)).toBeGreaterThanOrEqual(before - 1);
    expect(graph.lastChangedAt).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
  });
});
