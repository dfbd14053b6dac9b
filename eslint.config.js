import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/**
 * Which layer may import which. What answers: server, cli -> resolvers -> loaders, traverse -> store port -> engines. What
 * fills the graph: cli, server -> jobs, harvest -> intake -> derive -> ledger -> merge -> import, on the store port.
 */
const layer = (files, ...banned) => ({
  files,
  rules: {
    'no-restricted-imports': ['error', { patterns: banned.map(([group, message]) => ({ group, message })) }],
  },
});
const GRAPHQL = [['graphql', 'graphql/*', '**/resolvers/**', '**/generated/**', '@apollo/*'], 'This layer knows no GraphQL.'];
const DRIVERS = [['neo4j-driver', 'better-sqlite3'], "Only an engine's folder imports its driver."];
const ENGINES = [['**/store/sqlite/**', '**/store/neo4j/**'], 'Only store/open.ts picks an engine.'];
const SERVER = [['**/server/**', '**/cli/**'], 'Nothing below the server imports it.'];
/** What fills the graph, each above those before it; harvest and jobs stand side by side. */
const FILLING = ['import', 'merge', 'ledger', 'derive', 'intake', 'harvest', 'jobs'];
const folders = (names) => names.map((name) => `**/${name}/**`);
const above = (name) => {
  const higher = FILLING.slice(FILLING.indexOf(name) + 1);
  return [folders(name === 'jobs' ? ['harvest'] : higher), `src/${name} is not above it: ${FILLING.join(' <- ')}.`];
};
const filling = (name) => layer([`src/${name}/**`], DRIVERS, ENGINES, GRAPHQL, SERVER, LOADERS, above(name));
const NODE_GLOBALS = [
  'process',
  'console',
  'URL',
  'setTimeout',
  'clearTimeout',
  'setInterval',
  'clearInterval',
  'fetch',
  'performance',
  'AbortController',
];
const LOADERS = [['**/loaders/**'], 'Loaders are for resolvers.'];
const PORT = [folders([...FILLING, 'traverse']), 'The store knows nothing of what is kept in it.'];
const READERS = [
  folders(['merge', 'derive', 'intake', 'harvest']),
  'Answers read; what changes the graph is a task of src/jobs.',
];
/** All of our other folders and files but two, what Node offers beyond the language, drivers and GraphQL. */
const ANALYSIS =
  '^(\\.\\./(?!(errors|records|store/(neighbourhood|fold))\\.js$)|node:|neo4j-driver|better-sqlite3|graphql|@apollo/)';

export default tseslint.config(
  { ignores: ['dist/', 'src/generated/', 'coverage/', 'data/', '.cache/'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'max-lines': ['warn', { max: 300, skipComments: true }],
      'no-restricted-syntax': [
        'error',
        {
          selector: "MemberExpression[object.name='process'][property.name='env']",
          message: 'Only config.ts reads the environment.',
        },
      ],
    },
  },
  { files: ['scripts/**', 'tests/**', 'bench/**', 'src/config.ts'], rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['scripts/**', '*.js'],
    languageOptions: { globals: Object.fromEntries(NODE_GLOBALS.map((name) => [name, 'readonly'])) },
  },
  layer(['src/*.ts'], DRIVERS, GRAPHQL, [
    ['./*/**'],
    'What all layers share imports none of them; only config.ts knows their settings.',
  ]),
  { files: ['src/config.ts'], rules: { 'no-restricted-imports': 'off' } },
  layer(['src/store/*.ts'], DRIVERS, GRAPHQL, SERVER, LOADERS, PORT),
  layer(['src/store/sqlite/**'], [['neo4j-driver', '**/neo4j/**'], DRIVERS[1]], GRAPHQL, SERVER, LOADERS, PORT),
  layer(['src/store/neo4j/**'], [['better-sqlite3', '**/sqlite/**'], DRIVERS[1]], GRAPHQL, SERVER, LOADERS, PORT),
  layer(['src/affiliation/**'], DRIVERS, ENGINES, GRAPHQL, SERVER, LOADERS, [
    folders([...FILLING, 'traverse']),
    'What a text says of institutions depends on nothing but the text.',
  ]),
  ...FILLING.map(filling),
  layer(['src/traverse/**', 'src/snapshot/**'], DRIVERS, ENGINES, GRAPHQL, SERVER, LOADERS, READERS),
  layer(['src/loaders/**'], DRIVERS, ENGINES, GRAPHQL, SERVER, READERS),
  layer(['src/resolvers/**'], DRIVERS, ENGINES, SERVER, READERS),
  layer(['src/server/**'], DRIVERS, ENGINES, [['**/cli/**'], 'The command line starts the server.'], READERS),
  layer(['src/cli/**'], DRIVERS, ENGINES),
  {
    files: ['src/analysis/**'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [{ regex: ANALYSIS, message: 'Analyses are pure functions of a graph.' }] }],
    },
  },
  { files: ['src/store/open.ts'], rules: { 'no-restricted-imports': 'off' } },
);
