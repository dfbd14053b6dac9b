// npm test: builds src and tests, starts two Neo4j where they are to be had, runs jest, and closes on the line
// `N passed, N failed`. Arguments go to jest: npm test -- tests/store. --no-neo4j leaves Neo4j's suites out.
import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { existsSync, readFileSync, rmSync } from './files.mjs';
import { quickFolder, startNeo4j } from './neo4j-server.mjs';

const args = process.argv.slice(2).filter((argument) => argument !== '--no-neo4j');
const inCi = process.env.CI === 'true';
/** All that the tests and their servers write. */
const folder = mkdtempSync(join(quickFolder(), 'meded-test-'));
const results = join(folder, 'results.json');
const leftOutList = join(folder, 'left-out.txt');

/** The process that runs now: a signal ends it, so that what follows (Neo4j's end, above all) still happens. */
let current = null;
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => current?.kill(signal));

function run(command, args, env = {}) {
  return new Promise((resolve) => {
    current = spawn(command, args, { stdio: 'inherit', env: { ...process.env, ...env } });
    current.once('error', () => resolve(1)).once('exit', (code) => resolve(code ?? 1));
  });
}

/** A suite has a server to itself, and it and the server work by turns: two keep two processors busy. */
const SERVERS = 2;

async function neo4jServers() {
  if (process.argv.includes('--no-neo4j')) return { missing: 'asked for by --no-neo4j' };
  if (process.env.ENGINES && !process.env.ENGINES.includes('neo4j')) return { missing: `ENGINES is ${process.env.ENGINES}` };
  return startNeo4j({ count: SERVERS, folder });
}

function runJest({ uri, user, password, missing }) {
  const node = ['--experimental-vm-modules', '--no-warnings', '--enable-source-maps', 'node_modules/jest/bin/jest.js'];
  const env = missing ? { NEO4J_TEST_URI: '' } : { NEO4J_TEST_URI: uri, NEO4J_TEST_USER: user, NEO4J_TEST_PASSWORD: password };
  // Servers of our own need no lock that others see; the folder takes it away at the end.
  env.NEO4J_TEST_LOCKS = process.env.NEO4J_TEST_URI ? tmpdir() : folder;
  const all = [...node, ...args, '--json', `--outputFile=${results}`];
  return run(process.execPath, all, { ...env, TMPDIR: folder, LEFT_OUT_LIST: leftOutList });
}

/** Answers the exit code. What was left out is said plainly, and where everything must run it is a failure. */
function report(code, { missing }) {
  const leftOut = existsSync(leftOutList) ? readFileSync(leftOutList, 'utf8').trim().split('\n') : [];
  if (leftOut.length > 0) {
    const why = missing ? `there is no Neo4j: ${missing}` : `ENGINES is ${process.env.ENGINES}`;
    console.log(`\n${leftOut.length} suites were left out (${why}):\n${leftOut.map((suite) => `  ${suite}`).join('\n')}`);
  }
  const result = existsSync(results) ? JSON.parse(readFileSync(results, 'utf8')) : null;
  // A test file that could not be run has no tests to count; it must not pass for none.
  const broken = result ? result.numRuntimeErrorTestSuites : 1;
  if (broken > 0) console.log(`\n${broken} test files could not be run; each counts as a failure.`);
  const skipped = result ? result.numPendingTests + result.numTodoTests : 0;
  const ok = code === 0 && !(inCi && leftOut.length > 0);
  if (code === 0 && !ok) console.log('\nWith CI=true every suite has to run: each counts as a failure.');
  const failed = (result?.numFailedTests ?? 0) + broken + (inCi ? leftOut.length : 0);
  console.log(`\n${result?.numPassedTests ?? 0} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  return ok ? 0 : 1;
}

const starting = neo4jServers();
let neo4j = { missing: 'the build failed' };
let code = await run(process.execPath, ['scripts/build.mjs', '--tests']);
try {
  neo4j = await starting;
  if (code === 0) code = await runJest(neo4j);
  process.exitCode = report(code, neo4j);
} finally {
  await neo4j.stop?.();
  rmSync(folder, { recursive: true, force: true });
}
