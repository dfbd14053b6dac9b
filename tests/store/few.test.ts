import { expect, test } from '@jest/globals';
import type { StoredJournal } from '../../src/records.js';
import { Few } from '../../src/store/neo4j/few.js';
import { journal } from './records.js';

/** Of a graph that has this version now; tells what was asked of it. */
function scene() {
  let time = 10_000;
  let version = 1;
  const asked: string[][] = [];
  const few = new Few(() => time);
  const read = async (keys: readonly string[], seen = version) => {
    const known = few.of('Journal', keys, seen);
    const missing = keys.filter((_, i) => known[i] === null);
    if (missing.length === 0) return known;
    asked.push([...missing]);
    const records = missing.map((key): StoredJournal => ({ ...journal(key, { title: `${key} ${version}` }), articleCount: 0 }));
    const { answer } = await few.read('Journal', async () => ({ version, answer: records }));
    return [...known.filter((one) => one !== null), ...answer];
  };
  return { few, asked, read, pass: (ms: number) => (time += ms), write: () => (version += 1) };
}

const titles = (records: readonly (StoredJournal | null)[]) => records.map((one) => one?.title);

test('keeps nothing of a version that was just seen first, for its commit may not be done', async () => {
  const { asked, read, pass } = scene();
  await read(['a']);
  pass(500);
  await read(['a']);
  pass(600);
  await read(['a']);
  expect(asked).toEqual([['a'], ['a'], ['a']]);
  expect(titles(await read(['a', 'b']))).toEqual(['a 1', 'b 1']);
  expect(asked.slice(3)).toEqual([['b']]);
});

test('gives only what is of the version that the request has seen', async () => {
  const { few, asked, read, pass, write } = scene();
  few.note(1);
  pass(2_000);
  await read(['a']);
  expect(few.of('Journal', ['a'], 1)[0]?.title).toBe('a 1');
  // A request that has seen nothing yet, and one that began after a write that nobody else has noticed.
  expect(few.of('Journal', ['a'], null)).toEqual([null]);
  expect(few.of('Journal', ['a'], 2)).toEqual([null]);
  write();
  expect(titles(await read(['a']))).toEqual(['a 2']);
  expect(few.of('Journal', ['a'], 1)).toEqual([null]);
  expect(asked).toEqual([['a'], ['a']]);
});
