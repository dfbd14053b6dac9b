// How quick a server stays while an import job runs: requests one after the other, before the job and during it.
//   node scripts/measure-jobs.mjs [RECORDS]      on SQLite, in a temporary folder; 5,000 records unless given
// Run `node scripts/build.mjs --tests` before.
import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { rmSync } from './files.mjs';

const { ris } = await import(new URL('../dist/tests/jobs/ris.js', import.meta.url).href);
const count = Number(process.argv[2] ?? 5_000);
const token = 'measured-measured-measured-measured';
const folder = mkdtempSync(join(tmpdir(), 'meded-measure-'));
const server = spawn(process.execPath, ['dist/src/cli/main.js', 'serve'], {
  env: { PATH: process.env.PATH, DATA_DIR: folder, PORT: '0', ADMIN_TOKEN: token },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const authorization = `Bearer ${token}`;

const url = await new Promise((resolve) => {
  let text = '';
  server.stdout.on('data', (piece) => {
    text += piece;
    const found = /GraphQL +(\S+)\/graphql/.exec(text);
    if (found) resolve(found[1]);
  });
});

async function ask(query) {
  const headers = { 'content-type': 'application/json', authorization };
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) });
  return (await response.json()).data;
}

const LIST =
  '{ articles(first: 20, orderBy: { field: CITATION_COUNT, direction: DESC }) { totalCount nodes { title authors { name } } } }';
const KINDS = {
  '/healthz': () => fetch(`${url}/healthz`).then((response) => response.text()),
  'a list of 20 articles': () => ask(LIST),
};

/** Milliseconds of each request until it is over. */
async function time(isOver) {
  const times = Object.fromEntries(Object.keys(KINDS).map((name) => [name, []]));
  while (!(await isOver())) {
    for (const [name, request] of Object.entries(KINDS)) {
      const began = performance.now();
      await request();
      times[name].push(performance.now() - began);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return times;
}

function print(when, times) {
  for (const [name, all] of Object.entries(times)) {
    const sorted = all.sort((a, b) => a - b);
    const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))].toFixed(1);
    console.log(
      `  ${when}, ${name}: ${sorted.length} requests, median ${at(0.5)} ms, 99 % within ${at(0.99)} ms, longest ${at(1)} ms`,
    );
  }
}

try {
  console.log(`${cpus().length} cores, ${count} records`);
  const after = (ms) => {
    const end = Date.now() + ms;
    return () => Date.now() > end;
  };
  await time(after(2_000));
  print('at rest', await time(after(5_000)));
  const headers = { authorization };
  const { id } = await (await fetch(`${url}/imports/a.ris`, { method: 'PUT', headers, body: ris(count) })).json();
  const began = Date.now();
  let job = null;
  const times = await time(async () => {
    job = (await ask(`{ importJob(id: "${id}") { status progress { stage done } report { read new } } }`)).importJob;
    return job.status === 'FINISHED' || job.status === 'FAILED';
  });
  print('during the job', times);
  console.log(`  the job: ${job.status} after ${((Date.now() - began) / 1000).toFixed(1)} s, ${JSON.stringify(job.report)}`);
} finally {
  server.kill('SIGTERM');
  await new Promise((resolve) => server.once('close', resolve));
  rmSync(folder, { recursive: true, force: true });
}
