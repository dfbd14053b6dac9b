import { isAbsolute, join, resolve } from 'node:path';
import { badSetting } from '../errors.js';
import { SOURCE_IDS, type HarvestSettings, type SourceId, type SourceSettings } from './settings.js';

/** Names of the settings of each service, and the address of the real one. `key` is null where none is known of. */
export const SOURCE_SETTINGS: Readonly<Record<SourceId, { url: string; key: string | null; address: string }>> = {
  pubmed: { url: 'PUBMED_URL', key: 'NCBI_API_KEY', address: 'https://eutils.ncbi.nlm.nih.gov/entrez/eutils' },
  icite: { url: 'ICITE_URL', key: null, address: 'https://icite.od.nih.gov/api' },
  'europe-pmc': { url: 'EUROPE_PMC_URL', key: null, address: 'https://www.ebi.ac.uk/europepmc/webservices/rest' },
  openalex: { url: 'OPENALEX_URL', key: 'OPENALEX_API_KEY', address: 'https://api.openalex.org' },
  crossref: { url: 'CROSSREF_URL', key: null, address: 'https://api.crossref.org' },
  opencitations: { url: 'OPENCITATIONS_URL', key: 'OPENCITATIONS_TOKEN', address: 'https://opencitations.net/index/api/v2' },
  'semantic-scholar': {
    url: 'SEMANTIC_SCHOLAR_URL',
    key: 'SEMANTIC_SCHOLAR_API_KEY',
    address: 'https://api.semanticscholar.org/graph/v1',
  },
};

/** Names that other tools use for the same keys: silently ignored they would only show as refusals of the service. */
const LOOK_ALIKES = {
  PUBMED_API_KEY: 'NCBI_API_KEY',
  ENTREZ_KEY: 'NCBI_API_KEY',
  OPENALEX_KEY: 'OPENALEX_API_KEY',
  S2_API_KEY: 'SEMANTIC_SCHOLAR_API_KEY',
  OPENCITATIONS_API_KEY: 'OPENCITATIONS_TOKEN',
} as const;

/**
 * Settings of the harvest.
 * @param get the value of a setting, undefined where it is not set
 * @param dataDir folder of the embedded database, beside which answers are kept unless HARVEST_CACHE says otherwise
 */
export function readHarvestSettings(get: (name: string) => string | undefined, dataDir: string): HarvestSettings {
  for (const [wrong, right] of Object.entries(LOOK_ALIKES)) {
    if (get(wrong) && !get(right)) throw badSetting(`${wrong} is set, but the setting is called ${right}.`);
  }
  const folder = get('HARVEST_CACHE') ?? join(dataDir, 'harvest');
  const sources = SOURCE_IDS.map((id) => [id, Object.freeze(readSource(id, get))] as const);
  return Object.freeze({
    cacheDir: isAbsolute(folder) ? folder : resolve(folder),
    contact: readContact(get('CONTACT_EMAIL')),
    sources: Object.freeze(Object.fromEntries(sources) as Record<SourceId, SourceSettings>),
  });
}

/** Only what could never be an address is refused: whether it is one, its owner knows. */
function readContact(text: string | undefined): string | null {
  if (text === undefined) return null;
  if (!/^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;"]+$/.test(text) || text.length > 254)
    throw badSetting(`CONTACT_EMAIL is "${text.slice(0, 80)}", but must be one e-mail address, such as librarian@example.org.`);
  return text;
}

function readSource(id: SourceId, get: (name: string) => string | undefined): SourceSettings {
  const names = SOURCE_SETTINGS[id];
  const address = get(names.url) ?? names.address;
  const url = readAddress(names.url, address, names.address);
  const key = names.key === null ? null : readKey(names.key, get(names.key));
  if (key !== null && url.protocol === 'http:' && !isThisMachine(url.hostname)) {
    throw badSetting(
      `${names.key} is set, but ${names.url} is "${url.origin}": a key is sent over https:// alone. Use https://, or unset ${names.key}.`,
    );
  }
  return { url: `${url.origin}${url.pathname}`.replace(/\/+$/, ''), key };
}

function readAddress(name: string, text: string, real: string): URL {
  const shown = text
    .replace(/\/\/[^/]*@/, '//…@')
    .replace(/[?#].*$/, '')
    .slice(0, 120);
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || url.hostname === '')
    throw badSetting(`${name} is "${shown}", but must be an address like ${real}.`);
  if (url.username !== '' || url.password !== '')
    throw badSetting(`${name} is "${shown}" with a user in it; an address like ${real} is expected.`);
  if (url.search !== '' || url.hash !== '')
    throw badSetting(`${name} is "${shown}" with a query in it; an address alone, like ${real}, is expected.`);
  return url;
}

/** The value is not shown: it may be a key with one character too many. */
function readKey(name: string, value: string | undefined): string | null {
  if (value === undefined) return null;
  if (!/^[\x21-\x7e]{1,512}$/.test(value))
    throw badSetting(`${name} cannot be a key: it holds blanks or characters that no key has. Copy it again.`);
  return value;
}

const isThisMachine = (host: string): boolean => /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(host);
