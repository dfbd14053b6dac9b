import { expect, test } from '@jest/globals';
import { AnswerMemory } from '../../src/server/answer-memory.js';

const body = (text: string, size = 10) => Buffer.from(text.padEnd(size));

function memory(maxBytes: number, start = 1) {
  let version = start;
  let asked = 0;
  const kept = new AnswerMemory(maxBytes, async () => ((asked += 1), version));
  return { kept, write: () => (version += 1), asked: () => asked };
}

test('gives an answer again while the data has its version, and not afterwards', async () => {
  const { kept, write } = memory(1e6);
  kept.remember('q', (await kept.since())!, body('old'));
  expect(String(await kept.recall('q'))).toContain('old');
  write();
  expect(await kept.recall('q')).toBeNull();
  expect(await kept.recall('q')).toBeNull();
});

test('an answer that a write overtook while it was made is not given', async () => {
  const { kept, write } = memory(1e6);
  const version = (await kept.since())!;
  write();
  kept.remember('q', version, body('half old'));
  expect(await kept.recall('q')).toBeNull();
});

test('asks for the version once for all who ask in one turn, and not for what it does not have', async () => {
  const { kept, asked } = memory(1e6);
  expect(await kept.recall('q')).toBeNull();
  expect(asked()).toBe(0);
  kept.remember('q', (await kept.since())!, body('x'));
  await Promise.all(Array.from({ length: 10 }, () => kept.recall('q')));
  expect(asked()).toBe(2);
});

test('lets go of what was used longest ago, and keeps nothing that would push out much', async () => {
  const { kept } = memory(16_000);
  const version = (await kept.since())!;
  for (let i = 0; i < 20; i++) {
    kept.remember(`q${i}`, version, body(`${i}`, 600));
    await kept.recall('q0');
  }
  const found = await Promise.all(Array.from({ length: 20 }, (_, i) => kept.recall(`q${i}`)));
  const there = found.flatMap((one, i) => (one ? [i] : []));
  expect(there).toHaveLength(17);
  expect(there).toContain(0);
  expect(there.slice(1)).toEqual(Array.from({ length: 16 }, (_, i) => i + 4));
  kept.remember('large', version, body('x', 1_000));
  expect(await kept.recall('large')).toBeNull();
});

test('keeps nothing when it is turned off', async () => {
  const { kept, asked } = memory(0);
  expect(await kept.since()).toBeNull();
  expect(asked()).toBe(0);
});
