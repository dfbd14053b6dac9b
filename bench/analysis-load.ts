import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openStore } from '../src/store/open.js';
import { keyOf, writeLiterature } from './citation-graph.js';
import { randomOf } from './random.js';
import { OUR_GREETING, startServer } from './server-process.js';

/** How quick a server answers small requests while it runs an analysis of the whole graph. */
const USAGE = `Usage: npm run bench:analysis-load -- [--articles 200000] [--references 15] [--seconds 20] [--connections 1,16] [--folder FOLDER]

  --articles     works of the invented literature
  --references   mean length of a reference list
  --seconds      how long each is measured
  --connections  requests at the same time
  --folder       keeps the database there, and takes one that is there already`;

const TOKEN = 'measured-measured-measured-measured';

interface Setting {
  id: string;
  value: string;
}

/** What runs meanwhile; those that are over soon are begun again with another setting, as an answer is computed once. */
const LOADS: readonly { name: string; analysis: string; settings: (round: number) => Setting[] }[] = [
  { name: 'PageRank', analysis: 'PAGERANK', settings: (n) => [{ id: 'damping', value: String(0.5 + n / 10_000) }] },
  { name: 'Leiden', analysis: 'COMMUNITIES', settings: (n) => [{ id: 'seed', value: String(n) }] },
  {
    name: 'betweenness',
    analysis: 'BETWEENNESS',
    settings: (n) => [{ id: 'sources', value: '5000' }, { id: 'seed', value: String(n) }], // prettier-ignore
  },
  {
    name: 'main path',
    analysis: 'MAIN_PATH',
    settings: (n) => [{ id: 'search', value: 'KEY_ROUTE' }, { id: 'keyRoutes', value: String(1 + (n % 900)) }], // prettier-ignore
  },
];

class Client {
  private readonly agent = new Agent({ keepAlive: true });
  private readonly random = randomOf(7);
  /** Whether the server has computed the ranking that is asked for now and then. */
  hasRanking = false;

  constructor(
    private readonly port: number,
    private readonly articles: number,
  ) {}

  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers of any query
  ask(query: string, variables: object = {}): Promise<any> {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` };
    return new Promise((resolve, reject) => {
      const sent = request({ port: this.port, path: '/graphql', method: 'POST', agent: this.agent, headers }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (piece) => (text += piece));
        response.once('end', () => {
          const { data, errors } = JSON.parse(text);
          if (errors) reject(new Error(errors[0].message));
          else resolve(data);
        });
      });
      sent.once('error', reject).end(JSON.stringify({ query, variables }));
    });
  }

  /** Small requests in turn: a work, its reference list, who cites it, and a ranking that was computed before. */
  small(turn: number): Promise<unknown> {
    const pmid = keyOf(Math.floor(this.random() * this.articles)).slice('pmid:'.length);
    const list = (field: string) => `query ($p: ID!) { article(by: { pmid: $p }) { ${field}(first: 10) { totalCount nodes { title publicationYear } } } }`; // prettier-ignore
    if (this.hasRanking && turn % 10 === 9)
      return this.ask('{ rankings(by: LOCAL_CITATIONS, first: 10) { edges { rank score node { title } } } }');
    if (turn % 3 === 0) return this.ask(list('references'), { p: pmid });
    if (turn % 3 === 1) return this.ask(list('citedBy'), { p: pmid });
    return this.ask('query ($p: ID!) { article(by: { pmid: $p }) { title publicationYear citationCount { inGraph } } }', {
      p: pmid,
    });
  }

  async start(analysis: string, settings: Setting[]): Promise<string> {
    const document = 'mutation ($i: StartAnalysisInput!) { startAnalysis(input: $i) { run { id } } }';
    return (await this.ask(document, { i: { analysis, settings } })).startAnalysis.run.id;
  }

  async isOver(id: string): Promise<boolean> {
    const { analysisRun } = await this.ask('query ($id: ID!) { analysisRun(id: $id) { status error } }', { id });
    if (analysisRun.status === 'FAILED') throw new Error(analysisRun.error);
    return ['FINISHED', 'STOPPED'].includes(analysisRun.status);
  }

  /** Milliseconds of each small request, so many at the same time, until it is over. */
  async time(connections: number, isOver: () => boolean): Promise<number[]> {
    const times: number[] = [];
    let turn = 0;
    const one = async (): Promise<void> => {
      while (!isOver()) {
        const began = performance.now();
        await this.small(turn++);
        times.push(performance.now() - began);
      }
    };
    await Promise.all(Array.from({ length: connections }, one));
    return times;
  }
}

/** Keeps an analysis at work until `work` is done; answers how many were begun. */
async function during(
  client: Client,
  { analysis, settings }: (typeof LOADS)[number],
  from: number,
  work: () => Promise<void>,
): Promise<number> {
  let done = false;
  let round = from;
  let id = await client.start(analysis, settings(round));
  const keep = async (): Promise<void> => {
    while (!done) {
      if (await client.isOver(id)) id = await client.start(analysis, settings(++round));
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await client.ask('mutation ($id: ID!) { stopAnalysis(id: $id) { run { status } } }', { id });
  };
  await Promise.all([keep(), work().finally(() => (done = true))]);
  return round - from + 1;
}

function line(what: string, connections: number, times: number[], note: string): string {
  const sorted = times.sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!.toFixed(1);
  return `| ${what} | ${connections} | ${sorted.length} | ${at(0.5)} | ${at(0.99)} | ${at(1)} | ${note} |`;
}

async function measure(client: Client, connections: readonly number[], seconds: number): Promise<void> {
  console.log('| What runs | Connections | Requests | Median ms | 99 % within ms | Longest ms | |');
  console.log('| --- | --- | --- | --- | --- | --- | --- |');
  const timed = async (at: number): Promise<number[]> => {
    const end = performance.now() + 1000 * seconds;
    return client.time(at, () => performance.now() > end);
  };
  // The graph is read for the first analysis.
  const id = await client.start('LOCAL_CITATIONS', []);
  let over = false;
  const reading = client.time(1, () => over);
  while (!(await client.isOver(id))) await new Promise((resolve) => setTimeout(resolve, 20));
  over = client.hasRanking = true;
  console.log(line('reading of the graph', 1, await reading, ''));
  for (const at of connections) {
    console.log(line('nothing', at, await timed(at), ''));
    for (const [i, load] of LOADS.entries()) {
      let times: number[] = [];
      const runs = await during(client, load, 100 * (at + i), async () => {
        times = await timed(at);
      });
      console.log(line(load.name, at, times, runs === 1 ? 'one run' : `${runs} runs`));
    }
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      articles: { type: 'string', default: '200000' },
      references: { type: 'string', default: '15' },
      seconds: { type: 'string', default: '20' },
      connections: { type: 'string', default: '1,16' },
      folder: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return console.log(USAGE);
  const articles = Number(values.articles);
  const folder = values.folder ?? mkdtempSync(join(tmpdir(), 'meded-bench-'));
  try {
    if (!existsSync(join(folder, 'graph.sqlite'))) {
      mkdirSync(folder, { recursive: true });
      const store = await openStore({ engine: 'sqlite', dataDir: folder }, {});
      await writeLiterature(store, { articles, references: Number(values.references), hub: articles / 10, seed: 1 });
      await store.close();
    }
    const env = { DATA_DIR: folder, PORT: '0', ADMIN_TOKEN: TOKEN };
    const { port, stop } = await startServer(['dist/src/cli/main.js', 'serve'], env, OUR_GREETING);
    try {
      await measure(new Client(port, articles), values.connections.split(',').map(Number), Number(values.seconds));
    } finally {
      await stop();
    }
    const load = loadavg().map((one) => one.toFixed(1)).join(' '); // prettier-ignore
    console.log(`\n${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}, load ${load}`);
  } finally {
    if (values.folder === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

await main();
