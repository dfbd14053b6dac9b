import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { citationsAtHand, Walks, type CitationReads, type RequestReads } from '../../src/snapshot/walks.js';
import type { GraphStore, WalkReads } from '../../src/store/store.js';
import { describeEachEngine } from '../engines.js';
import { until } from '../jobs/fake-runner.js';
import { neighbourhoodContract } from '../store/contract-neighbourhood.js';
import { OracleStore } from '../store/oracle-store.js';
import { history } from '../store/random-graph.js';
import { neighbourhoodQuestion } from '../store/random-neighbourhood.js';
import { FILTERS } from '../store/random-query.js';
import { noGroupings } from './no-groupings.js';

const ALLOWED = 2 ** 24;

const walksOf = (store: RequestReads, citations: ReturnType<typeof citationsAtHand>) => new Walks(citations).ofRequest(store);

const isWalk = (name: string | symbol): name is keyof WalkReads =>
  (['steps', 'reach', 'commonNeighbours', 'years'] satisfies (keyof WalkReads)[] as (string | symbol)[]).includes(name);

/** How often memory answered, so that a test can see that it did. */
interface Told {
  answered: number;
  asked: number;
}

/** A store whose walks go along citations in memory, which are read before every one. */
function withCitations(store: GraphStore, told: Told = { answered: 0, asked: 0 }): GraphStore {
  const citations = citationsAtHand(store, ALLOWED);
  const noted = new Proxy(store, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      if (isWalk(name)) told.answered--;
      return member.bind(target) as unknown;
    },
  });
  const walk =
    (name: keyof WalkReads) =>
    async (...args: unknown[]) => {
      await citations.read();
      told.asked++;
      told.answered++;
      return (walksOf(noted, citations)[name] as (...args: unknown[]) => unknown)(...args);
    };
  return new Proxy(store, {
    get(target, name) {
      if (isWalk(name)) return walk(name);
      const member: unknown = Reflect.get(target, name);
      return typeof member === 'function' ? (member.bind(target) as unknown) : member;
    },
  });
}

describeEachEngine('Walks along citations in memory', (openEmptyStore) => {
  let last: GraphStore | null = null;
  neighbourhoodContract(async () => {
    await last?.close();
    return withCitations((last = await openEmptyStore()));
  });
});

describe('Walks along citations in memory (random graphs)', () => {
  it('answer as the reference does', async () => {
    const told: Told = { answered: 0, asked: 0 };
    const asked = fc.array(neighbourhoodQuestion(FILTERS.Article), { minLength: 40, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(history, asked, async (batches, questions) => {
        const store = new OracleStore();
        for (const batch of batches) await store.write(batch).catch(() => {});
        const walked = withCitations(store, told);
        for (const question of questions) {
          const [answer, expected] = [await question(walked), await question(store)];
          expect({ what: question.what, answer }).toEqual({ what: question.what, answer: expected });
        }
      }),
      { numRuns: 60 },
    );
    // Other steps, merged works and some filters are left to the store: most of these questions.
    expect(told.answered).toBeGreaterThan(50);
  }, 120_000);
});

/** A work that cites another, in a graph that changes when it is told to. */
function literature(snapshotReads = true) {
  const told = { version: 1, scans: 0, steps: 0 };
  const store = {
    can: { snapshotReads },
    graphVersion: async () => told.version,
    describe: async () => ({ counts: { articles: 2, stubs: 0, citations: 1, topicAssignments: 0 } }),
    scanCitations: async () => {
      told.scans++;
      return {
        keys: ['a', 'b'],
        years: Int32Array.of(2020, 2010),
        dates: Int32Array.of(20_200_000, 20_100_000),
        stubs: Uint8Array.of(0, 0),
        nodes: Float64Array.of(1, 2),
        citing: Uint32Array.of(0),
        cited: Uint32Array.of(1),
        positions: Int32Array.of(7),
      };
    },
    scanGroupings: async () => noGroupings(),
    steps: async () => (told.steps++, { lists: [], total: 0 }),
  } as unknown as CitationReads & RequestReads;
  return { store, told };
}

describe('the citations at hand', () => {
  const question = { step: 'references', from: ['a'], to: null, most: 10 } as const;

  test('answer from the third question on, in one version of the graph', async () => {
    const { store, told } = literature();
    const citations = citationsAtHand(store, ALLOWED);
    const ask = () => walksOf(store, citations).steps(question);
    await ask();
    await ask();
    expect(told).toEqual({ version: 1, scans: expect.any(Number), steps: 2 });
    await until(async () => (await ask()).total === 1);
    expect(await ask()).toEqual({ lists: [{ from: 'a', to: ['b'], positions: [7] }], total: 1 });
    const { steps } = told;
    told.version = 2;
    expect((await ask()).total).toBe(0);
    expect([told.scans, told.steps]).toEqual([1, steps + 1]);
  });

  test('are read only when a version has lasted, where a read may see a part of what was written', async () => {
    const { store, told } = literature(false);
    const walks = new Walks(citationsAtHand(store, ALLOWED));
    const ask = () => walks.ofRequest(store).steps(question);
    for (let time = 0; time < 10; time++) {
      if (time === 5) told.version = 2;
      await ask();
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    expect(told.scans).toBe(0);
    await until(async () => (await ask()).total === 1);
    expect(told.scans).toBe(1);
  });

  test('are not read while walks of several requests are in the store', async () => {
    const { store, told } = literature();
    let answer = () => {};
    store.reach = () => new Promise((resolve) => (answer = () => resolve({ total: 0 } as never)));
    const walks = new Walks(citationsAtHand(store, ALLOWED));
    const waiting = walks.ofRequest(store).reach({ ...question, filter: null, value: null });
    for (let time = 0; time < 5; time++) {
      await walks.ofRequest(store).steps(question);
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    expect(told.scans).toBe(0);
    answer();
    await waiting;
    await until(async () => (await walks.ofRequest(store).steps(question)) && told.scans === 1);
  });

  test('are read however many questions one request asks at a time', async () => {
    const { store, told } = literature();
    const walks = new Walks(citationsAtHand(store, ALLOWED));
    await until(async () => {
      const request = walks.ofRequest(store);
      await Promise.all([1, 2, 3].map(() => request.steps(question)));
      return told.scans === 1;
    }, 900);
  });

  test('are the same ones for all questions of a request', async () => {
    const { store, told } = literature();
    const citations = citationsAtHand(store, ALLOWED);
    await citations.read();
    const walks = walksOf(store, citations);
    expect((await walks.steps(question)).total).toBe(1);
    told.version = 2;
    expect((await walks.steps(question)).total).toBe(1);
    expect((await walksOf(store, citations).steps(question)).total).toBe(0);
  });

  test('are done without where they would take more memory than is allowed', async () => {
    const { store, told } = literature();
    const citations = citationsAtHand(store, 100);
    for (let time = 0; time < 4; time++) expect((await walksOf(store, citations).steps(question)).total).toBe(0);
    await expect(citations.read()).rejects.toMatchObject({
      code: 'TOO_LARGE',
      message: expect.stringContaining('CITATION_MEMORY'),
    });
    expect(told).toEqual({ version: 1, scans: 0, steps: 4 });
  });
});
