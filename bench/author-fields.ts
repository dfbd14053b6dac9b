import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { graphql } from 'graphql';
import { toGlobalId } from '../src/global-id.js';
import { createContext } from '../src/resolvers/context.js';
import { createSchema } from '../src/resolvers/schema.js';
import { bylinesAtHand } from '../src/snapshot/bylines.js';
import { Snapshots } from '../src/snapshot/snapshots.js';
import { openStore } from '../src/store/open.js';
import type { StoreSettings } from '../src/store/settings.js';
import type { GraphStore } from '../src/store/store.js';
import { collaborationIn, findCollaboration } from '../src/traverse/collaboration.js';
import { AUTHOR_TIES, relatedAuthors } from '../src/traverse/related-author.js';
import { authorKey, writeBylines } from './byline-graph.js';
import { onKept, sizeOf } from './kept-database.js';
import { load, machine, Measures } from './measure.js';
import { onNeo4j } from './neo4j-database.js';
import { randomOf } from './random.js';
import { authorKey as keptAuthorKey, Literature } from './serving/literature.js';
import { onSqlite } from './sqlite-database.js';

/** How long lists and measures of one author take in an invented literature, and chains between two. */
const USAGE = `Usage: npm run bench:author-fields -- [--articles 200000] [--authors 300000] [--authorships 790000] [--references 5] [--runs 200] [--seed 1] [--only TEXT] [--folder FOLDER] [--neo4j] [--loaded] [--no-sqlite] [--of-bench]

  --references  mean length of a reference list
  --runs        questions of each kind, each about other authors
  --only        asks alone what has this text in its name
  --folder      keeps the SQLite database there, and takes one that is there already
  --neo4j       also measures Neo4j: the server that NEO4J_TEST_URI names (its database has to be empty, and is left empty),
                Docker, or Java with Maven
  --loaded      the database that NEO4J_TEST_URI names has this literature already, and keeps it
  --no-sqlite   measures Neo4j alone
  --of-bench    asks about the literature of \`npm run bench\` (300,000 authors of 200,000 works, 800,000 authorships), in the
                databases that it keeps (or makes)`;

interface Size {
  keyOf: (author: number) => string;
  only: string;
  articles: number;
  authors: number;
  authorships: number;
  references: number;
  runs: number;
  seed: number;
}

/** Milliseconds for the coauthors of one author. */
const COAUTHORS: Record<StoreSettings['engine'], number> = { sqlite: 2, neo4j: 8 };
const PATHS = 30;

const schema = createSchema();

/** The answer of a document for one author, as a client gets it; the length of its text. */
async function ask(store: GraphStore, key: string, fields: string): Promise<number> {
  const source = `query ($id: ID!) { author(by: { id: $id }) { ${fields} } }`;
  const contextValue = createContext({ store, snapshots: new Snapshots(store, 2 ** 30) }, new AbortController().signal);
  const { data, errors } = await graphql({ schema, source, variableValues: { id: toGlobalId('Author', key) }, contextValue });
  if (errors) throw new Error(errors.join('\n'));
  return JSON.stringify(data).length;
}

/** The authors with most works. */
async function prolific(store: GraphStore, count: number): Promise<string[]> {
  const order = { field: 'articleCount', direction: 'DESC' } as const;
  const page = { from: 'start', size: count, after: null, before: null } as const;
  const [found] = await store.pages('allAuthors', [''], { filter: null, order, page });
  return found!.items.map(({ record }) => record.key);
}

async function questions(store: GraphStore, { runs, seed, authors, only, keyOf }: Size, aim: number): Promise<Measures> {
  const measures = new Measures();
  const random = randomOf(seed);
  const anyone = (): string => keyOf(Math.floor(random() * authors));
  const top = await prolific(store, runs);
  let turn = 0;
  const topOne = (): string => top[turn++ % top.length]!;
  const query = { filter: null, page: { from: 'start' as const, size: 10, after: null, before: null } };
  const coauthors = async (key: string, field: 'weight' | 'fraction') =>
    (await store.pages('coauthors', [key], { ...query, order: { field, direction: 'DESC' } }))[0]!.items.length;
  const years = { test: 'publicationYear', range: { from: 2000, to: 2024 } } as const;
  const take = async (what: string, limit: number | null, unit: string, one: () => Promise<number>) => {
    if (what.includes(only)) await measures.take({ what, runs, unit, aim: limit, ask: one });
  };
  await take('coauthors of an author', aim, 'listed', () => coauthors(anyone(), 'weight'));
  await take('coauthors by fractional weight', aim, 'listed', () => coauthors(anyone(), 'fraction'));
  await take('coauthors of those with most works', null, 'listed', () => coauthors(topOne(), 'weight'));
  await take('the same of 25 years', null, 'listed', async () => {
    const [found] = await store.pages('coauthors', [topOne()], { ...query, order: { field: 'weight', direction: 'DESC' }, over: years }); // prettier-ignore
    return found!.items.length;
  });
  const fields = 'coauthors(first: 10) { totalCount edges { weight fractionalWeight firstYear node { name } } }';
  await take('coauthors and their number, by the API', null, 'characters', () => ask(store, anyone(), fields));
  const profile = 'metrics { hIndex newCoauthorRate } timeline { year citationCount } affiliationHistory { text }';
  await take('metrics, timeline, affiliations', null, 'characters', () => ask(store, anyone(), profile));
  await take('the same of those with most works', null, 'characters', () => ask(store, topOne(), profile));
  for (const tie of AUTHOR_TIES)
    await take(`${tie} of those with most works`, null, 'authors', async () => {
      const [found] = await relatedAuthors(store, [topOne()], tie);
      return found!.authors.length;
    });
  const steps: Record<string, number> = {};
  const bylines = bylinesAtHand(store, 2 ** 30);
  const chains = async (from: string, to: string, isWalked: boolean) => {
    const question = { from, to, maxDistance: 6, first: 20 };
    const inMemory = isWalked ? null : await bylines.read();
    const found = inMemory ? (await collaborationIn(inMemory, question))! : await findCollaboration(store, question);
    const how = found.outcome === 'FOUND' ? `FOUND ${found.distance}` : found.outcome;
    steps[how] = (steps[how] ?? 0) + 1;
    return found.distance ?? -1;
  };
  const unit = 'joint papers (-1: no chain)';
  await take('chains of joint papers between two authors', PATHS, unit, () => chains(anyone(), anyone(), true));
  await take('the same chains, bylines in memory', PATHS, unit, () => chains(anyone(), anyone(), false));
  await take('chains between two with most works', null, unit, () => chains(topOne(), topOne(), true));
  await take('the same chains between these, bylines in memory', PATHS, unit, () => chains(topOne(), topOne(), false));
  if ('bylines into memory'.includes(only)) await readOnce(store);
  console.log(`Chains: ${Object.entries(steps).sort().map(([how, count]) => `${how}: ${count}`).join(', ')}`); // prettier-ignore
  return measures;
}

/** How long the reading takes after which chains are found in memory, and how long it holds the event loop: it goes on beside requests. */
async function readOnce(store: GraphStore): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const [start, before] = [performance.now(), process.cpuUsage()];
  delay.enable();
  await bylinesAtHand(store, 2 ** 30).read();
  delay.disable();
  const { user, system } = process.cpuUsage(before);
  console.log(`Bylines into memory: ${(performance.now() - start).toFixed(0)} ms, ${((user + system) / 1000).toFixed(0)} ms of the processor in this process; event loop held for ${(delay.max / 1e6).toFixed(0)} ms at most`); // prettier-ignore
}

async function measure(settings: StoreSettings, isThere: boolean, size: Size): Promise<void> {
  const store = await openStore(settings, {});
  try {
    const start = performance.now();
    if (!isThere) await writeBylines(store, { ...size, topicArticles: size.articles / 10, topics: 60 });
    const written = isThere ? 'there already' : `written in ${((performance.now() - start) / 1000).toFixed(0)} s`;
    const { counts, engine } = await store.describe();
    const before = load();
    const measures = await questions(store, size, COAUTHORS[settings.engine]);
    console.log(`${engine.name} ${engine.version}: ${counts.articles} works, ${counts.authors} authors, ${counts.authorships} authorships, ${counts.citations} citations, ${written}`); // prettier-ignore
    console.log(`${measures.table()}\n${machine()}, ${before} at the start, ${load()} at the end\n`);
  } finally {
    await store.close();
  }
}

const NUMBERS = { articles: 200_000, authors: 300_000, authorships: 790_000, references: 5, runs: 200, seed: 1 };

async function main(): Promise<void> {
  const numbers = Object.entries(NUMBERS).map(([name, value]) => [name, { type: 'string' as const, default: String(value) }]);
  const { values } = parseArgs({
    options: {
      ...(Object.fromEntries(numbers) as Record<string, { type: 'string'; default: string }>),
      only: { type: 'string', default: '' },
      folder: { type: 'string' },
      neo4j: { type: 'boolean', default: false },
      loaded: { type: 'boolean', default: false },
      'no-sqlite': { type: 'boolean', default: false },
      'of-bench': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return console.log(USAGE);
  const counts = Object.fromEntries(Object.keys(NUMBERS).map((name) => [name, Number((values as Record<string, unknown>)[name])])); // prettier-ignore
  const size = { ...counts, only: values.only, keyOf: authorKey } as unknown as Size;
  const engines = (['sqlite', 'neo4j'] as const).filter((one) => (one === 'sqlite' ? !values['no-sqlite'] : values.neo4j));
  if (values['of-bench']) return ofBench(size, engines);
  if (engines.includes('sqlite'))
    await onSqlite(values.folder as string | undefined, (settings, isThere) => measure(settings, isThere, size));
  const isLoaded = Boolean(values.loaded);
  if (engines.includes('neo4j')) await onNeo4j((settings) => measure(settings, isLoaded, size), { forSpeed: true, isLoaded });
}

async function ofBench(size: Size, engines: readonly StoreSettings['engine'][]): Promise<void> {
  const literature = new Literature(sizeOf(size.articles));
  const ofKept = { ...size, authors: literature.bylines.authors, keyOf: keptAuthorKey };
  for (const engine of engines) await onKept(literature, engine, (settings) => measure(settings, true, ofKept));
}

await main();
