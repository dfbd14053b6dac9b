/** Tests run as built JavaScript (scripts/test.mjs builds them), so that they test the code that ships. */
export default {
  testEnvironment: 'node',
  rootDir: '.',
  roots: ['<rootDir>/dist/tests'],
  testMatch: ['**/*.test.js'],
  transform: {},
  testTimeout: 30_000,
  // Suites wait for their turn at Neo4j (tests/engines.ts); what needs none runs beside them.
  maxWorkers: '100%',
};
