import { createHash } from 'node:crypto';
import { badSource } from '../errors.js';
import { words } from '../store/fold.js';
import type { BibJournal, BibRecord, BibReference, WorkIds } from './record.js';

/**
 * Keys of nodes, made from what sources say and from nothing else: the same on every machine, at every run
 * and for every order of the input. They have no control characters.
 */

/** First 16 hexadecimal digits of the SHA-256 of the parts. */
export function digest(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}

/** Text folded to its words, for comparison and for keys. */
export function folded(text: string | null): string {
  return words(text ?? '').join(' ');
}

const MAX_SLUG = 100;

/** Words parted by hyphens; a long text is cut and told apart by its digest, one without words is its digest. */
function slug(text: string): string {
  const whole = words(text).join('-');
  if (whole === '') return digest([text]);
  return whole.length <= MAX_SLUG ? whole : `${whole.slice(0, MAX_SLUG).toWellFormed()}-${digest([whole])}`;
}

/** Every identifier of a work as a key, the one that names it best first. */
export function idKeys(ids: WorkIds): string[] {
  const schemes = ['pmid', 'doi', 'pmcid', 'openalex', 's2', 'omid'] as const;
  return schemes.flatMap((scheme) => (ids[scheme] ? [`${scheme}:${ids[scheme]}`] : []));
}

/**
 * Key of a work: its PMID, else DOI, else PMCID, else the identifier of another index, else `cit:` and the
 * digest of its citation. Throws BAD_SOURCE for a record that has neither identifier, title nor authors.
 */
export function workKey(record: BibRecord): string {
  return idKeys(record.ids)[0] ?? citationKey(record);
}

/** Key of a work by its citation alone, also for one that has identifiers. */
export function citationKey(record: BibRecord): string {
  const first = record.authors[0];
  if (record.title === null && !first)
    throw badSource(`A record of ${record.source} has no identifier, title or author; expected at least one of them.`);
  return `cit:${digest([
    folded(first ? (first.familyName ?? first.nameAsWritten) : null),
    record.date?.year ?? null,
    folded(record.journal?.abbreviation ?? record.journal?.title ?? null),
    folded(record.volume),
    folded(record.pages?.first ?? record.pages?.asWritten ?? null),
    folded(record.title),
  ])}`;
}

/** The other end of a citation whose work is a record of the same load. `text` is the reference as printed. */
export function referenceTo(record: BibRecord, position: number | null, text: string | null): BibReference {
  const hasIds = idKeys(record.ids).length > 0;
  return { position, ids: record.ids, recordKey: hasIds ? null : workKey(record), text, year: record.date?.year ?? null };
}

/** Key of the work that a reference names; null where it has its printed text alone, which names no work. */
export function referenceKey(reference: BibReference): string | null {
  return idKeys(reference.ids)[0] ?? reference.recordKey;
}

/** Identifiers of a journal as keys, the one that names it best first; its name only where it has no other. */
export function journalKeys(journal: BibJournal): string[] {
  const order = ['LINKING', 'ELECTRONIC', 'PRINT', 'UNKNOWN'];
  const issns = [...journal.issns].sort((a, b) => order.indexOf(a.type) - order.indexOf(b.type) || (a.value < b.value ? -1 : 1));
  const ids = [...(journal.nlmId ? [`nlm:${journal.nlmId}`] : []), ...issns.map(({ value }) => `issn:${value}`)];
  const name = journal.abbreviation ?? journal.title;
  return ids.length > 0 || name === null ? ids : [`journal:${slug(name)}`];
}

/** Key of a journal: NLM id, else ISSN (the linking one first), else its name; null where nothing names it. */
export function journalKey(journal: BibJournal): string | null {
  return journalKeys(journal)[0] ?? null;
}

/** Key of a topic: its MeSH descriptor, else its name. */
export function topicKey(topic: { name: string; meshId: string | null }): string {
  return topic.meshId ? `mesh:${topic.meshId}` : `topic:${slug(topic.name)}`;
}
