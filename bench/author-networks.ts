import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import type { NetworkOptions } from '../src/analysis/author-network.js';
import { Networks, type NetworkQuestion } from '../src/snapshot/author-network.js';
import { openStore } from '../src/store/open.js';
import type { GraphStore } from '../src/store/store.js';
import type { NetworkScope } from '../src/traverse/author-network-scope.js';
import { PLAIN } from '../tests/analysis/bylines.js';
import { topicKey, writeBylines } from './byline-graph.js';
import { load, machine, Measures, aligned } from './measure.js';
import { onSqlite } from './sqlite-database.js';

/** How long networks of authors of an invented literature take on SQLite, and how long the event loop waits for them. */
const USAGE = `Usage: npm run bench:author-networks -- [--articles 200000] [--authors 300000] [--authorships 790000] [--references 5] [--topic 20000] [--runs 10] [--seed 1] [--only TEXT] [--folder FOLDER]

  --articles     works of the invented literature
  --references   mean length of a reference list
  --topic        works of one topic, whose network is asked for
  --runs         networks around a person, each around another one
  --only         asks alone what has this text in its name
  --folder       keeps the database there, and takes one that is there already`;

const OPTIONS: NetworkOptions = { ...PLAIN, counting: 'FRACTIONAL', normalisation: 'ASSOCIATION_STRENGTH' };

const whole: NetworkScope = { around: 'ALL', seeds: [], depth: 0, filter: null, years: null };
const ofTopic: NetworkScope = {
  ...whole,
  filter: {
    all: [
      { test: 'status', values: ['FULL'] },
      { test: 'topic', keys: [topicKey(0)] },
    ],
  },
};

/** Those around whom there are some more than 500 authors within two joint works. */
async function people(store: GraphStore, count: number): Promise<string[]> {
  const order = { field: 'articleCount' as const, direction: 'DESC' as const };
  const page = { from: 'start' as const, size: 400, after: null, before: null };
  const filter = { test: 'articleCount' as const, range: { from: 2, to: 5 } };
  const [found] = await store.pages('allAuthors', [''], { filter, order, page });
  const chosen: string[] = [];
  for (const { record } of found!.items) {
    let authors = new Set([record.key]);
    for (let step = 0; step < 2; step++) {
      const works = await ends(store, 'authorArticles', authors);
      authors = await ends(store, 'authors', works);
    }
    if (authors.size > 500 && authors.size < 1500) chosen.push(record.key);
    if (chosen.length === count) break;
  }
  return chosen;
}

async function ends(store: GraphStore, step: 'authorArticles' | 'authors', from: ReadonlySet<string>): Promise<Set<string>> {
  return new Set((await store.reach({ step, from: [...from], most: 1_000_000, filter: null, value: null })).keys);
}

async function measure(store: GraphStore, runs: number, only: string): Promise<void> {
  const measures = new Measures();
  const delays: string[][] = [['', 'longest ms', '99 % ms']];
  const take = async (
    what: string,
    times: number,
    aim: number | null,
    ask: (run: number) => NetworkScope,
    options: Partial<NetworkOptions>,
    of: NetworkQuestion['of'] = 'AUTHORS',
  ) => {
    if (!what.includes(only)) return;
    const delay = monitorEventLoopDelay({ resolution: 1 });
    let run = 0;
    let links = 0;
    delay.enable();
    await measures.take({
      what, runs: times, unit: 'nodes', aim,
      ask: async () => {
        // Asked of a cache of its own, so that nothing is answered from it.
        const { nodes, edges } = await new Networks(store).answer({ scope: ask(run++), options: { ...OPTIONS, ...options }, of });
        links = edges.length;
        return nodes.length;
      },
    }); // prettier-ignore
    delay.disable();
    delays.push([`${what} (${links} links)`, (delay.max / 1e6).toFixed(0), (delay.percentile(99) / 1e6).toFixed(0)]);
  };
  const seeds = await people(store, runs * 2);
  const around = (run: number): NetworkScope => ({ ...whole, around: 'AUTHORS', seeds: [seeds[run]!], depth: 2 });
  await take('500 authors around a person', runs, 300, around, {});
  await take('the same as cited together', runs, null, around, { relation: 'AUTHOR_CO_CITATION' });
  await take('a topic, 500 authors', 3, 3000, () => ofTopic, {});
  await take('a topic, 5,000 authors', 3, 3000, () => ofTopic, { maxUnits: 5000 });
  await take('a topic, 500 authors, coupling', 3, null, () => ofTopic, { relation: 'AUTHOR_COUPLING' });
  await take('a topic, 500 authors, citations', 3, null, () => ofTopic, { relation: 'AUTHOR_CITATION' });
  await take('a topic, 500 institutions', 3, 3000, () => ofTopic, {}, 'INSTITUTIONS');
  await take('a topic, its countries', 3, 3000, () => ofTopic, {}, 'COUNTRIES');
  console.log(`${measures.table()}\n\nWaiting of the event loop\n${aligned(delays, [1, 2])}\n\n${machine()}, ${load()}`);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      articles: { type: 'string', default: '200000' },
      authors: { type: 'string', default: '300000' },
      authorships: { type: 'string', default: '790000' },
      references: { type: 'string', default: '5' },
      topic: { type: 'string', default: '20000' },
      runs: { type: 'string', default: '10' },
      seed: { type: 'string', default: '1' },
      only: { type: 'string', default: '' },
      folder: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return console.log(USAGE);
  const { articles, authors, authorships, references, topic, seed } = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Number(value)])) as Record<string, number>; // prettier-ignore
  const shape = { articles: articles!, authors: authors!, authorships: authorships!, references: references!, topicArticles: topic!, topics: 60, seed: seed! }; // prettier-ignore
  await onSqlite(values.folder, async (settings, isThere) => {
    const store = await openStore(settings);
    try {
      if (!isThere) await writeBylines(store, shape);
      const { counts } = await store.describe();
      console.log(
        `${counts.articles} works, ${counts.authors} authors, ${counts.authorships} authorships, ${counts.citations} citations\n`,
      );
      await measure(store, Number(values.runs), values.only);
    } finally {
      await store.close();
    }
  });
}

await main();
