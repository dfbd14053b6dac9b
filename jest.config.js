/** Tests run as built JavaScript (scripts/test.mjs builds them), so that they test the code that ships. */
export default {
  testEnvironment: 'node',
  rootDir: '.',
  roots: ['<rootDir>/dist/tests'],
  testMatch: ['**/*.test.js'],
  transform: {},
  testTimeout: 30_000,
  // Suites wait for their turn at a Neo4j (tests/engines.ts); what needs none runs beside them.
  maxWorkers: '100%',
  testSequencer: '<rootDir>/scripts/test-order.mjs',
  // Not the temporary folder, which scripts/test.mjs throws away: how long each file took is kept here.
  cacheDirectory: '<rootDir>/.cache/jest',
};
