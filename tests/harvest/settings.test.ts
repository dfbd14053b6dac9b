import { isAbsolute, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readHarvestConfig, type Environment } from '../../src/config.js';
import { CodedError } from '../../src/errors.js';

const read = (env: Environment) => readHarvestConfig({}, env);

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

describe('settings of the harvest', () => {
  test('nothing set: the real services, nobody to write to, no keys, answers beside the data', () => {
    const { cacheDir, contact, sources } = read({});
    expect(isAbsolute(cacheDir) && cacheDir.endsWith(join('data', 'harvest'))).toBe(true);
    expect(contact).toBeNull();
    expect(Object.values(sources).map(({ url, key }) => [url, key])).toEqual([
      ['https://eutils.ncbi.nlm.nih.gov/entrez/eutils', null],
      ['https://icite.od.nih.gov/api', null],
      ['https://www.ebi.ac.uk/europepmc/webservices/rest', null],
      ['https://api.openalex.org', null],
      ['https://api.crossref.org', null],
      ['https://opencitations.net/index/api/v2', null],
      ['https://api.semanticscholar.org/graph/v1', null],
    ]);
    expect(read({ PUBMED_URL: ' ', CONTACT_EMAIL: '', HARVEST_CACHE: '', NCBI_API_KEY: '' })).toEqual(read({}));
  });

  test('every setting', () => {
    const settings = read({
      PUBMED_URL: 'http://localhost:8080/eutils/', ICITE_URL: 'http://127.0.0.1:1', EUROPE_PMC_URL: 'https://a.example/rest', OPENALEX_URL: 'https://b.example',
      CROSSREF_URL: 'https://c.example', OPENCITATIONS_URL: 'https://d.example/v2', SEMANTIC_SCHOLAR_URL: 'https://e.example/v1', NCBI_API_KEY: 'k1',
      OPENALEX_API_KEY: 'k2', OPENCITATIONS_TOKEN: 'k3', SEMANTIC_SCHOLAR_API_KEY: 'k4', CONTACT_EMAIL: 'librarian@example.org', HARVEST_CACHE: '/srv/answers',
    }); // prettier-ignore
    expect(settings).toMatchObject({ cacheDir: '/srv/answers', contact: 'librarian@example.org' });
    // A key is sent without encryption to this machine alone.
    expect(settings.sources.pubmed).toEqual({ url: 'http://localhost:8080/eutils', key: 'k1' });
    expect(Object.values(settings.sources).map(({ key }) => key)).toEqual(['k1', null, null, 'k2', null, 'k3', 'k4']);
    expect(Object.isFrozen(settings) && Object.isFrozen(settings.sources) && Object.isFrozen(settings.sources.pubmed)).toBe(true);
    expect(readHarvestConfig({ HARVEST_CACHE: '/here' }, { HARVEST_CACHE: '/there' }).cacheDir).toBe('/here');
    expect(read({ DATA_DIR: '/srv/graph' }).cacheDir).toBe(join('/srv/graph', 'harvest'));
  });

  test.each<[Environment, RegExp]>([
    [
      { PUBMED_URL: 'eutils.ncbi.nlm.nih.gov' },
      /^PUBMED_URL is "eutils\.ncbi\.nlm\.nih\.gov", but must be an address like https:\/\/eutils/,
    ],
    [{ ICITE_URL: 'ftp://icite.od.nih.gov' }, /^ICITE_URL is "ftp:/],
    [
      { CROSSREF_URL: 'https://me:hunter2@api.crossref.org' },
      /^CROSSREF_URL is "https:\/\/…@api\.crossref\.org" with a user in it/,
    ],
    [
      { OPENALEX_URL: 'https://api.openalex.org?api_key=hunter2' },
      /^OPENALEX_URL is "https:\/\/api\.openalex\.org" with a query in it/,
    ],
    [{ CONTACT_EMAIL: 'the librarian' }, /^CONTACT_EMAIL is "the librarian", but must be one e-mail address/],
    [{ CONTACT_EMAIL: 'a@example.org, b@example.org' }, /^CONTACT_EMAIL is/],
    [{ NCBI_API_KEY: 'hunter2 ?' }, /^NCBI_API_KEY cannot be a key/],
    [
      { OPENALEX_API_KEY: 'hunter2', OPENALEX_URL: 'http://api.openalex.org' },
      /^OPENALEX_API_KEY is set, but OPENALEX_URL is "http:\/\/api\.openalex\.org": a key is sent over https/,
    ],
    [{ S2_API_KEY: 'hunter2' }, /^S2_API_KEY is set, but the setting is called SEMANTIC_SCHOLAR_API_KEY\.$/],
  ])('%j is refused by name, and no key is shown', (env, message) => {
    const text = refusal(env);
    expect(text).toMatch(message);
    expect(text).not.toMatch(/hunter2|\n/);
  });
});
