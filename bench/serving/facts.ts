import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../src/store/open.js';
import type { StoreSettings } from '../../src/store/settings.js';
import { ask as askInPlace } from '../../tests/resolvers/execute.js';
import { childJson } from '../child-json.js';
import type { PhaseResult } from '../import-phase.js';
import { writePubmed } from '../pubmed-generator.js';
import type { Shape } from '../shapes/shape.js';
import type { Built } from './databases.js';
import { askForText } from './ask.js';
import type { Literature } from './literature.js';
import { memoryOf } from './process-facts.js';
import type { Questions } from './questions.js';
import { spreadOf } from './ratios.js';
import type { Engine, Serving, System } from './systems.js';

/** What is told of a system beside the times of its answers. */
export interface Fact {
  system: string;
  fact: string;
  value: number;
  unit: string;
}

const median = (values: readonly number[]): number => spreadOf(values).median;
const MIB = 1024 * 1024;

/** From nothing to the first answer, and what it takes when nobody asks. */
async function startAndRest(system: System, shape: Shape, { questions, starts: times, restMs }: FactQuestion): Promise<Fact[]> {
  const [starts, rests]: [number[], number[]] = [[], []];
  for (let n = 0; n < times; n++) {
    const began = performance.now();
    const serving = await system.start();
    try {
      await askForText(system, serving, shape, questions.about(shape, n));
      starts.push(performance.now() - began);
      await new Promise((resolve) => setTimeout(resolve, restMs));
      rests.push(memoryOf(serving.pid)?.rss ?? NaN);
    } finally {
      await serving.stop();
    }
  }
  return [
    { system: system.name, fact: 'start, to the first answer', value: median(starts), unit: 'ms' },
    { system: system.name, fact: 'memory at rest', value: median(rests), unit: 'MiB' },
  ];
}

const CITERS = 'query ($doi: String!) { article(by: { doi: $doi }) { title citedBy(first: 10) { totalCount nodes { title publicationYear } } } }'; // prettier-ignore
/** Works whose first page of citing works is asked for, of each sort. */
const PAGES = 10;

async function firstPage({ port }: Serving, doi: string): Promise<number> {
  const began = performance.now();
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ query: CITERS, variables: { doi } });
  await (await fetch(`http://127.0.0.1:${port}/graphql`, { method: 'POST', headers, body })).text();
  return performance.now() - began;
}

/** The works that are cited most against those with a typical number of citers; each is asked about once. */
async function hub(system: System, literature: Literature): Promise<Fact[]> {
  const counts = literature.citerCounts();
  const order = [...counts.keys()].filter((one) => counts[one]! > 0).sort((a, b) => counts[b]! - counts[a]!);
  const typical = order.slice(Math.floor(order.length / 2));
  const serving = await system.start();
  try {
    // So that the compiler has seen the code.
    for (const one of typical.slice(PAGES, PAGES + 300)) await firstPage(serving, literature.doi(one));
    const times: [hubs: number[], typical: number[]] = [[], []];
    for (let i = 0; i < PAGES; i++) {
      times[0].push(await firstPage(serving, literature.doi(order[i]!)));
      times[1].push(await firstPage(serving, literature.doi(typical[i]!)));
    }
    const ratio = median(times[0]) / median(times[1]);
    return [
      {
        system: system.name,
        fact: `first page of a hub (${counts[order[0]!]} citers and fewer) against a typical work`,
        value: ratio,
        unit: 'times',
      },
    ];
  } finally {
    await serving.stop();
  }
}

/** As the tests count them: the documents are executed on the schema, over a store that tells of each statement. */
async function statements(system: System, settings: StoreSettings, shapes: readonly Shape[], questions: Questions) {
  let sent = 0;
  const store = await openStore(settings, { onStatement: () => sent++ });
  try {
    const facts: Fact[] = [];
    for (const shape of shapes) {
      sent = 0;
      await askInPlace(store, shape.ours.document, shape.ours.variables(questions.about(shape, 0)));
      facts.push({ system: system.name, fact: `statements for ${shape.name}`, value: sent, unit: '' });
    }
    return facts;
  } finally {
    await store.close();
  }
}

/** Whole records through the pipeline that finds out who is who, on a sample into an empty store. */
async function importRate(records: number): Promise<Fact> {
  const folder = mkdtempSync(join(tmpdir(), 'meded-bench-'));
  try {
    const file = join(folder, 'records.xml');
    await writePubmed(file, { records, seed: 1, templates: null, revised: null });
    const settings: StoreSettings = { engine: 'sqlite', dataDir: join(folder, 'data') };
    mkdirSync(settings.dataDir);
    const { seconds } = await childJson<PhaseResult>('import-phase.js', 'import', file, String(records), JSON.stringify(settings)); // prettier-ignore
    return {
      system: 'meded-graph/sqlite',
      fact: `import of ${records} whole records`,
      value: records / seconds,
      unit: 'records/s',
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export interface FactQuestion {
  systems: readonly System[];
  shapes: readonly Shape[];
  literature: Literature;
  questions: Questions;
  built: Partial<Record<Engine, Built>>;
  settings: Partial<Record<Engine, StoreSettings>>;
  /** How often each system is started, and milliseconds after which its memory is at rest. */
  starts: number;
  restMs: number;
  /** Records of the sample that is imported. */
  imported: number;
}

export async function gatherFacts(asked: FactQuestion): Promise<Fact[]> {
  const { systems, shapes, literature, questions, built, settings, imported } = asked;
  const facts: Fact[] = [];
  for (const system of systems) facts.push(...(await startAndRest(system, shapes[0]!, asked)));
  for (const system of systems.filter(({ isPeer }) => !isPeer)) {
    facts.push(...(await hub(system, literature)));
    facts.push(...(await statements(system, settings[system.engine]!, shapes, questions)));
    const { bytes, articlesPerSecond } = built[system.engine]!;
    facts.push({ system: system.name, fact: 'size on disk', value: bytes / MIB, unit: 'MiB' });
    facts.push({ system: system.name, fact: 'works written through the port', value: articlesPerSecond, unit: 'works/s' });
  }
  if (built.sqlite) facts.push(await importRate(imported));
  return facts;
}
