import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** Which layer may import which: server, cli -> resolvers -> loaders -> store port -> engines. */
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
];
const LOADERS = [['**/loaders/**'], 'Loaders are for resolvers.'];
/** All of our other folders and files but two, what Node offers beyond the language, drivers and GraphQL. */
const ANALYSIS = '^(\\.\\./(?!(errors|records)\\.js$)|node:|neo4j-driver|better-sqlite3|graphql|@apollo/)';

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
  layer(['src/*.ts'], DRIVERS),
  layer(['src/store/*.ts'], DRIVERS, GRAPHQL, SERVER, LOADERS),
  layer(['src/store/sqlite/**'], [['neo4j-driver'], DRIVERS[1]], GRAPHQL, SERVER, LOADERS),
  layer(['src/store/neo4j/**'], [['better-sqlite3'], DRIVERS[1]], GRAPHQL, SERVER, LOADERS),
  layer(['src/loaders/**'], DRIVERS, ENGINES, GRAPHQL, SERVER),
  layer(['src/resolvers/**'], DRIVERS, ENGINES, SERVER),
  layer(['src/import/**', 'src/harvest/**', 'src/export/**'], DRIVERS, ENGINES, GRAPHQL, SERVER, LOADERS),
  {
    files: ['src/analysis/**'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [{ regex: ANALYSIS, message: 'Analyses are pure functions of a graph.' }] }],
    },
  },
  layer(['src/server/**', 'src/cli/**'], DRIVERS, ENGINES),
  { files: ['src/store/open.ts'], rules: { 'no-restricted-imports': 'off' } },
);
