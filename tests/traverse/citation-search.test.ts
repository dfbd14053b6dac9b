import { beforeAll, describe, expect, test } from '@jest/globals';
import { loadSeed } from '../../src/intake/seed.js';
import type { GraphStore } from '../../src/store/store.js';
import { citationSearch, DEFAULT_SEARCH } from '../../src/traverse/citation-search.js';
import { DIRECTIONS, totalsOf, type Direction, type SearchInput, type SearchOutcome } from '../../src/traverse/search-outcome.js';
import { describeEachEngine } from '../engines.js';
import { ask, refusal } from '../resolvers/execute.js';
import { batchOf, citersOf, pmidOf, randomCitations, type Citations } from './citations.js';

const NOTHING_SCREENED = { filter: null, filterText: null, included: null, known: { included: [], excluded: [] } };
const search = (store: GraphStore, more: Partial<SearchInput> & { seeds: string[] }): Promise<SearchOutcome> =>
  citationSearch(store, { ...DEFAULT_SEARCH, ...NOTHING_SCREENED, ...more });

describeEachEngine('a citation search on the seed', (openEmptyStore) => {
  let store: GraphStore;
  beforeAll(async () => {
    store = await openEmptyStore();
    await loadSeed(store);
  });

  test('two rounds: the ten works around the review, then nothing new', async () => {
    const { citationSearch: found } = await ask(
      store,
      `{ citationSearch(input: { seeds: ["pmid:33349761"], directions: [BACKWARD, FORWARD], iterations: 2 }) {
        rounds { iteration startedFrom raw unique new met perDirection { direction raw unique new } perSeed { seed { pmid } raw unique new } }
        candidates(first: 2) { totalCount edges { rank links iteration seeds { work { pmid } direction } isKnown node { publicationYear } } }
        totals { raw candidates known new filtered leftOut notFollowed } stoppedBecause seedsNotFound { input } } }`,
    );
    expect(found.rounds).toMatchObject([
      {
        iteration: 1,
        startedFrom: 1,
        raw: 10,
        unique: 10,
        new: 10,
        met: 0,
        perDirection: [
          { direction: 'BACKWARD', raw: 5, unique: 5, new: 5 },
          { direction: 'FORWARD', raw: 5, unique: 5, new: 5 },
        ],
        perSeed: [{ seed: { pmid: '33349761' }, raw: 10, unique: 10, new: 10 }],
      },
      { iteration: 2, startedFrom: 10, raw: 10, unique: 1, new: 0, met: 1 },
    ]);
    expect(found.stoppedBecause).toBe('NOTHING_NEW');
    expect(found.candidates.totalCount).toBe(10);
    // One link each; the references have a citation in this graph, the citing works none; the newest reference first.
    expect(found.candidates.edges).toEqual(
      [1, 2].map((rank) => ({
        rank, links: 1, iteration: 1, isKnown: false, node: { publicationYear: 2017 },
        seeds: [{ work: { pmid: '33349761' }, direction: 'BACKWARD' }],
      })),
    ); // prettier-ignore
    expect(found.totals).toEqual({ raw: 20, candidates: 10, known: 0, new: 10, filtered: 0, leftOut: 0, notFollowed: 0 });
    expect(found.seedsNotFound).toEqual([]);
  });

  test('a search again shows only what is new, and says how much was known', async () => {
    const { citationSearch: found } = await ask(
      store,
      `{ citationSearch(input: { seeds: ["33349761"], known: { included: ["39948521"], excluded: ["39695570", "10.9999/nope"] } }) {
        rounds { raw unique new known } candidates { totalCount } all: candidates(includeKnown: true) { totalCount }
        knownNotFound { input reason } stoppedBecause } }`,
    );
    expect(found).toEqual({
      rounds: [{ raw: 10, unique: 10, new: 8, known: 2 }],
      candidates: { totalCount: 8 },
      all: { totalCount: 10 },
      knownNotFound: [{ input: '10.9999/nope', reason: 'No article of this graph has this DOI.' }],
      stoppedBecause: 'ITERATIONS',
    });
  });

  test('later rounds start from what was included, and from nothing where nothing was', async () => {
    const none = await search(store, { seeds: ['33349761'], iterations: 3, included: [] });
    expect([none.rounds.length, none.stoppedBecause]).toEqual([1, 'NOTHING_TO_START_FROM']);
    const one = await search(store, { seeds: ['33349761'], iterations: 3, included: ['39948521', '1'] });
    expect(one.rounds.map(({ startedFrom, raw, new: fresh }) => [startedFrom, raw, fresh])).toEqual([[1, 10, 10], [1, 1, 0]]); // prettier-ignore
    expect(one.included).toMatchObject({ works: 1, notReached: 0, notFound: [{ input: '1' }] });
  });

  test('what a filter leaves out is counted and not followed', async () => {
    const { citationSearch: found } = await ask(
      store,
      `{ citationSearch(input: { seeds: ["33349761"], iterations: 2, filter: { publicationYear: { to: 2017 } } }) {
        rounds { raw unique new filtered startedFrom } candidates { nodes { publicationYear } } } }`,
    );
    expect(found.rounds).toEqual([
      { startedFrom: 1, raw: 10, unique: 10, new: 5, filtered: 5 },
      { startedFrom: 5, raw: 5, unique: 1, new: 0, filtered: 0 },
    ]);
  });

  test('co-cited and co-citing works', async () => {
    const found = await search(store, { seeds: ['10.1177/0141076817700848', '39948521'], directions: ['CO_CITED', 'CO_CITING'] });
    expect(found.rounds[0]!.perDirection).toMatchObject([
      { direction: 'CO_CITED', raw: 4, unique: 4, new: 4, visited: 1, of: 1 },
      { direction: 'CO_CITING', raw: 4, unique: 4, new: 4, visited: 1, of: 1 },
    ]);
  });

  test('a seed that is named again in other words counts once, and that it was is not lost', async () => {
    const found = await search(store, {
      seeds: ['33349761', 'https://pubmed.ncbi.nlm.nih.gov/33349761/', 'pmid:33349761', '10.1177/0141076817700848'],
    });
    expect(found.seeds.map(({ input, again }) => [input, again])).toEqual([
      ['33349761', ['https://pubmed.ncbi.nlm.nih.gov/33349761/', 'pmid:33349761']],
      ['10.1177/0141076817700848', undefined],
    ]);
  });

  test('seeds that are not found are listed; without any there is nothing to start from', async () => {
    const found = await search(store, { seeds: ['10.9999/nope', 'nonsense', '1472-6920'] });
    expect(found.seedsNotFound.map(({ reason }) => reason)).toEqual([
      'No article of this graph has this DOI.',
      expect.stringMatching(/^Not recognised/),
      expect.stringMatching(/^This identifies no work/),
    ]);
    expect([found.rounds, found.stoppedBecause]).toEqual([[], 'NOTHING_TO_START_FROM']);
  });

  test('the bound on candidates ends the search, and what lies beyond is counted', async () => {
    const found = await search(store, { seeds: ['33349761'], iterations: 2, maxCandidates: 3 });
    expect(found.rounds).toMatchObject([{ raw: 10, unique: 10, new: 3, leftOut: 7 }]);
    expect([found.stoppedBecause, found.candidates.length]).toEqual(['WORK_BOUND', 3]);
  });

  test.each([
    ['seeds: []', /`seeds` is empty; give the PMID/],
    ['seeds: ["1"], directions: []', /`directions` is empty; give at least one of BACKWARD/],
    ['seeds: ["1"], iterations: 5', /`iterations` is 5; it must be a whole number from 1 to 4/],
    ['seeds: ["1"], minLinks: 0', /`minLinks` is 0/],
    ['seeds: ["1"], maxCandidates: 20001', /`maxCandidates` is 20001/],
    [`seeds: [${Array(1001).fill('"1"').join()}]`, /`seeds` has 1001 entries; at most 1000/],
  ])('refuses %s', async (input, message) => {
    const answer = await refusal(store, `{ citationSearch(input: { ${input} }) { stoppedBecause } }`);
    expect(answer).toEqual({ code: 'BAD_USER_INPUT', message: expect.stringMatching(message) });
  });
});

describeEachEngine('the cost of a citation search', (openEmptyStore) => {
  test('does not depend on the number of seeds and candidates', async () => {
    const sent: string[] = [];
    const store = await openEmptyStore({ onStatement: (text) => sent.push(text) });
    await store.write(batchOf(randomCitations(1)[0]!));
    const cost = async (seeds: number) => {
      sent.length = 0;
      const list = Array.from({ length: seeds }, (_, at) => `"${pmidOf(at)}"`).join();
      await ask(
        store,
        `{ citationSearch(input: { seeds: [${list}], directions: [BACKWARD, FORWARD, CO_CITED, CO_CITING] }) {
          rounds { perSeed { seed { title } } } candidates { nodes { title } edges { seeds { work { title } } } } } }`,
      );
      return sent.length;
    };
    // Identifiers, state of the data and version twice, four directions, records; then the nodes that are asked for.
    for (const seeds of [1, 4, 9]) expect(await cost(seeds)).toBeLessThanOrEqual(12);
  });
});

interface Asked {
  directions: readonly Direction[];
  iterations: number;
  minLinks: number;
  included: string[] | null;
  known: { included: string[]; excluded: string[] };
}

/** The rules of the rounds, written out with sets. */
function naive(citations: Citations, seeds: string[], { directions, iterations, minLinks, included, known }: Asked) {
  const { cites } = citations;
  const citers = citersOf(citations);
  const neighbours: Record<Direction, (key: string) => string[]> = {
    BACKWARD: (key) => cites[key]!,
    FORWARD: (key) => citers[key]!,
    CO_CITED: (key) => [...new Set(citers[key]!.flatMap((citing) => cites[citing]!))].filter((other) => other !== key),
    CO_CITING: (key) => [...new Set(cites[key]!.flatMap((cited) => citers[cited]!))].filter((other) => other !== key),
  };
  const links = new Map<string, string[]>();
  const first = new Map<string, number>();
  const started = new Set<string>();
  const rounds: unknown[] = [];
  let starts = seeds;
  for (let iteration = 1; iteration <= iterations && starts.length > 0; iteration++) {
    const followed = starts.flatMap((from) => directions.flatMap((direction) => neighbours[direction](from).map((to) => ({ from, to, direction })))); // prettier-ignore
    const ends = new Set(followed.map(({ to }) => to));
    const fresh = [...ends].filter((key) => !seeds.includes(key) && !first.has(key));
    fresh.forEach((key) => first.set(key, iteration));
    for (const { from, to, direction } of followed)
      if (first.has(to)) links.set(to, [...(links.get(to) ?? []), `${from} ${direction}`]);
    starts.forEach((key) => started.add(key));
    const isKnown = (key: string) => known.included.includes(key) || known.excluded.includes(key);
    const unknown = fresh.filter((key) => !isKnown(key)).length;
    rounds.push({ iteration, startedFrom: starts.length, raw: followed.length, unique: ends.size, new: unknown });
    if (fresh.length === 0) break;
    const mayStart = (key: string) =>
      included ? included.includes(key) : links.get(key)!.length >= minLinks && !known.excluded.includes(key);
    starts = [...first.keys()].filter((key) => !started.has(key) && mayStart(key));
  }
  const ranked = [...first].sort(
    ([a], [b]) =>
      links.get(b)!.length - links.get(a)!.length ||
      citers[b]!.length - citers[a]!.length ||
      (citations.years[b] ?? 0) - (citations.years[a] ?? 0) ||
      (a < b ? -1 : 1),
  );
  return { rounds, candidates: ranked.map(([key, iteration]) => ({ key, iteration, links: links.get(key)!.sort() })) };
}

describeEachEngine('a citation search on random graphs', (openEmptyStore) => {
  describe.each(randomCitations(4).map((citations, at) => ({ at, citations })))('graph $at', ({ citations }) => {
    let store: GraphStore;
    const keys = Object.keys(citations.cites);
    beforeAll(async () => {
      store = await openEmptyStore();
      await store.write(batchOf(citations));
    });

    test.each([
      { directions: ['BACKWARD'], iterations: 4, minLinks: 1, seeds: [0] },
      { directions: ['FORWARD', 'BACKWARD'], iterations: 3, minLinks: 2, seeds: [1, 2, 3] },
      { directions: ['CO_CITED'], iterations: 2, minLinks: 1, seeds: [4, 5] },
      { directions: ['CO_CITING', 'FORWARD'], iterations: 2, minLinks: 2, seeds: [6] },
      { directions: DIRECTIONS, iterations: 4, minLinks: 3, seeds: [7, 8] },
      { directions: ['BACKWARD', 'FORWARD'], iterations: 3, minLinks: 1, seeds: [9], included: [0, 2, 4, 6, 8] },
      { directions: ['FORWARD'], iterations: 3, minLinks: 1, seeds: [10, 11], known: { included: [1, 3], excluded: [5, 7, 9] } },
      {
        directions: DIRECTIONS,
        iterations: 3,
        minLinks: 1,
        seeds: [12],
        included: [1, 2],
        known: { included: [1], excluded: [2] },
      },
    ])('$directions from $seeds is what the rules say', async ({ seeds, included, known, ...more }) => {
      const asked = { ...more, directions: more.directions as readonly Direction[] };
      const screened = (name: (at: number) => string) => ({
        included: included?.map(name) ?? null,
        known: { included: known?.included.map(name) ?? [], excluded: known?.excluded.map(name) ?? [] },
      });
      const found = await search(store, { ...asked, ...screened(pmidOf), seeds: seeds.map(pmidOf) });
      const given = {
        rounds: found.rounds.map(({ iteration, startedFrom, raw, unique, new: fresh }) => ({ iteration, startedFrom, raw, unique, new: fresh })),
        candidates: found.candidates.map(({ key, iteration, links }) => ({
          key, iteration, links: links.map(({ from, direction }) => `${from} ${direction}`).sort(),
        })),
      }; // prettier-ignore
      const keyAt = (at: number) => keys[at]!;
      expect(given).toEqual(naive(citations, seeds.map(keyAt), { ...asked, ...screened(keyAt) })); // prettier-ignore
      for (const round of found.rounds) {
        expect(round.unique).toBe(round.met + round.filtered + round.known + round.new + round.leftOut);
        expect(round.perDirection.reduce((sum, { raw }) => sum + raw, 0)).toBe(round.raw);
        expect(round.perSeed.reduce((sum, { raw }) => sum + raw, 0)).toBe(round.raw);
      }
      expect(totalsOf(found).candidates).toBe(found.candidates.length);
    });
  });
});
