import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { chart } from './serving/chart.js';
import { fallen, fallenText } from './serving/check.js';
import { gatherFacts } from './serving/facts.js';
import { markdown } from './serving/markdown.js';
import { Questions } from './serving/questions.js';
import { Databases } from './serving/open.js';
import { Literature, type LiteratureSize } from './serving/literature.js';
import { machineFacts, type Machine } from './serving/machine.js';
import { factsTable, figuresTable, ratiosTable, resultOf, type BenchResult } from './serving/result.js';
import { runBench, type Measurement, type Plan } from './serving/run.js';
import { ENGINES, neo4jSystems, sqliteSystems, type System } from './serving/systems.js';
import { SHAPES } from './shapes/index.js';

const NOWHERE = { uri: '', user: '', password: '', database: '' };

const USAGE = `Usage: npm run bench -- [options]

How many requests a second MedEd Graph answers, and how soon, beside what somebody would use instead. All systems answer
the same questions about the same invented literature; their answers are compared first, and nothing is timed at a difference.
Server, database and the process that sends the requests share the processors of this machine.

  --small            5,000 works, one run short enough to see that all works
  --articles NUMBER  works (200,000), with 15 citations and 4 authorships each; --citations, --authorships: other numbers
  --seed NUMBER      another literature of the same size (1)
  --shapes LIST      kinds of question, between commas; all unless given
  --engines LIST     sqlite, neo4j; both unless given
  --peers LIST       what ours is measured beside; all of the engines unless given
  --connections LIST requests at a time (1,16,64; small: 16)
  --runs NUMBER      runs, by turns (3)
  --seconds NUMBER   how long each is timed (5; small: 0.15)
  --anew             makes the databases anew that were kept in the system's temporary folder
  --no-facts         leaves out start time, memory at rest, statements, size and import rate
  --out FILE         writes the result as JSON
  --check FILE       compares the ratios with those of a result that was written before, and tells what has fallen by more than a fifth
  --markdown FILE    measures nothing: prints a result that was written before as the tables of docs/performance.md
  --chart FILE       measures nothing: prints it as a chart (SVG)

Databases are written through the port (what an import ends with), for an import takes many times as long; its rate is told apart.

Shapes:
${SHAPES.map(({ name, about }) => `  ${name.padEnd(10)} ${about}`).join('\n')}

Systems:
${[...sqliteSystems(''), ...neo4jSystems(NOWHERE, NOWHERE)]
  .map(({ name, about, isPeer }) => `  ${name.padEnd(20)} ${isPeer ? 'peer: ' : ''}${about}`)
  .join('\n')}`;

const FULL: LiteratureSize = { articles: 200_000, citations: 3_000_000, authorships: 800_000, seed: 1 };
const SMALL: LiteratureSize = { articles: 5_000, citations: 60_000, authorships: 20_000, seed: 1 };

const options = {
  small: { type: 'boolean', default: false },
  articles: { type: 'string' },
  citations: { type: 'string' },
  authorships: { type: 'string' },
  seed: { type: 'string', default: '1' },
  shapes: { type: 'string' },
  engines: { type: 'string' },
  peers: { type: 'string' },
  connections: { type: 'string' },
  runs: { type: 'string', default: '3' },
  seconds: { type: 'string' },
  anew: { type: 'boolean', default: false },
  'no-facts': { type: 'boolean', default: false },
  out: { type: 'string' },
  check: { type: 'string' },
  markdown: { type: 'string' },
  chart: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

const read = () => parseArgs({ options }).values;
type Given = ReturnType<typeof read>;

/** Those of the list that were named; all when none was. Throws at a name that there is not. */
function chosen<T>(all: readonly T[], nameOf: (one: T) => string, names: string | undefined, what: string): T[] {
  const wanted = names?.split(',');
  const unknown = wanted?.find((name) => !all.some((one) => nameOf(one) === name));
  if (unknown !== undefined) throw new Error(`There is no ${what} ${unknown}; there are ${all.map(nameOf).join(', ')}.`);
  return wanted ? all.filter((one) => wanted.includes(nameOf(one))) : [...all];
}

function sizeOf({ small, articles, citations, authorships, seed }: Given): LiteratureSize {
  const usual = small ? SMALL : FULL;
  const count = Number(articles ?? usual.articles);
  const scaled = (one: number) => Math.round((one * count) / usual.articles);
  return {
    articles: count,
    citations: Number(citations ?? scaled(usual.citations)),
    authorships: Number(authorships ?? scaled(usual.authorships)),
    seed: Number(seed),
  };
}

function tell({ system, shape, state, connections, run, load }: Measurement): void {
  const rate = (load.requests / load.seconds).toFixed(0);
  process.stderr.write(`run ${run + 1}  ${shape} ${state} ${connections}  ${system}: ${rate}/s, p95 ${load.p95.toFixed(1)} ms${load.repeated > 0 && state === 'cold' ? `, ${load.repeated} keys came again` : ''}\n`); // prettier-ignore
}

async function main(): Promise<void> {
  const given = read();
  if (given.help) return console.log(USAGE);
  if (given.markdown) return console.log(markdown(readResult(given.markdown)));
  if (given.chart) return void process.stdout.write(chart(readResult(given.chart), 'cold', 16));
  const engines = chosen(ENGINES, String, given.engines, 'engine');
  const machine = machineFacts();
  const literature = new Literature(sizeOf(given));
  const databases = await Databases.open(literature, engines, given.anew);
  try {
    await measure(given, literature, databases, machine);
  } finally {
    await databases.close();
  }
}

function planOf(given: Given, systems: readonly System[]): Plan {
  const ours = systems.filter(({ isPeer }) => !isPeer);
  const peers = systems.filter(({ isPeer }) => isPeer);
  return {
    shapes: chosen(SHAPES, ({ name }) => name, given.shapes, 'shape'),
    systems: [...ours, ...chosen(peers, ({ name }) => name, given.peers, 'peer')],
    connections: (given.connections ?? (given.small ? '16' : '1,16,64')).split(',').map(Number),
    runs: Number(given.runs),
    seconds: Number(given.seconds ?? (given.small ? 0.15 : 5)),
    warmKeys: given.small ? 50 : 500,
    isStartedForShape: !given.small,
  };
}

async function measure(given: Given, literature: Literature, databases: Databases, machine: Machine): Promise<void> {
  const plan = planOf(given, databases.systems);
  // Before anything is timed, for there may be none.
  const before = given.check ? readResult(given.check) : null;
  const questions = new Questions(literature);
  const measurements: Measurement[] = [];
  await runBench(plan, questions, (one) => {
    measurements.push(one);
    tell(one);
  });
  const { systems, shapes } = plan;
  const { built, settings } = databases;
  const [starts, restMs, imported] = given.small ? [1, 500, 200] : [3, 2_000, 5_000];
  const facts = given['no-facts']
    ? []
    : await gatherFacts({ systems, shapes, literature, questions, built, settings, starts, restMs, imported });
  const result = resultOf(measurements, plan, { machine, size: literature.size, facts });
  console.log([figuresTable(result), ratiosTable(result), factsTable(result)].join('\n\n'));
  if (given.out) writeFileSync(given.out, `${JSON.stringify(result, null, 1)}\n`);
  if (before) console.log(`\n${fallenText(given.check!, fallen(before.ratios, result.ratios))}`);
}

/** A result that was written before. Throws, with what to do, where there is none. */
function readResult(file: string): BenchResult {
  if (!existsSync(file)) throw new Error(`There is no result ${file}: a run with --out ${file} writes it.`);
  return JSON.parse(readFileSync(file, 'utf8')) as BenchResult;
}

await main();
