import { badInput } from '../../errors.js';
import type { HarvestSource } from '../source.js';
import { crossref } from './crossref.js';
import { europePmc } from './europe-pmc.js';
import { icite } from './icite.js';
import { openalex } from './openalex.js';
import { opencitations } from './opencitations.js';
import { pubmed } from './pubmed.js';
import { semanticScholar } from './semantic-scholar.js';

/**
 * Every source, in the order in which they are asked for the record of a work: the first that has it is enough. A new
 * source is one file here and one line.
 */
export const SOURCES: readonly HarvestSource[] = [pubmed, europePmc, openalex, crossref, semanticScholar, icite, opencitations];

/** The sources of these names, each once, in the order of SOURCES; all of them for an empty list. */
export function chooseSources(names: readonly string[]): HarvestSource[] {
  const wanted = new Set(names.map((name) => name.trim().toLowerCase()));
  for (const name of wanted) {
    if (!SOURCES.some(({ id }) => id === name))
      throw badInput(`There is no source "${name.slice(0, 60)}". Sources: ${SOURCES.map(({ id }) => id).join(', ')}.`);
  }
  return SOURCES.filter(({ id }) => wanted.size === 0 || wanted.has(id));
}
