import { icite as format } from '../../import/icite.js';
import { field, isObject } from '../../import/json-fields.js';
import { NOBODY, keysOf, valueOf, type Ask, type HarvestSource } from '../source.js';

/** One answer has all: the record, what it cites and what cites it. */
const pubs: Ask = {
  name: 'pubs',
  says: 'icite',
  batch: 200,
  idsOf: (ids) => keysOf(ids, 'pmid'),
  canName: (ids) => ids.pmid !== null,
  request: ({ base, ids }) => ({ url: `${base}/pubs?pmids=${ids.map(valueOf).join(',')}`, expects: 'JSON' }),
  // A work that iCite does not have is no error where it is asked for alone.
  none: 'UNKNOWN',
  problem: (answer) => (isObject(answer) && Array.isArray(field(answer, 'data')) ? null : 'there is no list in it'),
  read: format.read,
};

/** NIH iCite: the NIH Open Citation Collection, works of PubMed alone. */
export const icite: HarvestSource = {
  id: 'icite',
  label: 'NIH iCite',
  // No rate is published; a call covers 200 works.
  spacingMs: () => 1_000,
  caller: () => NOBODY,
  asks: { RECORDS: pubs, REFERENCES: pubs, CITED_BY: pubs },
};
