import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { GraphStore } from '../../src/store/store.js';
import { Bylines } from '../../src/traverse/bylines.js';
import { collaborationIn, findCollaboration, type CollaborationReads } from '../../src/traverse/collaboration.js';
import { AUTHOR_TIES, relatedAuthors, type AuthorTie } from '../../src/traverse/related-author.js';
import { describeEachEngine, type EngineName } from '../engines.js';
import { graphs, linksWritten, naiveDistances, type Links } from './links.js';

/** A failure prints its seed: SEED=… runs it again. */
const RUNS = Number(process.env.RUNS ?? 1);
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const GRAPHS: Record<EngineName, number> = { sqlite: 40 * RUNS, neo4j: 8 * RUNS };
const PATIENCE_MS = 5 * 60_000 * RUNS;

/** Everything about works and authors as plain pairs. */
function plain({ nodes, links }: Links) {
  const of = (step: string) =>
    links.filter((link) => link.step === step).map(({ from, to }): [string, string] => [from.key, to.key]);
  const cites = of('references');
  const signed = of('authorArticles');
  return {
    authors: nodes.filter(({ kind }) => kind === 'Author').map(({ key }) => key),
    cites,
    worksOf: (author: string) => signed.filter(([one]) => one === author).map(([, work]) => work),
    authorsOf: (work: string) => signed.filter(([, one]) => one === work).map(([author]) => author),
    citedBy: (work: string) => cites.filter(([citing]) => citing === work).map(([, cited]) => cited),
    citing: (work: string) => cites.filter(([, cited]) => cited === work).map(([citing]) => citing),
  };
}
type Plain = ReturnType<typeof plain>;

const sum = (counts: number[]): number => counts.reduce((all, one) => all + one, 0);
const unique = <T>(items: T[]): T[] => [...new Set(items)];

/** What joins two authors, by the definitions. */
function tieBetween(graph: Plain, tie: AuthorTie, a: string, b: string) {
  const [own, others] = [graph.worksOf(a), graph.worksOf(b)];
  if (tie === 'COUPLING') {
    const times = (works: string[], reference: string) => works.filter((work) => graph.citedBy(work).includes(reference)).length;
    const shared = unique(own.flatMap(graph.citedBy)).filter((reference) => times(others, reference) > 0);
    return {
      weight: sum(shared.map((reference) => times(own, reference) * times(others, reference))),
      selfCitations: 0,
      works: shared.length,
    };
  }
  if (tie === 'CO_CITATION') {
    const both = unique(own.flatMap(graph.citing)).filter((work) => graph.citedBy(work).some((cited) => others.includes(cited)));
    return { weight: both.length, selfCitations: 0, works: both.length };
  }
  const pairs = tie === 'CITED' ? graph.cites : graph.cites.map(([citing, cited]): [string, string] => [cited, citing]);
  const between = pairs.filter(([one, other]) => own.includes(one) && others.includes(other));
  return {
    weight: between.length,
    selfCitations: between.filter(([, other]) => own.includes(other)).length,
    works: unique(between.map(([, other]) => other)).length,
  };
}

describeEachEngine('Ties of authors in random graphs', (openEmptyStore, { name }) => {
  it(
    'are those that their definitions give, and chains are the shortest ones',
    async () => {
      let last: GraphStore | null = null;
      await fc.assert(
        fc.asyncProperty(graphs, async (batches) => {
          await last?.close();
          const store = (last = await openEmptyStore());
          const graph = plain(await linksWritten(store, batches));
          for (const tie of AUTHOR_TIES) await expectTies(store, graph, tie);
          await expectChains(store, graph);
        }),
        { numRuns: GRAPHS[name], seed, endOnFailure: true },
      );
    },
    PATIENCE_MS,
  );

  async function expectTies(store: GraphStore, graph: Plain, tie: AuthorTie): Promise<void> {
    const { authors } = graph;
    const answers = await relatedAuthors(store, [...authors, 'nobody'], tie);
    expect(answers.at(-1)).toEqual({ authors: [], selfCitations: 0, isComplete: true });
    for (const [i, author] of authors.entries()) {
      const others = authors.filter((one) => one !== author);
      const expected = others.map((key) => ({ key, ...tieBetween(graph, tie, author, key) })).filter(({ weight }) => weight > 0);
      const found = [...answers[i]!.authors].sort((a, b) => (a.key < b.key ? -1 : 1));
      expect({ tie, author, found }).toEqual({ tie, author, found: expected.sort((a, b) => (a.key < b.key ? -1 : 1)) });
      const self = tie === 'CITED' || tie === 'CITING' ? tieBetween(graph, tie, author, author).weight : 0;
      expect({ tie, author, self: answers[i]!.selfCitations }).toEqual({ tie, author, self });
    }
    // A bound that cuts the walk of all together leaves each as if it had been asked for alone.
    const cut = await relatedAuthors(store, authors, tie, 12);
    const alone = await Promise.all(authors.map(async (author) => (await relatedAuthors(store, [author], tie, 12))[0]!));
    expect(cut).toEqual(alone);
  }

  async function expectChains(store: GraphStore, graph: Plain): Promise<void> {
    const joint = (a: string, b: string) => graph.worksOf(a).filter((work) => graph.authorsOf(work).includes(b)).length;
    const coauthors = (a: string) => graph.authors.filter((b) => b !== a && joint(a, b) > 0);
    const [from] = graph.authors;
    const bylines = new Bylines(await store.scanBylines());
    expect(await collaborationIn(bylines, { from: from!, to: 'nobody', maxDistance: 15, first: 1 })).toBeNull();
    for (const to of graph.authors) {
      // What is in memory answers the same, also where distance, list or work are cut.
      for (const [maxDistance, first, mostEdges] of [
        [15, 1e6],
        [15, 2],
        [2, 1e6],
        [15, 1e6, 12],
      ] as const) {
        const question = { from: from!, to, maxDistance, first };
        const found = await findCollaboration(store, question, mostEdges);
        expect(await collaborationIn(bylines, question, mostEdges)).toEqual(found);
        expect(await findCollaboration(changing(store), question, mostEdges)).toEqual(found);
      }
      const distance = naiveDistances([from!], coauthors).get(to) ?? null;
      const found = await findCollaboration(store, { from: from!, to, maxDistance: 15, first: 1e6 });
      expect([to, found.outcome, found.distance]).toEqual([to, distance === null ? 'NONE' : 'FOUND', distance]);
      const chains = distance === null ? [] : chainsOf(from!, to, distance, coauthors);
      expect(found.count).toBe(BigInt(chains.length));
      const expected = chains.map((chain) =>
        chain.slice(1).map((key, i) => ({ from: chain[i]!, to: key, weight: joint(chain[i]!, key) })),
      );
      const order = (list: unknown[]) => list.map((one) => JSON.stringify(one)).sort();
      expect(order(found.chains)).toEqual(order(expected));
    }
  }
});

function chainsOf(from: string, to: string, length: number, coauthors: (author: string) => string[]): string[][] {
  if (length === 0) return from === to ? [[from]] : [];
  return coauthors(from).flatMap((next) => chainsOf(next, to, length - 1, coauthors).map((rest) => [from, ...rest]));
}

/** A store in which each answer in numbers is of another version of the graph, so that they are of no use. */
function changing(store: GraphStore): CollaborationReads {
  let version = 0;
  return {
    steps: (query) => store.steps(query),
    reach: (query) => store.reach(query),
    bylineStep: async (query) => ({ ...(await store.bylineStep(query)), version: version++ }),
    authorNumbers: async (keys) => ({ ...(await store.authorNumbers(keys)), version: version++ }),
    authorKeys: async (numbers) => ({ ...(await store.authorKeys(numbers)), version: version++ }),
  };
}
