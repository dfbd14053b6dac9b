import { isAbsolute } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { CodedError } from '../src/errors.js';
import { environmentOfWorkers, readConfig, type Environment } from '../src/config.js';

const read = (env: Environment) => readConfig({}, env);
const neo4j = { NEO4J_URI: 'neo4j://db.example:7687', NEO4J_PASSWORD: ' s3cret ' };

function refusal(env: Environment): string {
  try {
    read(env);
  } catch (error) {
    expect(error).toBeInstanceOf(CodedError);
    expect((error as CodedError).code).toBe('BAD_SETTING');
    return (error as CodedError).message;
  }
  throw new Error('not refused');
}

describe('settings', () => {
  test('nothing set: this machine alone, port 4000, embedded store in ./data', () => {
    const config = read({});
    expect(config).toMatchObject({ host: '127.0.0.1', port: 4000, logLevel: 'warn', store: { engine: 'sqlite' } });
    const { dataDir } = config.store as { dataDir: string };
    expect(isAbsolute(dataDir) && dataDir.endsWith('data')).toBe(true);
    expect(Object.isFrozen(config) && Object.isFrozen(config.store)).toBe(true);
  });
  test('an empty value counts as unset', () => {
    expect(read({ HOST: '', PORT: ' ', DATA_DIR: '', NEO4J_URI: '', NEO4J_PASSWORD: '', LOG_LEVEL: '' })).toEqual(read({}));
  });
  test('every setting', () => {
    expect(read({ HOST: '0.0.0.0', PORT: '0', DATA_DIR: '/srv/graph', LOG_LEVEL: 'Debug' })).toEqual({
      host: '0.0.0.0',
      port: 0,
      logLevel: 'debug',
      store: { engine: 'sqlite', dataDir: '/srv/graph' },
      adminToken: null,
      uploads: { folder: '/srv/graph/uploads', maxBytes: 2 ** 31 },
      analysisMemory: 2 ** 30,
      citationMemory: 2 ** 28,
      citationFile: '/srv/graph/citations-sqlite.cache',
      fastPath: { compiled: true, answerMemory: 32 * 2 ** 20 },
      searchMemory: 48 * 2 ** 20,
    });
    expect(read({ ...neo4j, DATA_DIR: '/srv/graph' }).uploads.folder).toBe('/srv/graph/uploads');
    expect(read({ ...neo4j, DATA_DIR: '/srv/graph' }).citationFile).toBe('/srv/graph/citations-neo4j.cache');
    expect(read({ CITATION_FILE: 'off' }).citationFile).toBeNull();
    expect(read({ ...neo4j, NEO4J_USER: 'reader', NEO4J_DATABASE: 'meded' }).store).toEqual({
      engine: 'neo4j',
      uri: 'neo4j://db.example:7687',
      user: 'reader',
      password: ' s3cret ',
      database: 'meded',
    });
    expect(read(neo4j).store).toMatchObject({ user: 'neo4j', database: 'neo4j' });
    expect(read({ HOST: '[::1]' }).host).toBe('::1');
  });
  test('an option of the command line goes before its variable; one that is not given does not', () => {
    expect(readConfig({ PORT: '5000', HOST: undefined }, { PORT: '6000', HOST: '0.0.0.0' })).toMatchObject({
      port: 5000,
      host: '0.0.0.0',
    });
  });
});

describe('the token', () => {
  const enough = 'abcdefghijklmnop-._~+/0123456789';
  test('of 32 characters is taken as it is, without blanks around it', () => {
    expect(read({ ADMIN_TOKEN: enough }).adminToken).toBe(enough);
    expect(read({ ADMIN_TOKEN: ` ${enough}== \n` }).adminToken).toBe(`${enough}==`);
    expect(read({ ADMIN_TOKEN: '' }).adminToken).toBeNull();
  });
  test.each([enough.slice(1), 'short', `${enough} x`, `${enough}ü`, `"${enough}"`])(
    '%s is refused by its rule, and not shown',
    (token) => {
      const text = refusal({ ADMIN_TOKEN: token });
      expect(text).toMatch(/^ADMIN_TOKEN must be at least 32 characters long.*openssl rand -hex 32/);
      expect(text).not.toContain(token);
    },
  );
  test('is not passed on to processes that work for this one', () => {
    expect(environmentOfWorkers({ ADMIN_TOKEN: enough, TZ: 'UTC' })).toEqual({ TZ: 'UTC' });
  });
});

describe('the largest upload', () => {
  test.each([
    ['500MiB', 500 * 2 ** 20],
    ['3 GiB', 3 * 2 ** 30],
    ['64KiB', 2 ** 16],
    ['1000', 1000],
  ])('%s', (text, bytes) => {
    expect(read({ UPLOAD_LIMIT: text }).uploads.maxBytes).toBe(bytes);
    expect(read({ ANALYSIS_MEMORY: text }).analysisMemory).toBe(bytes);
  });
  test.each(['0', '2GB', 'much', '-1', '1.5GiB', '9999999999999TiB'])('%s is none', (text) => {
    expect(refusal({ ANALYSIS_MEMORY: text })).toMatch(/^ANALYSIS_MEMORY is ".*", but must be a size such as 500MiB/);
    expect(refusal({ UPLOAD_LIMIT: text })).toMatch(/^UPLOAD_LIMIT is ".*", but must be a size such as 500MiB/);
  });
});

describe('a value that cannot be used is refused by name', () => {
  const cases: [Environment, RegExp][] = [
    [{ PORT: 'abc' }, /^PORT is "abc", but must be a whole number from 0 to 65535/],
    [{ PORT: '65536' }, /^PORT is "65536"/],
    [{ PORT: '-1' }, /^PORT is "-1"/],
    [{ PORT: '80.5' }, /^PORT is "80.5"/],
    [{ HOST: 'http://localhost' }, /^HOST is "http:\/\/localhost", but must be an address/],
    [{ HOST: 'localhost:4000' }, /^HOST is "localhost:4000"/],
    [{ LOG_LEVEL: 'loud' }, /^LOG_LEVEL is "loud", but must be one of silent, error, warn, info, debug\.$/],
    [
      { ...neo4j, NEO4J_URI: 'http://localhost:7474' },
      /^NEO4J_URI is "http:\/\/localhost:7474", but must look like neo4j:\/\/localhost:7687/,
    ],
    [{ ...neo4j, NEO4J_URI: 'localhost' }, /^NEO4J_URI is "localhost"/],
    [{ ...neo4j, NEO4J_URI: 'bolt://' }, /^NEO4J_URI is "bolt:\/\/"/],
    [{ NEO4J_URI: 'bolt://localhost:7687' }, /NEO4J_PASSWORD is not/],
    [{ ...neo4j, NEO4J_DATABASE: 'my graph' }, /^NEO4J_DATABASE is "my graph"/],
    [{ NEO4J_URL: 'bolt://localhost' }, /^NEO4J_URL is set, but the setting is called NEO4J_URI\.$/],
    [{ ...neo4j, NEO4J_USERNAME: 'x' }, /^NEO4J_USERNAME is set, but the setting is called NEO4J_USER\.$/],
  ];
  test.each(cases)('%j', (env, message) => {
    const text = refusal(env);
    expect(text).toMatch(message);
    expect(text).not.toMatch(/s3cret|\n/);
  });
  test('a password inside NEO4J_URI is refused and not shown', () => {
    const text = refusal({ ...neo4j, NEO4J_URI: 'bolt://neo4j:hunter2@localhost:7687' });
    expect(text).toMatch(/bolt:\/\/…@localhost:7687/);
    expect(text).not.toContain('hunter2');
  });
});
