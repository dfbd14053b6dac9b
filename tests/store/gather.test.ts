import { expect, test } from '@jest/globals';
import { Gather } from '../../src/store/neo4j/gather.js';

/** A server that answers when it is told to. */
function slowServer() {
  const asked: string[][] = [];
  const answers: (() => void)[] = [];
  const fails: (() => void)[] = [];
  const ask = (keys: readonly string[]) =>
    new Promise<string[]>((resolve, reject) => {
      asked.push([...keys]);
      answers.push(() => resolve(keys.map((key) => key.toUpperCase())));
      fails.push(() => reject(new Error('away')));
    });
  return { asked, answers, fails, ask };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('asks for what comes in one turn together, at once while little is asked, and then for what comes meanwhile', async () => {
  const gather = new Gather();
  const { asked, answers, ask } = slowServer();
  const load = (key: string) => gather.load('get', [key, `${key}2`], ask);
  const all = [load('a'), load('b')];
  await turn();
  expect(asked).toEqual([['a', 'a2', 'b', 'b2']]);
  for (const key of ['c', 'd', 'e']) {
    all.push(load(key));
    await turn();
  }
  expect(asked.slice(1)).toEqual([['c', 'c2']]);
  answers[1]!();
  await turn();
  expect(asked.slice(2)).toEqual([['d', 'd2', 'e', 'e2']]);
  answers[0]!();
  answers[2]!();
  expect(await Promise.all(all)).toEqual(['A', 'B', 'C', 'D', 'E'].map((key) => [key, `${key}2`]));
});

test('keeps questions of different names apart', async () => {
  const gather = new Gather();
  const { asked, answers, ask } = slowServer();
  const all = ['x', 'y', 'z'].map((name) => gather.load(name, [name], ask));
  await turn();
  expect(asked).toHaveLength(3);
  for (const answer of answers) answer();
  expect(await Promise.all(all)).toEqual([['X'], ['Y'], ['Z']]);
});

/** Answers whatever is asked until nothing more is. */
async function answerAll({ answers }: ReturnType<typeof slowServer>, rounds: number): Promise<void> {
  for (let i = 0; i < rounds; i++) {
    answers[i]?.();
    await turn();
  }
}

test('puts no more than so many keys together, but a longer question goes alone', async () => {
  const gather = new Gather();
  const server = slowServer();
  const many = (count: number) => Array.from({ length: count }, (_, i) => `k${i}`);
  const counts = [300, 150, 100, 900, 1, 1];
  const all = counts.map((count) => gather.load('get', many(count), server.ask));
  await turn();
  await answerAll(server, 6);
  expect(server.asked.map(({ length }) => length)).toEqual([450, 100, 900, 2]);
  expect((await Promise.all(all)).map(({ length }) => length)).toEqual(counts);
});

test('puts no more than eight questions together', async () => {
  const gather = new Gather();
  const server = slowServer();
  const all = Array.from({ length: 20 }, (_, i) => gather.load('get', [`k${i}`], server.ask));
  await turn();
  expect(server.asked.map(({ length }) => length)).toEqual([8, 8]);
  await answerAll(server, 3);
  expect(server.asked.map(({ length }) => length)).toEqual([8, 8, 4]);
  expect((await Promise.all(all)).flat()).toEqual(Array.from({ length: 20 }, (_, i) => `K${i}`));
});

test('a failure is that of all who went together, and of nobody else', async () => {
  const gather = new Gather();
  const { answers, fails, ask } = slowServer();
  const load = (key: string) => gather.load('get', [key], ask).catch((error: Error) => error.message);
  const all = [load('a'), load('b')];
  await turn();
  all.push(load('c'));
  await turn();
  fails[0]!();
  await turn();
  answers[1]!();
  expect(await Promise.all(all)).toEqual(['away', 'away', ['C']]);
  const later = load('e');
  await turn();
  answers[2]!();
  expect(await later).toEqual(['E']);
});
