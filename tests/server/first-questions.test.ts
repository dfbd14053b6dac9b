import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { loadSeed } from '../../src/intake/seed.js';
import { FIRST_QUESTIONS } from '../../src/server/first-questions.js';
import { describeEachEngine, describeEngines } from '../engines.js';
import { startServer, type StartedServer } from './start.js';

describeEachEngine('The questions that a server asks itself', (openEmptyStore) => {
  let at: StartedServer;
  beforeAll(async () => {
    const store = await openEmptyStore();
    await loadSeed(store);
    at = await startServer({ store });
  }, 120_000);
  afterAll(() => at.stop());

  test.each(FIRST_QUESTIONS.map((query) => [query.replace(/\s+/g, ' ').slice(0, 40), query]))(
    'are answered without an error: %s',
    async (_, query) => {
      const { status, body } = await at.ask(query);
      expect([status, body.errors]).toEqual([200, undefined]);
      // They are to be quick in a large graph, too.
      expect(body.extensions.cost.requested).toBeLessThan(200);
    },
  );
});

describeEngines('Statements of usual questions', ['neo4j'], ([engine]) => {
  let at: StartedServer;
  afterAll(() => at.stop());

  test('are planned while a server starts, and none where there is no patience', async () => {
    const seen = new Set<string>();
    let fresh: string[] = [];
    const store = await engine!.openEmptyStore({
      onStatement: (text) => void (seen.has(text) || (seen.add(text), fresh.push(text))),
    });
    await loadSeed(store);
    expect(store.can.plansStatements).toBe(true);
    at = await startServer({ store });
    fresh = [];
    await at.server.prepare(-1);
    expect(fresh).toEqual([]);
    const prepared = at.server.prepare(60_000);
    const ready = () => fetch(`${at.url}/readyz`);
    const early = await ready();
    expect([early.status, early.headers.get('retry-after'), await early.json()]).toEqual([503, '5', { status: 'starting' }]);
    await prepared;
    expect((await ready()).status).toBe(200);
    expect(fresh.length).toBeGreaterThan(10);
    fresh = [];
    const { body } = await at.ask(`{
      articles(first: 10) { totalCount edges { node { title journal { title } authors { name }
        references(first: 20) { totalCount edges { node { title citedBy(first: 5) { totalCount } } } } } } }
      search(text: "residency", first: 10) { totalCount edges { node { label } } }
      authors(first: 10) { nodes { name coauthors(first: 10) { edges { node { name } } } articles(first: 10) { nodes { title } } } }
    }`);
    expect(body.errors).toBeUndefined();
    expect(fresh).toEqual([]);
  }, 120_000);
});
