import { crossref as format } from '../../import/crossref.js';
import { countField, field, isObject } from '../../import/json-fields.js';
import { given, keysOf, valueOf, type Ask, type HarvestSource, type PageFacts } from '../source.js';

const ignore = (): void => undefined;
/** DOIs are long, and so would be the address. */
const BATCH = 40;

/** A work comes with the references that its publisher has deposited; nobody is told who cites it. */
const works: Ask = {
  name: 'works',
  says: 'crossref',
  batch: BATCH,
  idsOf: (ids) => keysOf(ids, 'doi'),
  canName: (ids) => ids.doi !== null,
  // Commas part the values of a filter.
  alone: (id) => id.includes(','),
  request({ base, ids }) {
    const [only, ...others] = ids.map((id) => encodeURIComponent(valueOf(id)));
    if (others.length === 0) return { url: `${base}/works/${only}`, expects: 'JSON' };
    return {
      url: `${base}/works?filter=${[only, ...others].map((doi) => `doi:${doi}`).join(',')}&rows=${BATCH}`,
      expects: 'JSON',
    };
  },
  page(answer): PageFacts {
    const message = isObject(answer) ? field(answer, 'message') : null;
    const items = isObject(message) ? field(message, 'items') : null;
    if (!isObject(message) || !Array.isArray(items)) return { entries: [message], stated: null, next: null };
    return { entries: items, stated: countField(message, 'total-results', ignore), next: null };
  },
  // A DOI of another agency, or none at all.
  none: 'UNKNOWN',
  problem: (answer) => (isObject(answer) && field(answer, 'status') === 'ok' ? null : 'its status is not "ok"'),
  read: format.read,
};

/** Crossref: what publishers deposit. */
export const crossref: HarvestSource = {
  id: 'crossref',
  label: 'Crossref',
  // The first guess: the answers say how many calls are welcome, and that is then obeyed.
  spacingMs: () => 350,
  caller: (_settings, contact) => ({ query: given({ mailto: contact }), headers: {} }),
  asks: { RECORDS: works, REFERENCES: works },
};
