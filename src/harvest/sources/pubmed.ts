import { elink } from '../../import/elink.js';
import { isObject } from '../../import/json-fields.js';
import { pubmedXml } from '../../import/pubmed-xml.js';
import { TOOL, given, keysOf, valueOf, type Ask, type HarvestSource } from '../source.js';

const hasPmid: Ask['canName'] = (ids) => ids.pmid !== null;

const efetch: Ask = {
  name: 'efetch',
  says: 'pubmed-xml',
  // Above that E-utilities ask for another kind of request.
  batch: 200,
  idsOf: (ids) => keysOf(ids, 'pmid'),
  canName: hasPmid,
  request: ({ base, ids }) => ({
    url: `${base}/efetch.fcgi?db=pubmed&retmode=xml&id=${ids.map(valueOf).join(',')}`,
    expects: 'XML',
  }),
  read: pubmedXml.read,
};

/** `id` is repeated: a list with commas would give the links of all works in one heap. */
const links = (linkName: string): Ask => ({
  name: linkName,
  says: 'elink',
  batch: 100,
  idsOf: (ids) => keysOf(ids, 'pmid'),
  canName: hasPmid,
  request: ({ base, ids }) => ({
    url: `${base}/elink.fcgi?dbfrom=pubmed&db=pubmed&linkname=${linkName}&retmode=json&${ids.map((id) => `id=${valueOf(id)}`).join('&')}`,
    expects: 'JSON',
  }),
  problem(answer) {
    const error = isObject(answer) ? answer['ERROR'] : null;
    if (typeof error === 'string' && error !== '') return `it says "${error}"`;
    const sets = isObject(answer) ? answer['linksets'] : null;
    if (!Array.isArray(sets)) return 'there are no linksets in it';
    const failed = sets.find((set): set is { ERROR: unknown } => isObject(set) && set['ERROR'] != null);
    return failed === undefined ? null : `it says ${JSON.stringify(failed.ERROR)}`;
  },
  read: elink.read,
});

/** NCBI's E-utilities: full records of PubMed, and the citations of the NIH Open Citation Collection. */
export const pubmed: HarvestSource = {
  id: 'pubmed',
  label: 'PubMed (E-utilities)',
  // 3 calls a second, 10 with a key.
  spacingMs: ({ key }) => (key === null ? 350 : 110),
  caller: ({ key }, contact) => ({ query: given({ tool: TOOL, email: contact, api_key: key }), headers: {} }),
  refusalHint: 'NCBI_API_KEY may be wrong',
  asks: { RECORDS: efetch, REFERENCES: links('pubmed_pubmed_refs'), CITED_BY: links('pubmed_pubmed_citedin') },
};
