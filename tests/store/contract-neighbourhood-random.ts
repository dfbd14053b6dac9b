import { expect, it } from '@jest/globals';
import { STEPS, type CommonQuery, type ReachQuery, type Step, type StepQuery } from '../../src/store/neighbourhood.js';
import type { GraphStore, WriteBatch } from '../../src/store/store.js';
import {
  bylinesSpelledOut,
  groupingsSpelledOut,
  commonSpelledOut,
  comparable,
  reachSpelledOut,
  spelledOut,
} from './neighbourhood-answers.js';
import { OracleStore } from './oracle-store.js';
import { about, article, author, authorship, date, journal, stub, topic, write } from './records.js';

const common = async (store: GraphStore, query: CommonQuery) => (await store.commonNeighbours(query)).map(commonSpelledOut);

/** Numbers from 0 up to below `end`, the same at every run. */
function numbers(seed: number): (end: number) => number {
  let state = seed;
  return (end) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * end);
  };
}

/** Works that cite each other in circles and themselves, some without date, one a hub, keys in no order. */
function randomGraph(seed: number, size: number): WriteBatch {
  const next = numbers(seed);
  const key = (i: number) => `${['z', 'é', 'A', '\ufa0e', '\u{10400}', 'pmid:'][i % 6]}${i}`;
  const works = Array.from({ length: size }, (_, i) => {
    const facts = {
      date: next(5) === 0 ? null : date(2000 + next(4), next(2) === 0 ? null : 1 + next(3)),
      journalKey: next(3) === 0 ? null : `j${next(2)}`,
      authorships: [...new Set([next(9), next(9), next(9)])].map((one, at) => authorship(`a${one}`, at + 1)),
      topics: [...new Set([next(4), next(4)])].map((one) => about(`t${one}`)),
    };
    const cited = Array.from({ length: next(12) }, () => key(Math.floor(next(size) * (next(10) / 10))));
    return write((next(6) === 0 ? stub : article)(key(i), facts), [...new Set(cited)]);
  });
  return {
    authors: Array.from({ length: 9 }, (_, i) => author(`a${i}`)),
    journals: [journal('j0'), journal('j1')],
    topics: Array.from({ length: 4 }, (_, i) => topic(`t${i}`)),
    articles: works,
  };
}

/** On graphs made at random, against the oracle. */
export function randomNeighbourhoodContract(open: () => Promise<GraphStore>): void {
  it.each([1, 2])('answers as the products of the matrix of citations do (%i)', async (seed) => {
    const graph = randomGraph(seed, 120);
    const [store, oracle] = [await open(), new OracleStore()];
    for (const one of [store, oracle]) await one.write(graph);
    const keys = graph.articles!.map(({ record }) => record.key);
    expect(keys.some((_, i) => graph.articles![i]!.references.some(({ citedKey }) => citedKey === keys[i]))).toBe(true);
    expect(spelledOut(await store.scanCitations())).toEqual(spelledOut(await oracle.scanCitations()));
    const groupings = async (one: GraphStore) => groupingsSpelledOut(await one.scanGroupings(), await one.scanCitations());
    expect(await groupings(store)).toEqual(await groupings(oracle));
    expect(bylinesSpelledOut(await store.scanBylines())).toEqual(bylinesSpelledOut(await oracle.scanBylines()));

    for (const via of ['citedBy', 'references'] as const)
      for (const mostBetween of [1, 3, 10, 1000]) {
        const query: CommonQuery = { via, parents: [...keys, 'nobody', keys[0]!], mostBetween };
        const expected = comparable(await common(oracle, query));
        expect(comparable(await common(store, query))).toEqual(expected);
        for (const [i, parent] of keys.slice(0, 5).entries())
          expect(comparable(await common(store, { ...query, parents: [parent] }))).toEqual([expected[i]]);
      }

    const next = numbers(seed);
    const lists = { Article: keys, Author: graph.authors!.map(({ key }) => key), Journal: ['j0', 'j1'], Topic: ['t0', 't1', 't2', 't3'] };
    for (const step of Object.keys(STEPS) as Step[]) {
      const some = (end: 'from' | 'to') => [...lists[STEPS[step][end]].filter(() => next(2) === 0), 'nobody'];
      for (const to of [null, some('to'), lists[STEPS[step].to]])
        for (const most of [0, 1, 7, 100, 100_000]) {
          const query: StepQuery = { step, from: some('from'), to, most };
          const expected = await oracle.steps(query);
          expect(await store.steps(query)).toEqual(expected);
          if (to !== null) continue;
          for (const [filter, value] of [[null, 'use'], [{ test: 'status', values: ['FULL'] }, 'year']] as const) {
            const asked: ReachQuery = { step, from: query.from, most, filter, value };
            expect(reachSpelledOut(await store.reach(asked), asked.from)).toEqual(reachSpelledOut(await oracle.reach(asked), asked.from));
          }
        }
    }
  }, 60_000); // prettier-ignore
}
