// A real Neo4j for tests, by whatever this machine has: a server that NEO4J_TEST_URI names, Docker, or
// Java 17 with Maven. Nothing stays behind: data live in a temporary folder or container.
// quickFolder() is where such data are best kept.
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, existsSync, statfsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import neo4j from 'neo4j-driver';

const HERE = fileURLToPath(new URL('./neo4j/', import.meta.url));
const IMAGE = 'neo4j:5-community';
const START_PATIENCE_MS = 300_000;
/** What tests write in all, with plenty to spare. */
const ROOM_BYTES = 4 * 1024 ** 3;

/** A folder in memory where there is one with room: to a disk, each commit would wait for it. */
export function quickFolder() {
  const memory = '/dev/shm';
  try {
    const { bavail, bsize } = statfsSync(memory);
    if (bavail * bsize > ROOM_BYTES) return memory;
  } catch {
    // Only Linux has it.
  }
  return tmpdir();
}

/**
 * Starts the first that is to be had and waits until it answers. Of one in Java, tests want a quick start (the compiler at
 * level 1 and the serial collector halve it, and it is most of what they wait for); `forSpeed` makes it as a server is that
 * people ask, for measures. `keep` names a folder whose data are there again at the next start: only one in Java does that.
 * `count` asks for so many servers with one password. Answers { uri, user, password, database, how, stop() }, where `uri` is of
 * all that started, between blanks, or { missing: why there is none }.
 */
export async function startNeo4j({
  password = randomBytes(12).toString('hex'),
  folder = tmpdir(),
  forSpeed = false,
  keep = null,
  count = 1,
} = {}) {
  if (keep) return inJava({ password, folder, forSpeed, keep, count });
  if (process.env.NEO4J_TEST_URI) return named();
  const docker = together(await Promise.all(Array.from({ length: count }, () => inDocker(password))));
  if (!docker.missing) return docker;
  const java = await inJava({ password, folder, forSpeed, keep, count });
  return java.missing ? { missing: `${docker.missing}; ${java.missing}` } : java;
}

/** Those of several that started, as one; where none did, why. */
function together(all) {
  const started = all.filter(({ missing }) => !missing);
  if (started.length === 0) return all[0];
  const stop = () => Promise.all(started.map((server) => server.stop()));
  return { ...started[0], uri: started.map(({ uri }) => uri).join(' '), stop };
}

function named() {
  const { NEO4J_TEST_URI: uri, NEO4J_TEST_USER: user = 'neo4j', NEO4J_TEST_PASSWORD: password = '' } = process.env;
  const database = process.env.NEO4J_TEST_DATABASE ?? 'neo4j';
  return { uri, user, password, database, how: 'NEO4J_TEST_URI', stop: async () => {} };
}

const works = (command, ...args) => spawnSync(command, args, { encoding: 'utf8', timeout: 15_000, shell: false });

async function inDocker(password) {
  if (works('docker', 'info').status !== 0) return { missing: 'no working Docker engine' };
  const auth = { ...process.env, NEO4J_AUTH: `neo4j/${password}` };
  const args = ['run', '--rm', '--detach', '--publish', '127.0.0.1::7687', '--env', 'NEO4J_AUTH', IMAGE];
  const run = spawnSync('docker', args, { encoding: 'utf8', env: auth });
  if (run.status !== 0) return { missing: `Docker did not start ${IMAGE}` };
  const container = run.stdout.trim();
  const stop = async () => void spawnSync('docker', ['rm', '--force', container]);
  const address = works('docker', 'port', container, '7687/tcp').stdout.trim().split('\n')[0];
  const server = { uri: `bolt://${address}`, user: 'neo4j', password, database: 'neo4j', how: `Docker, ${IMAGE}`, stop };
  if (await answers(server)) return server;
  await stop();
  return { missing: `${IMAGE} in Docker did not answer` };
}

/** A container answers some seconds after it was started. */
async function answers({ uri, user, password }) {
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password), { telemetryDisabled: true });
  try {
    for (const end = Date.now() + START_PATIENCE_MS; Date.now() < end;) {
      if (await driver.verifyConnectivity().then(() => true, () => false)) return true; // prettier-ignore
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    return false;
  } finally {
    await driver.close();
  }
}

async function inJava({ password, folder, forSpeed, keep, count }) {
  const java = works('java', '-version');
  const version = Number(/version "(\d+)/.exec(java.stderr ?? '')?.[1] ?? 0);
  if (version < 17) return { missing: 'no Java 17 or later' };
  const lib = jars();
  if (!lib) return { missing: 'Maven could not fetch the jars of Neo4j' };
  const data = keep ?? mkdtempSync(join(folder, 'meded-neo4j-'));
  const flags = forSpeed ? ['-Xmx2g'] : [`-Xmx${count}g`, '-XX:+UseSerialGC'];
  // What the second compiler takes, two minutes of a processor, comes back where several servers work for long.
  if (!forSpeed && count === 1) flags.push('-XX:TieredStopAtLevel=1');
  const program = [join(HERE, 'Neo4jServer.java'), data, forSpeed ? '4096' : '128', String(count), keep ? 'keep' : ''];
  const child = spawn('java', [...flags, '-cp', join(lib, '*'), ...program], { stdio: ['pipe', 'pipe', 'pipe'] });
  const stop = () => stopJava(child, keep ? null : data);
  child.stdin.on('error', () => {}).write(`${password}\n`);
  const ready = await firstLine(child, /^READY (.+)/);
  if (ready.address) {
    const how = `Java ${version}, org.neo4j:neo4j:${neo4jVersion()}`;
    const uri = ready.address.replace(/\S+/g, 'bolt://$&');
    return { uri, user: 'neo4j', password, database: 'neo4j', how, pid: child.pid, stop };
  }
  await stop();
  return { missing: `Neo4j in Java ended before it was ready:\n${ready.words}` };
}

/** @param data the folder that is thrown away; null for one that is kept, which takes its time to be closed */
function stopJava(child, data) {
  return new Promise((resolve) => {
    const force = setTimeout(() => child.kill('SIGKILL'), data ? 15_000 : 120_000);
    const gone = () => {
      clearTimeout(force);
      if (data) rmSync(data, { recursive: true, force: true });
      resolve();
    };
    if (child.exitCode !== null || child.signalCode !== null) return gone();
    child.once('exit', gone);
    child.stdin.end();
  });
}

/** Waits for the line that says where the server listens; keeps what it complained about instead. */
function firstLine(child, pattern) {
  return new Promise((resolve) => {
    let words = '';
    child.stderr.on('data', (chunk) => (words = (words + chunk).slice(-4000)));
    const timer = setTimeout(() => resolve({ words: `no answer in ${START_PATIENCE_MS / 1000} s` }), START_PATIENCE_MS);
    const end = (answer) => {
      clearTimeout(timer);
      resolve(answer);
    };
    createInterface(child.stdout).on('line', (line) => pattern.test(line) && end({ address: pattern.exec(line)[1] }));
    child.once('error', (error) => end({ words: error.message }));
    child.once('exit', () => end({ words }));
  });
}

const neo4jVersion = () =>
  /<artifactId>neo4j<\/artifactId>\s*<version>([^<]+)</.exec(readFileSync(join(HERE, 'pom.xml'), 'utf8'))[1];

/** Folder with the jars; fetched once. Two processes may fetch at a time: the folder appears whole, by renaming. */
function jars() {
  const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'meded-graph', `neo4j-${neo4jVersion()}`);
  const lib = join(cache, 'lib');
  if (existsSync(lib)) return lib;
  if (works('mvn', '--version').status !== 0) return null;
  console.error('Fetching Neo4j by Maven (once, about 120 MB) …');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'fetch-'));
  try {
    cpSync(join(HERE, 'pom.xml'), join(folder, 'pom.xml'));
    const args = ['--batch-mode', '--quiet', 'dependency:copy-dependencies', '-DincludeScope=runtime', '-DoutputDirectory=lib'];
    const fetched = spawnSync('mvn', args, { cwd: folder, stdio: ['ignore', 2, 2] });
    if (fetched.status !== 0) return null;
    try {
      renameSync(join(folder, 'lib'), lib);
    } catch (error) {
      if (!existsSync(lib)) throw error; // another process was faster
    }
    return lib;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
