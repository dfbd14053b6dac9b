import type { StoreSettings } from '../../src/store/settings.js';
import { buildNeo4j, buildPeers, buildSqlite, sqliteFolder, type Built, type KeptNeo4j } from './databases.js';
import type { Literature } from './literature.js';
import { neo4jSystems, sqliteSystems, type Engine, type System } from './systems.js';

/** All databases that a bench needs, and the systems over them. */
export class Databases {
  private constructor(
    readonly systems: readonly System[],
    readonly built: Partial<Record<Engine, Built>>,
    /** Of our own stores. */
    readonly settings: Partial<Record<Engine, StoreSettings>>,
    private readonly servers: readonly KeptNeo4j[],
  ) {}

  static async open(literature: Literature, engines: readonly Engine[], isAnew: boolean): Promise<Databases> {
    const built: Partial<Record<Engine, Built>> = {};
    const settings: Partial<Record<Engine, StoreSettings>> = {};
    const systems: System[] = [];
    const servers: KeptNeo4j[] = [];
    if (engines.includes('sqlite')) {
      built.sqlite = await buildSqlite(literature, isAnew);
      settings.sqlite = { engine: 'sqlite', dataDir: sqliteFolder(literature.size) };
      systems.push(...sqliteSystems(sqliteFolder(literature.size)));
    }
    if (engines.includes('neo4j')) {
      const ours = await buildNeo4j(literature, isAnew);
      const peers = await buildPeers(literature, isAnew);
      built.neo4j = ours.built;
      const [server, peerServer] = await Promise.all([ours.start(), peers.start()]);
      servers.push(server, peerServer);
      const { uri, user, password, database } = server;
      settings.neo4j = { engine: 'neo4j', uri, user, password, database };
      systems.push(...neo4jSystems(server, peerServer));
    }
    return new Databases(systems, built, settings, servers);
  }

  async close(): Promise<void> {
    await Promise.all(this.servers.map((server) => server.stop()));
  }
}
