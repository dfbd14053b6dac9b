// Imports each file of real records below a folder into an empty SQLite store and an empty Neo4j, and looks whether the
// reports add up, `verify` finds nothing, and both graphs are the same:
//   npm run check:data -- FOLDER [--minutes 30] [--except WORD,WORD]
// A folder of several files is also imported as a whole. The smallest come first; what is not begun after so many minutes
// is listed, and so is every file that no format of ours reads. --except leaves out paths with one of the words in them:
// tables of labels are no records. The exit code is 1 when something is wrong.
import { mkdtempSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import neo4j from 'neo4j-driver';
import { sourceFiles } from '../dist/src/import/files.js';
import { importFiles } from '../dist/src/intake/run.js';
import { verifyGraph } from '../dist/src/ledger/verify.js';
import { openStore } from '../dist/src/store/open.js';
import { globSync, rmSync, statSync } from './files.mjs';
import { quickFolder, startNeo4j } from './neo4j-server.mjs';

const USAGE = 'Usage: npm run check:data -- FOLDER [--minutes 30] [--except WORD,WORD]';
const COUNTS = ['read', 'new', 'merged', 'unchanged', 'refused'];

/** Every file, and every folder that has several of them itself; each with its bytes, the smallest first. */
function thingsIn(folder, except) {
  const isWanted = (path) => !path.endsWith('.md') && !except.some((word) => path.includes(word));
  const files = globSync(folder, '').filter((file) => isWanted(relative(folder, file)));
  const folders = [...new Set(files.map(dirname))].map((path) => ({
    path,
    files: files.filter((file) => dirname(file) === path),
  }));
  const whole = folders.filter(({ files: own }) => own.length > 1);
  return [...files.map((path) => ({ path, files: [path] })), ...whole]
    .map((thing) => ({ ...thing, bytes: thing.files.reduce((sum, file) => sum + statSync(file).size, 0) }))
    .sort((a, b) => a.bytes - b.bytes);
}

const addsUp = (counts) => counts.read === counts.new + counts.merged + counts.unchanged + counts.refused;

/** Imports into an empty store and looks at it. Answers { report, verified, problems, seconds }. */
async function imported(settings, files) {
  const began = performance.now();
  const store = await openStore(settings);
  try {
    const report = await importFiles(store, sourceFiles(files), {});
    const problems = [];
    const verified = await verifyGraph(store, { onProblem: ({ where, what }) => problems.push(`${where}: ${what}`) });
    return { report, verified, problems, seconds: (performance.now() - began) / 1000 };
  } finally {
    await store.close();
  }
}

async function inSqlite(files) {
  const dataDir = mkdtempSync(join(quickFolder(), 'meded-data-'));
  try {
    return await imported({ engine: 'sqlite', dataDir }, files);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** The server is ours alone (see main), so that it may be emptied; its indexes stay. */
async function inNeo4j({ uri, user, password, database }, files) {
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password), { telemetryDisabled: true });
  const session = driver.session({ database });
  try {
    await session.run('MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS');
  } finally {
    await session.close();
    await driver.close();
  }
  return imported({ engine: 'neo4j', uri, user, password, database }, files);
}

/** What is wrong, each in a sentence. */
function faults(sqlite, neo4j) {
  const wrong = [];
  for (const [name, { report, problems }] of Object.entries({ SQLite: sqlite, Neo4j: neo4j })) {
    for (const one of [report, ...report.files])
      if (!addsUp(one)) wrong.push(`${name}: the report of ${one.name ?? 'all files'} does not add up`);
    if (!report.finished) wrong.push(`${name}: the import was not finished`);
    for (const problem of problems) wrong.push(`${name}, verify: ${problem}`);
  }
  if (COUNTS.some((count) => sqlite.report[count] !== neo4j.report[count])) wrong.push('the reports differ');
  if (sqlite.verified.hash !== neo4j.verified.hash) wrong.push('the graphs differ');
  return wrong;
}

const HEAD = ['', 'KiB', 'formats', ...COUNTS, 'warnings', 'works', 'stubs', 'SQLite s', 'Neo4j s', 'graph'];

function row(name, bytes, { report, verified, seconds }, neo4jSeconds) {
  const formats = [...new Set(report.files.flatMap(({ format }) => format ?? []))].sort();
  const { articles, stubs } = verified.counts;
  const counts = [...COUNTS.map((count) => report[count]), report.warningCount, articles, stubs];
  const times = [seconds.toFixed(1), neo4jSeconds.toFixed(1)];
  return [name, Math.ceil(bytes / 1024), formats.join(' '), ...counts, ...times, verified.hash.slice(0, 12)];
}

function print(rows) {
  const widths = HEAD.map((_, i) => Math.max(...rows.map((cells) => String(cells[i]).length)));
  const line = (cells) => cells.map((cell, i) => String(cell)[typeof cell === 'number' ? 'padStart' : 'padEnd'](widths[i]));
  for (const cells of rows) console.log(line(cells).join('  ').trimEnd());
}

const section = (title, lines) => lines.length > 0 && console.log(`\n${title}\n${lines.map((line) => `  ${line}`).join('\n')}`);

/** A server that has just been started is slow to make its indexes. */
async function warmUp({ uri, user, password, database }) {
  for (let tries = 0; ; tries++) {
    try {
      return await (await openStore({ engine: 'neo4j', uri, user, password, database })).close();
    } catch (error) {
      if (tries === 10 || !['TIMEOUT', 'DATABASE_UNAVAILABLE'].includes(error.code)) throw error;
    }
  }
}

/** Imports everything into both engines, one after the other, and prints what came of it. Answers what is wrong. */
async function compare(things, folder, server, end) {
  const [rows, unread, late, wrong] = [[HEAD], [], [], []];
  const sums = { things: 0, read: 0, refused: 0 };
  for (const { path, files, bytes } of things) {
    const name = relative(folder, path) + (files.length > 1 ? '/' : '');
    if (performance.now() > end) {
      late.push(`${name} (${Math.ceil(bytes / 1024)} KiB)`);
      continue;
    }
    process.stderr.write(`${name}\n`);
    const sqlite = await inSqlite(files);
    if (sqlite.report.files.every(({ format }) => format === null)) {
      if (files.length === 1) unread.push(sqlite.report.files[0].problem);
      continue;
    }
    const inBoth = await inNeo4j(server, files);
    rows.push(row(name, bytes, sqlite, inBoth.seconds));
    wrong.push(...faults(sqlite, inBoth).map((fault) => `${name}: ${fault}`));
    sums.things += 1;
    sums.read += sqlite.report.read;
    sums.refused += sqlite.report.refused;
  }
  print(rows);
  section('No format of ours reads:', unread);
  section('Not begun, for the time was up:', late);
  section('Wrong:', wrong);
  const verdict =
    wrong.length === 0
      ? 'every report adds up, verify finds nothing, both engines hold the same graphs'
      : `${wrong.length} faults`;
  console.log(`\n${sums.things} files and folders, ${sums.read} records read, ${sums.refused} refused; ${verdict}.`);
  return wrong;
}

async function main() {
  const options = { minutes: { type: 'string', default: '30' }, except: { type: 'string', default: '' } };
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [folder] = positionals;
  if (!folder) throw new Error(USAGE);
  if (process.env.NEO4J_TEST_URI) throw new Error('Unset NEO4J_TEST_URI: this needs a Neo4j of its own, which it empties.');
  const server = await startNeo4j({ folder: quickFolder() });
  if (server.missing) throw new Error(`There is no Neo4j to be had: ${server.missing}.`);
  try {
    await warmUp(server);
    const things = thingsIn(folder, values.except.split(',').filter(Boolean));
    const wrong = await compare(things, folder, server, performance.now() + Number(values.minutes) * 60_000);
    process.exitCode = wrong.length === 0 ? 0 : 1;
  } finally {
    await server.stop();
  }
}

await main();
