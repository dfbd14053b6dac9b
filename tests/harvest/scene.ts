import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { harvest, type HarvestOptions } from '../../src/harvest/harvest.js';
import type { HarvestReport } from '../../src/harvest/report.js';
import type { SourceId } from '../../src/harvest/settings.js';
import { openStore } from '../../src/store/open.js';
import type { GraphStore } from '../../src/store/store.js';
import { StandIn } from './stand-in.js';
import { worldOfSeed, type World } from './world.js';

export const REVIEW = 'pmid:33349761';

/** A stand-in, an empty graph on SQLite and an empty cache. Waits between tries are short: what they are, other tests say. */
export class Scene {
  store!: GraphStore;

  private constructor(
    readonly folder: string,
    readonly standIn: StandIn,
  ) {}

  static async set(world: World = worldOfSeed()): Promise<Scene> {
    const scene = new Scene(mkdtempSync(join(tmpdir(), 'meded-harvest-')), await StandIn.start(world));
    await scene.openGraph('graph');
    return scene;
  }

  /** Another graph that knows nothing, with the same cache. */
  async openGraph(name: string): Promise<void> {
    await this.store?.close();
    this.store = await openStore({ engine: 'sqlite', dataDir: join(this.folder, name) });
  }

  get cacheDir(): string {
    return join(this.folder, 'cache');
  }

  options(facts: Partial<HarvestOptions> = {}): HarvestOptions {
    return {
      seeds: [REVIEW], rounds: 1, direction: 'BOTH', sources: [], maxWorks: 1_000, settings: this.standIn.settings(this.cacheDir),
      limits: { spacingMs: 0, firstWaitMs: 1, tries: 3, tryMs: 2_000 }, ...facts,
    }; // prettier-ignore
  }

  harvest(sources: SourceId[] = [], facts: Partial<HarvestOptions> = {}): Promise<HarvestReport> {
    return harvest(this.store, this.options({ sources, ...facts }));
  }

  /** Titles of the works with a record, and keys of the others, in order. */
  async works(): Promise<string[]> {
    const [page] = await this.store.pages('allArticles', [''], { filter: null, order: { field: 'title', direction: 'ASC' }, page: { from: 'start', size: 1_000, after: null, before: null } }); // prettier-ignore
    return page!.items.map(({ record }) => record.title ?? record.key);
  }

  /** The other ends of the citations of a work, with the sources that assert each. */
  async neighbours(key: string, relation: 'references' | 'citedBy'): Promise<Record<string, string[]>> {
    const [page] = await this.store.pages(relation, [key], { filter: null, order: { field: 'title', direction: 'ASC' }, page: { from: 'start', size: 1_000, after: null, before: null } }); // prettier-ignore
    return Object.fromEntries(
      page!.items.map(({ record, edge }) => [record.title ?? record.key, edge.provenance.map(({ source }) => source).sort()]),
    );
  }

  async end(): Promise<void> {
    await this.store.close();
    await this.standIn.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The line of a source in a round, found by one of its questions. */
export function line(report: HarvestReport, round: number, source: SourceId, question: string) {
  const found = report.rounds
    .find((one) => one.round === round)
    ?.sources.find((one) => one.source === source && one.questions.includes(question as never));
  if (found === undefined) throw new Error(`round ${round} has no line of ${source} for ${question}`);
  return found;
}
