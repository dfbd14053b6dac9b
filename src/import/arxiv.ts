import type { Warn } from './convert-record.js';
import { readId } from './identifier-fields.js';
import { NO_IDS, type BibRecord } from './record.js';

/**
 * An arXiv id as a source gives it, in whatever spelling; null for none. arXiv registers a DOI for each of its papers, and
 * under that DOI the id is kept. A work with another DOI is the version that a journal published: the paper of arXiv is what
 * it updates, in the words of PubMed, and a work of its own (as Crossref's `has-preprint` is).
 */
export function addArxiv(record: BibRecord, id: unknown, warn: Warn): void {
  const doi = readId('arXiv id', id, warn);
  if (doi === null || doi === record.ids.doi) return;
  if (record.ids.doi === null) record.ids.doi = doi;
  else record.corrections.push({ type: 'UpdateOf', ids: { ...NO_IDS, doi }, text: doi.replace(/^.*?\/arxiv\./, 'arXiv:') });
}

const ADDRESS = /^https?:\/\/(?:www\.|export\.)?arxiv\.org\/(?:abs|pdf|html)\/\S+$/i;

/** The first of these texts that is the address of a paper of arXiv. */
export function arxivAddress(texts: readonly unknown[]): string | null {
  const found = texts.find((text) => typeof text === 'string' && ADDRESS.test(text.trim()));
  return typeof found === 'string' ? found : null;
}
