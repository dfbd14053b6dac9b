// Builds what runs: src/ to dist/src/, one JavaScript file for each TypeScript file, and the playground's bundle.
// `--tests` also builds tests/ and bench/ (to dist/tests/, dist/bench/), so that tests run the code that ships.
// Types are not checked here (npm run typecheck does): starting must take seconds.
import { build } from 'esbuild';
import { existsSync, globSync, rmSync } from './files.mjs';

const folders = process.argv.includes('--tests') ? ['src', 'tests', 'bench'] : ['src'];
for (const folder of folders.filter((name) => existsSync(name))) {
  rmSync(`dist/${folder}`, { recursive: true, force: true });
  await build({
    entryPoints: globSync(folder, '.ts'),
    outbase: '.',
    outdir: 'dist',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: true,
    logLevel: 'warning',
  });
}

await import('./build-playground.mjs');
