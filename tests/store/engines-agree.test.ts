import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { GraphStore, WriteBatch } from '../../src/store/store.js';
import { describeEachEngine, type EngineName } from '../engines.js';
import { dump } from './dump.js';
import { OracleStore } from './oracle-store.js';
import { history } from './random-graph.js';
import { questions } from './random-query.js';

/**
 * Random histories of writes and random questions: every engine answers as the reference does, and so as
 * the other engine does. A failure prints its seed; SEED=… runs it again, SHRINK=1 looks for a smaller case.
 */
const GRAPHS: Record<EngineName, number> = { sqlite: 100, neo4j: 25 };
const QUESTIONS = 40;
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

/** Whether the batch was written; anything but a refusal by the store is a failure. */
async function isWritten(store: GraphStore, batch: WriteBatch): Promise<boolean> {
  try {
    await store.write(batch);
    return true;
  } catch (error) {
    expect(error).toMatchObject({ name: 'CodedError', code: 'INTERNAL_SERVER_ERROR' });
    return false;
  }
}

describeEachEngine('Random graphs', (openEmptyStore, { name }) => {
  it(
    'are written, refused and answered about as by the reference',
    async () => {
      let last: GraphStore | null = null;
      const property = fc.asyncProperty(
        history,
        fc.array(questions, { minLength: QUESTIONS, maxLength: QUESTIONS, size: 'max' }),
        async (batches, asked) => {
          await last?.close();
          const [store, oracle] = [(last = await openEmptyStore()), new OracleStore()];
          for (const batch of batches) expect(await isWritten(store, batch)).toBe(await isWritten(oracle, batch));
          expect(await dump(store)).toEqual(await dump(oracle));
          for (const one of asked)
            expect({ asked: one.what, answer: await one(store) }).toEqual({ asked: one.what, answer: await one(oracle) });
        },
      );
      const isShrunk = process.env.SHRINK !== undefined;
      const run = await fc.check(property, { numRuns: GRAPHS[name], seed, endOnFailure: !isShrunk });
      if (!run.failed) return;
      const example = isShrunk ? `\n${fc.stringify(run.counterexample)}` : ' SHRINK=1 looks for a smaller case.';
      throw new Error(`Graph ${run.numRuns} is not as the reference has it. SEED=${seed} runs it again.${example}`, {
        cause: run.errorInstance,
      });
    },
    10 * 60_000,
  );
});
