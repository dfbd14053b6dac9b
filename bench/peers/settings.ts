import neo4j, { type Driver } from 'neo4j-driver';

/** The database of the peers, from the environment: a list of processes would show a password among the arguments. */
export interface PeerDatabase {
  uri: string;
  user: string;
  password: string;
  database: string;
}

export function peerDatabase(): PeerDatabase {
  const {
    NEO4J_URI: uri = '',
    NEO4J_USER: user = '',
    NEO4J_PASSWORD: password = '',
    NEO4J_DATABASE: database = '',
  } = process.env;
  return { uri, user, password, database };
}

/** Integers are numbers, as every front end wants them. */
export function peerDriver({ uri, user, password }: PeerDatabase): Driver {
  return neo4j.driver(uri, neo4j.auth.basic(user, password), { disableLosslessIntegers: true, telemetryDisabled: true });
}
