import { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import { Neo4jGraphQL } from '@neo4j/graphql';
import Fastify from 'fastify';
import type { AddressInfo } from 'node:net';
import { SHAPES } from '../shapes/index.js';
import { peerDatabase, peerDriver } from './settings.js';
import { MODEL } from './type-definitions.js';

/** `@neo4j/graphql` with Apollo on Fastify, as ours is: what somebody would take who has a graph in Neo4j. */
const settings = peerDatabase();
const driver = peerDriver(settings);
const typeDefs = [MODEL, ...SHAPES.flatMap(({ neo4jGraphql }) => neo4jGraphql.typeDefinitions ?? [])];
const schema = await new Neo4jGraphQL({ typeDefs, driver }).getSchema();
const apollo = new ApolloServer({ schema, stopOnTerminationSignals: false });
await apollo.start();
const app = Fastify();
const context = async () => ({ sessionConfig: { database: settings.database } });
app.post('/graphql', fastifyApolloHandler(apollo, { context }));
await app.listen({ port: 0, host: '127.0.0.1' });
console.log(`READY ${(app.server.address() as AddressInfo).port}`);
process.once('SIGTERM', () => process.exit(0));
