// docs/larger-graph.md: the questions of docs/larger-graph/*.graphql with their answers on a graph of real records.
// Run as `npm run larger-graph -- FILE…` with the files that the page names: imports them into a new graph, starts the
// server on it, asks, and writes the page.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { format, resolveConfig } from 'prettier';
import { readRecipes } from './cookbook.mjs';
import { readFileSync, rmSync, writeFileSync } from './files.mjs';

const PAGE = 'docs/larger-graph.md';
const QUESTIONS = 'docs/larger-graph';
const MARK = '<!-- answers: written by `npm run larger-graph` -->';
const PROGRAM = 'dist/src/cli/main.js';

/** Exit code 2: some records were refused, as the samples mean some to be. */
function importAll(files, dataDir) {
  try {
    return JSON.parse(execFileSync('node', [PROGRAM, 'import', '--json', '--data-dir', dataDir, ...files], QUIET));
  } catch (error) {
    if (!error.stdout) throw error;
    return JSON.parse(error.stdout);
  }
}
const QUIET = { stdio: ['ignore', 'pipe', 'ignore'], encoding: 'utf8', maxBuffer: 2 ** 28 };

/** The running server and its address, which it prints when it is ready. */
async function start(dataDir) {
  const server = spawn('node', [PROGRAM, 'serve', '--port', '0', '--data-dir', dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: server.stdout })) {
    const address = /http:\S+/.exec(line)?.[0];
    if (address) return { server, address: new URL('/graphql', address) };
  }
  throw new Error('The server ended before it was ready.');
}

async function ask(address, query) {
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = await answer.json();
  if (errors) throw new Error(errors.map(({ message }) => message).join('\n'));
  return data;
}

async function section({ title, question, text }, number, address) {
  const query = text.split('\n').slice(2).join('\n').trim();
  const answer = JSON.stringify(await ask(address, query));
  return `## ${number}. ${title}\n\n${question}\n\n\`\`\`graphql\n${query}\n\`\`\`\n\n\`\`\`json\n${answer}\n\`\`\`\n`;
}

async function main(files) {
  if (files.length === 0)
    throw new Error('Usage: npm run larger-graph -- FILE… (the files and folders that docs/larger-graph.md names)');
  const dataDir = mkdtempSync(join(tmpdir(), 'larger-graph-'));
  const { read, refused } = importAll(files, dataDir);
  const { server, address } = await start(dataDir);
  try {
    const { graph } = await ask(address, '{ graph { articleCount stubCount authorCount citationCount } }');
    const { articleCount: articles, stubCount: stubs, authorCount: authors, citationCount: citations } = graph;
    const parts = [
      `${read} records were read, ${refused} refused. The graph has ${articles} articles, ${stubs} works known by an identifier alone, ${authors} authors and ${citations} citations.\n`,
    ];
    for (const [i, recipe] of readRecipes(QUESTIONS).entries()) parts.push(await section(recipe, i + 1, address));
    const [head] = readFileSync(PAGE, 'utf8').split(MARK);
    const page = `${head}${MARK}\n\n${parts.join('\n')}`;
    writeFileSync(PAGE, await format(page, { ...(await resolveConfig(PAGE)), filepath: PAGE }));
  } finally {
    server.kill();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

await main(process.argv.slice(2));
