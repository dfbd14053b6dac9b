import { parseArgs } from 'node:util';
import { readsUntil } from '../src/loaders/reads.js';
import { Snapshots } from '../src/snapshot/snapshots.js';
import { openStore } from '../src/store/open.js';
import type { CitationAnswers } from '../src/store/store.js';
import type { StoreSettings } from '../src/store/settings.js';
import { HUB, keyOf, writeLiterature } from './citation-graph.js';
import { onKept, sizeOf } from './kept-database.js';
import { load, machine, type Measures } from './measure.js';
import { onNeo4j } from './neo4j-database.js';
import { onSqlite } from './sqlite-database.js';
import { askByApi } from './traversal-api.js';
import { Literature } from './serving/literature.js';
import { Questions, type Aims, type Works } from './traversal-questions.js';

/** How long walks through an invented literature take: subgraphs, paths, co-citation, coupling and both together. */
const USAGE = `Usage: npm run bench:traversal -- [--articles 200000] [--references 15] [--hub 20000] [--runs 100] [--seed 1] [--folder FOLDER] [--neo4j [--loaded]] [--no-sqlite] [--of-bench]

  --articles    works of the invented literature
  --references  mean length of a reference list
  --hub         works that cite one work, the hub
  --runs        questions of each kind, each about other works; the hub is asked about a tenth as often
  --folder      keeps the SQLite database there, and takes one that is there already
  --neo4j       also measures Neo4j: the server that NEO4J_TEST_URI names (its database has to be empty, and is left empty),
                Docker, or Java with Maven
  --loaded      the database that NEO4J_TEST_URI names has this literature already, and keeps it
  --no-sqlite   measures Neo4j alone
  --of-bench    asks about the literature of \`npm run bench\`, in the databases that it keeps (or makes)`;

const CITATION_MEMORY = 2 ** 30;

interface Size {
  articles: number;
  references: number;
  hub: number;
  runs: number;
  seed: number;
}

const AIMS: Record<StoreSettings['engine'], Aims> = {
  sqlite: { subgraph: 20, paths: 20, related: 2 },
  neo4j: { subgraph: 50, paths: 30, related: 10 },
};

const figure = (count: number): string => count.toLocaleString('en');

async function measure(settings: StoreSettings, isThere: boolean, { runs, ...size }: Size, works: Works): Promise<void> {
  const store = await openStore(settings, {});
  try {
    const start = performance.now();
    if (!isThere) await writeLiterature(store, size);
    const written = isThere ? 'there already' : `written in ${((performance.now() - start) / 1000).toFixed(0)} s`;
    const { counts, engine } = await store.describe();
    console.log(`${engine.name} ${engine.version}: ${figure(counts.articles)} works, ${figure(counts.citations)} citations, ${written}`); // prettier-ignore
    const aims = AIMS[settings.engine];
    const tell = async (how: string, measured: () => Promise<Measures>) => {
      const before = load();
      const table = (await measured()).table();
      console.log(`${how}\n${table}\n${machine()}, ${before} at the start, ${load()} at the end\n`);
    };
    const walk = (walks: () => CitationAnswers) => async () => {
      const request = () => readsUntil(store, new AbortController().signal, walks());
      return new Questions(request, works, runs, aims, size.seed).all();
    };
    await tell(
      'Walks in the database',
      walk(() => store),
    );
    const snapshots = new Snapshots(store, CITATION_MEMORY, CITATION_MEMORY);
    const begin = performance.now();
    await snapshots.citations.read();
    const read = ((performance.now() - begin) / 1000).toFixed(1);
    const inMemory = `citations in memory, as from the third walk on in a version of the graph (read in ${read} s)`;
    await tell(
      `Walks, ${inMemory}`,
      walk(() => snapshots.walks(store)),
    );
    await tell(`Requests with their records, ${inMemory}`, () => askByApi(store, snapshots, works, { ...size, runs }, aims));
  } finally {
    await store.close();
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      articles: { type: 'string', default: '200000' },
      references: { type: 'string', default: '15' },
      hub: { type: 'string', default: '20000' },
      runs: { type: 'string', default: '100' },
      seed: { type: 'string', default: '1' },
      folder: { type: 'string' },
      neo4j: { type: 'boolean', default: false },
      loaded: { type: 'boolean', default: false },
      'no-sqlite': { type: 'boolean', default: false },
      'of-bench': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return console.log(USAGE);
  const [articles, references, hub, runs, seed] = [values.articles, values.references, values.hub, values.runs, values.seed].map(Number) as [number, number, number, number, number]; // prettier-ignore
  const size = { articles, references, hub, runs, seed };
  const engines = (['sqlite', 'neo4j'] as const).filter((one) => (one === 'sqlite' ? !values['no-sqlite'] : values.neo4j));
  if (values['of-bench']) return ofBench(size, engines);
  const works = { articles, keyOf, hub: HUB };
  if (engines.includes('sqlite')) await onSqlite(values.folder, (settings, isThere) => measure(settings, isThere, size, works));
  const { loaded } = values;
  if (engines.includes('neo4j'))
    await onNeo4j((settings) => measure(settings, loaded, size, works), { forSpeed: true, isLoaded: loaded });
}

async function ofBench(size: Size, engines: readonly StoreSettings['engine'][]): Promise<void> {
  const literature = new Literature(sizeOf(size.articles));
  const counts = literature.citerCounts();
  const hub = literature.key(counts.indexOf(counts.reduce((a, b) => Math.max(a, b))));
  const works = { articles: size.articles, keyOf: (number: number) => literature.key(number), hub };
  for (const engine of engines) await onKept(literature, engine, (settings) => measure(settings, true, size, works));
}

await main();
