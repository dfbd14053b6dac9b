import { describe, expect, test } from '@jest/globals';
import { loadNamed, onePerKey, perParent } from '../../src/loaders/by-key.js';

describe('onePerKey', () => {
  test('fetches keys that are asked for together at once, each once', async () => {
    const fetched: string[][] = [];
    const loader = onePerKey(async (keys: readonly string[]) => {
      fetched.push([...keys]);
      return keys.map((key) => key.toUpperCase());
    });
    expect(await Promise.all(['a', 'b', 'a'].map((key) => loader.load(key)))).toEqual(['A', 'B', 'A']);
    expect(await loader.load('a')).toBe('A');
    expect(fetched).toEqual([['a', 'b']]);
  });

  test('takes equal objects for one key', async () => {
    const fetched: unknown[] = [];
    const loader = onePerKey(async (keys: readonly { value: string }[]) => {
      fetched.push(...keys);
      return keys.map((key) => key.value);
    });
    expect(await Promise.all([loader.load({ value: 'x' }), loader.load({ value: 'x' })])).toEqual(['x', 'x']);
    expect(fetched).toEqual([{ value: 'x' }]);
  });
});

describe('perParent', () => {
  const recorded = () => {
    const calls: { parents: readonly string[]; question: { size: number } }[] = [];
    const loader = perParent(async (parents, question: { size: number }) => {
      calls.push({ parents, question });
      if (question.size < 0) throw new Error('below nothing');
      return parents.map((parent) => `${parent}${question.size}`);
    });
    return { calls, loader };
  };

  test('puts each different question once, to all parents that ask it', async () => {
    const { calls, loader } = recorded();
    const asked = [['a', 1], ['b', 2], ['c', 1], ['a', 2], ['a', 1]] as const; // prettier-ignore
    const answers = await Promise.all(asked.map(([parent, size]) => loader.load({ parent, question: { size } })));
    expect(answers).toEqual(['a1', 'b2', 'c1', 'a2', 'a1']);
    expect(calls).toEqual([
      { parents: ['a', 'c'], question: { size: 1 } },
      { parents: ['b', 'a'], question: { size: 2 } },
    ]);
  });

  test('a question that fails does not harm the others', async () => {
    const { loader } = recorded();
    const sizes = [1, -1, 2];
    const answers = await Promise.allSettled(sizes.map((size) => loader.load({ parent: 'a', question: { size } })));
    expect(answers.map((answer) => answer.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });
});

test('loadNamed takes a record that is missing for a fault', async () => {
  const loader = onePerKey(async (keys: readonly string[]) => keys.map((key) => (key === 'gone' ? null : key)));
  expect(await loadNamed(loader, ['a', 'b'])).toEqual(['a', 'b']);
  await expect(loadNamed(loader, ['a', 'gone'])).rejects.toThrow('A record names gone, which is not in the graph.');
});
