import { describe, expect, test } from '@jest/globals';
import { seededRandom } from '../../src/analysis/random.js';
import { Networks, type NetworkQuestion } from '../../src/snapshot/author-network.js';
import type { Reach, ReachQuery } from '../../src/store/neighbourhood.js';
import { PLAIN } from '../analysis/bylines.js';
import { until } from '../jobs/fake-runner.js';

const WORKS = 3_000;
const AUTHORS = 1_000;
const random = seededRandom(1);
const name = (kind: string, number: number): string => `${kind}:${String(number).padStart(4, '0')}`;
const bylines = new Map(
  Array.from({ length: WORKS }, (_, work): [string, string[]] => [
    name('work', work),
    [0, 0, 0].map(() => name('author', Math.floor(AUTHORS * random.next()))),
  ]),
);

/** A literature, and what of it has been read. Reads wait until they are let go. */
function literature() {
  const steps: string[] = [];
  let letGo = (): void => {};
  let isHeld = false;
  const held = { promise: Promise.resolve() };
  const store = {
    graphVersion: async () => 1,
    articleKeys: async () => ({ keys: [...bylines.keys()], total: WORKS }),
    reach: async ({ step, from }: ReachQuery): Promise<Reach> => {
      steps.push(step);
      if (isHeld) await held.promise;
      const edges = step === 'authors' ? from.flatMap((work, i) => bylines.get(work)!.map((key) => ({ from: i, key }))) : [];
      const keys = [...new Set(edges.map(({ key }) => key))];
      const numbers = new Map(keys.map((key, i) => [key, i]));
      return {
        total: edges.length,
        seen: edges.length,
        from: Uint32Array.from(edges, (edge) => edge.from),
        to: Uint32Array.from(edges, ({ key }) => numbers.get(key)!),
        keys,
        values: null,
      };
    },
    years: async (keys: readonly string[]) => new Int32Array(keys.length).fill(2020),
    counts: async (_: unknown, keys: readonly string[]) => keys.map(() => 0),
    get: async () => [],
  } as unknown as ConstructorParameters<typeof Networks>[0];
  return {
    store,
    steps,
    hold: () => {
      isHeld = true;
      held.promise = new Promise((resolve) => (letGo = resolve));
    },
    letGo: () => {
      isHeld = false;
      letGo();
    },
  };
}

const QUICK: NetworkQuestion = {
  scope: { around: 'ALL', seeds: [], depth: 0, filter: null, years: null },
  options: { ...PLAIN, maxUnits: 10 },
  of: 'AUTHORS',
};
/** Many seconds of work. */
const LONG: NetworkQuestion = { ...QUICK, options: { ...PLAIN, maxUnits: AUTHORS, layout: 'VOS', timeSlices: 2 } };

function ask(networks: Networks, question: NetworkQuestion) {
  const request = new AbortController();
  const answer = networks.answer(question, request.signal).then(() => 'answered', (error: Error) => error.message); // prettier-ignore
  return { answer, leave: () => request.abort(new Error('gone')) };
}

describe('a network that nobody waits for any more', () => {
  test('is not read on', async () => {
    const { store, steps, hold, letGo } = literature();
    const networks = new Networks(store);
    hold();
    const { answer, leave } = ask(networks, QUICK);
    await until(async () => steps.length === 1);
    leave();
    expect(await answer).toBe('gone');
    letGo();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(steps).toEqual(['authors']);
    // Whoever asks afterwards does not get the one that ended.
    expect(await ask(networks, QUICK).answer).toBe('answered');
    expect(steps).toEqual(['authors', 'authors', 'authors', 'authors', 'topics', 'topics', 'topics']);
  });

  test('is not computed on, neither at work nor in the queue of the thread', async () => {
    const { store, steps } = literature();
    const networks = new Networks(store);
    const [first, second] = [ask(networks, LONG), ask(networks, { ...LONG, options: { ...LONG.options, seed: 2 } })];
    await until(async () => steps.filter((step) => step === 'topics').length === 6);
    await new Promise((resolve) => setTimeout(resolve, 300));
    for (const { leave } of [first, second]) leave();
    expect([await first.answer, await second.answer]).toEqual(['gone', 'gone']);
    // The thread that had them takes one after the other.
    const start = performance.now();
    expect(await ask(networks, QUICK).answer).toBe('answered');
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  test('goes on while one of several waits', async () => {
    const { store, steps, hold, letGo } = literature();
    const networks = new Networks(store);
    hold();
    const [first, second] = [ask(networks, QUICK), ask(networks, QUICK)];
    await until(async () => steps.length === 1);
    first.leave();
    expect(await first.answer).toBe('gone');
    letGo();
    expect(await second.answer).toBe('answered');
    expect(steps.filter((step) => step === 'authors')).toHaveLength(3);
  });
});
