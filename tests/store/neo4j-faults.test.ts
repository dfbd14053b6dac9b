import net from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { CodedError } from '../../src/errors.js';
import { Connection, type Neo4jSettings } from '../../src/store/neo4j/connection.js';
import { openNeo4jStore } from '../../src/store/neo4j/index.js';
import { get } from '../../src/store/neo4j/read.js';
import { packRecord } from '../../src/store/packed-record.js';
import { startBoltStub, type BoltStub } from './bolt-stub.js';
import { article } from './records.js';

/** Faults on the way to Neo4j. A stub plays the server; it needs none. */

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.close()));
});

function settings(uri: string): Neo4jSettings {
  return { engine: 'neo4j', uri, user: 'neo4j', password: 'secret-password', database: 'neo4j' };
}

async function stubbed(options: Parameters<typeof startBoltStub>[0], deadlines = { read: 5_000, write: 10_000 }) {
  const stub = await startBoltStub(options);
  opened.push(stub);
  const connection = await Connection.open(settings(stub.uri), {}, deadlines);
  opened.unshift(connection);
  return { stub, connection };
}

async function failure(asked: Promise<unknown>): Promise<CodedError> {
  const error = await asked.then(() => null, (reason: unknown) => reason); // prettier-ignore
  expect(error).toBeInstanceOf(CodedError);
  return error as CodedError;
}

/** A message is for users: it holds nothing that the driver or the server said, and no secret. */
function expectPlain({ message }: CodedError): void {
  expect(message).not.toMatch(/secret|127\.0\.0\.1|bolt:\/\/127|Neo\.|\n/);
  expect(message.length).toBeLessThan(200);
}

async function unusedPort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as net.AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('Opening Neo4j says what is wrong with the settings', () => {
  it('when nothing listens', async () => {
    const error = await failure(openNeo4jStore(settings(`bolt://127.0.0.1:${await unusedPort()}`)));
    expect(error).toMatchObject({ code: 'DATABASE_UNAVAILABLE', message: expect.stringContaining('NEO4J_URI') });
    expectPlain(error);
  });

  it.each(['http://localhost:7474', 'localhost:7687', '', 'bolt://'])('when the address is %j', async (uri) => {
    const error = await failure(openNeo4jStore(settings(uri)));
    expect(error).toMatchObject({ code: 'BAD_SETTING', message: expect.stringContaining('NEO4J_URI') });
  });

  it.each(['Neo4j/4.4.36', 'Neo4j/5.22.0', 'Other/1.0'])('when the server is %s', async (agent) => {
    const stub = await startBoltStub({ agent });
    opened.push(stub);
    const error = await failure(openNeo4jStore(settings(stub.uri)));
    expect(error).toMatchObject({ code: 'BAD_SETTING', message: expect.stringContaining('5.23 or later') });
  });

  it('takes a server whose version is a year', async () => {
    const { connection } = await stubbed({ agent: 'Neo4j/2025.06.0' });
    expect(connection.version).toBe('2025.06.0');
  });

  it.each([
    ['LOGON', 'Neo.ClientError.Security.Unauthorized', 'NEO4J_PASSWORD'],
    ['LOGON', 'Neo.ClientError.Security.AuthenticationRateLimit', 'NEO4J_PASSWORD'],
    ['RUN', 'Neo.ClientError.Security.CredentialsExpired', 'NEO4J_PASSWORD'],
    ['RUN', 'Neo.ClientError.Database.DatabaseNotFound', 'NEO4J_DATABASE'],
  ] as const)('when the answer to %s is %s', async (on, code, word) => {
    const stub = await startBoltStub({ faults: [{ on, do: 'fail', code }] });
    opened.push(stub);
    const error = await failure(openNeo4jStore(settings(stub.uri)));
    expect(error).toMatchObject({ code: 'BAD_SETTING', message: expect.stringContaining(word) });
    expectPlain(error);
  });

  it('when the server takes the connection and says nothing', async () => {
    const stub = await startBoltStub({ faults: [{ on: 'HELLO', do: 'hang' }] });
    opened.push(stub);
    const begun = Date.now();
    expect(await failure(openNeo4jStore(settings(stub.uri)))).toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
    expect(Date.now() - begun).toBeLessThan(12_000);
  });
});

describe('A fault of Neo4j', () => {
  const deadlock = 'Neo.TransientError.Transaction.DeadlockDetected';

  it.each([
    ['Neo.ClientError.Transaction.TransactionTimedOut', 'TIMEOUT'],
    ['Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration', 'TIMEOUT'],
    ['Neo.TransientError.Transaction.Terminated', 'DATABASE_UNAVAILABLE'],
    ['Neo.TransientError.Transaction.LockClientStopped', 'DATABASE_UNAVAILABLE'],
    ['Neo.ClientError.Schema.ConstraintValidationFailed', 'INTERNAL_SERVER_ERROR'],
    ['Neo.ClientError.Statement.SyntaxError', 'INTERNAL_SERVER_ERROR'],
    ['Neo.DatabaseError.General.UnknownError', 'INTERNAL_SERVER_ERROR'],
  ])('%s is our %s, without its words', async (code, ours) => {
    const { connection } = await stubbed({ faults: [{ on: 'RUN', do: 'fail', code }] });
    for (const asked of [connection.read('RETURN 1'), connection.write((run) => run('CREATE ()'))]) {
      const error = await failure(asked);
      expect(error.code).toBe(ours);
      expect(error.cause).toBeDefined();
      expectPlain(error);
    }
  });

  it('that passes is tried again', async () => {
    const { connection, stub } = await stubbed({ faults: [{ on: 'RUN', times: 1, do: 'fail', code: deadlock }] });
    expect(await connection.read('RETURN 1')).toEqual([{ x: 1n }]);
    expect(stub.counts.RUN).toBe(2);
  });

  it.each(['RUN', 'PULL'] as const)('that loses the connection at a %s of a read is tried again', async (on) => {
    const { connection, stub } = await stubbed({ faults: [{ on, times: 2, do: 'drop' }] });
    expect(await connection.read('RETURN 1')).toEqual([{ x: 1n }]);
    expect(stub.counts[on]).toBe(3);
  });

  it('that does not pass ends in time', async () => {
    const { connection } = await stubbed({ faults: [{ on: 'RUN', do: 'fail', code: deadlock }] });
    const error = await failure(connection.read('RETURN 1'));
    expect(['DATABASE_UNAVAILABLE', 'TIMEOUT']).toContain(error.code);
    expectPlain(error);
  });

  it('that loses the answer to a commit runs the whole write again', async () => {
    const { connection, stub } = await stubbed({ faults: [{ on: 'COMMIT', times: 1, do: 'drop' }] });
    let runs = 0;
    await connection.write(async (run) => {
      runs += 1;
      await run('MERGE ()');
    });
    expect([runs, stub.counts.COMMIT]).toEqual([2, 2]);
  });

  it('that hangs is waited for until the deadline, and a new driver gets round it', async () => {
    const { connection, stub } = await stubbed({ faults: [{ on: 'RUN', times: 3, do: 'hang' }] }, { read: 300, write: 300 });
    for (let i = 0; i < 3; i++) {
      const begun = Date.now();
      expect(await failure(connection.read('RETURN 1'))).toMatchObject({ code: 'TIMEOUT' });
      expect(Date.now() - begun).toBeLessThan(1_500);
    }
    const before = stub.connections;
    expect(await connection.read('RETURN 1')).toEqual([{ x: 1n }]);
    expect(stub.connections).toBe(before + 1);
  });

  it('that takes connections and greets none is got over when it is, though all places of the pool were lost to it', async () => {
    const { connection, stub } = await stubbed({});
    // The connection that there is goes; as many as the pool holds hang, and the first two of those by which the server is looked for.
    stub.spoil({ on: 'RUN', times: 1, do: 'drop' }, { on: 'HELLO', times: 52, do: 'hang' });
    const asked = Array.from({ length: 60 }, () => failure(connection.read('RETURN 1')));
    for (const error of await Promise.all(asked)) expect(error.code).toBe('DATABASE_UNAVAILABLE');
    // Two of those who look for it are not greeted, and each takes as long as a connection may.
    const answers = [];
    for (let i = 0; i < 3; i++) answers.push(await connection.read('RETURN 1').catch((error: CodedError) => error.code));
    expect(answers.at(-1)).toEqual([{ x: 1n }]);
    expect(await connection.write((run) => run('MERGE ()'))).toEqual([{ x: 1n }]);
  });

  it('that hangs in a write is waited for until the deadline', async () => {
    const { connection } = await stubbed({ faults: [{ on: 'COMMIT', do: 'hang' }] }, { read: 300, write: 300 });
    expect(await failure(connection.write((run) => run('CREATE ()')))).toMatchObject({ code: 'TIMEOUT' });
  });

  it('that ends the server is our DATABASE_UNAVAILABLE', async () => {
    const { connection, stub } = await stubbed({}, { read: 20_000, write: 20_000 });
    await stub.close();
    expect(await failure(connection.read('RETURN 1'))).toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
  });
});

describe('What is said to Neo4j', () => {
  const timeoutOf = ({ begun }: BoltStub) => begun.map(({ mode, tx_timeout }) => [mode, Number(tx_timeout)]);

  it('reads are reads, and each transaction has a limit below our deadline', async () => {
    const { connection, stub } = await stubbed({}, { read: 5_000, write: 10_000 });
    await connection.read('RETURN 1');
    await connection.write((run) => run('CREATE ()'));
    expect(timeoutOf(stub)).toEqual([['r', 4_500], [undefined, 9_000]]); // prettier-ignore
  });

  it('integers that a number cannot hold are refused, not rounded', async () => {
    const record = packRecord('Article', article('a'));
    const row = (count: bigint) => ({
      fields: ['version', 'own', 'given', 'texts'],
      rows: [[1, [`${count},0${record}`], [], []]],
    });
    const exact = await stubbed({ answer: row(2n ** 53n - 1n) });
    expect(await get(exact.connection, 'Article', ['a'])).toMatchObject({
      answer: [{ key: 'a', citedByCount: 2 ** 53 - 1, referenceCount: 0 }],
    });
    const { connection } = await stubbed({ answer: row(2n ** 53n + 1n) });
    const error = await failure(get(connection, 'Article', ['a']));
    expect(error.message).toContain('9007199254740993');
  });
});
