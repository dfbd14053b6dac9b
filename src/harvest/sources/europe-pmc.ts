import { europePmc as format } from '../../import/europe-pmc.js';
import { countField, field, isObject, type JsonObject } from '../../import/json-fields.js';
import { withMembers } from '../with-members.js';
import { NOBODY, keysOf, schemeOf, valueOf, type Ask, type Call, type HarvestSource, type PageFacts } from '../source.js';

const ignore = (): void => undefined;
/** The most that the service gives. */
const PAGE_SIZE = 1_000;
const SEARCH_PAGE = 100;

function listIn(answer: unknown, holder: string, list: string): unknown[] {
  const inner = isObject(answer) ? field(answer, holder) : null;
  const found = isObject(inner) ? field(inner, list) : null;
  // A list of one may come as its only entry alone.
  return Array.isArray(found) ? found : found == null ? [] : [found];
}

const statedIn = (answer: unknown): number | null => (isObject(answer) ? countField(answer, 'hitCount', ignore) : null);

/** The service answers some errors with status 200. A list that is empty may be left out, but not the number of its entries. */
const problemOf =
  (holder: string) =>
  (answer: unknown): string | null => {
    const code = isObject(answer) ? field(answer, 'errCode') : null;
    if (code != null) return code === 404 ? null : `it says ${JSON.stringify((answer as JsonObject)['errMsg'] ?? code)}`;
    const isThere = statedIn(answer) !== null || (isObject(answer) && isObject(field(answer, holder)));
    return isThere ? null : 'there is no list in it';
  };

const term = (id: string): string => {
  if (schemeOf(id) === 'pmid') return `(EXT_ID:${valueOf(id)} AND SRC:MED)`;
  return schemeOf(id) === 'pmcid' ? `PMCID:${valueOf(id)}` : `DOI:"${valueOf(id).replace(/["\\]/g, '\\$&')}"`;
};

const search: Ask = {
  name: 'search',
  says: 'europe-pmc',
  batch: 25,
  idsOf: (ids) => keysOf(ids, 'pmid', 'doi', 'pmcid'),
  canName: () => true,
  request({ base, ids, page }) {
    const query = encodeURIComponent(ids.map(term).join(' OR '));
    const cursor = encodeURIComponent(page ?? '*');
    return {
      url: `${base}/search?query=${query}&resultType=core&format=json&pageSize=${SEARCH_PAGE}&cursorMark=${cursor}`,
      expects: 'JSON',
    };
  },
  page(answer): PageFacts {
    const next = isObject(answer) ? field(answer, 'nextCursorMark') : null;
    const entries = listIn(answer, 'resultList', 'result');
    // Behind the last page there is always one more, which is empty.
    return { entries, stated: statedIn(answer), next: typeof next === 'string' && entries.length > 0 ? next : null };
  },
  problem: problemOf('resultList'),
  read: format.read,
};

/** Where the service has its list of a work: `MED/33349761`. */
const place = ([id]: readonly string[]): [source: string, id: string] =>
  schemeOf(id!) === 'pmid' ? ['MED', valueOf(id!)] : ['PMC', valueOf(id!)];

function neighbours(name: 'citations' | 'references', holder: string, list: string, canName: Ask['canName']): Ask {
  return {
    name,
    says: 'europe-pmc',
    batch: 1,
    idsOf: (ids) => keysOf(ids, 'pmid', 'pmcid'),
    canName,
    request: ({ base, ids, page }) => ({
      url: `${base}/${place(ids).join('/')}/${name}?page=${page ?? '1'}&pageSize=${PAGE_SIZE}&format=json`,
      expects: 'JSON',
    }),
    page(answer, { page }): PageFacts {
      const entries = listIn(answer, holder, list);
      return { entries, stated: statedIn(answer), next: entries.length < PAGE_SIZE ? null : String(Number(page ?? '1') + 1) };
    },
    none: 'EMPTY',
    problem: problemOf(holder),
    read: (input, call) => format.read(withMembers(input, whose(call))),
  };
}

/** The reader takes from the answer whose list it is; an answer that leaves it out is told. */
const whose = ({ ids }: Call) => {
  const [source, id] = place(ids);
  return (answer: JsonObject): JsonObject => {
    const request = field(answer, 'request');
    const isThere = isObject(request) && field(request, 'id') != null && field(request, 'source') != null;
    return isThere ? {} : { request: { ...(isObject(request) ? request : {}), id, source } };
  };
};

/** Europe PMC: records of PubMed, PubMed Central and preprint servers, and the citations between them. */
export const europePmc: HarvestSource = {
  id: 'europe-pmc',
  label: 'Europe PMC',
  // About 10 calls a second are said to be welcome.
  spacingMs: () => 150,
  caller: () => NOBODY,
  asks: {
    RECORDS: search,
    REFERENCES: neighbours('references', 'referenceList', 'reference', ({ pmid, pmcid, doi }) => (pmid ?? pmcid ?? doi) !== null),
    CITED_BY: neighbours('citations', 'citationList', 'citation', ({ pmid, pmcid }) => (pmid ?? pmcid) !== null),
  },
};
