import { opencitations as format } from '../../import/opencitations.js';
import { given, keysOf, type Ask, type HarvestSource } from '../source.js';

/** The whole list comes in one answer; for a work that the Index does not have it is empty, or the status is 404. */
const list = (name: 'references' | 'citations'): Ask => ({
  name,
  says: 'opencitations',
  batch: 1,
  idsOf: (ids) => keysOf(ids, 'doi', 'pmid', 'omid'),
  canName: () => true,
  request: ({ base, ids }) => ({
    url: `${base}/${name}/${encodeURIComponent(ids[0]!).replace(/%(2F|3A)/g, decodeURIComponent)}`,
    expects: 'JSON',
  }),
  none: 'EMPTY',
  problem: (answer) => (Array.isArray(answer) ? null : 'it is no list'),
  read: format.read,
});

/** OpenCitations Index: citations of Crossref, the NIH collection and others, joined. */
export const opencitations: HarvestSource = {
  id: 'opencitations',
  label: 'OpenCitations',
  // 180 calls a minute; a token is for statistics and optional.
  spacingMs: () => 400,
  caller: ({ key }) => ({ query: {}, headers: given({ authorization: key }) }),
  asks: { REFERENCES: list('references'), CITED_BY: list('citations') },
};
