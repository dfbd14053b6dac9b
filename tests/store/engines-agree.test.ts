import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CodedError } from '../../src/errors.js';
import type { GraphStore, WriteBatch } from '../../src/store/store.js';
import { describeEachEngine, type EngineName } from '../engines.js';
import '../quick-equality.js';
import { dump } from './dump.js';
import { OracleStore } from './oracle-store.js';
import { history } from './random-graph.js';
import { questions } from './random-query.js';

/**
 * Random histories of writes and random questions: every engine answers as the reference does, and so as
 * the other engine does. A failure prints how to run it again; SHRINK=1 looks for a smaller case. Neo4j plans
 * each new statement for a tenth of a second, so it gets fewer; RUNS=10 asks both ten times as much.
 */
const RUNS = Number(process.env.RUNS ?? 1);
const GRAPHS: Record<EngineName, number> = { sqlite: 100 * RUNS, neo4j: 25 * RUNS };
const QUESTIONS: Record<EngineName, number> = { sqlite: 40, neo4j: 6 };
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const isShrunk = process.env.SHRINK !== undefined;

/** The code with which the batch was refused, null where it was written; anything but a refusal by the store is a failure. */
async function refusalOf(store: GraphStore, batch: WriteBatch): Promise<string | null> {
  try {
    await store.write(batch);
    return null;
  } catch (error) {
    expect(error).toMatchObject({ name: 'CodedError', code: expect.stringMatching(/^(?:INTERNAL_SERVER_ERROR|CONFLICT)$/) });
    return (error as CodedError).code;
  }
}

async function expectSame(what: string, ask: (store: GraphStore) => Promise<unknown>, stores: [GraphStore, GraphStore]) {
  const [answer, expected] = [await ask(stores[0]), await ask(stores[1])];
  try {
    expect(answer).toEqual(expected);
  } catch (difference) {
    throw new Error(`Asked for ${what}`, { cause: difference });
  }
}

describeEachEngine('Random graphs', (openEmptyStore, { name }) => {
  it(
    'are written, refused and answered about as by the reference',
    async () => {
      let last: GraphStore | null = null;
      const asked = fc.array(questions, { minLength: QUESTIONS[name], maxLength: QUESTIONS[name] });
      const property = fc.asyncProperty(history, asked, async (batches, list) => {
        await last?.close();
        const stores: [GraphStore, GraphStore] = [(last = await openEmptyStore()), new OracleStore()];
        for (const [i, batch] of batches.entries()) await expectSame(`batch ${i}`, (store) => refusalOf(store, batch), stores);
        await expectSame('all', dump, stores);
        for (const question of list) await expectSame(question.what, question, stores);
      });
      const path = process.env.CASE;
      const run = await fc.check(property, { numRuns: GRAPHS[name], seed, endOnFailure: !isShrunk, ...(path ? { path } : {}) });
      if (!run.failed) return;
      const example = isShrunk ? fc.stringify(run.counterexample) : 'SHRINK=1 looks for a smaller case.';
      const again = `SEED=${seed} CASE=${run.counterexamplePath} runs it again.`;
      throw new Error(`${name} does not answer as the reference. ${again} ${example}`, { cause: run.errorInstance });
    },
    10 * 60_000 * RUNS,
  );
});
