import { openalex as format } from '../../import/openalex.js';
import { countField, field, isObject, objectField } from '../../import/json-fields.js';
import {
  given,
  keysOf,
  schemeOf,
  valueOf,
  type Ask,
  type Call,
  type HarvestSource,
  type PageFacts,
  type ServiceRequest,
} from '../source.js';

const ignore = (): void => undefined;
/** The most values that a filter takes, and the most works on a page. */
const MOST = 100;
const SCHEME_NAMES: Readonly<Record<string, string>> = { pmid: 'pmid', doi: 'doi', openalex: 'openalex', pmcid: 'pmcid' };

function page(answer: unknown): PageFacts {
  const results = isObject(answer) ? field(answer, 'results') : null;
  // A work that was asked for alone comes bare.
  if (!Array.isArray(results)) return { entries: [answer], stated: null, next: null };
  const meta = objectField(answer as object as Record<string, unknown>, 'meta', ignore) ?? {};
  const next = field(meta, 'next_cursor');
  return {
    entries: results,
    stated: countField(meta, 'count', ignore),
    next: typeof next === 'string' ? next : null,
  };
}

/** A list, or a work that was asked for alone. */
function problem(answer: unknown): string | null {
  const isAnswer = isObject(answer) && (Array.isArray(field(answer, 'results')) || typeof field(answer, 'id') === 'string');
  return isAnswer ? null : 'there are no works in it';
}

/** Commas and bars part values of a filter: a DOI with one can only be asked for alone. */
const alone = (id: string): boolean => /[,|]/.test(id);

function byIds({ base, ids }: Call, select: string): ServiceRequest {
  const scheme = SCHEME_NAMES[schemeOf(ids[0]!)]!;
  const [only, ...others] = ids.map(valueOf);
  if (others.length === 0) {
    const name = scheme === 'openalex' ? only! : `${scheme}:${encodeURIComponent(only!)}`;
    return { url: `${base}/works/${name}${select === '' ? '' : `?select=${select}`}`, expects: 'JSON' };
  }
  const values = ids.map((id) => encodeURIComponent(valueOf(id))).join('|');
  return {
    url: `${base}/works?filter=${scheme}:${values}&per_page=${MOST}${select === '' ? '' : `&select=${select}`}`,
    expects: 'JSON',
  };
}

const common = { says: 'openalex', canName: () => true, none: 'UNKNOWN', page, problem, read: format.read } as const;

/** A work with all that it cites, named by OpenAlex's own ids. */
const works: Ask = {
  ...common,
  name: 'works',
  batch: MOST,
  idsOf: (ids) => keysOf(ids, 'pmid', 'doi', 'openalex'),
  alone,
  request: (call) => byIds(call, ''),
};

/** What else the works are called that OpenAlex only names by its own ids. */
const identifiers: Ask = {
  ...common,
  name: 'identifiers',
  batch: MOST,
  idsOf: (ids) => keysOf(ids, 'pmid', 'doi', 'openalex'),
  alone,
  request: (call) => byIds(call, 'id,doi,ids'),
};

const citing: Ask = {
  ...common,
  name: 'cites',
  batch: 1,
  idsOf: (ids) => keysOf(ids, 'openalex'),
  request: ({ base, ids, page: cursor }) => ({
    url: `${base}/works?filter=cites:${valueOf(ids[0]!)}&per_page=${MOST}&cursor=${encodeURIComponent(cursor ?? '*')}`,
    expects: 'JSON',
  }),
};

/** OpenAlex: works of all fields. The service wants a key since February 2026. */
export const openalex: HarvestSource = {
  id: 'openalex',
  label: 'OpenAlex',
  spacingMs: () => 110,
  caller: ({ key }, contact) => ({ query: given({ mailto: contact, api_key: key }), headers: {} }),
  refusalHint: 'OpenAlex wants a key (free of charge): set OPENALEX_API_KEY',
  asks: { RECORDS: works, REFERENCES: works, CITED_BY: citing, IDENTIFIERS: identifiers },
};
