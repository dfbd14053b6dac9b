import fc from 'fast-check';
import type { LedgerWrite } from '../../src/store/ledger.js';
import { question, type Question } from './random-question.js';

/** Random writes of the ledger with few names, values and tags, so that rows are met, changed, removed and awaited. */

/** In an order that differs between code points and UTF-16 units; two are one when they are cleaned. */
export const ROW_KEYS = ['r', 'r2', 'r10', 'R', 'é', '\ufa0e', '\u{10400}', 'r\0', ''] as const;
export const COLLECTIONS = ['record', 'work'] as const;
export const TAGS = ['pmid:1', 'doi:10.1000/a', "' OR 1=1", '\ufa0e', 'a\0b', 'ab', '', '\ud800', 't'.repeat(1_000)] as const;

const collection = fc.constantFrom(...COLLECTIONS);
const key = fc.constantFrom(...ROW_KEYS);
const value = fc.constantFrom('{}', '{"n":1}', '"\ud800"', '[1]');
const name = fc.record({ collection, key }, { noNullPrototype: true });
const row = fc.record(
  { collection, key, value, tags: fc.array(fc.constantFrom(...TAGS), { maxLength: 4 }) },
  { noNullPrototype: true },
);
/** What a row might have; mostly there is none of that name yet. */
const expected = fc.record(
  { collection, key, value: fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: value }) },
  { noNullPrototype: true },
);

export const ledgerWrite: fc.Arbitrary<LedgerWrite> = fc.record(
  {
    put: fc.array(row, { maxLength: 6 }),
    remove: fc.array(name, { maxLength: 2 }),
    expect: fc.oneof(
      { weight: 6, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.array(expected, { minLength: 1, maxLength: 1 }) },
    ),
  },
  { noNullPrototype: true },
);

export const ledgerQuestion: fc.Arbitrary<Question> = fc
  .record({
    collection,
    keys: fc.array(fc.oneof(key, fc.constant('nobody')), { maxLength: 4 }),
    tags: fc.array(fc.oneof(fc.constantFrom(...TAGS), fc.constant('unknown')), { maxLength: 4 }),
    after: fc.option(key),
    limit: fc.constantFrom(0, 1, 3, 100),
    backward: fc.boolean(),
  })
  .map((asked) =>
    question(asked, async (store) => ({
      rows: await store.rows(asked.collection, asked.keys),
      tagged: await store.tagged(asked.collection, asked.tags),
      taggedKeys: await store.taggedKeys(asked.collection, asked.tags),
      scan: await store.scan(asked),
      count: await store.rowCount(asked.collection),
    })),
  );
