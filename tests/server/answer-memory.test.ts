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

/** Numbers from 0 up to 1 that are the same each time. */
function numbers() {
  let state = 1;
  return () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
}

test('has no more than its bytes, spares what is used, and keeps nothing that would push out much', async () => {
  const kept = new AnswerMemory(16_000, async () => 1, numbers());
  const version = (await kept.since())!;
  let spared = 0;
  for (let i = 0; i < 200; i++) {
    kept.remember(`q${i}`, version, body(`${i}`, 600));
    if (await kept.recall('q0')) spared += 1;
    else kept.remember('q0', version, body('0', 600));
  }
  // The lot may fall on it twice for one that is new.
  expect(spared).toBeGreaterThan(190);
  const found = await Promise.all(Array.from({ length: 200 }, (_, i) => kept.recall(`q${i}`)));
  found.forEach((one, i) => one && expect(String(one).trim()).toBe(`${i}`));
  expect(found.filter(Boolean)).toHaveLength(17);
  kept.remember('large', version, body('x', 1_000));
  expect(await kept.recall('large')).toBeNull();
});

test('gives most of the answers to questions that are asked in a circle larger than it is', async () => {
  // 500 of them, of which 447 have room.
  const kept = new AnswerMemory(447 * 910, async () => 1, numbers());
  const version = (await kept.since())!;
  let given = 0;
  for (let round = 0; round < 6; round++)
    for (let i = 0; i < 500; i++) {
      const found = await kept.recall(`q${i}`);
      if (!found) kept.remember(`q${i}`, version, body(`${i}`, 600));
      else if (round > 0) given += 1;
    }
  expect(given / 2_500).toBeGreaterThan(0.75);
});

test('goes on with what is asked now, whatever was asked before', async () => {
  const kept = new AnswerMemory(16_000, async () => 1, numbers());
  const version = (await kept.since())!;
  const ask = async (question: string) => {
    const found = await kept.recall(question);
    if (!found) kept.remember(question, version, body(question, 600));
    return found !== null;
  };
  for (let round = 0; round < 10; round++) for (let i = 0; i < 17; i++) await ask(`old${i}`);
  for (let round = 0; round < 10; round++) for (let i = 0; i < 17; i++) await ask(`new${i}`);
  const there = await Promise.all(Array.from({ length: 17 }, (_, i) => ask(`new${i}`)));
  expect(there.filter(Boolean).length).toBeGreaterThan(12);
});

test('a write makes room for all', async () => {
  const { kept, write } = memory(16_000);
  kept.remember('q', (await kept.since())!, body('old', 600));
  write();
  expect(await kept.recall('q')).toBeNull();
  kept.remember('q', (await kept.since())!, body('new', 600));
  expect(String(await kept.recall('q')).trim()).toBe('new');
});

test('keeps nothing when it is turned off', async () => {
  const { kept, asked } = memory(0);
  expect(await kept.since()).toBeNull();
  expect(asked()).toBe(0);
});
