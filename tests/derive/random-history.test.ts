import { expect, test } from '@jest/globals';
import { reindex } from '../../src/derive/reindex.js';
import { describeEngines } from '../engines.js';
import { randomNumbers, shuffled } from '../intake/mixed-library.js';
import { importEach, playHistory, stateOf, type HistoryKind } from './random-history.js';

/**
 * The graph is a function of the records that are kept and of the decisions, whatever happened before: imports in
 * portions and again, decisions by hand, and imports and decisions that were taken back. A seed that fails tells what it did;
 * the single cases that such seeds came down to are in step-by-step.test.ts.
 */

const DECIDED: HistoryKind = { records: 10, steps: 16, decisions: 0.45, undos: 0.3 };
const UNDECIDED: HistoryKind = { records: 10, steps: 12, decisions: 0, undos: 0.4 };
const FAILING: HistoryKind = { records: 12, steps: 20, decisions: 0.3, undos: 0.3, faults: 0.1 };
const SEEDS = Array.from({ length: 10 }, (_, i) => i + 1);

describeEngines('random history', ['sqlite'], ([engine]) => {
  const kinds = [...SEEDS.map((seed) => [DECIDED, seed] as const), ...SEEDS.slice(0, 5).map((seed) => [FAILING, seed] as const)];
  test.each(kinds)('of imports, decisions and undos (%j), seed %i: as after a reindex', async (kind, seed) => {
    const store = await engine!.openEmptyStore();
    const { log } = await playHistory(store, seed, kind);
    const text = await stateOf(store);
    await reindex(store);
    expect({ log, text }).toEqual({ log, text: await stateOf(store) });
  });

  test.each(SEEDS)('of imports and undos, seed %i: as what is left imported at once', async (seed) => {
    const store = await engine!.openEmptyStore();
    const { log, left } = await playHistory(store, seed, UNDECIDED);
    const text = await stateOf(store);
    const fresh = await engine!.openEmptyStore();
    await importEach(fresh, shuffled(left, randomNumbers(seed)));
    expect({ log, text }).toEqual({ log, text: await stateOf(fresh) });
    await reindex(store);
    expect({ log, text }).toEqual({ log, text: await stateOf(store) });
  });
});
