import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { buildSqlite, sqliteFolder } from './serving/databases.js';
import { Literature, type LiteratureSize } from './serving/literature.js';
import { machineFacts } from './serving/machine.js';
import { figuresTable, ratiosTable, resultOf } from './serving/result.js';
import { runBench, type Measurement, type Plan } from './serving/run.js';
import { ENGINES, sqliteSystems } from './serving/systems.js';
import { SHAPES } from './shapes/index.js';

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
  --seconds NUMBER   how long each is timed (5; small: 0.4)
  --anew             makes the databases anew that were kept in the system's temporary folder
  --out FILE         writes the result as JSON

Databases are written through the port (what an import ends with), for an import takes many times as long; its rate is told apart.

Shapes:
${SHAPES.map(({ name, about }) => `  ${name.padEnd(10)} ${about}`).join('\n')}

Systems:
${sqliteSystems('')
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
  out: { type: 'string' },
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
  const engines = chosen(ENGINES, String, given.engines, 'engine');
  const machine = machineFacts();
  const literature = new Literature(sizeOf(given));
  if (engines.includes('sqlite')) await buildSqlite(literature, given.anew);
  const systems = sqliteSystems(sqliteFolder(literature.size));
  const plan: Plan = {
    shapes: chosen(SHAPES, ({ name }) => name, given.shapes, 'shape'),
    systems: systems.filter(({ isPeer }) => !isPeer).concat(chosen(systems.filter(({ isPeer }) => isPeer), ({ name }) => name, given.peers, 'peer')), // prettier-ignore
    connections: (given.connections ?? (given.small ? '16' : '1,16,64')).split(',').map(Number),
    runs: Number(given.runs),
    seconds: Number(given.seconds ?? (given.small ? 0.4 : 5)),
    warmKeys: given.small ? 100 : 500,
    isStartedForShape: !given.small,
  };
  const measurements: Measurement[] = [];
  await runBench(plan, literature, (one) => {
    measurements.push(one);
    tell(one);
  });
  const result = resultOf(measurements, plan, { machine, size: literature.size });
  console.log(`${figuresTable(result)}\n\n${ratiosTable(result)}`);
  if (given.out) writeFileSync(given.out, `${JSON.stringify(result, null, 1)}\n`);
}

await main();
