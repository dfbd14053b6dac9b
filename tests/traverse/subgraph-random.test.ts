import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Filter } from '../../src/store/filter.js';
import type { GraphStore } from '../../src/store/store.js';
import { stepsOf, STEPS_OF, textOf, turned, type LinkRelation, type NodeName } from '../../src/traverse/step.js';
import { subgraph, type Subgraph, type SubgraphQuestion } from '../../src/traverse/subgraph.js';
import { describeEachEngine, type EngineName } from '../engines.js';
import { record } from '../store/random-graph.js';
import { graphs, linksWritten, naiveDistances, neighbours, node, work, type Links } from './links.js';
import { plain, texts, written } from './subgraph-answer.js';

/** A failure prints its seed: SEED=… runs it again, and with SHRINK=1 looks for a smaller case. */
const RUNS = Number(process.env.RUNS ?? 1);
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const GRAPHS: Record<EngineName, number> = { sqlite: 25 * RUNS, neo4j: 5 * RUNS };
const QUESTIONS: Record<EngineName, number> = { sqlite: 15, neo4j: 6 };
const PATIENCE_MS = 5 * 60_000 * RUNS;

const FILTERS: Record<string, { filter: Filter<'Article'>; holds: (facts: { status: string; year: number | null }) => boolean }> =
  {
    full: { filter: { test: 'status', values: ['FULL'] }, holds: ({ status }) => status === 'FULL' },
    new: {
      filter: { test: 'publicationYear', range: { from: 2010, to: null } },
      holds: ({ year }) => year !== null && year >= 2010,
    },
    none: { filter: { any: [] }, holds: () => false },
  };

/** Articles that a filter lets through; all nodes of other kinds. */
async function allowedBy(name: keyof typeof FILTERS | null, { nodes, store }: Links): Promise<(text: string) => boolean> {
  if (name === null) return () => true;
  const articles = nodes.filter(({ kind }) => kind === 'Article');
  const records = await store.get('Article', articles.map(({ key }) => key)); // prettier-ignore
  const refused = records.filter((one) => !FILTERS[name]!.holds({ status: one!.status, year: one!.date?.year ?? null }));
  const names = new Set(refused.map((one) => textOf(work(one!.key))));
  return (text) => !names.has(text);
}

const RELATIONS: LinkRelation[] = ['CITES', 'AUTHORED', 'PUBLISHED_IN', 'ABOUT'];
const choices = record({
  seeds: fc.uniqueArray(fc.nat(40), { minLength: 1, maxLength: 4 }),
  relations: fc.subarray(RELATIONS, { minLength: 1 }),
  direction: fc.constantFrom('REFERENCES' as const, 'CITED_BY' as const, 'BOTH' as const),
  depth: fc.integer({ min: 1, max: 4 }),
  filter: fc.option(fc.constantFrom(...Object.keys(FILTERS)), { freq: 1 }),
  maxNodes: fc.constantFrom(1, 2, 3, 5, 1000, 1000),
  rankBy: fc.constantFrom('LINKS_TO_SEEDS' as const, 'LOCAL_CITATIONS' as const, 'YEAR' as const),
  exclude: fc.oneof(fc.constant<number[]>([]), fc.uniqueArray(fc.nat(40), { maxLength: 5 })),
});
type Choice = typeof choices extends fc.Arbitrary<infer T> ? T : never;

/** The nodes that numbers stand for, each once. */
const nodesAt = ({ nodes }: Links, numbers: readonly number[]): NodeName[] =>
  [...new Set(numbers.map((number) => number % nodes.length))].map((number) => nodes[number]!);

/** Every edge between two of the nodes, or between one and one that is excluded, as `written` has it. */
function inducedEdges({ links }: Links, relations: readonly LinkRelation[], own: Set<string>, others: Set<string>): string[] {
  return links
    .flatMap(({ step, from, to, position }) => {
      const kind = relations.find((relation) => STEPS_OF[relation][0] === step);
      const [a, b] = [textOf(from), textOf(to)];
      const isWanted = (own.has(a) && (own.has(b) || others.has(b))) || (others.has(a) && own.has(b));
      if (!kind || !isWanted) return [];
      return [kind === 'AUTHORED' ? `${b} ${kind} ${a} ${position}` : `${a} ${kind} ${b} ${position}`];
    })
    .sort();
}

/** All that can be said of an answer by looking at every edge. */
async function expectRight(graph: Links, choice: Choice, question: SubgraphQuestion, answer: Subgraph): Promise<void> {
  const { seeds, relations, direction, depth, maxNodes, exclude } = question;
  const lead = neighbours(graph.links, relations, direction);
  const back = neighbours(graph.links, relations, turned(direction));
  const passes = await allowedBy(choice.filter, graph);
  const isSeed = new Set(texts(seeds));
  const may = (text: string) => isSeed.has(text) || passes(text);
  const all = naiveDistances(texts(seeds), lead, depth, may);
  const hidden = new Set(texts(exclude));
  const shown = [...all].filter(([text]) => !hidden.has(text));
  const names = texts(answer.nodes);
  const own = new Set(names);
  const bySeed = seeds.map((seed) => ({ seed, distances: naiveDistances([textOf(seed)], lead, depth, may) }));
  const steps = new Set(stepsOf(relations, direction));
  const expected = answer.nodes.map((one) => {
    const [text, distance] = [textOf(one), all.get(textOf(one))];
    const nearest = bySeed.filter(({ distances }) => distances.get(text) === distance).map(({ seed }) => textOf(seed));
    const links = graph.links.filter(({ step, from, to }) => steps.has(step) && isSeed.has(textOf(from)) && textOf(to) === text && textOf(from) !== text); // prettier-ignore
    return { text, distance, seeds: nearest.sort(), linksToSeeds: links.length };
  });
  expect(
    answer.nodes.map((one) => ({
      text: textOf(one),
      distance: one.distance,
      seeds: texts(one.seeds).sort(),
      linksToSeeds: one.linksToSeeds,
    })),
  ).toEqual(expected);
  expect(own.size).toBe(names.length);
  expect(names.filter((text) => hidden.has(text))).toEqual([]);
  expect(names).toHaveLength(Math.min(maxNodes, shown.length));
  expect(answer.truncated).toEqual({
    nodesLeftOut: shown.length - names.length,
    edgesLeftOut: 0,
    isLowerBound: false,
    reason: names.length < shown.length ? 'MAX_NODES' : null,
  });
  expect(written(answer)).toEqual(inducedEdges(graph, relations, own, hidden));
  const together = naiveDistances(
    texts(seeds).filter((text) => own.has(text) || hidden.has(text)),
    (text) => [...lead(text), ...back(text)],
    Infinity,
    (text) => own.has(text) || hidden.has(text),
  );
  expect(names.filter((text) => !together.has(text))).toEqual([]);
}

describeEachEngine('Subgraphs of random graphs', (openEmptyStore, { name }) => {
  it(
    'are what looking at every edge finds, in whichever order the seeds are named',
    async () => {
      let last: GraphStore | null = null;
      const asked = fc.array(choices, { minLength: QUESTIONS[name], maxLength: QUESTIONS[name] });
      await fc.assert(
        fc.asyncProperty(graphs, asked, async (batches, list) => {
          await last?.close();
          const store = (last = await openEmptyStore());
          const graph = await linksWritten(store, batches);
          if (graph.nodes.length === 0) return;
          for (const choice of list) {
            const { seeds, exclude, filter, ...rest } = choice;
            const question: SubgraphQuestion = {
              ...plain,
              ...rest,
              seeds: nodesAt(graph, seeds),
              exclude: nodesAt(graph, exclude),
              filter: filter === null ? null : FILTERS[filter]!.filter,
            };
            const answer = await subgraph(store, question);
            await expectRight(graph, choice, question, answer);
            expect(await subgraph(store, { ...question, seeds: [...question.seeds].reverse() })).toEqual(answer);
            await expectPages(store, question);
            await expectAmong(store, graph, question, answer);
          }
        }),
        { numRuns: GRAPHS[name], seed, endOnFailure: process.env.SHRINK === undefined },
      );
    },
    PATIENCE_MS,
  );

  /** Whoever excludes what was answered gets every node once, until there is none. */
  async function expectPages(store: GraphStore, question: SubgraphQuestion): Promise<void> {
    const whole = await subgraph(store, { ...question, maxNodes: 1000 });
    const met: NodeName[] = [];
    for (;;) {
      const page = await subgraph(store, { ...question, maxNodes: 3, exclude: [...question.exclude, ...met] });
      expect(page.truncated.nodesLeftOut).toBe(whole.nodes.length - met.length - page.nodes.length);
      if (page.nodes.length === 0) break;
      met.push(...page.nodes);
    }
    expect(texts(met).sort()).toEqual(texts(whole.nodes).sort());
  }

  async function expectAmong(store: GraphStore, graph: Links, question: SubgraphQuestion, { nodes }: Subgraph): Promise<void> {
    const among = [...nodes, ...nodes].map(({ kind, key }) => node(kind, key));
    const answer = await subgraph(store, { ...question, seeds: [], among, exclude: [], filter: null });
    expect(texts(answer.nodes).sort()).toEqual(texts(nodes).sort());
    expect(answer.nodes.map(({ distance, seeds, linksToSeeds }) => [distance, seeds, linksToSeeds])).toEqual(
      nodes.map(() => [null, [], 0]),
    );
    expect(written(answer)).toEqual(inducedEdges(graph, question.relations, new Set(texts(nodes)), new Set()));
  }
});
