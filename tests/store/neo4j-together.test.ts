import { expect, it } from '@jest/globals';
import { Connection, type Neo4jSettings } from '../../src/store/neo4j/connection.js';
import { describeEngines } from '../engines.js';

describeEngines('A write transaction of Neo4j', ['neo4j'], ([engine]) => {
  it('of statements that are sent together the first that fails says why, and none is kept', async () => {
    const store = await engine!.openEmptyStore();
    const connection = await Connection.open(engine!.settings() as Neo4jSettings);
    const row = (id: string) => `CREATE (:LedgerRow {id: 'test\t${id}', value: '1', tags: []})`;
    const refused = connection.write(async (run) => {
      run.later(row('a'));
      run.later('UNWIND [1, 0] AS n WITH 1 / n AS quotient RETURN quotient');
      run.later(row('b'));
      await run('MATCH (n:LedgerRow) RETURN count(n) AS rows');
    });
    await expect(refused).rejects.toMatchObject({ cause: { message: expect.stringContaining('/ by zero') } });
    expect(await store.rowCount('test')).toBe(0);

    const counted = await connection.write(async (run) => {
      run.later(row('a'));
      run.later(row('b'));
      return run('MATCH (n:LedgerRow) RETURN count(n) AS rows');
    });
    expect(counted).toEqual([{ rows: 2n }]);
    expect(await store.rowCount('test')).toBe(2);
    await connection.close();
  });
});
