import { describe, expect, test } from '@jest/globals';
import { Gate } from '../../src/server/gate.js';

const open = () => new AbortController().signal;
const tick = () => new Promise((resolve) => setImmediate(resolve));
const settings = { slots: 2, queue: 2, waitMs: 50 };

describe('the gate', () => {
  test('lets in as many as it has slots, the next when one leaves, in the order of arrival', async () => {
    const gate = new Gate(settings);
    const first = await gate.enter(open());
    await gate.enter(open());
    const seen: number[] = [];
    const third = gate.enter(open()).then((release) => (seen.push(3), release));
    void gate.enter(open()).then(() => seen.push(4));
    await tick();
    expect(seen).toEqual([]);
    first();
    (await third)();
    await tick();
    await tick();
    expect(seen).toEqual([3, 4]);
  });

  test('refuses at once when the queue is full', async () => {
    const gate = new Gate(settings);
    await gate.enter(open());
    await gate.enter(open());
    const waiting = [gate.enter(open()), gate.enter(open())];
    await expect(gate.enter(open())).rejects.toMatchObject({ code: 'OVERLOADED' });
    await expect(Promise.allSettled(waiting)).resolves.toMatchObject([{ status: 'rejected' }, { status: 'rejected' }]);
  });

  test('a waiter gives up after its time, and no slot is lost by that', async () => {
    const gate = new Gate({ slots: 1, queue: 5, waitMs: 20 });
    const release = await gate.enter(open());
    await expect(gate.enter(open())).rejects.toMatchObject({ code: 'OVERLOADED' });
    release();
    await tick();
    (await gate.enter(open()))();
  });

  test('a waiter whose client goes away leaves the queue', async () => {
    const gate = new Gate({ slots: 1, queue: 1, waitMs: 1_000 });
    const release = await gate.enter(open());
    const client = new AbortController();
    const waiting = gate.enter(client.signal);
    client.abort(new Error('gone'));
    await expect(waiting).rejects.toThrow('gone');
    const next = gate.enter(open());
    release();
    (await next)();
    await expect(gate.enter(client.signal)).rejects.toThrow('gone');
  });

  test('a slot given back twice is one slot', async () => {
    const gate = new Gate({ slots: 1, queue: 0, waitMs: 10 });
    const release = await gate.enter(open());
    release();
    release();
    await tick();
    await gate.enter(open());
    await expect(gate.enter(open())).rejects.toMatchObject({ code: 'OVERLOADED' });
  });

  test('time-outs and hand-overs that race lose no slot', async () => {
    const gate = new Gate({ slots: 3, queue: 50, waitMs: 5 });
    const work = async (i: number) => {
      try {
        const release = await gate.enter(open());
        await new Promise((resolve) => setTimeout(resolve, i % 7));
        release();
        return 1;
      } catch {
        return 0;
      }
    };
    const done = await Promise.all(Array.from({ length: 300 }, (_, i) => work(i)));
    const passed = done.reduce((sum: number, one) => sum + one, 0);
    expect(passed).toBeGreaterThan(0);
    expect(passed).toBeLessThan(300);
    await tick();
    const all = await Promise.all([gate.enter(open()), gate.enter(open()), gate.enter(open())]);
    expect(all).toHaveLength(3);
    await expect(gate.enter(open())).rejects.toMatchObject({ code: 'OVERLOADED' });
  });
});
