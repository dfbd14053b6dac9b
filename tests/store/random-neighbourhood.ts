import fc from 'fast-check';
import { STEPS, type ReachQuery, type Step } from '../../src/store/neighbourhood.js';
import {
  bylinesSpelledOut,
  commonSpelledOut,
  comparable,
  groupingsSpelledOut,
  reachSpelledOut,
  spelledOut,
} from './neighbourhood-answers.js';
import type { AnyFilter } from './lists.js';
import { keyOf, KEYS, OLD_KEYS, record } from './random-graph.js';
import { question, type Question } from './random-question.js';

/** Random questions about how works hang together. */

const someOf = (kind: keyof typeof KEYS) =>
  fc.oneof(
    fc.constant<string[]>([...KEYS[kind], ...OLD_KEYS]),
    fc.array(fc.oneof(keyOf(kind), fc.constantFrom(...OLD_KEYS, 'nobody')), { maxLength: 4 }),
  );

const stepQuestion = fc
  .constantFrom(...(Object.keys(STEPS) as Step[]))
  .chain((step) =>
    record({
      step: fc.constant(step),
      from: someOf(STEPS[step].from),
      to: fc.option(someOf(STEPS[step].to)),
      most: fc.constantFrom(0, 1, 2, 5, 1000),
    }),
  )
  .map((query) => question(query, (store) => store.steps(query)));

const reachQuestion = (filters: fc.Arbitrary<AnyFilter>) =>
  fc
    .constantFrom(...(Object.keys(STEPS) as Step[]))
    .chain((step) =>
      record({
        step: fc.constant(step),
        from: someOf(STEPS[step].from),
        most: fc.constantFrom(0, 1, 2, 5, 1000),
        filter: filters as fc.Arbitrary<ReachQuery['filter']>,
        value: fc.constantFrom(null, 'use' as const, 'year' as const),
      }),
    )
    .map((query) => question(query, async (store) => reachSpelledOut(await store.reach(query), query.from)));

const commonQuestion = record({
  via: fc.constantFrom('citedBy' as const, 'references' as const),
  parents: someOf('Article'),
  mostBetween: fc.constantFrom(0, 1, 2, 1000),
}).map((query) => question(query, async (store) => comparable((await store.commonNeighbours(query)).map(commonSpelledOut))));

const scanQuestion = fc.constantFrom(
  question('all citations', async (store) => spelledOut(await store.scanCitations())),
  question('all groupings', async (store) => groupingsSpelledOut(await store.scanGroupings(), await store.scanCitations())),
  question('all bylines', async (store) => bylinesSpelledOut(await store.scanBylines())),
);

export const neighbourhoodQuestion = (filters: fc.Arbitrary<AnyFilter>): fc.Arbitrary<Question> =>
  fc.oneof(
    { weight: 3, arbitrary: stepQuestion },
    { weight: 3, arbitrary: reachQuestion(filters) },
    { weight: 3, arbitrary: commonQuestion },
    { weight: 1, arbitrary: scanQuestion },
  );
