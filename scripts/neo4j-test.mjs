// npm run neo4j:test: a real Neo4j for tests, up until Ctrl-C. `npm test` starts one of its own.
import { startNeo4j } from './neo4j-server.mjs';

const server = await startNeo4j();
if (server.missing) {
  console.error(`There is no Neo4j to be had: ${server.missing}.`);
  process.exit(1);
}
console.log(`Neo4j is up (${server.how}). To use it:
export NEO4J_TEST_URI=${server.uri} NEO4J_TEST_USER=${server.user} NEO4J_TEST_PASSWORD=${server.password}
Ctrl-C stops it.`);
const keepAlive = setInterval(() => {}, 60_000);
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    clearInterval(keepAlive);
    await server.stop();
  });
}
