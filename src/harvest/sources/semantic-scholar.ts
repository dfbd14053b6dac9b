import { semanticScholar as format } from '../../import/semantic-scholar.js';
import { countField, field, isObject, type JsonObject } from '../../import/json-fields.js';
import { withMembers } from '../with-members.js';
import { given, keysOf, schemeOf, valueOf, type Ask, type Call, type HarvestSource, type PageFacts } from '../source.js';

const ignore = (): void => undefined;
const PAGE_SIZE = 1_000;
/** Lists of citations end here, whatever their length. */
const LIST_END = 9_999;
const BRIEF = 'paperId,externalIds,title,year,venue,publicationVenue,journal,publicationDate,publicationTypes,authors';
const FULL = `${BRIEF},abstract,citationCount,referenceCount`;

const PREFIX: Readonly<Record<string, string>> = { pmid: 'PMID:', doi: 'DOI:', s2: '' };
const nameOf = (id: string): string => `${PREFIX[schemeOf(id)]}${valueOf(id)}`;
const idsOf: Ask['idsOf'] = (ids) => keysOf(ids, 'pmid', 'doi', 's2');

const batch: Ask = {
  name: 'batch',
  says: 'semantic-scholar',
  batch: 500,
  idsOf,
  canName: () => true,
  request: ({ base, ids }) => ({
    url: `${base}/paper/batch?fields=${FULL}`,
    body: JSON.stringify({ ids: ids.map(nameOf) }),
    expects: 'JSON',
  }),
  // None of the papers is known.
  none: 'UNKNOWN',
  problem: (answer) => (Array.isArray(answer) ? null : 'it is no list'),
  read: format.read,
};

const edges = (name: 'references' | 'citations'): Ask => ({
  name,
  says: 'semantic-scholar',
  batch: 1,
  idsOf,
  canName: () => true,
  request({ base, ids, page }) {
    const offset = Number(page ?? '0');
    const limit = Math.min(PAGE_SIZE, LIST_END - offset);
    const paper = encodeURIComponent(nameOf(ids[0]!)).replace(/%(2F|3A)/g, decodeURIComponent);
    return { url: `${base}/paper/${paper}/${name}?fields=${BRIEF}&offset=${offset}&limit=${limit}`, expects: 'JSON' };
  },
  page(answer): PageFacts {
    const data = isObject(answer) ? field(answer, 'data') : null;
    const next = isObject(answer) ? countField(answer, 'next', ignore) : null;
    const entries: unknown[] = Array.isArray(data) ? data : [];
    if (next === null) return { entries, stated: null, next: null };
    // At the end of what the service lists there are more that it does not.
    return next >= LIST_END ? { entries, stated: next + 1, next: null } : { entries, stated: null, next: String(next) };
  },
  none: 'UNKNOWN',
  problem: (answer) => (isObject(answer) && isList(answer['data']) ? null : 'there is no list in it'),
  read: (input, call) => format.read(withMembers(input, whose(call))),
});

/** Where a publisher forbids to show what a paper cites, the list is null. */
const isList = (data: unknown): boolean => data === null || Array.isArray(data);

/** The service does not say whose list it is. */
const whose = ({ ids: [id] }: Call) => {
  const value = valueOf(id!);
  const names: JsonObject =
    schemeOf(id!) === 's2' ? { paperId: value } : { externalIds: schemeOf(id!) === 'pmid' ? { PubMed: value } : { DOI: value } };
  return (): JsonObject => names;
};

/** Semantic Scholar's Graph API. Its licence forbids passing on a database that is made from it. */
export const semanticScholar: HarvestSource = {
  id: 'semantic-scholar',
  label: 'Semantic Scholar',
  // 1 call a second with a key; without one all the world shares a pool.
  spacingMs: ({ key }) => (key === null ? 3_000 : 1_100),
  caller: ({ key }) => ({ query: {}, headers: given({ 'x-api-key': key }) }),
  refusalHint: 'SEMANTIC_SCHOLAR_API_KEY may be wrong',
  asks: { RECORDS: batch, REFERENCES: edges('references'), CITED_BY: edges('citations') },
};
