import { createHash } from 'node:crypto';
import type { BibRecord } from './record.js';
import { contentWords, type TitleForm } from './title-form.js';
import { describeWork, type WorkDescription } from './work-description.js';

const PIECE = 10;
const BEGINNING = 24;

const hash = (text: string): string => createHash('sha1').update(text).digest('base64url').slice(0, 14);

function titleKeys(form: TitleForm, family: string | null): string[] {
  const content = contentWords(form.words).join('');
  const keys: string[] = [];
  if (form.isStrong) {
    // `Editorial` and `Reply` name no work: records with such titles meet by page and author.
    keys.push(`t:${hash(form.letters)}`);
    keys.push(`b:${content.slice(0, BEGINNING)}`);
    const longest = [...new Set(form.words)].sort((a, b) => b.length - a.length || (a < b ? -1 : 1)).slice(0, 4);
    keys.push(`w:${hash(longest.sort().join(' '))}`);
  }
  if (family !== null) keys.push(`a:${family}:${content.slice(0, PIECE)}`, `z:${family}:${content.slice(-PIECE)}`);
  return keys;
}

/**
 * Keys under which candidate twins of a record are found: two records are only compared where they share one.
 * Besides the identifiers there are at most twelve, short, the same for the same record. They are selective by themselves: none is shared by the works of
 * one author, one journal or one year. After ASySD's blocks (title; author, year and pages; volume and pages; abstract),
 * but by equality of pieces, so that an index finds them.
 */
export function blockKeys(record: BibRecord): string[] {
  return blockKeysOf(describeWork(record), record);
}

export function blockKeysOf(work: WorkDescription, record: BibRecord): string[] {
  const { volume, pages, year } = work.imprint;
  const family = work.byline.first?.letters ?? null;
  const keys = (['pmid', 'doi', 'pmcid'] as const).flatMap((kind) => (work.ids[kind] ? [`${kind}:${work.ids[kind]}`] : []));
  const [whole, ...others] = work.title.forms;
  if (whole) keys.push(...titleKeys(whole, family));
  for (const form of others.slice(0, 3)) if (form.isStrong) keys.push(`t:${hash(form.letters)}`);
  if (pages !== null && pages.mangled === null) {
    // Years may differ by one between online and print: each record stands in two pairs of years.
    if (volume !== null && year !== null)
      keys.push(`p:${volume}:${pages.first}:${year}`, `p:${volume}:${pages.first}:${year + 1}`);
    if (volume !== null && family !== null) keys.push(`f:${family}:${volume}:${pages.first}`);
  }
  const abstract = record.abstract[0]?.text.slice(0, 300) ?? '';
  const opening = abstract
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .slice(0, 100);
  if (opening.length === 100) keys.push(`s:${hash(opening)}`);
  return [...new Set(keys)];
}
