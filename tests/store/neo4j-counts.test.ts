import { beforeAll, expect, it } from '@jest/globals';
import neo4j, { type Session } from 'neo4j-driver';
import { KINDS } from '../../src/records.js';
import type { Neo4jSettings } from '../../src/store/neo4j/connection.js';
import { placeProperties } from '../../src/store/neo4j/place.js';
import type { GraphStore } from '../../src/store/store.js';
import { describeEngines } from '../engines.js';
import { library } from './library.js';

const COUNTED = ['citedByCount', 'referenceCount', 'articleCount', 'firstYear', 'lastYear'];

/** New nodes are made with their counts; those that were there are counted. Both have to come to the same. */
describeEngines('Counts of Neo4j', ['neo4j'], ([engine]) => {
  const sent: string[] = [];
  let store: GraphStore;
  beforeAll(async () => {
    store = await engine!.openEmptyStore({ onStatement: (text) => sent.push(text) });
  });

  async function inSession<T>(work: (session: Session) => Promise<T>): Promise<T> {
    const { uri, user, password, database } = engine!.settings() as Neo4jSettings;
    const driver = neo4j.driver(uri, neo4j.auth.basic(user, password), { useBigInt: true });
    const session = driver.session({ database });
    try {
      return await work(session);
    } finally {
      await session.close();
      await driver.close();
    }
  }

  const nodes = (session: Session) =>
    session
      .run('MATCH (n) WHERE n.keyText IS NOT NULL RETURN properties(n) AS properties ORDER BY n.textKind, n.keyText')
      .then(({ records }) => records.map((record) => record.get('properties') as Record<string, unknown>));

  it('are those that the database counts, with all that lists are ordered by', async () => {
    sent.length = 0;
    await store.write(library());
    expect(sent.filter((text) => /COUNT \{|AUTHORED\]->\(a\)/.test(text))).toEqual([]);
    const made = await inSession(nodes);
    expect(made.length).toBeGreaterThan(20);
    const places = KINDS.flatMap((kind) => placeProperties(kind)).filter((name) => /Count|Year/.test(name));
    const lost = [...COUNTED, ...places].map((name) => `n.${name}`).join(', ');
    await inSession((session) => session.run(`MATCH (n) WHERE n.keyText IS NOT NULL REMOVE ${lost}`));
    await store.write(library());
    expect(sent.filter((text) => text.includes('COUNT {')).length).toBeGreaterThan(2);
    expect(await inSession(nodes)).toEqual(made);
  });

  it('are right of nodes that were there and get an edge from a new one', async () => {
    const { articles } = library();
    const [before] = await store.get('Author', ['a1']);
    const [first] = articles!.filter(({ record }) => record.authorships.some(({ authorKey }) => authorKey === 'a1'));
    const record = { ...first!.record, key: 'new', identifiers: [], pmid: null, doi: null, pmcid: null };
    await store.write({ articles: [{ ...first!, record, references: [] }] });
    const [after] = await store.get('Author', ['a1']);
    expect(after!.articleCount).toBe(before!.articleCount + 1);
  });
});
