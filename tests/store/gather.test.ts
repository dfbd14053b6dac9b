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

test('asks at once while little is asked, and what comes meanwhile together', async () => {
  const gather = new Gather();
  const { asked, answers, ask } = slowServer();
  const all = ['a', 'b', 'c', 'd'].map((key) => gather.load('get', [key, `${key}2`], ask));
  expect(asked).toEqual([
    ['a', 'a2'],
    ['b', 'b2'],
  ]);
  answers[1]!();
  await turn();
  expect(asked[2]).toEqual(['c', 'c2', 'd', 'd2']);
  answers[0]!();
  answers[2]!();
  expect(await Promise.all(all)).toEqual(['A', 'B', 'C', 'D'].map((key) => [key, `${key}2`]));
});

test('keeps questions of different names apart', async () => {
  const gather = new Gather();
  const { asked, answers, ask } = slowServer();
  const all = ['x', 'y', 'z'].map((name) => gather.load(name, [name], ask));
  expect(asked).toHaveLength(3);
  for (const answer of answers) answer();
  expect(await Promise.all(all)).toEqual([['X'], ['Y'], ['Z']]);
});

test('puts no more than so many keys together, but a longer question goes alone', async () => {
  const gather = new Gather();
  const { asked, answers, ask } = slowServer();
  const many = (count: number) => Array.from({ length: count }, (_, i) => `k${i}`);
  const all = [1, 1, 300, 150, 100, 900, 1].map((count) => gather.load('get', many(count), ask));
  for (let i = 0; i < 6; i++) {
    answers[i]?.();
    await turn();
  }
  expect(asked.map(({ length }) => length)).toEqual([1, 1, 450, 100, 900, 1]);
  for (const answer of answers) answer();
  expect((await Promise.all(all)).map(({ length }) => length)).toEqual([1, 1, 300, 150, 100, 900, 1]);
});

test('a failure is that of all who went together, and of nobody else', async () => {
  const gather = new Gather();
  const { answers, fails, ask } = slowServer();
  const all = ['a', 'b', 'c', 'd'].map((key) => gather.load('get', [key], ask).catch((error: Error) => error.message));
  fails[0]!();
  await turn();
  fails[2]!();
  answers[1]!();
  expect(await Promise.all(all)).toEqual(['away', ['B'], 'away', 'away']);
  const later = gather.load('get', ['e'], ask);
  answers[3]!();
  expect(await later).toEqual(['E']);
});
