import { expect, test } from '@jest/globals';
import { reindex } from '../../src/derive/reindex.js';
import { importItems, settle } from '../../src/intake/run.js';
import { listPossible } from '../../src/ledger/possible.js';
import type { GraphStore } from '../../src/store/store.js';
import { articleOf, citedBy, graphText, importAll, nodesOf } from '../derive/importing.js';
import { describeEachEngine, type EngineName } from '../engines.js';
import { faultyStore, leaveLease } from './faulty-store.js';
import { cut, importMixed, mixedLibrary, randomNumbers, shuffled, type MixedItem } from './mixed-library.js';

/** The graph and the questions to people: a function of the records alone, however they came. */
async function textOf(store: GraphStore): Promise<string> {
  const { items } = await listPossible(store, { after: null, limit: 1_000 });
  return [await graphText(store), ...items.map((pair) => JSON.stringify(pair))].join('\n');
}

const isAuthority = ({ item }: MixedItem): boolean => item.kind === 'journal' || item.kind === 'descriptor';

/** Neo4j takes its time: fewer turns do there. */
const turns = (engine: EngineName, most: number): number => (engine === 'sqlite' ? most : Math.ceil(most / 6));

describeEachEngine('records of mixed sources', (openEmptyStore, { name }) => {
  let expected: string | null = null;
  async function theGraph(): Promise<string> {
    if (expected === null) {
      const store = await openEmptyStore();
      await importMixed(store, await mixedLibrary());
      expected = await textOf(store);
    }
    return expected;
  }

  test('are the works that they should be', async () => {
    const store = await openEmptyStore();
    await importMixed(store, await mixedLibrary());
    const articles = await nodesOf(store, 'Article');
    const sources = new Map(articles.map(({ key, provenance }) => [key, provenance]));
    expect([...sources.keys()].sort()).toEqual([
      'cit:4e78b1c0be516fff', 'doi:10.1101/2018.01.01.123456', 'doi:10.5555/mx.12', 'doi:10.5555/mx.20',
      'doi:10.5555/s12630-016-0772-1', 'doi:10.5555/s12630-016-0773-0', 'openalex:W91099', 'pmid:91000001', 'pmid:91000002',
      'pmid:91000005', 'pmid:91000006', 'pmid:91000007', 'pmid:91000008', 'pmid:91000009', 'pmid:91000010', 'pmid:91000011',
      'pmid:91000013', 'pmid:91000014', 'pmid:91000015', 'pmid:91000077', 'pmid:91000088',
    ]); // prettier-ignore
    expect(sources.get('pmid:91000001')).toEqual(
      ['bibtex', 'crossref', 'europe-pmc', 'icite', 'nbib', 'openalex', 'pubmed-xml', 'ris'], // prettier-ignore
    );
    expect(sources.get('pmid:91000002')).toEqual(['nbib', 'openalex', 'ris']);
    // What NLM has withdrawn is gone; that another source has the work is not.
    expect(sources.get('doi:10.5555/mx.12')).toEqual(['ris']);
    expect(articles.filter(({ status }) => status === 'STUB').map(({ key }) => key).sort()).toEqual(['openalex:W91099', 'pmid:91000077', 'pmid:91000088']); // prettier-ignore
    expect(articles.filter(({ isRetracted }) => isRetracted).map(({ key }) => key)).toEqual(['pmid:91000009']);
    expect((await nodesOf(store, 'Journal')).map(({ key }) => key).sort()).toEqual(['journal:z-teekunde', 'nlm:9100001', 'nlm:9100002', 'nlm:9100003']); // prettier-ignore
    expect((await articleOf(store, 'pmid:91000015')).topics.map(({ topicKey }) => topicKey)).toEqual(['mesh:D900002']);
    expect(await citedBy(store, 'pmid:91000001')).toEqual([
      ['pmid:91000005', 1, ['icite', 'pubmed-xml']],
      ['pmid:91000006', 1, ['crossref']],
      ['pmid:91000077', 2, ['pubmed-xml']],
      ['pmid:91000009', 3, ['crossref', 'icite', 'openalex']],
      ['openalex:W91099', null, ['openalex']],
    ]);
    expect(await citedBy(store, 'doi:10.5555/mx.20')).toEqual([
      ['cit:4e78b1c0be516fff', 1, ['crossref']],
      ['doi:10.5555/mx.12', 2, ['crossref']],
    ]);
    const pairs = (await listPossible(store, { after: null, limit: 100 })).items.map(({ works }) => works.join(' '));
    expect([...new Set(pairs)].sort()).toEqual([
      'doi:10.1101/2018.01.01.123456 pmid:91000009',
      'doi:10.5555/s12630-016-0772-1 doi:10.5555/s12630-016-0773-0',
      'pmid:91000013 pmid:91000014',
    ]);
  }, 120_000);

  test('give the same graph in any order, cut anywhere, and when they come twice', async () => {
    const [graph, all] = [await theGraph(), await mixedLibrary()];
    for (let seed = 0; seed < turns(name, 12); seed++) {
      const random = randomNumbers(seed);
      const store = await openEmptyStore();
      const runs = cut(shuffled(all, random), random, 1 + Math.floor(random() * all.length));
      for (const run of runs) await importMixed(store, run);
      expect({ seed, text: await textOf(store) }).toEqual({ seed, text: graph });
      if (seed % 4 === 0) await importMixed(store, shuffled(all, random));
      else if (seed % 4 === 1) await reindex(store);
      else continue;
      expect({ seed, text: await textOf(store) }).toEqual({ seed, text: graph });
    }
  }, 600_000);

  test('give the same graph when the store breaks at any write and the run is begun again', async () => {
    const [graph, all] = [await theGraph(), await mixedLibrary()];
    // In few runs, so that each has much to do at once.
    const [lists, records] = [all.filter(isAuthority), all.filter((one) => !isAuthority(one))];
    const library = async (store: GraphStore, random: () => number): Promise<void> => {
      const order = shuffled(records, random).map(({ item }) => item);
      await importAll(store, order.slice(0, 20));
      await importMixed(store, lists);
      await importAll(store, order);
    };
    for (let fault = 0, done = false; !done; fault += name === 'sqlite' ? 1 : 12) {
      const store = await openEmptyStore();
      const faulty = faultyStore(store, fault);
      done = await library(faulty, randomNumbers(fault)).then(() => true, () => false); // prettier-ignore
      expect(faulty.isBroken).toBe(!done);
      // Whoever held the lease is no more.
      await leaveLease(store, null);
      await library(store, randomNumbers(fault));
      expect({ fault, text: await textOf(store) }).toEqual({ fault, text: graph });
    }
  }, 600_000);

  test('give the same graph when runs are stopped, at the items or at the works, and go on', async () => {
    const [graph, all] = [await theGraph(), await mixedLibrary()];
    for (let seed = 100; seed < 100 + turns(name, 8); seed++) {
      const random = randomNumbers(seed);
      const store = await openEmptyStore();
      const list = shuffled(all, random);
      for (let at = 0; at < list.length;) {
        const most = 1 + Math.floor(random() * 12);
        const run = list.slice(at, at + most);
        const read = await stopped(store, run, Math.floor(random() * (run.length + 2)));
        at += Math.max(1, read);
      }
      await importMixed(store, list.slice(0, 5));
      expect((await settle(store)).finished).toBe(true);
      await importMixed(store, list);
      expect({ seed, text: await textOf(store) }).toEqual({ seed, text: graph });
    }
  }, 600_000);
});

/** Imports items of one format as one run that is stopped when `limit` of them were read. Answers how many were taken in. */
async function stopped(store: GraphStore, items: readonly MixedItem[], limit: number): Promise<number> {
  const { format } = items[0]!;
  const own = items.slice(0, items.findIndex((one) => one.format !== format) >>> 0 || 1);
  const stop = new AbortController();
  async function* until() {
    for (const [i, { item }] of own.entries()) {
      if (i === limit) stop.abort();
      yield item;
    }
    if (limit === own.length) stop.abort();
  }
  const source = { name: 'stopped', format, bytes: null, items: until(), sha256: () => null };
  const report = await importItems(store, source, { signal: stop.signal });
  expect(report.finished).toBe(!stop.signal.aborted);
  expect(report.resume === null).toBe(report.finished);
  return report.read;
}
