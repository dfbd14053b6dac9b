// Builds the playground (GraphiQL, its editor and the editor's workers) into dist/playground/, complete and without any
// file from another host. It takes some seconds, so it is done only when an input is newer than what is there.
import { copyFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { editorText, readRecipes } from './cookbook.mjs';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from './files.mjs';

const INPUT = 'web/playground';
const OUTPUT = 'dist/playground';
/** Written last: its age is the age of the whole bundle. */
const DONE = join(OUTPUT, 'index.html');

const WORKERS = {
  'editor.worker': 'monaco-editor/esm/vs/editor/editor.worker.js',
  'json.worker': 'monaco-editor/esm/vs/language/json/json.worker.js',
  'graphql.worker': 'monaco-graphql/esm/graphql.worker.js',
};

function isFresh() {
  if (!existsSync(DONE)) return false;
  const built = statSync(DONE).mtimeMs;
  const inputs = [
    ...globSync(INPUT, ''),
    ...globSync('cookbook', '.graphql'),
    'package-lock.json',
    'scripts/build-playground.mjs',
    'scripts/cookbook.mjs',
  ];
  return inputs.every((file) => statSync(file).mtimeMs <= built);
}

/** `import recipes from 'cookbook'` */
const cookbook = {
  name: 'cookbook',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^cookbook$/ }, () => ({ path: 'cookbook', namespace: 'cookbook' }));
    onLoad({ filter: /.*/, namespace: 'cookbook' }, () => ({
      contents: JSON.stringify(readRecipes().map((recipe) => ({ name: recipe.name, query: editorText(recipe) }))),
      loader: 'json',
    }));
  },
};

const common = {
  bundle: true,
  minify: true,
  outdir: OUTPUT,
  target: 'es2022',
  platform: 'browser',
  define: { 'process.env.NODE_ENV': '"production"' },
  legalComments: 'linked',
  logLevel: 'warning',
};

async function buildPlayground() {
  rmSync(OUTPUT, { recursive: true, force: true });
  mkdirSync(OUTPUT, { recursive: true });
  await Promise.all([
    build({
      ...common,
      entryPoints: { main: join(INPUT, 'main.tsx') },
      format: 'esm',
      jsx: 'automatic',
      loader: { '.ttf': 'file', '.woff2': 'file' },
      assetNames: '[name]-[hash]',
      publicPath: '/playground',
      plugins: [cookbook],
    }),
    build({ ...common, entryPoints: WORKERS, format: 'iife' }),
  ]);
  for (const file of globSync(OUTPUT, '')) {
    if (/\.(js|css)$/.test(file)) writeFileSync(`${file}.gz`, gzipSync(readFileSync(file)));
  }
  writeFileSync(join(OUTPUT, 'recipes.json'), JSON.stringify(readRecipes()));
  for (const file of ['icon.svg', 'analyses.css', 'index.html']) copyFileSync(join(INPUT, file), join(OUTPUT, basename(file)));
}

if (!isFresh()) await buildPlayground();
