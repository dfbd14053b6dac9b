// Builds what runs: src/ to dist/src/, one JavaScript file for each TypeScript file (but few for each thread), and the
// playground's bundle.
// `--tests` also builds tests/ and bench/ (to dist/tests/, dist/bench/), so that tests run the code that ships.
// Types are not checked here (npm run typecheck does): starting must take seconds.
import { build } from 'esbuild';
import { existsSync, globSync, rmSync } from './files.mjs';

const SETTINGS = {
  outbase: '.',
  outdir: 'dist',
  format: 'esm',
  platform: 'node',
  target: 'node20',
  sourcemap: true,
  logLevel: 'warning',
};

const folders = process.argv.includes('--tests') ? ['src', 'tests', 'bench'] : ['src'];
for (const folder of folders.filter((name) => existsSync(name))) {
  rmSync(`dist/${folder}`, { recursive: true, force: true });
  await build({ ...SETTINGS, entryPoints: globSync(folder, '.ts') });
}

/**
 * What is started often, programs and threads, each built by itself: it starts in half the time when what it imports are few
 * files. They name the files of further threads by `builtFile` (src/root.ts), and have no other `import.meta.url`.
 */
const STARTED = [
  'src/cli/main.ts',
  'src/intake/reader-worker.ts',
  'src/jobs/worker.ts',
  'src/snapshot/citation-worker.ts',
  'src/snapshot/collaboration-worker.ts',
  'src/snapshot/network-worker.ts',
  'src/snapshot/worker.ts',
  'src/store/neo4j/scan-worker.ts',
  'src/store/sqlite/worker.ts',
];
const started = { ...SETTINGS, bundle: true, packages: 'external', splitting: true, chunkNames: 'src/pieces/[name]-[hash]' };
for (const file of STARTED) await build({ ...started, entryPoints: [file] });

await import('./build-playground.mjs');
