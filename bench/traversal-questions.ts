import { edgesOf } from '../src/store/neighbourhood.js';
import type { Reads } from '../src/loaders/reads.js';
import { findPaths } from '../src/traverse/paths.js';
import { mostBetween, VIAS, type Via } from '../src/traverse/related.js';
import { relatedWorks } from '../src/traverse/related-works.js';
import type { NodeName } from '../src/traverse/step.js';
import { subgraph, type SubgraphQuestion } from '../src/traverse/subgraph.js';
import { Measures, type Line } from './measure.js';
import { randomOf } from './random.js';

/** What each engine should take for a question about a typical work: medians, in milliseconds. */
export interface Aims {
  subgraph: number;
  paths: number;
  related: number;
}

/** What is asked about. */
export interface Works {
  /** Number of them. */
  articles: number;
  keyOf(number: number): string;
  /** One that very many works cite. */
  hub: string;
}

/** A work that very many works cite takes so many times what a typical one takes, at most. */
export const HUB_TIMES = 20;

const around: Omit<SubgraphQuestion, 'seeds'> = {
  relations: ['CITES'],
  direction: 'BOTH',
  depth: 2,
  filter: null,
  maxNodes: 300,
  rankBy: 'LINKS_TO_SEEDS',
  among: null,
  exclude: [],
};

/** Ways to ask for two steps around a work, 300 nodes. */
const SUBGRAPHS: readonly [name: string, question: Partial<SubgraphQuestion>][] = [
  ['2 steps', {}],
  ['2 steps by citations', { rankBy: 'LOCAL_CITATIONS' }],
  ['2 steps by year', { rankBy: 'YEAR' }],
  ['2 steps filtered', { filter: { test: 'publicationYear', range: { from: 2000, to: null } } }],
];

/** Questions about typical works and about the hub, of each kind. */
export class Questions {
  private readonly measures = new Measures();
  private readonly random: () => number;
  private readonly few: number;

  constructor(
    private readonly request: () => Reads,
    private readonly works: Works,
    private readonly runs: number,
    private readonly aims: Aims,
    seed: number,
  ) {
    this.random = randomOf(seed);
    this.few = Math.max(3, Math.ceil(runs / 10));
  }

  async all(): Promise<Measures> {
    await this.subgraphs();
    await this.paths();
    await this.relatedness();
    return this.measures;
  }

  /** Any work but the oldest, which cite little. */
  private anyWork = (): NodeName => ({
    kind: 'Article',
    key: this.works.keyOf(Math.floor(this.works.articles * (0.1 + 0.9 * this.random()))),
  });

  private hub = (): NodeName => ({ kind: 'Article', key: this.works.hub });

  private async subgraphs(): Promise<void> {
    const ask = (start: () => NodeName, question: Partial<SubgraphQuestion>) => async () => {
      const { nodes, truncated } = await subgraph(this.request(), { ...around, ...question, seeds: [start()] });
      return nodes.length + truncated.nodesLeftOut;
    };
    const take = (what: string, start: () => NodeName, question: Partial<SubgraphQuestion>, more: { aim?: number; of?: Line }) =>
      this.measures.take({
        what: `subgraph, ${what}`,
        runs: more.of ? this.few : this.runs,
        ask: ask(start, question),
        unit: 'nodes found',
        aim: more.aim ?? null,
        ...(more.of && { atMost: { times: HUB_TIMES, of: more.of } }),
      });
    await take('2 references', this.anyWork, { direction: 'REFERENCES' }, { aim: this.aims.subgraph });
    const typical: Line[] = [];
    for (const [name, question] of SUBGRAPHS)
      typical.push(
        await take(name, this.anyWork, question, question.filter || question.rankBy ? {} : { aim: this.aims.subgraph }),
      );
    await take('1 step, hub', this.hub, { depth: 1 }, { of: typical[0]! });
    for (const [i, [name, question]] of SUBGRAPHS.entries()) await take(`${name}, hub`, this.hub, question, { of: typical[i]! });
  }

  private async paths(): Promise<void> {
    const take = (what: string, from: () => NodeName, direction: 'BOTH' | 'REFERENCES', of?: Line) =>
      this.measures.take({
        what,
        runs: of ? this.few : this.runs,
        ask: async () => {
          const question = { from: from(), to: this.anyWork(), avoid: [], via: [], detour: 0 as const };
          const bounds = { maxLength: 6, first: 20, maxNodes: 200 };
          return (await findPaths(this.request(), { ...question, ...bounds, along: 'CITATIONS', direction })).length ?? -1;
        },
        unit: 'edges long',
        ...(of ? { atMost: { times: HUB_TIMES, of } } : { aim: this.aims.paths }),
      });
    const typical = await take('all shortest paths of two works', this.anyWork, 'BOTH');
    await take('all shortest paths back in time', this.anyWork, 'REFERENCES');
    await take('all shortest paths, hub', this.hub, 'BOTH', typical);
  }

  private async relatedness(): Promise<void> {
    const common = async (reads: Reads, via: Via, parent: string) =>
      (await reads.commonNeighbours({ via, parents: [parent], mostBetween: mostBetween(1) }))[0]!;
    const single = (via: Via, start: () => NodeName) => async () =>
      (await common(this.request(), via, start().key)).neighbours.places.length;
    const similar = (start: () => NodeName) => async () => {
      const seed = start().key;
      const reads = this.request();
      const [references, citedBy] = await Promise.all(VIAS.SIMILARITY.map((via) => common(reads, via, seed)));
      const neighbours = { seed, answers: { references: references!, citedBy: citedBy! } };
      return relatedWorks([neighbours], { by: 'SIMILARITY', strength: 'SALTON', works: this.works.articles }).length;
    };
    const { related: aim } = this.aims;
    const { few, runs, measures } = this;
    const kinds = [
      ['co-citation', (start: () => NodeName) => single('citedBy', start), aim],
      ['coupling', (start: () => NodeName) => single('references', start), aim],
      ['similar', similar, null],
    ] as const;
    const typical: Line[] = [];
    for (const [what, ask, most] of kinds)
      typical.push(await measures.take({ what, runs, ask: ask(this.anyWork), unit: 'works', aim: most }));
    for (const [i, [what, ask]] of kinds.entries()) {
      const atMost = { times: HUB_TIMES, of: typical[i]! };
      await measures.take({ what: `${what}, hub`, runs: few, ask: ask(this.hub), unit: 'works', atMost });
    }
    // The hub has no references: what costs is to come by it.
    const citing = await this.request().steps({ step: 'citedBy', from: [this.works.hub], to: null, most: this.works.articles });
    const citers = edgesOf(citing).map(({ to }): NodeName => ({ kind: 'Article', key: to }));
    const ask = single('references', () => citers[Math.floor(this.random() * citers.length)]!);
    const what = 'coupling, a work that cites the hub';
    await measures.take({ what, runs: few, ask, unit: 'works', atMost: { times: HUB_TIMES, of: typical[1]! } });
  }
}
